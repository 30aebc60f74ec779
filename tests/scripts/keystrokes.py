#!/usr/bin/env python3
"""keystrokes.py PROGRAM BUILD [--most RATIO] GOLD.tsv... - keys an annotation.

For each gold table X.gold.tsv, BUILD/tests/app/keystrokes finds what a skilled
annotator would type in the article X.txt; here that is typed into PROGRAM, on a
copy of the article in a directory of its own, and what PROGRAM then exports is
compared with the gold: kind, tag, start and end of every row (rows marked
optional may be there or not), and the attributes that the gold names (value, unit,
modifier, speaker, cue; any of those behind |). One line an article, then the sum:
keys for spans and tags, for attributes, annotations, attributes, those that were wrong
before, keys an annotation for spans and tags and for all. Exit status 1 when an export is
not the gold, or with --most when the ratio for all is above it.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile


def rows(text):
    lines = text.split("\n")
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:] if line]


def span(row):
    return row["kind"], row["tag"], int(row["start"]), int(row["end"])


def norm(value):
    return re.sub(r"[\s\u00a0\u202f]+", " ", value.replace("\u2019", "'")).strip().lower()


def same_value(want, got):
    try:
        return float(want) == float(got)
    except ValueError:
        return False


def attributes_wrong(gold, got):
    """How many of the attributes that the gold names are others in what was exported."""
    exported = {span(r): r for r in got}
    n = 0
    for row in gold:
        for one in row["attributes"].split(";") if row["optional"] != "1" else []:
            name, _, want = one.partition("=")
            if name not in ("value", "unit", "modifier", "speaker", "cue") or not want:
                continue
            is_there = exported.get(span(row), {}).get(name, "")
            n += not any(norm(w) == norm(is_there) or name == "value" and same_value(w, is_there) for w in want.split("|"))
    return n


def replay(program, article, keys):
    """What the program exports after these keys."""
    with tempfile.TemporaryDirectory() as work:
        env = dict(os.environ, LC_ALL="C.UTF-8", XDG_CONFIG_HOME=work, XDG_STATE_HOME=work, XDG_DATA_HOME=work)
        name = os.path.join(work, "a.txt")
        shutil.copy(article, name)
        subprocess.run([program, "--no-config", "--annotator=hand", "--dump-screen=80x24", "--keys", keys, name],
                       check=True, env=env, stdout=subprocess.DEVNULL)
        out = subprocess.run([program, "export", name], check=True, env=env, stdout=subprocess.PIPE)
        return rows(out.stdout.decode())


def main():
    program, build, rest = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3:]
    most = float("inf")
    if rest[:1] == ["--most"]:
        most, rest = float(rest[1]), rest[2:]
    sums = [0] * 6
    print("keys\tattr-keys\tgold\tattributes\tmended\tratio\tratio-all\twrong\tarticle")
    for path in rest:
        article = path[:-len(".gold.tsv")] + ".txt"
        planned = subprocess.run([build + "/tests/app/keystrokes", article, path], check=True, stdout=subprocess.PIPE)
        *counts, keys = planned.stdout.decode().rstrip("\n").split("\t")
        gold = rows(open(path, encoding="utf-8").read())
        need = {span(r) for r in gold if r["optional"] != "1"}
        may = {span(r) for r in gold}
        kinds = {r["kind"] for r in gold}
        kept = [r for r in replay(program, article, keys) if r["kind"] in kinds and r["status"] == "accepted"]
        got = {span(r) for r in kept}
        wrong = len(need - got) + len(got - may) + attributes_wrong(gold, kept)
        line(list(map(int, counts)) + [wrong], os.path.basename(article))
        sums = [a + b for a, b in zip(sums, list(map(int, counts)) + [wrong])]
    line(sums, "all")
    return 0 if sums[5] == 0 and ratio(sums[0] + sums[1], sums[2]) <= most else 1


def ratio(keys, gold):
    return keys / max(gold, 1)


def line(n, name):
    print("\t".join(map(str, n[:5])) + f"\t{ratio(n[0], n[2]):.2f}\t{ratio(n[0] + n[1], n[2]):.2f}\t{n[5]}\t{name}")


sys.exit(main())
