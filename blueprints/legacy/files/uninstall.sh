#!/bin/sh
set -eu
rm -rf books log run conf
