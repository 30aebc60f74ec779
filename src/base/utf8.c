/* utf8.c - see utf8.h. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/mem.h"

/* ---- decoding ---- */

/* How many continuation bytes follow a lead byte, and the range that the
 * first of them must lie in (Unicode 15, table 3-7). */
static unsigned lead(unsigned char b, unsigned char *lo, unsigned char *hi)
{
	*lo = 0x80;
	*hi = 0xBF;
	if (b >= 0xC2 && b <= 0xDF)
		return 1;
	if (b >= 0xE0 && b <= 0xEF) {
		if (b == 0xE0)
			*lo = 0xA0;
		if (b == 0xED)
			*hi = 0x9F;
		return 2;
	}
	if (b >= 0xF0 && b <= 0xF4) {
		if (b == 0xF0)
			*lo = 0x90;
		if (b == 0xF4)
			*hi = 0x8F;
		return 3;
	}
	return 0;
}

size_t utf8_decode_any(const char *p, size_t n, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)p;
	if (n == 0)
		return 0;
	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	unsigned char lo, hi;
	unsigned more = lead(u[0], &lo, &hi);
	uint32_t c = more == 1 ? u[0] & 0x1Fu : more == 2 ? u[0] & 0x0Fu : u[0] & 0x07u;
	*cp = CP_BAD;
	if (more == 0)
		return 1;
	for (unsigned i = 1; i <= more; i++) {
		if (i >= n || u[i] < lo || u[i] > hi)
			return i;
		c = c << 6 | (u[i] & 0x3Fu);
		lo = 0x80;
		hi = 0xBF;
	}
	*cp = c;
	return more + 1;
}

size_t utf8_decode_back(struct sv s, size_t at, uint32_t *cp)
{
	/* The longest of the last 4 bytes that decodes to exactly `at`. */
	for (size_t k = at < 4 ? at : 4; k > 1; k--) {
		if (utf8_decode(s.p + at - k, k, cp) == k)
			return k;
	}
	if (at == 0)
		return 0;
	return utf8_decode(s.p + at - 1, 1, cp);
}

size_t utf8_write(uint32_t cp, char out[4])
{
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = CP_BAD;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	static const unsigned char mark[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3F));
		cp >>= 6;
	}
	out[0] = (char)(mark[n] | cp);
	return n;
}

void str_add_cp(struct str *s, uint32_t cp)
{
	char buf[4];
	str_add(s, (struct sv){ buf, utf8_write(cp, buf) });
}

bool utf8_valid(struct sv s)
{
	uint32_t cp;
	for (size_t i = utf8_ascii_end(s, 0), n; i < s.n; i = utf8_ascii_end(s, i + n)) {
		n = utf8_decode(s.p + i, s.n - i, &cp);
		if (cp == CP_BAD && !(n == 3 && memcmp(s.p + i, "\xEF\xBF\xBD", 3) == 0))
			return false;
	}
	return true;
}

size_t utf8_count(struct sv s)
{
	size_t u16;
	return utf8_count_both(s, &u16);
}

size_t utf8_count_both(struct sv s, size_t *u16)
{
	size_t more = 0, pairs = 0; /* bytes behind the first of a code point; those of two units */
	uint32_t cp;
	for (size_t i = utf8_ascii_end(s, 0), n; i < s.n; i = utf8_ascii_end(s, i + n)) {
		n = utf8_decode(s.p + i, s.n - i, &cp);
		more += n - 1;
		pairs += cp >= 0x10000;
	}
	*u16 = s.n - more + pairs;
	return s.n - more;
}

size_t utf8_seek(struct sv s, size_t n)
{
	size_t i = 0;
	uint32_t cp;
	for (; n > 0 && i < s.n; n--)
		i += utf8_decode(s.p + i, s.n - i, &cp);
	return i;
}

/* ---- properties ---- */

/* Base letters of U+00C0 to U+017F, '.' where there is none. */
static const char latin_base[] =
	"AAAAAA.CEEEEIIII.NOOOOO.OUUUUY..aaaaaa.ceeeeiiii"
	".nooooo.ouuuuy.yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg"
	"GgGgHhHhIiIiIiIiIi..JjKk.LlLlLlLlLlNnNnNn...OoOo"
	"Oo..RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz.";

static bool is_ascii_alpha(uint32_t cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

bool cp_is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return is_ascii_alpha(cp);
	if (cp >= 0xC0 && cp < 0x180)
		return cp != 0xD7 && cp != 0xF7;
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L);
}

bool cp_is_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	if (cp >= 0xC0 && cp <= 0xFF)
		return cp < 0xDF && cp != 0xD7;
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool cp_is_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z';
	if (cp >= 0xC0 && cp <= 0xFF)
		return cp >= 0xDF && cp != 0xF7;
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Ll);
}

bool cp_is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

bool cp_is_space(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
	       cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

bool cp_is_mark(uint32_t cp)
{
	if (cp < 0x300)
		return false;
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

bool cp_is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2BC;
}

bool cp_is_hyphen(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

uint32_t cp_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	if (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7)
		return cp + 32;
	return uc_tolower(cp);
}

uint32_t cp_base(uint32_t cp)
{
	if (cp < 0xC0)
		return cp;
	if (cp < 0x180)
		return latin_base[cp - 0xC0] != '.' ? (uint32_t)latin_base[cp - 0xC0] : cp;
	ucs4_t buf[UC_DECOMPOSITION_MAX_LENGTH];
	while (uc_canonical_decomposition(cp, buf) > 0)
		cp = buf[0];
	return cp;
}

bool cp_is_unsafe(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0xAD)
		return true;
	if (cp < 0x300)
		return false;
	return cp == 0x34F || cp == 0x61C || (cp >= 0x600 && cp <= 0x605) || cp == 0x6DD ||
	       cp == 0x70F || cp == 0x115F || cp == 0x1160 || cp == 0x17B4 || cp == 0x17B5 ||
	       (cp >= 0x180B && cp <= 0x180F) || (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0x3164 ||
	       cp == 0xFEFF || cp == 0xFFA0 || (cp >= 0xFFF0 && cp <= 0xFFFB) ||
	       (cp & 0xFFFE) == 0xFFFE || (cp >= 0xFDD0 && cp <= 0xFDEF) ||
	       (cp >= 0xE000 && cp <= 0xF8FF) || (cp >= 0x1BCA0 && cp <= 0x1BCA3) ||
	       (cp >= 0x1D173 && cp <= 0x1D17A) || cp >= 0xE0000;
}

int cp_width(uint32_t cp)
{
	if (cp < 0x300)
		return cp >= 0x20 && !(cp >= 0x7F && cp < 0xA0) && cp != 0xAD;
	/* where terminals and the C library know better than libunistring 1.0:
	 * circled numbers, hexagrams; vowel signs of Kannada, Zanabazar and Bhaiksuki */
	if ((cp >= 0x3248 && cp <= 0x324F) || (cp >= 0x4DC0 && cp <= 0x4DFF))
		return 2;
	if (cp == 0xCBF || cp == 0xCC6 || cp == 0x11A07 || cp == 0x11A08 || cp == 0x11C3F)
		return 0;
	int w = uc_width(cp, "UTF-8");
	return w < 0 ? 0 : w;
}

/* ---- folding ---- */

static void fold_cp(uint32_t cp, unsigned flags, struct str *out)
{
	if (flags & FOLD_APOS) {
		if (cp_is_apostrophe(cp))
			cp = '\'';
		else if (cp_is_hyphen(cp))
			cp = '-';
		else if (cp_is_space(cp))
			cp = ' ';
		else if (cp == 0xAD)
			return;
	}
	if (flags & FOLD_CASE)
		cp = cp_lower(cp);
	if (flags & FOLD_ACCENT) {
		if (cp == 0x153 || cp == 0x152 || cp == 0xE6 || cp == 0xC6) {
			static const char *const pair[] = { "OE", "oe", "AE", "ae" };
			str_adds(out, pair[(cp == 0xE6 || cp == 0xC6 ? 2 : 0) +
					   (cp == 0x153 || cp == 0xE6)]);
			return;
		}
		if (cp_is_mark(cp))
			return;
		cp = cp_base(cp);
	}
	str_add_cp(out, cp);
}

void utf8_fold(struct sv s, unsigned flags, struct str *out)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		size_t n = utf8_decode(s.p + i, s.n - i, &cp);
		if (cp < 0x80) {
			char c = s.p[i];
			if ((flags & FOLD_CASE) && c >= 'A' && c <= 'Z')
				c = (char)(c + 32);
			if ((flags & FOLD_APOS) && c >= '\t' && c <= '\r')
				c = ' ';
			str_addc(out, c);
		} else {
			fold_cp(cp, flags, out);
		}
		i += n;
	}
}

/* Folds the character of more than one byte at u; bytes taken, 0 when it is none of ours. */
static size_t fold_latin_cp(const unsigned char *u, size_t n, char **o, struct utf8_case *c)
{
	if (n >= 3 && u[0] == 0xE2 && u[1] == 0x80 && u[2] == 0x99) {
		*(*o)++ = '\'';
		return 3;
	}
	bool pair = n >= 2 && u[0] == 0xC5 && (u[1] == 0x92 || u[1] == 0x93);
	char base = n >= 2 && u[0] == 0xC3 && u[1] >= 0x80 && u[1] < 0xC0 ? latin_base[u[1] - 0x80] : '.';
	if (base == '.' && !pair)
		return 0;
	bool upper = pair ? u[1] == 0x92 : u[1] < 0xA0;
	c->first_upper = c->first_upper || (c->letters == 0 && upper);
	c->letters++;
	c->upper += upper;
	c->lower += !upper;
	*(*o)++ = (char)(pair ? 'o' : base | 0x20);
	if (pair)
		*(*o)++ = 'e';
	return 2;
}

size_t utf8_fold_latin(struct sv s, char *out, struct utf8_case *c)
{
	char *o = out;
	*c = (struct utf8_case){ 0 };
	for (size_t i = 0; i < s.n;) {
		unsigned char b = (unsigned char)s.p[i];
		if (b >= 'a' && b <= 'z') {
			c->letters++;
			c->lower++;
			*o++ = (char)b;
			i++;
		} else if (b >= 'A' && b <= 'Z') {
			c->first_upper = c->first_upper || c->letters == 0;
			c->letters++;
			c->upper++;
			*o++ = (char)(b + 32);
			i++;
		} else if (b > ' ' && b < 0x7F) {
			*o++ = (char)b;
			i++;
		} else {
			size_t n = b < 0x80 ? 0 : fold_latin_cp((const unsigned char *)s.p + i, s.n - i, &o, c);
			if (n == 0)
				return SIZE_MAX;
			i += n;
		}
	}
	return (size_t)(o - out);
}

void utf8_printable(struct sv s, struct str *out)
{
	unsigned marks = 0;
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		i += utf8_decode(s.p + i, s.n - i, &cp);
		marks = cp_is_mark(cp) ? marks + 1 : 0;
		if (marks > 4)
			continue;
		if (cp == '\n' || cp == '\t' || cp == '\r')
			cp = ' ';
		str_add_cp(out, cp_is_unsafe(cp) ? CP_BAD : cp);
	}
}

void utf8_nfd(struct sv s, struct str *out)
{
	if (!utf8_valid(s)) { /* ill-formed bytes have no normal form: kept */
		str_add(out, s);
		return;
	}
	size_t n = 0;
	uint8_t *p = u8_normalize(UNINORM_NFD, (const uint8_t *)s.p, s.n, NULL, &n);
	if (p != NULL && n > 0)
		str_add(out, (struct sv){ (const char *)p, n });
	free(p);
}

/* ---- breaks ---- */

/* libunistring wants well-formed text: a copy in which each ill-formed byte
 * is '?' keeps all places. Returns s.p itself where nothing is wrong; *own
 * is what the caller frees. */
static const uint8_t *well_formed(struct sv s, uint8_t **own)
{
	*own = NULL;
	if (utf8_valid(s))
		return (const uint8_t *)s.p;
	*own = xmalloc(s.n);
	memcpy(*own, s.p, s.n);
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		size_t n = utf8_decode(s.p + i, s.n - i, &cp);
		if (cp == CP_BAD && !(n == 3 && memcmp(s.p + i, "\xEF\xBF\xBD", 3) == 0))
			memset(*own + i, '?', n);
		i += n;
	}
	return *own;
}

void utf8_graphemes(struct sv s, char *breaks)
{
	if (s.n == 0)
		return;
	uint8_t *own;
	const uint8_t *p = well_formed(s, &own);
	u8_grapheme_breaks(p, s.n, breaks);
	free(own);
}

void utf8_linebreaks(struct sv s, char *breaks)
{
	if (s.n == 0)
		return;
	uint8_t *own;
	const uint8_t *p = well_formed(s, &own);
	u8_possible_linebreaks(p, s.n, "UTF-8", breaks);
	for (size_t i = 0; i < s.n; i++)
		breaks[i] = breaks[i] == UC_BREAK_MANDATORY  ? LINE_MUST :
			    breaks[i] == UC_BREAK_POSSIBLE ? LINE_MAY :
							     LINE_NO;
	free(own);
}

size_t utf8_width(struct sv s)
{
	char small[256];
	char *brk = s.n <= sizeof small ? small : xmalloc(s.n);
	size_t total = 0;
	int widest = 0;
	utf8_graphemes(s, brk);
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		size_t n = utf8_decode(s.p + i, s.n - i, &cp);
		if (brk[i]) {
			total += (size_t)widest;
			widest = 0;
		}
		int w = cp_width(cp);
		widest = w > widest ? w : widest;
		i += n;
	}
	total += (size_t)widest;
	if (brk != small)
		free(brk);
	return total;
}

/* The bytes of s that go into so many columns; whole words, if there is one. */
static size_t wrap_at(struct sv s, size_t columns)
{
	size_t n = 0, stop = 0;
	while (n < s.n) {
		uint32_t cp;
		size_t next = n + utf8_decode(s.p + n, s.n - n, &cp);
		if (utf8_width(sv_cut(s, 0, next)) > columns)
			return stop > 0 ? stop : n > 0 ? n : next;
		n = next;
		if (n == s.n || s.p[n] == ' ')
			stop = n;
	}
	return n;
}

size_t utf8_wrap(struct sv s, size_t columns, struct sv *rows, size_t most)
{
	size_t n = 0;
	while (s.n > 0 && n < most) {
		size_t k = n + 1 < most ? wrap_at(s, columns) : s.n;
		rows[n++] = sv_cut(s, 0, k);
		s = sv_trim(sv_cut(s, k, s.n));
	}
	return n;
}
