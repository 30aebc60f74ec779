#!/usr/bin/env python3
"""terminal.py COLSxROWS [WAIT KEYS]... -- COMMAND... - a command in a terminal of its own.

Types KEYS (escapes as in C) when WAIT has been written since the keys before; WAIT
may be A|B, either, and @FILE: that file exists. Prints all that was written. Exit
status that of the command, 124 when it had to be ended after 20 seconds.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

LIMIT = 20  # seconds


def met(wait, seen):
    if wait.startswith("@"):
        return os.path.exists(wait[1:])
    return any(w.encode() in seen for w in wait.split("|"))


def main():
    size, rest = sys.argv[1], sys.argv[2:]
    cut = rest.index("--")
    steps = list(zip(rest[0:cut:2], rest[1:cut:2]))
    command = rest[cut + 1:]
    cols, rows = (int(n) for n in size.split("x"))
    pid, fd = pty.fork()
    if pid == 0:
        os.environ["TERM"] = os.environ.get("TEST_TERM", "xterm-256color")
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        os.execvp(command[0], command)
    everything, seen, end = b"", b"", time.monotonic() + LIMIT
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.05)[0]:
            try:
                data = os.read(fd, 65536)
            except OSError:
                data = b""
            if not data:
                break
            everything += data
            seen += data
        while steps and met(steps[0][0], seen):
            keys = steps.pop(0)[1].encode().decode("unicode_escape").encode("latin-1")
            seen = b""
            os.write(fd, keys)
    ended = time.monotonic() < end
    if not ended:
        os.kill(pid, 9)
    status = os.waitpid(pid, 0)[1]
    sys.stdout.buffer.write(everything)
    sys.exit(os.waitstatus_to_exitcode(status) % 256 if ended else 124)


main()
