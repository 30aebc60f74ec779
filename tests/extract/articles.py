#!/usr/bin/env python3
"""articles.py PROGRAM FILE - whole articles with their marks (articles.txt): how much of what is
marked `postil extract` finds, against the floors in the file. Prints a line of "ok" or "not ok"
for each; -v: also what is missed, and what is found that is not marked."""
import json
import re
import subprocess
import sys

KINDS = {"F": "figure", "T": "date", "Q": "direct", "I": "indirect", "M": "term"}
NAMES = {"figure": ("value", "unit", "modifier"), "date": ("value",),
         "direct": ("speaker", "cue"), "indirect": ("speaker", "cue"), "term": ()}
ARTICLE = re.compile(r"(?:(?:le|la|les|ce|cette|ces)\s+|l['’])", re.I)


def parse(body):
    """Text and mentions [kind, start, end, optional, attributes] of an article with its marks."""
    text, open_, found, at = [], [], [], 0
    for part in re.split(r"(⟦[^¦⟧]*¦|⟧)", body):
        if part == "⟧":
            (kind, *fields), start = open_.pop()
            letter = kind.rstrip("?")
            names = NAMES[KINDS[letter]]
            if letter == "F":
                fields = fields[1:]
            found.append([KINDS[letter], start, at, kind.endswith("?"), dict(zip(names, fields))])
        elif part.startswith("⟦"):
            open_.append((part[1:-1].split("~"), at))
        else:
            text.append(part)
            at += len(part)
    assert not open_, body[:60]
    return "".join(text), found


def typeset(text, modes):
    """The article's blanks and apostrophes; no character more or less."""
    blank = {"nbsp": "\u00a0", "thin": "\u202f"}
    for mode in modes:
        if mode in blank:
            text = re.sub(r"(?<=«) | (?=[»:;?!%€$])", blank[mode], text)
            text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", blank[mode], text)
            text = re.sub(r"(?<=\d) (?=(h|km|millions|milliards|euros|ans|°C)\b)", blank[mode], text)
    return text.replace("'", "’") if "curly" in modes else text


def articles(path):
    """Floors, then (name, text, mentions) of each article."""
    head, *rest = re.split(r"(?m)^@@ ", open(path, encoding="utf-8").read())
    floors = dict(re.findall(r"(?m)^# floor ([\w ]+): ([\d.]+)$", head))
    all_ = []
    for one in rest:
        line, body = one.split("\n", 1)
        name, *modes = line.split()
        text, found = parse(body.strip() + "\n")
        all_.append((name, typeset(text, modes), found))
    return floors, all_


def extract(program, text):
    out = subprocess.run([program, "extract", "--kind=figure,date,quote", "--format=jsonl", "-"],
                         input=text, capture_output=True, text=True, check=True).stdout
    for row in map(json.loads, out.splitlines()):
        kind = row["tag"].lower() if row["kind"] == "quote" else row["kind"]
        yield [kind, row["start"], row["end"], False, row]


def bare(mention, text):
    """Its ends; a date's without an article."""
    kind, start, end = mention[:3]
    article = ARTICLE.match(text, start) if kind == "date" else None
    return start + len(article[0]) if article and article.end() < end else start, end


def norm(value):
    return re.sub(r"\s+", " ", str(value or "").replace("’", "'")).strip().lower()


def same(name, wanted, got):
    got = norm(got)
    if name == "value":
        got, wanted = (re.sub(r"(\.\d*?)0+$", r"\1", v).rstrip(".") for v in (got, norm(wanted)))
    if name not in ("speaker", "cue"):
        return norm(wanted) == got
    return any(w == got or (name == "speaker" and got and (w in got or got in w))
               for w in map(norm, wanted.split("/")))


def meets(a, b):
    return a[1] < b[2] and b[1] < a[2]


def score(count, wanted, found, text, complain):
    """Adds one article to the counts."""
    for kind in ("figure", "date", "direct", "indirect"):
        must = {bare(w, text): w for w in wanted if w[0] == kind and not w[3]}
        may = [w for w in wanted if (w[0] == kind and w[3]) or (w[0] == "term" and kind in ("direct", "indirect"))]
        got = {bare(f, text): f for f in found if f[0] == kind}
        got = {at: f for at, f in got.items() if at in must or not any(meets(f, w) for w in may) or
               any(meets(f, w) for w in must.values())}
        c = count.setdefault(kind, {"right": 0, "wanted": 0, "found": 0, "met": 0, "meeting": 0, "attr": {}})
        c["wanted"] += len(must)
        c["found"] += len(got)
        c["met"] += sum(any(meets(w, f) for f in got.values()) for w in must.values())
        c["meeting"] += sum(any(meets(w, f) for w in must.values()) for f in got.values())
        for at in sorted(must.keys() ^ got.keys()):
            complain(f"{'missed' if at in must else 'not marked'} {kind}: {text[at[0]:at[1]]!r}")
        for at in must.keys() & got.keys():
            c["right"] += 1
            for name, value in must[at][4].items():
                if value:
                    ok, n = c["attr"].get(name, (0, 0))
                    good = same(name, value, got[at][4].get(name))
                    c["attr"][name] = (ok + good, n + 1)
                    if not good:
                        complain(f"{name} of {text[at[0]:at[1]]!r}: {value!r}, got {got[at][4].get(name)!r}")


def main():
    program, path = [a for a in sys.argv[1:] if a != "-v"]
    floors, all_ = articles(path)
    count = {}
    for name, text, wanted in all_:
        complain = (lambda s, n=name: print(f"{n}: {s}")) if "-v" in sys.argv else (lambda s: None)
        score(count, wanted, list(extract(program, text)), text, complain)
    totals = {}
    for kind, c in count.items():
        totals[kind] = 2 * c["right"] / (c["wanted"] + c["found"])
        p, r = c["meeting"] / c["found"], c["met"] / c["wanted"]
        totals[f"{kind} overlap"] = 2 * p * r / (p + r)
        totals.update({f"{kind} {name}": ok / n for name, (ok, n) in c["attr"].items()})
    for what, floor in floors.items():
        good = totals[what] >= float(floor)
        print(f"{'ok' if good else 'not ok'} {len(all_)} articles, {what}: {totals[what]:.3f}, not below {floor}")


main()
