/* test_agree.c - the coefficients against published worked examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/agree.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kappa),
		cmocka_unit_test(test_alpha),
		cmocka_unit_test(test_spans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
