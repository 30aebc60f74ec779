/* compare.c - see compare.h. */
#include "annotate/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum compare_how compare_two(const struct compared *a, const struct compared *b)
{
	bool tag = strcmp(a->tag, b->tag) == 0 && a->kind == b->kind;
	if (a->doc != b->doc)
		return COMPARE_NONE;
	if (span_eq(a->at, b->at))
		return tag ? COMPARE_SAME : COMPARE_TAG;
	return span_hits(a->at, b->at) && (tag || a->kind == b->kind) ? COMPARE_SPAN : COMPARE_NONE;
}

/* Does a come wholly before b? */
static bool is_before(const struct compared *a, const struct compared *b)
{
	return a->doc != b->doc ? a->doc < b->doc : a->at.start < b->at.start;
}

/* The first of b that reaches, or is behind, the start of `at`; reach[k] is the
 * largest end of b[0..k] in its document. */
static size_t first_reaching(const struct compared *at, const struct compared *b, size_t nb, const size_t *reach)
{
	size_t lo = 0, hi = nb;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		bool early = b[mid].doc != at->doc ? b[mid].doc < at->doc : reach[mid] < at->at.start;
		if (early)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void compare_pair(const struct compared *a, size_t na, const struct compared *b, size_t nb, size_t *with_a, size_t *with_b)
{
	size_t *reach = xcalloc(nb, sizeof *reach);
	for (size_t k = 0; k < nb; k++) {
		bool goes_on = k > 0 && b[k - 1].doc == b[k].doc && reach[k - 1] > b[k].at.end;
		reach[k] = goes_on ? reach[k - 1] : b[k].at.end;
	}
	for (int level = COMPARE_SAME; level > COMPARE_NONE; level--) {
		for (size_t i = 0; i < na; i++) {
			struct compared end = a[i];
			end.at.start = a[i].at.end + (a[i].at.end == a[i].at.start);
			for (size_t k = first_reaching(&a[i], b, nb, reach); k < nb && with_a[i] == 0 && is_before(&b[k], &end); k++) {
				if (with_b[k] == 0 && compare_two(&a[i], &b[k]) == (enum compare_how)level) {
					with_a[i] = k + 1;
					with_b[k] = i + 1;
				}
			}
		}
	}
	free(reach);
}
