#!/bin/sh
# check_tasks.sh PROGRAM - five things a reader of news does, by keys alone: that they come
# out right, and with how many keys. The articles are the samples.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
cp src/lang/fr/samples/*.txt "$work/"
cd "$work" || exit 1

count_keys() { # names in angle brackets are one key
	printf %s "$1" | sed 's/<[A-Za-z-]*>/K/g' | wc -m
}

# task NAME KEYS MOST PATTERN...: each must be on the screen after at most MOST keys.
task() {
	name=$1 keys=$2 most=$3
	shift 3
	n=$(count_keys "$keys")
	# the articles are words
	# shellcheck disable=SC2086
	"$program" --no-config --annotator=Anne --dump-screen "${size:-80x24}" --keys "$keys" \
		${files:-crue.txt} >screen 2>&1
	for pattern; do
		if ! grep -q -- "$pattern" screen; then
			echo "not ok $name: no « $pattern » in"
			cat screen
			return
		fi
	done
	if [ "$n" -gt "$most" ]; then
		echo "not ok $name: $n keys, more than $most"
	else
		echo "ok $name: $n keys"
	fi
}

task "who is quoted most" "co" 2 '^ la préfecture de Bretagne  *[0-9]*% of the words'
size=40x10
task "who is quoted most, on a small screen" "co" 2 '^ la préfecture de Bre… [0-9]*% of the words'
size=80x24
task "who is quoted most, in numbers" "=" 1 'la préfecture de Bretagne  *[0-9]*%'
task "figures about dead and wounded, with who gives them" "f&mort|bless|évac|privé<Enter>" 24 \
	'deux morts' 'onze blessés' '4.200 personnes .*la préfecture de Bretagne' '2.600 foyers .*Enedis'
task "every mention of a group, two of them corrected" "/rmo<Enter>*<Enter>pLpL" 11 'LOC → Rivières'
"$program" export crue.txt | awk -F'\t' '$4 == "LOC" && ($7 == "RMO" || $7 ~ /^Rivi/)' >rows
if [ "$(wc -l <rows)" -eq 2 ]; then
	echo "ok both corrections are kept"
else
	echo "not ok both corrections are kept: $(cat rows)"
fi
rm -f ./*.postil
task "a quote with its speaker" "dqy" 3 '^copied: « La Vilaine a commencé'
files="crue.txt trains.txt vaccin.txt"
task "three articles in a row" "E]E]E" 5 'vaccin.txt (3/3)' ' \([0-9][0-9]*\)/\1 decided'
for f in crue trains vaccin; do
	if "$program" export --all $f.txt | awk -F'\t' 'NR > 1 && $15 == "suggested"' | grep -q .; then
		echo "not ok $f is finished: something is open"
	else
		echo "ok $f is finished"
	fi
done
