-- What stations wrote. A log is one station's chain; its row is the lock of everything that is added to it.
CREATE TABLE log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin text NOT NULL CONSTRAINT log_once UNIQUE,
  programme text NOT NULL,
  site text NOT NULL,
  site_name text NOT NULL,
  desk text NOT NULL,
  desk_name text NOT NULL,
  epoch integer NOT NULL,
  sign_key bytea NOT NULL CHECK (octet_length(sign_key) = 32),
  -- What the key is called in signatures.
  key_id text NOT NULL,
  recipient text NOT NULL,
  -- DSSE envelope as the station sent it, with its certificate inside.
  registration text NOT NULL,
  registered_at_ms bigint NOT NULL,
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
  -- Of the newest entry; 32 zero bytes before the first.
  leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
  -- Roots of the complete subtrees, largest first: with `size` the whole tree's root.
  frontier bytea NOT NULL CHECK (octet_length(frontier) % 32 = 0),
  frozen boolean NOT NULL DEFAULT false
);
CREATE INDEX log_site ON log (programme, site);
CREATE INDEX log_key_id ON log (key_id);

-- `body` holds the bytes exactly as signed. `type`, `cycle`, `package` and `at_ms` are read from it, empty where it cannot be read.
CREATE TABLE entry (
  log bigint NOT NULL,
  seq bigint NOT NULL CHECK (seq >= 0),
  type text NOT NULL,
  cycle text NOT NULL,
  package text NOT NULL,
  at_ms bigint,
  received_at_ms bigint NOT NULL,
  leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
  body bytea NOT NULL,
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  CONSTRAINT entry_once PRIMARY KEY (log, seq)
) PARTITION BY HASH (log);

-- Roots of complete subtrees of 2^level leaves, from 32 leaves on: number `position` of its level.
CREATE TABLE subtree (
  log bigint NOT NULL,
  level integer NOT NULL CHECK (level >= 5),
  position bigint NOT NULL CHECK (position >= 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (log, level, position)
);

-- Guards against our own mistakes; against others there are privileges (README).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subtree_append_only BEFORE UPDATE OR DELETE ON subtree FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subtree_kept BEFORE TRUNCATE ON subtree FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format('CREATE TABLE entry_%s PARTITION OF entry FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
    EXECUTE format(
      'CREATE TRIGGER entry_kept BEFORE TRUNCATE ON entry_%s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', part);
  END LOOP;
END $$;

-- Signed checkpoints that fit the rows above, and the acknowledgement of each: the same note with the collector's cosignature.
CREATE TABLE checkpoint (
  log bigint NOT NULL REFERENCES log (id),
  size bigint NOT NULL CHECK (size >= 0),
  note text NOT NULL,
  cosigned text,
  cosigned_at_ms bigint,
  PRIMARY KEY (log, size)
);

-- Entries below `size` have had their own signatures checked.
CREATE TABLE verification (
  log bigint PRIMARY KEY REFERENCES log (id),
  size bigint NOT NULL DEFAULT 0 CHECK (size >= 0)
);

-- Entries that are in the chain but count for nothing until somebody has looked.
CREATE TABLE quarantine (
  log bigint NOT NULL REFERENCES log (id),
  seq bigint NOT NULL,
  reason text NOT NULL,
  found_at_ms bigint NOT NULL,
  PRIMARY KEY (log, seq)
);

-- A second, contradicting statement under the same key: the entry that stood where another stands, or a checkpoint. `hash` is
-- its leaf, or SHA-256 of the note.
CREATE TABLE evidence (
  log bigint NOT NULL REFERENCES log (id),
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('entry', 'checkpoint')),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  body bytea NOT NULL,
  -- Of an entry; a note carries its own.
  signature bytea,
  received_at_ms bigint NOT NULL,
  PRIMARY KEY (log, seq, kind, hash)
);

CREATE TABLE alarm (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('fork', 'forged', 'quarantined', 'behind-station')),
  log bigint NOT NULL REFERENCES log (id),
  seq bigint NOT NULL,
  raised_at_ms bigint NOT NULL,
  CONSTRAINT alarm_once UNIQUE (kind, log, seq)
);

-- Who handed an entitlement out: one row an entitlement, which is also the lock under which double claims are found. `acts`
-- lists, in order of arrival, ["give", log, seq, 1 where complete else 0] and ["undo", log, seq of the hand-over]. `cycle` is
-- that of the first.
CREATE TABLE claim (
  programme text NOT NULL,
  entitlement text NOT NULL,
  cycle text NOT NULL,
  acts jsonb NOT NULL,
  CONSTRAINT claim_once PRIMARY KEY (programme, entitlement)
);

-- Two hand-overs of one entitlement that cannot both be right. One that was reversed since keeps its row, with the time.
CREATE TABLE claim_conflict (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme text NOT NULL,
  cycle text NOT NULL,
  entitlement text NOT NULL,
  first_log bigint NOT NULL REFERENCES log (id),
  first_seq bigint NOT NULL,
  second_log bigint NOT NULL REFERENCES log (id),
  second_seq bigint NOT NULL,
  found_at_ms bigint NOT NULL,
  -- When one side was reversed, so that the other stands alone.
  released_at_ms bigint,
  CONSTRAINT claim_conflict_once UNIQUE (programme, entitlement, first_log, first_seq, second_log, second_seq)
);

-- What waits for stations: for one (its key's id), or for all of a site. `message` is an InboxMessage without its id.
CREATE TABLE inbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme text NOT NULL,
  site text NOT NULL,
  key_id text,
  message jsonb NOT NULL,
  -- SHA-256 of what is delivered, so that adding it again adds nothing.
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  added_at_ms bigint NOT NULL,
  CONSTRAINT inbox_once UNIQUE (programme, site, sha256)
);
