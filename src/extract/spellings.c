/* spellings.c - see spellings.h. */
#include "extract/spellings.h"

#define BITS_MIN 10

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

static void put(struct spellings *f, struct spelling_slot what)
{
	size_t at = wordkey_slot(what.key, f->bits);
	while (f->slot[at].number != 0)
		at = (at + 1) & (((size_t)1 << f->bits) - 1);
	f->slot[at] = what;
}

/* Keeps at least half of the slots free. */
static void make_room(struct spellings *f)
{
	struct spelling_slot *was = f->slot;
	size_t n = was != NULL ? (size_t)1 << f->bits : 0;
	f->bits = was != NULL ? f->bits + 1 : BITS_MIN;
	f->slot = xcalloc((size_t)1 << f->bits, sizeof *f->slot);
	for (size_t i = 0; i < n; i++) {
		if (was[i].number > 0)
			put(f, was[i]);
	}
	free(was);
}

size_t spellings_add(struct spellings *f, const struct spelling *s, uint64_t key)
{
	if (f->slot == NULL || f->all.n * 2 >= (size_t)1 << f->bits)
		make_room(f);
	vec_push(&f->all, *s);
	put(f, (struct spelling_slot){ .key = key, .n = (uint32_t)s->text.n, .number = (uint32_t)f->all.n });
	return f->all.n - 1;
}
