/* gamma.h - the agreement measure gamma: where units are and what they are called,
 * by the alignment that suits all annotators best.
 *
 * Mathet, Widlöcher, Métivier (2015), "The Unified and Holistic Method Gamma for
 * Inter-Annotator Agreement Measure and Alignment", Computational Linguistics 41(3).
 * Units may overlap and nest. With the dissimilarity of an empty unit 1:
 *
 *	positional(u, v)  ((|start u - start v| + |end u - end v|) / (length u + length v))²
 *	categorial(u, v)  0 with the same label, else 1
 *	d(u, v)           3 positional + categorial; 1 where one of the two is empty
 *
 * A unitary alignment takes at most one unit of each annotator; its disorder is the
 * mean of d over all pairs of annotators. An alignment puts every unit into exactly
 * one of them; its disorder is their sum over the mean number of units of an
 * annotator. gamma = 1 - disorder of the best alignment / that expected by chance.
 *
 * Chance, as there (5.2): as many annotators are drawn, each shifted on the text, what
 * runs out at the end comes in at the start, no two shifts nearer than a mean unit is
 * long; 30 such texts and then as many as a relative error of 1 % (95 % of the time)
 * asks for. The draws are the same at each run.
 *
 * The best alignment of two annotators is an assignment problem and solved exactly.
 * For more it is one of many dimensions, NP-hard: the text is parted where nothing
 * bridges; in each part every way to cut the annotators into two groups is solved
 * exactly in turn, the pieces of unitary alignments in one group being assigned to those
 * in the other, until no cut helps (Karapetyan and Gutin 2011, "Local search heuristics
 * for the multidimensional assignment problem"); then branch and bound looks for a
 * better one, and proves that there is none where the part has few units.
 */
#ifndef ANNOTATE_GAMMA_H
#define ANNOTATE_GAMMA_H

#include "annotate/agree.h"

struct gamma {
	double value;              /* 1 when nobody marked anything, or all the same */
	double observed, expected; /* disorders */
	size_t aligned;            /* unitary alignments of the best alignment */
	size_t samples;            /* texts by chance */
};

/* Of GAMMA_MOST annotators at most (gamma_align.h). coders[c] has counts[c] spans, sorted by start, on a text of length `length`; empty
 * spans do not count. label 0: all, else the units of that one. */
struct gamma gamma_measure(const struct marked_span *const *coders, const size_t *counts, size_t n, size_t length,
			   uint32_t label);

#endif
