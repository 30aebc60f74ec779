#!/bin/bash
# check_completions.sh PROGRAM - the shells' completions are right for the shells, name
# every option of --help, and complete what one types.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
export LC_ALL=C

for shell in bash zsh fish; do
	"$program" --completions $shell >"$work/$shell"
	if ! command -v $shell >/dev/null; then
		echo "ok $shell is not here to read its completions # SKIP"
	elif $shell -n "$work/$shell" 2>"$work/err"; then
		echo "ok $shell reads its completions"
	else
		echo "not ok $shell reads its completions: $(head -1 "$work/err")"
	fi
	missing=
	for option in $("$program" --help | sed -n 's/^  --\([a-z-]*\).*/\1/p'); do
		grep -q -e "-l $option\b" -e "--$option\b" "$work/$shell" || missing="$missing $option"
	done
	[ -z "$missing" ] && echo "ok $shell: every option" || echo "not ok $shell: every option:$missing"
done
if "$program" --completions tcsh >/dev/null 2>"$work/err"; then
	echo "not ok another shell is refused"
else
	echo "ok another shell is refused"
fi

# shellcheck source=/dev/null
. "$work/bash"
compopt() { :; } # only while a completion runs
expect() { # WORD... = ANSWER: the last word is being typed
	local answer=${*: -1}
	COMP_WORDS=("${@:1:$#-2}")
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	COMPREPLY=()
	_postil
	if [ "${COMPREPLY[*]}" = "$answer" ]; then
		echo "ok ${COMP_WORDS[*]} -> $answer"
	else
		echo "not ok ${COMP_WORDS[*]} -> ${COMPREPLY[*]} instead of $answer"
	fi
}
cd "$work" || exit 1
expect postil extr = extract
expect postil --keym = --keymap
expect postil --keymap = '' = 'default vim emacs less azerty bepo'
expect postil --set = esc = 'esc-delay='
expect postil extract --form = --format
expect postil extract --format j = jsonl
expect postil import --format c = conll
expect postil extract --kind figure b = bash
