#!/bin/sh
# screenshots.sh PROGRAM - the picture of the README, from a real frame.
set -eu
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$PWD/man/screen.svg
cp src/lang/fr/samples/crue.txt "$work/"
cd "$work"
LC_ALL=C.UTF-8 "$program" --no-config --annotator=Anne --dump-screen 120x40 --dump-svg \
	--set theme=dark --keys '<Tab><Enter><Tab><Enter>}}<Tab><Enter><Tab><Tab>' crue.txt >"$out"
