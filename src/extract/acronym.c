/* acronym.c - see acronym.h. */
#include "extract/acronym.h"

#define BACK_MAX 16 /* tokens before the bracket */

static bool is_small(const struct tokens *t, size_t i)
{
	return words_get(&t->language->names, t->all.v[i].fold) & NAME_SMALL_WORD;
}

bool acronym_of(const struct tokens *t, size_t first, size_t end, size_t k)
{
	struct sv a = t->all.v[k].fold;
	size_t n = 0;
	for (size_t i = first; i < end && n < a.n; i++) {
		struct sv w = t->all.v[i].fold;
		for (size_t c = 0; c < w.n && n < a.n; c++) {
			bool initial = c == 0 || w.p[c - 1] == '-';
			n += initial && w.p[c] == a.p[n];
		}
	}
	return a.n >= 2 && n + (a.n > 3) >= a.n;
}

bool acronym_exactly_of(const struct tokens *t, size_t first, size_t end, size_t k)
{
	struct sv a = t->all.v[k].fold;
	size_t n = 0;
	for (size_t i = first; i < end; i++) {
		struct sv w = t->all.v[i].fold;
		if (t->all.v[i].type != TOKEN_WORD)
			return false;
		bool small = is_small(t, i), met = n < a.n && w.p[0] == a.p[n];
		if (!met && !small)
			return false;
		n += met;
		for (size_t c = 1; c < w.n; c++)
			n += w.p[c - 1] == '-' && n < a.n && w.p[c] == a.p[n];
	}
	return n == a.n;
}

size_t acronym_start(const struct tokens *t, size_t k)
{
	size_t n = t->all.v[k].fold.n;
	if (k < 2 || n < 2 || n > 8 || !token_is_mark(t, k - 1, '(') || !token_is_mark(t, k + 1, ')'))
		return k;
	for (size_t i = k - 1; i-- > 0 && k - i < BACK_MAX && t->all.v[i].sentence == t->all.v[k].sentence;) {
		if (acronym_exactly_of(t, i, k - 1, k) && !is_small(t, i))
			return i;
	}
	return k;
}
