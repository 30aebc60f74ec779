#!/bin/sh
# check_editor.sh PROGRAM - a note written in $EDITOR, in a terminal: the words of the
# variable are arguments, no shell reads them, and the screen comes back.
set -u
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work"
cp src/lang/fr/samples/crue.txt "$work/a.txt"
cd "$work" || exit 1
cat >editor <<'E_ED'
#!/bin/sh
[ "$1" = "--flag;touch" ] && [ "$2" = oops ] || exit 3
printf 'deux\nlignes\n' >"$3"
E_ED
chmod +x editor
cat >drive.py <<'E_PY'
import os, pty, select, sys, time

env = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8", EDITOR=sys.argv[2], XDG_CONFIG_HOME="/nonexistent",
           XDG_STATE_HOME=os.getcwd(), XDG_DATA_HOME=os.getcwd())
env.pop("VISUAL", None)
pid, fd = pty.fork()
if pid == 0:
    os.execve(sys.argv[1], [sys.argv[1], "--no-config", "--annotator=Anne", "a.txt"], env)
out, end, sent, typed = b"", time.time() + 8, False, False
while time.time() < end:
    if select.select([fd], [], [], 0.05)[0]:
        try:
            data = os.read(fd, 65536)
        except OSError:
            break
        if not data:
            break
        out += data
    if not typed and b"decided" in out:
        os.write(fd, b"\t\rzm")
        typed = True
    if not sent and (b"lignes" in out or b"the editor ended" in out):
        os.write(fd, b"q")
        sent = True
if time.time() >= end:
    os.kill(pid, 9)
status = os.waitpid(pid, 0)[1]
print("ended" if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0 and sent else "stuck")
E_PY
got=$(python3 drive.py "$program" "$work/editor --flag;touch oops")
if [ "$got" = ended ]; then echo "ok the screen comes back from the editor"; else echo "not ok the screen comes back from the editor: $got"; fi
case $("$program" export a.txt) in
*'deux\nlignes'*) echo "ok the note has both lines" ;;
*) echo "not ok the note has both lines: $(cat a.txt.postil)" ;;
esac
if [ -e oops ]; then echo "not ok no shell reads the editor's words: it did"; else echo "ok no shell reads the editor's words"; fi
rm -f a.txt.postil
got=$(python3 drive.py "$program" "false")
if [ "$got" = ended ]; then echo "ok an editor that fails is said"; else echo "not ok an editor that fails is said: $got"; fi
if ls "${TMPDIR:-/tmp}"/postil-note-*.txt >/dev/null 2>&1; then echo "not ok no file is left: $(ls "${TMPDIR:-/tmp}"/postil-note-*)"; else echo "ok no file is left"; fi
