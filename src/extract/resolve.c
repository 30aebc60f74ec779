/* resolve.c - see resolve.h.
 *
 * A name speaks for itself. A noun (« le ministre ») is whom the article has called so
 * before (« le ministre de la Santé, Jean Dupont »; « Jean Dupont, ministre ... »), if that
 * is one only. A pronoun is the person of the sentence, or of the one before: its subject,
 * or who was last quoted there. What may be two is left open.
 */
#include "extract/resolve.h"

#include <stdlib.h>

/* The article calls a cluster by a noun, at a token. */
struct role {
	struct sv noun; /* folded, singular */
	size_t at, end; /* tokens of the noun and its complement */
	uint32_t kin;   /* a bit for each KIN it belongs to */
	int cluster;
};

/* A quote in the order of the text. */
struct quoted {
	size_t start; /* byte */
	size_t index; /* of m->all */
	size_t at;    /* token of its speaker, where it has one; else its own first */
};

enum gender { GENDER_UNKNOWN, GENDER_M, GENDER_F };

struct resolver {
	const struct cues *c;
	const bool *inside;
	struct mentions *m;
	VEC(struct role) roles;
	uint8_t *gender;    /* enum gender by cluster */
	struct quoted *order;
	size_t n;           /* of order */
	size_t known;       /* of roles: so many stand before the speaker */
	size_t done;        /* of order: behind the last one resolved */
};

static struct sv singular(struct sv w)
{
	if (w.n > 3 && w.p[w.n - 1] == 's' && !sv_eq(w, SV("fils")) && !sv_eq(w, SV("epoux")))
		w.n--;
	return w;
}

static const struct mention *entity(const struct resolver *r, size_t i, char tag)
{
	const struct mention *e = cues_entity(r->c, i);
	return e != NULL && e->cluster >= 0 && (tag == 0 || e->tag[0] == tag) ? e : NULL;
}

static bool begins(const struct resolver *r, const struct mention *e, size_t i)
{
	return e->span.start == r->c->t->all.v[i].span.start;
}

static size_t behind_entity(const struct resolver *r, size_t i)
{
	const struct mention *e = cues_entity(r->c, i);
	while (i < r->c->t->all.n && r->c->t->all.v[i].span.start < e->span.end)
		i++;
	return i;
}

/* What the article before or after the noun at i says of gender. */
static enum gender gender_at(const struct cues *c, size_t i)
{
	if (i > 0 && (token_is(c->t, i - 1, "la") || token_is(c->t, i - 1, "une") || token_is(c->t, i - 1, "sa")))
		return GENDER_F;
	if (i > 0 && (token_is(c->t, i - 1, "le") || token_is(c->t, i - 1, "un") || token_is(c->t, i - 1, "du")))
		return GENDER_M;
	struct sv w = c->t->all.v[i].fold;
	if (sv_ends(w, SV("ere")) || sv_ends(w, SV("rice")) || sv_ends(w, SV("euse")) || sv_ends(w, SV("ee")) ||
	    sv_ends(w, SV("nte")) || sv_ends(w, SV("enne")))
		return GENDER_F;
	return GENDER_UNKNOWN;
}

static void add_role(struct resolver *r, size_t at, size_t end, const struct mention *e)
{
	struct sv noun = singular(r->c->t->all.v[at].fold);
	struct role one = { noun, at, end, cues_kin(r->c, noun), e->cluster };
	vec_push(&r->roles, one);
	enum gender g = e->tag[0] == 'P' ? gender_at(r->c, at) : GENDER_UNKNOWN;
	if (g != GENDER_UNKNOWN)
		r->gender[e->cluster] = (uint8_t)g;
}

/* A noun's phrase goes no further, in tokens. */
#define ROLE_MAX 12

/* « le ministre du budget, Jérôme Cahuzac », « l'ONG Terre vive »: what the noun at i names. */
static void role_before(struct resolver *r, size_t i)
{
	const struct token *v = r->c->t->all.v;
	bool of = false, comma = false;
	for (size_t k = i + 1; k < r->c->t->all.n && k < i + ROLE_MAX && !(v[k].flags & TOKEN_SENTENCE); k++) {
		const struct mention *e = entity(r, k, 0);
		if (e != NULL && begins(r, e, k) && (e->tag[0] == 'P' || (e->tag[0] == 'O' && !of && !comma && k < i + 4)) &&
		    !token_is(r->c->t, k - 1, "de") && !token_is(r->c->t, k - 1, "d'") && !token_is(r->c->t, k - 1, "du")) {
			add_role(r, i, k - comma, e);
			return;
		}
		if (comma)
			return;
		comma = token_is_mark(r->c->t, k, ',');
		if (e != NULL) {
			k = behind_entity(r, k) - 1;
			continue;
		}
		of = of || token_is(r->c->t, k, "de") || token_is(r->c->t, k, "du") || token_is(r->c->t, k, "des") || token_is(r->c->t, k, "d'");
		if ((v[k].type == TOKEN_MARK && !comma) || cues_has(r->c, k, WORD_BREAK | WORD_HAVE | WORD_BE | WORD_SUBJECT | WORD_HUMAN) ||
		    (r->c->at[k].use != CUE_NONE && !of))
			return;
	}
}

/* « Jean Dupont, ministre de la Santé, », « Jean Dupont, le maire »: what is said behind a name. */
static void role_behind(struct resolver *r, size_t i, const struct mention *e)
{
	const struct cues *c = r->c;
	size_t k = behind_entity(r, i);
	if (!token_is_mark(c->t, k, ',') || e->tag[0] == 'L')
		return;
	k++;
	k += cues_has(c, k, WORD_DETERMINER) && !cues_has(c, k, WORD_HUMAN);
	for (size_t limit = k + 2; k < limit && k < c->t->all.n; k++) {
		if (cues_has(c, k, WORD_HUMAN)) {
			size_t end = k + 1;
			while (end < c->t->all.n && end < k + ROLE_MAX && c->t->all.v[end].type == TOKEN_WORD)
				end++;
			add_role(r, k, end, e);
			return;
		}
		if (c->t->all.v[k].type != TOKEN_WORD || cues_has(c, k, WORD_PREPOSITION | WORD_BREAK | WORD_HAVE | WORD_BE))
			return;
	}
}

static void find_roles(struct resolver *r)
{
	const struct cues *c = r->c;
	const struct cue_token *at = c->at;
	for (size_t i = 0, n = c->t->all.n; i < n; i++) {
		if (at[i].mention < 0 && !(at[i].bits & WORD_HUMAN))
			continue;
		const struct mention *e = entity(r, i, 0);
		if (e != NULL && begins(r, e, i)) {
			role_behind(r, i, e);
			bool mrs = i > 0 && (token_is(c->t, i - 1, "mme") || token_is(c->t, i - 1, "mlle") || token_is(c->t, i - 1, "madame"));
			bool mr = i > 0 && (token_is(c->t, i - 1, "m") || token_is(c->t, i - 1, "monsieur"));
			if (e->tag[0] == 'P' && (mrs || mr))
				r->gender[e->cluster] = mrs ? GENDER_F : GENDER_M;
		}
		if (!cues_has(c, i, WORD_HUMAN))
			continue;
		/* « le parti » of « Parti socialiste »: a noun of the name itself. */
		if (e != NULL && e->tag[0] == 'O')
			add_role(r, i, i + 1, e);
		else if (e == NULL)
			role_before(r, i);
	}
}

/* Do the words behind the noun (« de la Santé ») stand behind that of the role as well? */
static bool same_complement(const struct resolver *r, const struct role *o, size_t first, size_t end)
{
	const struct token *v = r->c->t->all.v;
	for (size_t i = first; i < end; i++) {
		if (v[i].type != TOKEN_WORD || v[i].fold.n < 4)
			continue;
		bool found = false;
		for (size_t k = o->at + 1; k < o->end && !found; k++)
			found = sv_eq(v[k].fold, v[i].fold);
		if (!found)
			return false;
	}
	return true;
}

/* So many names by a noun are looked at, back from the quote. */
#define ROLES_BACK 200

/* The one cluster that was called so before: exactly, or by a kindred noun. */
static int by_noun(const struct resolver *r, size_t noun, size_t end, bool kindred)
{
	struct sv w = singular(r->c->t->all.v[noun].fold);
	uint32_t mine = kindred ? cues_kin(r->c, w) : 0;
	int found = -1;
	size_t seen = 0;
	if (kindred && mine == 0)
		return -1;
	for (size_t k = r->known; k > 0 && seen < ROLES_BACK; k--, seen++) {
		const struct role *o = &r->roles.v[k - 1];
		if (!(kindred ? (o->kin & mine) != 0 : sv_eq(o->noun, w)) || !same_complement(r, o, noun + 1, end))
			continue;
		if (found >= 0 && found != o->cluster)
			return -1;
		found = o->cluster;
	}
	return found;
}

static bool agrees(const struct resolver *r, int cluster, enum gender g)
{
	return g == GENDER_UNKNOWN || r->gender[cluster] == GENDER_UNKNOWN || r->gender[cluster] == g;
}

/* Of a sentence so many tokens are read. */
#define SENTENCE_MAX 120

/* The person who is the subject of sentence s before token limit, or the only one in it. */
static int person_of(const struct resolver *r, size_t s, size_t limit, enum gender g)
{
	const struct sentence *k = &r->c->t->sentences.v[s];
	size_t end = k->end < limit ? k->end : limit;
	end = end < k->first + SENTENCE_MAX ? end : k->first + SENTENCE_MAX;
	int only = -1;
	bool two = false;
	for (size_t i = k->first; i < end; i++) {
		const struct mention *e = r->inside[i] ? NULL : entity(r, i, 'P');
		if (e == NULL || !agrees(r, e->cluster, g))
			continue;
		two = two || (only >= 0 && only != e->cluster);
		only = only >= 0 ? only : e->cluster;
	}
	if (!two || end <= k->first)
		return only;
	struct span subject = r->inside[k->first] ? (struct span){ 0, 0 } : speaker_first(r->c, k->first, end);
	const struct mention *e = subject.end > subject.start ? entity(r, tokens_at(r->c->t, subject.start), 'P') : NULL;
	return e != NULL && agrees(r, e->cluster, g) ? e->cluster : -1;
}

/* The last quote before token limit whose speaker is known, in sentence s or behind it; -1. */
static int quoted_since(const struct resolver *r, size_t s, size_t limit)
{
	for (size_t k = r->done; k > 0 && r->done - k < 4; k--) {
		const struct mention *q = &r->m->all.v[r->order[k - 1].index];
		size_t i = r->order[k - 1].at;
		if (i < limit && i < r->c->t->all.n && r->c->t->all.v[i].sentence >= s && q->cluster >= 0)
			return q->cluster;
	}
	return -1;
}

/* So many sentences back a pronoun looks for its person. */
#define SENTENCES_BACK 3

static int by_pronoun(const struct resolver *r, size_t i, enum gender g)
{
	size_t s = r->c->t->all.v[i].sentence;
	for (size_t back = 0; back <= SENTENCES_BACK && back <= s; back++) {
		int found = quoted_since(r, s - back, i);
		if (found >= 0 && r->m->clusters.v[found].tag[0] == 'P' && agrees(r, found, g) && back > 0)
			return found;
		found = person_of(r, s - back, i, g);
		if (found >= 0)
			return found;
	}
	return -1;
}

/* « ce dernier », « celui-ci »: the person named last. */
static int last_named(const struct resolver *r, size_t i, enum gender g)
{
	size_t s = r->c->t->all.v[i].sentence;
	for (size_t k = i; k > 0 && i - k < 150 && r->c->t->all.v[k - 1].sentence + 2 >= s; k--) {
		const struct mention *e = r->inside[k - 1] ? NULL : entity(r, k - 1, 'P');
		if (e != NULL && agrees(r, e->cluster, g))
			return e->cluster;
	}
	return -1;
}

/* The cluster of a name at the head of the phrase [a, b): « l'ONG Terre vive », « Le Monde ». */
static int by_name(const struct resolver *r, size_t a, size_t b)
{
	for (size_t i = a; i < b && i < a + 4; i++) {
		const struct mention *e = entity(r, i, 0);
		if (e != NULL) {
			bool place = e->tag[0] == 'L' && (i > a + 1 || behind_entity(r, i) < b);
			return place || e->tag[0] == 'M' ? -1 : e->cluster;
		}
		if (cues_has(r->c, i, WORD_PREPOSITION) && i > a)
			return -1;
	}
	return -1;
}

static int resolve_one(const struct resolver *r, size_t a, size_t b)
{
	const struct tokens *t = r->c->t;
	int found = by_name(r, a, b);
	if (found >= 0)
		return found;
	if (token_is(t, a, "il") || token_is(t, a, "-il") || token_is(t, a, "-t-il") || token_is(t, a, "lui"))
		return by_pronoun(r, a, GENDER_M);
	if (token_is(t, a, "elle") || token_is(t, a, "-elle") || token_is(t, a, "-t-elle"))
		return by_pronoun(r, a, GENDER_F);
	if (token_is(t, a, "celui-ci") || token_is(t, a, "celle-ci"))
		return last_named(r, a, token_is(t, a, "celui-ci") ? GENDER_M : GENDER_F);
	if (a + 1 < b && (token_is(t, a + 1, "dernier") || token_is(t, a + 1, "derniere")))
		return last_named(r, a, token_is(t, a + 1, "dernier") ? GENDER_M : GENDER_F);
	size_t s = t->all.v[a].sentence;
	if (a + 1 < b && (token_is(t, a + 1, "meme") || token_is(t, a + 1, "interesse") || token_is(t, a + 1, "interessee")))
		return quoted_since(r, s > SENTENCES_BACK ? s - SENTENCES_BACK : 0, a);
	bool definite = token_is(t, a, "le") || token_is(t, a, "la") || token_is(t, a, "l'") || token_is(t, a, "ce") ||
			token_is(t, a, "cette") || token_is(t, a, "cet");
	for (size_t i = a + 1; definite && i < b && i < a + 4; i++) {
		if (!cues_has(r->c, i, WORD_HUMAN))
			continue;
		found = by_noun(r, i, b, false);
		return found >= 0 ? found : by_noun(r, i, b, true);
	}
	return -1;
}

static int by_place(const void *a, const void *b)
{
	const struct quoted *x = a, *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* The quotes in the order of the text. */
static void put_in_order(struct resolver *r, size_t first)
{
	r->n = r->m->all.n - first;
	r->order = xcalloc(r->n + 1, sizeof *r->order);
	for (size_t k = 0; k < r->n; k++) {
		r->order[k].start = r->m->all.v[first + k].span.start;
		r->order[k].index = first + k;
	}
	qsort(r->order, r->n, sizeof *r->order, by_place);
	for (size_t k = 0; k < r->n; k++) {
		struct quoted *o = &r->order[k];
		struct span who = r->m->all.v[o->index].speaker;
		o->at = tokens_at(r->c->t, who.end > who.start ? who.start : o->start);
	}
}

void speakers_resolve(const struct cues *c, const bool *inside, struct mentions *m, size_t first)
{
	struct resolver r = { .c = c, .inside = inside, .m = m };
	if (m->clusters.n == 0 || m->all.n == first)
		return;
	r.gender = xcalloc(m->clusters.n, 1);
	find_roles(&r);
	put_in_order(&r, first);
	for (size_t k = 0; k < r.n; k++) {
		struct mention *q = &m->all.v[r.order[k].index];
		r.done = k;
		if (q->speaker.end <= q->speaker.start)
			continue;
		size_t a = r.order[k].at, end = tokens_at(c->t, q->speaker.end - 1) + 1;
		while (r.known < r.roles.n && r.roles.v[r.known].at < a)
			r.known++;
		while (r.known > 0 && r.roles.v[r.known - 1].at >= a)
			r.known--;
		q->cluster = resolve_one(&r, a, end);
		if (q->cluster >= 0)
			q->attr[ATTR_ENTITY] = m->clusters.v[q->cluster].name;
	}
	free(r.order);
	free(r.gender);
	vec_fini(&r.roles);
}
