/* features_doc.h - what a whole document tells of each of its tokens, for features.c alone:
 * lists, words that announce names, runs of capitals, the same word elsewhere.
 *
 * Made once for a document, in linear time; knows nothing of weights.
 */
#ifndef EXTRACT_FEATURES_DOC_H
#define EXTRACT_FEATURES_DOC_H

#include "extract/features.h"

#define TRIGGER_BEYOND (1 << 8) /* a kind of its own: beyond the sentence */

/* A bit of seen.flags beside those of the token: it stands in a headline in capitals that
 * was read as if it were none, and its flags and shape are not those of its bytes. */
#define SEEN_CALMED (1 << 7)

#define NOUN_BACK_MAX 6   /* tokens */
#define NOUN_AHEAD_MAX 5 /* the token itself counts */
#define HEAD_BACK_MAX 7
#define OPEN_BACK_MAX 11
#define RUN_MAX 4
#define NO_NOUN 255

struct seen {
	uint32_t word;      /* hash of the folded token */
	uint32_t match;     /* of the longest entries from the left: bits and the place in it */
	uint32_t other;     /* the same capitalised word elsewhere: token + 1, 0 none */
	uint16_t shape;     /* hash of the shape */
	uint16_t kind;      /* TRIGGER_ bits */
	uint16_t begins;    /* lexicon bits of entries that begin here */
	uint16_t within;    /* ... that go on here */
	uint8_t flags;      /* as they would be, where everything is in capitals */
	uint8_t before, behind; /* capitalised words on either side, at most RUN_MAX */
	uint8_t noun_back;  /* how far back the last TRIGGER_NOUN is, 0: none that near */
	uint8_t noun_ahead; /* how far ahead the next one is, this token counts; NO_NOUN */
	uint8_t head_back;  /* how far back the last TRIGGER_HEAD is with words only between; 0 */
	uint8_t open;       /* stands in a bracket (1), behind an opening quotation mark (2) */
};

/* Adds x to a hash. */
static inline uint32_t features_mix(uint32_t h, uint32_t x)
{
	h ^= x + 0x9e3779b9u + (h << 6) + (h >> 2);
	h *= 0x85ebca6bu;
	return h ^ h >> 13;
}

/* What a spelling tells of its tokens. */
struct sight {
	uint32_t word;  /* as in struct seen */
	uint32_t first; /* the first spelling of the same folded word */
	uint16_t shape, kind;
	bool lower;     /* of a first one: the word stands in lower case too */
};

struct features_doc {
	const struct tokens *t;
	struct seen *at;      /* one a token, and one empty behind them */
	struct sight *sights; /* one a spelling */
};

#endif
