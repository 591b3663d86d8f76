-- Stations remember the number of the newest message they have, so numbers must go on rising after the database was set back to an
-- older copy. The collector makes them from its clock (inbox/inbox.ts).
ALTER TABLE inbox ALTER COLUMN id DROP IDENTITY;
