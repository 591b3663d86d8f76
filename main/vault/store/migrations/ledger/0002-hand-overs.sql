-- Tables that screens read. All of them follow from the entries alone and can be rebuilt from them.
-- Their UNIQUE and CHECK constraints are the rules that no code path can walk past.

CREATE TABLE package (
  seq INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('full', 'delta')),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  cycle TEXT NOT NULL,
  households INTEGER NOT NULL,
  entitlements INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE operator (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk', 'supervisor')),
  key TEXT NOT NULL,
  -- Tells whether a package brings another secret than the one before it did.
  source TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE day_session (
  day TEXT PRIMARY KEY NOT NULL,
  open_seq INTEGER NOT NULL UNIQUE,
  opened_at_ms INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  close_seq INTEGER UNIQUE,
  closed_at_ms INTEGER,
  closed_by TEXT,
  cosigned_by TEXT,
  cycle TEXT NOT NULL,
  not_presented INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_day_open ON day_session ((1)) WHERE close_seq IS NULL;

-- What one day moved, per account. What is on hand can never go below nothing.
CREATE TABLE day_account (
  day TEXT NOT NULL REFERENCES day_session (day),
  account TEXT NOT NULL,
  opening INTEGER NOT NULL DEFAULT 0 CHECK (opening >= 0),
  received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
  handed INTEGER NOT NULL DEFAULT 0 CHECK (handed >= 0),
  reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed >= 0),
  counted INTEGER CHECK (counted >= 0),
  PRIMARY KEY (day, account),
  CONSTRAINT on_hand CHECK (opening + received - handed + reversed >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE count_round (
  day TEXT NOT NULL REFERENCES day_session (day),
  round INTEGER NOT NULL CHECK (round >= 1),
  seq INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (day, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE handover (
  seq INTEGER PRIMARY KEY NOT NULL,
  token TEXT NOT NULL CONSTRAINT token_once UNIQUE,
  day TEXT NOT NULL REFERENCES day_session (day),
  cycle TEXT NOT NULL,
  ben TEXT NOT NULL,
  household TEXT,
  name TEXT,
  collector TEXT NOT NULL CHECK (collector IN ('member', 'proxy')),
  part INTEGER NOT NULL CHECK (part IN (0, 1)),
  at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL,
  check_characters TEXT NOT NULL,
  -- What the paper says, as JSON (names of people: stays on this station).
  receipt TEXT NOT NULL,
  reversed_by INTEGER CONSTRAINT reversed_once UNIQUE
) STRICT;
CREATE INDEX handover_ben ON handover (ben);
CREATE INDEX handover_day ON handover (day);
CREATE INDEX handover_household ON handover (household);

CREATE TABLE handover_line (
  seq INTEGER NOT NULL REFERENCES handover (seq),
  entitlement TEXT NOT NULL,
  line TEXT NOT NULL,
  account TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (seq, entitlement, line)
) STRICT, WITHOUT ROWID;

-- Every act on an entitlement takes the next ordinal: of two acts decided on the same state only one can be written.
CREATE TABLE claim (
  entitlement TEXT NOT NULL,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  seq INTEGER NOT NULL,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  CONSTRAINT claim_once PRIMARY KEY (entitlement, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE line_balance (
  entitlement TEXT NOT NULL,
  line TEXT NOT NULL,
  due INTEGER NOT NULL CHECK (due >= 0),
  given INTEGER NOT NULL,
  PRIMARY KEY (entitlement, line),
  CONSTRAINT not_more_than_due CHECK (given BETWEEN 0 AND due)
) STRICT, WITHOUT ROWID;

CREATE TABLE reversal (
  seq INTEGER PRIMARY KEY NOT NULL,
  of_seq INTEGER NOT NULL CONSTRAINT reversed_once UNIQUE REFERENCES handover (seq),
  day TEXT NOT NULL REFERENCES day_session (day),
  reason TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL,
  approved_by TEXT NOT NULL
) STRICT;

CREATE TABLE not_served (
  seq INTEGER PRIMARY KEY NOT NULL,
  token TEXT NOT NULL CONSTRAINT not_served_once UNIQUE,
  day TEXT NOT NULL REFERENCES day_session (day),
  cycle TEXT NOT NULL,
  ben TEXT,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL
) STRICT;
CREATE INDEX not_served_day ON not_served (day);

CREATE TABLE lookup_count (
  operator TEXT NOT NULL,
  hour INTEGER NOT NULL,
  lookups INTEGER NOT NULL CHECK (lookups > 0),
  PRIMARY KEY (operator, hour)
) STRICT, WITHOUT ROWID;

-- One sheet of paper to be printed. A job is named by the entry that ordered it: the hand-over, or a reprint.
CREATE TABLE print_job (
  job INTEGER PRIMARY KEY NOT NULL,
  handover INTEGER NOT NULL REFERENCES handover (seq),
  copy INTEGER NOT NULL CHECK (copy >= 0),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'confirmed', 'failed', 'unknown')),
  UNIQUE (handover, copy)
) STRICT;
CREATE INDEX print_waiting ON print_job (job) WHERE state = 'queued';
