/* test_agree.c - the coefficients against published worked examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/agree.h"

#define RANDOM_SEED 5
#include "tests/random.h"

static void assert_near(double got, double want)
{
	if (got < want - 0.0006 || got > want + 0.0006)
		fail_msg("%.4f, and not %.4f", got, want);
}

/* 50 proposals by two readers: 20 both yes, 15 both no, 5 and 10 apart (kappa 0.4). */
static void test_kappa(void **state)
{
	uint32_t a[50], b[50];

	(void)state;
	for (int i = 0; i < 50; i++) {
		a[i] = i < 25;
		b[i] = i < 20 || (i >= 25 && i < 35);
	}
	assert_near(agree_kappa(a, b, 50), 0.4);
	assert_near(agree_kappa(a, a, 50), 1);
}

static void read_row(const char *s, uint32_t *out)
{
	for (size_t i = 0; s[i]; i++)
		out[i] = s[i] == '.' ? AGREE_MISSING : (uint32_t)(unsigned char)s[i];
}

/* Krippendorff (2011), examples A, B and C. */
static void test_alpha(void **state)
{
	uint32_t rows[4][12];
	const uint32_t *units[] = { rows[0], rows[1], rows[2], rows[3] };

	(void)state;
	read_row("0100000010", rows[0]);
	read_row("1110010000", rows[1]);
	assert_near(agree_alpha(units, 2, 10), 0.095);
	read_row("aabbdcccedda", rows[0]);
	read_row("babbbccceddd", rows[1]);
	assert_near(agree_alpha(units, 2, 12), 0.692);
	read_row("123321412...", rows[0]);
	read_row("1233224125.3", rows[1]);
	read_row(".3332342251.", rows[2]);
	read_row("12332441251.", rows[3]);
	assert_near(agree_alpha(units, 4, 12), 0.743);
}

static void test_spans(void **state)
{
	static const struct marked_span a[] = { { { 0, 5 }, 1 }, { { 10, 14 }, 2 }, { { 20, 30 }, 1 } };
	static const struct marked_span b[] = { { { 0, 5 }, 1 }, { { 10, 15 }, 2 }, { { 22, 25 }, 2 }, { { 40, 42 }, 1 } };
	struct agreement g = agree_spans(a, 3, b, 4, 0);

	(void)state;
	assert_int_equal(g.same, 1);
	assert_int_equal(g.left, 3);
	assert_int_equal(g.right, 4);
	assert_int_equal(g.left_hit, 2);
	assert_int_equal(g.right_hit, 2);
	assert_near(agree_precision(&g), 0.25);
	assert_near(agree_recall(&g), 1.0 / 3);
	g = agree_spans(a, 3, b, 4, 2);
	assert_int_equal(g.left, 1);
	assert_int_equal(g.right, 2);
	assert_int_equal(g.same, 0);
}

/* Krippendorff (2004), "Measuring the reliability of qualitative text analysis data":
 * two observers, a continuum from 150 to 450, units of the categories c and k; observed
 * and expected disagreement .0144 and .0532 for c, 0 and .0490 for k. */
static void test_alpha_u(void **state)
{
	static const struct marked_span i[] = { { { 30, 90 }, 2 }, { { 75, 145 }, 1 }, { { 150, 200 }, 2 }, { { 220, 250 }, 1 } };
	static const struct marked_span j[] = { { { 30, 90 }, 2 },   { { 70, 150 }, 1 },  { { 150, 200 }, 2 },
						{ { 205, 225 }, 1 }, { { 250, 270 }, 1 } };
	const struct marked_span *coders[] = { i, j };
	const size_t counts[] = { 4, 5 };
	struct disagreement d[2];

	(void)state;
	d[0] = agree_unitizing(coders, counts, 2, 300, 1);
	d[1] = agree_unitizing(coders, counts, 2, 300, 2);
	assert_near(d[0].observed * 10, 0.144);
	assert_near(d[0].expected * 10, 0.532);
	assert_near(d[1].observed, 0);
	assert_near(d[1].expected * 10, 0.490);
	assert_near(agree_alpha_u(&d[0], 1), 0.7285);
	assert_near(agree_alpha_u(&d[1], 1), 1);
	assert_near(agree_alpha_u(d, 2), 0.8587);
}

static size_t random_spans(struct marked_span *v)
{
	size_t n = random_below(30), at = 0;

	for (size_t i = 0; i < n; i++) {
		at += random_below(6);
		v[i] = (struct marked_span){ { at, at + 1 + random_below(12) }, 1 + random_below(3) };
	}
	return n;
}

static size_t hits_by_looking(const struct marked_span *a, size_t na, const struct marked_span *b, size_t nb)
{
	size_t n = 0;

	for (size_t i = 0; i < na; i++) {
		bool hit = false;

		for (size_t k = 0; k < nb; k++)
			hit = hit || (a[i].label == b[k].label && span_hits(a[i].at, b[k].at));
		n += hit;
	}
	return n;
}

/* The quick counts are those of comparing all with all. */
static void test_overlaps(void **state)
{
	struct marked_span a[30], b[30];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t na = random_spans(a), nb = random_spans(b);
		struct agreement g = agree_spans(a, na, b, nb, 0);

		assert_int_equal(g.left_hit, hits_by_looking(a, na, b, nb));
		assert_int_equal(g.right_hit, hits_by_looking(b, nb, a, na));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kappa),
		cmocka_unit_test(test_alpha),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_alpha_u),
		cmocka_unit_test(test_overlaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
