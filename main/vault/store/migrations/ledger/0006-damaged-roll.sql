-- 1 where reading the roll met damage: it is not opened again, and its package may be installed once more.
ALTER TABLE cycle_file ADD COLUMN damaged INTEGER NOT NULL DEFAULT 0 CHECK (damaged IN (0, 1));
