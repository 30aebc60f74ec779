#!/bin/sh
# coverage.sh BUILD - what the tests ran of each file, from gcov's notes in BUILD;
# the last line is the whole.
set -eu
cd "$1"
find src ui -name '*.gcda' | while read -r f; do
	gcov -n -o "$(dirname "$f")" "$f" 2>/dev/null |
		awk -v want="$(basename "$f" .gcda).c" '/^File/ { file = $2; gsub(/\047/, "", file) }
			/^Lines executed/ && index(file, want) { split($2, p, ":"); printf "%8s of %5d  %s\n", p[2], $4, file; file = "" }'
done | sort -n | awk '{ print; all += $3; run += $1 * $3 / 100 } END { printf "%7.2f%% of %5d  all lines\n", 100 * run / all, all }'
