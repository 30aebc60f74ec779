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
	struct sv stem;
	uint8_t class, use;
} verbs[] = {
#define VERB(stem, class, use) { SV_INIT(stem), CLASS_##class, CUE_##use },
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
		while (v < ARRAY_LEN(verbs) && verbs[v].stem.p[0] == 'a' + letter)
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
		if (!sv_starts(w, verbs[i].stem))
			continue;
		uint8_t forms = forms_of(verbs[i].class, sv_cut(w, verbs[i].stem.n, w.n));
		if (forms != 0 && (out->use == CUE_NONE || verbs[i].use < out->use))
			out->use = verbs[i].use;
		out->form |= forms;
	}
}

static void look_up(const struct lookup *k, struct sv w, struct cue_token *out)
{
	out->bits = words_get(&k->words, w);
	if (out->bits == 0 && w.n > 3 && w.p[w.n - 1] == 's')
		out->bits = words_get(&k->words, sv_cut(w, 0, w.n - 1)) & (WORD_HUMAN | WORD_NAMED);
	/* « l'ex-président », « le vice-amiral » */
	const char *hyphen = out->bits == 0 ? memchr(w.p, '-', w.n) : NULL;
	if (hyphen != NULL)
		out->bits = words_get(&k->words, sv_cut(w, (size_t)(hyphen + 1 - w.p), w.n)) & WORD_HUMAN;
	find_verb(k, w, out);
}

/* What each spelling is, wherever it stands. */
static struct cue_token *look_up_all(const struct spellings *all)
{
	struct cue_token *known = xcalloc(all->all.n + 1, sizeof *known);
	struct lookup *k = xmalloc(sizeof *k);
	lookup_init(k);
	for (size_t i = 0; i < all->all.n; i++) {
		struct sv w = all->all.v[i].fold;
		known[i].mention = -1;
		if (all->all.v[i].type != TOKEN_WORD)
			continue;
		if (all->all.v[i].flags & TOKEN_ELIDED && w.n > 1)
			w.n--;
		look_up(k, w, &known[i]);
	}
	free(k);
	return known;
}

static const char *const passives[] = {
#define PASSIVE(words) words,
#include "lang/fr/cues.def"
#undef PASSIVE
};

/* The token behind the words of list at token i; 0: others stand there. */
static size_t behind_words(const struct cues *c, size_t i, const char *list)
{
	if (i >= c->t->all.n || c->t->all.v[i].fold.p[0] != list[0])
		return 0;
	struct sv rest = sv_of(list), w;
	while (sv_next(&rest, ' ', &w)) {
		bool of = sv_eq(w, SV("de"));
		if (i >= c->t->all.n)
			return 0;
		struct sv k = c->t->all.v[i].fold;
		if (!sv_eq(k, w) &&
		    !(of && (sv_eq(k, SV("d'")) || sv_eq(k, SV("du")) || sv_eq(k, SV("des")))))
			return 0;
		i++;
	}
	return i;
}

static const struct locution {
	const char *tail, *verbs;
	uint8_t use;
} locutions[] = {
#define LOCUTION(tail, verbs, use) { tail, verbs, CUE_##use },
#include "lang/fr/cues.def"
#undef LOCUTION
};

/* « fait (clairement) savoir », « met-il en garde »: the verb of the locution whose last word
 * is token i; SIZE_MAX: none. */
static size_t locution_verb(const struct cues *c, size_t i, uint8_t *use)
{
	for (size_t k = 0; k < ARRAY_LEN(locutions); k++) {
		struct sv tail = sv_of(locutions[k].tail), w;
		size_t n = 0;
		while (sv_next(&tail, ' ', &w))
			n++;
		if (n > i || behind_words(c, i + 1 - n, locutions[k].tail) != i + 1)
			continue;
		size_t v = i - n;
		for (size_t gap = 0;
		     gap < 2 && v > 0 && cues_has(c, v, WORD_BETWEEN | WORD_SUBJECT) &&
		     !token_is(c->t, v, "fait");
		     gap++)
			v--;
		*use = locutions[k].use;
		if (sv_has_word(sv_of(locutions[k].verbs), c->t->all.v[v].fold))
			return v;
	}
	return SIZE_MAX;
}

/* « a » is a verb, « à » a preposition, and so is « A » where a sentence begins. */
static void tell_a(const struct tokens *t, size_t i, struct cue_token *out)
{
	struct sv next = i + 1 < t->all.n ? token_text(t, i + 1) : (struct sv) { "", 0 };
	bool verb =
	    token_text(t, i).n == 1 && !(t->all.v[i].flags & (TOKEN_SENTENCE | TOKEN_CAPITAL));
	if (!verb && sv_ends(next, SV("é")))
		return; /* « il à indiqué »: a slip */
	out->bits &= verb ? (uint16_t) ~(WORD_PREPOSITION | WORD_SELON) : (uint16_t)~WORD_HAVE;
}

void cues_init(struct cues *c, const struct tokens *t, const struct mentions *m)
{
	struct cue_token *known = look_up_all(&t->spellings);
	*c = (struct cues){ t, m, xcalloc(t->all.n + 1, sizeof *c->at) };
	c->at[t->all.n].mention = -1;
	for (size_t i = 0; i < t->all.n; i++) {
		uint8_t use;
		c->at[i] = known[t->all.v[i].spelling];
		if (c->at[i].bits & WORD_LOCUTION && locution_verb(c, i, &use) != SIZE_MAX)
			c->at[i].use = use;
		if (c->at[i].bits & WORD_HAVE && c->at[i].bits & WORD_PREPOSITION)
			tell_a(t, i, &c->at[i]);
		/* « le car », « l'or »: nouns */
		if (c->at[i].bits & WORD_BREAK && cues_has(c, i - (i > 0), WORD_DETERMINER) &&
		    (token_is(t, i, "car") || token_is(t, i, "or")))
			c->at[i].bits = 0;
	}
	free(known);
	for (size_t i = 0, near = 0; i < m->all.n; i++) {
		const struct mention *e = &m->all.v[i];
		if (e->kind != KIND_ENTITY && e->kind != KIND_DATE)
			continue;
		near = tokens_near(t, near, e->span.start);
		for (size_t a = near; a < t->all.n && t->all.v[a].span.start < e->span.end; a++) {
			/* « le premier » is somebody more often than a day. */
			bool first = e->kind == KIND_DATE && token_is(t, a, "premier") &&
				     t->all.v[a].span.end == e->span.end;
			if (!first && (c->at[a].mention < 0 || e->kind == KIND_ENTITY))
				c->at[a].mention = (int32_t)i;
		}
	}
}

void cues_fini(struct cues *c)
{
	free(c->at);
}

bool cues_adverb(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	return k->type == TOKEN_WORD && k->fold.n > 5 && sv_ends(k->fold, SV("ment")) &&
	       !(k->flags & TOKEN_CAPITAL && !(k->flags & TOKEN_SENTENCE)) &&
	       !cues_has(c, i, WORD_HUMAN) && !(i > 0 && cues_has(c, i - 1, WORD_DETERMINER));
}

static bool is_one_of(const struct cues *c, size_t i, const char *const *list, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		if (token_is(c->t, i, list[k]))
			return true;
	}
	return false;
}

/* May token i stand between an auxiliary and its participle? */
static bool is_between(const struct cues *c, size_t i)
{
	static const char *const adverbs[] = { "aussitot",    "neanmoins", "desormais", "longtemps",
					       "soudain",     "bientot",   "vite",	"nouveau",
					       "nouvelle",    "fois",	   "reprises",	"plusieurs",
					       "une",	      "outre",	   "exemple",	"revanche",
					       "particulier", "substance", "retour",	"lieu",
					       "premier",     "dernier" };
	if (is_one_of(c, i, adverbs, ARRAY_LEN(adverbs)))
		return true;
	if (token_is(c->t, i, "ores") ||
	    (token_is(c->t, i, "et") && i > 0 && token_is(c->t, i - 1, "ores")))
		return true; /* « d'ores et déjà » */
	return c->at[i].bits & WORD_BETWEEN || cues_adverb(c, i) || c->at[i].bits & WORD_SUBJECT ||
	       (c->at[i].mention >= 0 && cues_entity(c, i) == NULL);
}

#define BETWEEN_MAX 8

/* « ont, dans un texte commun, jugé »: the token of the auxiliary before the commas; i: none. */
static size_t before_parenthesis(const struct cues *c, size_t i, size_t lo)
{
	if (i <= lo + 2 || !cues_mark(c, i - 1, ','))
		return i;
	for (size_t k = i - 2; k > lo && i - k < 16; k--) {
		if (cues_mark(c, k, ','))
			return cues_has(c, k - 1, WORD_HAVE) ? k - 1 : i;
		if (c->t->all.v[k].flags & TOKEN_SENTENCE)
			return i;
	}
	return i;
}

/* The auxiliary of the participle i; SIZE_MAX when there is none. */
static size_t auxiliary(const struct cues *c, size_t i, size_t lo)
{
	unsigned commas = 0;
	size_t far = before_parenthesis(c, i, lo);
	if (far < i)
		return far;
	for (size_t k = i; k > lo && i - k < BETWEEN_MAX;) {
		k--;
		if (cues_has(c, k, WORD_HAVE | WORD_BE) &&
		    !(token_is(c->t, k, "a") && cues_has(c, k + 1, WORD_DETERMINER) && k + 2 < i &&
		      !token_is(c->t, i - 1, "fois"))) {
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

/* « à », « À », not « a ». */
static bool is_to(const struct cues *c, size_t i)
{
	return token_is(c->t, i, "a") && token_text(c->t, i).n == 2;
}

/* « vient d'annoncer », « tient à souligner »: where the group begins. */
static size_t semi_auxiliary(const struct cues *c, size_t i, size_t lo)
{
	size_t k = i;
	while (k > lo && i - k < 3 && cues_has(c, k - 1, WORD_BEGIN) &&
	       c->t->all.v[k - 1].type == TOKEN_WORD &&
	       !(token_is(c->t, k - 1, "dit") && k > lo + 1 && cues_has(c, k - 2, WORD_HAVE)))
		k--;
	if (k < i && (token_is(c->t, k, "de") || token_is(c->t, k, "d'") || is_to(c, k)))
		return i;
	if (k < i && k > lo && cues_has(c, k - 1, WORD_HAVE))
		k--;
	return k;
}

static size_t with_reflexive(const struct cues *c, size_t i, size_t lo)
{
	return i > lo && (token_is(c->t, i - 1, "se") || token_is(c->t, i - 1, "s'")) ? i - 1 : i;
}

/* Reads the locution that ends with token i as one verb of saying. */
static bool read_locution(const struct cues *c, size_t i, size_t lo, struct cue *q)
{
	uint8_t use;
	size_t v = locution_verb(c, i, &use);
	if (v == SIZE_MAX || v < lo)
		return false;
	*q = (struct cue) { .first = v,
			    .end = i + 1,
			    .head = i,
			    .subject = SIZE_MAX,
			    .use = use,
			    .form = FORM_FINITE };
	struct sv w = c->t->all.v[v].fold;
	size_t aux = cues_participle(w) ? auxiliary(c, v, lo) : SIZE_MAX;
	/* « en annonçant avoir accordé « ... » »: he announces */
	if (aux != SIZE_MAX && aux > lo && q->use >= CUE_TELL && token_is(c->t, aux, "avoir") &&
	    c->at[aux - 1].use != CUE_NONE)
		return false;
	if (aux != SIZE_MAX) {
		q->first = aux;
	} else if (sv_ends(w, SV("re")) || sv_ends(w, SV("er"))) {
		q->first = semi_auxiliary(c, v, lo);
		q->form = q->first < v ? FORM_FINITE : FORM_INFINITIVE;
	} else if (sv_ends(w, SV("ant"))) {
		q->form = FORM_GERUND;
		q->first = v > lo && token_is(c->t, v - 1, "en") ? v - 1 : v;
	} else {
		q->first = with_reflexive(c, v, lo);
	}
	for (size_t k = q->first; k < i; k++) {
		if (cues_has(c, k, WORD_SUBJECT))
			q->subject = k;
	}
	return true;
}

/* « a été cité comme disant »: the whole of it. */
static void as_saying(const struct cues *c, size_t lo, struct cue *q)
{
	if (q->first < lo + 3 || !token_is(c->t, q->first - 1, "comme"))
		return;
	for (size_t k = q->first - 2; k > lo && q->first - k < 6; k--) {
		if (cues_has(c, k - 1, WORD_HAVE | WORD_BE) && !cues_has(c, k, WORD_HAVE | WORD_BE | WORD_PREPOSITION)) {
			q->first = k - 1;
			q->form = FORM_FINITE;
			return;
		}
		if (!is_between(c, k - 1) && !token_is(c->t, k - 1, "ete"))
			return;
	}
}

static bool ends_accented(const struct cues *c, size_t i)
{
	struct sv raw = token_text(c->t, i);
	return sv_ends(raw, SV("é"));
}

/* « a dénoncé ... et promis »: a participle that shares the auxiliary of another. */
static bool goes_with(const struct cues *c, size_t i, size_t lo)
{
	static const char *const joints[] = { "et", "puis", "ou", "mais" };
	size_t start = c->t->sentences.v[c->t->all.v[i].sentence].first;
	if (i <= lo || !is_one_of(c, i - 1, joints, ARRAY_LEN(joints)) || cues_has(c, i, WORD_BETWEEN))
		return false;
	/* « indique » behind « et » is a verb of its own. */
	if (c->at[i].form & FORM_FINITE && !ends_accented(c, i) && !token_is(c->t, i, "promis") && !token_is(c->t, i, "dit"))
		return false;
	for (size_t k = i - 1; k > start && i - k < 40; k--) {
		if (cues_has(c, k - 1, WORD_HAVE) && c->t->all.v[k].type == TOKEN_WORD && !cues_has(c, k, WORD_DETERMINER))
			return true;
		if (c->t->all.v[k - 1].flags & TOKEN_SENTENCE)
			return false;
	}
	return false;
}

/* « en affirmant », « y voyant », « se disant », « lui signifiant »; q is begun. */
static bool read_gerund(const struct cues *c, size_t i, size_t lo, struct cue *q)
{
	static const char *const clitics[] = { "en", "y", "s'", "se", "lui", "leur" };
	/* « sachant que »: a conjunction */
	if (q->use == CUE_THINK && (token_is(c->t, i, "sachant") || token_is(c->t, i, "voyant")))
		return false;
	/* « s'est voulu rassurant »: an adjective */
	bool subject = i > lo && cues_has(c, i - 1, WORD_HUMAN | WORD_PRONOUN);
	if (q->use >= CUE_TELL && i > lo && c->t->all.v[i - 1].type == TOKEN_WORD && !subject &&
	    !is_one_of(c, i - 1, clitics, ARRAY_LEN(clitics)))
		return false;
	q->form = FORM_GERUND;
	q->first = i > lo && is_one_of(c, i - 1, clitics, 4) ? i - 1 : i;
	q->first -= q->first > lo && token_is(c->t, q->first - 1, "en");
	as_saying(c, lo, q);
	return true;
}

bool cue_read(const struct cues *c, size_t i, size_t lo, struct cue *q)
{
	if (cues_has(c, i, WORD_LOCUTION) && read_locution(c, i, lo, q))
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
	if (form & FORM_GERUND)
		return read_gerund(c, i, lo, q);
	if (form & FORM_INFINITIVE) {
		if (i > lo && ((token_is(c->t, i, "savoir") && c->at[i - 1].use == CUE_THINK) ||
			       token_is(c->t, i - 1, "faut")))
			return false; /* « croit savoir »: he believes; « il faut analyser » */
		q->form = FORM_INFINITIVE;
		q->first = semi_auxiliary(c, i, lo);
		q->first = q->first == i ? with_reflexive(c, i, lo) : q->first;
		/* « veut croire », « vient d'annoncer »: the finite verb of its clause */
		bool to = token_is(c->t, q->first, "a") ? is_to(c, q->first)
							: cues_has(c, q->first, WORD_PREPOSITION);
		if (q->first < i && !to)
			q->form = FORM_FINITE;
		return true;
	}
	if (form & FORM_PARTICIPLE && goes_with(c, i, lo)) {
		q->form = FORM_FINITE;
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
	if (q->first < i && sv_has_word(sv_of(passives[0]), c->t->all.v[i].fold))
		q->use = CUE_WEAK; /* « l'année s'annonce « bonne » » */
	if (cues_has(c, i + 1, WORD_SUBJECT)) {
		q->subject = i + 1;
		q->end = i + 2;
	}
	return true;
}

/* Endings of French verbs in a finite form; « rigole », « ricanait », « gronda »: no proof. */
static bool looks_finite(struct sv w)
{
	static const char *const ends[] = { "e", "ent", "ait", "aient", "it", "irent", "erent", "a", "ut", "urent", "ient", "ond", "end" };
	if (w.n < 4 || sv_ends(w, SV("ment")) || sv_ends(w, SV("tte")) || sv_ends(w, SV("ite")))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(ends); k++) {
		if (sv_ends(w, sv_of(ends[k])))
			return true;
	}
	return false;
}

bool cues_participle(struct sv w)
{
	static const char *const ends[] = { "e", "es", "ee", "ees", "i", "ie", "is", "it", "u", "ue", "us", "ert", "int", "uit" };
	for (size_t k = 0; k < ARRAY_LEN(ends) && w.n > 1; k++) {
		if (sv_ends(w, sv_of(ends[k])))
			return true;
	}
	return false;
}

#define NO_VERB \
	(WORD_DETERMINER | WORD_PREPOSITION | WORD_PRONOUN | WORD_BREAK | WORD_HAVE | WORD_BE | WORD_SELON | \
	 WORD_SUBJECT | WORD_NOVERB | WORD_HUMAN)

static bool may_be_verb(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	/* « philosophé » is no philosopher. */
	unsigned none = ends_accented(c, i) ? (NO_VERB & ~(unsigned)WORD_HUMAN) | WORD_BETWEEN
					    : NO_VERB | WORD_BETWEEN;
	return k->type == TOKEN_WORD && !(k->flags & (TOKEN_CAPITAL | TOKEN_ELIDED)) &&
	       c->at[i].mention < 0 && (!cues_has(c, i, none) || c->at[i].use != CUE_NONE);
}

/* A subject at token i: a name, « le maire », « une habitante ». */
static bool is_subject(const struct cues *c, size_t i, size_t hi)
{
	const struct mention *e = cues_entity(c, i);
	if (i >= hi || c->t->all.v[i].type != TOKEN_WORD)
		return false;
	if (e != NULL)
		return e->span.start == c->t->all.v[i].span.start && e->tag[0] != 'M';
	if (token_is(c->t, i, "du") || token_is(c->t, i, "au") || token_is(c->t, i, "aux"))
		return false;
	return cues_has(c, i, WORD_DETERMINER) || (cues_has(c, i, WORD_PRONOUN) && !cues_has(c, i, WORD_BETWEEN)) ||
	       c->t->all.v[i].flags & TOKEN_CAPITAL;
}

/* « soufflent en chœur Marcel et Odette », « jubilait hier soir le nageur »: not yet the subject. */
static bool is_adverbial(const struct cues *c, size_t i, size_t hi)
{
	if (i + 2 >= hi || c->t->all.v[i].type != TOKEN_WORD)
		return false;
	bool of = token_is(c->t, i, "de") || token_is(c->t, i, "d'") || token_is(c->t, i, "du") || token_is(c->t, i, "des");
	bool date = c->at[i].mention >= 0 && cues_entity(c, i) == NULL;
	/* « frissonne encore le gardien » */
	bool little = cues_has(c, i, WORD_BETWEEN) && !cues_has(c, i - 1, WORD_BEGIN) &&
		      !cues_has(c, i, WORD_DETERMINER | WORD_PRONOUN | WORD_PREPOSITION);
	return date || little || cues_adverb(c, i) || (cues_has(c, i, WORD_PREPOSITION) && !of);
}

/* « a-t-il rigolé », « s'est agacé un élu »: an auxiliary at i. */
static bool compound_by_place(const struct cues *c, size_t i, size_t hi, struct cue *q)
{
	size_t k = i + 1, subject = SIZE_MAX;
	while (k < hi && k < i + 6 &&
	       (cues_has(c, k, WORD_BETWEEN | WORD_SUBJECT) || cues_adverb(c, k)) &&
	       c->t->all.v[k].type == TOKEN_WORD && c->at[k].use == CUE_NONE) {
		if (cues_has(c, k, WORD_SUBJECT))
			subject = k;
		k++;
	}
	if (k >= hi || !may_be_verb(c, k) || !cues_participle(c->t->all.v[k].fold))
		return false;
	if (subject == SIZE_MAX && !is_subject(c, k + 1, hi))
		return false;
	*q = (struct cue){ .first = i, .end = k + 1, .head = k, .subject = subject, .use = CUE_SAY, .form = FORM_FINITE };
	return true;
}

static const char *const selons[] = {
#define SELON(words) words,
#include "lang/fr/cues.def"
#undef SELON
};

static const char *const no_speaker[] = {
#define NO_SPEAKER(words) words,
#include "lang/fr/cues.def"
#undef NO_SPEAKER
};

size_t cues_selon(const struct cues *c, size_t i)
{
	size_t at = 0;
	if (!cues_has(c, i, WORD_SELON))
		return 0;
	for (size_t k = 0; k < ARRAY_LEN(selons) && at == 0; k++)
		at = selons[k][0] == c->t->all.v[i].fold.p[0] ? behind_words(c, i, selons[k]) : 0;
	/* « de source policière » */
	bool head = i == 0 || c->t->all.v[i].flags & TOKEN_SENTENCE || cues_mark(c, i - 1, ',');
	if (at == 0 && head && token_is(c->t, i, "de") &&
	    (token_is(c->t, i + 1, "source") || token_is(c->t, i + 1, "sources")))
		at = i + 1;
	if (at == 0 || at >= c->t->all.n)
		return 0;
	for (size_t k = at; k < at + 3 && k < c->t->all.n && !(k > at && cues_has(c, k, WORD_PREPOSITION | WORD_BREAK)); k++) {
		struct sv w = c->t->all.v[k].fold, bare = w;
		if (w.n > 3 && w.p[w.n - 1] == 's')
			bare.n--;
		if (sv_has_word(sv_of(no_speaker[0]), w) || sv_has_word(sv_of(no_speaker[0]), bare))
			return 0;
	}
	return at;
}

bool cues_may_speak(const struct cues *c, size_t i, size_t end)
{
	if (cues_has(c, i, WORD_PRONOUN) && !cues_has(c, i, WORD_DETERMINER))
		return true;
	for (size_t k = i; k < end && k < i + 4; k++) {
		const struct mention *e = cues_entity(c, k);
		if ((e != NULL && e->tag[0] != 'M') || cues_has(c, k, WORD_HUMAN))
			return true;
		/* « l'un des voisins » */
		bool one = k > i && (token_is(c->t, k - 1, "un") || token_is(c->t, k - 1, "une"));
		if (cues_has(c, k, WORD_PREPOSITION) && k > i && !one)
			return false;
	}
	return false;
}

bool cue_by_place(const struct cues *c, size_t i, size_t hi, struct cue *q)
{
	size_t first = i;
	while (i < hi && (token_is(c->t, i, "s'") || token_is(c->t, i, "se") || token_is(c->t, i, "lui") || token_is(c->t, i, "leur")))
		i++;
	if (i >= hi)
		return false;
	if (cues_has(c, i, WORD_HAVE) || (cues_has(c, i, WORD_BE) && i > first)) {
		bool found = compound_by_place(c, i, hi, q);
		q->first = found ? first : q->first;
		return found;
	}
	if (!may_be_verb(c, i))
		return false;
	bool glued = cues_has(c, i + 1, WORD_SUBJECT);
	/* « peut-on lire dans l'arrêt » */
	if (glued && i + 2 < hi && cues_has(c, i, WORD_BEGIN) && sv_ends(c->t->all.v[i + 2].fold, SV("re")) &&
	    c->t->all.v[i + 2].type == TOKEN_WORD) {
		*q = (struct cue){ .first = first, .end = i + 3, .head = i + 2, .subject = i + 1, .use = CUE_SAY, .form = FORM_FINITE };
		return true;
	}
	if (!glued && (!looks_finite(c->t->all.v[i].fold) || ends_accented(c, i) ||
		       !(is_subject(c, i + 1, hi) || is_adverbial(c, i + 1, hi))))
		return false;
	*q = (struct cue){ .first = first, .end = i + 1 + glued, .head = i, .subject = glued ? i + 1 : SIZE_MAX,
			   .use = CUE_SAY, .form = FORM_FINITE };
	return true;
}

bool cues_finite(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	if (k->type != TOKEN_WORD || c->at[i].mention >= 0)
		return false;
	if (cues_has(c, i, WORD_HAVE | WORD_BE))
		return !token_is(c->t, i, "avoir") && !token_is(c->t, i, "etre") && !token_is(c->t, i, "ayant") &&
		       !token_is(c->t, i, "etant") && !sv_eq(token_text(c->t, i), SV("à"));
	if (cues_has(c, i, WORD_SUBJECT) || token_is(c->t, i, "ne") || token_is(c->t, i, "n'") || token_is(c->t, i, "se") ||
	    token_is(c->t, i, "s'"))
		return true;
	if (cues_has(c, i, WORD_PRONOUN) && !cues_has(c, i, WORD_BETWEEN))
		return !sv_ends(k->fold, SV("-ci")) && !sv_ends(k->fold, SV("-la"));
	static const char *const ends[] = { "aient", "ait", "era", "eront", "erait", "erent", "ira", "iront", "irait", "issent" };
	static const char *const common[] = {
		"va",	    "vont",  "peut",	 "peuvent", "doit",	"doivent", "fait",
		"font",	    "veut",  "veulent",	 "faut",    "reste",	"restent", "prend",
		"prennent", "vient", "viennent", "devient", "met",	"mettent", "tient",
		"permet",   "devra", "devront",	 "pourra",  "pourront", "sait",	   "savent",
		"voit",	    "suit",  "dit",	 "disent",  "vit",	"part",	   "ira",
		"iront",    "verra", "dira"
	};
	if (k->flags & TOKEN_CAPITAL || k->fold.n < 2)
		return false;
	if (is_one_of(c, i, common, ARRAY_LEN(common)))
		return !cues_has(c, i - (i > 0), WORD_DETERMINER);
	for (size_t e = 0; e < ARRAY_LEN(ends); e++) {
		if (k->fold.n > 5 && sv_ends(k->fold, sv_of(ends[e])))
			return true;
	}
	return false;
}

bool cues_looks_finite(const struct cues *c, size_t i)
{
	return may_be_verb(c, i) && looks_finite(c->t->all.v[i].fold) && !ends_accented(c, i);
}

struct span cue_span(const struct cues *c, const struct cue *q)
{
	const struct token *v = c->t->all.v;
	return (struct span){ v[q->first].span.start, v[q->head].span.end };
}
