#!/bin/sh
set -eu
umask 077
mkdir -p books log run conf
[ -e books/ledger ] || : > books/ledger
