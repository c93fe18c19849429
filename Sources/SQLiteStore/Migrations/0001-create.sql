-- Moments are milliseconds since 1970, JSON is canonical.

CREATE TABLE deployments (
  name TEXT PRIMARY KEY,
  serial INTEGER NOT NULL,
  revision TEXT,
  outputs TEXT NOT NULL,
  active_run TEXT
) WITHOUT ROWID;

CREATE TABLE resources (
  deployment TEXT NOT NULL,
  address TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (deployment, address)
) WITHOUT ROWID;

CREATE TABLE plans (
  hash TEXT PRIMARY KEY,
  body TEXT NOT NULL
);

-- A lease is held while holder is not null; the term only grows, also after the lease was given
-- back. sequence is that of the newest entry.
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deployment TEXT NOT NULL,
  operation TEXT NOT NULL,
  plan TEXT NOT NULL,
  leaves_nothing INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  result TEXT,
  sequence INTEGER NOT NULL,
  term INTEGER NOT NULL DEFAULT 0,
  holder TEXT,
  expiry INTEGER,
  wake_at INTEGER
);

CREATE INDEX runs_by_deployment ON runs (deployment, number);

CREATE TABLE entries (
  run INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  term INTEGER NOT NULL,
  fact TEXT NOT NULL,
  PRIMARY KEY (run, sequence)
) WITHOUT ROWID;

CREATE TABLE secrets (
  deployment TEXT NOT NULL,
  name TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (deployment, name)
) WITHOUT ROWID;
