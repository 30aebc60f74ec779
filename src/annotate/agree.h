/* agree.h - how far annotators agree: counts of spans, and coefficients on units.
 *
 * Knows no file. Cohen (1960) for two; Krippendorff (2011), "Computing
 * Krippendorff's alpha-reliability", nominal data, for two or more: units are
 * tokens there, each carries a label, 0 where nothing stands. Krippendorff (1995),
 * "On the reliability of unitizing continuous data", for where units begin
 * and end. All in O(n log n).
 */
#ifndef ANNOTATE_AGREE_H
#define ANNOTATE_AGREE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct marked_span {
	struct span at;
	uint32_t label; /* of kind and tag: not 0 */
};

struct agreement {
	size_t left, right, same; /* spans; same: equal edges and label */
	size_t left_hit, right_hit; /* that overlap one of the same label on the other side */
};

/* Both sides sorted by start. label 0: all. */
struct agreement agree_spans(const struct marked_span *a, size_t na, const struct marked_span *b, size_t nb,
			     uint32_t label);
double agree_precision(const struct agreement *g); /* of the right side against the left; 0 for 0/0 */
double agree_recall(const struct agreement *g);
double agree_f1(const struct agreement *g);
double agree_overlap_f1(const struct agreement *g);

/* Cohen's kappa over n units; 1 when there is only one label on both sides. */
double agree_kappa(const uint32_t *a, const uint32_t *b, size_t n);
#define AGREE_MISSING UINT32_MAX
/* Krippendorff's alpha, nominal: units[coder][unit], AGREE_MISSING where a coder
 * has not judged. 1 when only one label occurs. */
double agree_alpha(const uint32_t *const *units, size_t coders, size_t n);

/* Of the units of one label, on a continuum of `length`. */
struct disagreement {
	double observed, expected;
};
/* coders[c] has counts[c] spans, sorted by start, all inside [0, length). Units of one
 * coder and label do not overlap here: of those that do the first counts. */
struct disagreement agree_unitizing(const struct marked_span *const *coders, const size_t *counts, size_t n,
				    size_t length, uint32_t label);
/* Krippendorff's alpha for unitizing, over n labels together; 1 when there are no units. */
double agree_alpha_u(const struct disagreement *d, size_t n);

#endif
