#!/bin/sh
# Copies the primary's data, and has the server follow the primary from there.
set -eu
umask 077

if [ "$(id -u)" = 0 ]; then
  echo "PostgreSQL does not run as root: give the service a \`user\`, such as postgres" >&2
  exit 1
fi

rm -rf "$PGDATA.new"
"$PG_BIN/pg_basebackup" --pgdata "$PGDATA.new" --wal-method stream --checkpoint fast \
  --dbname "host=$PRIMARY_HOST port=$PRIMARY_PORT user=replicator" --no-password
touch "$PGDATA.new/standby.signal"
mkdir -p "$PGDATA"
chmod 700 "$PGDATA"
mv "$PGDATA.new"/[!P]* "$PGDATA/"
mv "$PGDATA.new"/PG_VERSION "$PGDATA/"
rmdir "$PGDATA.new"
