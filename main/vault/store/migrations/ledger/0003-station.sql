-- What the station must remember that is not an act, and so is no entry. Nothing here decides what anybody receives.

-- The file of the roll in force and its key: without this row the roll cannot be read by anybody.
CREATE TABLE cycle_file (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  file TEXT NOT NULL,
  key TEXT NOT NULL CHECK (length(key) = 64),
  manifest_hash TEXT NOT NULL
) STRICT;

-- Bytes of these jobs may have reached the printer; what came of it is not known yet.
CREATE TABLE print_started (
  job INTEGER PRIMARY KEY NOT NULL
) STRICT;

-- Hand-overs found in the journal at a start and not yet seen by an operator.
CREATE TABLE replay_notice (
  seq INTEGER PRIMARY KEY NOT NULL
) STRICT;
