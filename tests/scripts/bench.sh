#!/bin/sh
# bench.sh PROGRAM - speed as ratios: the reader against less in one run (with the
# tools of $SHARED), and extraction in MB/s.
set -eu
program=$PWD/$1
shared=${SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
i=0
while [ $i -lt 400 ]; do
	cat src/lang/fr/samples/*.txt
	i=$((i + 1))
done >"$work/big.txt"
bytes=$(wc -c <"$work/big.txt")
extraction() { # extraction NAME FILE
	for kind in figure,date figure,date,quote entity figure,date,quote,entity; do
		start=$(date +%s%N)
		"$program" extract --kind "$kind" "$2" >/dev/null
		end=$(date +%s%N)
		echo "extract $kind, $1: $bytes bytes in $(((end - start) / 1000000)) ms," \
			"$((bytes * 10000 / (end - start)))e-1 MB/s"
	done
}
extraction samples "$work/big.txt"
if [ -d "$shared/articles" ]; then
	while [ "$i" -gt 200 ]; do
		cat "$shared"/articles/*.txt
		i=$((i - 1))
	done >"$work/articles.txt"
	bytes=$(wc -c <"$work/articles.txt")
	extraction articles "$work/articles.txt"
fi
if [ ! -e "$shared/tools/tuibench.c" ]; then
	echo "no $shared/tools: the comparison with less is left out"
	exit 0
fi
cc -O2 -o "$work/tuibench" "$shared/tools/tuibench.c" -lvterm -lutil
cp "$shared/tools/pair.py" "$work/"
head -c 4096 "$work/big.txt" >"$work/4K.txt"
head -c 1048576 "$work/big.txt" >"$work/1M.txt"
i=0
while [ $i -lt 25 ]; do
	cat "$work/big.txt"
	i=$((i + 1))
done | head -c 104857600 >"$work/100M.txt"
for f in 4K 1M 100M; do
	steps='first='
	[ $f = 4K ] || steps="$steps rep:page:5:\\x20 rss:rss" # 4 KB have no second page
	echo "== $f at 120x40, until the screen is still: postil, less, ratio"
	# shellcheck disable=SC2086
	python3 "$work/pair.py" "${PAIRS:-7}" "$program --no-config --read-only $work/$f.txt" \
		"less $work/$f.txt" $steps || true
	for c in "$program --no-config --read-only" less; do
		echo "   until text shows, ms: $("$work/tuibench" -n 7 first= -- sh -c "exec $c $work/$f.txt" |
			cut -f4) (${c%% *})"
	done
done
echo "== search to the end of 100 MB: postil, less, ratio (at most 0.1)"
printf '\n\nZEBULONFIN\n' >>"$work/100M.txt"
for how in 'ZEBULON less' 'zebulon less -i'; do
	echo "   ${how%% *}"
	python3 "$work/pair.py" "${PAIRS:-7}" "$program --no-config --read-only $work/100M.txt" \
		"${how#* } $work/100M.txt" "key:search:/${how%% *}\\r=ZEBULONFIN" || true
done
