/* textwords.h - a text as the hashes of its words, and how two texts map word by word.
 *
 * A word is a run of letters and digits; its hash does not see case, accents
 * or the form of normalisation, and what stands between words (blanks, line
 * ends, quotation marks, apostrophes) is not looked at. So a text whose
 * punctuation was retyped is the same here. The hashes of the text that
 * annotations were made on are kept with them (textwords_write): that makes a
 * difference of old and new possible without the old text.
 *
 * Positions are bytes. Not for texts over WORDS_TEXT_MAX.
 */
#ifndef ANNOTATE_TEXTWORDS_H
#define ANNOTATE_TEXTWORDS_H

#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

#define WORDS_TEXT_MAX ((size_t)64 << 20)
#define WORDS_KEPT_MAX ((size_t)256 << 10) /* texts up to this size are kept as words */
#define WORDS_KEPT_BITS 12

struct textword {
	uint32_t hash;
	uint32_t start, end; /* end: of words that were read back, where the next one starts */
	bool first;          /* nothing is known of what stands before it */
};

struct textwords {
	VEC(struct textword) all;
};

/* Appends the words of text; base is added to their places. */
void textwords_cut(struct sv text, size_t base, struct textwords *out);
void textwords_fini(struct textwords *w);
/* The first word that starts at or behind pos. */
size_t textwords_from(const struct textwords *w, size_t pos);

/* Three characters a word: the low WORDS_KEPT_BITS bits of its hash and the bytes to
 * the next word. false: the text is too long to be kept so. */
bool textwords_write(struct sv text, struct str *out);
/* The same of a struct text *, for those who call back. */
bool textwords_of_text(void *text, struct str *out);
/* false: not what textwords_write writes. */
bool textwords_read(struct sv s, struct textwords *out);

#define WORD_GONE UINT32_MAX
/* map[i] becomes the word of `is` that the word i of `was` is now, or
 * WORD_GONE. Hashes are compared in their low `bits` bits. About linear in the
 * words of both; blocks that were moved are followed. The caller frees it. */
uint32_t *textwords_map(const struct textwords *was, const struct textwords *is, unsigned bits);

#endif
