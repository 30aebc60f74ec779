/* search.h - finding in the text: literal (smart about case and accents) or PCRE2.
 *
 * Works on the logical text, not on screen rows; a space in the pattern
 * matches any white space, an apostrophe any apostrophe. Streams over a text
 * of any size in bounded memory.
 */
#ifndef TEXT_SEARCH_H
#define TEXT_SEARCH_H

#include "base/error.h"
#include "base/str.h"
#include "text/text.h"

struct search;

enum {
	SEARCH_REGEX = 1 << 0,
	SEARCH_CASE = 1 << 1,  /* exact case; default: exact where the pattern has a capital */
	SEARCH_ACCENT = 1 << 2, /* exact accents; default: exact where the pattern has one */
	SEARCH_WORD = 1 << 3    /* whole words only */
};

struct search *search_new(struct sv pattern, unsigned flags, struct error *err);
void search_free(struct search *s);
/* First match that starts at or after pos. */
bool search_next(const struct search *s, struct text *t, size_t pos, struct span *hit);
/* Last match that starts before pos. */
bool search_prev(const struct search *s, struct text *t, size_t pos, struct span *hit);
/* Matches in all, counting at most `most`. */
size_t search_count(const struct search *s, struct text *t, size_t most);

#endif
