#!/bin/sh
# Makes nginx take its new configuration; returns when only workers that have it accept requests.
# Whatever was removed from the configuration may be stopped after that.
set -eu

nginx=/usr/sbin/nginx
"$nginx" -e stderr -q -t -p . -c nginx.conf

read -r master < nginx.pid
children() {
  # Processes whose parent is the master. The name in parentheses may hold spaces.
  for stat in /proc/[0-9]*/stat; do
    { line=$(cat "$stat"); } 2>/dev/null || continue
    rest=${line##*) }
    rest=${rest#* }
    [ "${rest%% *}" = "$master" ] || continue
    echo "${line%% *}"
  done
}

# A worker that ends a reload still lives while it finishes its requests: it accepts no more.
accepting() {
  [ -r "/proc/$1/cmdline" ] || return 1
  title=$(tr '\0' ' ' 2>/dev/null < "/proc/$1/cmdline") || return 1
  case $title in
    *"worker process is shutting down"*) return 1 ;;
    *"worker process"*) return 0 ;;
    *) return 1 ;;
  esac
}

old=$(children)
kill -HUP "$master"

attempts=0
while :; do
  waiting=
  for worker in $old; do
    if accepting "$worker"; then waiting=$worker; fi
  done
  [ -n "$waiting" ] || break
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 200 ]; then
    echo "nginx worker $waiting still has the old configuration after 20 s" >&2
    exit 1
  fi
  sleep 0.1
done

for worker in $(children); do
  if accepting "$worker"; then exit 0; fi
done
echo "nginx has no worker with the new configuration" >&2
exit 1
