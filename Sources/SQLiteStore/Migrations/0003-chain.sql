-- The chain of a journal: with each entry, the first 16 bytes of a SHA-256 over the chain before it
-- and the entry; with the run, the newest. NULL in what an older program wrote.
ALTER TABLE entries ADD COLUMN chain BLOB;
ALTER TABLE runs ADD COLUMN chain BLOB;
