#!/bin/sh
# lint.sh - the static checks. Prints what is wrong; exit status 1 when something is.
set -u
bad=0
mkdir -p build

say() {
	echo "lint: $*"
	bad=1
}

# No warning from either compiler.
for cc in gcc clang; do
	make --no-print-directory -j"$(nproc)" CC=$cc BUILD=build/lint-$cc CFLAGS="-O2 -Werror" \
		build/lint-$cc/postil >build/lint.log 2>&1 || {
		cat build/lint.log
		say "$cc warns"
	}
done

# Rooms and include direction, sizes, doors to libraries, globals (design).
tests/scripts/layers.py build/lint-gcc || bad=1

# Clang's static analysis by .clang-tidy.
# The flags stand behind the files, so a shell puts them there.
# shellcheck disable=SC2016
tidy=$(find src ui -name '*.c' -print0 | xargs -0 -P "$(nproc)" -n 8 sh -c 'clang-tidy --quiet "$@" -- \
	-std=c11 -D_GNU_SOURCE -Isrc -I. -Ibuild/lint-gcc -DPOSTIL_VERSION="\"\"" \
	-DPOSTIL_DATADIR="\"\"" -DPOSTIL_LOCALEDIR="\"\"" 2>/dev/null' sh |
	grep -E 'warning:|error:' | sort -u)
if [ -n "$tidy" ]; then
	echo "$tidy"
	say "clang-tidy finds something"
fi

find . -name '*.sh' -not -path './build/*' -exec shellcheck {} + || say "shellcheck finds something"
shellcheck .ci/run || say "shellcheck finds something in .ci/run"
for m in man/*.[1-9]; do
	[ -e "$m" ] || continue
	out=$(mandoc -T lint -W warning "$m")
	[ -z "$out" ] || { echo "$out"; say "$m"; }
done
exit $bad
