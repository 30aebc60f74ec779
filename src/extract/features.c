/* features.c - see features.h. What the document tells is found in features_doc.c; here
 * stand the templates, once: they make a list of features or a sum of their weights.
 *
 * A sum is cut into parts. All tokens that look the same (one word with the same capitals
 * at a like place) share their own part, and the part that they give to the tokens beside
 * them; what depends on two words or more is summed anew for each token.
 */
#include "extract/features.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/mem.h"
#include "extract/features_doc.h"

enum part {
	PART_LOOK = 1 << 0,   /* how the token itself looks */
	PART_BESIDE = 1 << 1, /* how each token beside it looks */
	PART_LISTS = 1 << 2,  /* entries of lists at the token: mostly none */
	PART_RUN = 1 << 3,    /* how many capitalised words there are around it */
	PART_REST = 1 << 4,
	PART_ALL = PART_LOOK | PART_BESIDE | PART_LISTS | PART_RUN | PART_REST,
	AS_LIST = 1 << 5 /* no sum */
};

#define INLINE static inline __attribute__((always_inline))

/* The weights of a row, added at once. */
typedef int16_t row16 __attribute__((vector_size(2 * FEATURE_ROW)));

INLINE row16 widen(const int8_t row[FEATURE_ROW])
{
#ifdef __SSE2__ /* two instructions for what the compiler makes seven of */
	__m128i v = _mm_loadl_epi64((const __m128i *)(const void *)row);
	return (row16)_mm_srai_epi16(_mm_unpacklo_epi8(v, v), 8);
#else
	int8_t v __attribute__((vector_size(FEATURE_ROW)));
	memcpy(&v, row, sizeof v);
	return __builtin_convertvector(v, row16);
#endif
}

/* Where features go: into a list, or their rows into a sum. Each function
 * below is compiled once for each use, so that the parts left out cost nothing. */
struct sink {
	unsigned parts;
	uint32_t *out;
	size_t n;
	const int8_t *rows;
	row16 sum;
};

/* A token in its sentence [first, end). */
struct place {
	const struct features_doc *d;
	const struct seen *at;
	size_t i, first, end;
};

static struct place place_of(const struct features_doc *d, size_t i)
{
	const struct sentence *s = &d->t->sentences.v[d->t->all.v[i].sentence];
	return (struct place){ d, &d->at[i], i, s->first, s->end };
}

/* Templates: 0 to 19 words and shapes, 20s affixes, 30s lists, 40s the run of capitals,
 * 50s the document, 60s and 70s triggers, 80s marks. */
INLINE void put(struct sink *f, enum part part, uint32_t template, uint32_t a, uint32_t b)
{
	if (!(f->parts & part))
		return;
	size_t id = (template * 0xc2b2ae3du + a * 0x9e3779b1u + b * 0x85ebca77u) >> (32 - FEATURE_BITS);
	if (f->parts & AS_LIST) {
		if (f->n < FEATURES_MAX)
			f->out[f->n++] = (uint32_t)id;
		return;
	}
	f->sum += widen(f->rows + id * FEATURE_ROW);
}

/* What stands at the edge of a sentence in the place of a word, and of its shape. */
static uint32_t edge(int by)
{
	return by < 0 ? 1 : 2;
}

INLINE bool is_inside(const struct place *p, int by)
{
	return p->i + (size_t)by - p->first < p->end - p->first;
}

INLINE uint32_t word_at(const struct place *p, int by)
{
	return is_inside(p, by) ? p->at[by].word : edge(by);
}

INLINE uint32_t shape_at(const struct place *p, int by)
{
	return is_inside(p, by) ? p->at[by].shape : edge(by);
}

INLINE uint32_t kind_at(const struct place *p, int by)
{
	return is_inside(p, by) ? p->at[by].kind : (uint32_t)TRIGGER_BEYOND;
}

/* The affixes of a word. */
INLINE void put_affixes(struct sink *f, struct sv fold)
{
	if (!(f->parts & PART_LOOK))
		return;
	for (size_t n = 2; n <= 5 && n < fold.n; n++) {
		put(f, PART_LOOK, 20, fold_hash(sv_cut(fold, fold.n - n, fold.n)), (uint32_t)n);
		if (n > 2)
			put(f, PART_LOOK, 21, fold_hash(sv_cut(fold, 0, n)), (uint32_t)n);
	}
}

/* Does the token belong to a run of several capitalised words? */
INLINE bool in_run(const struct place *p)
{
	return p->at->before + p->at->behind > 0 && p->at->flags & TOKEN_CAPITAL;
}

/* The word itself. */
INLINE void own_features(struct sink *f, const struct place *p)
{
	uint32_t w = p->at->word;
	put(f, PART_LOOK, 1, 2, w);
	put(f, PART_REST, 3, word_at(p, -1), w);
	put(f, PART_REST, 4, w, word_at(p, 1));
	put(f, PART_LOOK, 14, w, p->at->shape);
	put_affixes(f, p->d->t->all.v[p->i].fold);
	if (in_run(p)) {
		put(f, PART_REST, 44, p->at[-(int)p->at->before].word, p->at->before);
		put(f, PART_REST, 45, p->at[p->at->behind].word, p->at->behind);
	}
}

/* A token beside: word and shape at a distance of -2 to 2. */
INLINE void put_beside(struct sink *f, int by, uint32_t word, uint32_t shape)
{
	put(f, PART_BESIDE, 1, (uint32_t)(by + 2), word);
	put(f, PART_BESIDE, 2, (uint32_t)(by + 2), shape);
}

/* What stands around it. */
INLINE void window_features(struct sink *f, const struct place *p)
{
	uint32_t w[5], s[5];
	for (int by = -2; by <= 2; by++) {
		w[by + 2] = by == 0 ? p->at->word : word_at(p, by);
		s[by + 2] = by == 0 ? p->at->shape : shape_at(p, by);
		if (by != 0)
			put_beside(f, by, w[by + 2], s[by + 2]);
		else
			put(f, PART_LOOK, 2, 2, s[2]);
	}
	put(f, PART_LOOK, 0, 0, 0);
	put(f, PART_REST, 5, w[1], s[2]);
	put(f, PART_REST, 6, s[2], w[3]);
	put(f, PART_REST, 7, w[0], w[1]);
	put(f, PART_REST, 8, w[3], w[4]);
	put(f, PART_REST, 9, features_mix(s[1], s[2]), s[3]);
	put(f, PART_REST, 10, features_mix(s[0], s[1]), s[2]);
	put(f, PART_REST, 11, features_mix(w[1], s[2]), w[3]);
	put(f, PART_REST, 12, features_mix(w[0], w[1]), s[2]);
	put(f, PART_LOOK, 13, p->at->flags & (TOKEN_SENTENCE | TOKEN_UPPER | TOKEN_CAPITAL | TOKEN_NEWLINE),
	    p->d->t->all.v[p->i].type);
	put(f, PART_REST, 15, word_at(p, -3), s[2]);
}

/* One feature a class of bits. */
INLINE void put_classes(struct sink *f, uint32_t template, unsigned bits, uint32_t b)
{
	for (uint32_t c = 0; bits != 0; bits >>= 1, c++) {
		if (bits & 1)
			put(f, PART_LISTS, template, c, b);
	}
}

INLINE void lexicon_features(struct sink *f, const struct place *p)
{
	const struct seen *k = p->at;
	if (!(f->parts & PART_LISTS))
		return;
	put(f, PART_LISTS, 30, k->begins, k->within);
	put_classes(f, 31, k->begins, 0);
	put_classes(f, 32, k->within, 0);
	if (p->i + 1 < p->d->t->all.n)
		put(f, PART_LISTS, 33, k[1].begins, k[1].within);
	if (p->i > 0)
		put(f, PART_LISTS, 34, k[-1].begins, k->begins);
	put(f, PART_LISTS, 35, k->match, 0);
	put_classes(f, 36, k->match >> 2, k->match & 3);
}

/* How the capitalised run lies and what is around it. */
INLINE void run_features(struct sink *f, const struct place *p)
{
	int before = p->at->before, behind = p->at->behind;
	put(f, PART_RUN, 40, p->at->before, p->at->behind);
	if (!(f->parts & PART_REST) || !in_run(p))
		return;
	uint32_t left = word_at(p, -1 - before), right = word_at(p, 1 + behind);
	put(f, PART_REST, 41, left, p->at->before);
	put(f, PART_REST, 42, right, p->at->behind);
	put(f, PART_REST, 43, left, right);
	put(f, PART_REST, 46, p->at[-before].begins, p->at[behind].within);
}

INLINE void document_features(struct sink *f, const struct place *p)
{
	if (!(f->parts & PART_REST) || !(p->at->flags & TOKEN_CAPITAL))
		return;
	const struct sight *sights = p->d->sights;
	bool lower = sights[sights[p->d->t->all.v[p->i].spelling].first].lower;
	put(f, PART_REST, 50, lower, p->at->flags & TOKEN_SENTENCE);
	if (p->at->other == 0)
		return;
	struct place o = place_of(p->d, p->at->other - 1);
	put(f, PART_REST, 51, word_at(&o, -1), 0);
	put(f, PART_REST, 52, word_at(&o, 1), 0);
	put(f, PART_REST, 53, word_at(&o, -1), shape_at(&o, 1));
	put(f, PART_REST, 54, o.i > 0 ? o.at[-1].begins : 0, o.at->begins);
	put(f, PART_REST, 55, word_at(&o, -2), 0);
}

/* Triggers beside the token. */
INLINE void near_triggers(struct sink *f, const struct place *p, uint32_t capital)
{
	put(f, PART_LOOK, 60, p->at->kind, p->at->flags & (TOKEN_CAPITAL | TOKEN_SENTENCE));
	put(f, PART_REST, 61, kind_at(p, -1), capital);
	put(f, PART_REST, 62, kind_at(p, -2), features_mix(capital, word_at(p, -1)));
	put(f, PART_REST, 63, kind_at(p, 1), capital);
	put(f, PART_REST, 64, kind_at(p, 2), features_mix(capital, word_at(p, 1)));
}

/* The first noun before the run (« le groupe pétrolier français X »), the first behind
 * it (« X, ministre »), and the head of the phrase in which the token stands (« ministère
 * de l'Enseignement supérieur »). */
INLINE void far_triggers(struct sink *f, const struct place *p, uint32_t capital)
{
	if (!(f->parts & PART_REST))
		return;
	int first = -(int)p->at->before;
	int end = p->at->behind + (p->at->flags & TOKEN_CAPITAL || p->at->behind > 0);
	uint32_t back = p->at[first].noun_back, head = p->at->head_back;
	if (back > 0) {
		const struct seen *noun = &p->at[first - (int)back];
		uint32_t kind = noun->kind & TRIGGER_NOUN;
		put(f, PART_REST, 65, kind, features_mix(capital, back));
		put(f, PART_REST, 66, noun->word, capital);
		put(f, PART_REST, 67, kind, features_mix(capital, word_at(p, first - 1)));
	}
	if (is_inside(p, end) && p->at[end].noun_ahead != NO_NOUN) {
		uint32_t ahead = p->at[end].noun_ahead, kind = p->at[end + (int)ahead].kind & TRIGGER_NOUN;
		put(f, PART_REST, 68, kind, features_mix(capital, ahead));
		put(f, PART_REST, 69, kind, features_mix(capital, p->at[end].word));
	}
	if (head > 0) {
		const struct seen *h = &p->at[-(int)head];
		uint32_t capital_head = h->flags & TOKEN_CAPITAL;
		put(f, PART_REST, 70, h->kind & TRIGGER_HEAD, features_mix(head, capital_head));
		put(f, PART_REST, 71, h->word, features_mix(capital_head, capital));
	}
}

/* All of them; *own gets how many name the word itself. */
INLINE void put_all(struct sink *f, const struct place *p, size_t *own)
{
	uint32_t capital = p->at->flags & (TOKEN_CAPITAL | TOKEN_UPPER);
	own_features(f, p);
	*own = f->n;
	window_features(f, p);
	lexicon_features(f, p);
	run_features(f, p);
	document_features(f, p);
	near_triggers(f, p, capital);
	far_triggers(f, p, capital);
	put(f, PART_REST, 80, p->at->open, p->at->shape);
}

size_t features_of(const struct features_doc *d, size_t i, uint32_t out[FEATURES_MAX], size_t *own)
{
	struct sink f = { .parts = PART_ALL | AS_LIST, .out = out };
	struct place p = place_of(d, i);
	size_t first;
	put_all(&f, &p, &first);
	if (own != NULL)
		*own = first;
	return f.n;
}

/* ---- sums ---- */

/* What the features of a word that looks so are worth to the token that has it at a distance
 * of -2 to 2: 0 is the word's own. */
struct look {
	row16 at[5];    /* by distance + 2 */
	uint32_t next;  /* of the same spelling: index; 0: none */
	uint8_t flags;  /* those that features see */
	bool has_own;   /* that of distance 0 is known: only asked for where a name may be */
};

#define LOOK_FLAGS (TOKEN_SENTENCE | TOKEN_UPPER | TOKEN_CAPITAL | TOKEN_NEWLINE | SEEN_CALMED)
#define EDGES 2 /* the first looks are those of a sentence's edges */

struct features_sums {
	const struct features_doc *d;
	const int8_t *rows;
	VEC(struct look) looks;
	uint32_t *look;  /* of each token; 0: not known yet */
	uint32_t *first; /* of each spelling: the look met last; 0: none */
	row16 unlisted; /* where no list is near */
	row16 run[RUN_MAX + 1][RUN_MAX + 1];
};

/* The sum over some parts of the features. */
INLINE row16 sum_of(const int8_t *rows, const struct place *p, unsigned parts)
{
	struct sink f = { .parts = parts, .rows = rows };
	size_t own;
	put_all(&f, p, &own);
	return f.sum;
}

static void set_beside(struct look *k, const int8_t *rows, uint32_t word, uint32_t shape)
{
	for (int by = -2; by <= 2; by++) {
		struct sink f = { .parts = PART_BESIDE, .rows = rows };
		if (by != 0)
			put_beside(&f, by, word, shape);
		k->at[by + 2] = f.sum;
	}
}

static void add_edge(struct features_sums *s, int by)
{
	struct look k = { .next = 0 };
	set_beside(&k, s->rows, edge(by), edge(by));
	vec_push(&s->looks, k);
}

static uint32_t find_look(struct features_sums *s, size_t i)
{
	const struct features_doc *d = s->d;
	uint32_t *first = &s->first[d->t->all.v[i].spelling], at = *first;
	uint8_t flags = d->at[i].flags & LOOK_FLAGS;
	while (at != 0 && s->looks.v[at].flags != flags)
		at = s->looks.v[at].next;
	if (at == 0) {
		struct look k = { .next = *first, .flags = flags };
		set_beside(&k, s->rows, d->at[i].word, d->at[i].shape);
		at = *first = (uint32_t)s->looks.n;
		vec_push(&s->looks, k);
	}
	s->look[i] = at;
	return at;
}

/* The look of token i, found out when it is first asked for: most tokens are far from names. */
INLINE struct look *look_of(struct features_sums *s, size_t i)
{
	uint32_t at = s->look[i];
	if (at == 0)
		at = find_look(s, i);
	return &s->looks.v[at];
}

INLINE row16 own_sum(struct features_sums *s, const struct place *p)
{
	struct look *k = look_of(s, p->i);
	if (!k->has_own) {
		k->at[2] = sum_of(s->rows, p, PART_LOOK);
		k->has_own = true;
	}
	return k->at[2];
}

struct features_sums *features_sums_new(const struct features_doc *d, const int8_t *rows)
{
	struct features_sums *s = xcalloc(1, sizeof *s);
	struct sink f = { .parts = PART_LISTS, .rows = rows };
	s->d = d;
	s->rows = rows;
	s->look = xcalloc(d->t->all.n + 1, sizeof *s->look);
	s->first = xcalloc(d->t->spellings.all.n + 1, sizeof *s->first);
	vec_reserve(&s->looks, d->t->spellings.all.n + EDGES);
	add_edge(s, -1);
	add_edge(s, 1);
	put(&f, PART_LISTS, 30, 0, 0);
	put(&f, PART_LISTS, 33, 0, 0);
	put(&f, PART_LISTS, 34, 0, 0);
	put(&f, PART_LISTS, 35, 0, 0);
	s->unlisted = f.sum;
	for (uint32_t k = 0; k < (RUN_MAX + 1) * (RUN_MAX + 1); k++) {
		f = (struct sink){ .parts = PART_RUN, .rows = rows };
		put(&f, PART_RUN, 40, k / (RUN_MAX + 1), k % (RUN_MAX + 1));
		s->run[k / (RUN_MAX + 1)][k % (RUN_MAX + 1)] = f.sum;
	}
	return s;
}

void features_sums_free(struct features_sums *s)
{
	vec_fini(&s->looks);
	free(s->look);
	free(s->first);
	free(s);
}

/* Is there no entry of a list at token i or beside it? */
static bool is_unlisted(const struct features_doc *d, size_t i)
{
	const struct seen *k = &d->at[i];
	return i > 0 && i + 1 < d->t->all.n &&
	       (k->begins | k->within | k->match | k[1].begins | k[1].within | k[-1].begins) == 0;
}

INLINE row16 beside(struct features_sums *s, const struct place *p, int by)
{
	const struct look *k = is_inside(p, by) ? look_of(s, (size_t)((long)p->i + by)) : &s->looks.v[by < 0 ? 0 : 1];
	return k->at[by + 2];
}

void features_sum(struct features_sums *s, size_t i, int16_t out[FEATURE_ROW])
{
	struct place p = place_of(s->d, i);
	row16 sum = own_sum(s, &p) + s->run[p.at->before][p.at->behind];
	sum += beside(s, &p, -2) + beside(s, &p, -1) + beside(s, &p, 1) + beside(s, &p, 2);
	sum += is_unlisted(s->d, i) ? s->unlisted : sum_of(s->rows, &p, PART_LISTS);
	sum += sum_of(s->rows, &p, PART_REST);
	memcpy(out, &sum, sizeof sum);
}
