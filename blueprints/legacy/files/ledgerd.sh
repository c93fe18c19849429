#!/bin/sh
# The ledger as it was found: `serve` in the background, and clerks' commands on its books.
set -eu
cd "$(dirname "$0")/.."
books=books/ledger

case ${1:-} in
serve)
  echo "$$" > run/ledgerd.pid
  trap 'rm -f run/ledgerd.pid run/answer; exit 0' TERM INT
  while :; do
    date +%s > run/answer.new
    mv run/answer.new run/answer
    sleep 1 &
    wait $! || true
  done ;;
ask)
  # It is well if it has given a sign of life in the last ten seconds.
  [ -r run/answer ] && [ $(($(date +%s) - $(cat run/answer))) -le 10 ] ;;
book)
  [ ! -e books/closed ] || { echo "the books are closed" >&2; exit 1; }
  printf '%s\n' "$2" >> "$books"
  echo "booked: $2" >> log/ledger.log ;;
check)
  # A ledger is text in whole lines.
  [ ! -s "$2" ] || [ -z "$(tail -c 1 "$2")" ] ;;
count)
  state=open
  [ ! -e books/closed ] || state=closed
  printf '{"lines": %d, "state": "%s"}\n' "$(wc -l < "$books")" "$state" ;;
*)
  echo "usage: ledgerd serve | ask | book LINE | check FILE | count --json" >&2
  exit 64 ;;
esac
