/* compare.h - which annotation of one side is which of the other.
 *
 * Two sides, each sorted by document, start, end. What is most alike is
 * paired first: the same edges and label, then the same edges, then
 * overlapping with the same kind. O(n log n) where annotations do not nest deeply.
 */
#ifndef ANNOTATE_COMPARE_H
#define ANNOTATE_COMPARE_H

#include "base/kind.h"
#include "base/str.h"

struct compared {
	size_t doc;     /* any numbering, the same on both sides */
	struct span at; /* any unit */
	enum kind kind;
	const char *tag;
};

/* NONE: nobody on the other side; SPAN: other edges; TAG: the same edges, another label. */
enum compare_how { COMPARE_NONE, COMPARE_SPAN, COMPARE_TAG, COMPARE_SAME };

enum compare_how compare_two(const struct compared *a, const struct compared *b);
/* with_a[i] becomes the index on the other side, + 1, or 0; likewise with_b. Both are
 * as long as their side, and all 0 on entry. */
void compare_pair(const struct compared *a, size_t na, const struct compared *b, size_t nb, size_t *with_a, size_t *with_b);

#endif
