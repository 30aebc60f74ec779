#!/bin/sh
# check_cases.sh PROGRAM - the sentences of the lists below, one article each.
here=$(dirname "$0")
for cases in cases.txt figures.txt names.txt quotes.txt speech.txt; do
	python3 "$here/cases.py" "$1" "$here/$cases" || exit 1
done
