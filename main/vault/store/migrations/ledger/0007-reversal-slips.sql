-- A reversal has paper too: a job is of the entry that it puts on paper, a hand-over or a reversal.
CREATE TABLE paper_job (
  job INTEGER PRIMARY KEY NOT NULL,
  of_seq INTEGER NOT NULL,
  copy INTEGER NOT NULL CHECK (copy >= 0),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'confirmed', 'failed', 'unknown')),
  UNIQUE (of_seq, copy)
) STRICT;
INSERT INTO paper_job SELECT job, handover, copy, state FROM print_job;
-- Reversals from before this step never had paper.
INSERT INTO paper_job SELECT seq, seq, 0, 'failed' FROM reversal;
DROP TABLE print_job;
ALTER TABLE paper_job RENAME TO print_job;
CREATE INDEX print_waiting ON print_job (job) WHERE state = 'queued';

-- 1 where nobody else could sign, so that the one who acted signed alone.
ALTER TABLE reversal ADD COLUMN sole INTEGER NOT NULL DEFAULT 0 CHECK (sole IN (0, 1));
ALTER TABLE day_session ADD COLUMN sole INTEGER NOT NULL DEFAULT 0 CHECK (sole IN (0, 1));
