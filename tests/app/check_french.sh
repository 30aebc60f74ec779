#!/bin/sh
# check_french.sh PROGRAM BUILD - every sentence of the interface has its French,
# and the reader speaks it when asked to.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
po=src/lang/fr/postil.po

find src ui -name '*.[ch]' -o -name commands.def -o -name options.def -o -name phrases.def -o -name cues.def | sort |
	xgettext -L C -k_ -kN_ -kngettext:1,2 --from-code=UTF-8 --no-location -f - -o "$work/postil.pot" 2>/dev/null
msgcmp "$po" "$work/postil.pot" 2>"$work/missing"
same "every sentence is translated" "0" "$?$(head -3 "$work/missing")"
# A macro inside a sentence is not seen by xgettext: it would never be French.
same "no sentence holds a macro" "" "$(grep -rnE 'N?_\("[^"]*"? [A-Z_]+' --include=*.[ch] --include=*.def src ui |
	grep -E '(SV_FMT|PRI[a-z0-9]+)' | head -3)"
same "French punctuation" "" "$(sed -E -f src/lang/fr/typography.sed "$po" | grep '^msgstr' |
	grep -nE "[[:alpha:]]'[[:alpha:]]| [:;!?»] |« " | head -3)"
msgfmt -c --check-format -o "$work/postil.mo" "$po" 2>"$work/wrong"
same "every translation takes its arguments" "0" "$?$(grep error "$work/wrong")"
mkdir -p "$work/fr/LC_MESSAGES"
mv "$work/postil.mo" "$work/fr/LC_MESSAGES/"
cp src/lang/fr/samples/crue.txt "$work/a.txt"
screen() { # ENVIRONMENT OPTION...
	language=$1
	shift
	env POSTIL_LOCALEDIR="$work" "$language" "$program" --no-config --dump-screen 120x30 "$@" "$work/a.txt"
}
has "French by the locale" 'Chiffres et dates' "$(screen LANGUAGE=fr)"
has "French by option" 'Chiffres et dates' "$(screen LANGUAGE= --set=language=fr)"
has "English by option" 'Figures and dates' "$(screen LANGUAGE=fr --set=language=en)"
