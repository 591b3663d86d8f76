-- What a clerk wrote beside an act. The entry holds only its salted hash: free text may name people.
ALTER TABLE handover ADD COLUMN note TEXT;
ALTER TABLE not_served ADD COLUMN note TEXT;

-- Counted along with each act, for every screen shows these figures and a day has thousands of acts.
CREATE TABLE day_tally (
  day TEXT PRIMARY KEY NOT NULL REFERENCES day_session (day),
  -- Hand-overs of the day that stand, and those among them that left something to collect.
  served INTEGER NOT NULL DEFAULT 0 CHECK (served >= 0),
  part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0),
  not_served INTEGER NOT NULL DEFAULT 0 CHECK (not_served >= 0),
  reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed >= 0)
) STRICT, WITHOUT ROWID;

-- Households that came to this desk. `turned_away` counts only people who had something to collect here.
CREATE TABLE comer (
  cycle TEXT NOT NULL,
  ben TEXT NOT NULL,
  served INTEGER NOT NULL DEFAULT 0 CHECK (served >= 0),
  turned_away INTEGER NOT NULL DEFAULT 0 CHECK (turned_away >= 0),
  PRIMARY KEY (cycle, ben)
) STRICT, WITHOUT ROWID;

CREATE TABLE cycle_tally (
  cycle TEXT PRIMARY KEY NOT NULL,
  -- Households with a hand-over that stands, and households that came at all.
  served INTEGER NOT NULL DEFAULT 0 CHECK (served >= 0),
  came INTEGER NOT NULL DEFAULT 0 CHECK (came >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO day_tally (day, served, part, not_served, reversed)
SELECT day,
  (SELECT count(*) FROM handover h WHERE h.day = d.day AND h.reversed_by IS NULL),
  (SELECT count(*) FROM handover h WHERE h.day = d.day AND h.reversed_by IS NULL AND h.part = 1),
  (SELECT count(*) FROM not_served n WHERE n.day = d.day),
  (SELECT count(*) FROM reversal r WHERE r.day = d.day)
FROM day_session d;

INSERT INTO comer (cycle, ben, served, turned_away)
SELECT cycle, ben, sum(served), sum(away) FROM (
  SELECT cycle, ben, reversed_by IS NULL AS served, 0 AS away FROM handover
  UNION ALL SELECT cycle, ben, 0, 1 FROM not_served WHERE ben IS NOT NULL
) GROUP BY cycle, ben;

INSERT INTO cycle_tally (cycle, served, came)
SELECT cycle, sum(served > 0), sum(served > 0 OR turned_away > 0) FROM comer GROUP BY cycle;
