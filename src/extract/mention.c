/* mention.c - see mention.h. */
#include "extract/mention.h"

#include <string.h>

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

static int by_place(const struct mention *x, const struct mention *y)
{
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end < y->span.end ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

/* The mention behind the last one of v that follows its neighbour in order, from first on. */
static size_t run_end(const struct mention *v, size_t first, size_t n)
{
	size_t i = first + 1;
	while (i < n && by_place(&v[i - 1], &v[i]) <= 0)
		i++;
	return i < n ? i : n;
}

/* Merges runs [a, b) and [b, end) of v, from behind: what is in order stays where it is. */
static void merge(struct mention *v, size_t a, size_t b, size_t end)
{
	size_t n = end - b;
	struct mention *second = xmalloc(n * sizeof *second);
	memcpy(second, &v[b], n * sizeof *second);
	for (size_t k = end; n > 0; k--)
		v[k - 1] = b > a && by_place(&v[b - 1], &second[n - 1]) > 0 ? v[--b] : second[--n];
	free(second);
}

/* Every part appends in the order of the text: few runs, merged two by two. */
void mentions_sort(struct mentions *m, size_t from)
{
	size_t n = m->all.n;
	while (run_end(m->all.v, from, n) < n) {
		for (size_t a = from, end; a < n; a = end) {
			size_t b = run_end(m->all.v, a, n);
			end = b < n ? run_end(m->all.v, b, n) : n;
			merge(m->all.v, a, b, end);
		}
	}
}
