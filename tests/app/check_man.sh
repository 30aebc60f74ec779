#!/bin/sh
# check_man.sh - the reference parts of the manual are what the tables say.
exec tests/scripts/manpage.py --check
