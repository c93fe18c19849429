#!/bin/sh
set -eu
digest=$(printf '%s' "$OPERATOR" | sha256sum | cut -d ' ' -f 1)
grep -qx "operator=$digest" conf/ledger.conf || { echo "that is not the word" >&2; exit 1; }
cp -p books/ledger "books/ledger.$YEAR"
echo "$YEAR" > books/closed
echo "closed $YEAR" >> log/ledger.log
