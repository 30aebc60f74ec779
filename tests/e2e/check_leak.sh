#!/bin/sh
# check_leak.sh PROGRAM - control characters of articles, names and messages never reach
# the terminal: screens, plain output and TSV of a hostile text hold none.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
cd "$work" || exit 1
esc=$(printf '\033')
printf 'Il a dit \033]0;titre\007 \033[31m« rouge\033[0m et noir pour toujours », a affirmé M. Du\033[2Jpont à 75 civils.\n\233\061m \302\233 \342\200\256 ici \177\n' >hostile.txt
cp hostile.txt "$(printf 'nom\033[31m.txt')"

# $1 name, $2 file: no escape, bell, C1 or bidi override in it
clean() {
	if LC_ALL=C grep -q "$(printf '[\001-\010\013\014\016-\037\177]')" "$2"; then
		echo "not ok $1: a control character comes through"
	elif LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$2" || grep -q "$(printf '\342\200\256')" "$2"; then
		echo "not ok $1: a C1 control or bidi override comes through"
	else
		echo "ok $1"
	fi
}
"$program" --no-config --dump-screen 100x30 --keys '<Tab><Tab><C-g>' hostile.txt >out
clean "screen" out
"$program" --no-config --dump-screen 100x30 --keys "c:nonsense$esc<Enter>" nom*.txt >out 2>&1
clean "name and message" out
"$program" extract hostile.txt >out
clean "extract as TSV" out
"$program" extract --format=jsonl hostile.txt >out
clean "extract as JSON Lines" out
"$program" hostile.txt >out </dev/null
clean "plain output" out
"$program" extract "no${esc}[31msuch" >out 2>&1
clean "error message" out
