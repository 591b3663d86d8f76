-- What the same entitlement is called in the lists of every site of the cycle (shared/wire/due.ts); null in a list without such names.
ALTER TABLE rec_due ADD COLUMN common text;
CREATE INDEX rec_due_common ON rec_due (common) WHERE common IS NOT NULL;
