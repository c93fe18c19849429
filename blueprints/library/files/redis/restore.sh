#!/bin/sh
# Puts the dump of a backup where the server, which is stopped, looks for its data.
set -eu
umask 077

# With an append-only file a dump beside it is not read: the dump becomes the base of a new one.
rm -rf data/restored
mkdir -p data/restored
cp "$BACKUP_DIR/dump.rdb" data/restored/appendonly.aof.1.base.rdb
: > data/restored/appendonly.aof.1.incr.aof
cat > data/restored/appendonly.aof.manifest <<MANIFEST
file appendonly.aof.1.base.rdb seq 1 type b
file appendonly.aof.1.incr.aof seq 1 type i
MANIFEST
sync data/restored/*
rm -rf data/appendonly data/dump.rdb
mv data/restored data/appendonly
