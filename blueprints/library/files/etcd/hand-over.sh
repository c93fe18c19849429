#!/bin/sh
# Gives the lead to another member, if this one has it and there is another that is well.
set -eu

status=$(etcdctl --command-timeout 2s endpoint status --write-out fields 2>/dev/null) || exit 0
field() { echo "$status" | sed -n "s/^\"$1\" : //p" | head -n 1; }

self=$(field MemberID)
[ "$self" = "$(field Leader)" ] || exit 0
while read -r name _ client; do
  [ "$name" != "$MEMBER" ] || continue
  other=$(ETCDCTL_ENDPOINTS=$client etcdctl --command-timeout 2s endpoint status --write-out fields \
    2>/dev/null | sed -n 's/^"MemberID" : //p' | head -n 1) || continue
  [ -n "$other" ] || continue
  if etcdctl --command-timeout 5s move-leader "$(printf '%x' "$other")"; then exit 0; fi
done < members
