-- What the collector is known to hold, and what it has to say. Nothing here decides what anybody receives, and nothing of the log
-- is ever removed because of it.

-- The collector's cosigned checkpoints, each larger than the one before. `note` is the signed note as it came.
CREATE TABLE acknowledgement (
  size INTEGER PRIMARY KEY NOT NULL CHECK (size > 0),
  note TEXT NOT NULL,
  collector TEXT NOT NULL,
  -- The collector's signed time, and how it came: over a link, or as a file on a stick.
  at_ms INTEGER NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('link', 'stick'))
) STRICT;
CREATE TRIGGER acknowledgement_grows BEFORE INSERT ON acknowledgement
WHEN NEW.size <= (SELECT coalesce(max(size), 0) FROM acknowledgement)
BEGIN SELECT RAISE(ABORT, 'acknowledgements follow one another'); END;
CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only'); END;
CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only'); END;

-- Entries the collector said it holds, when it was asked last. It may shrink: a collector can lose data.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  sent INTEGER NOT NULL CHECK (sent >= 0)
) STRICT;
INSERT INTO outbox (id, sent) VALUES (1, 0);

-- Entries the collector could not read: they are sent flagged, so that those behind them go on.
CREATE TABLE poison (
  seq INTEGER PRIMARY KEY NOT NULL
) STRICT;

-- What a supervisor has to know; shown until somebody has read it.
CREATE TABLE alarm (
  id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  -- Sizes, or the number of an entry; what each means follows from the kind.
  had INTEGER NOT NULL,
  has INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  read_by TEXT
) STRICT;
CREATE UNIQUE INDEX alarm_once ON alarm (kind, had, has) WHERE read_by IS NULL;

-- Messages from the programme, by its own numbers. `here`: the file of a package lies in the profile.
CREATE TABLE inbox_message (
  id INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('package', 'certificate', 'resolution')),
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'here', 'done', 'refused'))
) STRICT;

-- Which hand-over of an entitlement that was collected twice stands, as the programme decided.
CREATE TABLE resolution (
  cycle TEXT NOT NULL,
  entitlement TEXT NOT NULL,
  -- The hand-over that stands, and whether it is one of this log.
  log TEXT NOT NULL,
  seq INTEGER NOT NULL,
  here INTEGER NOT NULL CHECK (here IN (0, 1)),
  decided_at_ms INTEGER NOT NULL,
  decided_by TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (cycle, entitlement)
) STRICT, WITHOUT ROWID;
