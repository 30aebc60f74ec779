#!/bin/sh
# deps.sh [WHAT] - installs what building and testing postil needs and is not there.
# WHAT: build (to build and run), check (the default: the tests as well), lint (the
# static checks as well), filters (what the filters of config.ini call). Says what it installs; sudo only when not root.
set -eu

what=${1:-check}

# One row a need: for what, how to see that it is there (h: a header, c: a command,
# l: a library that clang links), then the packages of apt, dnf, pacman, apk, brew.
needs() {
	cat <<'ROWS'
build h curses.h libncurses-dev ncurses-devel ncurses ncurses-dev ncurses
build h unistr.h libunistring-dev libunistring-devel libunistring libunistring-dev libunistring
build h iniparser.h libiniparser-dev iniparser-devel iniparser iniparser-dev iniparser
build h pcre2.h libpcre2-dev pcre2-devel pcre2 pcre2-dev pcre2
build h xxhash.h libxxhash-dev xxhash-devel xxhash xxhash-dev xxhash
build h jansson.h libjansson-dev jansson-devel jansson jansson-dev jansson
build h expat.h libexpat1-dev expat-devel expat expat-dev expat
build c msgfmt gettext gettext gettext gettext gettext
check h cmocka.h libcmocka-dev libcmocka-devel cmocka cmocka-dev cmocka
check h vterm.h libvterm-dev libvterm-devel libvterm libvterm-dev libvterm
check c python3 python3 python3 python python3 python3
check c strace strace strace strace strace -
filters c pdftotext poppler-utils poppler-utils poppler poppler-utils poppler
filters c w3m w3m w3m w3m w3m w3m
filters c trafilatura python3-readability python3-readability-lxml python-readability-lxml - -
filters c docx2txt docx2txt docx2txt docx2txt - docx2txt
filters c odt2txt odt2txt odt2txt odt2txt - odt2txt
filters c mshow mblaze mblaze mblaze mblaze mblaze
lint c clang clang clang clang clang llvm
lint c clang-tidy clang-tidy clang-tools-extra clang clang-extra-tools llvm
lint c shellcheck shellcheck ShellCheck shellcheck shellcheck shellcheck
lint c mandoc mandoc mandoc mandoc mandoc mandoc
ROWS
}

wanted() {
	case $what:$1 in
	filters:filters) return 0 ;;
	*:filters | filters:*) return 1 ;;
	lint:* | *:build | check:check) return 0 ;;
	esac
	return 1
}

there() {
	case $1 in
	c) command -v "$2" >/dev/null ;;
	h) echo "#define PCRE2_CODE_UNIT_WIDTH 8
#include <stddef.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <setjmp.h>
#include <$2>" | ${CC:-cc} -E - >/dev/null 2>&1 ||
		[ -e "/usr/include/iniparser/$2" ] || [ -e "/usr/include/ncursesw/$2" ] ;;
	esac
}

manager=
for m in apt-get dnf pacman apk brew; do
	if command -v $m >/dev/null; then
		manager=$m
		break
	fi
done

packages=
while read -r group how name apt dnf pacman apk brew; do
	wanted "$group" || continue
	there "$how" "$name" && continue
	case $manager in
	apt-get) p=$apt ;;
	dnf) p=$dnf ;;
	pacman) p=$pacman ;;
	apk) p=$apk ;;
	brew) p=$brew ;;
	*) p=$apt ;;
	esac
	[ "$p" = - ] || packages="$packages $p"
done <<EOF_NEEDS
$(needs)
EOF_NEEDS

[ -n "$packages" ] || exit 0
if [ -z "$manager" ]; then
	echo "postil needs (names as in Debian):$packages" >&2
	exit 1
fi

root=
if [ "$(id -u)" != 0 ] && [ $manager != brew ]; then
	root=sudo
fi
echo "postil: installing with $manager:$packages"
# Package names hold no blanks: splitting is meant.
# shellcheck disable=SC2086
case $manager in
apt-get)
	$root apt-get update -qq
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
	;;
dnf) $root dnf install -y -q $packages ;;
pacman) $root pacman -S --needed --noconfirm $packages ;;
apk) $root apk add -q $packages ;;
brew) brew install -q $packages ;;
esac
