#!/bin/sh
# check_places.sh PROGRAM - an article opens where it was left, its panes filtered and
# sorted as they were; lines of an older version are read.
set -u
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$work/c" XDG_STATE_HOME="$work/s" XDG_DATA_HOME="$work/d"
cp src/lang/fr/samples/crue.txt "$work/a.txt"
places=$work/s/postil/places.tsv

expect() { # NAME PATTERN KEYS
	"$program" --read-only --dump-screen 80x24 --keys "$3" "$work/a.txt" >"$work/out" 2>&1
	if grep -q -- "$2" "$work/out"; then
		echo "ok $1"
	else
		echo "not ok $1: no $2 in $(head -1 "$work/out")"
	fi
}

expect "filter and order are set" '1/18\|READ' '}}}co&is:quoted<Enter>h'
expect "place, order and filter come back" 'by speaker \[is:quoted\]' 'c'
expect "the place as well" '¶4/' ''
expect "Esc takes the filter away" 'Quotes by speaker ─' 'c<Esc>'
expect "for good" 'Quotes by speaker ─' 'c'
printf '10\t%s\t%s\n' "$(wc -c <"$work/a.txt")" "$work/a.txt" >"$places"
expect "a line without panes" 'Quotes ──' 'c'
printf '10\t%s\tquotes=nonsense is:\tfoo\tquotes=speaker is:what\t%s\n' "$(wc -c <"$work/a.txt")" "$work/a.txt" >"$places"
expect "what is wrong is left out" 'Quotes by speaker ─' 'c'
