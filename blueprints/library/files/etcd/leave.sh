#!/bin/sh
# Takes this member, which has stopped, out of the cluster. If no other member runs, the cluster is
# being taken away as a whole, and there is nothing to leave.
set -eu

# Looks for another member that runs, whether it can decide anything or not.
find_other() {
  while read -r name _ client; do
    [ "$name" != "$MEMBER" ] || continue
    export ETCDCTL_ENDPOINTS="$client"
    if etcdctl --command-timeout 2s endpoint status > /dev/null 2>&1; then return 0; fi
  done < members
  return 1
}

leave() {
  list=$(etcdctl member list) || return 1
  id=$(echo "$list" | awk -F ', ' -v url="$PEER_URL" '$4 == url { print $1 }')
  [ -n "$id" ] || return 0
  etcdctl member remove "$id"
}

# Members that have just lost their leader take some seconds to elect another.
attempts=0
while find_other; do
  if leave; then exit 0; fi
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 10 ]; then
    echo "the other members have no majority to let $MEMBER go" >&2
    exit 1
  fi
  sleep 1
done
echo "no other member runs: the cluster ends with this one"
