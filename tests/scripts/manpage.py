#!/usr/bin/env python3
"""manpage.py [--check] - the reference parts of the manual pages, from the tables.

Keys come from keymaps/default.ini, commands from src/app/commands.def, options
from src/app/options.def; the rest of the pages is written by hand. --check
changes nothing and says which page is not what the tables give.
"""
import re
import sys

SECTIONS = [  # heading in postil.1, section of the keymap
    ("Reading", "normal"),
    ("While a selection is open", "select"),
    ("In a side pane", "pane"),
    ("In the help and other lists", "help"),
    ("In a list to tick", "tagall"),
]
NAMES = {"Comma": ",", "Semicolon": ";", "Lt": "<", "Gt": ">", "Apos": "'", "Quote": '"', "Hash": "#", "Equal": "="}


def escape(s):
    s = s.replace("\\", "\\e").replace("-", "\\-")
    s = s.replace("'", "\\(aq") if s == "'" else s
    return s if re.match(r"[A-Za-z0-9]", s) else "\\&" + s


def c_string(s):
    return re.sub(r'"\s*"', "", s).replace('\\"', '"')


def key_words(keys):
    """The keys of one binding as they stand in the page."""
    parts = re.findall(r"<[^>]+>|.", keys)
    names = [NAMES.get(p[1:-1], p[1:-1]) if len(p) > 1 else p for p in parts]
    return escape(" ".join(names) if any(len(n) > 1 for n in names) else "".join(names))


def keymap():
    sections, current = {}, None
    for line in open("keymaps/default.ini", encoding="utf-8"):
        line = line.strip()
        if line.startswith("["):
            current = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            command, keys = line.split(" = ", 1)
            current.append((command, [k.strip() for k in keys.split(",")]))
    return sections


def keys_list(bindings):
    out = ['.Bl -tag -width "Space PageDown C-f" -compact']
    for command, keys in bindings:
        out.append(".It " + " , ".join("Ic " + key_words(k) for k in keys))
        out.append(".Ic " + escape(command))
    return out + [".El"]


def arguments(args):
    if not args:
        return ""
    optional = args.startswith("[") and args.endswith("]")
    inner = args[1:-1] if optional else args
    words = re.sub(r"([|\[\] ])", r" \1 ", inner).split()
    mdoc, kind = [], None
    for w in words:
        if w in "|[]":
            mdoc.append(w)
            kind = None
            continue
        want = "Ar" if w.upper() == w else "Cm"
        if want != kind:
            mdoc.append(want)
        kind = want
        mdoc.append(escape(w))
    return (" Op " if optional else " ") + " ".join(mdoc)


def commands():
    text = open("src/app/commands.def", encoding="utf-8").read()
    out = [".Bl -tag -width Ds"]
    for m in re.finditer(r'^CMD\("([^"]+)", "([^"]*)", .*?N_\((".*?")\)\)$', text, re.M | re.S):
        out.append(".It Ic " + escape(m[1]) + arguments(m[2]))
        out.append(escape(c_string(m[3])[1:-1]) + ".")
    return out + [".El"]


def options():
    text = open("src/app/options.def", encoding="utf-8").read()
    out = ['.Bl -tag -width "synchronized-output"']
    row = r'^OPT\("(\w+)", \w+, "([^"]+)", OPTION_(\w+), (\d+), (\d+), (NULL|"[^"]*"),\s*((?:"(?:[^"\\]|\\.)*"\s*)+),\s*N_\((".*?")\)\)$'
    for m in re.finditer(row, text, re.M | re.S):
        value = c_string(m[7].strip())[1:-1]
        tail = value or "empty"
        if m[3] == "INT":
            tail = f"{m[4]} to {m[5]}; {tail}"
        elif m[3] == "ENUM":
            tail = m[6].strip('"').replace("|", ", ") + "; " + tail
        elif m[3] == "BOOL":
            tail = "yes or no; " + tail
        out.append(f".It Cm [{m[1]}] {escape(m[2])}")
        out.append(escape(c_string(m[8])[1:-1]) + ".")
        if m[1] == "filters" and m[3] == "STRING" and value:
            out.append("By default: " + escape(value))
        else:
            out.append(f"{escape(tail[0].upper() + tail[1:])} by default." if value else "Empty by default.")
    return out + [".El"]


def replace_list(lines, heading, new):
    """The first list behind the heading gives way to another one."""
    at = lines.index(heading)
    start = next(i for i in range(at, len(lines)) if lines[i].startswith(".Bl"))
    end = lines.index(".El", start)
    return lines[:start] + new + lines[end + 1:]


def main():
    check = sys.argv[1:] == ["--check"]
    ok = True
    maps = keymap()
    for page in ("postil.1", "postil-config.5"):
        path = "man/" + page
        lines = open(path, encoding="utf-8").read().split("\n")
        old = lines
        if page == "postil.1":
            for heading, section in SECTIONS:
                lines = replace_list(lines, ".Ss " + heading, keys_list(maps[section]))
            lines = replace_list(lines, ".Sh COMMANDS", commands())
        else:
            lines = replace_list(lines, ".Sh OPTIONS", options())
        if check and lines != old:
            print(f"not ok {path} is what the tables say: run make man")
            ok = False
        elif check:
            print(f"ok {path} is what the tables say")
        elif lines != old:
            with open(path, "w", encoding="utf-8") as f:
                f.write("\n".join(lines))
    return 0 if ok else 1


sys.exit(main())
