-- One installed full package and the deltas on top of it. Bodies are the package's own JSON lines, checked when they came in.

CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE household (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE entitlement (
  household INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  PRIMARY KEY (household, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  position INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE photo (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE revoked_card (
  serial TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- Names and places as romanised words, with the number of people who have them.
CREATE TABLE vocabulary (
  term TEXT PRIMARY KEY NOT NULL,
  people INTEGER NOT NULL CHECK (people > 0)
) STRICT, WITHOUT ROWID;

-- Leads from a misspelt word to the vocabulary: words with one letter left out, consonant skeletons.
CREATE TABLE near (
  key TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (key, term)
) STRICT, WITHOUT ROWID;

-- rowid = household.number * 128 + position among members and proxies. No positions, no sizes, no copy of the text: terms carry their attribute as first letter.
CREATE VIRTUAL TABLE search USING fts5 (
  terms, content = '', detail = 'none', columnsize = 0, tokenize = 'ascii'
);
