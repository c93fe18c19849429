#!/bin/sh
# Makes an empty cluster in $PGDATA. The superuser's password is in $PGPASSWORD.
set -eu
umask 077

if [ "$(id -u)" = 0 ]; then
  echo "PostgreSQL does not run as root: give the service a \`user\`, such as postgres" >&2
  exit 1
fi

# One that was interrupted leaves a directory that initdb refuses.
rm -rf "$PGDATA.new"
mkdir -p "$PGDATA.new"
printf '%s\n' "$PGPASSWORD" > "$PGDATA.password"
trap 'rm -f "$PGDATA.password"' EXIT
"$PG_BIN/initdb" --pgdata "$PGDATA.new" --username postgres --pwfile "$PGDATA.password" \
  --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --data-checksums --no-instructions
# The directory may be the mount point of a volume, so what is in it moves, not itself.
mkdir -p "$PGDATA"
chmod 700 "$PGDATA"
mv "$PGDATA.new"/[!P]* "$PGDATA/"
mv "$PGDATA.new"/PG_VERSION "$PGDATA/"
rmdir "$PGDATA.new"
