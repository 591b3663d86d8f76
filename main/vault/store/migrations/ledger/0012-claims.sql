-- What the provider claims for services given on vouchers. (`claim` is the table of acts on entitlements; it has nothing to do with these.)

CREATE TABLE reimbursement (
  seq INTEGER PRIMARY KEY NOT NULL,
  account TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  captures INTEGER NOT NULL CHECK (captures > 0),
  at_ms INTEGER NOT NULL,
  operator TEXT NOT NULL,
  check_characters TEXT NOT NULL,
  -- What the statement says, as JSON (names of people: stays here and travels sealed), and the salt of its hash in the entry.
  particulars TEXT NOT NULL,
  salt TEXT NOT NULL,
  -- The statement that came back with a question and is answered by this one.
  replaces INTEGER CONSTRAINT replaced_once UNIQUE REFERENCES reimbursement (seq)
) STRICT;

-- One claim a capture, ever: `reimbursement` moves on to the statement that takes the place of another.
CREATE TABLE reimbursement_capture (
  capture INTEGER PRIMARY KEY NOT NULL REFERENCES voucher_capture (seq),
  reimbursement INTEGER NOT NULL REFERENCES reimbursement (seq),
  amount INTEGER NOT NULL CHECK (amount > 0)
) STRICT;
CREATE INDEX reimbursement_captures ON reimbursement_capture (reimbursement);
CREATE TRIGGER claimed_capture_stands BEFORE INSERT ON reimbursement_capture
WHEN (SELECT released_by FROM voucher_capture WHERE seq = NEW.capture) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'claimed captures stand'); END;
CREATE TRIGGER claimed_capture_stays BEFORE UPDATE OF released_by ON voucher_capture
WHEN NEW.released_by IS NOT NULL AND EXISTS (SELECT 1 FROM reimbursement_capture WHERE capture = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'claimed captures stand'); END;
CREATE TRIGGER claimed_at_most_captured BEFORE INSERT ON reimbursement_capture
WHEN NEW.amount > (SELECT amount FROM voucher_capture WHERE seq = NEW.capture)
BEGIN SELECT RAISE(ABORT, 'claimed at most what was captured'); END;
CREATE TRIGGER claimed_never_more BEFORE UPDATE OF amount ON reimbursement_capture
WHEN NEW.amount > OLD.amount
BEGIN SELECT RAISE(ABORT, 'claimed at most as before'); END;

-- Documents that an entry names.
CREATE TABLE reimbursement_document (
  capture INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (capture, sha256)
) STRICT, WITHOUT ROWID;

-- From here on nothing follows from the entries.

-- Documents as they were added; their bytes lie sealed in files named by `sha256`.
CREATE TABLE claim_document (
  capture INTEGER NOT NULL REFERENCES voucher_capture (seq),
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('pdf', 'jpeg', 'png')),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  added_at_ms INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (capture, sha256)
) STRICT, WITHOUT ROWID;

-- The sealed file of a claim, for whom it is sealed, and whether the collector has all of it.
CREATE TABLE claim_parcel (
  claim INTEGER PRIMARY KEY NOT NULL REFERENCES reimbursement (seq),
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  recipient TEXT NOT NULL,
  sent INTEGER NOT NULL CHECK (sent IN (0, 1))
) STRICT;

-- What the office said, each under its own signature; the highest number counts.
CREATE TABLE claim_status (
  claim INTEGER NOT NULL REFERENCES reimbursement (seq),
  number INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('accepted', 'queried', 'paid')),
  reason TEXT NOT NULL,
  reference TEXT NOT NULL,
  paid_on TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (claim, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox_message_new (
  id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('package', 'certificate', 'resolution', 'trust', 'claim-status')),
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'here', 'done', 'refused'))
) STRICT;
INSERT INTO inbox_message_new SELECT id, kind, body, state FROM inbox_message;
DROP TABLE inbox_message;
ALTER TABLE inbox_message_new RENAME TO inbox_message;
