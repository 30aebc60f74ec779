# checks.sh - what the scripts tests/*/check_*.sh share: the program, a directory of
# their own, an environment without anybody's settings, and the words that check.
#
# Sourced at the root of the repository, with the program as the first argument:
#
#	program  its absolute name
#	root     the repository
#	work     an empty directory, gone at the end
#
# Each check prints one line, "ok NAME" or "not ok NAME: why", which run.sh counts.
# shellcheck shell=sh disable=SC2034
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
root=$PWD
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
unset LANGUAGE NO_COLOR VISUAL
export LC_ALL=C.UTF-8 TMPDIR="$work" XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" XDG_DATA_HOME="$work/data"

# $1 name, $2 wanted, $3 got
same() {
	if [ "$2" = "$3" ]; then
		echo "ok $1"
	else
		printf '%s\n' "not ok $1: wanted '$2', got '$3'"
	fi
}

# $1 name, $2 words, $3 text that must hold them
has() {
	case $3 in
	*"$2"*) echo "ok $1" ;;
	*) printf '%s\n' "not ok $1: no '$2' in '$3'" ;;
	esac
}

# $1 name, $2 words, $3 text that must not hold them
hasnot() {
	case $3 in
	*"$2"*) printf '%s\n' "not ok $1: '$2' in '$3'" ;;
	*) echo "ok $1" ;;
	esac
}

# $1 name, then a command that must succeed
holds() {
	name=$1
	shift
	if "$@"; then echo "ok $name"; else echo "not ok $name: $*"; fi
}
