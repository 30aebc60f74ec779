/* state.h - the annotations that a log leaves: by id, and those that are there in
 * order of start, end and id; and the links between them. Only book.c uses it.
 *
 * state_apply is the one way a record changes an annotation, for a log that is
 * folded from its beginning and for one record more. An entry stays where it is
 * in memory until state_fini, also when its annotation is taken away. The order
 * is an array with a gap: what changes one place after the other, in whatever
 * direction, costs their distance.
 */
#ifndef ANNOTATE_STATE_H
#define ANNOTATE_STATE_H

#include "annotate/book.h"

struct entry {
	struct annotation a; /* a.id is set always */
	size_t last;         /* newest record about it, index + 1; 0: none (log.h) */
	bool added, there;   /* added before; not taken away since */
};

struct state {
	struct arena arena;   /* the entries */
	VEC(struct entry *) all;
	struct entry **slots; /* open addressing by id; NULL free */
	size_t nslots;
	struct entry **order; /* gap buffer of those that are there */
	size_t n, cap, gap;   /* the gap begins at index gap, cap - n wide */
	VEC(struct link) links;
};

void state_init(struct state *s);
void state_fini(struct state *s);

/* The entry of an id, there or not; NULL: the log never spoke of it. */
struct entry *state_find(const struct state *s, uint64_t id);
/* The same, made when it is new. */
struct entry *state_entry(struct state *s, uint64_t id);
const struct annotation *state_at(const struct state *s, size_t i);

/* The annotation of e as o leaves it; the order does not know yet. */
void state_apply(struct entry *e, const struct op *o);
/* Where an entry stands in the order. */
struct standing {
	bool there;
	struct span span;
};
struct standing state_standing(const struct entry *e);
/* After a change: e has its place in the order again, was is that of before. */
void state_settle(struct state *s, struct entry *e, struct standing was);
/* All that are there, in order, at once. */
void state_settle_all(struct state *s);

/* A link comes or goes; neither end need be there. */
void state_link(struct state *s, const struct op *o);
/* Links go that have lost an end. */
void state_prune_links(struct state *s);

#endif
