-- Vouchers at a provider's desk. What they still have is in claim and line_balance, under the voucher's name, beside entitlements.

-- Its list of kinds was closed, and nothing ever read it.
ALTER TABLE handover DROP COLUMN collector;

CREATE TABLE voucher_hold (
  seq INTEGER PRIMARY KEY NOT NULL,
  token TEXT NOT NULL CONSTRAINT hold_token_once UNIQUE,
  voucher TEXT NOT NULL,
  day TEXT NOT NULL REFERENCES day_session (day),
  cycle TEXT NOT NULL,
  ben TEXT NOT NULL,
  account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL,
  check_characters TEXT NOT NULL,
  -- Whose it is and what the paper says, as JSON (names of people: stays on this station).
  details TEXT NOT NULL,
  note TEXT,
  -- The capture or release.
  ended_by INTEGER CONSTRAINT hold_ended_once UNIQUE
) STRICT;
CREATE UNIQUE INDEX one_hold_open ON voucher_hold (voucher) WHERE ended_by IS NULL;

CREATE TABLE voucher_capture (
  seq INTEGER PRIMARY KEY NOT NULL,
  token TEXT NOT NULL CONSTRAINT capture_token_once UNIQUE,
  voucher TEXT NOT NULL,
  day TEXT NOT NULL REFERENCES day_session (day),
  cycle TEXT NOT NULL,
  ben TEXT NOT NULL,
  account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- What the voucher has left, 0 where this act used it up.
  remaining INTEGER NOT NULL CHECK (remaining >= 0),
  hold INTEGER UNIQUE REFERENCES voucher_hold (seq),
  -- [[service, quantity, amount], …] as in the entry.
  services TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL,
  check_characters TEXT NOT NULL,
  details TEXT NOT NULL,
  note TEXT,
  released_by INTEGER CONSTRAINT capture_released_once UNIQUE
) STRICT;
CREATE INDEX capture_voucher ON voucher_capture (voucher);
CREATE INDEX capture_day ON voucher_capture (day);

CREATE TABLE voucher_release (
  seq INTEGER PRIMARY KEY NOT NULL,
  of_seq INTEGER NOT NULL CONSTRAINT released_once UNIQUE,
  day TEXT NOT NULL REFERENCES day_session (day),
  reason TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL,
  approved_by TEXT,
  sole INTEGER NOT NULL CHECK (sole IN (0, 1))
) STRICT;

CREATE TABLE holder_check (
  seq INTEGER PRIMARY KEY NOT NULL,
  token TEXT NOT NULL,
  voucher TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  matched INTEGER NOT NULL CHECK (matched IN (0, 1))
) STRICT;
CREATE INDEX holder_check_voucher ON holder_check (voucher, day);
