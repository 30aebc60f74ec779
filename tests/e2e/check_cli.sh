#!/bin/sh
# check_cli.sh PROGRAM - the program as its users call it: commands, exit status,
# what is on disk afterwards.
set -u
# shellcheck source=tests/scripts/checks.sh
. tests/scripts/checks.sh
cp src/lang/fr/samples/crue.txt "$work/a.txt"
cd "$work" || exit 1
tab=$(printf '\t')

# $1 wanted status, then name and command
status() {
	want=$1
	name=$2
	shift 2
	"$@" >out 2>err </dev/null
	same "$name" "$want" $?
}

keys() {
	"$program" --no-config --annotator=Anne --dump-screen 100x30 --keys "$1" a.txt
}

status 0 "extract" "$program" extract a.txt
same "extract has a header of 18 columns" 18 "$(head -1 out | awk -F"$tab" '{ print NF }')"
same "each row has as many columns" "" "$(awk -F"$tab" 'NF != 18' out)"
awk -F"$tab" 'NR > 1 { print $5, $6 }' out >spans
same "rows stand in the order of the text" "" "$(sort -c -k1,1n spans 2>&1)"
status 0 "extract as JSON Lines" "$program" extract --format=jsonl a.txt
same "each line is JSON" "" "$(python3 -c 'import json,sys
for l in open("out"): json.loads(l)' 2>&1)"
"$program" extract - <a.txt | cut -f3- >stdin.tsv
"$program" extract a.txt | cut -f3- >file.tsv
same "extract of standard input" "$(cat file.tsv)" "$(cat stdin.tsv)"
"$program" extract -j 2 a.txt a.txt a.txt >j2.tsv
"$program" extract -j 1 a.txt a.txt a.txt >j1.tsv
same "-j does not change the order" "$(cat j1.tsv)" "$(cat j2.tsv)"
status 1 "extract of a missing file" "$program" extract missing.txt
has "its message names the file" missing.txt "$(cat err)"
status 2 "an unknown option" "$program" --no-such-option
status 2 "an unknown format" "$program" extract --format=docx a.txt
status 2 "a command behind an option" "$program" --no-config extract a.txt
has "is told where it stands" "postil: extract is a command and stands first" "$(cat err)"
status 2 "an option without its value" "$program" extract --format
has "is a message of postil" "postil: option" "$(cat err)"
status 0 "version" "$program" --version
: >empty.txt
status 0 "extract of an empty file" "$program" extract empty.txt
mkdir bare
status 1 "a directory without articles" "$program" extract bare
has "is said to have none" "bare: no article" "$(cat err)"

keys '<Tab><Enter><Tab>x<Tab><Enter>' >/dev/null
same "two are kept, one refused" "2 1" "$("$program" export a.txt | awk -F"$tab" '$15 == "accepted" { a++ } $15 == "rejected" { r++ } END { print a + 0, r + 0 }')"
status 0 "check of a whole sidecar" "$program" check a.txt
keys 'uuu' >/dev/null
same "undo over sessions" "" "$("$program" export a.txt | tail -n +2)"
keys '<C-r><C-r>' >/dev/null
has "redo over sessions" accepted "$("$program" export a.txt)"
keys '<Tab><Enter>m=1+1 à voir<Enter>' >/dev/null
has "a note is exported" "à voir" "$("$program" export a.txt)"
before=$("$program" export a.txt)
sidecar=$(find . -name '*postil*' -type f | grep -v lock | head -1)
printf 'torn' >>"$sidecar"
status 1 "check tells of a torn tail" "$program" check a.txt
same "a torn tail loses nothing" "$before" "$("$program" export a.txt 2>/dev/null)"
keys '' >/dev/null 2>&1
same "after opening it is whole" "$before" "$("$program" export a.txt)"

cp a.txt b.txt
"$program" --dump-config >dumped.ini
same "config.ini is what --dump-config says" "$(cat "$root/config.ini")" "$(cat dumped.ini)"
printf '[reader]\nno such = 1\n' >bad.ini
"$program" --config=bad.ini --dump-screen 60x12 b.txt >out 2>&1
has "a wrong line is reported with its place" "bad.ini" "$(cat out err)"
printf '[reader]\ntheme = dark\n' >bad.ini
"$program" --config=bad.ini --dump-screen 80x12 --keys ':messages<Enter>' b.txt >out
has "an option of another section is told where it stands" "theme stands in [theme]" "$(cat out)"

# ---- import, diff, agree, eval ----
cp "$root/src/lang/fr/samples/vaccin.txt" c.txt
cp c.txt d.txt
"$program" extract --kind entity,figure c.txt | sed 's/suggested/accepted/' >c.tsv
n=$(($(wc -l <c.tsv) - 1))
status 0 "import of what was exported" "$program" import --annotator léa c.tsv c.txt
has "all rows are imported" "$n imported, 0 there already, 0 not found" "$(cat out)"
status 0 "import again" "$program" import c.tsv c.txt
has "nothing is imported twice" "0 imported, $n there already" "$(cat out)"
same "what is imported stands where it stood" "$(cut -f3-7 c.tsv)" "$("$program" export c.txt | cut -f3-7)"
has "the origin is kept" "import:tsv" "$("$program" export c.txt)"
status 0 "check after import" "$program" check c.txt
keys_c() { "$program" --no-config --dump-screen 80x24 --keys "$1" c.txt; }
keys_c 'u' >/dev/null
same "an import is one undo step" "" "$("$program" export c.txt | tail -n +2)"
keys_c '<C-r>' >/dev/null
printf 'tag\tstart\tend\ttext\nPER\t1\t2\tnowhere to be found\n' >lost.tsv
status 1 "words that are not there" "$program" import lost.tsv d.txt
has "are said with their line" "lost.tsv:2" "$(cat err)"
printf 'tag\tstart\nPER\t1\n' >bad.tsv
status 1 "a table without its columns" "$program" import bad.tsv d.txt
printf 'start\tend\ttag\nx\t2\tPER\n' >bad.tsv
status 1 "a number that is none" "$program" import bad.tsv d.txt
has "is said with its line" "bad.tsv:2" "$(cat err)"
printf 'T1\tORG 0 4\t%s\n#1\tAnnotatorNotes T1\tà voir\n' "$(head -c 4 d.txt)" >d.ann
status 0 "brat's stand-off" "$program" import --format brat d.ann d.txt
has "with its note" "à voir" "$("$program" export d.txt)"
head -2 d.txt | tr ' ' '\n' | sed 's/$/ O/; 2s/O$/B-LOC/' >d.conll
status 0 "CoNLL" "$program" import --format conll d.conll d.txt
status 2 "an unknown format of import" "$program" import --format docx d.ann d.txt
status 0 "diff with itself" "$program" diff c.tsv c.txt
same "finds nothing" 1 "$(wc -l <out | tr -d ' ')"
sed 's/	ORG	/	LOC	/' c.tsv >other.tsv
"$program" diff c.tsv other.tsv >out
same "diff finds each other tag" "$(grep -c '	ORG	' c.tsv)" "$(grep -c "^c.txt${tab}tag${tab}" out)"
"$program" agree c.tsv c.txt >out
has "agreement with oneself" "alpha${tab}tokens${tab}${tab}${tab}${tab}${tab}${tab}1.000" "$(cat out)"
"$program" agree c.tsv other.tsv >out
same "F1 of what differs" "0.000" "$(awk -F"$tab" '$2 == "entity" && $3 == "ORG" { print $9 }' out)"
"$program" agree c.tsv c.txt other.tsv >out
has "gamma of three" "gamma${tab}all${tab}" "$(cat out)"
same "gamma of a tag that two have alike" "1.000" "$("$program" agree c.tsv c.txt | awk -F"$tab" '$2 == "gamma" && $3 == "ORG" { print $9 }')"
status 1 "agree with what is not there" "$program" agree c.tsv nowhere.tsv
status 2 "agree alone" "$program" agree c.tsv
"$program" eval c.tsv c.txt >out
has "eval against oneself" "all${tab}${tab}" "$(cat out)"
for command in "extract" "export" "import c.tsv"; do
	# Two words, on purpose.
	# shellcheck disable=SC2086
	status 2 "unknown offsets of $command" "$program" $command --offsets=nibble c.txt
done

# ---- merging ----
mkdir git && cd git || exit 1
cp ../a.txt a.txt
one() { "$program" --no-config --annotator="$1" --dump-screen 80x24 --keys "$2" "$3" >/dev/null; }
one base '<Tab><Enter>' a.txt
cp a.txt b.txt && cp a.txt.postil b.txt.postil
one anne '<Tab><Tab><Enter><Tab>x' a.txt
one bob 'u<Tab><Tab><Tab><Tab><Enter>' b.txt
"$program" merge a.txt.postil b.txt.postil >c.txt.postil
"$program" merge b.txt.postil a.txt.postil >d.txt.postil
cp a.txt c.txt && cp a.txt d.txt
status 0 "a merged sidecar is whole" "$program" check c.txt
same "the order of merging does not matter" "$("$program" export c.txt | sort | cut -f2-)" "$("$program" export d.txt | sort | cut -f2-)"
same "every record once" "$(cat a.txt.postil b.txt.postil | grep -v '^postil' | sort -u | wc -l)" "$(grep -vc '^postil' c.txt.postil)"
same "merging with oneself changes nothing" "$(cat c.txt.postil)" "$("$program" merge c.txt.postil c.txt.postil)"
cp a.txt.postil ours
status 0 "the driver of git" "$program" merge-driver a.txt.postil ours b.txt.postil
same "does the same in place" "$(cat c.txt.postil)" "$(cat ours)"
status 1 "merge with what is no sidecar" "$program" merge a.txt.postil a.txt
status 2 "merge alone" "$program" merge a.txt.postil
head -c -20 b.txt.postil >torn
status 0 "merge with a torn copy" "$program" merge a.txt.postil torn
has "says what is left out" "unfinished" "$(cat err)"
cd ..

# ---- pages and notes ----
cat >page.py <<'EOF'
import html.parser, re, sys
class P(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.stack, self.ids, self.wrong, self.on = "", [], set(), [], False
    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "article":
            self.on = True
        if tag in ("script", "link", "img"):
            self.wrong.append(tag)
        if a.get("id") in self.ids:
            self.wrong.append("id twice " + a["id"])
        self.ids.add(a.get("id", ""))
        if tag not in ("meta", "br"):
            self.stack.append(tag)
    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append("</" + tag + ">")
        if tag == "article":
            self.on = False
    def handle_data(self, data):
        if self.on:
            self.text += data
words = lambda s: re.sub(r"\s+", " ", s).strip()
p = P()
p.feed(open(sys.argv[1], encoding="utf-8").read())
if words(p.text) != words(open(sys.argv[2], encoding="utf-8").read()):
    p.wrong.append("the text is not that of the article")
print("; ".join(p.wrong) or "whole")
EOF
"$program" extract --format html a.txt >a.html
same "a page holds the whole text, its marks are balanced" whole "$(python3 page.py a.html a.txt)"
printf 'Titre <b>\n\nIl a dit : « A & B <script>alert(1)</script> "75 civils" ».\n' >evil.txt
"$program" extract --format html evil.txt >evil.html
same "what an article says is no markup" whole "$(python3 page.py evil.html evil.txt)"
"$program" extract --format markdown a.txt >a.md
has "notes have their sources" ', according to ' "$(cat a.md)"
"$program" extract --format markdown evil.txt >evil.md
has "nor are they markup in notes" '\<b\>' "$(cat evil.md)"

# ---- what decisions teach ----
export XDG_DATA_HOME="$work/data"
printf 'Le Zorglub des Marais attend. Il dort.\n\nUn Zorglub des Marais rit. Zorglub des Marais !\n' >m.txt
printf 'Encore un Zorglub des Marais.\n' >n.txt
learn() { "$program" --config=/dev/null --annotator=Anne --dump-screen 80x24 --keys "$1" "$2" >/dev/null; }
learn '/Zorglub<Enter>vwwo' m.txt
same "nothing is learnt from nothing" "" "$("$program" memory)"
learn '/Zorglub<Enter>:select<Enter>eee:tag ORG<Enter>' m.txt
printf '+2\tORG\tZorglub des Marais\n' >"$XDG_DATA_HOME/postil/memory.tsv" 2>/dev/null || {
	mkdir -p "$XDG_DATA_HOME/postil"
	printf '+2\tORG\tZorglub des Marais\n' >"$XDG_DATA_HOME/postil/memory.tsv"
}
has "what is known is found in another article" "${tab}ORG${tab}10${tab}28${tab}" "$("$program" extract --memory --kind entity n.txt)"
learn '<Tab>x' n.txt
same "a refusal is a line" "-1${tab}ORG${tab}Zorglub des Marais" "$(tail -1 "$XDG_DATA_HOME/postil/memory.tsv")"
learn 'u' n.txt
same "undo takes it back" "+2${tab}ORG${tab}Zorglub des Marais" "$("$program" memory)"
status 2 "forget nothing" "$program" memory forget
status 0 "forget a name" "$program" memory forget "Zorglub des Marais"
same "it is forgotten" "" "$("$program" memory)"
printf 'x\tORG\tTruc\n+1\tLOC\tBidule\n' >>"$("$program" memory path)"
status 1 "a wrong line of the memory" "$program" memory
has "is said with its line" "memory.tsv:" "$(cat err)"
has "and the rest is used" "Bidule" "$(cat out)"
status 0 "forget all" "$program" memory forget --all
status 2 "memory of what" "$program" memory dream
chmod a-w "$XDG_DATA_HOME/postil" "$("$program" memory path)" 2>/dev/null
rm -rf "$XDG_DATA_HOME" && : >"$XDG_DATA_HOME"
"$program" --config=/dev/null --dump-screen 120x24 --keys '<Tab><Enter>:messages<Enter>' n.txt >out
has "a memory that cannot be written is said" "not remembered" "$(cat out)"

# ---- two annotators, and a third who decides ----
cp "$root/tests/screens/marche.txt" m.txt
for who in Anne Bob; do
	cp "$root/tests/screens/marche.txt.$who.sidecar" "m.txt.$who.postil"
done
review() {
	"$program" diff --review --no-config --annotator="$1" --dump-screen 80x24 --keys "$2" m.txt.Anne.postil m.txt.Bob.postil
}
has "review lists the differences" "Differences: 6 of 6 open" "$(review Zoe "")"
same "looking at them decides nothing" "no" "$([ -e m.txt.Zoe.postil ] && echo yes || echo no)"
review Zoe "blllllr" >/dev/null
"$program" diff m.txt.Anne.postil m.txt.Zoe.postil >out
same "the left ones and one of the right" "${tab}right-only${tab}baisse des" "$(awk -F"$tab" -v OFS="$tab" 'NR > 1 { print "", $2, $11 }' out)"
has "the next session knows what is decided" "Differences: 0 of 6 open" "$(review Zoe "")"
review Zoe "uuuuuuu" >/dev/null
has "and can undo all of it" "Differences: 6 of 6 open" "$(review Zoe "")"
status 1 "not into one of the two" "$program" diff --review --no-config --annotator=Bob --dump-screen 80x24 m.txt.Anne.postil m.txt.Bob.postil

# ---- an article that was corrected ----
cp "$root/tests/screens/marche.txt.sidecar" m.txt.postil
"$program" check m.txt >out
has "check says what a correction did" "4 to confirm, 0 lost" "$(cat out)"
"$program" --no-config --annotator=Anne --dump-screen 80x24 --keys ':review<Enter>A' m.txt >/dev/null
"$program" check m.txt >out
has "what is confirmed stays so" "0 to confirm, 0 lost" "$(cat out)"
same "the log names both texts" 2 "$(grep -c '^postil' m.txt.postil)"
"$program" export m.txt | awk -F"$tab" 'NR > 1 { print $5, $6, $7 }' >rows
same "each row says what stands at its place" "" "$(python3 - <<'E_PY'
text = open("m.txt").read()
for row in open("rows"):
    start, end, words = row.rstrip("\n").split(" ", 2)
    if text[int(start):int(end)] != words:
        print(row, end="")
E_PY
)"

# Words of a quote that were corrected are for the reader to see, retyped marks are not.
cp "$root/src/lang/fr/samples/crue.txt" said.txt
"$program" --no-config --annotator=Anne --dump-screen 80x24 --keys '<Tab><Enter>3}<Tab><Enter>' said.txt >/dev/null
sed -i "s/n’y/n'y/; s/y avoir été/y  avoir été/" said.txt
has "a quote that was retyped is in its place" "0 to confirm" "$("$program" check said.txt)"
sed -i 's/sans y  avoir été autorisé/sans y avoir été convié/' said.txt
has "one that says something else is to be confirmed" "1 to confirm" "$("$program" check said.txt)"

# --plain and pipes: lines instead of a screen.
cp "$root/src/lang/fr/samples/trains.txt" p.txt
same "a pipe gets the text alone" "$(cat p.txt)" "$("$program" --no-config p.txt | cat)"
printf 'Un achat à Paris\n\nEmmanuel Macron a acheté 12 pommes à Paris.' >q.txt
"$program" --no-config --annotator=Anne --dump-screen 80x24 --keys '<Tab><Enter>mvu<Enter>' q.txt >/dev/null
"$program" --no-config --plain q.txt >plain.txt
same "plain: mentions are announced" "Un achat à [LOC Paris ; vu]

[PER? Emmanuel Macron] a acheté [QUANTITY? 12 pommes] à [LOC? Paris]." "$(head -3 plain.txt)"
same "plain: then what is found" "Paris, 2 times, 1 kept" "$(grep '^Paris' plain.txt)"
# ---- a disk that is full: 3 KB here, by the shell's limit ----
cp "$root/tests/screens/marche.txt" full.txt
all='<Tab><Enter><Tab><Enter><Tab><Enter><Tab><Enter><Tab><Enter><Tab><Enter><Tab><Enter><Tab><Enter><Tab><Enter>'
full() {
	(ulimit -f 6 && "$program" --no-config --annotator=Anne --dump-screen 120x20 --keys "$1" full.txt)
}
has "a decision that cannot be written is said" "NOT SAVED" "$(full "$all" | tail -1)"
rm full.txt.postil
full "${all}q" >out
has "the reader does not end with it" "decisions NOT SAVED; :write FILE keeps them, :quit! gives them up" "$(tail -1 out)"
same "what was written before is whole" "" "$("$program" check full.txt | grep damaged)"
same "and there" "yes" "$([ "$(grep -c '^add' full.txt.postil)" -gt 1 ] && echo yes)"
"$program" --no-config --dump-screen 80x20 --keys '<Tab><Enter>q' - <full.txt >out
has "standard input has no sidecar" "1 decision is in no file" "$(tail -1 out)"
rm -f copy.postil
"$program" --no-config --dump-screen 80x20 --keys '<Tab><Enter>:write copy.postil<Enter>' - <full.txt >out
has "but can be written to one" "1 record written to copy.postil" "$(tail -1 out)"
cp copy.postil full.txt.postil
same "which is as good" "1" "$("$program" export full.txt | grep -c accepted)"
"$program" --no-config --dump-screen 80x20 --keys '<Tab><Enter>:write copy.postil<Enter>' - <full.txt >out
has "and is never written over" "copy.postil exists" "$(tail -1 out)"
# a project's tag set stands beside its articles; it gives tags and nothing else
mkdir project
cp a.txt project/
printf '[tags]\nMISC = -\nscoop = W, red, news of our own\nbad = q, red, takes the key of quit\n[tag scoop]\nvalue = sure|unsure\n[reader]\nwidth = 30\n' >project/postil.ini
screen() {
	"$program" --config=/dev/null --annotator=Anne --dump-screen 100x30 --keys "$1" project/a.txt
}
has "project's tag by its key" "SCOOP" "$(screen 'wW')"
has "project's values are offered" "sure|unsure" "$(screen '<Esc>V')"
has "no other value is taken" "value: one of sure|unsure" "$(screen 'V<Enter>maybe<Enter>')"
has "a value of the set is kept" "sure" "$(screen 'V<Enter>sure<Enter>')"
has "a project takes no command's key" "has a command already" "$(screen ':messages<Enter>')"
has "a project sets no option" "postil.ini:8: only" "$(screen ':messages<Enter>')"
printf '' >project/postil.ini
has "a tag that left the set stays on its annotation" "SCOOP" "$("$program" export project/a.txt)"
printf '[tags]\nscoop = -\n' >project/postil.ini
has "and so when it is taken out" "SCOOP = sure" "$(screen 'gw')"

# ---- to other tools and back ----
cp "$root/tests/screens/marche.txt" x.txt
for format in tsv jsonl brat conll; do
	rm -f x.txt.postil
	"$program" --no-config --annotator=Anne --dump-screen 100x30 --keys 'E<Tab>ma note<Enter>' x.txt >/dev/null
	"$program" export x.txt | cut -f3-13,18 >was.tsv
	"$program" export --format "$format" x.txt >x.out
	rm x.txt.postil
	status 0 "$format is read back" "$program" import --format "$format" x.out x.txt
	"$program" export x.txt | cut -f3-13,18 >is.tsv
	if [ "$format" = conll ]; then # words and tags only, none inside another
		same "$format keeps tags and places" "" "$(cut -f2-4 is.tsv >is.cut; cut -f2-4 was.tsv | sort >was.cut; sort is.cut | comm -23 - was.cut)"
		same "$format loses only what overlaps" yes "$([ "$(wc -l <is.tsv)" -ge 17 ] && echo yes)"
	else
		same "$format keeps all" "$(cat was.tsv)" "$(cat is.tsv)"
	fi
done
# ---- links between annotations ----
cp "$root/src/lang/fr/samples/crue.txt" links.txt
"$program" --no-config --annotator=Anne --dump-screen 80x24 --keys '3}<Tab>&o' links.txt >/dev/null
has "JSON Lines has the link of a quote with its speaker" '"name":"speaker","to":"' "$("$program" export --format jsonl links.txt)"
"$program" export --format brat links.txt >links.ann
has "brat has it as a relation" "R1${tab}speaker Arg1:T" "$(cat links.ann)"
"$program" export --format jsonl links.txt >links.jsonl
# The ends of each link by their words, whatever the ids are.
ends() {
	"$program" export --format jsonl "$1" | python3 -c '
import json, sys
rows = [json.loads(line) for line in sys.stdin]
text = {row["id"]: row["text"] for row in rows}
for row in rows:
    for link in row.get("links", []):
        print(link["name"], row["text"], "->", text[link["to"]])'
}
for format in brat jsonl; do
	file=links.$format
	[ "$format" = jsonl ] || file=links.ann
	cp links.txt "back-$format.txt"
	status 0 "links by $format" "$program" import --format "$format" "$file" "back-$format.txt"
	same "come back as they went" "$(ends links.txt)" "$(ends "back-$format.txt")"
	"$program" import --format "$format" "$file" "back-$format.txt" >out
	has "and are not there twice" "0 imported" "$(cat out)"
	same "whatever is imported again" "$(ends links.txt)" "$(ends "back-$format.txt")"
	"$program" --no-config --dump-screen 80x24 --keys 'u' "back-$format.txt" >/dev/null
	same "one undo step of all" 1 "$("$program" export "back-$format.txt" | wc -l | tr -d ' ')"
done
sed 's/Arg2:T[0-9]*/Arg2:T99/' links.ann >loose.ann
cp links.txt loose.txt
status 1 "a relation without its end" "$program" import --format brat loose.ann loose.txt
has "is said with its line" "loose.ann:$(grep -n '^R1' loose.ann | cut -d: -f1): " "$(cat err)"
printf 'R1\tspeaker Arg1:T1\n' >bad.ann
status 1 "half a relation" "$program" import --format brat bad.ann loose.txt
# ---- a step that was cut off ----
cp links.txt cut.txt
"$program" --no-config --annotator=Anne --dump-screen 80x24 --keys '<Tab><Enter>' cut.txt >/dev/null
cp cut.txt.postil one.postil
"$program" --no-config --annotator=Anne --dump-screen 80x24 --keys 'E' cut.txt >/dev/null
cp cut.txt.postil all.postil
head -20 all.postil >half.postil
cp half.postil cut.txt.postil
status 1 "check tells of a step that was not written to its end" "$program" check cut.txt
has "in words" "not written to its end" "$(cat out)"
same "nothing of it counts" 2 "$("$program" export cut.txt | wc -l | tr -d ' ')"
cp one.postil other.postil
"$program" merge half.postil other.postil >cut.txt.postil 2>err
has "merge leaves it out" "left out: 18 records" "$(cat err)"
status 0 "and what is merged is whole" "$program" check cut.txt
"$program" merge half.postil all.postil >cut.txt.postil 2>err
same "a copy that has all of it gives it back" "$(wc -l <all.postil)" "$(wc -l <cut.txt.postil)"
