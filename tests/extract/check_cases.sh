#!/bin/sh
# check_cases.sh PROGRAM - the sentences of cases.txt, one article each.
exec python3 "$(dirname "$0")/cases.py" "$1" "$(dirname "$0")/cases.txt"
