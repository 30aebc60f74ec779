#!/usr/bin/env python3
"""cases.py PROGRAM CASES - runs `postil extract` on each sentence of CASES and compares
what is found with the lines below it. Prints "ok NAME" or "not ok NAME: why".
"> kind - |": nothing of that kind; "> kind ? | text": what meets the text may be found or not.
A leading article of a date is neither asked for nor held against it (docs/guidelines.md)."""
import json
import re
import subprocess
import sys


def cases(path):
    sentence, wanted = None, []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n").replace("\\n", "\n")
        if line.startswith("#"):
            continue
        if line.startswith("> "):
            wanted.append([p.strip() for p in line[2:].split("|")])
        elif line:
            if sentence is not None:
                yield sentence, wanted
            sentence, wanted = line, []
    yield sentence, wanted


def found_in(program, sentence):
    out = subprocess.run([program, "extract", "--format=jsonl", "-"], input=sentence + "\n",
                         capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


ARTICLE = re.compile(r"(?:(?:le|la|les|ce|cette|ces)\s+|l['’])", re.I)


def named(kind, tag, text):
    """A mention as it is compared."""
    return kind, tag, ARTICLE.sub("", text, count=1) if kind == "date" and ARTICLE.match(text) else text


def is_optional(found, sentence, wanted):
    for w in wanted:
        at = sentence.find(w[1]) if w[0].split()[1] == "?" else -1
        if at >= 0 and found["start"] < at + len(w[1]) and at < found["end"]:
            return True
    return False


def complaint(program, sentence, wanted):
    found = found_in(program, sentence)
    kinds = {w[0].split()[0] for w in wanted} or {"figure"}
    asked = [w for w in wanted if w[0].split()[1] not in "-?"]
    got = [named(f["kind"], f["tag"], f["text"]) for f in found
           if f["kind"] in kinds and not is_optional(f, sentence, wanted)]
    want = [named(*w[0].split(), w[1]) for w in asked]
    if sorted(got) != sorted(want):
        return f"wanted {want}, got {got}"
    for w in asked:
        if len(w) < 3 or not w[2]:
            continue
        one = next(f for f in found if named(f["kind"], f["tag"], f["text"]) == named(*w[0].split(), w[1]))
        for pair in w[2].split(";"):
            name, value = pair.strip().split("=", 1)
            if str(one.get(name, "")) != value:
                return f"{name} of {w[1]!r}: wanted {value!r}, got {one.get(name)!r}"
    return None


def main():
    program, path = sys.argv[1:]
    for sentence, wanted in cases(path):
        why = complaint(program, sentence, wanted)
        line = sentence.replace("\n", " ")
        print(f"not ok {line}: {why}" if why else f"ok {line}")


main()
