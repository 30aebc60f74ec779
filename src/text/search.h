/* search.h - finding in the text: literal (smart about case and accents) or PCRE2.
 *
 * Works on the logical text, not on screen rows; a space in the pattern
 * matches any white space, an apostrophe any apostrophe, a soft hyphen in the
 * text is not there. Streams over a text of any size in bounded memory.
 */
#ifndef TEXT_SEARCH_H
#define TEXT_SEARCH_H

#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/text.h"

struct search;

enum {
	SEARCH_REGEX = 1 << 0,
	SEARCH_CASE = 1 << 1,  /* exact case; default: exact where the pattern has a capital */
	SEARCH_ACCENT = 1 << 2, /* exact accents; default: exact where the pattern has one */
	SEARCH_WORD = 1 << 3,   /* whole words only */
	SEARCH_NOCASE = 1 << 4  /* any case, whatever the pattern has */
};

struct search *search_new(struct sv pattern, unsigned flags, struct error *err);
/* The same of what a person typed: flags at its beginning (pattern.h) count. */
struct search *search_parse(struct sv typed, unsigned flags, struct error *err);
void search_free(struct search *s);
/* First match that starts at or after pos. */
bool search_next(struct search *s, struct text *t, size_t pos, struct span *hit);
/* Last match that starts before pos. */
bool search_prev(struct search *s, struct text *t, size_t pos, struct span *hit);
/* The same within a string. */
bool search_in(struct search *s, struct sv text, size_t from, struct span *hit);

/* Matches one after the other that start in [from, to), none overlapping: appends
 * where they start to out until it holds `most`. *next: where to go on; `to` or
 * beyond when all was seen. */
void search_scan(struct search *s, struct text *t, size_t from, size_t to, size_t most,
		 pos_vec *out, size_t *next);

/* Asked every SEARCH_TICK bytes or so of a long search; true ends it as if
 * nothing were found, and search_stopped says so. NULL: never. */
#define SEARCH_TICK ((size_t)1 << 18)
typedef bool search_tick(void *ctx, size_t pos);
void search_watch(struct search *s, search_tick *tick, void *ctx);
bool search_stopped(const struct search *s);
/* Did a regular expression give up somewhere because it takes too long? */
bool search_gave_up(const struct search *s);

#endif
