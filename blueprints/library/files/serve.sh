#!/bin/sh
# serve.sh SIGNAL COMMAND [ARGUMENT...]: runs COMMAND, and passes the supervisor's TERM on as
# SIGNAL, by which this software ends without cutting off what it has begun. The process is in
# server.pid, for hooks that have to signal it.
set -u

signal=$1
shift
"$@" &
server=$!
echo "$server" > server.pid
trap 'kill -s "$signal" "$server" 2>/dev/null' TERM INT

# A trap interrupts `wait`; the process may go on for a while after it.
while :; do
  wait "$server"
  status=$?
  kill -0 "$server" 2>/dev/null || break
done
rm -f server.pid
exit "$status"
