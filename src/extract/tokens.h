/* tokens.h - words, numbers, marks and sentences of a text in memory.
 *
 * The common ground of all extractors, made once. A token is one of
 *  - a word: letters with inner hyphens (« Jean-Marie », « vingt-et-une ») and
 *    inner apostrophes of names (« O'Brien ») and of « aujourd'hui »; clitic
 *    pronouns are cut off (« dit » « -il », « affirme » « -t-elle »), elisions too
 *    (« l' » « armée », « qu' » « il »: the apostrophe belongs to the first);
 *    dotted acronyms are one word (« U.S.A. »); letters and digits make one
 *    word when a letter comes first (« G8 »), never when a digit does (« 20 » « h » « 30 »);
 *  - a run of ASCII digits;
 *  - one mark (anything else that is no space); a run of equal dots is one.
 */
#ifndef EXTRACT_TOKENS_H
#define EXTRACT_TOKENS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"
#include "extract/spellings.h"
#include "extract/language.h"

enum token_type { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK };

enum {
	TOKEN_SPACE = 1 << 0,   /* white space stands before it */
	TOKEN_NEWLINE = 1 << 1, /* a newline stands before it */
	TOKEN_ELIDED = 1 << 2,  /* ends with its apostrophe: « l' », « qu' » */
	TOKEN_CLITIC = 1 << 3,  /* « -il », « -t-elle »: glued behind a verb */
	TOKEN_CAPITAL = 1 << 4, /* first letter is upper case */
	TOKEN_UPPER = 1 << 5,   /* has letters, and all of them are upper case (2 or more) */
	TOKEN_SENTENCE = 1 << 6 /* first token of a sentence */
};

struct token {
	struct span span;    /* bytes */
	struct sv fold;      /* folded by FOLD_ALL: « etat » for « État »; arena or text; p[0] may be read always */
	uint8_t type, flags;
	uint16_t lead;       /* marks: first code point (U+FFFF when beyond) */
	uint32_t may;        /* what it may begin or be: MAY_ bits of words.h */
	uint32_t sentence;   /* index of its sentence */
	uint32_t spelling;   /* index of t.spellings */
};

typedef VEC(struct token) token_vec;

struct sentence {
	size_t first, end; /* tokens, half-open */
};

/* A token that may begin a figure or a date. */
struct token_begin {
	uint32_t token, may; /* MAY_ bits, of MAY_BEGIN; what stands behind it has been looked at */
};

struct tokens {
	struct sv text;    /* borrowed */
	const struct language *language; /* borrowed; NULL: see tokens_init() */
	struct arena arena;
	struct spellings spellings;
	token_vec all;
	VEC(struct token_begin) begins; /* in order */
	VEC(struct sentence) sentences;
	VEC(uint32_t) stretches; /* of the text: the first token that ends behind where each begins */
};

/* Cuts the text (any bytes) into tokens and sentences; linear time. Both are borrowed. Without a
 * language (NULL) there are no sentences, and no word is known: enough where only spellings are asked. */
void tokens_init(struct tokens *t, const struct language *language, struct sv text);
void tokens_fini(struct tokens *t);
/* Bytes of token i as they stand. */
struct sv token_text(const struct tokens *t, size_t i);
/* Is token i the folded word w (given folded: lower case, no accents)? False beyond the end. */
static inline bool token_is(const struct tokens *t, size_t i, const char *w)
{
	if (i >= t->all.n || t->all.v[i].fold.p[0] != w[0])
		return false;
	return sv_eq(t->all.v[i].fold, sv_of(w));
}
/* Is it one of the folded words of list, which NULL ends? */
static inline bool token_is_any(const struct tokens *t, size_t i, const char *const *list)
{
	while (*list != NULL && !token_is(t, i, *list))
		list++;
	return *list != NULL;
}
/* Can a phrase, its words apart by one blank, begin with token i? */
static inline bool token_begins(const struct tokens *t, size_t i, struct sv phrase)
{
	struct sv w = t->all.v[i].fold;

	return phrase.n >= w.n && (phrase.n == w.n || phrase.p[w.n] == ' ') && sv_eq(sv_cut(phrase, 0, w.n), w);
}
/* Can it end with token i? */
static inline bool token_ends(const struct tokens *t, size_t i, struct sv phrase)
{
	struct sv w = t->all.v[i].fold;

	return phrase.n >= w.n && (phrase.n == w.n || phrase.p[phrase.n - w.n - 1] == ' ') && sv_ends(phrase, w);
}
/* Is token i the mark cp? */
static inline bool token_is_mark(const struct tokens *t, size_t i, uint32_t cp)
{
	return i < t->all.n && t->all.v[i].type == TOKEN_MARK && t->all.v[i].lead == cp;
}
/* Does token i stand right behind the one before it? */
static inline bool token_is_glued(const struct tokens *t, size_t i)
{
	return i < t->all.n && !(t->all.v[i].flags & TOKEN_SPACE);
}
/* May token i begin what the bits say? */
static inline bool token_may(const struct tokens *t, size_t i, unsigned bits)
{
	return i < t->all.n && (t->all.v[i].may & bits) != 0;
}
/* A hash of several words goes on with token i. */
static inline uint32_t tokens_hash(const struct tokens *t, uint32_t hash, size_t i)
{
	return (hash ^ t->spellings.all.v[t->all.v[i].spelling].hash) * 2654435761u;
}
/* Are the n folded tokens from a on those from b on? */
bool tokens_same(const struct tokens *t, size_t a, size_t b, size_t n);
/* First token that ends behind byte pos (all.n when none); a few steps. */
size_t tokens_at(const struct tokens *t, size_t pos);

#endif
