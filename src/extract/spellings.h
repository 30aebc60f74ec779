/* spellings.h - the distinct spellings of a text: what depends on a token's bytes alone is
 * found out once for each of them, not for each token.
 *
 * Tokens know their spelling by its number (token.spelling); other files keep arrays of what
 * they found out about one by the same number.
 */
#ifndef EXTRACT_SPELLINGS_H
#define EXTRACT_SPELLINGS_H

#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

struct spelling {
	struct sv text;      /* the bytes, where they were met first */
	struct sv fold;      /* folded by FOLD_ALL; arena or text */
	uint32_t hash;       /* of fold (fold_hash) */
	uint16_t lead, may;  /* as in struct token */
	uint8_t type, flags; /* of flags only those that the bytes tell */
};

struct spellings {
	VEC(struct spelling) all;
	uint32_t *slot; /* an open table of indexes + 1; 0: free */
	size_t size;    /* of slot, a power of two; 0 at first */
};

/* Empty when zeroed. */
void spellings_fini(struct spellings *f);
/* The number of the spelling with these bytes; all.n when it is new: then the caller
 * appends it to all before the next call, with text set. */
size_t spellings_find(struct spellings *f, struct sv text);
/* The spelling with these bytes; NULL when it is new. */
const struct spelling *spellings_known(const struct spellings *f, struct sv text);
/* The hash of a folded word that the whole of extraction shares. */
uint32_t fold_hash(struct sv folded);

#endif
