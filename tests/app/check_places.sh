#!/bin/sh
# check_places.sh PROGRAM - what is kept from one session to the next: an article opens
# where it was left, its panes filtered and sorted as they were and the focus where it was;
# what was typed is in the history; the tour is shown once.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
cp src/lang/fr/samples/crue.txt "$work/a.txt"
places=$XDG_STATE_HOME/postil/places.tsv

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
expect "the focus stays in its pane" '^ Quotes  */' ''
expect "with a list over it" '^ Statistics' '='
expect "too" '^ Quotes  */' ''
expect "the focus goes to the article" '^ READ' 'h'
expect "and stays there" '^ READ' ''
expect "Esc takes the filter away" 'Quotes by speaker ─' 'c<Esc>'
expect "for good" 'Quotes by speaker ─' 'c'
printf '10\t%s\t%s\n' "$(wc -c <"$work/a.txt")" "$work/a.txt" >"$places"
expect "a line without panes" 'Quotes ──' 'c'
for bad in focus=nonsense focus= focus focus=article 'focus=quotes is:open'; do
	printf '10\t%s\t%s\t%s\n' "$(wc -c <"$work/a.txt")" "$bad" "$work/a.txt" >"$places"
	expect "no focus: $bad" '^ READ .*¶1/' ''
done
printf '10\t%s\tquotes=nonsense is:\tfoo\tquotes=speaker is:what\t%s\n' "$(wc -c <"$work/a.txt")" "$work/a.txt" >"$places"
expect "what is wrong is left out" 'Quotes by speaker ─' 'c'

# The same screen again: page, caret, and in each pane row and top.
again() { # NAME SIZE KEYS
	rm -f "$places"
	"$program" --read-only --dump-screen "$2" --keys "$3" "$work/a.txt" >"$work/left" 2>&1
	"$program" --read-only --dump-screen "$2" --keys '' "$work/a.txt" >"$work/out" 2>&1
	same "$1" "$(cat "$work/left")" "$(cat "$work/out")"
}
again "the page stands as it stood" 80x24 '5}9<C-e>4<Down>'
again "at the end too" 60x14 'G3<Up>'
again "a pane's cursor and top" 80x24 'f30j9k'
again "of clusters" 80x24 'e25j4k'
again "beside the article" 100x30 'f6j2k'
again "in another order" 80x24 'cooo12j2k'
again "with a filter" 80x24 'f&is:open<Enter>33j9k'
again "a pane one left" 80x24 'f30j9khe'
expect "is where it was" '^› .*14 communes' 'h<F3>'
sed -i '/is:open/d' "$XDG_STATE_HOME/postil/history" # of the filter
for bad in 'row=quotes' 'row=quotes x 1' 'row=quotes 99999999 1' 'row=nonsense 1 1' 'top=99999999' 'top=' 'row=quotes 1 -1'; do
	printf '10\t%s\t%s\t%s\n' "$(wc -c <"$work/a.txt")" "$bad" "$work/a.txt" >"$places"
	expect "no place: $bad" '^ READ .*¶1/' ''
done

# Each article has its own; a step from one to the next finds it.
cp src/lang/fr/samples/crue.txt "$work/b.txt"
both() { # NAME PATTERN KEYS
	"$program" --read-only --dump-screen 80x24 --keys "$3" "$work/a.txt" "$work/b.txt" >"$work/out" 2>&1
	has "$1" "$2" "$(tail -2 "$work/out")"
}
both "two articles" " Quotes " 'h<Gt>f<Lt>c'
both "the first has its focus" " Quotes " ''
both "the second its own" " Figures " '<Gt>'
both "and the first again" " Quotes " '<Gt><Lt>'
both "an open mention elsewhere is in the article" " READ " 'hgEG]'

history=$XDG_STATE_HOME/postil/history
expect "something is typed" 'READ' ':goto 2<Enter>/redon<Enter>:goto 2<Enter>:goto 3<Enter>'
same "the history has each line once" ":goto 2|:goto 3|/redon|&is:quoted|" "$(tr '\n' '|' <"$history")"
expect "the history comes back" '^:goto 2' ':<Up><Up>'
expect "by kind" '^/redon' '/<Up>'
printf 'rubbish\n:\n/caf\351\n:goto 1\n' >"$history"
expect "a damaged history is read as far as it goes" '^:goto 1' ':<Up><Up><Up>'

# The tour is for the first time that there is a screen.
for run in "1 shown" "0 not-again"; do
	same "the tour: ${run#* }" "${run% *}" "$(tests/scripts/terminal.py 80x24 READ q -- "$program" --read-only \
		"$work/a.txt" | grep -c 'welcome to postil')"
done
