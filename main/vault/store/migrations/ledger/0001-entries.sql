-- The log itself. `body` holds the canonical bytes exactly as signed; they are never written anew.
CREATE TABLE entry (
  seq       INTEGER PRIMARY KEY NOT NULL CHECK (seq >= 0),
  type      TEXT NOT NULL,
  at_ms     INTEGER NOT NULL,
  body      BLOB NOT NULL,
  leaf      BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32),
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
CREATE INDEX entry_type ON entry (type, seq);

-- These guard against our own mistakes, not against a thief: REPLACE is only stopped by the first one.
CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;

-- Local data of an entry that must not leave the station with it.
CREATE TABLE entry_aux (
  seq INTEGER PRIMARY KEY NOT NULL REFERENCES entry (seq),
  aux TEXT NOT NULL CHECK (json_valid(aux))
) STRICT;

-- The point up to which chain and signatures were checked, with the Merkle tree's complete subtrees there.
CREATE TABLE verified (
  id       INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  size     INTEGER NOT NULL CHECK (size > 0),
  leaf     BLOB NOT NULL CHECK (length(leaf) = 32),
  frontier BLOB NOT NULL CHECK (length(frontier) % 32 = 0)
) STRICT;
