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
#include "extract/wordkey.h"

struct spelling {
	struct sv text;      /* the bytes, where they were met first */
	struct sv fold;      /* folded by FOLD_ALL; arena or text */
	uint32_t hash;       /* of fold (fold_hash) */
	uint32_t may;        /* as in struct token, like the others below */
	uint16_t lead;
	uint8_t type, flags; /* of flags only those that the bytes tell */
};

struct spelling_slot {
	uint64_t key;    /* wordkey.h */
	uint32_t n;      /* bytes */
	uint32_t number; /* of the spelling, and 1; 0: free */
};

struct spellings {
	VEC(struct spelling) all;
	struct spelling_slot *slot; /* an open table; NULL at first */
	unsigned bits;              /* it has 2^bits of them */
};

/* Empty when zeroed. */
void spellings_fini(struct spellings *f);
/* The number of the spelling with these bytes and their key (wordkey.h); SIZE_MAX when it is new. */
static inline size_t spellings_find(const struct spellings *f, struct sv text, uint64_t key)
{
	if (f->slot == NULL)
		return SIZE_MAX;
	for (size_t at = wordkey_slot(key, f->bits);; at = (at + 1) & (((size_t)1 << f->bits) - 1)) {
		const struct spelling_slot *s = &f->slot[at];
		if (s->number == 0)
			return SIZE_MAX;
		if (s->key == key && s->n == (uint32_t)text.n &&
		    (text.n <= WORDKEY_WHOLE || sv_eq(f->all.v[s->number - 1].text, text)))
			return s->number - 1;
	}
}
/* Adds a new one; its number. */
size_t spellings_add(struct spellings *f, const struct spelling *s, uint64_t key);
/* The hash of a folded word that the whole of extraction shares. */
uint32_t fold_hash(struct sv folded);

#endif
