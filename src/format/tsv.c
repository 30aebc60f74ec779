/* tsv.c - the default format; its columns are the contract's. */
#include "base/utf8.h"
#include "format/writers.h"

/* What a terminal or a spreadsheet might obey: controls, C1, bidi overrides, bad bytes. */
static bool is_foul(uint32_t cp, struct sv bytes)
{
	bool bad = cp == CP_BAD && !sv_eq(bytes, SV("\xEF\xBF\xBD"));
	return bad || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* How many bytes of s, from its start on, are written as they are. */
static size_t clean_bytes(struct sv s)
{
	size_t i = 0;
	while (i < s.n) {
		uint32_t cp;
		size_t n = 1;
		if ((unsigned char)s.p[i] >= 0x7F) {
			n = utf8_decode(s.p + i, s.n - i, &cp);
			if (is_foul(cp, sv_cut(s, i, i + n)))
				break;
		} else if (s.p[i] < ' ' || s.p[i] == '\\') {
			break;
		}
		i += n;
	}
	return i;
}

void tsv_escape(struct sv s, struct str *out)
{
	for (;;) {
		size_t clean = clean_bytes(s), n;
		uint32_t cp;
		str_add(out, sv_cut(s, 0, clean));
		s = sv_cut(s, clean, s.n);
		if (s.n == 0)
			return;
		n = utf8_decode(s.p, s.n, &cp);
		if (cp == '\t')
			str_adds(out, "\\t");
		else if (cp == '\n')
			str_adds(out, "\\n");
		else if (cp == '\r')
			str_adds(out, "\\r");
		else if (cp == '\\')
			str_adds(out, "\\\\");
		else
			for (size_t k = 0; k < n; k++)
				str_addf(out, "\\x%02X", (unsigned char)s.p[k]);
		s = sv_cut(s, n, s.n);
	}
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void tsv_unescape(struct sv s, struct str *out)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\\' && i + 1 < s.n) {
			c = s.p[++i];
			if (c == 'x' && i + 2 < s.n && hex_digit(s.p[i + 1]) >= 0 && hex_digit(s.p[i + 2]) >= 0) {
				c = (char)(hex_digit(s.p[i + 1]) * 16 + hex_digit(s.p[i + 2]));
				i += 2;
			} else {
				c = (char)(c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c);
			}
		}
		str_addc(out, c);
	}
}

static void cell(const char *s, struct str *out)
{
	str_addc(out, '\t');
	if (s != NULL)
		tsv_escape(sv_of(s), out);
}

static void add_offset(size_t n, struct str *out)
{
	char digits[24];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	str_addc(out, '\t');
	str_add(out, (struct sv){ digits + at, sizeof digits - at });
}

void tsv_head(struct str *out)
{
	str_adds(out, "doc\tid\tkind\ttag\tstart\tend\ttext");
	for (int i = 0; i < ATTR_COUNT; i++)
		str_addf(out, "\t%s", attr_name((enum attr)i));
	str_adds(out, "\torigin\tstatus\tannotator\ttime\tnote\n");
}

void tsv_row(const struct format_row *r, const char *doc, struct text *t,
	     const struct format_opts *o, struct str *out)
{
	tsv_escape(sv_of(doc), out);
	cell(r->id, out);
	cell(kind_name(r->kind), out);
	cell(r->tag, out);
	add_offset(text_offset(t, r->span.start, o->unit), out);
	add_offset(text_offset(t, r->span.end, o->unit), out);
	str_addc(out, '\t');
	tsv_escape(r->text, out);
	for (int i = 0; i < ATTR_COUNT; i++)
		cell(r->attr[i], out);
	cell(r->origin, out);
	cell(r->status, out);
	cell(r->annotator, out);
	cell(r->time, out);
	cell(r->note, out);
	str_addc(out, '\n');
}
