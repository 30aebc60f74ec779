/* cues.c - see cues.h; the words stand in lang/fr/cues.def. */
#include "extract/cues.h"

#include <string.h>

/* The token behind the words of list at token i; 0: others stand there. */
static size_t behind_words(const struct cues *c, size_t i, struct sv list)
{
	while (list.n > 0) {
		bool same = i < c->t->all.n && token_begins(c->t, i, list);
		bool of = !same && cues_has(c, i, WORD_OF) && sv_starts(list, SV("de")) && (list.n == 2 || list.p[2] == ' ');
		if (!same && !of)
			return 0;
		list = sv_cut(list, (of ? 2 : c->t->all.v[i].fold.n) + 1, list.n);
		i++;
	}
	return i;
}

static const struct locution {
	struct sv tail, verbs;
	uint8_t use;
} locutions[] = {
#define LOCUTION(tail, verbs, use) { SV_INIT(tail), SV_INIT(verbs), CUE_##use },
#include "lang/fr/cues.def"
#undef LOCUTION
};

/* « fait (clairement) savoir », « met-il en garde »: the verb of the locution whose last word
 * is token i; SIZE_MAX: none. */
static size_t locution_verb(const struct cues *c, size_t i, uint8_t *use)
{
	for (size_t k = 0; k < ARRAY_LEN(locutions); k++) {
		struct sv tail = locutions[k].tail, w;
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
		if (sv_has_word(locutions[k].verbs, c->t->all.v[v].fold))
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
	out->bits &= ~(uint32_t)(verb ? WORD_PREPOSITION | WORD_SELON : WORD_HAVE | WORD_FINITE);
}

/* What token i is where it stands. */
static void place(const struct cues *c, size_t i, struct cue_token *out)
{
	uint8_t use;
	if (out->bits & WORD_LOCUTION && locution_verb(c, i, &use) != SIZE_MAX)
		out->use = use;
	if (out->bits & WORD_HAVE && out->bits & WORD_PREPOSITION)
		tell_a(c->t, i, out);
	/* « le car », « l'or »: nouns */
	if (out->bits & WORD_BREAK && cues_has(c, i - (i > 0), WORD_DETERMINER))
		out->bits &= ~(uint32_t)WORDS_KNOWN;
}

void cues_init(struct cues *c, const struct tokens *t, const struct mentions *m)
{
	struct cue_token *known = cues_look_up(t->language->cues, &t->spellings);
	struct cue_token *at = xmalloc((t->all.n + 1) * sizeof *at);
	const struct token *v = t->all.v;
	*c = (struct cues){ .t = t, .m = m, .at = at };
	for (size_t i = 0, n = t->all.n; i < n; i++) {
		at[i] = known[v[i].spelling];
		if (!(at[i].bits & (WORD_LOCUTION | WORD_PLACED)))
			continue;
		if (v[i].type == TOKEN_MARK)
			vec_push(&c->marks, i);
		else
			place(c, i, &at[i]);
	}
	at[t->all.n] = (struct cue_token){ .mention = -1 };
	free(known);
	for (size_t i = 0; i < m->all.n; i++) {
		const struct mention *e = &m->all.v[i];
		if (e->kind != KIND_ENTITY && e->kind != KIND_DATE)
			continue;
		for (size_t a = tokens_at(t, e->span.start); a < t->all.n && v[a].span.start < e->span.end; a++) {
			/* « le premier » is somebody more often than a day. */
			bool first = e->kind == KIND_DATE && v[a].span.end == e->span.end && token_is(t, a, "premier");
			if (!first && (at[a].mention < 0 || e->kind == KIND_ENTITY))
				at[a].mention = (int32_t)i;
		}
	}
}

void cues_fini(struct cues *c)
{
	free(c->at);
	vec_fini(&c->marks);
}

/* May token i stand between an auxiliary and its participle? */
static bool is_between(const struct cues *c, size_t i)
{
	static const char *const adverbs[] = { "aussitot",    "neanmoins", "desormais", "longtemps",
					       "soudain",     "bientot",   "vite",	"nouveau",
					       "nouvelle",    "fois",	   "reprises",	"plusieurs",
					       "une",	      "outre",	   "exemple",	"revanche",
					       "particulier", "substance", "retour",	"lieu",
					       "premier",     "dernier",   NULL };
	if (token_is_any(c->t, i, adverbs))
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
			bool self = k > lo && (cues_has(c, k - 1, WORD_SE));
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

/* « un Français sur trois assure », « deux élus sur dix pensent »: behind a share. */
static bool is_share(const struct cues *c, size_t i)
{
	return i > 3 && token_is(c->t, i - 2, "sur") && token_may(c->t, i - 1, MAY_NUMERAL) &&
	       (cues_has(c, i - 4, WORD_DETERMINER) || c->t->all.v[i - 4].type == TOKEN_NUMBER);
}

/* « la demande », « une annonce », « des notes »: a noun; « il la dénonce »: none. */
static bool is_noun(const struct cues *c, size_t i, size_t lo)
{
	if (i <= lo || is_share(c, i))
		return false;
	if (cues_has(c, i - 1, WORD_DE))
		return true;
	if (i - 1 > lo && token_is(c->t, i - 2, "comme") && (token_is(c->t, i - 1, "le") || token_is(c->t, i - 1, "l'")))
		return false; /* « comme le rappelle X » */
	if (!cues_has(c, i - 1, WORD_DETERMINER) || cues_has(c, i - 1, WORD_PRONOUN))
		return false;
	bool object = cues_has(c, i - 1, WORD_BETWEEN); /* « l' », « la », « leur » are also pronouns */
	/* « le décrivent », « les accuse »: no noun of one or of several */
	struct sv w = c->t->all.v[i].fold;
	bool many = token_is(c->t, i - 1, "les");
	if (c->at[i].form & FORM_FINITE && object && i - 1 > lo &&
	    (many ? !sv_ends(w, SV("s")) && !sv_ends(w, SV("x")) : sv_ends(w, SV("ent")) || sv_ends(w, SV("ait"))))
		return false;
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
	if (k < i && (cues_has(c, k, WORD_DE) || is_to(c, k)))
		return i;
	if (k < i && k > lo && cues_has(c, k - 1, WORD_HAVE))
		k--;
	return k;
}

static size_t with_reflexive(const struct cues *c, size_t i, size_t lo)
{
	return i > lo && (cues_has(c, i - 1, WORD_SE)) ? i - 1 : i;
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
	static const char *const joints[] = { "et", "puis", "ou", "mais", NULL };
	size_t start = c->t->sentences.v[c->t->all.v[i].sentence].first;
	if (i <= lo || !token_is_any(c->t, i - 1, joints) || cues_has(c, i, WORD_BETWEEN))
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
	static const char *const own[] = { "en", "y", "s'", "se", NULL }, *const others[] = { "lui", "leur", NULL };
	bool with_own = i > lo && token_is_any(c->t, i - 1, own);
	/* « sachant que »: a conjunction */
	if (q->use == CUE_THINK && (token_is(c->t, i, "sachant") || token_is(c->t, i, "voyant")))
		return false;
	/* « s'est voulu rassurant »: an adjective */
	bool subject = i > lo && cues_has(c, i - 1, WORD_HUMAN | WORD_PRONOUN);
	if (q->use >= CUE_TELL && i > lo && c->t->all.v[i - 1].type == TOKEN_WORD && !subject &&
	    !with_own && !token_is_any(c->t, i - 1, others))
		return false;
	q->form = FORM_GERUND;
	q->first = with_own ? i - 1 : i;
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
	if (aux != SIZE_MAX && token_is(c->t, i, "vu") && !(aux > lo && token_is(c->t, aux - 1, "y")))
		return false; /* « y a vu « une ruse » », but « a vu naître une « ruse » » */
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
		bool asks = token_is(c->t, i, "savoir") && (token_is(c->t, i + 1, "si") || token_is(c->t, i + 1, "s'")); /* « la question de savoir si » */
		if (i > lo && (asks || (token_is(c->t, i, "savoir") && c->at[i - 1].use == CUE_THINK) ||
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
	if (!(form & FORM_FINITE) || cues_has(c, i, WORD_ACCENTED) || is_noun(c, i, lo) || cues_has(c, i, WORD_BETWEEN) ||
	    (i > lo && (cues_has(c, i - 1, WORD_BE | WORD_HAVE))) || cues_entity(c, i) != NULL)
		return false;
	q->form = FORM_FINITE;
	q->first = with_reflexive(c, i, lo);
	if (q->first < i && cues_has(c, i, WORD_PASSIVE))
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

bool cues_infinitive(const struct cues *c, size_t i)
{
	static const char *const ends[] = { "er", "ir", "dre", "tre", "ire", "vre", "cre", "pre" };
	const struct token *k = &c->t->all.v[i];
	if (k->type != TOKEN_WORD || k->flags & (TOKEN_CAPITAL | TOKEN_SENTENCE) || k->fold.n < 4 || c->at[i].mention >= 0 ||
	    (c->at[i].use == CUE_NONE && !cues_unknown(c, i)))
		return false;
	for (size_t e = 0; e < ARRAY_LEN(ends); e++) {
		if (sv_ends(k->fold, sv_of(ends[e])))
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
	bool of = cues_has(c, i, WORD_DE) || token_is(c->t, i, "du") || token_is(c->t, i, "des");
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

static const struct sv selon_words[] = {
#define SELON_WORDS(words) SV_INIT(words),
#include "lang/fr/cues.def"
#undef SELON_WORDS
};

static const struct sv selons[] = {
#define SELON(words) SV_INIT(words),
#include "lang/fr/cues.def"
#undef SELON
};

/* So many words the longest SELON has. */
#define SELON_MAX 5

/* « la formule de », « les mots de » behind « selon » at token i: the token behind; i: none there. */
static size_t behind_selon(const struct cues *c, size_t i)
{
	size_t at = 0;
	for (size_t k = 0; k < ARRAY_LEN(selon_words) && at == 0 && i < c->t->all.n; k++)
		at = token_begins(c->t, i, selon_words[k]) ? behind_words(c, i, selon_words[k]) : 0;
	return at > 0 ? at : i;
}

size_t cues_selon(const struct cues *c, size_t i)
{
	size_t at = 0;
	bool key = false; /* most words that may begin one do not */
	if (!cues_has(c, i, WORD_SELON))
		return 0;
	for (size_t k = i; k < i + SELON_MAX && !key; k++)
		key = cues_has(c, k, WORD_SELON_KEY);
	for (size_t k = 0; k < ARRAY_LEN(selons) && at == 0 && key; k++)
		at = token_begins(c->t, i, selons[k]) ? behind_words(c, i, selons[k]) : 0;
	if (at == i + 1 && token_is(c->t, i, "selon"))
		at = behind_selon(c, at);
	/* « de source policière » */
	if (at == 0 && (token_is(c->t, i + 1, "source") || token_is(c->t, i + 1, "sources")) && token_is(c->t, i, "de") &&
	    (i == 0 || c->t->all.v[i].flags & TOKEN_SENTENCE || cues_mark(c, i - 1, ',')))
		at = i + 1;
	if (at == 0 || at >= c->t->all.n)
		return 0;
	for (size_t k = at; k < at + 3 && k < c->t->all.n && !(k > at && cues_has(c, k, WORD_PREPOSITION | WORD_BREAK)); k++) {
		bool body = token_is(c->t, k, "zone") && cues_has(c, k + 1, WORD_DE) &&
			    (token_is(c->t, k + 2, "police") || token_is(c->t, k + 2, "secours")); /* in Belgium */
		if (cues_has(c, k, WORD_NO_SPEAKER) && !body)
			return 0;
	}
	return at;
}

static const char *const viewers[] = {
#define VIEWER(words) words,
#include "lang/fr/cues.def"
#undef VIEWER
};

bool cues_has_views(const struct cues *c, size_t i, size_t end)
{
	static const char *const last[] = { "dernier", "derniere", "derniers", "dernieres" };
	for (size_t k = 0; k < ARRAY_LEN(last); k++) {
		if (end == i + 2 && token_is(c->t, i + 1, last[k]) && cues_mark(c, end, ','))
			return token_is(c->t, i, "ce") || token_is(c->t, i, "cette") || token_is(c->t, i, "ces");
	}
	for (; i < end; i++) {
		struct sv w = c->t->all.v[i].fold;
		w.n -= w.n > 4 && w.p[w.n - 1] == 's';
		if (sv_has_word(sv_of(viewers[0]), w))
			return true;
		if (cues_has(c, i, WORD_PREPOSITION))
			return false;
	}
	return false;
}

struct span cues_selon_span(const struct cues *c, size_t i, size_t end)
{
	const struct token *v = c->t->all.v;
	return token_is(c->t, i, "selon") ? v[i].span : (struct span){ v[i].span.start, v[end - 1].span.end };
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
	while (i < hi && (cues_has(c, i, WORD_SE) || token_is(c->t, i, "lui") || token_is(c->t, i, "leur")))
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
	if (token_is(c->t, i + 1, "-vous") || token_is(c->t, i + 1, "-nous"))
		return false; /* « méfiez-vous » */
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

bool cues_looks_finite(const struct cues *c, size_t i)
{
	return may_be_verb(c, i) && looks_finite(c->t->all.v[i].fold) && !ends_accented(c, i);
}

struct span cue_span(const struct cues *c, const struct cue *q)
{
	const struct token *v = c->t->all.v;
	return (struct span){ v[q->first].span.start, v[q->head].span.end };
}

bool cues_clitic(const struct cues *c, size_t i)
{
	static const char *const clitics[] = { "l'",   "le", "la", "les", "lui",
					       "leur", "y",  "en", "s'",  "se" };
	for (size_t k = 0; k < ARRAY_LEN(clitics); k++) {
		if (token_is(c->t, i, clitics[k]))
			return true;
	}
	return false;
}

size_t cues_behind_connective(const struct cues *c, size_t first, size_t end)
{
	static const char *const one[] = { "mais", "or", "et", "car" };
	for (size_t k = 0; k < ARRAY_LEN(one); k++) {
		if (token_is(c->t, first, one[k]) && cues_mark(c, first + 1, ',') && first + 3 < end)
			return first + 2;
	}
	bool two = (token_is(c->t, first, "en") && (token_is(c->t, first + 1, "effet") || token_is(c->t, first + 1, "outre"))) ||
		   (token_is(c->t, first, "par") && (token_is(c->t, first + 1, "ailleurs") || token_is(c->t, first + 1, "consequent"))) ||
		   (token_is(c->t, first, "de") && token_is(c->t, first + 1, "plus"));
	return two && cues_mark(c, first + 2, ',') && first + 4 < end ? first + 3 : first;
}

bool cues_says_no_more(const struct cues *c, size_t i)
{
	static const char *const on[] = { "plus", "autre", "autres", "davantage", "donner", "fournir", "preciser", "citer", "nommer", "en" };
	bool found = false;
	for (size_t k = 0; k < ARRAY_LEN(on) && !found && token_is(c->t, i, "sans"); k++)
		found = token_is(c->t, i + 1, on[k]);
	return found;
}
