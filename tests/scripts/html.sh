#!/bin/sh
# html.sh PROGRAM - the HTML export, which has no script, in a real browser: the text it
# shows is the article's, overlapping marks included; a picture in light and dark and
# a PDF are left in build/html to be looked at. Needs chromium and pdftotext.
set -eu
out=build/html
mkdir -p $out
for c in chromium chromium-browser google-chrome; do
	command -v $c >/dev/null && browser=$c && break
done
if [ -z "${browser:-}" ]; then
	echo "no chromium: nothing was tried"
	exit 0
fi
article=$(pwd)/src/lang/fr/samples/crue.txt
"$1" export --all --format html "$article" >$out/page.html
cp "$article" $out/article.txt
if grep -Eqi '<script|<[^>]* on[a-z]+=|<link|src=' $out/page.html; then
	echo "not ok the page stands alone"
else
	echo "ok the page stands alone"
fi
chrome() {
	"$browser" --headless=new --no-sandbox --disable-gpu --user-data-dir="$(pwd)/$out/profile" \
		--blink-settings="preferredColorScheme=$2" --window-size=1000,1400 "$1" "file://$(pwd)/$out/page.html" \
		2>$out/log
}
chrome --screenshot="$(pwd)/$out/light.png" 1
chrome --screenshot="$(pwd)/$out/dark.png" 0
chrome --print-to-pdf="$(pwd)/$out/page.pdf" 1
chrome --dump-dom 1 >$out/dom.html
python3 - $out/dom.html $out/article.txt <<'PY'
import html, re, sys
dom, article = (open(p, encoding="utf-8").read() for p in sys.argv[1:])
shown = re.search(r"<article>(.*?)<(h2|/article)", dom, re.S).group(1)
shown = " ".join(html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<p class=\"key\">.*?</p>", "", shown, flags=re.S))).split())
want = " ".join(article.split())
print("ok the browser shows the article's text" if want in shown or shown in want and len(shown) > len(want) * 0.9
      else f"not ok the browser shows the article's text: {len(want)} {len(shown)} {shown[:200]}")
PY
if command -v pdftotext >/dev/null; then
	pdftotext -q $out/page.pdf - | grep -q "Vilaine" && echo "ok it prints"
fi
