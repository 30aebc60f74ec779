/* words.h - a line cut into words as a shell does it, without being one: blanks part,
 * quotes hold together and are taken off; nothing else means anything.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* The word of line at or behind *at (bytes) into word, *at behind it; false when there is
 * none left. quotes: the characters that quote, '"' or "'\"". A quote that nobody closes
 * holds to the end. *quoted (may be NULL): some of it stood in quotes, even if nothing. */
bool word_next(struct sv line, size_t *at, const char *quotes, struct str *word, bool *quoted);

#endif
