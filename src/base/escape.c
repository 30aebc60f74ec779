/* escape.c - see escape.h. */
#include "base/escape.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* What a terminal or a spreadsheet might obey: controls, C1, bidi overrides, bad bytes. */
static bool is_foul(uint32_t cp, struct sv bytes)
{
	bool bad = cp == CP_BAD && !sv_eq(bytes, SV("\xEF\xBF\xBD"));
	return bad || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

#define EACH(b) (UINT64_C(0x0101010101010101) * (b)) /* byte b eight times */

/* Is none of eight bytes zero? */
static bool no_zero(uint64_t w)
{
	return ((w - EACH(1)) & ~w & EACH(0x80)) == 0;
}

/* Are eight bytes printable ASCII without backslash? */
static bool is_plain(const char *p)
{
	uint64_t w;
	memcpy(&w, p, 8);
	/* Without a high bit, a byte has it after subtraction where it is less, and all borrows come from there. */
	return ((w | (w - EACH(0x20))) & EACH(0x80)) == 0 && no_zero(w ^ EACH('\\')) && no_zero(w ^ EACH(0x7F));
}

/* Bytes of the first character of s where it is written as it is; else 0. */
static size_t clean_char(struct sv s)
{
	uint32_t cp;
	size_t n = utf8_decode(s.p, s.n, &cp);
	return cp == '\\' || is_foul(cp, sv_cut(s, 0, n)) ? 0 : n;
}

/* Copies to out, which has room for s.n bytes, those from the start of s on that are written
 * as they are; how many. */
static size_t copy_clean(struct sv s, char *out)
{
	size_t i = 0;
	while (i < s.n) {
		for (; i + 8 <= s.n && is_plain(s.p + i); i += 8)
			memcpy(out + i, s.p + i, 8);
		if (s.n >= 8 && i + 8 > s.n && is_plain(s.p + s.n - 8)) { /* the rest, and some bytes again */
			memcpy(out + s.n - 8, s.p + s.n - 8, 8);
			return s.n;
		}
		size_t near = i + 8 < s.n ? i + 8 : s.n; /* before it stands something else, or the end */
		while (i < near) {
			unsigned char b = (unsigned char)s.p[i];
			if (b >= ' ' && b < 0x7F && b != '\\') {
				out[i] = s.p[i];
				i++;
				continue;
			}
			size_t n = clean_char(sv_cut(s, i, s.n));
			if (n == 0)
				return i;
			for (size_t end = i + n; i < end; i++)
				out[i] = s.p[i];
		}
	}
	return i;
}

/* Appends the first character of s, which must not stand as it is; its bytes. */
static size_t add_foul(struct sv s, struct str *out)
{
	uint32_t cp;
	size_t n = utf8_decode(s.p, s.n, &cp);
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
	return n;
}

void escape_add(struct sv s, struct str *out)
{
	for (;;) {
		str_reserve(out, out->n + s.n);
		size_t clean = copy_clean(s, out->p + out->n);
		out->n += clean;
		out->p[out->n] = '\0';
		if (clean == s.n)
			return;
		s = sv_cut(s, clean, s.n);
		s = sv_cut(s, add_foul(s, out), s.n);
	}
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void unescape_add(struct sv s, struct str *out)
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
