/* quotes.c - words between marks: whose they are (DIRECT), or that they are only set
 * off (TERM). What is reported without marks is the matter of reported.c.
 */
#include <string.h>

#include "base/i18n.h"
#include "extract/attribution.h"
#include "extract/cues.h"
#include "extract/marks.h"
#include "extract/reported.h"
#include "extract/resolve.h"
#include "extract/speech.h"

/* « X, pour qui « ... » », « X, selon lequel « ... » »: whom the pronoun means. */
static bool by_relative(const struct cues *c, struct marked *m, size_t i, size_t start)
{
	static const char *const whom[] = { "qui", "lequel", "laquelle", "lesquels", "lesquelles" };
	const struct token *v = c->t->all.v;
	size_t at = i + 1;
	if (token_is(c->t, i, "d'") && token_is(c->t, i + 1, "apres"))
		at = i + 2;
	else if (!token_is(c->t, i, "pour") && !token_is(c->t, i, "selon"))
		return false;
	bool relative = false;
	for (size_t k = 0; k < ARRAY_LEN(whom) && !relative; k++)
		relative = token_is(c->t, at, whom[k]);
	if (!relative || m->open - at > 12)
		return false;
	struct span who = speaker_antecedent(c, start, i);
	if (who.end <= who.start)
		return false;
	m->speaker = who;
	m->cue = (struct span) { v[i].span.start, v[at - 1].span.end };
	m->rule = RULE_SELON;
	m->confidence = 0.85f;
	return true;
}

/* Where a quote's own sentence begins, not before the end of the one before it. */
static size_t before_limit(const struct cues *c, size_t open, size_t lo)
{
	size_t first = c->t->sentences.v[c->t->all.v[open].sentence].first;
	if (open > ATTRIBUTION_MAX && first < open - ATTRIBUTION_MAX)
		first = open - ATTRIBUTION_MAX;
	return first > lo ? first : lo < open ? lo : open;
}

/* « comme le rappelle X »: the subject stands behind. */
static bool behind_comme(const struct cues *c, size_t lo, size_t v)
{
	if (v > lo + 1 && (token_is(c->t, v - 1, "le") || token_is(c->t, v - 1, "l'")))
		v--;
	return v > lo && token_is(c->t, v - 1, "comme");
}

/* « Mais pour Obama, « ... » », « Nucléaire : pour l'opposition, ... »: whose view it is. */
static bool for_somebody(const struct cues *c, size_t start, struct marked *m)
{
	size_t i = start, end;
	for (size_t k = start; k + 1 < m->open && k < start + 8; k++) {
		if (cues_mark(c, k, ':') || (cues_mark(c, k, ',') && token_is(c->t, k + 1, "pour")))
			i = k + 1;
	}
	i += token_is(c->t, i, "mais") || token_is(c->t, i, "et") || token_is(c->t, i, "or");
	if (!token_is(c->t, i, "pour") || i + 2 >= m->open || c->at[i + 1].form & FORM_INFINITIVE)
		return false;
	struct span who = speaker_after(c, i + 1, m->open, false, &end);
	const struct mention *e = cues_entity(c, i + 1);
	if (who.end <= who.start || (e != NULL && e->tag[0] == 'L' && end + 1 != m->open) || !cues_may_speak(c, i + 1, end))
		return false;
	/* « l'organisation militant pour les droits de l'Homme, » */
	size_t comma = end;
	while (comma < m->open && comma < end + 8 && !cues_mark(c, comma, ',') && !cues_mark(c, comma, ':'))
		comma++;
	if (!cues_mark(c, comma, ',') && !cues_mark(c, comma, ':'))
		return false;
	m->speaker = who;
	m->cue = c->t->all.v[i].span;
	m->rule = RULE_SELON;
	m->confidence = comma + 1 == m->open ? 0.9f : 0.75f;
	return true;
}

/* Does a finite verb of saying stand in tokens [first, end)? */
static bool says(const struct cues *c, size_t first, size_t end)
{
	struct cue q;
	for (size_t i = first; i < end; i++) {
		if (c->at[i].use == CUE_SAY && cue_read(c, i, first, &q) && q.form == FORM_FINITE)
			return true;
	}
	return false;
}

/* « Il est 6 h 40 », « il y a », « il faut »: what stands at token i behind « il » makes it nobody. */
static bool is_impersonal(const struct cues *c, size_t i)
{
	static const char *const none[] = { "y", "faut", "fallait", "faudra", "pleut", "pleuvait", "neige", "neigeait", "s'agit" };
	for (size_t k = 0; k < ARRAY_LEN(none); k++) {
		if (token_is(c->t, i, none[k]))
			return true;
	}
	const struct mention *e = c->at[i + 1].mention >= 0 ? &c->m->all.v[c->at[i + 1].mention] : NULL;
	return cues_has(c, i, WORD_BE) && e != NULL && e->kind == KIND_DATE;
}

/* A quote that is a sentence of its own, behind one about somebody: « Christian Jacob a
 * demandé la parole. « On ne peut pas ... » »; in a new paragraph only where he spoke. */
static bool after_sentence_of(const struct cues *c, struct marked *m, size_t lo)
{
	const struct token *open = &c->t->all.v[m->open];
	if (!(open->flags & TOKEN_SENTENCE) || open->sentence == 0)
		return false;
	const struct sentence *last = &c->t->sentences.v[open->sentence - 1];
	/* « Et si le préfet refuse ? « On verra. » »: a question to somebody */
	if (last->first < lo || (last->end > last->first && cues_mark(c, last->end - 1, '?')) ||
	    (open->flags & TOKEN_NEWLINE &&
	     !says(c, last->first,
		   last->end < last->first + ATTRIBUTION_MAX ? last->end
							     : last->first + ATTRIBUTION_MAX)))
		return false;
	size_t end =
	    last->end < last->first + ATTRIBUTION_MAX ? last->end : last->first + ATTRIBUTION_MAX;
	struct span s = speaker_first(c, last->first, end);
	size_t i = tokens_at(c->t, s.start);
	const struct mention *e = s.end > s.start ? cues_entity(c, i) : NULL;
	bool human = cues_has(c, i + 1, WORD_HUMAN) && c->t->all.v[i + 1].span.end <= s.end;
	bool pronoun = (token_is(c->t, i, "il") && !is_impersonal(c, i + 1)) || token_is(c->t, i, "elle");
	if (!(e != NULL && e->tag[0] == 'P') && !((pronoun || human) && s.end > s.start))
		return false;
	m->speaker = s;
	m->rule = RULE_SENTENCE;
	m->confidence = 0.5f;
	return true;
}

/* Did the quote before stand in the same sentence, and is its speaker known? */
static bool shares_sentence(const struct cues *c, const struct marked *m, const struct marked *last)
{
	return last->speaker.end > last->speaker.start &&
	       c->t->all.v[m->open].sentence == c->t->all.v[last->open].sentence;
}

/* The subject of verb group q, which stands before the marks; from start on. */
static struct span subject_before(const struct cues *c, size_t start, const struct cue *q, const struct marked *m,
				  const struct marked *last)
{
	struct span s = { 0, 0 };
	bool joined = q->first > start &&
		      (token_is(c->t, q->first - 1, "et") || token_is(c->t, q->first - 1, "puis") ||
		       (token_is(c->t, q->first - 1, "mais") && cues_has(c, q->first, WORD_HAVE)));
	if (q->subject != SIZE_MAX)
		return speaker_glued(c, q->subject);
	/* « même si, admet Le Monde, les autorités « ... » » */
	size_t end;
	if (q->form == FORM_FINITE && !(c->at[q->head].form & FORM_INFINITIVE) && q->first > start && cues_mark(c, q->first - 1, ',')) {
		s = speaker_after(c, q->end, m->open, false, &end);
		if (s.end > s.start && cues_mark(c, end, ',') &&
		    cues_may_speak(c, tokens_at(c->t, s.start), end))
			return s;
	}
	s = (struct span) { 0, 0 };
	if (behind_comme(c, start, q->first))
		s = speaker_after(c, q->end, m->open, true, NULL);
	else if (q->form == FORM_FINITE && !joined)
		s = speaker_before(c, start, q->first);
	if (s.end <= s.start && q->form == FORM_GERUND)
		s = speaker_absolute(c, start, q->first);
	/* « X se dit « rassuré » et pense que « ... » » */
	if (s.end <= s.start && (joined || q->form != FORM_FINITE || q->first <= start + 1) && last != NULL && shares_sentence(c, m, last))
		return last->speaker;
	/* « Son voisin, un retraité, dit soutenir la grève, « ... » »: no subject behind */
	if (s.end <= s.start && (joined || q->form != FORM_FINITE || c->at[q->head].form & FORM_INFINITIVE))
		s = speaker_first(c, start, q->first);
	if (s.end <= s.start && q->form == FORM_FINITE)
		s = speaker_after(c, q->end, m->open, true, NULL);
	if (s.end <= s.start)
		s = speaker_first(c, start, q->first);
	/* « Estimant que « ... », il vota contre » */
	size_t comma = marked_behind(m);
	while (comma < c->t->all.n && comma < marked_behind(m) + 15 &&
	       c->t->all.v[comma].type != TOKEN_MARK)
		comma++;
	if (s.end <= s.start && q->form == FORM_GERUND && cues_mark(c, comma, ','))
		s = speaker_after(c, comma + 1, attribution_limit(c, comma + 1), false, NULL);
	return s;
}

/* An infinitive or a gerund introduces only what comes right behind it. */
static bool is_loose(const struct cues *c, const struct cue *q, const struct marked *m)
{
	size_t gap = m->open - q->end;
	/* « préfère parler de « discrétion » », but « refuse de parler de « défaite » » */
	bool free = q->first > 0 && cues_has(c, q->first - 1, WORD_PREPOSITION | WORD_DETERMINER);
	return (q->form == FORM_INFINITIVE &&
		(gap > 4 || (q->use >= CUE_TELL && (free || gap > 1)))) ||
	       (q->form == FORM_GERUND && gap > 8);
}

/* « Et d'ajouter : « ... » », « Et prévient : « ... » »: he of whom the sentence before was, or
 * whose words ended it. */
static struct span who_goes_on(const struct cues *c, const struct marked *m, const struct cue *q, const struct marked *last)
{
	const struct token *v = c->t->all.v;
	size_t n = v[q->first].sentence, first = c->t->sentences.v[n].first;
	size_t verb = q->first - (q->first > first && cues_has(c, q->first - 1, WORD_DE));
	if (n == 0 || !token_is(c->t, first, "et") || verb != first + 1 || q->subject != SIZE_MAX || v[first].flags & TOKEN_NEWLINE)
		return (struct span){ 0, 0 };
	if (last != NULL && last->open < m->open && v[last->close].sentence + 1 >= n && last->speaker.end > last->speaker.start)
		return last->speaker;
	const struct sentence *before = &c->t->sentences.v[n - 1];
	struct span who = speaker_first(c, before->first, before->end < before->first + ATTRIBUTION_MAX ? before->end : before->first + ATTRIBUTION_MAX);
	size_t i = tokens_at(c->t, who.start);
	bool can = who.end > who.start && (cues_has(c, i, WORD_PRONOUN) || cues_may_speak(c, i, tokens_at(c->t, who.end)));
	return can ? who : (struct span){ 0, 0 };
}

/* No clause of its own stands between the verb and the marks. */
static bool is_near(const struct cues *c, const struct cue *q, const struct marked *m)
{
	for (size_t i = q->end; i < m->open; i++) {
		if (i - q->end >= 4 && (cues_has(c, i, WORD_BREAK) || cues_mark(c, i, ',') || cues_finite(c, i)))
			return false;
	}
	return m->open - q->end < 7;
}

/* A cue only where there is no other: « il sait ». */
static bool is_weak(const struct cues *c, const struct cue *q)
{
	struct sv w = c->t->all.v[q->head].fold;
	return q->use == CUE_WEAK ||
	       (q->use == CUE_THINK && (sv_starts(w, SV("sav")) || sv_starts(w, SV("sait"))));
}

static bool verb_before(const struct cues *c, struct marked *m, size_t start, const struct marked *last)
{
	struct cue loose = { .head = SIZE_MAX };
	for (size_t k = m->open; k > start; k--) {
		struct cue q;
		size_t i = k - 1;
		if (!cues_may_tell(c, i))
			continue;
		if (by_relative(c, m, i, start) || attribution_selon(c, m, i, m->open, i == start))
			return true;
		if (!cue_read(c, i, start, &q))
			continue;
		if (is_loose(c, &q, m) || is_weak(c, &q)) {
			if (loose.head == SIZE_MAX &&
			    (m->open - q.end < 4 || q.form == FORM_GERUND || is_weak(c, &q)))
				loose = q;
			continue;
		}
		/* « un incendie s'est déclaré », « l'écart s'expliquait par »: nobody speaks. */
		struct sv verb = c->t->all.v[q.head].fold;
		bool may = sv_starts(verb, SV("declar")) || sv_starts(verb, SV("expliqu")) ||
			   sv_starts(verb, SV("confirm"));
		struct span self =
		    may && cues_has(c, q.first, WORD_SE)
			? subject_before(c, start, &q, m, last)
			: (struct span) { 0, 0 };
		if (self.end > self.start &&
		    !cues_may_speak(c, tokens_at(c->t, self.start), tokens_at(c->t, self.end)))
			continue;
		/* A clause of its own between verb and quote: a weaker sign. */
		attribution_set(c, m, &q, subject_before(c, start, &q, m, last), RULE_BEFORE,
				is_near(c, &q, m) ? 0.9f : 0.7f);
		if (m->speaker.end <= m->speaker.start)
			m->speaker = who_goes_on(c, m, &q, last);
		return true;
	}
	if (loose.head == SIZE_MAX)
		return false;
	bool near = is_weak(c, &loose) && is_near(c, &loose, m);
	attribution_set(c, m, &loose, subject_before(c, start, &loose, m, last), RULE_BEFORE,
			near ? 0.85f : 0.7f);
	if (m->speaker.end <= m->speaker.start)
		m->speaker = who_goes_on(c, m, &loose, last);
	return true;
}

/* Before a verb that begins at token first: « s' », « ne », and behind them « en », « y ». */
static bool is_clitic(const struct cues *c, size_t i, size_t first)
{
	return cues_has(c, i, WORD_SE | WORD_NE) ||
	       (i > first && (token_is(c->t, i, "en") || token_is(c->t, i, "y")));
}

/* The verb group behind a subject that ends before token i: what a colon takes as its cue. */
static struct span main_verb(const struct cues *c, size_t i, size_t hi)
{
	const struct token *v = c->t->all.v;
	size_t first = i;
	for (; i < hi; i++) {
		if (!cues_finite(c, i) || cues_has(c, i, WORD_SUBJECT | WORD_PRONOUN))
			continue;
		size_t end = i;
		while (end + 1 < hi && cues_has(c, end, WORD_HAVE | WORD_BE | WORD_SE | WORD_NE | WORD_BETWEEN) &&
		       v[end + 1].type == TOKEN_WORD && !cues_has(c, end + 1, WORD_DETERMINER | WORD_PREPOSITION) && end < i + 4 &&
		       (cues_participle(v[end + 1].fold) || cues_has(c, end + 1, WORD_BETWEEN | WORD_BE | WORD_HAVE)))
			end++;
		/* « s'en tirait » */
		while (end + 1 < hi && v[end + 1].type == TOKEN_WORD && is_clitic(c, end, i))
			end++;
		return (struct span){ v[i].span.start, v[end].span.end };
	}
	first += first < hi && cues_mark(c, first, ',');
	struct cue q;
	if (first < hi && cue_by_place(c, first, hi, &q) && q.first == first)
		return cue_span(c, &q);
	/* « X sourit : », « X se marre : »: all that stands there. */
	size_t at = first + cues_has(c, first, WORD_SE);
	return at + 1 == hi && (cues_looks_finite(c, at) || (at > 0 && cues_has(c, first - 1, WORD_PRONOUN)))
		   ? (struct span) { v[first].span.start, v[at].span.end }
		   : (struct span) { 0, 0 };
}

/* « Réponse cinglante de Jean Dupont, chef du parti : « ... » »: whose it is; empty: no such thing. */
static struct span answer_of(const struct cues *c, size_t start, size_t colon)
{
	static const char *const answers[] = { "reponse", "reaction", "replique", "riposte", "commentaire", "explication", "constat",
					       "verdict", "aveu", "conclusion", "precision", "analyse", "mise", "temoignage" };
	bool found = false;
	for (size_t k = 0; k < ARRAY_LEN(answers); k++)
		found = found || token_is(c->t, start, answers[k]);
	for (size_t i = start + 1; found && i < start + 4 && i + 1 < colon; i++) {
		if (!cues_has(c, i, WORD_OF))
			continue;
		size_t end, at = i + 1u, whole = token_is(c->t, i, "du") || token_is(c->t, i, "des");
		struct span s = speaker_after(c, at, colon, false, &end);
		if (s.end > s.start && (whole || cues_may_speak(c, at, end)) && (end == colon || cues_mark(c, end, ',')))
			return s;
	}
	return (struct span){ 0, 0 };
}

/* X : « ... »; « Le ministre est formel : « ... » » */
static bool by_colon(const struct cues *c, struct marked *m, size_t start)
{
	if (m->open <= start || !cues_mark(c, m->open - 1, ':'))
		return false;
	struct span s = answer_of(c, start, m->open - 1);
	if (s.end <= s.start)
		s = speaker_first(c, start, m->open);
	if (s.end <= s.start)
		return false;
	size_t i = tokens_at(c->t, s.start), end = tokens_at(c->t, s.end);
	const struct mention *e = cues_entity(c, i);
	/* « Inondations à Nice : « ... » »: no place speaks in a headline. */
	if (e != NULL && e->tag[0] == 'L' && end + 1 >= m->open && i > start)
		return false;
	m->speaker = s;
	m->cue = main_verb(c, end, m->open - 1);
	m->rule = RULE_COLON;
	m->confidence = 0.6f;
	return true;
}

/* « Le député n'en démord pas : ce budget est « un renoncement » » */
static bool by_far_colon(const struct cues *c, struct marked *m, size_t start)
{
	size_t colon = m->open;
	while (colon > start && m->open - colon < 20 && !cues_mark(c, colon - 1, ':'))
		colon--;
	if (colon <= start + 2 || !cues_mark(c, colon - 1, ':'))
		return false;
	struct span s = speaker_first(c, start, colon - 1);
	size_t i = tokens_at(c->t, s.start);
	const struct mention *e = s.end > s.start ? cues_entity(c, i) : NULL;
	if (s.end <= s.start || (e != NULL && e->tag[0] == 'L') ||
	    !cues_may_speak(c, i, tokens_at(c->t, s.end)))
		return false;
	m->speaker = s;
	m->rule = RULE_COLON;
	m->confidence = 0.4f;
	return true;
}

/* « La chaîne met « tout en œuvre » »: no cue, but somebody's sentence. */
static bool by_subject(const struct cues *c, struct marked *m, size_t start)
{
	if (m->open <= start + 1 || cues_mark(c, m->open - 1, ','))
		return false;
	struct span s = { 0, 0 };
	/* « Affaire Untel : Jean Dupont « regrette » »: the name right before the marks. */
	const struct mention *near = cues_entity(c, m->open - 1);
	static const char *const subjects[] = { "il", "elle", "ils", "elles", "on" };
	if (near != NULL && near->tag[0] == 'P')
		s = near->span;
	for (size_t k = 0; k < ARRAY_LEN(subjects); k++) {
		if (token_is(c->t, m->open - 1, subjects[k]))
			s = c->t->all.v[m->open - 1].span; /* « elle « exprime ses regrets » » */
	}
	/* « Le ministre britannique « regrette profondément » ... »: the verb is theirs. */
	bool begins_verb = cues_finite(c, m->open + 1) || (c->at[m->open + 1].use != CUE_NONE &&
							   c->at[m->open + 1].form & FORM_FINITE);
	for (size_t i = m->open; i > start + 1 && m->open - i < 6 && s.end <= s.start; i--) {
		if (cues_finite(c, i - 1) ||
		    (i == m->open && !begins_verb && cues_looks_finite(c, i - 1)))
			s = speaker_before(c, start, i - 1);
	}
	if (s.end <= s.start)
		s = speaker_first(c, start, m->open);
	if (s.end <= s.start || !cues_may_speak(c, tokens_at(c->t, s.start), tokens_at(c->t, s.end)))
		return false;
	const struct mention *e = cues_entity(c, tokens_at(c->t, s.start));
	if (e != NULL && e->tag[0] == 'L')
		return false;
	m->speaker = s;
	m->cue = main_verb(c, tokens_at(c->t, s.end), m->open);
	m->rule = RULE_SUBJECT;
	/* « ses auteurs veulent « ... » », « Le Figaro préfère « ... » »: the verb right before the marks. */
	bool right = m->cue.end == c->t->all.v[m->open - 1].span.end;
	m->confidence = right && !cues_has(c, m->open - 1, WORD_BE | WORD_HAVE) &&
				!token_is(c->t, m->open - 1, "ete")
			    ? 0.55f
			: tokens_at(c->t, s.end) == m->open ? 0.45f
							    : 0.4f;
	return true;
}

/* « ..., titre X, tandis que Y préfère « ... » »: a cue further back is that of another clause. */
static bool by_own_subject(const struct cues *c, struct marked *m, size_t start)
{
	static const char *const breaks[] = { "tandis", "alors", "quand", "lorsque", "mais" };
	for (size_t i = m->open; i > start + 1 && m->open - i < 12; i--) {
		for (size_t k = 0; k < ARRAY_LEN(breaks); k++) {
			if (!token_is(c->t, i - 1, breaks[k]))
				continue;
			struct marked own = *m;
			size_t at = i + cues_has(c, i, WORD_QUE);
			if (!by_subject(c, &own, at) || own.confidence < 0.5f)
				return false;
			*m = own;
			return true;
		}
	}
	return false;
}

static bool by_rule(const struct marked *m, const char *rule)
{
	return m->rule != NULL && strcmp(m->rule, rule) == 0;
}

/* The attribution stands before: X a déclaré : « ... » */
static bool before(const struct cues *c, struct marked *m, size_t lo, const struct marked *last)
{
	size_t start = before_limit(c, m->open, lo);
	/* « X (vainqueur de Y) : », and the words in a paragraph of their own. */
	if (start == m->open && start > lo && cues_mark(c, start - 1, ':'))
		start = before_limit(c, start - 1, lo);
	while (start < m->open && c->t->all.v[start].type == TOKEN_MARK)
		start++;
	if (verb_before(c, m, start, last) &&
	    (m->confidence > 0.7f || !by_own_subject(c, m, start)))
		return true;
	if (by_rule(m, RULE_SUBJECT))
		return true;
	if (for_somebody(c, start, m) || (m->open == start && after_sentence_of(c, m, lo)))
		return true;
	return by_colon(c, m, start) || by_subject(c, m, start) || by_far_colon(c, m, start);
}

/* « X salue « ... », le maire d'Avignon « ... »; Z « ... » »: the verb is left out. */
static bool gapped(const struct cues *c, struct marked *m, const struct marked *last)
{
	size_t i = marked_behind(last), end;
	bool cut = cues_mark(c, i, ',') || cues_mark(c, i, ';') || token_is(c->t, i, "et");
	if (!cut || last->cue.end <= last->cue.start || m->open <= i + 2)
		return false;
	i += 1u + (cues_mark(c, i, ',') && token_is(c->t, i + 1, "et"));
	struct span who = speaker_after(c, i, m->open, false, &end);
	/* « ..., X une « décision » »: what stands between belongs to the words. */
	bool touches =
	    end == m->open ||
	    (end + 1 == m->open &&
	     (cues_mark(c, end, ',') || cues_has(c, end, WORD_DETERMINER | WORD_PREPOSITION)));
	if (who.end <= who.start || !touches || !cues_may_speak(c, i, end))
		return false;
	m->speaker = who;
	m->cue = last->cue;
	m->rule = RULE_GAPPED;
	m->confidence = 0.6f;
	return true;
}

/* A quote without a speaker takes that of its neighbour in the sentence, or
 * goes on where the one before it ended. */
static void share(const struct cues *c, marked_vec *all)
{
	const struct token *v = c->t->all.v;
	for (size_t i = all->n; i-- > 0;) {
		struct marked *m = &all->v[i];
		if ((m->rule != NULL && m->confidence >= 0.5f) || i + 1 >= all->n)
			continue;
		const struct marked *next = &all->v[i + 1];
		/* « Nous partons. » « Demain », dit X: a sentence of its own goes with the next one. */
		size_t last = v[m->close].sentence +
			      (v[m->open].flags & TOKEN_SENTENCE && m->open > 0 ? 1 : 0);
		if (next->rule != NULL && next->confidence >= 0.5f &&
		    v[next->open + 1].sentence <= last &&
		    next->open - m->close <
			(v[next->open].sentence == v[m->open].sentence ? 40 : 12) &&
		    (strcmp(next->rule, RULE_BEHIND) == 0 ||
		     (strcmp(next->rule, RULE_SELON) == 0 &&
		      next->cue.start > v[next->open].span.start && next->open - m->close < 4)) &&
		    !(v[next->open].flags & TOKEN_NEWLINE)) {
			m->speaker = next->speaker;
			m->cue = next->cue;
			m->rule = RULE_NEXT;
			m->confidence = 0.7f;
		}
	}
	for (size_t i = 1; i < all->n; i++) {
		struct marked *m = &all->v[i];
		const struct marked *last = &all->v[i - 1];
		bool same = m->open < attribution_limit(c, marked_behind(last));
		bool next = v[m->open].flags & TOKEN_SENTENCE && !(v[m->open].flags & TOKEN_NEWLINE) &&
			    v[m->open].sentence == v[last->close].sentence + 1;
		/* A paragraph that begins with words goes on with those before it, not with a part of a sentence. */
		bool apart = v[m->open].flags & TOKEN_NEWLINE && !(v[last->open].flags & TOKEN_SENTENCE);
		/* « ... ». Cette « taxe lapin » rapportera: a sentence of the reporter's */
		apart = apart || !(same || v[m->open].flags & TOKEN_SENTENCE);
		bool near = (m->open - last->close < 4 && !apart) || next;
		if ((m->rule != NULL && (m->confidence >= 0.5f || !same)) || last->rule == NULL || !(same || near))
			continue;
		if (same && gapped(c, m, last))
			continue;
		m->speaker = last->speaker;
		m->cue = same ? last->cue : (struct span){ 0, 0 };
		m->rule = RULE_GOES_ON;
		m->confidence = 0.6f;
	}
}

/* « Laura Smet « très triste » »: a person, and words that no neighbour has a speaker for. */
static void names_before(const struct cues *c, marked_vec *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct marked *m = &all->v[i];
		const struct mention *e = by_rule(m, RULE_SUBJECT) ? cues_entity(c, m->open - 1) : NULL;
		if (e != NULL && e->tag[0] == 'P' && m->confidence < 0.5f)
			m->confidence = 0.55f;
	}
}

/* Speech or not; what stays unattributed says why it was taken for what it is. */
static void weigh(const struct cues *c, struct marked *m, const struct marked *last)
{
	const char *why;
	float sure;
	m->speech = speech_weigh(c, m, last, &why, &sure);
	if (!m->speech || m->rule == NULL) {
		m->rule = why;
		m->confidence = sure;
	}
}

static void attribute(const struct cues *c, marked_vec *all)
{
	size_t lo = 0;
	for (size_t i = 0; i < all->n; lo = marked_behind(&all->v[i]), i++) {
		struct marked *m = &all->v[i];
		if (attribution_inside(c, m) || attribution_agent(c, m) ||
		    attribution_behind(c, m, false))
			continue;
		/* « « ... » X a dit » only where nothing better stands before. */
		if (!before(c, m, lo, i > 0 ? m - 1 : NULL) || m->confidence < 0.7f)
			attribution_behind(c, m, true);
	}
	share(c, all);
	names_before(c, all);
	for (size_t i = 0; i < all->n; i++)
		weigh(c, &all->v[i], i > 0 ? &all->v[i - 1] : NULL);
}

static const char *text_of(const struct cues *c, struct mentions *m, struct span at)
{
	if (at.end <= at.start)
		return NULL;
	struct sv s = sv_span(c->t->text, at);
	return arena_strndup(&m->arena, s.p, s.n);
}

void quote_add(const struct cues *c, struct mentions *m, const struct quote *q)
{
	struct mention *e = mentions_add(m, KIND_QUOTE, q->span, q->tag, q->rule);
	e->confidence = q->confidence;
	e->speaker = q->speaker;
	e->cue = q->cue;
	e->attr[ATTR_SPEAKER] = text_of(c, m, q->speaker);
	e->attr[ATTR_CUE] = text_of(c, m, q->cue);
}

static void emit(const struct cues *c, const struct marked *k, struct mentions *m)
{
	const struct token *v = c->t->all.v;
	struct quote q = { .span = { v[k->open + 1].span.start, v[k->close - 1].span.end }, .tag = "TERM", .rule = k->rule,
			   .confidence = k->confidence };
	if (k->speech) {
		q.tag = "DIRECT";
		q.speaker = k->speaker;
		q.cue = k->cue;
	}
	quote_add(c, m, &q);
}

void quotes_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	struct cues c;
	(void)o;
	marked_vec all = { 0 };
	cues_init(&c, t, m);
	marks_find(t, &c.marks, &all);
	attribute(&c, &all);
	bool *inside = xcalloc(t->all.n + 1, sizeof *inside);
	for (size_t i = 0; i < all.n; i++) {
		for (size_t k = all.v[i].open; k < marked_behind(&all.v[i]); k++)
			inside[k] = all.v[i].speech;
	}
	size_t first = m->all.n;
	for (size_t i = 0; i < all.n; i++)
		emit(&c, &all.v[i], m);
	reported_find(&c, inside, m);
	speakers_resolve(&c, inside, m, first);
	free(inside);
	vec_fini(&all);
	cues_fini(&c);
}
