#!/bin/sh
# Lets the line that is being written come to its end, and the disk have it.
set -eu
sync books/ledger
