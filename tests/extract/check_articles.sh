#!/bin/sh
# check_articles.sh PROGRAM - whole articles, against the floors that articles.txt names.
here=$(dirname "$0")
python3 "$here/articles.py" "$1" "$here/articles.txt"
