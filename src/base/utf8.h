/* utf8.h - Unicode on byte strings; the only door to libunistring.
 *
 * Ill-formed bytes are data like any other: utf8_decode steps over one
 * maximal ill-formed subpart at a time and calls it U+FFFD, and every count
 * of code points in the program counts it as one (as Python does with
 * errors="replace"). Nothing here allocates unless it fills a struct str.
 *
 * ASCII and Latin letters (up to U+017F) take a table; the rest asks
 * libunistring. Both must agree: tests/base/utf8.c walks all code points.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define CP_BAD 0xFFFDu

/* Decodes the first code point of n bytes; returns the bytes it takes
 * (1 to 4), 0 when n is 0. *cp is CP_BAD where the bytes are ill-formed. Most are
 * of one byte or two: those without a call. */
size_t utf8_decode_any(const char *p, size_t n, uint32_t *cp);
static inline size_t utf8_decode(const char *p, size_t n, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)p;
	if (n > 0 && u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	if (n > 1 && u[0] >= 0xC2 && u[0] <= 0xDF && (u[1] & 0xC0) == 0x80) {
		*cp = (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
		return 2;
	}
	return utf8_decode_any(p, n, cp);
}
/* The same, ending before position `at` in s (at > 0): steps backwards. */
size_t utf8_decode_back(struct sv s, size_t at, uint32_t *cp);
/* The first byte at or behind place i of s that is not ASCII; s.n: none. */
static inline size_t utf8_ascii_end(struct sv s, size_t i)
{
	for (uint64_t eight; i + 8 <= s.n; i += 8) {
		memcpy(&eight, s.p + i, 8);
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}
/* Encodes cp (surrogates and values over 0x10FFFF become CP_BAD). */
size_t utf8_write(uint32_t cp, char out[4]);
void str_add_cp(struct str *s, uint32_t cp);
bool utf8_valid(struct sv s);
size_t utf8_count(struct sv s); /* code points */
size_t utf8_count_both(struct sv s, size_t *u16); /* code points; and UTF-16 code units */
/* Byte position of the n-th code point of s, s.n when there are fewer. */
size_t utf8_seek(struct sv s, size_t n);

bool cp_is_letter(uint32_t cp); /* categories L* */
bool cp_is_upper(uint32_t cp);  /* upper and title case */
bool cp_is_lower(uint32_t cp);
bool cp_is_digit(uint32_t cp);  /* ASCII 0-9 only: numerals read no others */
bool cp_is_space(uint32_t cp);  /* white space, no-break and thin ones too */
bool cp_is_mark(uint32_t cp);   /* combining marks */
bool cp_is_apostrophe(uint32_t cp); /* ' U+2019 U+02BC */
bool cp_is_hyphen(uint32_t cp);     /* - U+2010 U+2011 */
uint32_t cp_lower(uint32_t cp);
uint32_t cp_base(uint32_t cp); /* the letter without its accents: e for U+00E9 */
/* Columns on a terminal: 0, 1 or 2; 0 for controls. */
int cp_width(uint32_t cp);
/* Must never reach a terminal as it is: C0, C1, bidi controls, tags,
 * zero-width and other invisible format characters, noncharacters. */
bool cp_is_unsafe(uint32_t cp);

/* What utf8_fold takes away. */
enum {
	FOLD_CASE = 1 << 0,
	FOLD_ACCENT = 1 << 1, /* also œ -> oe, æ -> ae */
	FOLD_APOS = 1 << 2,   /* apostrophes, hyphens and spaces to ASCII; soft hyphens dropped */
	FOLD_ALL = FOLD_CASE | FOLD_ACCENT | FOLD_APOS
};
/* Appends s, folded, to out. */
void utf8_fold(struct sv s, unsigned flags, struct str *out);
/* The letters of a word and their case. */
struct utf8_case {
	unsigned letters, upper, lower;
	bool first_upper; /* the first of them is */
};
/* The short way for words of ASCII, the Latin letters of French and apostrophes: writes
 * to out (room for s.n bytes) what utf8_fold(FOLD_ALL) would and counts the letters.
 * Bytes written; SIZE_MAX when s holds something else. */
size_t utf8_fold_latin(struct sv s, char *out, struct utf8_case *c);
/* Appends s made safe for a terminal or a message: unsafe characters become
 * U+FFFD (newline and tab: a space). For names and messages; the article is made safe
 * cell by cell by ui/, so that places are kept. */
void utf8_printable(struct sv s, struct str *out);
/* Appends the NFD form. */
void utf8_nfd(struct sv s, struct str *out);

/* breaks[i] becomes 1 where a grapheme cluster begins at byte i, else 0. */
void utf8_graphemes(struct sv s, char *breaks);
/* breaks[i] says whether a line may break before byte i (values below). */
enum { LINE_NO = 0, LINE_MAY = 1, LINE_MUST = 2 };
void utf8_linebreaks(struct sv s, char *breaks);
/* A sentence in at most `most` rows of so many columns, broken between words where there are
 * any; the last row holds all that is left. How many rows. */
size_t utf8_wrap(struct sv s, size_t columns, struct sv *rows, size_t most);
/* Columns of s, graphemes by their widest code point. */
size_t utf8_width(struct sv s);

#endif
