/* textwords_map.c - which word of the old text is which of the new; see textwords.h.
 *
 * Runs of words that occur once in either text are the fixed points, the
 * longest first (after Heckel 1978 and Cohen's patience difference, but in any order, so that
 * moved paragraphs are followed). A short run that agrees with none beside it
 * is no evidence and is dropped. What is left between two fixed points in
 * order is aligned by the longest common subsequence where it is small, and
 * by going on along the diagonal with a short look ahead where it is large.
 */
#include "annotate/textwords.h"

#include <stdlib.h>

#define SMALL ((size_t)40000) /* cells of a table */
#define AHEAD 64              /* words looked ahead for the next agreement */
#define AGREE 4               /* words that must agree there */
#define ALONE 8               /* words of a run that needs no company */
#define COMPANY 40            /* words to it */

struct run {
	uint32_t was, is, n;
};

/* The words of one text, and for each which of the other text it is. */
struct side {
	const struct textword *w;
	size_t n;
	uint32_t *to; /* WORD_GONE: none (yet) */
};

struct mapping {
	struct side was, is;
	uint32_t mask;
	VEC(struct run) runs;
};

static bool same(const struct mapping *m, size_t i, size_t j)
{
	return ((m->was.w[i].hash ^ m->is.w[j].hash) & m->mask) == 0;
}

/* ---- runs that occur once in both ---- */

/* k words that stand together: where in either text, and how often there. */
struct gram {
	uint64_t key;
	uint32_t at[2]; /* the last place in the old and the new one */
	uint8_t n[2];   /* at most 2 */
};

struct grams {
	struct gram *v;
	size_t mask;
};

static struct gram *gram_at(const struct grams *g, uint64_t key)
{
	size_t i = (size_t)(key >> 20) & g->mask;
	while (g->v[i].key != key && g->v[i].key != 0)
		i = (i + 1) & g->mask;
	g->v[i].key = key;
	return &g->v[i];
}

/* The k words at i as one number; 0: some of them have a place, or they are not together. */
static uint64_t key_of(const struct side *s, size_t i, size_t k, uint32_t mask)
{
	uint64_t key = 0x9E3779B97F4A7C15u;
	if (i + k > s->n)
		return 0;
	for (size_t j = i; j < i + k; j++) {
		if (s->to[j] != WORD_GONE || (j > i && s->w[j].first))
			return 0;
		key = (key ^ (s->w[j].hash & mask)) * 0xFF51AFD7ED558CCDu;
		key ^= key >> 32;
	}
	return key != 0 ? key : 1;
}

static void count_grams(const struct mapping *m, struct grams *g, size_t k)
{
	const struct side *sides[] = { &m->was, &m->is };

	for (size_t s = 0; s < 2; s++) {
		for (size_t i = 0; i < sides[s]->n; i++) {
			uint64_t key = key_of(sides[s], i, k, m->mask);
			struct gram *x = key != 0 ? gram_at(g, key) : NULL;
			if (x != NULL) {
				x->at[s] = (uint32_t)i;
				x->n[s] = x->n[s] > 0 ? 2 : 1;
			}
		}
	}
}

/* The whole run of equal free words around a pair. */
static struct run extend(const struct mapping *m, size_t i, size_t j)
{
	size_t a = i, b = i + 1, d;
	while (a > 0 && j - (i - a) > 0 && !m->was.w[a].first && m->was.to[a - 1] == WORD_GONE &&
	       m->is.to[j - (i - a) - 1] == WORD_GONE && same(m, a - 1, j - (i - a) - 1))
		a--;
	d = j - (i - a);
	while (b < m->was.n && d + (b - a) < m->is.n && !m->was.w[b].first && m->was.to[b] == WORD_GONE &&
	       m->is.to[d + (b - a)] == WORD_GONE && same(m, b, d + (b - a)))
		b++;
	return (struct run){ (uint32_t)a, (uint32_t)d, (uint32_t)(b - a) };
}

static int longer(const void *x, const void *y)
{
	const struct run *a = x, *b = y;
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return (a->was > b->was) - (a->was < b->was);
}

static void put(struct mapping *m, size_t i, size_t j)
{
	if (m->was.to[i] == WORD_GONE && m->is.to[j] == WORD_GONE) {
		m->was.to[i] = (uint32_t)j;
		m->is.to[j] = (uint32_t)i;
	}
}

static void take(struct mapping *m, const struct run *r)
{
	for (uint32_t k = 0; k < r->n; k++)
		put(m, r->was + k, r->is + k);
}

/* Fixed points of k words. */
static void seed(struct mapping *m, size_t k)
{
	struct grams g;
	size_t size = 64;
	while (size < (m->was.n + m->is.n) * 2)
		size *= 2;
	g.v = xcalloc(size, sizeof *g.v);
	g.mask = size - 1;
	count_grams(m, &g, k);
	vec_clear(&m->runs);
	size_t behind = 0;
	for (size_t i = 0; i < m->was.n; i++) {
		uint64_t key = i >= behind ? key_of(&m->was, i, k, m->mask) : 0;
		const struct gram *x = key != 0 ? gram_at(&g, key) : NULL;
		if (x == NULL || x->n[0] != 1 || x->n[1] != 1)
			continue;
		struct run r = extend(m, i, x->at[1]);
		vec_push(&m->runs, r);
		behind = r.was + r.n;
	}
	free(g.v);
	if (m->runs.n > 0)
		qsort(m->runs.v, m->runs.n, sizeof *m->runs.v, longer);
	for (size_t i = 0; i < m->runs.n; i++)
		take(m, &m->runs.v[i]);
}

/* ---- runs without company ---- */

/* Is there, on one side of old word i, another run nearly in line with it? */
static bool has_company(const struct mapping *m, size_t i, int step, int64_t line)
{
	size_t at = i;
	for (size_t k = 1; k <= COMPANY; k++) {
		if (step < 0 ? at == 0 : at + 1 >= m->was.n)
			return false;
		at = step < 0 ? at - 1 : at + 1;
		if (m->was.to[at] == WORD_GONE)
			continue;
		int64_t off = (int64_t)m->was.to[at] - (int64_t)at - line;
		return (off < 0 ? -off : off) <= 6 + (int64_t)k / 2;
	}
	return false;
}

static void drop_lonely(struct mapping *m)
{
	size_t end;
	for (size_t i = 0; i < m->was.n; i = end) {
		end = i + 1;
		if (m->was.to[i] == WORD_GONE)
			continue;
		while (end < m->was.n && m->was.to[end] == m->was.to[i] + (end - i))
			end++;
		int64_t line = (int64_t)m->was.to[i] - (int64_t)i;
		if (end - i >= ALONE || has_company(m, i, -1, line) || has_company(m, end - 1, 1, line))
			continue;
		for (size_t k = i; k < end; k++) {
			m->is.to[m->was.to[k]] = WORD_GONE;
			m->was.to[k] = WORD_GONE;
		}
	}
}

/* ---- between fixed points ---- */

struct gap {
	size_t a, b; /* old words [a, b) */
	size_t p, q; /* new words [p, q) */
};

static void align_small(struct mapping *m, struct gap g)
{
	size_t rows = g.b - g.a, cols = g.q - g.p;
	uint16_t *len = xcalloc((rows + 1) * (cols + 1), sizeof *len);
	for (size_t i = rows; i-- > 0;) {
		for (size_t j = cols; j-- > 0;) {
			uint16_t *c = &len[i * (cols + 1) + j], down = c[cols + 1], right = c[1];
			*c = down > right ? down : right;
			if (same(m, g.a + i, g.p + j) && c[cols + 2] + 1 > *c)
				*c = (uint16_t)(c[cols + 2] + 1);
		}
	}
	for (size_t i = 0, j = 0; i < rows && j < cols;) {
		const uint16_t *c = &len[i * (cols + 1) + j];
		if (same(m, g.a + i, g.p + j) && *c == c[cols + 2] + 1) {
			put(m, g.a + i++, g.p + j++);
		} else if (c[cols + 1] >= c[1]) {
			i++;
		} else {
			j++;
		}
	}
	free(len);
}

static bool agree_at(const struct mapping *m, const struct gap *g, size_t i, size_t j)
{
	if (i + AGREE > g->b || j + AGREE > g->q)
		return false;
	for (size_t k = 0; k < AGREE; k++) {
		if (!same(m, i + k, j + k))
			return false;
	}
	return true;
}

/* Along the diagonal from the beginning of a gap; the rest of it. */
static struct gap walk(struct mapping *m, struct gap g)
{
	while (g.a < g.b && g.p < g.q) {
		if (same(m, g.a, g.p)) {
			put(m, g.a++, g.p++);
			continue;
		}
		bool found = false;
		for (size_t d = 1; d <= AHEAD && !found; d++) {
			for (size_t i = 0; i <= d && !found; i++) {
				if (agree_at(m, &g, g.a + i, g.p + d - i)) {
					g.a += i;
					g.p += d - i;
					found = true;
				}
			}
		}
		if (!found)
			break;
	}
	return g;
}

static void fill(struct mapping *m, struct gap g)
{
	if (g.a >= g.b || g.p >= g.q)
		return;
	if ((g.b - g.a) * (g.q - g.p) > SMALL)
		g = walk(m, g);
	if ((g.b - g.a) * (g.q - g.p) <= SMALL && g.a < g.b && g.p < g.q)
		align_small(m, g);
}

/* How far from `from` towards `to` nothing is taken. */
static size_t free_up(const uint32_t *map, size_t from, size_t to)
{
	while (from < to && map[from] == WORD_GONE)
		from++;
	return from;
}

static size_t free_down(const uint32_t *map, size_t from, size_t to)
{
	while (from > to && map[from - 1] == WORD_GONE)
		from--;
	return from;
}

/* Old words [i, end) stand between two that are no longer beside each other:
 * the words that follow the left one, and those that precede the right one. */
static void fill_sides(struct mapping *m, size_t i, size_t end)
{
	size_t n = end - i < AHEAD ? end - i : AHEAD;
	if (i > 0 && m->was.to[i - 1] != WORD_GONE) {
		size_t p = (size_t)m->was.to[i - 1] + 1, q = p + n + 2 < m->is.n ? p + n + 2 : m->is.n;
		fill(m, (struct gap){ i, i + n, p, free_up(m->is.to, p, q) });
	}
	size_t from = free_down(m->was.to, end, i); /* what the left side left over */
	if (end < m->was.n && m->was.to[end] != WORD_GONE) {
		size_t q = m->was.to[end], p = q > n + 2 ? q - n - 2 : 0;
		fill(m, (struct gap){ from + n > end ? from : end - n, end, free_down(m->is.to, q, p), q });
	}
}

/* Every stretch of old words without a place, between two with one in order. */
static void fill_gaps(struct mapping *m)
{
	size_t i = 0;
	while (i < m->was.n) {
		size_t end = i;
		if (m->was.to[i] != WORD_GONE) {
			i++;
			continue;
		}
		while (end < m->was.n && m->was.to[end] == WORD_GONE)
			end++;
		size_t p = i > 0 ? (size_t)m->was.to[i - 1] + 1 : 0;
		size_t q = end < m->was.n ? m->was.to[end] : m->is.n;
		if (p <= q && q - p <= 2 * (end - i) + 2 * AHEAD && free_up(m->is.to, p, q) == q)
			fill(m, (struct gap){ i, end, p, q });
		else
			fill_sides(m, i, end);
		i = end;
	}
}

static struct side side_of(const struct textwords *words)
{
	struct side s = { .w = words->all.v, .n = words->all.n };
	s.to = xmalloc(s.n * sizeof *s.to);
	for (size_t i = 0; i < s.n; i++)
		s.to[i] = WORD_GONE;
	return s;
}

uint32_t *textwords_map(const struct textwords *was, const struct textwords *is, unsigned bits)
{
	static const size_t lengths[] = { 8, 5, 3 };
	struct mapping m = { .was = side_of(was), .is = side_of(is),
			     .mask = bits >= 32 ? UINT32_MAX : (1u << bits) - 1 };
	for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
		seed(&m, lengths[i]);
		if (i > 0)
			drop_lonely(&m);
	}
	fill_gaps(&m);
	vec_fini(&m.runs);
	free(m.is.to);
	return m.was.to;
}
