/* fold.h - applying records to a state; only book.c uses it.
 *
 * fold_apply collects without order and finds annotations by a hash of their
 * ids, fold_finish sorts; fold_apply_sorted changes a finished state in place.
 */
#ifndef ANNOTATE_FOLD_H
#define ANNOTATE_FOLD_H

#include "annotate/book.h"

struct fold {
	VEC(struct annotation) all;
	VEC(struct link) links;
	size_t *slots; /* open addressing, index + 1 into all; 0 empty */
	size_t nslots;
};

void fold_init(struct fold *f);
void fold_apply(struct fold *f, const struct op *o);
/* Drops what was removed, sorts, frees the table. all and links are the caller's. */
void fold_finish(struct fold *f);

void fold_adopt(struct fold *f, struct annotation *v, size_t n, size_t cap, struct link *links,
		size_t nlinks, size_t caplinks);
void fold_apply_sorted(struct fold *f, const struct op *o);
void fold_sort(struct annotation *v, size_t n);

#endif
