/* main_train.c - trains the tagger of names: make train, make train-report.
 *
 *   train OUT GOLD.tsv...        writes the model, trained on all of it
 *   train --report GOLD.tsv...   five-fold cross-validation, a line a fold and tag
 *
 * Beside each X.gold.tsv stands its X.txt. Structured perceptron with averaged
 * weights (Collins 2002); a fixed order from a fixed seed gives the same bytes
 * every time.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "extract/tagger.h"

#define EPOCHS 30
#define FOLDS 5
#define DROPPED 5 /* of a hundred */
#define WEIGHTS (((size_t)1 << TAGGER_BITS) * LABEL_COUNT)
#define TRANSITIONS (LABEL_COUNT * LABEL_COUNT)

struct document {
	char *bytes;
	struct tokens t;
	uint8_t *gold;
	uint32_t *features; /* TAGGER_FEATURES_MAX a token */
	uint8_t *counts;
};

struct place {
	uint32_t document, sentence;
};

/* w: weights now; u: the same weighted by time, for the average. */
struct model {
	float *w, *u, trans[TRANSITIONS], trans_u[TRANSITIONS];
	float time;
	bool learning;
};

static char *read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	struct str s;
	char buf[65536];
	size_t got;
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	str_init(&s);
	while ((got = fread(buf, 1, sizeof buf, f)) > 0)
		str_add(&s, (struct sv){ buf, got });
	fclose(f);
	*n = s.n;
	return str_take(&s);
}

/* Labels the tokens of one row of gold: kind tag start end ... in code points. */
static void label_row(struct document *d, struct sv row)
{
	struct sv cell[4];
	for (int i = 0; i < 4; i++) {
		if (!sv_next(&row, '\t', &cell[i]))
			return;
	}
	if (!sv_eq(cell[0], SV("entity")))
		return;
	size_t start = utf8_seek(d->t.text, strtoul(cell[2].p, NULL, 10));
	size_t end = utf8_seek(d->t.text, strtoul(cell[3].p, NULL, 10));
	bool first = true;
	for (size_t i = tokens_at(&d->t, start); i < d->t.all.n && d->t.all.v[i].span.start < end; i++) {
		d->gold[i] = (uint8_t)label_of(cell[1], first);
		first = false;
	}
}

static void document_load(struct document *d, const char *gold_path)
{
	char path[1024];
	size_t n;
	snprintf(path, sizeof path, "%s", gold_path);
	char *ext = strstr(path, ".gold.tsv");
	if (ext == NULL) {
		fprintf(stderr, "%s: no .gold.tsv\n", path);
		exit(2);
	}
	strcpy(ext, ".txt"); // NOLINT: shorter than what it replaces
	d->bytes = read_file(path, &n);
	tokens_init(&d->t, (struct sv){ d->bytes, n });
	d->gold = xcalloc(d->t.all.n + 1, 1);
	char *rows = read_file(gold_path, &n);
	struct sv rest = { rows, n }, row;
	while (sv_next(&rest, '\n', &row))
		label_row(d, row);
	free(rows);
	d->features = xcalloc(d->t.all.n + 1, sizeof *d->features * TAGGER_FEATURES_MAX);
	d->counts = xcalloc(d->t.all.n + 1, 1);
	struct tagger_doc *doc = tagger_doc_new(&d->t);
	for (size_t i = 0; i < d->t.all.n; i++)
		d->counts[i] = (uint8_t)tagger_features(doc, i, d->features + i * TAGGER_FEATURES_MAX);
	tagger_doc_free(doc);
}

static void document_fini(struct document *d)
{
	tokens_fini(&d->t);
	free(d->bytes);
	free(d->gold);
	free(d->features);
	free(d->counts);
}

/* While learning, a feature in DROPPED is left out at random: the model must not
 * lean on the one word it has seen before. The same for scoring and update. */
static bool is_dropped(const struct model *m, size_t i, size_t k)
{
	uint64_t h = (uint64_t)m->time * 0x9e3779b97f4a7c15u + i * 0xbf58476d1ce4e5b9u + k * 0x94d049bb133111ebu;
	h = (h ^ h >> 31) * 0xd6e8feb86659fd93u;
	return m->learning && (h >> 32) % 100 < DROPPED;
}

static void predict(const struct model *m, const struct document *d, size_t sentence, uint8_t *labels)
{
	size_t first = d->t.sentences.v[sentence].first, n = d->t.sentences.v[sentence].end - first;
	float *score = xcalloc(n * LABEL_COUNT, sizeof *score);
	for (size_t i = 0; i < n; i++) {
		const uint32_t *f = d->features + (first + i) * TAGGER_FEATURES_MAX;
		for (size_t k = 0; k < d->counts[first + i]; k++) {
			if (is_dropped(m, first + i, k))
				continue;
			const float *row = m->w + (size_t)f[k] * LABEL_COUNT;
			for (size_t l = 0; l < LABEL_COUNT; l++)
				score[i * LABEL_COUNT + l] += row[l];
		}
	}
	tagger_decode(n, score, m->trans, labels, NULL);
	free(score);
}

static void update(struct model *m, const struct document *d, size_t i, uint8_t label, float by)
{
	const uint32_t *f = d->features + i * TAGGER_FEATURES_MAX;
	for (size_t k = 0; k < d->counts[i]; k++) {
		if (is_dropped(m, i, k))
			continue;
		size_t at = (size_t)f[k] * LABEL_COUNT + label;
		m->w[at] += by;
		m->u[at] += by * m->time;
	}
}

static void update_transition(struct model *m, uint8_t from, uint8_t to, float by)
{
	m->trans[from * LABEL_COUNT + to] += by;
	m->trans_u[from * LABEL_COUNT + to] += by * m->time;
}

static void learn(struct model *m, const struct document *d, size_t sentence, uint8_t *labels)
{
	size_t first = d->t.sentences.v[sentence].first, n = d->t.sentences.v[sentence].end - first;
	const uint8_t *gold = d->gold + first;
	m->time += 1;
	predict(m, d, sentence, labels);
	if (memcmp(labels, gold, n) == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		if (labels[i] != gold[i]) {
			update(m, d, first + i, gold[i], 1);
			update(m, d, first + i, labels[i], -1);
		}
		if (i > 0 && (labels[i] != gold[i] || labels[i - 1] != gold[i - 1])) {
			update_transition(m, gold[i - 1], gold[i], 1);
			update_transition(m, labels[i - 1], labels[i], -1);
		}
	}
}

static size_t longest_sentence(const struct document *d, size_t n)
{
	size_t most = 1;
	for (size_t i = 0; i < n; i++) {
		for (size_t s = 0; s < d[i].t.sentences.n; s++) {
			size_t len = d[i].t.sentences.v[s].end - d[i].t.sentences.v[s].first;
			most = len > most ? len : most;
		}
	}
	return most;
}

/* Trains on every document whose index is not `fold` modulo FOLDS (fold < 0: on all). */
static void train(struct model *m, const struct document *d, size_t n, int fold)
{
	VEC(struct place) order = { 0 };
	uint8_t *labels = xmalloc(longest_sentence(d, n));
	uint64_t seed = 20240312;
	*m = (struct model){ .w = xcalloc(WEIGHTS, sizeof *m->w), .u = xcalloc(WEIGHTS, sizeof *m->u), .learning = true };
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t s = 0; s < d[i].t.sentences.n && (fold < 0 || (int)(i % FOLDS) != fold); s++) {
			struct place p = { i, s };
			vec_push(&order, p);
		}
	}
	for (int e = 0; e < EPOCHS; e++) {
		for (size_t i = order.n; i > 1; i--) {
			seed = seed * 6364136223846793005u + 1442695040888963407u;
			size_t j = (size_t)(seed >> 33) % i;
			struct place p = order.v[i - 1];
			order.v[i - 1] = order.v[j];
			order.v[j] = p;
		}
		for (size_t i = 0; i < order.n; i++)
			learn(m, &d[order.v[i].document], order.v[i].sentence, labels);
	}
	for (size_t k = 0; k < WEIGHTS; k++)
		m->w[k] -= m->u[k] / m->time;
	for (size_t k = 0; k < TRANSITIONS; k++)
		m->trans[k] -= m->trans_u[k] / m->time;
	m->learning = false;
	vec_fini(&order);
	free(labels);
}

static void model_fini(struct model *m)
{
	free(m->w);
	free(m->u);
}

/* Names counted: gold, found, right; for each tag. */
struct counts {
	unsigned gold[4], found[4], right[4];
};

static size_t name_end(const uint8_t *labels, size_t i, size_t n)
{
	size_t e = i + 1;
	while (e < n && labels[e] == labels[i] + 1)
		e++;
	return e;
}

static void count_names(const uint8_t *gold, const uint8_t *labels, size_t n, struct counts *c)
{
	for (size_t i = 0; i < n; i++) {
		bool g = gold[i] & 1, f = labels[i] & 1;
		if (g)
			c->gold[(gold[i] - 1) / 2]++;
		if (f)
			c->found[(labels[i] - 1) / 2]++;
		if (g && gold[i] == labels[i] && name_end(gold, i, n) == name_end(labels, i, n))
			c->right[(gold[i] - 1) / 2]++;
	}
}

static void print_counts(const char *what, const struct counts *c)
{
	unsigned g = 0, f = 0, r = 0;
	printf("%-8s", what);
	for (int i = 0; i < 4; i++) {
		double d = c->gold[i] + c->found[i];
		printf("  %s %.3f", label_tag((enum label)(2 * i + 1)), d > 0 ? 2 * c->right[i] / d : 0);
		g += i < 3 ? c->gold[i] : 0;
		f += i < 3 ? c->found[i] : 0;
		r += i < 3 ? c->right[i] : 0;
	}
	printf("  PER+ORG+LOC P %.3f R %.3f F1 %.3f\n", f ? (double)r / f : 0, g ? (double)r / g : 0,
	       g + f ? 2.0 * r / (g + f) : 0);
}

static void report(const struct document *d, size_t n)
{
	struct counts all = { 0 };
	uint8_t *labels = xmalloc(longest_sentence(d, n));
	for (int fold = 0; fold < FOLDS; fold++) {
		struct model m;
		struct counts c = { 0 };
		char name[16];
		train(&m, d, n, fold);
		for (size_t i = (size_t)fold; i < n; i += FOLDS) {
			for (size_t s = 0; s < d[i].t.sentences.n; s++) {
				size_t first = d[i].t.sentences.v[s].first;
				size_t len = d[i].t.sentences.v[s].end - first;
				predict(&m, &d[i], s, labels);
				count_names(d[i].gold + first, labels, len, &c);
				count_names(d[i].gold + first, labels, len, &all);
			}
		}
		snprintf(name, sizeof name, "fold %d", fold + 1);
		print_counts(name, &c);
		model_fini(&m);
	}
	print_counts("all", &all);
	free(labels);
}

static signed char quantised(float w)
{
	float q = roundf(w * 16);
	return (signed char)(q > 127 ? 127 : q < -127 ? -127 : q);
}

/* Weights are scaled so that the largest ones fit in int8. */
static bool write_model(const struct model *m, const char *path)
{
	FILE *f = fopen(path, "wb");
	float most = 1;
	size_t over = 0;
	if (f == NULL)
		return false;
	float limit = 1;
	for (int step = 0; step < 38; step++, limit *= 1.2f) {
		over = 0;
		for (size_t k = 0; k < WEIGHTS; k++)
			over += fabsf(m->w[k]) > limit;
		most = limit;
		if (over < WEIGHTS / 20000)
			break;
	}
	float scale = 127.0f / 16 / most;
	for (size_t k = 0; k < TRANSITIONS; k++)
		fputc(quantised(m->trans[k] * scale), f);
	for (size_t k = 0; k < WEIGHTS; k++)
		fputc(quantised(m->w[k] * scale), f);
	return fclose(f) == 0;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "train OUT|--report GOLD.tsv...\n");
		return 2;
	}
	size_t n = (size_t)argc - 2;
	struct document *d = xcalloc(n, sizeof *d);
	int status = 0;
	for (size_t i = 0; i < n; i++)
		document_load(&d[i], argv[i + 2]);
	if (strcmp(argv[1], "--report") == 0) {
		report(d, n);
	} else {
		struct model m;
		train(&m, d, n, -1);
		if (!write_model(&m, argv[1])) {
			perror(argv[1]);
			status = 1;
		}
		model_fini(&m);
	}
	for (size_t i = 0; i < n; i++)
		document_fini(&d[i]);
	free(d);
	return status;
}
