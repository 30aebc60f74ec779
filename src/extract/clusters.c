/* clusters.c - which mentions of names are one thing: « Jacques Chirac » and « Chirac »,
 * « Organisation des Nations unies (ONU) » and « ONU ».
 *
 * Joined are the same words with the same tag; a person's name and the end of a
 * longer one, its first name, its initial; a name and the acronym in brackets
 * behind it, when its letters are the name's initials in their order; what the
 * whole world knows by two names (aliases.def). The fullest form gives its name.
 */
#include <string.h>

#include "extract/acronym.h"
#include "extract/extract.h"

struct form {
	size_t mention;      /* the first of them */
	size_t first, end;   /* its tokens */
	size_t root;         /* form it was joined to; itself when none */
	uint32_t hash;
	uint32_t head, tail; /* hashes of its first and last word */
};

typedef VEC(struct form) form_vec;

/* A mention of an entity: where it stands, and its form. */
struct named {
	struct form at;
	size_t form;
};

/* The tokens of a mention. */
static void bounds(const struct tokens *t, const struct mention *e, struct form *f)
{
	f->first = tokens_at(t, e->span.start);
	f->end = f->first;
	while (f->end < t->all.n && t->all.v[f->end].span.start < e->span.end)
		f->end++;
}

static bool same_words(const struct tokens *t, const struct form *a, const struct form *b)
{
	size_t n = a->end - a->first;
	return n == b->end - b->first && tokens_same(t, a->first, b->first, n);
}

static void hash_words(const struct tokens *t, struct form *f, const char *tag)
{
	uint32_t h = 2166136261u ^ (uint32_t)tag[0];
	f->head = f->tail = 0;
	for (size_t i = f->first; i < f->end; i++) {
		f->tail = t->spellings.all.v[t->all.v[i].spelling].hash;
		f->head = i == f->first ? f->tail : f->head;
		h = tokens_hash(t, h, i);
	}
	f->hash = h ^ h >> 15;
}

static size_t root_of(const form_vec *f, size_t i)
{
	while (i < f->n && f->v[i].root != i)
		i = f->v[i].root;
	return i;
}

/* Is b the end of the longer name a (« Chirac » of « Jacques Chirac »)? */
static bool is_surname(const struct tokens *t, const struct form *a, const struct form *b)
{
	size_t na = a->end - a->first, nb = b->end - b->first;
	if (nb >= na || nb == 0)
		return false;
	struct form tail = { .first = a->end - nb, .end = a->end };
	return same_words(t, &tail, b);
}

/* Is b the first name of a (« Marine »), or a with its first name as an initial
 * (« V. Sapounov »)? */
static bool is_given_or_initial(const struct tokens *t, const struct form *a, const struct form *b)
{
	size_t na = a->end - a->first, nb = b->end - b->first;
	struct sv given = t->all.v[a->first].fold, first = t->all.v[b->first].fold;
	if (na < 2 || nb == 0)
		return false;
	if (nb == 1)
		return sv_eq(given, first);
	struct form rest = { .first = b->first + 1 + token_is_mark(t, b->first + 1, '.'), .end = b->end };
	return rest.first < rest.end && first.n == 1 && given.n > 1 && given.p[0] == first.p[0] && is_surname(t, a, &rest);
}

static bool is_acronym(const struct tokens *t, const struct form *name, const struct form *acronym)
{
	return acronym->end - acronym->first == 1 && t->all.v[acronym->first].flags & TOKEN_CAPITAL &&
	       acronym_of(t, name->first, name->end, acronym->first);
}

/* Does b stand in brackets right behind a? */
static bool in_brackets(const struct tokens *t, const struct form *a, const struct form *b)
{
	return b->first == a->end + 1 && t->all.v[a->end].lead == '(' && b->end < t->all.n && t->all.v[b->end].lead == ')';
}

struct table {
	uint32_t *slot; /* index + 1; 0: free */
	size_t size;    /* a power of two */
};

/* Words that are no initial. */
static size_t words_of(const struct tokens *t, const struct form *f)
{
	size_t n = 0;
	for (size_t i = f->first; i < f->end; i++)
		n += t->all.v[i].fold.n > 1;
	return n;
}

/* Of the same words: is b in capitals (« RENNES ») and a not? */
static bool quieter(const struct tokens *t, const struct form *a, const struct form *b)
{
	return !(t->all.v[a->first].flags & TOKEN_UPPER) && t->all.v[b->first].flags & TOKEN_UPPER;
}

/* Does a name the cluster better than b: more words, or not in capitals? */
static bool fuller(const struct tokens *t, const struct form *a, const struct form *b)
{
	size_t na = words_of(t, a), nb = words_of(t, b);
	return na != nb ? na > nb : quieter(t, a, b);
}

/* The form with these words and tag: an old one, or f itself, now appended. */
static size_t intern(struct table *x, const struct tokens *t, const struct mentions *m, form_vec *all, struct form *f)
{
	const char *tag = m->all.v[f->mention].tag;
	hash_words(t, f, tag);
	size_t at = f->hash & (x->size - 1);
	for (; x->slot[at] != 0; at = (at + 1) & (x->size - 1)) {
		struct form *o = &all->v[x->slot[at] - 1];
		if (o->hash != f->hash || strcmp(m->all.v[o->mention].tag, tag) != 0 || !same_words(t, o, f))
			continue;
		if (quieter(t, f, o)) {
			o->mention = f->mention;
			o->first = f->first;
			o->end = f->end;
		}
		return x->slot[at] - 1;
	}
	f->root = all->n;
	vec_push(all, *f);
	x->slot[at] = (uint32_t)all->n;
	return all->n - 1;
}

/* So many forms are compared with one another; behind them only the same words join. */
#define FORMS_MAX 600

static void join(const struct tokens *t, const struct mentions *m, form_vec *all)
{
	size_t n = all->n < FORMS_MAX ? all->n : FORMS_MAX;
	for (size_t b = 0; b < n; b++) {
		const char *tag = m->all.v[all->v[b].mention].tag;
		size_t best = SIZE_MAX;
		unsigned found = 0;
		for (size_t a = 0; a < n && tag[0] == 'P'; a++) {
			const struct form *x = &all->v[a], *y = &all->v[b];
			if ((x->tail != y->tail && x->head != y->head) || a == b || m->all.v[x->mention].tag[0] != 'P' ||
			    !(is_surname(t, x, y) || is_given_or_initial(t, x, y)))
				continue;
			found += best == SIZE_MAX || root_of(all, a) != root_of(all, best);
			best = a;
		}
		/* Two of a family: the short form says not which. */
		if (found == 1 && root_of(all, best) != root_of(all, b))
			all->v[root_of(all, b)].root = root_of(all, best);
	}
}

/* Acronyms join where they stand in brackets: pairs of neighbours in the text. */
static void join_acronyms(const struct tokens *t, const struct named *named, size_t n, form_vec *all)
{
	for (size_t i = 0; i + 1 < n; i++) {
		const struct form *a = &named[i].at, *b = &named[i + 1].at;
		if (!in_brackets(t, a, b))
			continue;
		size_t ra = root_of(all, named[i].form), rb = root_of(all, named[i + 1].form);
		if (ra != rb && (is_acronym(t, a, b) || is_acronym(t, b, a)))
			all->v[rb].root = ra;
	}
}

/* The group of aliases to which a form belongs; 0: none. */
static uint32_t alias_of(const struct tokens *t, const struct form *f, struct str *words)
{
	str_clear(words);
	for (size_t i = f->first; i < f->end; i++) {
		if (i > f->first)
			str_addc(words, ' ');
		str_add(words, t->all.v[i].fold);
	}
	return words_get(&t->language->aliases, str_sv(words));
}

static void join_aliases(const struct tokens *t, const struct mentions *m, form_vec *all)
{
	size_t *first = xcalloc(t->language->alias_groups + 1, sizeof *first); /* form + 1 */
	struct str words;
	str_init(&words);
	for (size_t i = 0; i < all->n && i < FORMS_MAX; i++) {
		if (m->all.v[all->v[i].mention].tag[0] == 'P')
			continue;
		uint32_t group = alias_of(t, &all->v[i], &words);
		if (group == 0)
			continue;
		if (first[group] == 0)
			first[group] = i + 1;
		else if (root_of(all, i) != root_of(all, first[group] - 1))
			all->v[root_of(all, i)].root = root_of(all, first[group] - 1);
	}
	str_fini(&words);
	free(first);
}

/* The fullest form of each cluster names it; cluster[] is by form. */
static void name_clusters(struct mentions *m, const form_vec *all, const struct tokens *t, int *cluster)
{
	size_t *best = xcalloc(all->n + 1, sizeof *best); /* + 1; 0: none yet */
	for (size_t k = 0; k < all->n; k++) {
		size_t r = root_of(all, k);
		if (best[r] == 0 || fuller(t, &all->v[k], &all->v[best[r] - 1]))
			best[r] = k + 1;
	}
	for (size_t i = 0; i < all->n; i++) {
		if (best[i] == 0)
			continue;
		const struct mention *e = &m->all.v[all->v[best[i] - 1].mention];
		struct sv s = sv_span(t->text, e->span);
		struct cluster_entity one = { arena_strndup(&m->arena, s.p, s.n), e->tag, 0 };
		cluster[i] = (int)m->clusters.n;
		vec_push(&m->clusters, one);
	}
	free(best);
}

void clusters_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	form_vec all = { 0 };
	size_t n = 0, first = 0;
	struct table x = { .size = 64 };
	(void)o;
	while (first < m->all.n && m->all.v[first].kind != KIND_ENTITY)
		first++;
	mentions_sort(m, first);
	while (x.size < (m->all.n - first) * 2)
		x.size *= 2;
	x.slot = xcalloc(x.size, sizeof *x.slot);
	struct named *named = xmalloc((m->all.n - first + 1) * sizeof *named);
	for (size_t i = first; i < m->all.n; i++) {
		if (m->all.v[i].kind != KIND_ENTITY)
			continue;
		struct named *k = &named[n];
		k->at.mention = i;
		bounds(t, &m->all.v[i], &k->at);
		k->form = intern(&x, t, m, &all, &k->at);
		n++;
	}
	if (n > 0)
		join(t, m, &all);
	join_acronyms(t, named, n, &all);
	join_aliases(t, m, &all);
	int *cluster = xcalloc(all.n + 1, sizeof *cluster);
	name_clusters(m, &all, t, cluster);
	for (size_t i = 0; i < n; i++) {
		struct mention *e = &m->all.v[named[i].at.mention];
		e->cluster = cluster[root_of(&all, named[i].form)];
		m->clusters.v[e->cluster].count++;
		e->attr[ATTR_ENTITY] = m->clusters.v[e->cluster].name;
	}
	free(cluster);
	free(named);
	free(x.slot);
	vec_fini(&all);
}
