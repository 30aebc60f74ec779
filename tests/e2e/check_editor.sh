#!/bin/sh
# check_editor.sh PROGRAM - a note written in $EDITOR, in a terminal: the words of the
# variable are arguments, no shell reads them, and the screen comes back.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
cp src/lang/fr/samples/crue.txt "$work/a.txt"
cd "$work" || exit 1
cat >editor <<'E_ED'
#!/bin/sh
[ "$1" = "--flag;touch" ] && [ "$2" = oops ] || exit 3
printf 'deux\nlignes\n' >"$3"
E_ED
chmod +x editor
edit() { # $1: EDITOR; keeps the first finding and writes a note on it
	EDITOR=$1 "$root/tests/scripts/terminal.py" 80x24 decided '\t\rzm' 'lignes|the editor ended' q -- \
		"$program" --no-config --annotator=Anne a.txt >screen
}
holds "the screen comes back from the editor" edit "$work/editor --flag;touch oops"
has "the note has both lines" 'deux\nlignes' "$("$program" export a.txt)"
same "no shell reads the editor's words" "" "$(find . -name oops)"
rm -f a.txt.postil
holds "an editor that fails is said" edit false
