/* html.c - an article as a page of its own: the text with its annotations marked,
 * a legend, the quotes and the figures. No script, nothing from elsewhere; it
 * prints in black and white as well. Marks that overlap are cut where they cross.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "format/writers.h"

static const char style[] =
	"body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 Georgia,serif;color:#222;"
	"background:#fff}\n"
	"h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem;margin-top:2rem}\n"
	"mark{background:none;color:inherit;border-bottom:2px solid #888;padding:0 .05em}\n"
	".PER{border-color:#3b82c4}.ORG{border-color:#c4621a}.LOC{border-color:#2f9e5f}\n"
	".MISC{border-color:#a855a8}.figure{border-color:#b8860b;border-bottom-style:dotted}\n"
	".date{border-color:#1f9e9e;border-bottom-style:dashed}\n"
	".quote{border:0;background:#eeeaff}.quote.suggested{background:#f6f4ff}\n"
	".suggested{border-bottom-width:1px}\n"
	"table{border-collapse:collapse;width:100%;font-size:.95rem}\n"
	"td,th{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #ddd}\n"
	".key{font-family:sans-serif;font-size:.85rem}.key mark{margin-right:.8em}\n"
	"@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}.quote{background:#322c4d}"
	".quote.suggested{background:#28243a}td,th{border-color:#444}a{color:#8ab4f8}}\n"
	"@media print{body{margin:0;max-width:none;background:#fff;color:#000}.quote{background:#eee;-webkit-print-color-adjust:exact;print-color-adjust:exact}"
	"mark[data-tag]::after{content:attr(data-tag);font:.6em sans-serif;vertical-align:super}}\n";

const char *doc_name(const char *doc)
{
	const char *slash = strrchr(doc, '/');
	return slash != NULL ? slash + 1 : doc;
}

bool row_is_quote(const struct format_row *r)
{
	return r->kind == KIND_QUOTE && strcmp(r->tag, "TERM") != 0;
}

const char *row_attr(const struct format_row *r, enum attr a)
{
	return r->attr[a] != NULL ? r->attr[a] : "";
}

/* Text for an element or an attribute; control characters become U+FFFD. */
static void escape(struct sv s, struct str *out)
{
	struct str safe;
	str_init(&safe);
	utf8_printable(s, &safe);
	for (size_t i = 0; i < safe.n; i++) {
		switch (safe.p[i]) {
		case '&':
			str_adds(out, "&amp;");
			break;
		case '<':
			str_adds(out, "&lt;");
			break;
		case '>':
			str_adds(out, "&gt;");
			break;
		case '"':
			str_adds(out, "&quot;");
			break;
		default:
			str_addc(out, safe.p[i]);
		}
	}
	str_fini(&safe);
}

void html_head(struct str *out)
{
	str_addf(out,
		 "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
		 "<meta name=\"viewport\" content=\"width=device-width\">\n"
		 "<meta name=\"generator\" content=\"postil\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n",
		 _("Annotated articles"), style);
}

/* Words as a class name: letters, digits, hyphens. */
static void add_class(const char *word, struct str *out)
{
	str_addc(out, ' ');
	for (; *word; word++) {
		bool plain = (*word >= '0' && *word <= '9') || (*word >= 'A' && *word <= 'Z') ||
			     (*word >= 'a' && *word <= 'z');
		str_addc(out, plain ? *word : '-');
	}
}

static void open_mark(const struct format_row *r, size_t number, bool first, bool last, struct str *out)
{
	str_adds(out, "<mark class=\"");
	str_adds(out, kind_name(r->kind));
	add_class(r->tag, out);
	add_class(r->status, out);
	str_adds(out, "\"");
	if (first)
		str_addf(out, " id=\"m%zu\"", number);
	if (last && !row_is_quote(r)) { /* for paper, which has no colours */
		str_adds(out, " data-tag=\"");
		escape(sv_of(r->tag), out);
		str_adds(out, "\"");
	}
	str_adds(out, " title=\"");
	escape(sv_of(r->tag), out);
	for (int k = 0; k < ATTR_COUNT; k++) {
		if (row_attr(r, (enum attr)k)[0] == '\0')
			continue;
		str_addf(out, " %s=", attr_name((enum attr)k));
		escape(sv_of(r->attr[k]), out);
	}
	if (r->note != NULL && r->note[0] != '\0') {
		str_adds(out, " – ");
		escape(sv_of(r->note), out);
	}
	str_adds(out, "\">");
}

/* The text of one paragraph: every stretch between two edges of marks. */
static void paragraph(const struct format_row *rows, size_t n, size_t base, struct sv text, struct span at,
		      struct str *out)
{
	size_t pos = at.start, low = 0;
	while (pos < at.end) {
		size_t next = at.end, open = 0;
		while (low < n && rows[low].span.end <= pos && rows[low].kind != KIND_QUOTE)
			low++;
		for (size_t i = low; i < n && rows[i].span.start < at.end; i++) {
			struct span s = rows[i].span;
			if (s.start > pos && s.start < next)
				next = s.start;
			if (s.end > pos && s.end < next)
				next = s.end;
			if (s.start >= next)
				break;
		}
		for (size_t i = low; i < n && rows[i].span.start <= pos; i++) {
			struct span s = rows[i].span;
			if (s.end <= pos)
				continue;
			open_mark(&rows[i], base + i + 1, s.start == pos, s.end == next, out);
			open++;
		}
		escape(sv_cut(text, pos, next), out);
		while (open-- > 0)
			str_adds(out, "</mark>");
		pos = next;
	}
}

static void legend(const struct format_row *rows, size_t n, struct str *out)
{
	str_adds(out, "<p class=\"key\">");
	for (size_t i = 0; i < n; i++) {
		size_t count = 0, first = i;
		for (size_t k = 0; k < n; k++) {
			if (rows[k].kind != rows[i].kind || strcmp(rows[k].tag, rows[i].tag) != 0)
				continue;
			first = k < first ? k : first;
			count++;
		}
		if (first < i)
			continue;
		str_adds(out, "<mark class=\"");
		str_adds(out, kind_name(rows[i].kind));
		add_class(rows[i].tag, out);
		str_adds(out, "\">");
		escape(sv_of(rows[i].tag), out);
		str_addf(out, " %zu</mark>\n", count);
	}
	str_adds(out, "</p>\n");
}

static void table(const struct format_row *rows, size_t n, enum kind kind, const char *title, struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		const struct format_row *r = &rows[i];
		if (r->kind != kind || (kind == KIND_QUOTE && !row_is_quote(r)))
			continue;
		if (!any)
			str_addf(out, "<h2>%s</h2>\n<table>\n", title);
		any = true;
		str_adds(out, "<tr><th>");
		escape(sv_of(kind == KIND_QUOTE ? row_attr(r, ATTR_SPEAKER) : row_attr(r, ATTR_VALUE)), out);
		if (kind == KIND_FIGURE && row_attr(r, ATTR_MODIFIER)[0] != '\0')
			str_addf(out, " (%s)", row_attr(r, ATTR_MODIFIER));
		str_addf(out, "</th><td><a href=\"#m%zu\">", i + 1);
		escape(r->text, out);
		str_adds(out, "</a>");
		if (r->note != NULL && r->note[0] != '\0') {
			str_adds(out, "<br><em>");
			escape(sv_of(r->note), out);
			str_adds(out, "</em>");
		}
		str_adds(out, "</td></tr>\n");
	}
	if (any)
		str_adds(out, "</table>\n");
}

void html_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t, struct str *out)
{
	struct sv all;
	char *bytes = text_read_all(t, &all);
	size_t pos = 0, first = 0;
	bool heading = true;
	str_adds(out, "<article>\n");
	while (pos < all.n) {
		const char *nl = memchr(all.p + pos, '\n', all.n - pos);
		size_t end = nl != NULL ? (size_t)(nl - all.p) : all.n;
		if (sv_trim(sv_cut(all, pos, end)).n > 0) {
			const char *tag = heading && end - pos < 240 ? "h1" : "p";
			str_addf(out, "<%s>", tag);
			paragraph(rows + first, n - first, first, all, (struct span){ pos, end }, out);
			str_addf(out, "</%s>\n", tag);
			heading = false;
		}
		pos = end + 1;
		while (first < n && rows[first].span.end <= pos)
			first++;
	}
	str_adds(out, "</article>\n");
	legend(rows, n, out);
	table(rows, n, KIND_QUOTE, _("Quotes"), out);
	table(rows, n, KIND_FIGURE, _("Figures"), out);
	str_adds(out, "<p class=\"key\">");
	escape(sv_of(doc_name(doc)), out);
	str_adds(out, "</p>\n");
	free(bytes);
}
