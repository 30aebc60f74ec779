/* speech.c - see speech.h; the weights stand in lang/fr/cues.def. */
#include "extract/speech.h"

#include "base/i18n.h"

/* What is in doubt is speech: that costs less than speech that is missed. */
#define SPEECH_MIN (-3)

enum evidence {
#define EVIDENCE(id, weight, words) EVIDENCE_##id,
#include "lang/fr/cues.def"
#undef EVIDENCE
	EVIDENCE_COUNT
};

static const struct sign {
	int weight;
	const char *words;
} signs[] = {
#define EVIDENCE(id, weight, words) { weight, words },
#include "lang/fr/cues.def"
#undef EVIDENCE
};

/* What stands between the marks, counted. */
struct inside {
	size_t words;
	size_t lower;   /* in lower case, of four letters and more */
	bool clause;    /* a verb or its subject */
	bool person;    /* who speaks, or whom to */
	bool stop;      /* ends with a full stop, or has one */
	bool capital;   /* begins with one */
};

/* Longer quotes need no closer look. */
#define INSIDE_MAX 60

static bool is_stop(const struct token *k)
{
	return k->type == TOKEN_MARK && (k->lead == '.' || k->lead == '!' || k->lead == '?' || k->lead == 0x2026);
}

static struct inside look_inside(const struct cues *c, const struct marked *m)
{
	const struct token *v = c->t->all.v;
	struct inside in = { 0 };
	for (size_t i = m->open + 1; i < m->close && in.words < INSIDE_MAX; i++) {
		if (v[i].type == TOKEN_NUMBER)
			continue;
		if (v[i].type != TOKEN_WORD) {
			in.stop = in.stop || is_stop(&v[i]);
			continue;
		}
		bool capital = cues_has(c, i, WORD_CAPITAL);
		in.capital = in.words == 0 ? capital : in.capital;
		in.words++;
		in.lower += !capital && v[i].fold.n > 3;
		in.clause = in.clause || cues_finite(c, i) || token_is(c->t, i, "pas") || token_is(c->t, i, "c'");
		in.person = in.person || cues_has(c, i, WORD_PERSON);
	}
	in.stop = in.stop || is_stop(&v[m->close - 1]);
	return in;
}

/* « intitulé « X » », « le mot « X » », « le nom de « X » »: up to two little words between. */
static bool is_announced(const struct cues *c, const struct marked *m)
{
	const struct token *v = c->t->all.v;
	for (size_t i = m->open; i > 0 && m->open - i < 3; i--) {
		size_t k = i - 1;
		if (i < m->open && v[i].flags & TOKEN_SENTENCE)
			return false;
		if (v[k].type != TOKEN_WORD || (cues_finite(c, k) && !cues_has(c, k, WORD_NAMED)))
			return false;
		/* « a dit « non » »: a cue. */
		bool cue = m->cue.end > m->cue.start && v[k].span.start >= m->cue.start && v[k].span.end <= m->cue.end;
		/* « ce que nous appelons « X » »: it gives a name */
		bool calls = (sv_starts(v[k].fold, SV("appell")) || token_is(c->t, k, "appelons") ||
			      sv_starts(v[k].fold, SV("surnomm")));
		/* « le sommet dit « de la dernière chance » »: a summit says nothing. */
		bool dumb = cue && k + 1 == m->open && m->cue.start == v[k].span.start && m->speaker.end > m->speaker.start &&
			    !cues_may_speak(c, tokens_at(c->t, m->speaker.start), tokens_at(c->t, m->speaker.end));
		/* « a dit regretter « un manque » » */
		bool apart = k + 1 < m->open && (token_is(c->t, k, "dit") || token_is(c->t, k, "dite")) &&
			     !cues_has(c, k + 1, WORD_DETERMINER);
		if (cues_has(c, k, WORD_NAMED) && !apart && !(cue && !dumb && !calls))
			return true;
		if (cues_has(c, k, WORD_BREAK))
			return false;
		if (cues_has(c, k, WORD_PREPOSITION) && !token_is(c->t, k, "de") &&
		    !token_is(c->t, k, "des") && !token_is(c->t, k, "du") &&
		    !token_is(c->t, k, "d'"))
			return false;
	}
	return false;
}

/* The sign that the place of the cue gives. */
static enum evidence cue_sign(const struct cues *c, const struct marked *m)
{
	if (m->dialogue)
		return EVIDENCE_DIALOGUE;
	if (m->rule == NULL || m->confidence < 0.5f)
		return EVIDENCE_NO_CUE;
	if (m->confidence < 0.7f)
		return EVIDENCE_SHARED;
	if (m->cue.end == 0)
		return EVIDENCE_CUE_BEHIND;
	/* « Le phénomène « El Niño » pourrait revenir cet été, prévient X » */
	if (m->cue.start >= c->t->all.v[m->open].span.end)
		return tokens_at(c->t, m->cue.start) > marked_behind(m) + 4 ? EVIDENCE_CUE_BEYOND
									    : EVIDENCE_CUE_BEHIND;
	return m->confidence >= 0.85f ? EVIDENCE_CUE_BEFORE : EVIDENCE_CUE_FAR;
}

/* « mis en examen pour « X » »: what the law calls it. */
static bool is_charge(const struct cues *c, const struct marked *m)
{
	static const char *const before[] = {
		"examen",      "poursuivi",  "poursuivie",   "poursuivis", "condamne",
		"condamnee",   "condamnes",  "enquete",	     "ecroue",	   "ecrouee",
		"juge",	       "jugee",	     "inculpe",	     "inculpee",   "inculpes",
		"inculpation", "plainte",    "information",  "judiciaire", "arrete",
		"arretee",     "interpelle", "preliminaire", "soupconne",  "soupconnee",
		"chefs",       "chef",	     "accusations",  "accusation"
	};
	size_t i = m->open;
	if (i < 3)
		return false;
	i -= cues_has(c, i - 1, WORD_DE) || token_is(c->t, i - 1, "des");
	/* « qualifie de « mise au pas » » */
	if (i < m->open && m->cue.end == c->t->all.v[i - 1].span.end)
		return false;
	bool offence = cues_has(c, m->open + 1, WORD_OFFENCE) && (token_is(c->t, i - 1, "pour") || i < m->open);
	/* « accuse les deux camps de « crimes de guerre » »: said by him */
	if (i < m->open && cue_sign(c, m) == EVIDENCE_CUE_BEFORE)
		return false;
	bool with = token_is(c->t, i - 1, "pour") || i < m->open;
	i -= token_is(c->t, i - 1, "pour");
	if (offence)
		return true;
	/* « inculpé », « l'inculpation d'un suspect »: up to some words before « pour » */
	for (size_t at = i; with && at > 0 && i - at < 8 && !cues_mark(c, at - 1, ','); at--) {
		for (size_t k = 0; k < ARRAY_LEN(before); k++) {
			if (token_is(c->t, at - 1, before[k]))
				return true;
		}
		if (i < m->open - 1 || !token_is(c->t, m->open - 1, "pour"))
			break;
	}
	return false;
}

static enum evidence length_sign(size_t words)
{
	return words >= 10 ? EVIDENCE_LONG : words >= 5 ? EVIDENCE_MIDDLE : words == 4 ? EVIDENCE_FOUR :
	       words == 2 ? EVIDENCE_TWO : words <= 1 ? EVIDENCE_ONE : EVIDENCE_COUNT;
}

/* « pense qu'il s'agit de « propos isolés » »: marks in the clause of a cue further back. */
static bool behind_que(const struct cues *c, const struct marked *m)
{
	if (m->rule == NULL || m->cue.end == 0 || m->cue.end > c->t->all.v[m->open].span.start)
		return false;
	for (size_t i = m->open; i > 0 && c->t->all.v[i - 1].span.start >= m->cue.end && m->open - i < 25; i--) {
		if (cues_has(c, i - 1, WORD_QUE))
			return m->open > i;
	}
	return false;
}

static bool in_que_clause(const struct cues *c, const struct marked *m)
{
	return m->confidence >= 0.7f && m->confidence < 0.85f && behind_que(c, m);
}

static bool ends_infinitive(const struct cues *c, size_t i)
{
	struct sv w = c->t->all.v[i].fold;
	return c->t->all.v[i].type == TOKEN_WORD && w.n > 3 &&
	       (sv_ends(w, SV("er")) || sv_ends(w, SV("ir")) || sv_ends(w, SV("re")) ||
		sv_ends(w, SV("oir")));
}

/* « d'exercer », « sans nommer »: an infinitive behind a preposition, at token i. */
static bool is_infinitive(const struct cues *c, size_t i)
{
	return i > 0 && ends_infinitive(c, i) && cues_has(c, i - 1, WORD_PREPOSITION) &&
	       cues_unknown(c, i);
}

/* « jusqu'au bout », « sans boussole », « très en colère »: part of a sentence, no noun. */
static bool is_adjunct(const struct cues *c, size_t i)
{
	static const char *const more[] = { "pas",  "tres", "trop",   "plus",	"moins",
					    "tout", "bien", "jusqu'", "jusque", "ne",
					    "n'",   "se",   "s'",     "comme" };
	for (size_t k = 0; k < ARRAY_LEN(more); k++) {
		if (token_is(c->t, i, more[k]))
			return true;
	}
	/* « complètement », not « détournement » */
	static const char *const adverb[] = { "blement",  "amment",   "emment",	 "ivement",
					      "eusement", "ellement", "alement", "airement",
					      "iquement", "ierement", "etement", "urement" };
	for (size_t k = 0; k < ARRAY_LEN(adverb); k++) {
		if (sv_ends(c->t->all.v[i].fold, sv_of(adverb[k])))
			return true;
	}
	/* « pour « lancer un avertissement » » */
	return cues_has(c, i, WORD_PREPOSITION) ||
	       (i > 1 && ends_infinitive(c, i) && cues_has(c, i - 2, WORD_PREPOSITION));
}

/* The signs of the words right before and behind marks within a sentence; s: those seen yet. */
static uint64_t look_beside(const struct cues *c, const struct marked *m, const struct inside *in,
			    uint64_t s)
{
	const struct token *v = c->t->all.v;
	size_t o = m->open, behind = marked_behind(m);
	bool verb = cues_finite(c, o - 1) || cues_has(c, o - 1, WORD_BE) ||
		    token_is(c->t, o - 1, "avoir") || token_is(c->t, o - 1, "ayant") ||
		    is_infinitive(c, o - 1);
	s |= (uint64_t)(verb && !(s & UINT64_C(1) << EVIDENCE_ANNOUNCED)) << EVIDENCE_VERB;
	s |= (uint64_t)(in->words > 1 && !in->capital && !(s & UINT64_C(1) << EVIDENCE_ANNOUNCED) &&
			is_adjunct(c, o + 1))
	     << EVIDENCE_ADJUNCT;
	bool article = cues_has(c, o + 1, WORD_DETERMINER) && !(v[o + 1].flags & TOKEN_CAPITAL);
	s |= (uint64_t)(article && in->words > 1 && !(s & UINT64_C(1) << EVIDENCE_ADJUNCT))
	     << EVIDENCE_ARTICLE;
	/* « Le Premier ministre « regrette profondément » ... » */
	bool subject =
	    v[o - 1].type == TOKEN_WORD && !cues_has(c, o - 1, WORD_DETERMINER | WORD_PREPOSITION);
	bool says = c->at[o + 1].use != CUE_NONE && c->at[o + 1].form & FORM_FINITE && !in->capital;
	/* « le site de Flins « a un avenir » » */
	says = says || (cues_has(c, o + 1, WORD_HAVE | WORD_BE) && !in->capital);
	s |= (uint64_t)(subject && says && in->words > 1) << EVIDENCE_ADJUNCT;
	bool follows = behind < c->t->all.n && v[behind].type == TOKEN_WORD &&
		       !(v[behind].flags & TOKEN_SENTENCE);
	bool noun = follows && cues_unknown(c, behind) && c->at[behind].use == CUE_NONE &&
		    c->at[behind].mention < 0 && !(v[behind].flags & TOKEN_CAPITAL);
	bool det = cues_has(c, o - 1, WORD_DETERMINER);
	const struct mention *author = cues_has(c, behind, WORD_DE) || token_is(c->t, behind, "par") ?
					       cues_entity(c, behind + 1) : NULL;
	bool glued =
	    follows && !(m->cue.end > m->cue.start && v[behind].span.start >= m->cue.start);
	s |= (uint64_t)(author != NULL && author->tag[0] == 'P' && glued && in->words < 10 &&
			in->capital)
	     << EVIDENCE_AUTHOR;
	bool definite = token_is(c->t, o - 1, "le") || token_is(c->t, o - 1, "la") || token_is(c->t, o - 1, "les") ||
			token_is(c->t, o - 1, "l'") || token_is(c->t, o - 1, "ces") || token_is(c->t, o - 1, "aux") ||
			token_is(c->t, o - 1, "du") || token_is(c->t, o - 1, "au");
	/* « Tombouctou, la « perle du désert », » */
	bool called = definite && o > 2 && cues_mark(c, o - 2, ',') &&
		      cues_entity(c, o - 3) != NULL && cues_mark(c, behind, ',');
	s |= (uint64_t)(called && in->words <= 4) << EVIDENCE_NICKNAME;
	s |= (uint64_t)(definite && in->words <= 2 &&
			(cue_sign(c, m) != EVIDENCE_CUE_BEFORE || behind_que(c, m)))
	     << EVIDENCE_DEFINITE;
	s |= (uint64_t)(det && noun && in->words <= 3) << EVIDENCE_EPITHET;
	bool label = v[o - 1].type == TOKEN_WORD && !verb &&
		     !(s & UINT64_C(1) << EVIDENCE_ADJUNCT) && cues_unknown(c, o - 1) &&
		     c->at[o - 1].use == CUE_NONE && in->words <= 4 && !in->clause;
	/* « juge ce calcul « fantaisiste » »: the object of the cue. */
	s |= (uint64_t)(label && cue_sign(c, m) != EVIDENCE_CUE_BEFORE && !in_que_clause(c, m))
	     << EVIDENCE_LABEL;
	/* « Les « petits hommes verts » ont pris ... »: the subject of the reporter's sentence */
	bool does = follows && (cues_finite(c, behind) || cues_has(c, behind, WORD_HAVE | WORD_BE));
	s |= (uint64_t)(det && does && m->rule == NULL && in->words <= 4 && !in->clause) << EVIDENCE_LABEL;
	return s;
}

/* The signs of what stands around the marks. */
static uint64_t look_around(const struct cues *c, const struct marked *m, const struct inside *in)
{
	const struct token *v = c->t->all.v;
	size_t o = m->open, behind = marked_behind(m);
	bool first =
	    v[o].flags & TOKEN_SENTENCE || (v[o + 1].flags & TOKEN_SENTENCE && o + 1 < m->close);
	bool colon = o > 0 && token_is_mark(c->t, o - 1, ':');
	uint64_t s = 0;
	s |= (uint64_t)colon << EVIDENCE_COLON;
	s |= (uint64_t)(o > 0 && cues_has(c, o - 1, WORD_QUE))
	     << EVIDENCE_QUE;
	s |= (uint64_t)(!colon && in->words < 12 && is_announced(c, m)) << EVIDENCE_ANNOUNCED;
	/* « un rapport intitulé : « X » » */
	struct sv named = colon && o > 1 ? v[o - 2].fold : (struct sv) { "", 0 };
	if (sv_starts(named, SV("intitul")) || sv_starts(named, SV("baptis")))
		s = (s & ~(UINT64_C(1) << EVIDENCE_COLON)) | UINT64_C(1) << EVIDENCE_ANNOUNCED;
	size_t at = o - (o > 0 && cues_has(c, o - 1, WORD_DE));
	s |= (uint64_t)(!colon && at > 0 && cues_has(c, at - 1, WORD_SPOKEN)) << EVIDENCE_SPOKEN;
	s |= (uint64_t)is_charge(c, m) << EVIDENCE_CHARGE;
	bool right = o > 0 && m->confidence >= 0.7f && m->cue.end > m->cue.start &&
		     m->cue.end == v[o - 1].span.end; /* « scandent « Liberté » » */
	s |= (uint64_t)(in->capital && !first && !colon && !right && in->words < 10 &&
			!in->person && !in->stop)
	     << EVIDENCE_TITLE;
	s |= (uint64_t)in_que_clause(c, m) << EVIDENCE_QUE_CLAUSE;
	/* « « Exaspérés », les enseignants ... » */
	bool participle = cues_has(c, m->close - 1, WORD_ACCENTED);
	s |= (uint64_t)(first && participle && in->words < 4 && cues_mark(c, behind, ','))
	     << EVIDENCE_ADJUNCT;
	return first || colon || o == 0 ? s : look_beside(c, m, in, s);
}

/* Do only a comma, « et » and a little word stand between the two: « froid », « calculateur »
 * et « d'une rare violence »? */
static bool is_listed(const struct cues *c, const struct marked *m, const struct marked *last)
{
	if (last == NULL || !last->closed || m->open > last->close + 5)
		return false;
	size_t i = last->close + 1;
	bool joined = false;
	while (i < m->open && (cues_mark(c, i, ',') || token_is(c->t, i, "et") ||
			       token_is(c->t, i, "ou") || token_is(c->t, i, "puis"))) {
		joined = true;
		i++;
	}
	i += joined && i < m->open && cues_has(c, i, WORD_DETERMINER | WORD_PREPOSITION);
	return joined && i == m->open;
}

static bool is_acronym(struct sv raw)
{
	for (size_t i = 0; i < raw.n; i++) {
		if (raw.p[i] < 'A' || raw.p[i] > 'Z')
			return false;
	}
	return raw.n > 1;
}

bool speech_weigh(const struct cues *c, const struct marked *m, const struct marked *last,
		  const char **why, float *sure)
{
	const struct token *v = c->t->all.v;
	struct inside in = look_inside(c, m);
	uint64_t seen = look_around(c, m, &in);
	seen |= UINT64_C(1) << cue_sign(c, m);
	if (length_sign(in.words) != EVIDENCE_COUNT)
		seen |= UINT64_C(1) << length_sign(in.words);
	seen |= (uint64_t)in.person << EVIDENCE_PERSON;
	seen |= (uint64_t)(in.clause && in.words > 2) << EVIDENCE_CLAUSE;
	bool loud = v[m->close - 1].lead == '!' || v[m->close - 1].lead == '?';
	seen |= (uint64_t)(in.stop && (in.words > 1 || loud)) << EVIDENCE_STOP;
	/* « Non », a répondu la ministre */
	bool said = in.words < 3 && (seen & UINT64_C(1) << EVIDENCE_CUE_BEHIND) != 0;
	seen |= (uint64_t)(in.lower == 0 && (in.capital || in.words == 0 || in.words > 2) &&
			   in.words < 6 && !in.stop && !said)
		<< EVIDENCE_CAPITALS;
	const struct mention *work = cues_entity(c, m->open + 1);
	if (work != NULL && work->span.start == v[m->open + 1].span.start &&
	    work->span.end == v[m->close - 1].span.end && !said)
		seen |= UINT64_C(1) << EVIDENCE_WORK;
	/* « zone d'éducation prioritaire » (ZEP) */
	size_t b = marked_behind(m);
	bool acronym = in.words < 7 && !in.clause && cues_mark(c, b, '(') &&
		       cues_mark(c, b + 2, ')') && v[b + 1].type == TOKEN_WORD &&
		       v[b + 1].flags & TOKEN_CAPITAL && is_acronym(token_text(c->t, b + 1));
	seen |= (uint64_t)acronym << EVIDENCE_WORK;
	if (is_listed(c, m, last))
		seen |= UINT64_C(1) << (last->speech ? EVIDENCE_LISTED : EVIDENCE_LISTED_TERM);
	int sum = 0, best = 0;
	*why = N_("the marks alone");
	for (uint64_t left = seen; left != 0; left &= left - 1)
		sum += signs[__builtin_ctzll(left)].weight;
	bool speech = sum >= SPEECH_MIN && in.words > 0;
	sum -= SPEECH_MIN;
	for (uint64_t left = seen; left != 0; left &= left - 1) {
		const struct sign *one = &signs[__builtin_ctzll(left)];
		int w = speech ? one->weight : -one->weight;
		if (w > best) {
			best = w;
			*why = one->words;
		}
	}
	int far = sum < 0 ? -sum : sum;
	*sure = 0.5f + 0.45f * (float)(far > 10 ? 10 : far) / 10;
	return speech;
}
