/* wordkey.h - what the tables of words compare before anything else: eight bytes of a word.
 *
 * Up to eight bytes long, the key is the word itself, so that two words of one key and one
 * length are the same; longer ones have a hash for it, and must be compared in whole.
 */
#ifndef EXTRACT_WORDKEY_H
#define EXTRACT_WORDKEY_H

#include <stdint.h>

#include "base/str.h"

#define WORDKEY_WHOLE 8 /* bytes of the longest word that its key tells whole */

/* Little end first: one load where the machine is so. */
static inline uint64_t wordkey_load4(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

static inline uint64_t wordkey_load8(const char *p)
{
	return wordkey_load4(p) | wordkey_load4(p + 4) << 32;
}

static inline uint64_t wordkey_mix(uint64_t key)
{
	key *= UINT64_C(0x9E3779B97F4A7C15); /* 2^64 by the golden ratio: Knuth, vol. 3, 6.4 */
	return key ^ key >> 32;
}

/* The two ends of a short word overlap where both have bytes of it, and agree there. */
static inline uint64_t wordkey(struct sv w)
{
	if (w.n > WORDKEY_WHOLE) {
		uint64_t key = 0;
		for (size_t i = 0; i + 8 < w.n; i += 8)
			key = wordkey_mix(key ^ wordkey_load8(w.p + i));
		return wordkey_mix(key ^ wordkey_load8(w.p + w.n - 8));
	}
	if (w.n >= 4)
		return wordkey_load4(w.p) | wordkey_load4(w.p + w.n - 4) << (w.n - 4) * 8;
	uint64_t key = 0;
	for (size_t i = 0; i < w.n; i++)
		key |= (uint64_t)(unsigned char)w.p[i] << i * 8;
	return key;
}

/* The same of n bytes at `at` of a text: a shorter way where more bytes follow. */
static inline uint64_t wordkey_in(struct sv text, size_t at, size_t n)
{
	if (n > 0 && n <= WORDKEY_WHOLE && text.n - at >= WORDKEY_WHOLE)
		return wordkey_load8(text.p + at) & UINT64_MAX >> (WORDKEY_WHOLE - n) * 8;
	return wordkey((struct sv){ text.p + at, n });
}

/* The place of a key in a table of 2^bits slots. */
static inline size_t wordkey_slot(uint64_t key, unsigned bits)
{
	return (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - bits));
}

#endif
