#!/bin/sh
# check_french.sh PROGRAM BUILD - every sentence of the interface has its French,
# and the reader speaks it when asked to.
set -u
program=$1
po=src/lang/fr/postil.po
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find src ui -name '*.[ch]' -o -name commands.def -o -name options.def -o -name cues.def | sort |
	xgettext -L C -k_ -kN_ -kngettext:1,2 --from-code=UTF-8 --no-location -f - -o "$work/postil.pot" 2>/dev/null
if msgcmp "$po" "$work/postil.pot" 2>"$work/missing"; then
	echo "ok every sentence is translated"
else
	echo "not ok every sentence is translated: $(head -3 "$work/missing")"
fi
# A macro inside a sentence is not seen by xgettext: it would never be French.
if grep -rnE 'N?_\("[^"]*"? [A-Z_]+' --include=*.[ch] --include=*.def src ui | grep -E '(SV_FMT|PRI[a-z0-9]+)' >"$work/cut"; then
	echo "not ok no sentence holds a macro: $(head -3 "$work/cut")"
else
	echo "ok no sentence holds a macro"
fi
sed -E -f src/lang/fr/typography.sed "$po" >"$work/french.po"
if grep '^msgstr' "$work/french.po" | grep -nE "[[:alpha:]]'[[:alpha:]]| [:;!?»] |« " >"$work/typed"; then
	echo "not ok French punctuation: $(head -3 "$work/typed")"
else
	echo "ok French punctuation"
fi
if msgfmt -c --check-format -o "$work/postil.mo" "$po" 2>"$work/wrong" && ! grep -q error "$work/wrong"; then
	echo "ok every translation takes its arguments"
else
	echo "not ok every translation takes its arguments: $(cat "$work/wrong")"
fi
mkdir -p "$work/fr/LC_MESSAGES"
mv "$work/postil.mo" "$work/fr/LC_MESSAGES/"
cp src/lang/fr/samples/crue.txt "$work/a.txt"
for how in "LANGUAGE=fr" "X=y --set=language=fr"; do
	# Two words, on purpose.
	# shellcheck disable=SC2086
	set -- $how
	if env POSTIL_LOCALEDIR="$work" LC_ALL=C.UTF-8 "$1" "$program" --no-config ${2:+"$2"} \
		--dump-screen 120x30 "$work/a.txt" | grep -q 'Chiffres et dates'; then
		echo "ok French by $how"
	else
		echo "not ok French by $how: no French"
	fi
done
if env POSTIL_LOCALEDIR="$work" LANGUAGE=fr LC_ALL=C.UTF-8 "$program" --no-config --set=language=en \
	--dump-screen 120x30 "$work/a.txt" | grep -q 'Figures and dates'; then
	echo "ok English by option"
else
	echo "not ok English by option: no English"
fi
