#!/bin/sh
# faults.sh PROGRAM KILLS - every system call of saving made to fail or the program
# killed before it (faultsweep.py of $SHARED), then KILLS kills at any moment.
# Judged each time: the decisions from before are whole, and a failed save is said.
set -eu
program=$PWD/$1
kills=$2
shared=${SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$work/none"
cp src/lang/fr/samples/crue.txt "$work/a.txt"
cd "$work"
run="$program --no-config --annotator=Anne --dump-screen 80x24 --keys"
$run '<Tab><Enter>' a.txt >/dev/null
mv a.txt.postil old.postil
cat >judge <<E_JUDGE
#!/bin/sh
# 0: the old decision, 10: the old and the new ones, 1: anything else
n=\$($program export $work/a.txt 2>/dev/null | grep -c accepted)
case \$n in
1) exit 0 ;;
2) exit 10 ;;
esac
exit 1
E_JUDGE
chmod +x judge
if [ -e "$OLDPWD/$shared/tools/faultsweep.py" ] || [ -e "$shared/tools/faultsweep.py" ]; then
	tool=$shared/tools/faultsweep.py
	[ -e "$tool" ] || tool=$OLDPWD/$tool
	python3 "$tool" --setup "cp $work/old.postil $work/a.txt.postil" \
		--run "$run '<Tab><Tab><Enter>' $work/a.txt" --check "$work/judge" \
		--calls "${CALLS:-write,fsync,flock,fcntl,ftruncate,close}"
fi
bad=0
i=0
while [ "$i" -lt "$kills" ]; do
	cp old.postil a.txt.postil
	$run '<Tab><Tab><Enter>' a.txt >/dev/null 2>&1 &
	pid=$!
	# From 0 to 60 ms: before, while and after it saves.
	sleep "0.0$(printf %02d $((i % 60)))"
	kill -9 $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
	rc=0
	./judge || rc=$?
	[ $rc -eq 0 ] || [ $rc -eq 10 ] || bad=$((bad + 1))
	i=$((i + 1))
done
echo "kills $kills, bad $bad"
[ $bad -eq 0 ]
