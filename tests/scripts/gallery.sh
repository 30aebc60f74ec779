#!/bin/sh
# gallery.sh PROGRAM OUT - every state of the screen as text and picture, at three
# sizes, on dark, on light and without colours; OUT/index.html shows them all.
set -eu
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
mkdir -p "$2"
out=$(cd "$2" && pwd)
samples=$PWD/src/lang/fr/samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$work/none" XDG_STATE_HOME="$work/none" XDG_DATA_HOME="$work/none"

cat >"$work/states" <<'END'
reading	<Space>	An article, a page down
kept	<Tab><Enter><Tab><Enter><Tab><Enter><Tab>	Three suggestions kept, at the fourth
refused	<Tab>x<Tab>x	Two refused
selection	}wwvww	A selection
search	/redon<Enter>	Search
note	<Tab><Enter>mà vérifier auprès de la préfecture	A note being typed
names	ejj	The names
figures	fjjj	The figures and dates
quotes	cjj	The quotes
tag-all	<Tab>*	One tag for every occurrence
hints	,	Two letters lead to any mention
command	:set <Tab>	The command line
help	?	The keys
stats	:stats<Enter>	Statistics
justified	:set justify=yes<Enter>:set indent=2<Enter>}	Justified, with indents
quote	}}<Tab>	A quote, whole
marker	:set marker=sentence<Enter>}))	The sentence one reads
END

{
	echo '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>postil: screens</title>'
	echo '<style>body{font:16px/1.5 sans-serif;margin:2em;background:#888;color:#fff}img{margin:.5em 1em .5em 0;vertical-align:top;max-width:100%}</style>'
	echo '<h1>postil: every state, at three sizes, in three looks</h1>'
} >"$out/index.html"
while IFS=$tab read -r name keys words; do
	echo "<h2>$words</h2><p>" >>"$out/index.html"
	for size in 160x48 80x24 40x10; do
		for look in dark light mono; do
			file=$name-$size-$look
			for format in txt svg; do
				rm -rf "$work/a"
				mkdir "$work/a"
				cp "$samples/crue.txt" "$work/a/"
				svg=
				[ $format = svg ] && svg=--dump-svg
				# Nothing or one word.
				# shellcheck disable=SC2086
				(cd "$work/a" && "$program" --no-config --annotator=Anne --set=theme=$look \
					--dump-screen=$size $svg --keys="$keys" crue.txt) >"$out/$file.$format"
			done
			echo "<a href=\"$file.txt\"><img alt=\"$words, $size, $look\" src=\"$file.svg\"></a>" >>"$out/index.html"
		done
	done
done <"$work/states"
echo "$out/index.html"
