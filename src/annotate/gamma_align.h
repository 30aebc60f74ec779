/* gamma_align.h - the best alignment of gamma.h: of several annotators' units. */
#ifndef ANNOTATE_GAMMA_ALIGN_H
#define ANNOTATE_GAMMA_ALIGN_H

#include "annotate/agree.h"
#include "base/vec.h"

typedef VEC(struct marked_span) unit_vec;

/* Of two units; neither is empty. */
double gamma_dissimilarity(const struct marked_span *u, const struct marked_span *v);

#define GAMMA_MOST 64 /* annotators */

/* The disorder of the best alignment of n annotators, two at least, GAMMA_MOST at most, whose units are
 * sorted by start and not empty; 0 when there are none. *aligned: its unitary alignments. */
double gamma_disorder(const unit_vec *coders, size_t n, size_t *aligned);

#endif
