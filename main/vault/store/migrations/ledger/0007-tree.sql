-- Roots of the Merkle tree's complete subtrees over two entries and more, each at the place where the entry that completes it
-- puts it; the leaves themselves are in `entry`. All of it follows from the entries and is filled in when the ledger is opened.
CREATE TABLE tree_node (
  position INTEGER PRIMARY KEY NOT NULL CHECK (position >= 0),
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Every head of the log that this station has signed. No two may contradict each other, so none is ever changed.
CREATE TABLE checkpoint (
  size  INTEGER PRIMARY KEY NOT NULL CHECK (size > 0),
  at_ms INTEGER NOT NULL,
  note  TEXT NOT NULL
) STRICT;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'signed once'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'signed once'); END;
