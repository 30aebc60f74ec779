#!/bin/sh
# check_recognizers.sh PROGRAM - the shares that tests/scripts/recognizers.py asks for,
# where the shared data are.
data=${SHARED:-../shared}/data/figures/recognizers-fr.jsonl
[ -f "$data" ] || exit 0
if said=$("$(dirname "$0")/../scripts/recognizers.py" "$1" "$data"); then
	echo "ok values and spans of Microsoft's specifications"
else
	echo "not ok values and spans of Microsoft's specifications: $said"
fi
