/* attribution.c - see attribution.h: what stands between the marks (« dit-il »), behind « par »,
 * and behind the marks. What stands before them is the matter of quotes.c.
 */
#include "extract/attribution.h"

void attribution_set(const struct cues *c, struct marked *m, const struct cue *q,
		     struct span speaker, const char *rule, float confidence)
{
	m->cue = cue_span(c, q);
	m->speaker = speaker;
	m->rule = rule;
	m->confidence = confidence;
}

/* « ..., souffle-t-il. », « ..., finit-elle par lâcher »: any verb between comma and its subject
 * at token i, but « semble-t-il » and « , peut-il partir ? ». */
static bool incise_by_place(const struct cues *c, const struct marked *m, size_t i, struct cue *q)
{
	static const char *const who[] = { "-t-il", "-t-elle", "-il", "-elle", "-ils", "-elles" };
	static const char *const none[] = { "semble", "parait", "faut", "fallait", "reste", "suffit" };
	size_t first = i - 1 - cues_has(c, i - 2, WORD_SE);
	bool third = false;
	for (size_t k = 0; k < ARRAY_LEN(who); k++)
		third = third || token_is(c->t, i, who[k]);
	for (size_t k = 0; k < ARRAY_LEN(none); k++)
		third = third && !token_is(c->t, i - 1, none[k]);
	bool ends = i + 1 >= m->close || cues_mark(c, i + 1, ',') || cues_mark(c, i + 1, '.') || token_is(c->t, i + 1, "par");
	return third && ends && first > m->open + 1 && cues_mark(c, first - 1, ',') &&
	       !cues_has(c, i - 1, WORD_BE | WORD_HAVE | WORD_BEGIN) && cue_by_place(c, first, m->close, q) && q->subject == i;
}

/* « ..., dit-il, ... », « ..., explique le maire, ... » between the marks. */
bool attribution_inside(const struct cues *c, struct marked *m)
{
	for (size_t i = m->open + 2; i + 1 < m->close; i++) {
		struct cue q;
		if (cues_has(c, i, WORD_SUBJECT) && c->at[i - 1].use == CUE_NONE && incise_by_place(c, m, i, &q)) {
			attribution_set(c, m, &q, speaker_glued(c, i), RULE_INCISE, 0.8f);
			return true;
		}
		if (c->at[i].use == CUE_NONE || !cue_read(c, i, m->open + 1, &q) ||
		    q.form != FORM_FINITE)
			continue;
		bool glued = q.subject != SIZE_MAX;
		bool comma = cues_mark(c, q.first - 1, ',') || cues_mark(c, q.first - 1, '!') ||
			     cues_mark(c, q.first - 1, '?');
		if (!comma || q.first - 1 <= m->open)
			continue;
		size_t end = q.end;
		struct span s = glued ? speaker_glued(c, q.subject)
				      : speaker_after(c, q.end, m->close, true, &end);
		if (s.end <= s.start || !(glued || cues_mark(c, end, ',') ||
					  cues_mark(c, end, '.') || end >= m->close || m->dialogue))
			continue;
		if (glued && token_is(c->t, q.subject, "-vous"))
			continue;
		attribution_set(c, m, &q, s, RULE_INCISE, 0.9f);
		return true;
	}
	return false;
}

/* « selon », « d'après », « pour » at token i; the token behind it, 0: none. */
static size_t selon_end(const struct cues *c, size_t i, bool pour)
{
	size_t at = cues_selon(c, i);
	if (at != 0)
		return at;
	return pour && token_is(c->t, i, "pour") && !(c->at[i + 1].form & FORM_INFINITIVE) ? i + 1
											   : 0;
}

/* « « éblouissant » pour les uns, « indigeste » pour les autres » */
static bool for_some(const struct cues *c, size_t i)
{
	bool some = token_is(c->t, i, "les") &&
		    (token_is(c->t, i + 1, "uns") || token_is(c->t, i + 1, "autres"));
	return some || token_is(c->t, i, "certains") ||
	       (token_is(c->t, i, "d'") && token_is(c->t, i + 1, "autres"));
}

bool attribution_selon(const struct cues *c, struct marked *m, size_t i, size_t hi, bool pour)
{
	size_t at = selon_end(c, i, pour), end;
	if (at == 0 || at >= hi)
		return false;
	struct span s = speaker_after(c, at, hi, false, &end);
	if (s.end <= s.start)
		return false;
	/* « pour » is the cue of a person or a body only: « pour la journée ». */
	if (token_is(c->t, i, "pour") && !cues_may_speak(c, at, end) && !for_some(c, at))
		return false;
	m->cue = cues_selon_span(c, i, at);
	m->speaker = s;
	m->rule = RULE_SELON;
	m->confidence = 0.85f;
	return true;
}

/* Last token + 1 of the sentence in which the words behind the closing mark stand. */
size_t attribution_limit(const struct cues *c, size_t i)
{
	if (i >= c->t->all.n)
		return i;
	const struct token *k = &c->t->all.v[i];
	size_t end = k->flags & TOKEN_SENTENCE ? i : c->t->sentences.v[k->sentence].end;
	return end < i + ATTRIBUTION_MAX ? end : i + ATTRIBUTION_MAX;
}

/* « ... » (Jean Dupont); « ... » — Jean Dupont */
static bool named_behind(const struct cues *c, struct marked *m, size_t i)
{
	i += cues_mark(c, i, '(');
	const struct mention *e = cues_entity(c, i);
	/* « Réseau d'éducation prioritaire » (REP): its own initials */
	const struct token *v = c->t->all.v;
	if (e != NULL && cues_mark(c, i - 1, '(') && e->tag[0] == 'O' && v[i].fold.n < 7 &&
	    v[i].fold.p[0] == v[m->open + 1].fold.p[0] && m->close - m->open < 9)
		return false;
	if (e == NULL || e->tag[0] == 'L')
		return false;
	/* « Les Ombres » (Gallimard, 1998): a book */
	size_t year = tokens_at(c->t, e->span.end) + 1;
	if (cues_mark(c, i - 1, '(') && cues_mark(c, year - 1, ',') && year < c->t->all.n && v[year].type == TOKEN_NUMBER)
		return false;
	m->speaker = e->span;
	m->rule = RULE_NAMED;
	m->confidence = 0.8f;
	return true;
}

/* Further on only « ..., y compris ..., commente X »: a cue behind a comma, then a name. */
static bool is_far_cue(const struct cues *c, size_t i, size_t k)
{
	struct cue q;
	return cue_read(c, k, i, &q) && cues_mark(c, q.first - 1, ',') && q.use != CUE_WEAK &&
	       (q.subject != SIZE_MAX || cues_may_speak(c, q.end, q.end + 3) ||
		(q.end < c->t->all.n && c->t->all.v[q.end].flags & TOKEN_CAPITAL));
}

/* The verb group at k behind a quote whose attribution begins at i. */
static bool cue_behind(const struct cues *c, size_t i, size_t k, size_t hi, bool comma,
		       struct cue *q)
{
	if (k == i && comma && cue_by_place(c, k, hi, q))
		return true;
	if (cue_read(c, k, i, q))
		return q->form == FORM_FINITE && (q->first <= i + 3 || is_far_cue(c, i, k));
	/* Any verb with its subject glued behind it is a cue here: « s'emporte-t-il ». */
	if (k > i + 2 || !cues_has(c, k + 1, WORD_SUBJECT) || c->t->all.v[k].type != TOKEN_WORD)
		return false;
	return cue_by_place(c, k, hi, q);
}

/* Do only little words stand in tokens [i, end): « comme l'a dit X », « lui a répondu X »? */
static bool only_little(const struct cues *c, size_t i, size_t end)
{
	for (; i < end; i++) {
		bool subject = token_is(c->t, i, "il") || token_is(c->t, i, "elle") ||
			       token_is(c->t, i, "ils") || token_is(c->t, i, "elles") ||
			       token_is(c->t, i, "je") || token_is(c->t, i, "on");
		if (!token_is(c->t, i, "comme") && (subject || !cues_has(c, i, WORD_BETWEEN)))
			return false;
	}
	return true;
}

/* loose: also a subject before its verb, « « ... » X a dit ». */
static struct span subject_behind(const struct cues *c, size_t i, size_t hi, bool comma, bool loose,
				  const struct cue *q)
{
	struct span s = { 0, 0 };
	if (q->subject != SIZE_MAX) {
		/* « a-t-on appris auprès de la préfecture »: not « on » says it. */
		if (token_is(c->t, q->subject, "-t-on") || token_is(c->t, q->subject, "-on"))
			s = speaker_source(c, q->end, hi);
		return s.end > s.start ? s : speaker_glued(c, q->subject);
	}
	s = speaker_after(c, q->end, hi, true, NULL);
	/* « ..., X a dit »; « ... » qui a dit */
	bool own = q->first == i || cues_mark(c, q->first - 1, ',');
	if (s.end <= s.start || (!own && (!comma || !only_little(c, i, q->first))))
		return loose && q->use == CUE_SAY ? speaker_before(c, i, q->first)
						  : (struct span) { 0, 0 };
	return s;
}

static bool verb_behind(const struct cues *c, struct marked *m, size_t i, size_t hi, bool comma,
			bool loose)
{
	for (size_t k = i; k < hi && k < i + 60; k++) {
		struct cue q;
		if (marks_is(c->t, k))
			return false;
		/* « ..., à Lyon, selon le préfet » */
		if (loose && m->confidence <= 0.4f && k > i + 1 && cues_has(c, k, WORD_SELON) &&
		    cues_mark(c, k - 1, ',') && cues_selon(c, k) != 0 &&
		    attribution_selon(c, m, k, hi, false))
			return true;
		if (k >= i + 10 && (c->at[k].use == CUE_NONE || !is_far_cue(c, i, k)))
			continue;
		/* « a rappelé que « ... » aux yeux de l'Église »: part of what is said. */
		bool que = m->open > 0 && cues_has(c, m->open - 1, WORD_QUE);
		/* « ..., documentés selon lui par »: a clause of its own */
		bool apart = k == i + 1 && comma && cues_has(c, k - 1, WORD_ACCENTED);
		if (k <= i + 1 && !apart && (loose || comma || !que) &&
		    attribution_selon(c, m, k, hi, k == i && (comma || for_some(c, k + 1))))
			return true;
		if (!cue_behind(c, i, k, hi, comma, &q))
			continue;
		struct span s = subject_behind(c, i, hi, comma, loose, &q);
		if (s.end <= s.start)
			continue;
		attribution_set(c, m, &q, s, RULE_BEHIND, 0.9f);
		return true;
	}
	return false;
}

/* « jugée « trop coûteuse » par la chambre », « présenté comme « exemplaire » par le préfet » */
bool attribution_agent(const struct cues *c, struct marked *m)
{
	size_t par = marked_behind(m), i = m->open, end;
	const struct token *v = c->t->all.v;
	if (!m->closed || !token_is(c->t, par, "par") || i < 1 || v[par].flags & TOKEN_SENTENCE)
		return false;
	i -= i > 1 && (token_is(c->t, i - 1, "comme") || cues_has(c, i - 1, WORD_DE));
	struct span who = speaker_after(c, par + 1, attribution_limit(c, par + 1), false, &end);
	if (!cues_has(c, i - 1, WORD_ACCENTED) || who.end <= who.start || !cues_may_speak(c, par + 1, end) ||
	    cues_has(c, i - 1, WORD_NAMED))
		return false;
	m->speaker = who;
	m->cue = (struct span) { v[i - 1].span.start, v[m->open - 1].span.end };
	m->rule = RULE_AGENT;
	m->confidence = 0.9f;
	return true;
}

/* Do the marks stand in a relative clause that a comma opened: « X, qui s'estime « lésé », »? */
static bool in_relative(const struct cues *c, const struct marked *m)
{
	size_t first = c->t->sentences.v[c->t->all.v[m->open].sentence].first;
	for (size_t i = m->open; i > first + 1 && m->open - i < 20; i--) {
		if (c->t->all.v[i - 1].type == TOKEN_MARK && !cues_mark(c, i - 1, '\''))
			return false;
		if (token_is(c->t, i - 1, "qui") || token_is(c->t, i - 1, "dont"))
			return cues_mark(c, i - 2, ',');
	}
	return false;
}

/* « le magistrat », « Paul Martin »: one that is known, and can speak; not « des blocages ». */
static bool is_definite(const struct cues *c, struct span who)
{
	size_t i = tokens_at(c->t, who.start);
	bool known = cues_entity(c, i) != NULL || token_is(c->t, i, "le") ||
		     token_is(c->t, i, "la") || token_is(c->t, i, "l'") ||
		     token_is(c->t, i, "les") || token_is(c->t, i, "son") ||
		     token_is(c->t, i, "sa");
	return known && cues_may_speak(c, i, tokens_at(c->t, who.end));
}

/* « , a-t-il dit », « , selon X »: an attribution at i for sure. */
static bool is_attribution(const struct cues *c, size_t i)
{
	for (size_t k = i; k < i + 4; k++) {
		if (cues_has(c, k, WORD_SUBJECT))
			return true;
	}
	return cues_selon(c, i) != 0;
}

/* The attribution stands behind: « ... », a déclaré X. */
bool attribution_behind(const struct cues *c, struct marked *m, bool loose)
{
	size_t i = marked_behind(m), n = c->t->all.n;
	const struct token *v = c->t->all.v;
	while (m->closed && i < n && v[i].lead == v[m->close].lead && v[i].type == TOKEN_MARK &&
	       !(v[i].flags & TOKEN_NEWLINE))
		i++; /* « ... »», typed twice */
	if (!m->closed || i >= n || v[i].flags & TOKEN_NEWLINE)
		return false;
	bool comma = cues_mark(c, i, ',') || cues_mark(c, i, 0x2014) || cues_mark(c, i, 0x2013) ||
		     cues_mark(c, i, '-');
	bool dash = comma && !cues_mark(c, i, ',');
	if (v[i].flags & TOKEN_SENTENCE && !comma && v[i].flags & TOKEN_CAPITAL)
		return false;
	i += comma;
	if (i >= n || v[i].flags & TOKEN_NEWLINE)
		return false;
	/* « ..., quand la droite parle de « gâchis » »: another clause. */
	if (cues_has(c, i, WORD_BREAK) && !token_is(c->t, i, "comme") && !token_is(c->t, i, "qui"))
		return false;
	/* « X, qui s'estime « lésé », a annoncé ... »: the comma ends the relative clause. */
	bool relative = comma && in_relative(c, m) && !is_attribution(c, i);
	size_t hi = attribution_limit(c, i + 1);
	if ((dash || cues_mark(c, i, '(')) && (named_behind(c, m, i) || !dash))
		return m->rule != NULL;
	/* « ... » averti Météo France: the auxiliary is left out. */
	const struct mention *who = cues_entity(c, i + 1);
	if (i < hi && c->at[i].form & FORM_PARTICIPLE && c->at[i].use == CUE_SAY && who != NULL) {
		struct cue q = { .first = i,
				 .end = i + 1,
				 .head = i,
				 .subject = SIZE_MAX,
				 .form = FORM_PARTICIPLE };
		attribution_set(c, m, &q, who->span, RULE_BEHIND, 0.9f);
		return true;
	}
	/* « ... ? » assume X: the mark takes the place of the comma. */
	bool stop = cues_mark(c, m->close - 1, '?') || cues_mark(c, m->close - 1, '!') || cues_mark(c, m->close - 1, 0x2026);
	if (!verb_behind(c, m, i, hi, comma || stop, loose))
		return false;
	if (relative && !is_definite(c, m->speaker)) {
		m->rule = NULL;
		m->speaker = m->cue = (struct span) { 0, 0 };
		m->confidence = 0;
		return false;
	}
	return true;
}
