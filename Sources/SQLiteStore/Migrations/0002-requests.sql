-- What people ask of runs that are not finished. Numbers are never given out twice.

CREATE TABLE requests (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  run INTEGER NOT NULL,
  person TEXT NOT NULL,
  body TEXT NOT NULL
);
