#!/bin/sh
# The first member makes a new cluster of its snapshot; the others give up what they have, and join
# it one after the other. So all have the data of one moment.
set -eu
umask 077

read -r founder peer client < members

if [ "$MEMBER" = "$founder" ]; then
  rm -rf data.new
  etcdctl snapshot restore "$BACKUP_DIR/etcd.snapshot" --data-dir data.new --name "$MEMBER" \
    --initial-cluster "$founder=$peer" --initial-cluster-token "$TOKEN" \
    --initial-advertise-peer-urls "$peer"
  rm -rf data
  mv data.new data
  sed -e "s|^initial-cluster: .*|initial-cluster: '$founder=$peer'|" etcd.yml > founded.yml
  echo founded.yml > configuration
  exit 0
fi

# Wait for the new cluster: the old one has this member.
attempts=0
while :; do
  if known=$(ETCDCTL_ENDPOINTS=$client etcdctl --command-timeout 2s member list 2>/dev/null); then
    case $known in
      *" $PEER_URL,"*) ;;
      *) break ;;
    esac
  fi
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 120 ]; then
    echo "$founder does not answer with the restored cluster" >&2
    exit 1
  fi
  sleep 1
done
rm -rf data
FOUNDER=$founder ./join.sh
