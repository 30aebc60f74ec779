/* lexicon.c - see lexicon.h. */
#include "extract/lexicon.h"

#include "lang/lang.h"

#define LISTS ((1u << LEXICON_COUNT) - 1)

static inline uint32_t hash_end(uint32_t h)
{
	return (h ^ h >> 15) * 2654435761u >> 5;
}

uint32_t lexicon_hash(const struct tokens *t, size_t first, size_t end)
{
	uint32_t h = 0;
	for (size_t i = first; i < end; i++)
		h = tokens_hash(t, h, i);
	return hash_end(h);
}

uint32_t lexicon_entry(uint32_t hash, unsigned class)
{
	return hash << 5 | class;
}

/* The classes stored with a hash. */
static unsigned classes_of(uint32_t hash)
{
	const uint32_t *bucket = lang_lists + lexicon_bucket(hash), *entries = lang_lists + LEXICON_BUCKETS + 1;
	unsigned found = 0;
	for (size_t i = bucket[0]; i < bucket[1]; i++) {
		if (entries[i] >> 5 == hash)
			found |= 1u << (entries[i] & 31);
	}
	return found;
}

uint32_t lexicon_acronym(uint32_t hash)
{
	return (hash ^ 0x55aa5u) & 0x7ffffff;
}

/* Of one token; with the classes LEXICON_BEGINS. */
static unsigned find_word(const struct tokens *t, size_t i, uint32_t hash)
{
	unsigned found = classes_of(hash);
	if (t->all.v[i].flags & TOKEN_UPPER)
		found |= classes_of(lexicon_acronym(hash)) & LISTS;
	return found;
}

unsigned lexicon_find(const struct tokens *t, size_t first, size_t end)
{
	uint32_t hash = lexicon_hash(t, first, end);
	return (end - first == 1 ? find_word(t, first, hash) : classes_of(hash)) & LISTS;
}

size_t lexicon_find_each(const struct tokens *t, size_t first, size_t limit, unsigned bits[LEXICON_WORDS_MAX])
{
	uint32_t h = tokens_hash(t, 0, first);
	unsigned found = find_word(t, first, hash_end(h)), lengths = found >> LEXICON_BEGINS(1);
	size_t n = 1;
	bits[0] = found & LISTS;
	for (; lengths > 1 && first + n < limit; n++) {
		lengths >>= 1;
		h = tokens_hash(t, h, first + n);
		bits[n] = lengths & 1 ? classes_of(hash_end(h)) & LISTS : 0;
	}
	return n;
}

bool lexicon_is_acronym(const struct tokens *t, size_t i)
{
	return t->all.v[i].flags & TOKEN_UPPER && (classes_of(lexicon_acronym(lexicon_hash(t, i, i + 1))) & LISTS) != 0;
}
