/* test_mentions.c - mentions are put in order as a stable sort would, from an index on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/mention.h"

#define RANDOM_SEED 11
#include "tests/random.h"

static int by_place(const struct mention *x, const struct mention *y)
{
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end < y->span.end ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

/* Some runs in order, as the parts of extraction append them, or none. */
static void fill(struct mentions *m)
{
	size_t n = random_below(60), at = 0;
	uint32_t length = 1 + random_below(20); /* of a run, about */
	for (size_t i = 0; i < n; i++) {
		at = random_below(length) == 0 ? random_below(20) : at + random_below(3);
		struct span span = { at, at + 1 + random_below(2) };
		struct mention *e = mentions_add(m, (enum kind)random_below(KIND_COUNT), span, "X", "test");
		e->cluster = (int)i;
	}
}

static void test_sort(void **state)
{
	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct mentions m;
		mentions_init(&m);
		fill(&m);
		size_t n = m.all.n, from = random_below(3) == 0 ? random_below((uint32_t)n + 1) : 0;
		bool seen[64] = { false };
		mentions_sort(&m, from);
		assert_int_equal(m.all.n, n);
		for (size_t i = 0; i < n; i++) {
			const struct mention *e = &m.all.v[i], *last = i > from ? e - 1 : NULL;
			int order = last != NULL ? by_place(last, e) : -1;
			assert_true(i >= from || e->cluster == (int)i);
			assert_true(order < 0 || (order == 0 && last->cluster < e->cluster));
			assert_false(seen[e->cluster]);
			seen[e->cluster] = true;
		}
		mentions_fini(&m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_sort) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
