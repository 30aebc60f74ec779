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

/* How many bytes of s, from its start on, are written as they are. */
static size_t clean_bytes(struct sv s)
{
	size_t i = 0, near = 0; /* before near something is not plain */
	while (i < s.n) {
		unsigned char b = (unsigned char)s.p[i];
		uint32_t cp;
		if (i >= near && s.n >= 8) {
			size_t at = i + 8 <= s.n ? i : s.n - 8;
			near = at + 8;
			if (is_plain(s.p + at)) {
				i = near;
				continue;
			}
		}
		if (b < ' ' || b == '\\')
			break;
		size_t n = b < 0x7F ? 1 : utf8_decode(s.p + i, s.n - i, &cp);
		if (b >= 0x7F && is_foul(cp, sv_cut(s, i, i + n)))
			break;
		i += n;
	}
	return i;
}

void escape_add(struct sv s, struct str *out)
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
