#!/bin/sh
# The word is kept as a digest: whoever reads the file cannot close the books with it.
set -eu
umask 077
digest=$(printf '%s' "$OPERATOR" | sha256sum | cut -d ' ' -f 1)
printf 'shift=%s\noperator=%s\n' "$SHIFT" "$digest" > conf/ledger.conf.new
mv conf/ledger.conf.new conf/ledger.conf
