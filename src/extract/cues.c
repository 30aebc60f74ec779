/* cues.c - see cues.h; the words stand in lang/fr/cues.def. */
#include "extract/cues.h"

#include <string.h>

/* Conjugations: three groups of endings, cut by '|'. */
enum verb_class {
#define CLASS(id, endings) CLASS_##id,
#include "lang/fr/cues.def"
#undef CLASS
	CLASS_COUNT
};

static const char *const endings[] = {
#define CLASS(id, endings) endings,
#include "lang/fr/cues.def"
#undef CLASS
};

static const struct verb {
	const char *stem;
	uint8_t class, use;
} verbs[] = {
#define VERB(stem, class, use) { stem, CLASS_##class, CUE_##use },
#include "lang/fr/cues.def"
#undef VERB
};

static const struct word_list {
	uint16_t bit;
	const char *list;
} words[] = {
#define WORDS(bit, list) { WORD_##bit, list },
#include "lang/fr/cues.def"
#undef WORDS
};

/* Little words by hash; verbs by the first letter of their stem. */
struct lookup {
	struct words words;
	uint16_t first[27]; /* of each letter's verbs; [26] their number */
};

static void lookup_init(struct lookup *k)
{
	size_t v = 0;
	memset(k, 0, sizeof *k);
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		struct sv rest = sv_of(words[i].list), w;
		while (sv_next(&rest, ' ', &w))
			words_add(&k->words, w, words[i].bit);
	}
	for (int letter = 0; letter < 26; letter++) {
		k->first[letter] = (uint16_t)v;
		while (v < ARRAY_LEN(verbs) && verbs[v].stem[0] == 'a' + letter)
			v++;
	}
	k->first[26] = (uint16_t)v;
}

/* The forms (enum verb_form) that this ending makes in a class; 0: none. */
static uint8_t forms_of(unsigned class, struct sv ending)
{
	struct sv all = sv_of(endings[class]), group, one;
	uint8_t forms = 0;
	if (ending.n == 0)
		ending = SV("_");
	for (unsigned g = 0; sv_next(&all, '|', &group); g++) {
		while (sv_next(&group, ' ', &one)) {
			if (!sv_eq(one, ending))
				continue;
			forms |= (uint8_t)(g == 0 ? FORM_FINITE : g == 1 ? FORM_PARTICIPLE :
					   sv_ends(one, SV("ant")) ? FORM_GERUND : FORM_INFINITIVE);
		}
	}
	return forms;
}

static void find_verb(const struct lookup *k, struct sv w, struct cue_token *out)
{
	if (w.n < 3 || w.p[0] < 'a' || w.p[0] > 'z')
		return;
	unsigned letter = (unsigned)(w.p[0] - 'a');
	for (size_t i = k->first[letter]; i < k->first[letter + 1]; i++) {
		size_t n = strlen(verbs[i].stem);
		if (n > w.n || memcmp(verbs[i].stem, w.p, n) != 0)
			continue;
		uint8_t forms = forms_of(verbs[i].class, sv_cut(w, n, w.n));
		if (forms != 0 && (out->use == CUE_NONE || verbs[i].use < out->use))
			out->use = verbs[i].use;
		out->form |= forms;
	}
}

void cues_init(struct cues *c, const struct tokens *t, const struct mentions *m)
{
	struct lookup *k = xmalloc(sizeof *k);
	lookup_init(k);
	*c = (struct cues){ t, m, xcalloc(t->all.n + 1, sizeof *c->at) };
	for (size_t i = 0; i <= t->all.n; i++) {
		c->at[i].mention = -1;
		if (i == t->all.n || t->all.v[i].type != TOKEN_WORD)
			continue;
		struct sv w = t->all.v[i].fold;
		if (t->all.v[i].flags & TOKEN_ELIDED && w.n > 1)
			w.n--;
		c->at[i].bits = words_get(&k->words, w);
		find_verb(k, w, &c->at[i]);
	}
	free(k);
	for (size_t i = 0; i < m->all.n; i++) {
		const struct mention *e = &m->all.v[i];
		if (e->kind != KIND_ENTITY && e->kind != KIND_DATE)
			continue;
		for (size_t a = tokens_at(t, e->span.start); a < t->all.n && t->all.v[a].span.start < e->span.end; a++) {
			if (c->at[a].mention < 0 || e->kind == KIND_ENTITY)
				c->at[a].mention = (int32_t)i;
		}
	}
}

void cues_fini(struct cues *c)
{
	free(c->at);
}

bool cues_has(const struct cues *c, size_t i, unsigned bits)
{
	return i < c->t->all.n && (c->at[i].bits & bits) != 0;
}

bool cues_mark(const struct cues *c, size_t i, uint32_t cp)
{
	return token_is_mark(c->t, i, cp);
}

bool cues_quotation(const struct cues *c, size_t i)
{
	return cues_mark(c, i, 0xAB) || cues_mark(c, i, 0xBB) || cues_mark(c, i, 0x201C) ||
	       cues_mark(c, i, 0x201D) || cues_mark(c, i, 0x201E) || cues_mark(c, i, '"');
}

const struct mention *cues_entity(const struct cues *c, size_t i)
{
	if (i >= c->t->all.n || c->at[i].mention < 0)
		return NULL;
	const struct mention *e = &c->m->all.v[c->at[i].mention];
	return e->kind == KIND_ENTITY ? e : NULL;
}

/* May token i stand between an auxiliary and its participle? */
static bool is_between(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	return c->at[i].bits & WORD_BETWEEN || (k->type == TOKEN_WORD && k->fold.n > 5 && sv_ends(k->fold, SV("ment"))) ||
	       c->at[i].bits & WORD_SUBJECT || (c->at[i].mention >= 0 && cues_entity(c, i) == NULL);
}

#define BETWEEN_MAX 8

/* The auxiliary of the participle i; SIZE_MAX when there is none. */
static size_t auxiliary(const struct cues *c, size_t i, size_t lo)
{
	unsigned commas = 0;
	for (size_t k = i; k > lo && i - k < BETWEEN_MAX;) {
		k--;
		if (cues_has(c, k, WORD_HAVE | WORD_BE) && !(token_is(c->t, k, "a") && cues_has(c, k + 1, WORD_DETERMINER) && k + 2 < i)) {
			bool be = cues_has(c, k, WORD_BE);
			bool self = k > lo && (token_is(c->t, k - 1, "s'") || token_is(c->t, k - 1, "se"));
			if (commas % 2 == 1 || (be && !self))
				return SIZE_MAX;
			return be && self ? k - 1 : k;
		}
		if (cues_mark(c, k, ','))
			commas++;
		else if (!is_between(c, k))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* « la demande », « une annonce », « des notes »: a noun; « il la dénonce »: none. */
static bool is_noun(const struct cues *c, size_t i, size_t lo)
{
	if (i <= lo)
		return false;
	if (token_is(c->t, i - 1, "de") || token_is(c->t, i - 1, "d'"))
		return true;
	if (i - 1 > lo && token_is(c->t, i - 2, "comme") && (token_is(c->t, i - 1, "le") || token_is(c->t, i - 1, "l'")))
		return false; /* « comme le rappelle X » */
	if (!cues_has(c, i - 1, WORD_DETERMINER) || cues_has(c, i - 1, WORD_PRONOUN))
		return false;
	bool object = cues_has(c, i - 1, WORD_BETWEEN); /* « l' », « la », « leur » are also pronouns */
	return !object || i - 1 == lo || !cues_has(c, i - 2, WORD_PRONOUN);
}

/* « vient d'annoncer », « tient à souligner »: where the group begins. */
static size_t semi_auxiliary(const struct cues *c, size_t i, size_t lo)
{
	size_t k = i;
	while (k > lo && i - k < 3 && cues_has(c, k - 1, WORD_BEGIN) && c->t->all.v[k - 1].type == TOKEN_WORD)
		k--;
	if (k < i && (token_is(c->t, k, "de") || token_is(c->t, k, "d'") || token_is(c->t, k, "a")))
		return i;
	if (k < i && k > lo && cues_has(c, k - 1, WORD_HAVE))
		k--;
	return k;
}

static size_t with_reflexive(const struct cues *c, size_t i, size_t lo)
{
	return i > lo && (token_is(c->t, i - 1, "se") || token_is(c->t, i - 1, "s'")) ? i - 1 : i;
}

static bool is_one_of(const struct cues *c, size_t i, const char *const *list, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		if (token_is(c->t, i, list[k]))
			return true;
	}
	return false;
}

/* « fait savoir », « ont fait valoir »: a verb of saying made of two. */
static bool with_faire(const struct cues *c, size_t i, size_t lo, struct cue *q)
{
	static const char *const said[] = { "savoir", "valoir", "remarquer", "observer", "comprendre", "entendre" };
	static const char *const faire[] = { "fait", "font", "fit", "firent", "faisait", "faisaient", "fera", "feront" };
	if (i <= lo || !is_one_of(c, i, said, ARRAY_LEN(said)) || !is_one_of(c, i - 1, faire, ARRAY_LEN(faire)))
		return false;
	size_t aux = token_is(c->t, i - 1, "fait") ? auxiliary(c, i - 1, lo) : SIZE_MAX;
	*q = (struct cue){ .first = aux != SIZE_MAX ? aux : i - 1, .end = i + 1, .head = i, .subject = SIZE_MAX,
			   .use = CUE_SAY, .form = FORM_FINITE };
	for (size_t k = q->first; k < i; k++) {
		if (cues_has(c, k, WORD_SUBJECT))
			q->subject = k;
	}
	return true;
}

bool cue_read(const struct cues *c, size_t i, size_t lo, struct cue *q)
{
	if (i < c->t->all.n && with_faire(c, i, lo, q))
		return true;
	if (i >= c->t->all.n || c->at[i].use == CUE_NONE)
		return false;
	uint8_t form = c->at[i].form;
	*q = (struct cue){ .first = i, .end = i + 1, .head = i, .subject = SIZE_MAX, .use = c->at[i].use };
	size_t aux = form & FORM_PARTICIPLE ? auxiliary(c, i, lo) : SIZE_MAX;
	if (aux != SIZE_MAX) {
		q->first = aux;
		q->form = FORM_FINITE;
		for (size_t k = aux; k < i; k++) {
			if (cues_has(c, k, WORD_SUBJECT))
				q->subject = k;
		}
		return true;
	}
	if (form & FORM_GERUND) {
		q->form = FORM_GERUND;
		q->first = i > lo && token_is(c->t, i - 1, "en") ? i - 1 : i;
		return true;
	}
	if (form & FORM_INFINITIVE) {
		q->form = FORM_INFINITIVE;
		q->first = semi_auxiliary(c, i, lo);
		return true;
	}
	/* A written accent tells « indiqué » from « indique ». */
	struct sv raw = token_text(c->t, i);
	bool accent = sv_ends(raw, SV("é")) || sv_ends(raw, SV("ée")) || sv_ends(raw, SV("és")) || sv_ends(raw, SV("ées"));
	if (!(form & FORM_FINITE) || accent || is_noun(c, i, lo) || cues_has(c, i, WORD_BETWEEN) ||
	    (i > lo && (cues_has(c, i - 1, WORD_BE | WORD_HAVE))) || cues_entity(c, i) != NULL)
		return false;
	q->form = FORM_FINITE;
	q->first = with_reflexive(c, i, lo);
	if (cues_has(c, i + 1, WORD_SUBJECT)) {
		q->subject = i + 1;
		q->end = i + 2;
	}
	return true;
}

struct span cue_span(const struct cues *c, const struct cue *q)
{
	const struct token *v = c->t->all.v;
	return (struct span){ v[q->first].span.start, v[q->head].span.end };
}
