#!/bin/sh
# Decides how this member starts: as one of those that make the cluster, or by joining the one that
# is there already. Says so in the file `configuration`. With FOUNDER, only that member is asked.
set -eu
umask 077

if [ -d data/member ]; then
  [ -e configuration ] || echo etcd.yml > configuration
  exit 0
fi

# Asks the other members for the list of all, until one answers; keeps it in `known`.
ask() {
  known= through=
  while read -r name _ client; do
    [ "$name" != "$MEMBER" ] || continue
    [ -z "${FOUNDER:-}" ] || [ "$name" = "$FOUNDER" ] || continue
    if known=$(ETCDCTL_ENDPOINTS=$client etcdctl --command-timeout 2s member list 2>/dev/null); then
      through=$client
      return 0
    fi
  done < members
  known=
}

mine() { echo "$known" | grep -F " $PEER_URL," || true; }

ask
if [ -z "$known" ]; then
  echo etcd.yml > configuration
  exit 0
fi
case $(mine) in
  *", started, "*)
    echo "the cluster has a member at $PEER_URL whose data is not here; remove it first:" >&2
    mine >&2
    exit 1 ;;
  *", unstarted, "*)
    # The others have begun with this member among them, or it was added here before.
    if ! [ -e joining ]; then
      echo etcd.yml > configuration
      exit 0
    fi ;;
  *)
    : > joining
    # While another one that was added has not started, etcd takes no more: wait for it.
    attempts=0
    until ETCDCTL_ENDPOINTS=$through etcdctl member add "$MEMBER" --peer-urls "$PEER_URL" > /dev/null
    do
      attempts=$((attempts + 1))
      [ "$attempts" -lt 60 ] || exit 1
      sleep 1
    done
    ask ;;
esac

# The members that there are, and this one: others that are still to join are not among them.
cluster=$(echo "$known" |
  awk -F ', ' -v name="$MEMBER" '{ print ($3 == "" ? name : $3) "=" $4 }' | paste -s -d , -)
sed -e "s|^initial-cluster: .*|initial-cluster: '$cluster'|" \
  -e 's|^initial-cluster-state: .*|initial-cluster-state: existing|' etcd.yml > joined.yml
echo joined.yml > configuration
