/* matching.h - the best pairing of two sides: an assignment problem.
 *
 * Each left and each right is paired at most once; the sum of the gains is as
 * large as it can be. Shortest augmenting paths on a sparse graph (Jonker and
 * Volgenant 1987), in O(lefts x edges x log edges) at worst; where pairs
 * are near each other, as spans of a text are, each path ends after a few steps.
 */
#ifndef ANNOTATE_MATCHING_H
#define ANNOTATE_MATCHING_H

#include <stddef.h>
#include <stdint.h>

struct matching_edge {
	uint32_t left, right;
	double gain; /* above 0 */
};

#define MATCHING_ALONE UINT32_MAX

/* edges are sorted by left, n of them. right_of[left] becomes its right, or
 * MATCHING_ALONE; as long as lefts. Returns the sum of the gains. */
double matching_best(const struct matching_edge *edges, size_t n, uint32_t lefts, uint32_t rights, uint32_t *right_of);

#endif
