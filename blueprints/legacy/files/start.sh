#!/bin/sh
# Software of its kind puts itself in the background, and has a pid file to find it again.
set -eu
if [ -r run/ledgerd.pid ] && kill -0 "$(cat run/ledgerd.pid)" 2>/dev/null; then exit 0; fi
rm -f run/ledgerd.pid run/answer
setsid bin/ledgerd serve > log/ledgerd.out 2>&1 < /dev/null &
while [ ! -e run/answer ]; do sleep 0.1; done
