#!/bin/sh
# check_frames.sh PROGRAM [BUILD|--write] - golden frames: keys in, frame out, no terminal.
#
# frames.tsv has a row a frame: name, size, article, keys, further options. The
# expected screens stand in frames/NAME.txt; make golden writes them anew.
# Each frame starts from a fresh copy of the article, in a directory of its own.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
mode=${2:-}
here=$root/tests/screens
samples=$root/src/lang/fr/samples
tab=$(printf '\t')
locales=$(dirname "$program")/locale
[ -d "$locales" ] || locales=$root/build/release/locale
export SOURCE_DATE_EPOCH=1764244800 TZ=UTC POSTIL_LOCALEDIR="$locales"

grep -v '^#' "$here/frames.tsv" | while IFS=$tab read -r name size article keys options; do
	[ -n "$name" ] || continue
	rm -rf "$work/a"
	mkdir "$work/a"
	for f in "$samples"/*.txt "$here"/*.txt; do cp "$f" "$work/a/"; done
	for f in "$here"/*.sidecar; do # .postil is a name that git leaves out
		to=${f##*/}
		cp "$f" "$work/a/${to%.sidecar}.postil"
	done
	touch -d 2024-06-01T12:00:00Z "$work"/a/* # the day of what has no dateline
	# Options are words of our own file: splitting is meant.
	# shellcheck disable=SC2086
	(cd "$work/a" && "$program" --no-config --annotator=Anne $options --dump-screen "$size" \
		--keys "$keys" "$article") >"$work/timed" 2>&1
	rc=$?
	# the time of messages is another each time
	sed 's/[0-2][0-9]:[0-5][0-9]:[0-5][0-9] /hh:mm:ss /' "$work/timed" >"$work/got"
	if [ "$mode" = --write ]; then
		mkdir -p "$here/frames"
		cp "$work/got" "$here/frames/$name.txt"
	elif [ $rc -ne 0 ]; then
		echo "not ok $name: exit status $rc"
	elif diff -u "$here/frames/$name.txt" "$work/got" >"$work/diff" 2>&1; then
		echo "ok $name"
	else
		echo "not ok $name: the frame differs"
		cat "$work/diff"
	fi
done
