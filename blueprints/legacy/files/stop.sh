#!/bin/sh
set -eu
[ -r run/ledgerd.pid ] || exit 0
pid=$(cat run/ledgerd.pid)
kill "$pid" 2>/dev/null || { rm -f run/ledgerd.pid; exit 0; }
while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
