#!/bin/sh
# faults.sh PROGRAM KILLS - every system call of saving made to fail or the program
# killed before it (faultsweep.py of $SHARED): journal, steps of many records, merge, export and the
# memory file; then KILLS kills at any moment. CALLS=none: the kills only.
# Judged each time: the decisions from before are whole, and a failed save is said.
set -eu
program=$PWD/$1
kills=$2
shared=${SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$work/none" XDG_STATE_HOME=/dev/null/none
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

# $1 name, $2 setup, $3 command, $4 judge, $5 system calls
sweep() {
	echo "== $1"
	python3 "$tool" --setup "$2" --run "$3" --check "$4" --calls "$5" 2>&1 | tee "$work/sweep"
	! grep -Eq "BAD|SILENT|hang|does not give" "$work/sweep" || wrong=$((wrong + 1))
}

# $1 file, $2 wanted when old, $3 when new: a judge of two whole states.
either() {
	echo "cmp -s $1 $2 && exit 0; cmp -s $1 $3 && exit 10; exit 1"
}

wrong=0
tool=$shared/tools/faultsweep.py
[ -e "$tool" ] || tool=$OLDPWD/$tool
saving=openat,write,fsync,fdatasync,rename,unlink,ftruncate,fcntl,close
if [ -e "$tool" ] && [ "${CALLS:-}" != none ]; then
	sweep journal "cp $work/old.postil $work/a.txt.postil" "$run '<Tab><Tab><Enter>' $work/a.txt" "$work/judge" "$saving,read,flock"
	sweep "first decision" "rm -f $work/b.txt.postil; cp $work/a.txt $work/b.txt" "$run '<Tab><Enter>' $work/b.txt" \
		"case \$($program export $work/b.txt 2>/dev/null | grep -c accepted) in 0) exit 0 ;; 1) exit 10 ;; esac; exit 1" "$saving"

	# Steps of many records: all of them, or none. $1 name, $2 sidecar before, $3 command.
	rows() {
		$program export a.txt | wc -l | tr -d ' '
	}
	whole() {
		cp "$2" a.txt.postil
		before=$(rows)
		sh -c "$3" >/dev/null
		after=$(rows)
		[ "$before" != "$after" ] || wrong=$((wrong + 1))
		sweep "$1" "cp $work/$2 $work/a.txt.postil" "$3" \
			"case \$($program export $work/a.txt 2>/dev/null | wc -l | tr -d ' ') in $before) exit 0 ;; $after) exit 10 ;; esac; exit 1" "$saving"
	}
	whole "all kept" old.postil "$run 'E' $work/a.txt"
	cp a.txt.postil many.postil
	whole "restored" many.postil "$run Hjt $work/a.txt"
	cp a.txt.postil restored.postil
	whole "restored, undone" restored.postil "$run u $work/a.txt"
	whole "tag all" old.postil "$run '<Tab><Tab>*<Enter>' $work/a.txt"
	$program extract --kind figure,date a.txt >other.tsv
	whole import old.postil "$program import --format tsv $work/other.tsv $work/a.txt"

	# Two copies that went apart, as git hands them to the driver.
	cp old.postil base.postil
	cp old.postil a.txt.postil && $run '<Tab><Tab><Enter>' a.txt >/dev/null && mv a.txt.postil ours.old
	cp old.postil a.txt.postil && $run '3<Tab><Enter>' a.txt >/dev/null && mv a.txt.postil theirs.postil
	cp ours.old ours.postil && $program merge-driver base.postil ours.postil theirs.postil && mv ours.postil ours.new
	sweep merge "cp $work/ours.old $work/ours.postil" "$program merge-driver $work/base.postil $work/ours.postil $work/theirs.postil" \
		"$(either "$work/ours.postil" "$work/ours.old" "$work/ours.new")" "$saving,read"

	# Written to standard output: a part of it is an old state, but it must be said.
	cp ours.new a.txt.postil
	$program export a.txt | cut -f2- >export.cut
	sweep export "rm -f $work/export" "$program export $work/a.txt >$work/export" \
		"cut -f2- $work/export | cmp -s - $work/export.cut && exit 10; exit 0" "write,close,openat,read"

	# The file of what was learnt.
	export XDG_DATA_HOME="$work/data"
	mkdir -p data/postil
	learn="$program --annotator=Anne --dump-screen 80x24 --keys"
	rm -f a.txt.postil && $learn '<Tab>P' a.txt >/dev/null && mv data/postil/memory.tsv memory.old && mv a.txt.postil learnt.postil
	cp memory.old data/postil/memory.tsv && cp learnt.postil a.txt.postil && $learn '<Tab><Tab>O' a.txt >/dev/null && cp data/postil/memory.tsv memory.new
	if ! cmp -s memory.old memory.new; then
		echo "$learn '<Tab><Tab>O' $work/a.txt >$work/screen && ! grep -Eq 'memory.tsv|NOT SAVED|read-only' $work/screen" >learn
		sweep memory "cp $work/memory.old $work/data/postil/memory.tsv; cp $work/learnt.postil $work/a.txt.postil" "sh $work/learn" \
			"$(either "$work/data/postil/memory.tsv" "$work/memory.old" "$work/memory.new")" "$saving"
	fi
fi
# Every other kill meets a step of one record, the others one of more than a hundred.
cp old.postil a.txt.postil
$run E a.txt >/dev/null
everything=$($program export a.txt | grep -c accepted || true)
[ "$everything" -gt 100 ] || wrong=$((wrong + 1))
bad=0
saved=0
i=0
while [ "$i" -lt "$kills" ]; do
	cp old.postil a.txt.postil
	if [ $((i % 2)) -eq 0 ]; then keys='<Tab><Tab><Enter>' whole=2; else keys=E whole=$everything; fi
	$run "$keys" a.txt >/dev/null 2>&1 &
	pid=$!
	# From 0 to 6 ms: before, while and after it saves.
	sleep "0.00$(printf %02d $((i / 2 % 60)))"
	kill -9 $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
	n=$($program export a.txt 2>/dev/null | grep -c accepted || true)
	case $n in
	1 | "$whole") ;;
	*) bad=$((bad + 1)) ;;
	esac
	[ "$n" -eq 1 ] || saved=$((saved + 1))
	i=$((i + 1))
done
echo "kills $kills ($saved after the save), bad $bad; sweeps that went wrong: $wrong"
[ $bad -eq 0 ] && [ "$wrong" -eq 0 ]
