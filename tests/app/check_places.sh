#!/bin/sh
# check_places.sh PROGRAM - what is kept from one session to the next: an article opens
# where it was left, its panes filtered and sorted as they were; what was typed is in the
# history; the tour is shown once.
set -u
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
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

history=$work/s/postil/history
expect "something is typed" 'READ' ':goto 2<Enter>/redon<Enter>:goto 2<Enter>:goto 3<Enter>'
if printf ':goto 2\n:goto 3\n/redon\n&is:quoted\n' | cmp -s - "$history"; then
	echo "ok the history has each line once"
else
	echo "not ok the history has each line once: $(tr '\n' '|' <"$history")"
fi
expect "the history comes back" '^:goto 2' ':<Up><Up>'
expect "by kind" '^/redon' '/<Up>'
printf 'rubbish\n:\n/caf\351\n:goto 1\n' >"$history"
expect "a damaged history is read as far as it goes" '^:goto 1' ':<Up><Up><Up>'

# The reader on a terminal of its own; prints what it shows until it has shown the status.
on_terminal() {
	python3 - "$program" "$@" "$work/a.txt" <<'END'
import os, pty, select, sys
pid, fd = pty.fork()
if pid == 0:
    os.environ["TERM"] = "xterm-256color"
    os.environ["LINES"], os.environ["COLUMNS"] = "24", "80"
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
while b"READ" not in seen and select.select([fd], [], [], 20)[0]:
    try:
        seen += os.read(fd, 65536)
    except OSError:
        break
os.write(fd, b"q")
try:
    while os.read(fd, 65536):
        pass
except OSError:
    pass
os.waitpid(pid, 0)
sys.stdout.buffer.write(seen)
END
}
for run in "1 shown" "0 not-again"; do
	n=$(on_terminal --read-only | grep -c 'welcome to postil')
	if [ "$n" = "${run% *}" ]; then
		echo "ok the tour: ${run#* }"
	else
		echo "not ok the tour: ${run#* }: $n"
	fi
done
