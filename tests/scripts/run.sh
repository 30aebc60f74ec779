#!/bin/sh
# run.sh BUILD [units] - runs the test programs in BUILD (cmocka), then the test
# scripts tests/*/check_*.sh, and ends with "N passed, N failed".
#
# A script prints "ok NAME" or "not ok NAME: why" a check; its arguments are the
# program and the build directory. Exit status 1 when something failed.
set -u

build=$1
export POSTIL="$build/postil"
units=${2:-}
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# $1 what, $2 status, $3 passed pattern, $4 failed pattern
count() {
	p=$(grep -c "$3" "$log")
	f=$(grep -c "$4" "$log")
	# A crash prints no failure of its own.
	if [ "$2" -ne 0 ] && [ "$f" -eq 0 ]; then
		f=1
	fi
	passed=$((passed + p))
	failed=$((failed + f))
	if [ "$f" -ne 0 ]; then
		grep -v "$3" "$log"
	fi
	printf '%-40s %4d passed, %d failed\n' "$1" "$p" "$f"
}

for t in "$build"/tests/*/test_*; do
	case $t in
	*.*) continue ;; # objects, dependencies, coverage
	esac
	"$t" >"$log" 2>&1
	count "${t#"$build"/}" $? '^\[       OK \]' '^\[  FAILED  \] [a-z]'
done
if [ -z "$units" ]; then
	for t in tests/*/check_*.sh; do
		[ -e "$t" ] || continue
		"$t" "$POSTIL" "$build" >"$log" 2>&1
		count "$t" $? '^ok ' '^not ok '
	done
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
