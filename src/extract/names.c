/* names.c - mentions of persons, organisations, places, from the tagger's labels
 * and a pass over the document: the same words are the same thing everywhere.
 *
 * Which mentions name one thing in the world is the matter of clusters.c.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "extract/extract.h"
#include "extract/tagger.h"

/* Tokens [first, end) with the tag they were given; a string's votes. */
struct name {
	size_t first, end;
	enum label label;  /* LABEL_B_... */
	float margin;      /* over the best reading that is no name of this tag here */
	const float *loss; /* of its first token; NULL for those found by their words */
	uint32_t hash;
};

typedef VEC(struct name) name_vec;

static uint32_t name_hash(const struct tokens *t, size_t first, size_t end)
{
	uint32_t h = 2166136261u;
	for (size_t i = first; i < end; i++) {
		struct sv s = t->all.v[i].fold;
		for (size_t k = 0; k < s.n; k++)
			h = (h ^ (unsigned char)s.p[k]) * 16777619u;
		h = (h ^ ' ') * 16777619u;
	}
	return h;
}

static bool same_words(const struct tokens *t, const struct name *a, const struct name *b)
{
	if (a->hash != b->hash || a->end - a->first != b->end - b->first)
		return false;
	for (size_t i = 0; i < a->end - a->first; i++) {
		if (!sv_eq(t->all.v[a->first + i].fold, t->all.v[b->first + i].fold))
			return false;
	}
	return true;
}

static float margin_of(const float *loss, int label)
{
	float next = -100;
	for (int l = 0; l < LABEL_COUNT; l++) {
		if (l != label)
			next = fmaxf(next, loss[l]);
	}
	return -next;
}

static const char *const heads[] = {
#define HEAD(w) w,
#include "lang/fr/names.def"
#undef HEAD
};

/* May a name begin with this word in lower case (« ministère de ... »)? */
static bool is_head(struct sv s)
{
	if (s.n > 1 && s.p[s.n - 1] == 's')
		s.n--;
	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		if (s.n >= 2 && sv_starts(sv_of(heads[i]), s) && (heads[i][s.n] == '\0' || heads[i][s.n + 1] == '\0'))
			return true;
	}
	return false;
}

/* Takes off what cannot begin or end a name; false when nothing is left. */
static bool trim(const struct tokens *t, struct name *n)
{
	while (n->end > n->first) {
		const struct token *k = &t->all.v[n->end - 1];
		bool keep = k->type != TOKEN_MARK || k->lead == '+' ||
			    (k->lead == '.' && !(k->flags & TOKEN_SPACE) && n->end - n->first > 2);
		if (keep && !(k->flags & TOKEN_ELIDED))
			break;
		n->end--;
	}
	while (n->first < n->end) {
		const struct token *k = &t->all.v[n->first];
		if (k->type == TOKEN_NUMBER || (k->flags & TOKEN_CAPITAL) ||
		    (k->type == TOKEN_WORD && is_head(k->fold) && n->end - n->first > 1))
			break;
		n->first++;
	}
	return n->first < n->end;
}

static void collect(const struct tokens *t, const uint8_t *labels, const float *loss, name_vec *out)
{
	for (size_t i = 0; i < t->all.n; i++) {
		if (!(labels[i] & 1))
			continue;
		const float *own = loss + i * LABEL_COUNT;
		struct name n = { i, i + 1, (enum label)labels[i], margin_of(own, labels[i]), own, 0 };
		while (n.end < t->all.n && labels[n.end] == labels[i] + 1) {
			n.margin = fminf(n.margin, margin_of(loss + n.end * LABEL_COUNT, labels[n.end]));
			n.end++;
		}
		if (!trim(t, &n))
			continue;
		n.hash = name_hash(t, n.first, n.end);
		vec_push(out, n);
	}
}

/* An open table from hash to the first name with these words. */
struct index {
	size_t *slot, size; /* index + 1; 0 free */
};

static size_t *index_slot(const struct index *x, const struct tokens *t, const name_vec *names,
			  const struct name *n)
{
	size_t at = n->hash & (x->size - 1);
	while (x->slot[at] != 0 && !same_words(t, &names->v[x->slot[at] - 1], n))
		at = (at + 1) & (x->size - 1);
	return &x->slot[at];
}

static void index_init(struct index *x, const struct tokens *t, const name_vec *names)
{
	x->size = 16;
	while (x->size < names->n * 2)
		x->size *= 2;
	x->slot = xcalloc(x->size, sizeof *x->slot);
	for (size_t i = 0; i < names->n; i++) {
		size_t *s = index_slot(x, t, names, &names->v[i]);
		if (*s == 0)
			*s = i + 1;
	}
}

/* One mention may not outvote all the others. */
#define LOSS_MAX 6.0f

/* Every string takes the tag that its mentions together are surest of. */
static void vote(const struct tokens *t, const struct index *x, name_vec *names)
{
	float (*sum)[LABEL_COUNT] = xcalloc(names->n + 1, sizeof *sum);
	for (size_t i = 0; i < names->n; i++) {
		size_t first = *index_slot(x, t, names, &names->v[i]) - 1;
		for (int l = LABEL_B_PER; l < LABEL_COUNT; l += 2)
			sum[first][l] += fmaxf(names->v[i].loss[l], -LOSS_MAX);
	}
	for (size_t i = 0; i < names->n; i++) {
		const float *s = sum[*index_slot(x, t, names, &names->v[i]) - 1];
		for (int l = LABEL_B_PER; l < LABEL_COUNT; l += 2) {
			if (s[l] > s[names->v[i].label])
				names->v[i].label = (enum label)l;
		}
	}
	free(sum);
}

/* Is token i the head of a phrase that may be a name: capitalised, not a lone
 * common word at the head of a sentence? */
static bool may_begin(const struct tokens *t, size_t i)
{
	const struct token *k = &t->all.v[i];
	return k->type == TOKEN_WORD && k->flags & TOKEN_CAPITAL && k->fold.n > 1 && !(k->flags & TOKEN_ELIDED);
}

/* Strings found elsewhere that the tagger passed over here. */
static void find_missed(const struct tokens *t, const struct index *x, name_vec *names)
{
	size_t found = names->n, next = 0;
	size_t longest = 0;
	for (size_t i = 0; i < found; i++) {
		size_t n = names->v[i].end - names->v[i].first;
		longest = n > longest ? n : longest;
	}
	longest = longest > 9 ? 9 : longest;
	for (size_t i = 0; i < t->all.n; i++) {
		while (next < found && names->v[next].end <= i)
			next++;
		if (!may_begin(t, i) || (next < found && names->v[next].first <= i))
			continue;
		size_t limit = next < found ? names->v[next].first : t->all.n;
		for (size_t n = longest; n > 0; n--) {
			struct name m = { i, i + n, LABEL_O, 0, NULL, 0 };
			if (i + n > limit || (n == 1 && t->all.v[i].flags & TOKEN_SENTENCE && t->all.v[i].fold.n < 4))
				continue;
			m.hash = name_hash(t, i, i + n);
			size_t at = *index_slot(x, t, names, &m);
			if (at == 0 || at > found || names->v[at - 1].margin < 1)
				continue;
			m.label = names->v[at - 1].label;
			m.margin = names->v[at - 1].margin / 2;
			vec_push(names, m);
			i += n - 1;
			break;
		}
	}
}

/* A margin of 0 is a guess, of 6 as good as sure. */
static float confidence_of(float margin)
{
	return 1.0f / (1.0f + expf(-margin / 2));
}

void names_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	uint8_t *labels = xcalloc(t->all.n + 1, 1);
	float *loss = xcalloc((t->all.n + 1) * LABEL_COUNT, sizeof *loss);
	struct tagger_doc *d = tagger_doc_new(t);
	name_vec names = { 0 };
	struct index x;
	(void)o;
	tagger_run(t, d, labels, loss);
	collect(t, labels, loss, &names);
	index_init(&x, t, &names);
	vote(t, &x, &names);
	size_t tagged = names.n;
	find_missed(t, &x, &names);
	for (size_t i = 0; i < names.n; i++) {
		const struct name *n = &names.v[i];
		struct span at = { t->all.v[n->first].span.start, t->all.v[n->end - 1].span.end };
		struct mention *e = mentions_add(m, KIND_ENTITY, at, label_tag(n->label),
						 i < tagged ? "tagger" : "same words elsewhere");
		e->confidence = confidence_of(n->margin);
	}
	free(x.slot);
	vec_fini(&names);
	tagger_doc_free(d);
	free(labels);
	free(loss);
}
