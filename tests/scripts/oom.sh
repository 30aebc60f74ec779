#!/bin/sh
# oom.sh PROGRAM [STEP] - memory refused at every STEPth allocation of the batch commands
# (the first 200 of each always): each must end by itself, with a status of its own,
# and the sidecars be as they were.
set -u
program=$PWD/$1
step=${2:-1}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$work/none" XDG_STATE_HOME="$work/none" XDG_DATA_HOME="$work/none"
cc -O1 -shared -fPIC -o "$work/oom.so" "$here/oom.c" || exit 1
cp "$here/../screens/marche.txt" "$work/m.txt"
cp "$here/../screens/marche.txt.sidecar" "$work/m.txt.postil"
for who in Anne Bob; do cp "$here/../screens/marche.txt.$who.sidecar" "$work/m.txt.$who.postil"; done
cd "$work" || exit 1
"$program" export m.txt >t.tsv
cp m.txt.Anne.postil ours.postil
cat m.txt*.postil ours.postil | cksum >before
points=0
bad=0
while read -r command; do
	n=1
	while :; do
		# The words of our own list are meant to be split.
		# shellcheck disable=SC2086
		OOM_AT=$n LD_PRELOAD="$work/oom.so" "$program" $command >out 2>err </dev/null
		rc=$?
		points=$((points + 1))
		[ $rc -lt 126 ] || { bad=$((bad + 1)); echo "postil $command: status $rc at allocation $n"; }
		grep -q 'out of memory' err || [ "$n" -lt 200 ] || break
		[ "$n" -lt 200 ] && n=$((n + 1)) || n=$((n + step))
	done
done <<E_COMMANDS
extract m.txt
export m.txt
export --format html m.txt
check m.txt
diff m.txt.Anne.postil m.txt.Bob.postil
agree m.txt.Anne.postil m.txt.Bob.postil
merge m.txt.Anne.postil m.txt.Bob.postil
eval t.tsv m.txt
E_COMMANDS
cat m.txt*.postil ours.postil | cksum | cmp -s - before || { bad=$((bad + 1)); echo "a sidecar was changed"; }
echo "memory refused at $points points, bad $bad"
[ "$bad" -eq 0 ]
