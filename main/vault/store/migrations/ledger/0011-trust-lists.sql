-- Trust lists that came after their cycle's package. Which of them was put in force follows from the entries alone.

CREATE TABLE trust_list (
  cycle TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  -- SHA-256 (hex) of what was signed.
  hash TEXT NOT NULL,
  body TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('link', 'stick')),
  came_at_ms INTEGER NOT NULL,
  PRIMARY KEY (cycle, number)
) STRICT;

CREATE TABLE trust_import (
  seq INTEGER PRIMARY KEY NOT NULL,
  cycle TEXT NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
-- A lower number never takes the place of a higher one.
CREATE TRIGGER trust_import_rises BEFORE INSERT ON trust_import
WHEN NEW.number <= (SELECT coalesce(max(number), 0) FROM trust_import WHERE cycle = NEW.cycle)
BEGIN SELECT RAISE(ABORT, 'trust lists follow one another'); END;

-- The inbox brings them, too.
CREATE TABLE inbox_message_next (
  id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('package', 'certificate', 'resolution', 'trust')),
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'here', 'done', 'refused'))
) STRICT;
INSERT INTO inbox_message_next (id, kind, body, state) SELECT id, kind, body, state FROM inbox_message;
DROP TABLE inbox_message;
ALTER TABLE inbox_message_next RENAME TO inbox_message;
