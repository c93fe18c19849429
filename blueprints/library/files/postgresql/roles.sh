#!/bin/sh
# Makes the database and the roles, or gives them their passwords again. A server that runs is asked
# over the network; one that does not is told in single-user mode, which needs no password.
set -eu

if "$PG_BIN/pg_ctl" status --pgdata "$PGDATA" > /dev/null; then
  tell() { psql --no-psqlrc --no-password --quiet --tuples-only -v ON_ERROR_STOP=1 --dbname "$1"; }
else
  # A failed statement ends it, and is not repeated in the log.
  tell() {
    "$PG_BIN/postgres" --single -D "$PGDATA" -c config_file="$PGDATA/postgresql.conf" \
      -c log_min_error_statement=panic -c exit_on_error=on "$1"
  }
fi

# Statements come by standard input, one a line; arguments are seen by everybody on the machine.
# `create role` has no `if not exists`.
role() {
  printf 'do $body$ begin if not exists (select from pg_roles where rolname = $name$%s$name$) ' "$1"
  printf 'then create role "%s"; end if; end $body$;\n' "$1"
  printf "alter role \"%s\" %s password '%s';\n" "$1" "$2" "$3"
}

{
  role postgres superuser "$PGPASSWORD"
  role "$OWNER" login "$OWNER_PASSWORD"
  if [ -n "$REPLICATION_PASSWORD" ]; then
    role replicator 'login replication' "$REPLICATION_PASSWORD"
  fi
} | tell postgres > /dev/null

found=$(echo "select 'it is there' from pg_database where datname = '$DATABASE';" | tell postgres)
case $found in
  *'it is there'*) ;;
  *) echo "create database \"$DATABASE\" owner \"$OWNER\";" | tell postgres > /dev/null ;;
esac
