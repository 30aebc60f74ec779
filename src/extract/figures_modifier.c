/* figures_modifier.c - « au moins », « plus de », « à peine »: what bounds a figure.
 * See figures.h. The phrases are in figures.def; verbs are known by their stems. */
#include "extract/figures.h"

#include "base/mem.h"

struct phrase_row {
	struct sv words;
	const char *kind;
};

static const struct phrase_row before[] = {
#define MODIFIER(w, k) { SV_INIT(w), k },
#include "lang/fr/figures.def"
#undef MODIFIER
}, after[] = {
#define MODIFIER_AFTER(w, k) { SV_INIT(w), k },
#include "lang/fr/figures.def"
#undef MODIFIER_AFTER
}, verbs[] = {
#define MODIFIER_VERB(w, k) { SV_INIT(w), k },
#include "lang/fr/figures.def"
#undef MODIFIER_VERB
};

/* Is what stands at token i denied? « n'a pas dépassé », « jamais au-dessus de » */
static bool is_denied(const struct tokens *t, size_t i)
{
	for (size_t k = i; k > 0 && k + 3 > i && !(t->all.v[k].flags & TOKEN_SENTENCE); k--) {
		if (token_may(t, k - 1, IS_NEGATION))
			return true;
	}
	return false;
}

static const char *denied(const char *kind)
{
	return sv_ends(sv_of(kind), SV("more")) ? "max" : sv_ends(sv_of(kind), SV("less")) ? "min" : kind;
}

/* « dépasse [désormais] [pas] [les] 3 000 »: a verb that bounds, before token i. */
static const char *verb_before(const struct tokens *t, size_t i)
{
	bool no = false;
	size_t k = i;
	for (; k > 0 && k + 3 > i && !(t->all.v[k].flags & TOKEN_SENTENCE); k--) {
		no = no || token_may(t, k - 1, IS_NEGATION);
		if (!token_may(t, k - 1, IS_NEGATION | IS_SKIPPED))
			break;
	}
	if (k == 0 || t->all.v[k].flags & TOKEN_SENTENCE || !token_may(t, k - 1, IS_BOUNDING) || t->all.v[k - 1].type != TOKEN_WORD)
		return NULL;
	struct sv s = t->all.v[k - 1].fold;
	if (sv_ends(s, SV("ment")) || sv_ends(s, SV("ments")))
		return NULL; /* « un dépassement de » */
	for (size_t v = 0; v < ARRAY_LEN(verbs); v++) {
		if (sv_starts(s, verbs[v].words))
			return no || is_denied(t, k - 1) ? denied(verbs[v].kind) : verbs[v].kind;
	}
	return NULL;
}

/* May one of the phrases end with token i? By its last word and the one before. */
static bool ends_bound(const struct tokens *t, size_t i)
{
	return token_may(t, i, IS_BOUND) ||
	       (token_may(t, i, MAY_BOUND) && i > 0 && (token_may(t, i - 1, MAY_BOUND_HEAD) || (i > 1 && token_may(t, i - 2, MAY_BOUND_HEAD))));
}

const char *modifier_before(const struct tokens *t, size_t i)
{
	const char *kind = NULL;
	size_t most = 0;
	if (i == 0 || t->all.v[i].flags & TOKEN_SENTENCE)
		return NULL;
	bool ends = ends_bound(t, i - 1);
	for (size_t m = 0; ends && m < ARRAY_LEN(before); m++) {
		size_t n = token_ends(t, i - 1, before[m].words) ? phrase_before(t, i, before[m].words) : 0;
		if (n > most) {
			most = n;
			kind = before[m].kind;
		}
	}
	if (kind == NULL)
		return verb_before(t, i);
	if (kind[0] == '\0')
		return NULL; /* « en plus des » adds */
	const char *verb = most > 1 ? verb_before(t, i - most) : NULL;
	if (verb != NULL && sv_eq(sv_of(verb), SV("approx")))
		return verb; /* « frôle la barre des 100 » */
	return is_denied(t, i - most) ? denied(kind) : kind;
}

/* « au plus fort de la crise » bounds nothing. */
static bool is_superlative(const struct tokens *t, size_t i)
{
	static const char *const words[] = { "fort", "haut", "bas", "tot", "tard", "vite", "pres", "profond", "mal", "juste", NULL };
	return token_is_any(t, i + 2, words) && (token_is(t, i, "au") || token_is(t, i, "le"));
}

static const char *modifier_after(const struct tokens *t, size_t i)
{
	if (token_is_mark(t, i, '('))
		i++; /* « 200 (au moins) » */
	if (!token_may(t, i, MAY_AFTER) || t->all.v[i].flags & TOKEN_SENTENCE || is_superlative(t, i))
		return NULL;
	for (size_t m = 0; m < ARRAY_LEN(after); m++) {
		size_t n = after[m].words.p[0] == t->all.v[i].fold.p[0] ? phrase_at(t, i, after[m].words) : 0;
		if (n == 0 || (sv_starts(after[m].words, SV("passe")) && sv_ends(token_text(t, i), SV("es"))))
			continue; /* « 12 passes » are no « 12 ans passés » */
		/* « au moins deux », « environ 20 »: it bounds what follows */
		size_t k = i + n + (token_is(t, i + n, "de") || token_is(t, i + n, "d'")); /* « et plus de dix » */
		bool next = token_may(t, k, MAY_NUMERAL) && numeral_read(t, k, &(struct numeral){ 0 });
		if (!next)
			return after[m].kind;
	}
	return NULL;
}

const char *modifier_find(const struct tokens *t, size_t first, size_t number_end, size_t end)
{
	static const char *const articles[] = { "les", "la", "le", "des", "l'", "aux", "ces", "ses", "a", NULL };
	const char *kind = modifier_before(t, first);
	if (kind == NULL && first > 0 &&
	    (token_is_any(t, first - 1, articles) || token_is_mark(t, first - 1, 0xAB)))
		kind = modifier_before(t, first - 1);
	if (kind == NULL)
		kind = modifier_after(t, end);
	if (kind == NULL && number_end < end)
		kind = modifier_after(t, number_end);
	return kind;
}
