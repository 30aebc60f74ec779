#!/bin/sh
# check_keystrokes.sh PROGRAM BUILD - from suggestions to gold, attributes included, in at
# most 2.0 keys an annotation: our own article, and the shared one where it is there. make keystrokes
# does all of them.
set -u
shared=${SHARED:-../shared}/articles/boukamal.gold.tsv
for gold in tests/app/hand/marche.gold.tsv "$shared"; do
	[ -e "$gold" ] || continue
	if out=$(tests/scripts/keystrokes.py "$1" "$2" --most 2.0 "$gold" 2>&1); then
		echo "ok $(basename "$gold") in at most 2.0 keys an annotation"
	else
		echo "not ok $(basename "$gold") in at most 2.0 keys an annotation: $out"
	fi
done
