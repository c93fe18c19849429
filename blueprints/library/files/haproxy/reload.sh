#!/bin/sh
# Has the master take its new configuration; returns when the new worker listens. A configuration
# with a mistake is refused, and the running one stays.
set -eu

haproxy=/usr/sbin/haproxy
"$haproxy" -c -q -f haproxy.cfg
read -r master < server.pid

workers() {
  for stat in /proc/[0-9]*/stat; do
    { line=$(cat "$stat"); } 2>/dev/null || continue
    rest=${line##*) }
    rest=${rest#* }
    [ "${rest%% *}" = "$master" ] || continue
    echo "${line%% *}"
  done
}

newest() { workers | sort -n | tail -n 1; }

old=$(workers | tr '\n' ' ')
kill -USR2 "$master"
attempts=0
while :; do
  now=$(newest)
  case " $old" in
    *" $now "*) ;;
    *) [ -z "$now" ] || exit 0 ;;
  esac
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 200 ]; then
    echo "HAProxy has no worker with the new configuration after 20 s" >&2
    exit 1
  fi
  sleep 0.1
done
