/* spellings.c - see spellings.h. */
#include "extract/spellings.h"

#define SLOTS_MIN 1024

void spellings_fini(struct spellings *f)
{
	vec_fini(&f->all);
	free(f->slot);
}

uint32_t fold_hash(struct sv folded)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < folded.n; i++)
		h = (h ^ (unsigned char)folded.p[i]) * 16777619u;
	return h ^ h >> 16;
}

/* The slot that holds the spelling, or the free one where it belongs. */
static uint32_t *slot_of(const struct spellings *f, struct sv text)
{
	size_t at = fold_hash(text) & (f->size - 1);
	while (f->slot[at] != 0 && !sv_eq(f->all.v[f->slot[at] - 1].text, text))
		at = (at + 1) & (f->size - 1);
	return &f->slot[at];
}

/* Keeps at least half of the slots free. */
static void make_room(struct spellings *f)
{
	if (f->all.n * 2 < f->size)
		return;
	f->size = f->size > 0 ? f->size * 2 : SLOTS_MIN;
	free(f->slot);
	f->slot = xcalloc(f->size, sizeof *f->slot);
	for (size_t i = 0; i < f->all.n; i++)
		*slot_of(f, f->all.v[i].text) = (uint32_t)i + 1;
}

size_t spellings_find(struct spellings *f, struct sv text)
{
	make_room(f);
	uint32_t *slot = slot_of(f, text);
	if (*slot == 0)
		*slot = (uint32_t)f->all.n + 1;
	return *slot - 1;
}

const struct spelling *spellings_known(const struct spellings *f, struct sv text)
{
	uint32_t k = f->size > 0 ? *slot_of(f, text) : 0;
	return k > 0 ? &f->all.v[k - 1] : NULL;
}
