/* mention.c - see mention.h. */
#include "extract/mention.h"

void mentions_init(struct mentions *m)
{
	*m = (struct mentions){ 0 };
	arena_init(&m->arena);
}

void mentions_fini(struct mentions *m)
{
	vec_fini(&m->all);
	vec_fini(&m->clusters);
	arena_fini(&m->arena);
}

struct mention *mentions_add(struct mentions *m, enum kind kind, struct span at, const char *tag,
			     const char *rule)
{
	struct mention one = {
		.span = at, .kind = kind, .tag = tag, .cluster = -1, .confidence = 0.5f, .rule = rule
	};
	vec_push(&m->all, one);
	return &m->all.v[m->all.n - 1];
}

static int by_place(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end < y->span.end ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

void mentions_sort(struct mentions *m)
{
	if (m->all.n > 1)
		qsort(m->all.v, m->all.n, sizeof *m->all.v, by_place);
}
