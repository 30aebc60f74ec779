#!/usr/bin/env python3
"""recognizers.py PROGRAM FILE [-v] - how much of Microsoft's French recogniser specifications
(figures/recognizers-fr.jsonl) `postil extract` finds: values of numbers, percentages, money,
dimensions, ages and temperatures; spans of dates and durations. -v lists what is missing.
Fails when a share is below its bar. Bounds of ranges and texts without a result are not asked for."""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

VALUES = ("Number", "Percent", "Currency", "Dimension", "Age", "Temperature")
# Values: what is missing contradicts the guidelines (« un » and days of a date as numbers,
# « 423 0000 » as two) or French (« 322 cents » as hundreds, « cent trente cinquièmes » as 100/35).
BARS = {"values": 0.95, "spans": 0.865}
# What the guidelines leave outside of a date's span and Microsoft takes in.
EDGE = re.compile(r"^(?:(?:à|au|aux|du|des|de|en|dans|le|la|les|ce|cet|cette|ces|depuis|vers|pendant|durant|entre|avant"
                  r"|après|jusqu'à|jusqu'au|pour|sur|un|une)\s+|[dl]['’]\s*)+", re.I)


def number(s):
    try:
        return float(s)
    except (TypeError, ValueError):
        return None


def values_of(rows):
    for r in rows:
        for part in (r.get("value") or "").split(".."):
            v = number(part)
            if v is not None:
                yield r["start"], r["end"], v


def value_found(result, rows):
    want = number(str(result["value"]).rstrip("%"))
    if want is None:
        return None
    return any(s < result["end"] and result["start"] < e and abs(v - want) <= 1e-3 * abs(want)
               for s, e, v in values_of(rows))


def bare(text, start, end):
    """A span without what stands outside by the guidelines."""
    m = EDGE.match(text[start:end])
    return (start + m.end() if m and start + m.end() < end else start), end


def place(text, result):
    """Some results do not say where they stand, others end a character late."""
    at, n = result["start"], len(result["text"])
    if at is None or text[at:at + n].lower() != result["text"].lower():
        at = max(text.lower().find(result["text"].lower()), 0)
    result["start"], result["end"] = at, at + n


def span_found(text, result, rows, exact):
    start, end = bare(text, result["start"], result["end"])
    return any(bare(text, r["start"], r["end"]) == (start, end) if exact else r["start"] < end and start < r["end"]
               for r in rows if r["kind"] == "date" or r["tag"] in ("DURATION", "AGE"))


def extracted(program, inputs):
    """The mentions of each input, one article each."""
    with tempfile.TemporaryDirectory() as at:
        for i, text in enumerate(inputs):
            Path(at, f"{i:05}").write_text(text + "\n", encoding="utf-8")
        files = sorted(str(p) for p in Path(at).iterdir())
        out = subprocess.run([program, "extract", "--kind=figure,date", "--format=jsonl", *files],
                             capture_output=True, text=True, check=True).stdout
    rows = [[] for _ in inputs]
    for line in out.splitlines():
        row = json.loads(line)
        rows[int(Path(row["doc"]).name)].append(row)
    return rows


def main():
    verbose = "-v" in sys.argv
    program, path = [a for a in sys.argv[1:] if a != "-v"]
    cases = [json.loads(line) for line in open(path, encoding="utf-8")]
    counts, exact = {}, 0
    for case, rows in zip(cases, extracted(program, [c["input"] for c in cases])):
        for result in case["results"]:
            kind = case["set"]
            place(case["input"], result)
            if kind in VALUES:
                found = value_found(result, rows)
            elif kind.startswith("Date"):
                exact += span_found(case["input"], result, rows, True)
                found = span_found(case["input"], result, rows, False)
            else:
                found = None
            if found is None:
                continue
            n = counts.setdefault(kind, [0, 0])
            n[0] += found
            n[1] += 1
            if verbose and not found:
                got = [(r["text"], r.get("value")) for r in rows]
                print(f"{kind}: {case['input']} | {result['text']} = {result['value']} | {got}")
    failed, of = False, 1
    for name, kinds in (("values", VALUES), ("spans", ("DateTime", "Date", "DatePeriod"))):
        found, of = (sum(counts.get(k, [0, 0])[i] for k in kinds) for i in (0, 1))
        print(f"{name}: {found} of {of}, {found / of:.1%} ("
              + ", ".join(f"{k} {counts[k][0]}/{counts[k][1]}" for k in kinds if k in counts) + ")")
        failed |= found < BARS[name] * of
    print(f"spans to the letter: {exact}, {exact / of:.1%}")
    sys.exit(failed)


main()
