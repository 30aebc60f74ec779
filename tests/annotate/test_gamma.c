/* test_gamma.c - gamma against published figures, and its alignments against every
 * alignment there is.
 *
 * The continuum of Alex, Paul and Suzan is that of Mathet et al. (2015); its figures,
 * and the dissimilarities, stand in the tests of pygamma-agreement (Titeux and Riad 2021).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/gamma.h"
#include "annotate/gamma_align.h"

#define U(start, end, label) { { start, end }, label }

static void assert_between(double got, double low, double high)
{
	if (got < low || got > high)
		fail_msg("%.4f, and not %.4f to %.4f", got, low, high);
}

static void assert_near(double got, double want)
{
	assert_between(got, want - 0.0006, want + 0.0006);
}

static double positional(size_t a, size_t b, size_t c, size_t d)
{
	struct marked_span u = U(a, b, 1), v = U(c, d, 1);

	return gamma_dissimilarity(&u, &v) / 3;
}

/* Figure 10 of the article, and its figure 20: no effect of scale. */
static void test_dissimilarity(void **state)
{
	struct marked_span u = U(4, 14, 1), v = U(4, 14, 2);

	(void)state;
	assert_between(positional(4, 14, 40, 44), 22.1, 22.3);
	assert_near(positional(4, 14, 4, 14), 0);
	assert_between(positional(4, 14, 20, 25), 3.2, 3.25);
	assert_near(positional(4, 14, 14, 24), 1);
	assert_near(positional(20, 30, 20, 25), 1.0 / 9);
	assert_near(positional(20, 25, 14, 24), 0.2178);
	assert_near(positional(0, 7, 0, 10), positional(0, 21, 0, 30));
	assert_near(gamma_dissimilarity(&u, &v), 1);
}

static const struct marked_span alex[] = { U(2, 9, 1), U(11, 17, 2), U(24, 30, 5), U(32, 36, 6), U(36, 44, 6), U(44, 60, 7) };
static const struct marked_span paul[] = { U(2, 9, 1), U(11, 17, 3), U(19, 25, 5), U(32, 44, 6) };
static const struct marked_span suzan[] = { U(2, 9, 1), U(11, 17, 4), U(21, 27, 5), U(32, 36, 6), U(36, 40, 6), U(40, 44, 6) };

static void test_published(void **state)
{
	const struct marked_span *coders[] = { alex, paul, suzan };
	size_t counts[] = { 6, 4, 6 };
	struct gamma g = gamma_measure(coders, counts, 3, 60, 0), again = gamma_measure(coders, counts, 3, 60, 0);

	(void)state;
	assert_true(g.aligned == 6 || g.aligned == 7); /* Alex’s last and Suzan’s last cost the same together and apart */
	assert_between(g.observed, 0.96 * 0.99, 0.96 * 1.01);
	assert_between(g.value, 0.44, 0.47);
	assert_true(g.value == again.value && g.samples >= 30);
}

/* ---- against every alignment ---- */

#define MOST 12

struct brute {
	struct marked_span unit[MOST];
	size_t coder[MOST], cluster[MOST], n, coders;
	double best;
};

/* Unit i goes to each cluster that has none of its annotator yet, and to one of its own. */
static void try_all(struct brute *b, size_t i, size_t clusters, double cost)
{
	double pairs = (double)(b->coders * (b->coders - 1)) / 2;

	if (i == b->n) {
		b->best = cost < b->best ? cost : b->best;
		return;
	}
	for (size_t k = 0; k <= clusters; k++) {
		double gain = k == clusters ? -pairs : 0;
		bool taken = false;

		for (size_t j = 0; j < i; j++) {
			if (b->cluster[j] != k)
				continue;
			taken = taken || b->coder[j] == b->coder[i];
			gain += 1 - gamma_dissimilarity(&b->unit[i], &b->unit[j]);
		}
		b->cluster[i] = k;
		if (!taken)
			try_all(b, i + 1, clusters + (k == clusters), cost - gain);
	}
}

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7FFF;
}

/* Of random annotators on a short text: how often the alignment is not the best one. */
static unsigned missed(size_t coders, size_t each, unsigned rounds)
{
	unsigned seed = 20151, worse = 0;

	for (unsigned r = 0; r < rounds; r++) {
		struct brute b = { .coders = coders, .best = 1e9 };
		const struct marked_span *v[5];
		size_t counts[5];
		double pairs = (double)(coders * (coders - 1)) / 2;

		for (size_t c = 0; c < coders; c++) {
			size_t start = 0;

			v[c] = &b.unit[b.n];
			counts[c] = each;
			for (size_t i = 0; i < each; i++) {
				start += next(&seed) % 8;
				b.coder[b.n] = c;
				b.unit[b.n++] = (struct marked_span){ { start, start + 1 + next(&seed) % 10 }, 1 + next(&seed) % 2 };
			}
		}
		try_all(&b, 0, 0, 0);
		b.best = b.best / pairs / (double)each;

		double got = gamma_measure(v, counts, coders, 40, 0).observed;

		if (got < b.best - 1e-6)
			fail_msg("%f, below the best there is, %f", got, b.best);
		worse += got > b.best + 1e-6;
	}
	return worse;
}

static void test_two_are_exact(void **state)
{
	(void)state;
	assert_int_equal(missed(2, 5, 150), 0);
}

static void test_three_and_four(void **state)
{
	(void)state;
	assert_int_equal(missed(3, 3, 100), 0);
	assert_int_equal(missed(4, 2, 100), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dissimilarity),
		cmocka_unit_test(test_published),
		cmocka_unit_test(test_two_are_exact),
		cmocka_unit_test(test_three_and_four),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
