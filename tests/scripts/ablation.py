#!/usr/bin/env python3
"""ablation.py DATA - what each part of the names' extraction is worth, and how it
does on other corpora; the end of make train-report.

Three-fold cross-validation of the whole program over DATA/gold: for each variant a
copy of the sources is changed and built, and reports (train --report). Strict F1
over PER, ORG, LOC; a leading article is forgiven, as tools/score.py does. Takes some minutes; nothing in this tree is touched."""
import csv
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FOLDS = 3
TAGS = ("PER", "ORG", "LOC")
ARTICLE = re.compile(r"^(l['’]|d['’]|la |le |les )", re.I)


def rows(path_or_text):
    text = path_or_text.read_text(encoding="utf-8") if isinstance(path_or_text, pathlib.Path) else path_or_text
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def names(table):
    """{(start, end): (tag, optional)} without the article that may lead a name."""
    out = {}
    for r in table:
        if r["kind"] == "entity":
            start = int(r["start"]) + len(ARTICLE.match(r["text"]).group(0)) if ARTICLE.match(r["text"]) else int(r["start"])
            out[start, int(r["end"])] = (r["tag"], r.get("optional") == "1" or r["tag"] not in TAGS)
    return out


class Score:
    def __init__(self):
        self.count = {t: [0, 0, 0] for t in TAGS}

    def add(self, gold, found):
        for at, (tag, optional) in gold.items():
            if not optional:
                self.count[tag][0] += 1
                self.count[tag][2] += found.get(at, ("",))[0] == tag
        spare = [at for at, g in gold.items() if g[1]]
        for at, (tag, optional) in found.items():
            if tag in TAGS and not any(a[0] < at[1] and at[0] < a[1] for a in spare):
                self.count[tag][1] += 1

    def f1(self, tags=TAGS):
        g, f, r = (sum(self.count[t][i] for t in tags) for i in range(3))
        return 2 * r / (g + f) if g + f else 0.0

    def line(self):
        return "%.3f  " % self.f1() + "  ".join("%s %.3f" % (t, self.f1((t,))) for t in TAGS)


def make(tree, *targets):
    subprocess.run(["make", "-s", "-C", tree, *targets], check=True, stdout=subprocess.DEVNULL)


def copy_tree(to):
    for name in ("src", "ui", "keymaps", "tests", "man", "Makefile", "config.ini"):
        src = pathlib.Path(name)
        (shutil.copytree if src.is_dir() else shutil.copy)(src, to / name)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    if old not in text:
        sys.exit("ablation.py: %s has no %r" % (path, old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def no_lists(tree):
    for f in (tree / "src/lang/fr/lists").glob("*.txt"):
        f.write_text("zzzzqx\n", encoding="utf-8")


def no_triggers(tree):
    (tree / "src/lang/fr/triggers.def").write_text('#ifdef TRIGGER\nTRIGGER(SAY, "zzzzqx")\n#endif\n', encoding="utf-8")


def no_document_pass(tree):
    names_c = tree / "src/extract/names.c"
    for call in ("vote(t, &x, &names)", "find_missed(t, &x, &names)", "know_persons(t, &names, false)",
                 "know_persons(t, &names, true)"):
        replace(names_c, "\t%s;\n" % call, "\t(void)%s;\n" % call.split("(")[0])


def no_rules(tree):
    names_c = tree / "src/extract/names.c"
    for call in ("spell_out(t, loss, &names)", "find_senders(t, loss, &names)", "join_parts(t, &names)",
                 "know_lists(t, &names)", "weed(t, &names)", "set_bounds(t, n)", "take_site(t, labels, n)"):
        replace(names_c, "\t%s;\n" % call, "\t(void)%s;\n" % call.split("(")[0])


def memory_of(train, path):
    """What a reader of the training articles would have taught."""
    lines = ["+1\t%s\t%s" % (r["tag"], r["text"]) for g in train for r in rows(g)
             if r["kind"] == "entity" and r["tag"] in TAGS]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "--memory=%s" % path


def extract(tree, text, *options):
    done = subprocess.run([tree / "postil", "extract", "--kind", "entity", *options, text], check=True,
                          capture_output=True, text=True)
    return names(rows(done.stdout))


def with_memory(tree, news, everything):
    score = Score()
    for fold in range(FOLDS):
        train = [g for i, g in enumerate(news) if i % FOLDS != fold]
        subprocess.run([tree / "build/release/train", tree / "src/lang/fr/model.bin", *train, *everything], check=True)
        make(tree)
        options = memory_of(train, tree / "memory.tsv")
        for i, g in enumerate(news):
            if i % FOLDS == fold:
                score.add(names(rows(g)), extract(tree, str(g).replace(".gold.tsv", ".txt"), options))
    return score


def report(tree, gold):
    """The two lines of F1 that the trainer prints, in short."""
    done = subprocess.run([tree / "build/release/train", "--report", *gold], check=True, capture_output=True, text=True)
    return [re.search(r"^%s +(.*?)  MISC" % what, done.stdout, re.M).group(1) for what in ("articles", "sentences, one by one")]


def variants(data):
    news = sorted((data / "gold/news").glob("*.gold.tsv"))
    sentences = sorted((data / "gold/sentences").glob("*.gold.tsv"))
    prose = sorted(pathlib.Path("src/lang/fr/prose").resolve().glob("*.txt"))
    sets = sorted({re.match(r"(.*)-\d+", g.name).group(1) for g in sentences})
    everything = sentences + prose
    table = [("everything", None, everything), ("without the lists", no_lists, everything),
             ("without the triggers", no_triggers, everything),
             ("without the pass over the document", no_document_pass, everything),
             ("without the rules on top", no_rules, everything),
             ("trained on the articles alone", None, []), ("trained without the prose", None, sentences)]
    table += [("trained without " + s, None, [g for g in everything if not g.name.startswith(s + "-")]) for s in sets]
    print("%-38s %s" % ("cross-validation, strict F1 of", "articles / sentences one by one"))
    for what, change, more in table:
        with tempfile.TemporaryDirectory() as d:
            tree = pathlib.Path(d)
            copy_tree(tree)
            if change:
                change(tree)
            make(tree, "all", "build/release/train")
            f1 = report(tree, [*news, *more])
            print("%-38s %s" % (what, f1[0]) + (" / " + f1[1] if more else ""), flush=True)
            if what == "everything":
                print("%-38s %s" % ("with the memory of the other articles", with_memory(tree, news, everything).line()),
                      flush=True)


def conll(path):
    """Text of one sentence a line, and its names."""
    text, gold, begun = "", {}, None
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        cells = line.split("\t") if "\t" in line else line.split(" ")
        tag = cells[-1] if len(cells) > 1 else ""
        if begun and not tag.startswith("I-"):
            gold[begun[0], len(text)] = (begun[1], begun[1] not in TAGS)
            begun = None
        if not tag:
            text += "\n" if text and not text.endswith("\n") else ""
            continue
        if not (text == "" or text.endswith("\n") or text.endswith(("'", "’")) or cells[0] in (".", ",")):
            text += " "
        if tag[:2] in ("B-",) or (tag.startswith("I-") and not begun):
            begun = (len(text), tag[2:].upper())
        text += cells[0]
    return text, gold


def corpora(data):
    for path in sorted((data / "ner").glob("*.conll")):
        text, gold = conll(path)
        with tempfile.TemporaryDirectory() as d:
            file = pathlib.Path(d) / "text.txt"
            file.write_text(text, encoding="utf-8")
            strip = {}
            for (start, end), g in gold.items():
                m = ARTICLE.match(text[start:end])
                strip[start + (len(m.group(0)) if m else 0), end] = g
            score = Score()
            score.add(strip, extract(pathlib.Path(".").resolve(), file))
        print("%-38s %s" % (path.name, score.line()), flush=True)


if __name__ == "__main__":
    data_dir = pathlib.Path(sys.argv[1]).resolve()
    corpora(data_dir)
    variants(data_dir)
