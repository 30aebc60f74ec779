/* lexicon.c - see lexicon.h. */
#include "extract/lexicon.h"

#include "lang/lang.h"

uint32_t lexicon_hash(const struct tokens *t, size_t first, size_t end)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	for (size_t i = first; i < end; i++) {
		struct sv s = t->all.v[i].fold;
		for (size_t k = 0; k < s.n; k++)
			h = (h ^ (unsigned char)s.p[k]) * 16777619u;
		h = (h ^ ' ') * 16777619u;
	}
	return (h ^ h >> 15) * 2654435761u >> 5;
}

uint32_t lexicon_entry(uint32_t hash, enum lexicon class)
{
	return hash << 5 | (uint32_t)class;
}

/* The classes stored with a hash. */
static unsigned classes_of(uint32_t hash)
{
	size_t count = lang_lists_count();
	uint32_t want = hash << 5;
	size_t low = 0, high = count;
	unsigned found = 0;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (lang_lists[mid] < want)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < count && lang_lists[low] >> 5 == hash; low++)
		found |= 1u << (lang_lists[low] & 31);
	return found;
}

uint32_t lexicon_acronym(uint32_t hash)
{
	return (hash ^ 0x55aa5u) & 0x7ffffff;
}

unsigned lexicon_find(const struct tokens *t, size_t first, size_t end)
{
	uint32_t hash = lexicon_hash(t, first, end);
	unsigned found = classes_of(hash);
	if (end - first == 1 && t->all.v[first].flags & TOKEN_UPPER)
		found |= classes_of(lexicon_acronym(hash));
	return found;
}

bool lexicon_is_acronym(const struct tokens *t, size_t i)
{
	return t->all.v[i].flags & TOKEN_UPPER && classes_of(lexicon_acronym(lexicon_hash(t, i, i + 1))) != 0;
}
