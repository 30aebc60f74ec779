/* tagger.c - see tagger.h. */
#include "extract/tagger.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "extract/lexicon.h"
#include "lang/lang.h"

#define UNKNOWN_BITS 15 /* of the table of words seen in the document */

static const char *const tags[] = { "PER", "ORG", "LOC", "MISC" };

const char *label_tag(enum label l)
{
	return l == LABEL_O ? NULL : tags[(l - 1) / 2];
}

enum label label_of(struct sv tag, bool first)
{
	for (int i = 0; i < 4; i++) {
		if (sv_eq(tag, sv_of(tags[i])))
			return (enum label)(LABEL_B_PER + 2 * i + !first);
	}
	return LABEL_O;
}

struct tagger_doc {
	const struct tokens *t;
	uint32_t *word;     /* hash of the folded token */
	uint16_t *shape;    /* hash of the shape */
	uint16_t *begins;   /* lexicon bits of entries that begin here */
	uint16_t *within;   /* ... that go on here */
	uint32_t *other;    /* the same capitalised word elsewhere: token + 1, 0 none */
	uint8_t *lower;     /* by hash: seen in lower case */
};

static uint32_t mix(uint32_t h, uint32_t x)
{
	h ^= x + 0x9e3779b9u + (h << 6) + (h >> 2);
	h *= 0x85ebca6bu;
	return h ^ h >> 13;
}

static uint32_t hash_bytes(struct sv s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h ^ h >> 16;
}

/* « Xx-Xx », « XX », « d », « x »: runs are one letter. */
static uint16_t shape_of(const struct tokens *t, size_t i)
{
	const struct token *k = &t->all.v[i];
	struct sv s = token_text(t, i);
	uint32_t h = k->type;
	char last = 0;
	if (k->type == TOKEN_NUMBER)
		return (uint16_t)(4 + (s.n > 5 ? 5 : s.n));
	if (k->type == TOKEN_MARK)
		return (uint16_t)mix(3, k->lead);
	for (size_t p = 0; p < s.n;) {
		uint32_t cp;
		p += utf8_decode(s.p + p, s.n - p, &cp);
		char c = cp_is_upper(cp) ? 'X' : cp_is_letter(cp) ? 'x' : cp_is_digit(cp) ? 'd' : (char)(cp & 127);
		if (c != last)
			h = mix(h, (uint32_t)(unsigned char)c);
		last = c;
	}
	return (uint16_t)(h & 0x7fff);
}

static void mark_entries(struct tagger_doc *d, size_t i)
{
	const struct tokens *t = d->t;
	if (t->all.v[i].type == TOKEN_MARK || !(t->all.v[i].flags & TOKEN_CAPITAL))
		return;
	for (size_t e = i + 1; e <= t->all.n && e <= i + LEXICON_WORDS_MAX; e++) {
		if (e > i + 1 && t->all.v[e - 1].flags & TOKEN_SENTENCE)
			break;
		unsigned bits = lexicon_find(t, i, e);
		if (bits == 0)
			continue;
		d->begins[i] |= (uint16_t)bits;
		for (size_t k = i + 1; k < e; k++)
			d->within[k] |= (uint16_t)bits;
	}
}

/* Links each capitalised word with another of its kind that does not begin a
 * sentence: what stands around that one speaks for this one too. */
static void link_words(struct tagger_doc *d)
{
	const struct tokens *t = d->t;
	size_t size = (size_t)1 << UNKNOWN_BITS;
	uint32_t *last = xcalloc(size, sizeof *last);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < t->all.n; i++) {
			const struct token *k = &t->all.v[i];
			size_t at = d->word[i] & (size - 1);
			if (k->type != TOKEN_WORD)
				continue;
			if (!(k->flags & TOKEN_CAPITAL)) {
				d->lower[at] = 1;
				continue;
			}
			if (last[at] != 0 && last[at] != i + 1 && d->other[i] == 0 &&
			    sv_eq(t->all.v[last[at] - 1].fold, k->fold))
				d->other[i] = last[at];
			if (!(k->flags & TOKEN_SENTENCE))
				last[at] = (uint32_t)i + 1;
		}
	}
	free(last);
}

struct tagger_doc *tagger_doc_new(const struct tokens *t)
{
	struct tagger_doc *d = xcalloc(1, sizeof *d);
	size_t n = t->all.n + 1;
	d->t = t;
	d->word = xcalloc(n, sizeof *d->word);
	d->shape = xcalloc(n, sizeof *d->shape);
	d->begins = xcalloc(n, sizeof *d->begins);
	d->within = xcalloc(n, sizeof *d->within);
	d->other = xcalloc(n, sizeof *d->other);
	d->lower = xcalloc((size_t)1 << UNKNOWN_BITS, 1);
	for (size_t i = 0; i < t->all.n; i++) {
		const struct token *k = &t->all.v[i];
		d->word[i] = k->type == TOKEN_NUMBER ? 7u : hash_bytes(k->fold);
		d->shape[i] = shape_of(t, i);
		mark_entries(d, i);
	}
	link_words(d);
	return d;
}

void tagger_doc_free(struct tagger_doc *d)
{
	free(d->word);
	free(d->shape);
	free(d->begins);
	free(d->within);
	free(d->other);
	free(d->lower);
	free(d);
}

struct features {
	uint32_t *out;
	size_t n;
};

static void put(struct features *f, uint32_t template, uint32_t a, uint32_t b)
{
	if (f->n < TAGGER_FEATURES_MAX)
		f->out[f->n++] = mix(mix(mix(17, template), a), b) & ((1u << TAGGER_BITS) - 1);
}

/* The word at i + by, or a mark of the sentence's edge. */
static uint32_t word_at(const struct tagger_doc *d, size_t i, int by)
{
	size_t k = i + (size_t)by;
	const struct tokens *t = d->t;
	if (k >= t->all.n || t->all.v[k].sentence != t->all.v[i].sentence)
		return by < 0 ? 1u : 2u;
	return d->word[k];
}

static uint32_t shape_at(const struct tagger_doc *d, size_t i, int by)
{
	size_t k = i + (size_t)by;
	const struct tokens *t = d->t;
	if (k >= t->all.n || t->all.v[k].sentence != t->all.v[i].sentence)
		return by < 0 ? 1u : 2u;
	return d->shape[k];
}

static void affixes(const struct tagger_doc *d, size_t i, struct features *f)
{
	struct sv s = d->t->all.v[i].fold;
	for (size_t n = 2; n <= 5 && n < s.n; n++) {
		put(f, 20, hash_bytes(sv_cut(s, s.n - n, s.n)), (uint32_t)n);
		if (n > 2)
			put(f, 21, hash_bytes(sv_cut(s, 0, n)), (uint32_t)n);
	}
}

static void lexicon_features(const struct tagger_doc *d, size_t i, struct features *f)
{
	size_t n = d->t->all.n;
	put(f, 30, d->begins[i], d->within[i]);
	for (unsigned c = 0; c < LEXICON_COUNT; c++) {
		if (d->begins[i] >> c & 1)
			put(f, 31, c, 0);
		if (d->within[i] >> c & 1)
			put(f, 32, c, 0);
	}
	if (i + 1 < n)
		put(f, 33, d->begins[i + 1], d->within[i + 1]);
	if (i > 0)
		put(f, 34, d->begins[i - 1], d->begins[i]);
}

/* How the capitalised run around i lies: its length and the place in it. */
static void run_features(const struct tagger_doc *d, size_t i, struct features *f)
{
	const struct tokens *t = d->t;
	uint32_t before = 0, behind = 0;
	for (size_t k = i; k > 0 && before < 4 && t->all.v[k - 1].flags & TOKEN_CAPITAL &&
			   !(t->all.v[k].flags & TOKEN_SENTENCE);
	     k--)
		before++;
	for (size_t k = i + 1; k < t->all.n && behind < 4 && t->all.v[k].flags & TOKEN_CAPITAL &&
			       !(t->all.v[k].flags & TOKEN_SENTENCE);
	     k++)
		behind++;
	put(f, 40, before, behind);
	if (before + behind > 0 && t->all.v[i].flags & TOKEN_CAPITAL) {
		uint32_t left = word_at(d, i, -1 - (int)before), right = word_at(d, i, 1 + (int)behind);
		uint32_t first = d->word[i - before], last = d->word[i + behind];

		put(f, 41, left, before);
		put(f, 42, right, behind);
		put(f, 43, left, right);
		put(f, 44, first, before);
		put(f, 45, last, behind);
		put(f, 46, d->begins[i - before], d->within[i + behind]);
	}
}

static void document_features(const struct tagger_doc *d, size_t i, struct features *f)
{
	const struct token *k = &d->t->all.v[i];
	if (!(k->flags & TOKEN_CAPITAL))
		return;
	size_t at = d->word[i] & (((size_t)1 << UNKNOWN_BITS) - 1);
	put(f, 50, d->lower[at], k->flags & TOKEN_SENTENCE);
	if (d->other[i] == 0)
		return;
	size_t o = d->other[i] - 1;
	put(f, 51, word_at(d, o, -1), 0);
	put(f, 52, word_at(d, o, 1), 0);
	put(f, 53, word_at(d, o, -1), shape_at(d, o, 1));
	put(f, 54, o > 0 ? d->begins[o - 1] : 0, d->begins[o]);
	put(f, 55, word_at(d, o, -2), 0);
}

size_t tagger_features(const struct tagger_doc *d, size_t i, uint32_t out[TAGGER_FEATURES_MAX])
{
	struct features f = { out, 0 };
	const struct token *k = &d->t->all.v[i];
	uint32_t w[5], s[5];
	for (int by = -2; by <= 2; by++) {
		w[by + 2] = by == 0 ? d->word[i] : word_at(d, i, by);
		s[by + 2] = by == 0 ? d->shape[i] : shape_at(d, i, by);
		put(&f, 1, (uint32_t)(by + 2), w[by + 2]);
		put(&f, 2, (uint32_t)(by + 2), s[by + 2]);
	}
	put(&f, 0, 0, 0);
	put(&f, 3, w[1], w[2]);
	put(&f, 4, w[2], w[3]);
	put(&f, 5, w[1], s[2]);
	put(&f, 6, s[2], w[3]);
	put(&f, 7, w[0], w[1]);
	put(&f, 8, w[3], w[4]);
	put(&f, 9, mix(s[1], s[2]), s[3]);
	put(&f, 10, mix(s[0], s[1]), s[2]);
	put(&f, 11, mix(w[1], s[2]), w[3]);
	put(&f, 12, mix(w[0], w[1]), s[2]);
	put(&f, 13, k->flags & (TOKEN_SENTENCE | TOKEN_UPPER | TOKEN_CAPITAL | TOKEN_NEWLINE), k->type);
	put(&f, 14, w[2], s[2]);
	put(&f, 15, word_at(d, i, -3), s[2]);
	affixes(d, i, &f);
	lexicon_features(d, i, &f);
	run_features(d, i, &f);
	document_features(d, i, &f);
	return f.n;
}

/* I-X may only follow B-X or I-X. */
static bool is_legal(size_t from, size_t to)
{
	bool inner = to != LABEL_O && (to & 1) == 0;
	return !inner || from == to || from == to - 1;
}

/* One step of Viterbi (best predecessor) or of its mirror from the right. */
static void forward(size_t n, const float *score, const float *trans, float *best, uint8_t *back)
{
	for (size_t l = 0; l < LABEL_COUNT; l++)
		best[l] = is_legal(LABEL_O, l) ? score[l] : -1e9f;
	for (size_t i = 1; i < n; i++) {
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			float top = -1e9f;
			size_t arg = 0;
			for (size_t p = 0; p < LABEL_COUNT; p++) {
				float v = best[(i - 1) * LABEL_COUNT + p] + trans[p * LABEL_COUNT + l];
				if (is_legal(p, l) && v > top) {
					top = v;
					arg = p;
				}
			}
			best[i * LABEL_COUNT + l] = top + score[i * LABEL_COUNT + l];
			back[i * LABEL_COUNT + l] = (uint8_t)arg;
		}
	}
}

static void backward(size_t n, const float *score, const float *trans, float *rest)
{
	for (size_t l = 0; l < LABEL_COUNT; l++)
		rest[(n - 1) * LABEL_COUNT + l] = 0;
	for (size_t i = n - 1; i-- > 0;) {
		for (size_t l = 0; l < LABEL_COUNT; l++) {
			float top = -1e9f;
			for (size_t p = 0; p < LABEL_COUNT; p++) {
				float v = rest[(i + 1) * LABEL_COUNT + p] + trans[l * LABEL_COUNT + p] +
					  score[(i + 1) * LABEL_COUNT + p];
				if (is_legal(l, p) && v > top)
					top = v;
			}
			rest[i * LABEL_COUNT + l] = top;
		}
	}
}

static void find_losses(size_t n, const float *best, const float *rest, const uint8_t *labels, float *loss)
{
	for (size_t i = 0; i < n; i++) {
		const float *a = best + i * LABEL_COUNT, *b = rest + i * LABEL_COUNT;
		float own = a[labels[i]] + b[labels[i]];
		for (size_t l = 0; l < LABEL_COUNT; l++)
			loss[i * LABEL_COUNT + l] = a[l] + b[l] - own;
	}
}

void tagger_decode(size_t n, const float *score, const float *trans, uint8_t *labels, float *loss)
{
	if (n == 0)
		return;
	float *best = xmalloc(n * LABEL_COUNT * sizeof *best);
	uint8_t *back = xcalloc(n, LABEL_COUNT);
	size_t top = 0;
	forward(n, score, trans, best, back);
	for (size_t l = 1; l < LABEL_COUNT; l++) {
		if (best[(n - 1) * LABEL_COUNT + l] > best[(n - 1) * LABEL_COUNT + top])
			top = l;
	}
	for (size_t i = n; i-- > 0;) {
		labels[i] = (uint8_t)top;
		top = back[i * LABEL_COUNT + top];
	}
	if (loss != NULL) {
		float *rest = xmalloc(n * LABEL_COUNT * sizeof *rest);
		backward(n, score, trans, rest);
		find_losses(n, best, rest, labels, loss);
		free(rest);
	}
	free(best);
	free(back);
}

static void emit(const struct tagger_doc *d, size_t i, float *score)
{
	uint32_t f[TAGGER_FEATURES_MAX];
	int sum[LABEL_COUNT] = { 0 };
	size_t n = tagger_features(d, i, f);
	const int8_t *w = lang_model + LABEL_COUNT * LABEL_COUNT;
	for (size_t k = 0; k < n; k++) {
		const int8_t *row = w + (size_t)f[k] * LABEL_COUNT;
		for (size_t l = 0; l < LABEL_COUNT; l++)
			sum[l] += row[l];
	}
	for (size_t l = 0; l < LABEL_COUNT; l++)
		score[l] = (float)sum[l] / 16;
}

void tagger_run(const struct tokens *t, const struct tagger_doc *d, uint8_t *labels, float *loss)
{
	float trans[LABEL_COUNT * LABEL_COUNT];
	float *score = NULL;
	size_t room = 0;
	memset(labels, LABEL_O, t->all.n);
	if (lang_model_size() != TAGGER_MODEL_SIZE)
		return;
	for (size_t k = 0; k < LABEL_COUNT * LABEL_COUNT; k++)
		trans[k] = (float)lang_model[k] / 16;
	for (size_t s = 0; s < t->sentences.n; s++) {
		size_t first = t->sentences.v[s].first, n = t->sentences.v[s].end - first;
		if (n > room) {
			room = n;
			score = xrealloc(score, room * LABEL_COUNT * sizeof *score);
		}
		for (size_t i = 0; i < n; i++)
			emit(d, first + i, score + i * LABEL_COUNT);
		tagger_decode(n, score, trans, labels + first, loss + first * LABEL_COUNT);
	}
	free(score);
}
