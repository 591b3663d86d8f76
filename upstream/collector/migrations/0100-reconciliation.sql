-- The read model of reconciliation: all of it can be made anew from `entry`, `quarantine` and the due lists. Nothing but the
-- projection writes here. Quantities are units, or minor units of a currency.

-- One site in one cycle. `newest` is the highest number of an imported due list; 0 before the first.
CREATE TABLE rec_scope (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  programme text NOT NULL,
  site text NOT NULL,
  cycle text NOT NULL,
  site_name text NOT NULL DEFAULT '',
  cycle_name text NOT NULL DEFAULT '',
  newest integer NOT NULL DEFAULT 0,
  CONSTRAINT rec_scope_once UNIQUE (programme, site, cycle)
);

CREATE TABLE rec_list (
  scope integer NOT NULL REFERENCES rec_scope (id),
  number integer NOT NULL,
  package text NOT NULL,
  entitlements integer NOT NULL,
  imported_at_ms bigint NOT NULL,
  PRIMARY KEY (scope, number)
);

-- `number` is that of the newest list that has it: below `rec_scope.newest` it is withdrawn. Lines as in shared/wire/due.ts.
CREATE TABLE rec_due (
  scope integer NOT NULL REFERENCES rec_scope (id),
  entitlement text NOT NULL,
  household text NOT NULL,
  home_desk text NOT NULL,
  lines jsonb NOT NULL,
  number integer NOT NULL,
  PRIMARY KEY (scope, entitlement)
);
CREATE INDEX rec_due_household ON rec_due (scope, household);

-- Next entry to be read of each log.
CREATE TABLE rec_cursor (
  log bigint PRIMARY KEY,
  seq bigint NOT NULL
);

CREATE TABLE rec_claim (
  log bigint NOT NULL,
  seq bigint NOT NULL,
  entitlement text NOT NULL,
  scope integer NOT NULL REFERENCES rec_scope (id),
  household text NOT NULL,
  origin text NOT NULL,
  desk text NOT NULL,
  day text NOT NULL,
  operator text NOT NULL,
  at_ms bigint NOT NULL,
  ordinal bigint NOT NULL,
  lines jsonb NOT NULL,
  reversed_by bigint,
  PRIMARY KEY (log, seq, entitlement)
);
CREATE INDEX rec_claim_entitlement ON rec_claim (scope, entitlement);
CREATE INDEX rec_claim_household ON rec_claim (scope, household);

-- Every coming of a household: to be served (`reason` empty) or sent away.
CREATE TABLE rec_coming (
  scope integer NOT NULL REFERENCES rec_scope (id),
  household text NOT NULL,
  log bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (scope, household, log, reason)
);
CREATE INDEX rec_coming_log ON rec_coming (log);

CREATE TABLE rec_stray (
  log bigint NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('quarantined', 'unreadable', 'reversal-of-nothing')),
  PRIMARY KEY (log, seq)
);

CREATE TABLE rec_day (
  log bigint NOT NULL,
  day text NOT NULL,
  scope integer NOT NULL REFERENCES rec_scope (id),
  opened_at_ms bigint,
  closed_at_ms bigint,
  handovers bigint NOT NULL,
  reversals bigint NOT NULL,
  not_served bigint NOT NULL,
  PRIMARY KEY (log, day)
);

CREATE TABLE rec_account (
  log bigint NOT NULL,
  day text NOT NULL,
  account text NOT NULL,
  opening bigint NOT NULL,
  received bigint NOT NULL,
  handed bigint NOT NULL,
  reversed bigint NOT NULL,
  counted bigint,
  difference bigint,
  agrees boolean NOT NULL,
  PRIMARY KEY (log, day, account)
);

CREATE TABLE rec_hour (
  log bigint NOT NULL,
  scope integer NOT NULL REFERENCES rec_scope (id),
  hour_ms bigint NOT NULL,
  handovers bigint NOT NULL,
  reversals bigint NOT NULL,
  not_served bigint NOT NULL,
  PRIMARY KEY (log, scope, hour_ms)
);

CREATE TABLE rec_stock (
  log bigint NOT NULL,
  scope integer NOT NULL REFERENCES rec_scope (id),
  account text NOT NULL,
  hour_ms bigint NOT NULL,
  on_hand bigint NOT NULL,
  PRIMARY KEY (log, scope, account, hour_ms)
);

CREATE TABLE rec_resolution (
  programme text NOT NULL,
  cycle text NOT NULL,
  entitlement text NOT NULL,
  log text NOT NULL,
  seq bigint NOT NULL,
  decided_by text NOT NULL,
  decided_at_ms bigint NOT NULL,
  note text NOT NULL,
  envelope jsonb NOT NULL,
  PRIMARY KEY (programme, cycle, entitlement)
);

-- Entitlements whose state below is older than what is known of them above.
CREATE TABLE rec_stale (
  scope integer NOT NULL,
  entitlement text NOT NULL,
  PRIMARY KEY (scope, entitlement)
);

CREATE TABLE rec_state (
  scope integer NOT NULL REFERENCES rec_scope (id),
  entitlement text NOT NULL,
  household text NOT NULL,
  home_desk text NOT NULL,
  status text NOT NULL,
  conflict text NOT NULL,
  moved boolean NOT NULL,
  unexplained text[] NOT NULL,
  reasons text[] NOT NULL,
  PRIMARY KEY (scope, entitlement)
);
CREATE INDEX rec_state_status ON rec_state (scope, status, entitlement);
CREATE INDEX rec_state_conflict ON rec_state (scope, entitlement) WHERE conflict <> 'none';

CREATE TABLE rec_line (
  scope integer NOT NULL,
  entitlement text NOT NULL,
  line text NOT NULL,
  account text NOT NULL,
  due bigint NOT NULL,
  remaining bigint NOT NULL,
  handed bigint NOT NULL,
  reversed bigint NOT NULL,
  served bigint NOT NULL,
  twice bigint NOT NULL,
  unexplained bigint NOT NULL,
  PRIMARY KEY (scope, entitlement, line, account)
);

CREATE TABLE rec_cell (
  scope integer NOT NULL,
  entitlement text NOT NULL,
  log text NOT NULL,
  seq bigint NOT NULL,
  desk text NOT NULL,
  day text NOT NULL,
  operator text NOT NULL,
  account text NOT NULL,
  handed bigint NOT NULL,
  reversed bigint NOT NULL,
  served bigint NOT NULL,
  twice bigint NOT NULL,
  unexplained bigint NOT NULL
);
CREATE INDEX rec_cell_entitlement ON rec_cell (scope, entitlement);
