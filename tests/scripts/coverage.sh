#!/bin/sh
# coverage.sh BUILD - what the tests ran of each file, from gcov's notes in BUILD.
set -eu
cd "$1"
find src ui -name '*.gcda' | while read -r f; do
	gcov -n -o "$(dirname "$f")" "$f" 2>/dev/null |
		awk -v want="$(basename "$f" .gcda).c" '/^File/ { file = $2; gsub(/\047/, "", file) }
			/^Lines executed/ && index(file, want) { split($2, p, ":"); printf "%8s of %5d  %s\n", p[2], $4, file }'
done | sort -n
