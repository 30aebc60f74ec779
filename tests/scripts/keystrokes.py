#!/usr/bin/env python3
"""keystrokes.py PROGRAM BUILD [--most RATIO] GOLD.tsv... - keys an annotation.

For each gold table X.gold.tsv, BUILD/tests/app/keystrokes finds what a skilled
annotator would type in the article X.txt; here that is typed into PROGRAM, on a
copy of the article in a directory of its own, and what PROGRAM then exports is
compared with the gold: kind, tag, start and end of every row (rows marked
optional may be there or not). One line an article, then the sum. Exit status 1
when an export is not the gold, or with --most when the ratio is above it.
"""
import os
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
    keys_sum = gold_sum = wrong_sum = 0
    print("keys\tgold\tratio\twrong\tarticle")
    for path in rest:
        article = path[:-len(".gold.tsv")] + ".txt"
        planned = subprocess.run([build + "/tests/app/keystrokes", article, path], check=True, stdout=subprocess.PIPE)
        n, _, keys = planned.stdout.decode().rstrip("\n").split("\t")
        gold = rows(open(path, encoding="utf-8").read())
        need = {span(r) for r in gold if r["optional"] != "1"}
        may = {span(r) for r in gold}
        kinds = {r["kind"] for r in gold}
        got = {span(r) for r in replay(program, article, keys)
               if r["kind"] in kinds and r["status"] == "accepted"}
        wrong = len(need - got) + len(got - may)
        print(f"{n}\t{len(need)}\t{int(n) / len(need):.2f}\t{wrong}\t{os.path.basename(article)}")
        keys_sum, gold_sum, wrong_sum = keys_sum + int(n), gold_sum + len(need), wrong_sum + wrong
    ratio = keys_sum / max(gold_sum, 1)
    print(f"{keys_sum}\t{gold_sum}\t{ratio:.2f}\t{wrong_sum}\tall")
    return 0 if wrong_sum == 0 and ratio <= most else 1


sys.exit(main())
