-- Each index is a page more in every commit at the desk. Nothing asks by household; the hand-overs of a day lie between its
-- first and its last entry.
DROP INDEX handover_household;
DROP INDEX handover_day;
