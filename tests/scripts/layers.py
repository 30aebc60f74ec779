#!/usr/bin/env python3
"""layers.py - enforces the design on the sources: include direction between the
rooms, the doors to libraries, sizes of files and functions, no mutable globals.
Prints a line for each breach; exit status 1 when there is one."""
import pathlib
import re
import subprocess
import sys

MAY = {
    "base": {"base"},
    "text": {"base", "text"},
    "lang": {"base", "lang"},
    "extract": {"base", "text", "lang", "extract"},
    "annotate": {"base", "text", "annotate"},
    "store": {"base", "annotate", "store"},
    "format": {"base", "text", "annotate", "format"},
    "app": {"base", "text", "lang", "extract", "annotate", "store", "format", "app"},
    "cli": {"base", "text", "lang", "extract", "annotate", "store", "format", "app", "cli", "ui"},
    "ui": {"base", "text", "lang", "extract", "annotate", "store", "format", "app", "ui"},
}
DOORS = {
    r"curses|term\.h": {"ui/term.c"},
    r"uni(str|case|ctype|norm|gbrk|lbrk|wbrk|width|conv|name|types)\.h": {"src/base/utf8.c"},
    r"iniparser|dictionary\.h": {"src/app/ini.c"},
    r"pcre2": {"src/text/search.c"},
    r"jansson": {"src/format/"},
    r"expat": {"src/app/feed.c"},
}
LINES, FUNCTION = 800, 60


def room(path):
    parts = path.parts
    return "ui" if parts[0] == "ui" else parts[1]


def includes(path, text):
    for m in re.finditer(r'^#\s*include\s+([<"])([^>"]+)[>"]', text, re.M):
        quoted, name = m.group(1) == '"', m.group(2)
        line = text.count("\n", 0, m.start()) + 1
        target = name.split("/")[0]
        if quoted and target in MAY and target not in MAY[room(path)]:
            yield f"{path}:{line}: {room(path)} must not include {name}"
        if quoted and room(path) == "cli" and target == "ui" and name != "ui/reader.h":
            yield f"{path}:{line}: cli sees ui/reader.h only"
        for door, users in DOORS.items():
            if not quoted and re.match(rf"(ncursesw?/|iniparser/)?({door})", name):
                if not any(str(path).startswith(u) for u in users):
                    yield f"{path}:{line}: {name} belongs to {', '.join(users)}"


def sizes(path, text):
    lines = text.split("\n")
    if len(lines) > LINES + 1:
        yield f"{path}: {len(lines)} lines, more than {LINES}"
    start = None
    for i, line in enumerate(lines, 1):
        if line == "{":
            start = i
        elif line == "}" and start is not None:
            if i - start - 1 > FUNCTION:
                yield f"{path}:{start}: function of {i - start - 1} lines, more than {FUNCTION}"
            start = None


def globals_of(build):
    """Writable data in objects: tables of pointers stand in .data.rel.ro and are const."""
    objects = [o for room in ("src", "ui") for o in (pathlib.Path(build) / room).rglob("*.o")]
    for obj in sorted(objects):
        out = subprocess.run(["objdump", "-t", obj], capture_output=True, text=True).stdout
        for m in re.finditer(r"^.{17}\S*\s+O? ?(\.data|\.bss|\.data\.rel\.local)\t\S+ (\S+)$", out, re.M):
            if " O " in m.group(0):
                yield f"{obj}: {m.group(2)} is mutable and global"


ALLOWED_GLOBALS = {
    # Told by signal handlers or by the handler of exhausted memory: no argument reaches them.
    "ui/term.o", "src/base/mem.o", "ui/loop.o", "ui/reader.o",
}


def main():
    breaches = []
    for path in sorted([*pathlib.Path("src").rglob("*.[ch]"), *pathlib.Path("ui").rglob("*.[ch]")]):
        text = path.read_text()
        breaches += [*includes(path, text), *sizes(path, text)]
    for path in sorted(pathlib.Path("tests").rglob("*.[ch]")):
        breaches += sizes(path, path.read_text())
    if len(sys.argv) > 1:
        for b in globals_of(sys.argv[1]):
            if not any(a in b for a in ALLOWED_GLOBALS):
                breaches.append(b)
    print("\n".join(breaches) or "layers: in order")
    return 1 if breaches else 0


sys.exit(main())
