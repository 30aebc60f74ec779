/* train_crf.c - learning of the tagger's weights: a conditional random field (Lafferty,
 * McCallum, Pereira 2001) by stochastic gradient with steps of its own for each weight
 * (AdaGrad: Duchi, Hazan, Singer 2011).
 *
 * While learning, features are left out at random, and now and then all that name the
 * word itself: the model must not lean on the one word it has seen before, and learns what
 * the lists and the words around are worth. The weights of the second half of several
 * runs from different seeds are averaged. One thread, seeds that are fixed: the same
 * bytes every time.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/train.h"

/* Found by cross-validation; none is sharp. */
#define RUNS 8
#define EPOCHS 12
#define AVERAGED_FROM 6   /* epoch */
#define ARTICLE_WEIGHT 2  /* times an article of the gold counts what a lone sentence or an article of prose does */
#define RATE 0.1f         /* of learning */
#define DECAY 0.0001f     /* of weights, a use */
#define DROPPED 300       /* features in a thousand */
#define OWN_DROPPED 200   /* capitalised words in a thousand */
#define UNITS 40          /* of a weight of 1 in the model */

#define WEIGHTS ((size_t)TAGGER_ROW << FEATURE_BITS)
#define TRANSITIONS (LABEL_COUNT * LABEL_COUNT)
#define SMALL 0.01f /* keeps the first steps from being wild */

struct weights {
	float *w, trans[TRANSITIONS];
};

struct crf {
	struct weights now, squares, sum; /* squares: of the gradients until now */
	unsigned summed;
	uint32_t random; /* of xorshift (Marsaglia 2003); never 0 */
};

/* One sentence under work: n tokens by LABEL_COUNT. */
struct lattice {
	const struct train_doc *doc;
	size_t first, n;
	float *score, *alpha, *beta;   /* as factors, scaled token by token */
	uint32_t (*used)[FEATURES_MAX]; /* features not left out */
	uint8_t *count;
	float trans[TRANSITIONS]; /* as factors, 0 for the illegal */
	size_t room;
};

struct place {
	uint32_t doc, sentence;
};

typedef VEC(struct place) place_vec;

static bool happens(struct crf *m, uint32_t in_thousand)
{
	m->random ^= m->random << 13;
	m->random ^= m->random >> 17;
	m->random ^= m->random << 5;
	return m->random % 1000 < in_thousand;
}

static void lattice_fit(struct lattice *x, size_t n)
{
	if (n <= x->room)
		return;
	x->room = n;
	x->score = xrealloc(x->score, n * LABEL_COUNT * sizeof *x->score);
	x->alpha = xrealloc(x->alpha, n * LABEL_COUNT * sizeof *x->alpha);
	x->beta = xrealloc(x->beta, n * LABEL_COUNT * sizeof *x->beta);
	x->used = xrealloc(x->used, n * sizeof *x->used);
	x->count = xrealloc(x->count, n);
}

static void lattice_fini(struct lattice *x)
{
	free(x->score);
	free(x->alpha);
	free(x->beta);
	free(x->used);
	free(x->count);
}

/* The features that count this time, and the factors they give. */
static void emit(struct crf *m, struct lattice *x, size_t i)
{
	const struct train_doc *d = x->doc;
	size_t at = x->first + i, n = 0;
	const uint32_t *f = d->features + at * FEATURES_MAX;
	bool no_own = d->t.all.v[at].flags & TOKEN_CAPITAL && happens(m, OWN_DROPPED);
	float *score = x->score + i * LABEL_COUNT, top = 0;
	memset(score, 0, LABEL_COUNT * sizeof *score);
	for (size_t k = no_own ? d->own[at] : 0; k < d->counts[at]; k++) {
		if (happens(m, DROPPED))
			continue;
		x->used[i][n++] = f[k];
		const float *row = m->now.w + (size_t)f[k] * TAGGER_ROW;
		for (size_t l = 0; l < TAGGER_ROW; l++)
			score[l + 1] += row[l];
	}
	x->count[i] = (uint8_t)n;
	for (size_t l = 0; l < LABEL_COUNT; l++)
		top = fmaxf(top, score[l]);
	for (size_t l = 0; l < LABEL_COUNT; l++)
		score[l] = expf(score[l] - top);
}

static void scale(float *v)
{
	float sum = 0;
	for (size_t l = 0; l < LABEL_COUNT; l++)
		sum += v[l];
	for (size_t l = 0; l < LABEL_COUNT; l++)
		v[l] /= sum;
}

static void forward_backward(struct lattice *x)
{
	for (size_t i = 0; i < x->n; i++) {
		float *a = x->alpha + i * LABEL_COUNT;
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			float v = i == 0 && label_follows(LABEL_O, l);
			for (size_t p = 0; p < LABEL_COUNT && i > 0; p++)
				v += a[(int)p - LABEL_COUNT] * x->trans[p * LABEL_COUNT + l];
			a[l] = v * x->score[i * LABEL_COUNT + l];
		}
		scale(a);
	}
	for (size_t i = x->n; i-- > 0;) {
		float *b = x->beta + i * LABEL_COUNT;
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			b[l] = i + 1 == x->n;
			for (size_t p = 0; p < LABEL_COUNT && i + 1 < x->n; p++)
				b[l] += b[LABEL_COUNT + p] * x->trans[l * LABEL_COUNT + p] *
					x->score[(i + 1) * LABEL_COUNT + p];
		}
		scale(b);
	}
}

static void step(float *w, float *squares, float gradient)
{
	*squares += gradient * gradient;
	*w -= RATE * gradient / sqrtf(*squares + SMALL);
}

static void learn_token(struct crf *m, const struct lattice *x, size_t i)
{
	float p[LABEL_COUNT], most = 0;
	for (size_t l = 0; l < LABEL_COUNT; l++)
		p[l] = x->alpha[i * LABEL_COUNT + l] * x->beta[i * LABEL_COUNT + l];
	scale(p);
	p[x->doc->labels[x->first + i]] -= 1;
	for (size_t l = 0; l < LABEL_COUNT; l++)
		most = fmaxf(most, fabsf(p[l]));
	if (most < 1e-4f)
		return; /* learnt */
	for (size_t k = 0; k < x->count[i]; k++) {
		size_t row = (size_t)x->used[i][k] * TAGGER_ROW;
		for (size_t l = 0; l < TAGGER_ROW; l++)
			step(&m->now.w[row + l], &m->squares.w[row + l], p[l + 1] + DECAY * m->now.w[row + l]);
	}
}

static void learn_transitions(struct crf *m, const struct lattice *x)
{
	float gradient[TRANSITIONS] = { 0 };
	const uint8_t *gold = x->doc->labels + x->first;
	for (size_t i = 0; i + 1 < x->n; i++) {
		float e[TRANSITIONS], sum = 0;
		for (size_t k = 0; k < TRANSITIONS; k++) {
			size_t to = (i + 1) * LABEL_COUNT + k % LABEL_COUNT;
			e[k] = x->alpha[i * LABEL_COUNT + k / LABEL_COUNT] * x->trans[k] * x->score[to] * x->beta[to];
			sum += e[k];
		}
		for (size_t k = 0; k < TRANSITIONS; k++)
			gradient[k] += e[k] / sum;
		gradient[gold[i] * LABEL_COUNT + gold[i + 1]] -= 1;
	}
	for (size_t k = 0; k < TRANSITIONS; k++)
		step(&m->now.trans[k], &m->squares.trans[k], gradient[k]);
}

static void learn(struct crf *m, struct lattice *x, const struct train_doc *d, size_t sentence)
{
	x->doc = d;
	x->first = d->t.sentences.v[sentence].first;
	x->n = d->t.sentences.v[sentence].end - x->first;
	lattice_fit(x, x->n);
	for (size_t k = 0; k < TRANSITIONS; k++)
		x->trans[k] = label_follows(k / LABEL_COUNT, k % LABEL_COUNT) ? expf(m->now.trans[k]) : 0;
	for (size_t i = 0; i < x->n; i++)
		emit(m, x, i);
	forward_backward(x);
	for (size_t i = 0; i < x->n; i++)
		learn_token(m, x, i);
	learn_transitions(m, x);
}

static void shuffle(place_vec *order, uint64_t *seed)
{
	for (size_t i = order->n; i > 1; i--) {
		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		size_t j = (size_t)(*seed >> 33) % i;
		struct place p = order->v[i - 1];
		order->v[i - 1] = order->v[j];
		order->v[j] = p;
	}
}

static void add_sum(struct crf *m)
{
	for (size_t k = 0; k < WEIGHTS; k++)
		m->sum.w[k] += m->now.w[k];
	for (size_t k = 0; k < TRANSITIONS; k++)
		m->sum.trans[k] += m->now.trans[k];
	m->summed++;
}

static void run(struct crf *m, const struct corpus *c, place_vec *order, uint32_t seed)
{
	struct lattice x = { 0 };
	uint64_t shuffled = seed;
	m->random = seed;
	memset(m->now.w, 0, WEIGHTS * sizeof *m->now.w);
	memset(m->squares.w, 0, WEIGHTS * sizeof *m->squares.w);
	memset(m->now.trans, 0, sizeof m->now.trans);
	memset(m->squares.trans, 0, sizeof m->squares.trans);
	for (int epoch = 0; epoch < EPOCHS; epoch++) {
		shuffle(order, &shuffled);
		for (size_t i = 0; i < order->n; i++)
			learn(m, &x, &c->docs.v[order->v[i].doc], order->v[i].sentence);
		if (epoch >= AVERAGED_FROM)
			add_sum(m);
	}
	lattice_fini(&x);
}

static int8_t quantised(float sum, unsigned of)
{
	float q = roundf(sum / (float)of * UNITS);
	return (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
}

int8_t *crf_train(const struct corpus *c, int fold)
{
	struct crf m = { 0 };
	place_vec order = { 0 };
	m.now.w = xcalloc(WEIGHTS, sizeof *m.now.w);
	m.squares.w = xcalloc(WEIGHTS, sizeof *m.squares.w);
	m.sum.w = xcalloc(WEIGHTS, sizeof *m.sum.w);
	for (uint32_t i = 0; i < c->docs.n; i++) {
		const struct train_doc *d = &c->docs.v[i];
		if ((int)d->fold == fold)
			continue;
		for (uint32_t s = 0; s < d->t.sentences.n; s++) {
			for (int k = 0; k < (d->article && d->fold < TRAIN_FOLDS ? ARTICLE_WEIGHT : 1); k++)
				vec_push(&order, ((struct place){ i, s }));
		}
	}
	for (uint32_t k = 0; k < RUNS; k++)
		run(&m, c, &order, 20240312u + 977u * k);
	int8_t *model = xcalloc(TAGGER_MODEL_SIZE, 1);
	model[0] = UNITS;
	for (size_t k = 0; k < TRANSITIONS; k++)
		model[1 + k] = quantised(m.sum.trans[k], m.summed);
	for (size_t k = 0; k < WEIGHTS; k++)
		model[TAGGER_HEAD + k] = quantised(m.sum.w[k], m.summed);
	free(m.now.w);
	free(m.squares.w);
	free(m.sum.w);
	vec_fini(&order);
	return model;
}
