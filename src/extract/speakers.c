/* speakers.c - the noun phrase that names who speaks; see cues.h.
 *
 * No parser: a phrase is a determiner or a name and what follows it up to the
 * next preposition (but « de »), conjunction, mark, verb of saying or date.
 * Names that names.c found are never cut.
 */
#include "extract/cues.h"
#include "extract/marks.h"

static const struct span nowhere = { 0, 0 };

static bool is_de(const struct cues *c, size_t i)
{
	return cues_has(c, i, WORD_OF);
}

static struct span tokens_span(const struct cues *c, size_t first, size_t end)
{
	const struct token *v = c->t->all.v;
	return (struct span){ v[first].span.start, v[end - 1].span.end };
}

/* First token behind the entity that covers token i. */
static size_t entity_end(const struct cues *c, size_t i)
{
	const struct mention *e = cues_entity(c, i);
	while (i < c->t->all.n && c->t->all.v[i].span.start < e->span.end)
		i++;
	return i;
}

static bool is_person(const struct cues *c, size_t i)
{
	const struct mention *e = cues_entity(c, i);
	return e != NULL && e->tag[0] == 'P';
}

/* May a noun phrase begin with token i? */
static bool may_start(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	if (k->type != TOKEN_WORD)
		return false;
	if (cues_entity(c, i) != NULL)
		return true;
	/* « d'autres témoins », « de nombreux élus » */
	if (is_de(c, i) && (token_is(c->t, i + 1, "autres") || token_is(c->t, i + 1, "nombreux") || token_is(c->t, i + 1, "nombreuses")))
		return true;
	if (is_de(c, i))
		return token_is(c->t, i, "des") || token_is(c->t, i, "d'") ? cues_has(c, i, WORD_DETERMINER) && !cues_has(c, i + 1, WORD_DETERMINER) : false;
	if (token_is(c->t, i, "au") || token_is(c->t, i, "aux"))
		return false;
	return cues_has(c, i, WORD_DETERMINER);
}

static bool is_title(const struct cues *c, size_t i)
{
	static const char *const titles[] = { "m", "mm", "mme", "mmes", "mlle", "mgr", "me", "dr", "pr",
					      "monsieur", "madame", "docteur", "maitre" };
	for (size_t k = 0; k < ARRAY_LEN(titles); k++) {
		if (token_is(c->t, i, titles[k]))
			return true;
	}
	return false;
}

/* A verb, or a participle and what goes with it: « les autorités font état de », « le suspect
 * nie », « les chiffres publiés par l'Insee ». */
static bool ends_phrase(const struct cues *c, size_t first, size_t i)
{
	static const char *const little[] = { "s'", "se", "ne", "n'", "y" };
	for (size_t k = 0; k < ARRAY_LEN(little); k++) {
		if (token_is(c->t, i, little[k]))
			return true;
	}
	if (i < first + 2 || cues_has(c, i, WORD_HUMAN | WORD_DETERMINER) || is_de(c, i - 1))
		return false;
	/* « le chef de l'État tente de répondre » */
	struct sv next = i + 2 < c->t->all.n ? c->t->all.v[i + 2].fold : (struct sv) { "", 0 };
	bool infinitive =
	    sv_ends(next, SV("er")) || sv_ends(next, SV("ir")) || sv_ends(next, SV("re"));
	if (cues_has(c, i + 1, WORD_DE) && infinitive &&
	    cues_looks_finite(c, i))
		return true;
	if (cues_finite(c, i))
		return true;
	/* « la Cnil inflige » */
	if (cues_entity(c, i - 1) != NULL && cues_entity(c, i) == NULL && cues_unknown(c, i) &&
	    cues_looks_finite(c, i) && cues_has(c, i + 1, WORD_DETERMINER | WORD_BREAK))
		return true;
	/* « les députés valident » */
	static const char *const plural[] = { "les",   "des",	    "ces",	"ses",
					      "leurs", "plusieurs", "certains", "certaines" };
	struct sv w = c->t->all.v[i].fold;
	for (size_t k = 0; k < ARRAY_LEN(plural); k++) {
		if (token_is(c->t, first, plural[k]) && w.n > 5 && sv_ends(w, SV("ent")) &&
		    c->at[i].mention < 0)
			return true;
	}
	struct cue q;
	if (c->at[i].use != CUE_NONE && cue_read(c, i, first, &q) && q.form == FORM_FINITE)
		return true;
	/* « une source proche de l'enquête confirmant » */
	if (c->at[i].use != CUE_NONE && c->at[i].form & FORM_GERUND)
		return true;
	bool has = token_is(c->t, i + 1, "a") &&
		   token_text(c->t, i + 1).n == 1; /* « le groupe armé a revendiqué » */
	/* « une étude publiée jeudi », « des résultats portant sur » */
	bool dated = c->at[i + 1].mention >= 0 && cues_entity(c, i + 1) == NULL;
	if (sv_ends(w, SV("ant")) && token_is(c->t, i + 1, "sur"))
		return true;
	return cues_has(c, i, WORD_ACCENTED) && (dated || (cues_has(c, i + 1, WORD_PREPOSITION) && !is_de(c, i + 1) && !has));
}

/* Where the phrase that begins at first ends, at most at hi; *person gets the
 * first person named in it at its own level, or SIZE_MAX. */
static size_t phrase_end(const struct cues *c, size_t first, size_t hi, size_t *person)
{
	size_t i = first;
	bool of = false;
	*person = SIZE_MAX;
	while (i < hi) {
		const struct token *k = &c->t->all.v[i];
		if (cues_entity(c, i) != NULL) {
			/* « le fils du président X » is another; « le ministre du Budget X » is he. */
			of = of && i > first &&
			     (is_de(c, i - 1) || cues_has(c, i - 1, WORD_HUMAN | WORD_DETERMINER));
			if (is_person(c, i) && !of && *person == SIZE_MAX)
				*person = i;
			i = entity_end(c, i);
			of = false;
			continue;
		}
		bool dot = k->lead == '.' && i > first && is_title(c, i - 1);
		if ((k->type == TOKEN_MARK && !dot) || (k->flags & TOKEN_SENTENCE && i > first) ||
		    c->at[i].mention >= 0 ||
		    (i > first &&
		     cues_has(c, i,
			      WORD_BREAK | WORD_PRONOUN | WORD_SUBJECT | WORD_HAVE | WORD_BE)))
			break;
		bool more = token_is(c->t, i, "en") &&
			    (token_is(c->t, i + 1, "scene") || token_is(c->t, i + 1, "chef"));
		if ((cues_has(c, i, WORD_PREPOSITION) && i > first && !is_de(c, i) && !more) ||
		    token_is(c->t, i, "peu"))
			break;
		if (i > first && ends_phrase(c, first, i))
			break;
		/* « le jeune nageur de 19 ans » */
		if (i > first && is_de(c, i) && i + 1 < hi && c->t->all.v[i + 1].type == TOKEN_NUMBER)
			break;
		if (i > first && !is_de(c, i) && cues_has(c, i, WORD_DETERMINER) && !is_de(c, i - 1) &&
		    !cues_has(c, i - 1, WORD_DETERMINER) && !token_is(c->t, i - 1, "de"))
			break;
		if (is_de(c, i))
			of = true;
		else if (!(c->at[i].bits & WORD_DETERMINER))
			of = of && is_de(c, i - (i > first));
		i++;
	}
	while (i > first + 1 && cues_has(c, i - 1, WORD_PREPOSITION | WORD_DETERMINER) && cues_entity(c, i - 1) == NULL)
		i--;
	return i;
}

/* The name that begins with token i, without a title (« Me Samir Haddad »). */
static struct span name_span(const struct cues *c, size_t i)
{
	struct span s = c->m->all.v[c->at[i].mention].span;
	if (is_title(c, i) && i + 1 < c->t->all.n && c->t->all.v[i + 1].span.start < s.end && c->t->all.v[i + 1].type == TOKEN_WORD)
		s.start = c->t->all.v[i + 1].span.start;
	return s;
}

/* i, or what stands behind the title there (« Me », « M. »). */
static size_t behind_title(const struct cues *c, size_t i)
{
	if (i + 2 >= c->t->all.n || !is_title(c, i) || cues_entity(c, i) != NULL)
		return i;
	return i + 1 + (c->t->all.v[i + 1].lead == '.');
}

/* « le directeur, Jean Dupont, », « l'avocat, Me Haddad, », « la conservatrice en chef, Claire
 * Vasseur », « son entraîneur, le Serbe Dejan Ilic, »: the token of the name behind the phrase
 * that ends before e; SIZE_MAX: none. */
static size_t apposed_name(const struct cues *c, size_t e, size_t hi)
{
	/* « en chef », « aux Affaires européennes »: more about him. */
	static const char *const on[] = { "en",	     "a",	 "au",	   "aux",    "pour",
					  "delegue", "deleguee", "charge", "chargee" };
	bool more = false;
	for (size_t k = 0; k < ARRAY_LEN(on) && e < hi; k++)
		more = more || token_is(c->t, e, on[k]);
	if (more) {
		size_t k = e;
		while (k < hi && k < e + 9 && c->t->all.v[k].type == TOKEN_WORD &&
		       !cues_has(c, k, WORD_BREAK | WORD_HAVE | WORD_BE | WORD_PRONOUN))
			k++;
		e = k;
	}
	if (e + 1 >= hi || !cues_mark(c, e, ','))
		return SIZE_MAX;
	size_t name = behind_title(c, e + 1);
	if (name < hi && is_person(c, name))
		return name;
	if (!cues_has(c, e + 1, WORD_DETERMINER) || cues_entity(c, e + 1) != NULL)
		return SIZE_MAX;
	for (name = e + 2; name < hi && name < e + 6 && c->t->all.v[name].type == TOKEN_WORD;
	     name++) {
		if (is_person(c, name))
			return cues_mark(c, entity_end(c, name), ',') ? name : SIZE_MAX;
		if (cues_has(c, name,
			     WORD_PREPOSITION | WORD_BREAK | WORD_DETERMINER | WORD_HAVE | WORD_BE))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* A whole sentence may not be a name: longest speaker, in tokens. */
#define PHRASE_MAX 16

/* The phrase at first, before hi, or the person named in it. */
static struct span phrase(const struct cues *c, size_t first, size_t hi, size_t *end)
{
	size_t person, e;
	/* « l'un d'eux », « une autre », « certaines d'entre elles » */
	size_t among = first + (token_is(c->t, first, "l'") || token_is(c->t, first, "l")) + 1;
	if (among + 1 < hi && token_is(c->t, among, "d'")) {
		size_t whom = among + 1 + token_is(c->t, among + 1, "entre");
		if (whom < hi && (token_is(c->t, whom, "eux") || token_is(c->t, whom, "elles") ||
				  token_is(c->t, whom, "nous"))) {
			*end = whom + 1;
			return tokens_span(c, first, whom + 1);
		}
	}
	bool other = token_is(c->t, first + 1, "autres") || token_is(c->t, first + 1, "autre");
	other = other || (token_is(c->t, first, "l'") &&
			  (token_is(c->t, first + 1, "un") || token_is(c->t, first + 1, "une")));
	if (other && cues_has(c, first, WORD_DETERMINER | WORD_PREPOSITION) && first + 1 < hi &&
	    (first + 2 >= hi || c->t->all.v[first + 2].type == TOKEN_MARK ||
	     cues_has(c, first + 2, WORD_HAVE | WORD_BE) || c->at[first + 2].use != CUE_NONE)) {
		*end = first + 2;
		return tokens_span(c, first, first + 2);
	}
	/* « certains élus » */
	bool article = cues_has(c, first, WORD_DETERMINER) && cues_has(c, first + 1, WORD_HUMAN);
	if (cues_has(c, first, WORD_PRONOUN) && !article && cues_entity(c, first) == NULL) {
		*end = first + 1;
		return tokens_span(c, first, first + 1);
	}
	if (hi > first + PHRASE_MAX)
		hi = first + PHRASE_MAX;
	e = phrase_end(c, first, hi, &person);
	*end = e;
	bool bare = e == first + 1 && !token_is(c->t, first, "plusieurs") &&
		    cues_has(c, first, WORD_DETERMINER) && cues_entity(c, first) == NULL;
	if (e <= first || bare)
		return nowhere;
	if (person != SIZE_MAX)
		return name_span(c, person);
	/* « le maire (DVG) Olivier Klein » */
	if (e + 3 < hi && cues_mark(c, e, '(')) {
		size_t close = e + 1;
		while (close < hi && close < e + 5 && !cues_mark(c, close, ')'))
			close++;
		if (close + 1 < hi && cues_mark(c, close, ')') && is_person(c, close + 1)) {
			*end = entity_end(c, close + 1);
			return name_span(c, close + 1);
		}
	}
	size_t name = cues_entity(c, first) == NULL ? apposed_name(c, e, hi) : SIZE_MAX;
	if (name != SIZE_MAX) {
		*end = entity_end(c, name);
		return name_span(c, name);
	}
	/* « Me Leroy », « M. Leroy »: a name that names.c does not know */
	if (is_title(c, first) && c->t->all.v[first].flags & TOKEN_CAPITAL) {
		size_t bare_name = first + 1 + (first + 1 < e && c->t->all.v[first + 1].type == TOKEN_MARK);
		first = bare_name < e ? bare_name : first;
	}
	return tokens_span(c, first, e);
}

/* Where a clause that holds token v begins, not before lo. */
static size_t clause_start(const struct cues *c, size_t lo, size_t v)
{
	size_t i = v;
	while (i > lo) {
		const struct token *k = &c->t->all.v[i - 1];
		bool dot = k->lead == '.' && i > lo + 1 && is_title(c, i - 2);
		if (cues_entity(c, i - 1) == NULL && !dot &&
		    (k->type == TOKEN_MARK || cues_has(c, i - 1, WORD_BREAK)) && k->lead != '\'' && k->lead != 0x2019)
			break;
		i--;
	}
	return i;
}

/* Is the noun phrase that begins at i behind a preposition? */
static bool behind_preposition(const struct cues *c, size_t lo, size_t i)
{
	if (i > lo && cues_has(c, i - 1, WORD_PREPOSITION) && !token_is(c->t, i - 1, "des"))
		return true;
	/* « du ministère »: the article is the preposition; « l'AFP » behind « à ». */
	return i > lo && cues_has(c, i - 1, WORD_DETERMINER) && cues_entity(c, i - 1) == NULL;
}

static struct span first_phrase(const struct cues *c, size_t lo, size_t hi)
{
	for (size_t i = lo; i < hi; i++) {
		size_t end;
		bool pronoun = cues_has(c, i, WORD_PRONOUN) && cues_entity(c, i) == NULL;
		if (cues_has(c, i, WORD_SUBJECT) && i > lo)
			return speaker_glued(c, i); /* « a-t-il dit, la tête basse, » */
		if (!pronoun && !may_start(c, i))
			continue;
		if (behind_preposition(c, lo, i)) {
			if (cues_entity(c, i) != NULL)
				i = entity_end(c, i) - 1;
			continue;
		}
		struct span s = phrase(c, i, hi, &end);
		if (s.end > s.start)
			return s;
	}
	return nowhere;
}

/* « Alors que la gauche ..., X est intervenu »: another clause comes first. */
static bool is_subordinate(const struct cues *c, size_t i)
{
	static const char *const first[] = { "alors", "tandis", "lorsque", "lorsqu'", "quand", "si", "s'", "puisque", "comme", "bien" };
	for (size_t k = 0; k < ARRAY_LEN(first); k++) {
		if (token_is(c->t, i, first[k]))
			return true;
	}
	return false;
}

struct span speaker_first(const struct cues *c, size_t lo, size_t hi)
{
	/* Clause by clause: « Dans un communiqué, le ministre ... ». */
	while (lo < hi) {
		size_t e = lo;
		while (e < hi && !cues_mark(c, e, ','))
			e++;
		bool adverbial = (cues_has(c, lo, WORD_PREPOSITION) && cues_entity(c, lo) == NULL) || is_subordinate(c, lo);
		if (adverbial && e + 3 < hi) { /* « Pour construire ce code, le graphiste ... » */
			lo = e + 1;
			continue;
		}
		struct span s = first_phrase(c, lo, e < hi && e + 4 < hi ? hi : e);
		if (s.end > s.start)
			return s;
		lo = e + 1;
	}
	return nowhere;
}

/* The comma that opens what the comma at close ends; SIZE_MAX: none. */
static size_t opening_comma(const struct cues *c, size_t lo, size_t close)
{
	for (size_t i = close; i > lo; i--) {
		if (cues_mark(c, i - 1, ','))
			return i - 1;
		if (marks_is(c->t, i - 1) || cues_mark(c, i - 1, ';') || cues_mark(c, i - 1, ':'))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

static struct span subject_of_clause(const struct cues *c, size_t lo, size_t v);

/* « X, ministre de Y, a dit »: v is the comma. */
static struct span before_apposition(const struct cues *c, size_t lo, size_t v)
{
	size_t open = opening_comma(c, lo, v);
	if (open == SIZE_MAX || open <= lo)
		return nowhere;
	/* « le ministre, Jean Dupont, a dit »; « le porte-parole, le colonel Diallo, a dit » */
	size_t end;
	struct span person = open + 1 < v && (is_person(c, open + 1) || may_start(c, open + 1)) ? phrase(c, open + 1, v, &end) : nowhere;
	if (person.end > person.start && is_person(c, tokens_at(c->t, person.start)))
		return person;
	struct span s = subject_of_clause(c, lo, open);
	if (s.end > s.start)
		return s;
	/* « X, qui se trouve dans la capitale, Madrid, a dit »: X */
	size_t clause = clause_start(c, lo, open);
	if (clause > lo + 1 && cues_mark(c, clause - 2, ',') &&
	    (token_is(c->t, clause - 1, "qui") || token_is(c->t, clause - 1, "dont")))
		s = subject_of_clause(c, lo, clause - 2);
	/* « X, ancien ministre, dont on connaît l'humour, a dit »: X */
	else if (clause > lo && cues_mark(c, clause - 1, ','))
		s = subject_of_clause(c, lo, clause - 1);
	return s.end > s.start ? s : first_phrase(c, open + 1, v);
}

/* Before a verb in the plural at v: what stands behind « et » need not be the whole subject. */
static bool is_second(const struct cues *c, size_t start, size_t v)
{
	while (cues_has(c, v, WORD_SE | WORD_NE))
		v++;
	return v < c->t->all.n && sv_ends(c->t->all.v[v].fold, SV("nt")) &&
	       !cues_has(c, start, WORD_BREAK);
}

static struct span subject_of_clause(const struct cues *c, size_t lo, size_t v)
{
	size_t start = clause_start(c, lo, v);
	if (start >= v)
		return nowhere;
	struct span s = first_phrase(c, start, v);
	/* « Paris et Berlin ont ... », « le chef de X et de Y a ... » keep their first part. */
	if (start > lo && token_is(c->t, start - 1, "et") &&
	    (s.end <= s.start || is_second(c, start, v))) {
		struct span one = subject_of_clause(c, lo, start - 1);
		bool touches = one.end > one.start && one.end == c->t->all.v[start - 2].span.end;
		return s.end <= s.start || touches ? one : s;
	}
	return s;
}

/* Whom « qui » means: the longest phrase right before token e that somebody can be. */
static struct span antecedent(const struct cues *c, size_t lo, size_t e)
{
	struct span found = nowhere;
	for (size_t i = e; i > lo && e - i < 10; i--) {
		size_t end;
		if (c->t->all.v[i - 1].type == TOKEN_MARK)
			break;
		if (i == e && (token_is(c->t, i - 1, "ceux") || token_is(c->t, i - 1, "celles") ||
			       token_is(c->t, i - 1, "celui") || token_is(c->t, i - 1, "celle")))
			return tokens_span(c, i - 1, e);
		if (!may_start(c, i - 1) || (cues_entity(c, i - 1) != NULL && i - 1 > lo && cues_entity(c, i - 2) == cues_entity(c, i - 1)))
			continue;
		struct span s = phrase(c, i - 1, e, &end);
		if (s.end > s.start && end == e && cues_may_speak(c, i - 1, e))
			found = s;
	}
	return found;
}

struct span speaker_antecedent(const struct cues *c, size_t lo, size_t i)
{
	size_t e = i - (i > lo && cues_mark(c, i - 1, ','));
	struct span near = e > lo ? antecedent(c, lo, e) : nowhere;
	return near.end > near.start || e <= lo ? near : subject_of_clause(c, lo, e);
}

/* « Nice-Matin dénonce »: a name that names.c does not know, right before token i. */
static struct span capitals_before(const struct cues *c, size_t lo, size_t i)
{
	size_t first = i;
	while (first > lo && c->t->all.v[first - 1].type == TOKEN_WORD &&
	       c->t->all.v[first - 1].flags & TOKEN_CAPITAL && cues_unknown(c, first - 1) &&
	       c->at[first - 1].use == CUE_NONE)
		first--;
	return first < i ? tokens_span(c, first, i) : nowhere;
}

/* « un maire vous explique », « X, ému, lui avait demandé »: whom he says it to, before a verb
 * at i that is not of its person. */
static bool is_listener(const struct cues *c, size_t i)
{
	struct sv verb = i < c->t->all.n ? c->t->all.v[i].fold : (struct sv) { "", 0 };
	bool they = !(sv_ends(verb, SV("ons")) || sv_ends(verb, SV("ez")) || sv_ends(verb, SV("tes")) || sv_ends(verb, SV("mes")));
	bool him = (token_is(c->t, i - 1, "lui") || token_is(c->t, i - 1, "leur")) && !cues_mark(c, i, ',');
	return him || (they && (token_is(c->t, i - 1, "nous") || token_is(c->t, i - 1, "vous")));
}

struct span speaker_before(const struct cues *c, size_t lo, size_t v)
{
	size_t i = v;
	while (i > lo && c->t->all.v[i - 1].type == TOKEN_WORD && cues_entity(c, i - 1) == NULL &&
	       !cues_has(c, i - 1, WORD_PRONOUN) &&
	       (cues_has(c, i - 1, WORD_BETWEEN) || cues_adverb(c, i - 1)) && v - i < 6)
		i--;
	if (i > lo + 1 && is_listener(c, i))
		i--;
	if (i <= lo)
		return nowhere;
	if (cues_mark(c, i - 1, ')')) {
		while (i > lo && !cues_mark(c, i - 1, '('))
			i--;
		i -= i > lo;
	}
	if (i > lo && cues_mark(c, i - 1, ','))
		return before_apposition(c, lo, i - 1);
	/* « qui lui avait rétorqué »: whom he said it to */
	while (i > lo + 1 && (token_is(c->t, i - 1, "lui") || token_is(c->t, i - 1, "eux") || token_is(c->t, i - 1, "moi") ||
			      token_is(c->t, i - 1, "leur") || token_is(c->t, i - 1, "nous") || token_is(c->t, i - 1, "vous")) &&
	       (token_is(c->t, i - 2, "qui") || cues_has(c, i - 2, WORD_PRONOUN)))
		i--;
	/* « X, quant à lui, a dit »: X */
	if (i > lo + 3 && cues_has(c, i - 1, WORD_PRONOUN) && token_is(c->t, i - 2, "a") &&
	    token_is(c->t, i - 3, "quant")) {
		i -= 3;
		i -= cues_mark(c, i - 1, ',');
	}
	bool object = i > lo && (token_is(c->t, i - 1, "lui") || token_is(c->t, i - 1, "eux") || token_is(c->t, i - 1, "moi"));
	if (i > lo && !object && cues_has(c, i - 1, WORD_PRONOUN) && cues_entity(c, i - 1) == NULL)
		return tokens_span(c, i - 1, i);
	/* « le ministre, qui a dit »: who it is about */
	if (i > lo && token_is(c->t, i - 1, "qui"))
		return speaker_antecedent(c, lo, i - 1);
	struct span s = subject_of_clause(c, lo, i);
	return s.end > s.start ? s : capitals_before(c, lo, i);
}

struct span speaker_absolute(const struct cues *c, size_t lo, size_t v)
{
	size_t start = clause_start(c, lo, v), end;
	if (start >= v || token_is(c->t, v, "en"))
		return nowhere;
	/* « un communiqué affirmant que » */
	if (!(start > lo && cues_mark(c, start - 1, ',')) || !may_start(c, start)) {
		for (size_t i = v; i > start && v - i < 4; i--) {
			bool a = token_is(c->t, i - 1, "un") || token_is(c->t, i - 1, "une") ||
				 token_is(c->t, i - 1, "des");
			struct span near = a ? phrase(c, i - 1, v, &end) : nowhere;
			if (near.end > near.start && end == v)
				return near;
		}
		return nowhere;
	}
	struct span s = phrase(c, start, v, &end);
	return end == v ? s : nowhere;
}

/* « promet, la main sur le cœur, le capitaine »: behind what stands between the commas; i: no such thing. */
static size_t behind_commas(const struct cues *c, size_t i, size_t hi)
{
	size_t close = i + 1;
	if (!cues_mark(c, i, ','))
		return i;
	while (close < hi && close < i + 9 && c->t->all.v[close].type == TOKEN_WORD)
		close++;
	return close + 1 < hi && cues_mark(c, close, ',') && (may_start(c, close + 1) || is_title(c, close + 1)) ? close + 1 : i;
}

struct span speaker_after(const struct cues *c, size_t i, size_t hi, bool skip, size_t *end)
{
	i = skip ? behind_commas(c, i, hi) : i;
	if (skip && i < hi && cues_infinitive(c, i))
		return nowhere; /* « X dit soutenir le mouvement » */
	size_t limit = skip && i + 14 < hi ? i + 14 : hi, e = i;
	bool preposition = false;
	for (; i < limit; i++) {
		const struct token *k = &c->t->all.v[i];
		if (k->type == TOKEN_MARK && !(skip && k->lead == ','))
			break;
		bool pronoun = cues_has(c, i, WORD_PRONOUN) && cues_entity(c, i) == NULL;
		bool title = is_title(c, i) && !cues_entity(c, i);
		/* « aux yeux du maire »: the article is part of the preposition. */
		bool noun = !skip && i > 0 && k->type == TOKEN_WORD &&
			    (token_is(c->t, i - 1, "du") || token_is(c->t, i - 1, "des") ||
			     (token_is(c->t, i - 1, "de") &&
			      (token_is(c->t, i, "source") || token_is(c->t, i, "sources"))));
		if (!preposition && (pronoun || title || noun || may_start(c, i))) {
			struct span s = phrase(c, i, hi, &e);
			if (end != NULL)
				*end = e;
			return s;
		}
		if (!skip)
			break;
		if (cues_has(c, i, WORD_BREAK) && !token_is(c->t, i, "alors") && !token_is(c->t, i, "donc"))
			break;
		if (cues_has(c, i, WORD_PREPOSITION)) {
			/* « , espère en outre le ministre » */
			preposition = !(token_is(c->t, i, "outre") && token_is(c->t, i - 1, "en"));
		} else if (preposition && !cues_has(c, i, WORD_DETERMINER)) {
			if (cues_entity(c, i) != NULL)
				i = entity_end(c, i) - 1;
			preposition = false;
		}
	}
	if (end != NULL)
		*end = i;
	return nowhere;
}

struct span speaker_source(const struct cues *c, size_t i, size_t hi)
{
	size_t limit = i + 8 < hi ? i + 8 : hi, end;
	for (; i < limit; i++) {
		bool same = token_is(c->t, i, "de") && token_is(c->t, i + 1, "meme") &&
			    token_is(c->t, i + 2, "source");
		bool source =
		    same || (token_is(c->t, i, "de") &&
			     (token_is(c->t, i + 1, "source") || token_is(c->t, i + 1, "sources")));
		bool from = token_is(c->t, i, "aupres") && i + 2 < hi;
		bool in = (token_is(c->t, i, "dans") || token_is(c->t, i, "sur")) && i + 2 < hi;
		if (!source && !from && !in)
			continue;
		i += 1u + (from && !token_is(c->t, i + 1, "du") && !token_is(c->t, i + 1, "des"));
		/* « auprès du parquet »: the article is lost in the preposition. */
		struct span s = phrase(c, i, hi, &end);
		if (s.end > s.start && is_de(c, i) && s.start == c->t->all.v[i].span.start && i + 1 < end)
			s.start = c->t->all.v[i + 1].span.start;
		return s;
	}
	return nowhere;
}

struct span speaker_glued(const struct cues *c, size_t i)
{
	struct span s = c->t->all.v[i].span;
	for (size_t k = s.end; k > s.start; k--) {
		if (c->t->text.p[k - 1] == '-')
			return (struct span){ k, s.end };
	}
	return s;
}
