-- Acts on vouchers, apart from the entitlements of due lists: a hand-over, a hold, a capture. Worked out from entries like the rest.
CREATE TABLE rec_voucher (
  log bigint NOT NULL,
  seq bigint NOT NULL,
  voucher text NOT NULL,
  scope integer NOT NULL REFERENCES rec_scope (id),
  kind text NOT NULL CHECK (kind IN ('handover', 'hold', 'capture')),
  household text NOT NULL,
  desk text NOT NULL,
  day text NOT NULL,
  operator text NOT NULL,
  at_ms bigint NOT NULL,
  ordinal bigint NOT NULL,
  -- [[account, quantity], …]; empty where the voucher stood for an entitlement, which has the quantities.
  amounts jsonb NOT NULL,
  -- The entry, in the same log, that took it back; of a hold also the one that captured or released it.
  ended_by bigint,
  PRIMARY KEY (log, seq, voucher)
);
CREATE INDEX rec_voucher_scope ON rec_voucher (scope, voucher);
CREATE INDEX rec_voucher_held ON rec_voucher (scope) WHERE kind = 'hold' AND ended_by IS NULL;

-- Services on vouchers in one day of a log. `stated` is what its close says of them, less what was taken back.
CREATE TABLE rec_service (
  log bigint NOT NULL,
  day text NOT NULL,
  account text NOT NULL,
  captures bigint NOT NULL,
  captured bigint NOT NULL,
  taken_back_captures bigint NOT NULL,
  taken_back bigint NOT NULL,
  stated bigint,
  PRIMARY KEY (log, day, account)
);

CREATE INDEX claim_conflict_open ON claim_conflict (programme, entitlement) WHERE released_at_ms IS NULL;
