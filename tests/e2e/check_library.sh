#!/bin/sh
# check_library.sh PROGRAM - many articles and what people have: filters and all
# their bad fates, kept texts, feeds, directories, the list.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
mkdir -p "$work/config/postil" "$work/bin" "$work/d"
PATH=$work/bin:$PATH
cd "$work/d" || exit 1

# A program for a filter: name, then its lines.
script() {
	printf '#!/bin/sh\n' >"$work/bin/$1"
	cat >>"$work/bin/$1"
	chmod +x "$work/bin/$1"
}

# $1: suffix whose filter is tried on a file; out, err and rc are what came of it
try() {
	echo 'ce que contient le fichier' >"x.$1"
	"$program" extract "x.$1" >../out 2>../err </dev/null
	rc=$?
	err=$(cat ../err)
}

# Is the process whose number the file $1 holds gone, or becoming so?
gone() {
	for _ in $(seq 200); do
		pid=$(cat "$1")
		kill -0 "$pid" 2>/dev/null || return 0
		grep -q 'State:.Z' "/proc/$pid/status" 2>/dev/null && return 0
		sleep 0.02
	done
	return 1
}

cat >"$work/config/postil/config.ini" <<'INI'
[filters]
filter-timeout = 1
filter-limit = 1
missing = no-such-program %f
fails = failing
hangs = hanging
nul = nothing-but-nul
huge = huge
killed = killed
silent = silent
second = no-such-program || failing || silent || shout
piped = shout | reversed "|" 'two words'
daemon = leaving
named = nameds %f
html = html
eml = cat
cut =
url = fetch
INI
script failing <<'SH'
echo 'bruit' >&2
echo 'le fichier est abîmé' >&2
exit 3
SH
script hanging <<'SH'
sleep 1000 &
echo $! >"$0.pid"
wait
SH
script leaving <<'SH'
sleep 1000 &
echo $! >"$0.pid"
echo '75 civils sont partis.'
SH
script nothing-but-nul <<'SH'
head -c 4000 /dev/zero
SH
script huge <<'SH'
exec yes 'dix milliards'
SH
script killed <<'SH'
kill -9 $$
SH
script silent <<'SH'
echo ' '
SH
script shout <<'SH'
tr a-z A-Z
SH
script reversed <<'SH'
echo "$# $1 $2 :"
cat
[ -t 0 ] || [ -t 1 ] || ! (: </dev/tty) 2>/dev/null || echo TERMINAL
SH
script nameds <<'SH'
echo "Un fichier : $1"
SH
script html <<'SH'
echo converted >>"$0.log"
sed -e 's/<[^>]*>//g'
SH
script fetch <<'SH'
case $1 in
https://exemple.fr/*) printf '<p>Au moins 75 civils ont été évacués à Brive.</p>\n' ;;
*) echo "no such page: $1" >&2; exit 22 ;;
esac
SH

# ---- the fates of a filter ----
try missing
same "a missing program is a failed input" 1 "$rc"
has "and is named" "x.missing: no-such-program is not installed" "$err"
try fails
has "a failing one has said why" "failing: le fichier est abîmé" "$err"
try hangs
has "one that hangs is ended" "hanging was ended after 1 seconds" "$err"
holds "its children too" gone "$work/bin/hanging.pid"
try nul
has "NULs are no text" "what the filter wrote is no text" "$err"
try huge
has "too much is cut off" "it wrote more than 1 MB" "$err"
try killed
has "a killed one" "ended by signal 9" "$err"
try silent
has "one that says nothing" "no text came out" "$err"
try second
same "the first that works is taken" 0 "$rc"
try daemon
same "one that leaves a child behind is done" "0 75 civils" "$rc $(cut -f7 ../out | sed -n 2p)"
holds "what it left is gone" gone "$work/bin/leaving.pid"
try piped
"$program" x.piped >../out 2>../err </dev/null
has "| hands on, quotes hold together" "2 | two words" "$(cat ../out)"
has "in that order" "CE QUE CONTIENT" "$(cat ../out)"
hasnot "no filter sees a terminal" TERMINAL "$(cat ../out)"
# shellcheck disable=SC2016 # the name is meant to the letter
echo x >'-rf $(touch pwned) `touch pwned`.named'
# shellcheck disable=SC2016
"$program" -- './-rf $(touch pwned) `touch pwned`.named' >../out 2>&1 </dev/null
has "a name is an argument, never a command" "$work/d/-rf \$(touch pwned)" "$(cat ../out)"
same "and nothing is run from it" "" "$(find . -maxdepth 1 -name 'pwned*')"
try cut
same "a filter set to nothing is none" 0 "$rc"
head -c 3000 /dev/urandom >noise
"$program" extract noise >../out 2>../err
same "a binary file is refused" "1 postil: noise: is no text; --force opens it all the same" "$? $(cat ../err)"
rm -f ./*

# ---- the kept text ----
keys() { "$program" --annotator=Anne --dump-screen 100x20 --keys "$@" 2>../err; }
printf '<h1>La digue a cédé</h1>\n<p>Au moins 75 civils ont été évacués à Brive.</p>\n' >page.html
"$program" extract page.html >../out
same "extract writes nothing down" "page.html" "$(ls)"
keys '' page.html >../out
has "the reader says where the text is kept" "kept in page.html.txt" "$(cat ../out)"
keys '<Tab><Enter>' page.html >../out
same "beside the page, with its sidecar" "page.html page.html.txt page.html.txt.postil" "$(find . -mindepth 1 -maxdepth 1 ! -name '*lock*' | sed 's|^[.]/||' | sort | tr '\n' ' ' | sed 's/ $//')"
same "converted once for each command that had none" 2 "$(wc -l <"$work/bin/html.log")"
has "export finds it" "75 civils" "$("$program" export page.html)"
has "under the name of the page" "page.html" "$("$program" export page.html | tail -1 | cut -f1)"
has "and of its text" "75 civils" "$("$program" export page.html.txt)"
"$program" check page.html >../out
same "check finds it whole" 0 $?
printf '<h1>La digue de Brive a cédé</h1>\n<p>Hier, au moins 75 civils ont été évacués à Brive.</p>\n' >page.html
touch -d '+1 hour' page.html
has "a newer page is said" ":convert makes it anew" "$(keys '' page.html)"
keys ':convert<Enter>' page.html >../out
has "convert finds the annotation again" "La digue de Brive" "$(cat ../out)"
has "on its words" "75 civils" "$("$program" export page.html)"
gzip -c page.html >zip.html.gz
has "suffix after suffix" "Hier, au moins 75" "$("$program" zip.html.gz </dev/null)"
mkdir -p closed
cp page.html closed/
chmod a-w closed
if [ -w closed ]; then
	echo "ok a directory that is closed (not tried: root writes everywhere)"
else
	has "a directory that is closed" "cannot be kept" "$(keys '' closed/page.html)"
fi
chmod u+w closed
"$program" --set=directory="$work/side" --dump-screen 80x24 page.html >/dev/null 2>&1
same "or in the directory of the sidecars" page.html.txt "$(ls "$work/side")"

# ---- addresses ----
"$program" extract https://exemple.fr/a >../out 2>../err
has "an address is fetched by the user's own command" "75 civils" "$(cat ../out)"
"$program" extract https://nulle.part/ >../out 2>../err
same "a fetch that fails" "1 postil: https://nulle.part/: fetch: no such page: https://nulle.part/" "$? $(cat ../err)"
has "no other scheme" "only http" "$("$program" extract file:///etc/passwd 2>&1)"
has "nothing is fetched by default" "unless you say how" "$("$program" --no-config https://exemple.fr/a </dev/null 2>&1)"

# ---- feeds ----
rm -rf ./*
feed() {
	printf '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Le Courrier</title>%s</channel></rss>\n' "$1" >feed.xml
}
one='<item><title>Grève à Brive : 40 lits fermés</title><guid>a1</guid><pubDate>Tue, 12 Mar 2024 08:30:00 +0100</pubDate><description>Quarante lits ont été fermés à Brive.</description></item>'
two='<item><title>Le marché rouvre</title><guid>a2</guid><pubDate>Mon, 11 Mar 2024 08:30:00 +0100</pubDate><description>Le marché couvert rouvre à Tulle.</description></item>'
feed "$one$two"
has "a feed is a list" "2 articles, 0 finished" "$(keys '' feed.xml)"
has "with titles and dates" "2024-03-12" "$(keys '' feed.xml | sed -n 2p)"
has "an item is an article" "Le marché couvert rouvre à Tulle." "$(keys 'j<Enter>' feed.xml)"
keys 'j<Enter>]<Enter>' feed.xml >/dev/null
kept=$(find . -maxdepth 1 -name '*txt' | sed 's|^[.]/||')
same "kept beside the feed" 1 "$(echo "$kept" | grep -c '^feed.xml.[0-9a-f]*.txt$')"
feed "<item><title>Nouveau</title><guid>a3</guid><description>Neuf.</description></item>$one$two"
has "an item stays the same one below new ones" "1/" "$(keys '' feed.xml | sed -n 4p)"
same "a directory shows the items, not their kept texts" 3 "$(keys '' . | grep -c '2024-03\|Nouveau')"
has "extract takes them all" "feed.xml#" "$("$program" extract feed.xml | cut -f1 | sort -u | tail -1)"
printf '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Atome</title><id>x</id><updated>2024-05-01T10:00:00Z</updated><summary>Un atome de 12 grammes.</summary></entry><entry><title>B</title><id>y</id><content type="text">Deux.</content></entry></feed>' >atom.xml
has "Atom as well" "12 grammes" "$("$program" extract atom.xml)"
printf '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>' >bomb.xml
"$program" extract bomb.xml >../out 2>../err
same "entities are not expanded" 1 $?
has "a feed that defines them is refused" "bomb.xml:1: not a feed" "$(cat ../err)"
printf '<rss><channel><item><title>x</ti' >torn.xml
has "a torn feed" "torn.xml:1: not a feed" "$("$program" extract torn.xml 2>&1)"

# ---- directories ----
rm -rf ./*
for f in crue trains vaccin; do cp "$root/src/lang/fr/samples/$f.txt" .; done
cp crue.txt .hidden.txt
echo x >postil.ini.bak
keys '' . >../out
has "a directory is a list of its articles" "3 articles" "$(cat ../out)"
keys '<Enter><Tab><Enter>' . >../out
keys '' . >../out
has "with what is decided" "1/" "$(sed -n 2p ../out)"
hasnot "without sidecars and hidden files" postil "$(sed '$d' ../out | sed '$d' | grep -v LIST)"
has "grep over all" "crue.txt" "$(keys ':grep Vilaine<Enter>' . | sed -n 2p)"
has "Enter goes to the match" "1/" "$(keys ':grep Vilaine<Enter><Enter>' . | tail -2)"
has "nothing found is said" "not found in any article" "$(keys ':grep xyzzy<Enter>' .)"
has "next in the order of the list" "crue.txt (3/3)" "$(keys ':files date<Enter>G<Enter>' .)"
keys '<Enter>]E' crue.txt >/dev/null
has "the next unfinished" "READ" "$(keys '<Enter>Z' . | tail -2)"
"$program" extract . >j1
"$program" extract -j 4 . >j4
same "-j keeps the order over a directory" "$(cat j1)" "$(cat j4)"
keys '<Enter>:goto 5<Enter>' . >/dev/null
has "places are kept over a list" "¶5/" "$(keys '<Enter>' . | tail -2)"

# ---- quitting while a filter hangs, in a terminal ----
echo x >x.hangs
sed -i 's/filter-timeout = 1/filter-timeout = 300/' "$work/config/postil/config.ini"
rm -f "$work/bin/hanging.pid"
"$root/tests/scripts/terminal.py" 80x24 converting '' "@$work/bin/hanging.pid" q -- "$program" x.hangs >../out
same "q ends it" 0 $?
has "a screen while it hangs" converting "$(cat ../out)"
holds "and the filter" gone "$work/bin/hanging.pid"

# ---- writing down ----
cd "$work/d" || exit 1
rm -rf ./*
cp "$root/src/lang/fr/samples/crue.txt" .
keys 'E:export markdown notes.md<Enter>' crue.txt >/dev/null
has "notes go by speaker" "### Claire Le Bihan" "$(cat notes.md)"
same "each speaker once" "" "$(grep '^###' notes.md | sort | uniq -d)"
has "a pronoun is under its name" "- Elle, a précisé : «" "$(cat notes.md)"
has "figures have their source" "deux centimètres** (approx), according to Claire Le Bihan" "$(cat notes.md)"
has "and dates their value" "23 janvier 2024** (2024-01-23)" "$(cat notes.md)"
echo mine >notes.md
has "what is there is not written over" "export! writes over it" "$(keys ':export markdown notes.md<Enter>' crue.txt)"
same "and is as it was" mine "$(cat notes.md)"
keys ':export! markdown notes.md<Enter>' crue.txt >/dev/null
has "unless one insists" "## Quotes" "$(cat notes.md)"
keys ':export html page.html<Enter>' crue.txt >/dev/null
hasnot "the page has no script" "<script" "$(cat page.html)"
hasnot "boxes stand under words, not around them" "border-style" "$(cat page.html)"
