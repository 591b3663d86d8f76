-- Sealed files of providers' claims, as they come in: the bytes lie in the data folder under their hash. `seq` is the claim's entry.
-- (`claim` is the table of acts on entitlements; it has nothing to do with these.)
CREATE TABLE claim_parcel (
  log bigint NOT NULL REFERENCES log (id),
  seq bigint NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes > 0),
  whole boolean NOT NULL DEFAULT false,
  begun_at_ms bigint NOT NULL,
  CONSTRAINT claim_parcel_once PRIMARY KEY (log, seq, sha256)
);

-- What the office answered, as it was signed. Numbers rise by the clock, so that they go on rising after the database was set back.
CREATE TABLE claim_answer (
  log bigint NOT NULL REFERENCES log (id),
  seq bigint NOT NULL,
  number bigint NOT NULL,
  answer text NOT NULL,
  envelope jsonb NOT NULL,
  CONSTRAINT claim_answer_once PRIMARY KEY (log, seq, number)
);
