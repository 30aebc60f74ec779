/* reported.c - speech reported without marks (INDIRECT): « Selon X, ... »,
 * « X a déclaré que ... », « ..., a indiqué X », « affirme avoir ... ».
 *
 * Sentence by sentence. What holds words between marks is left to quotes.c.
 */
#include "extract/reported.h"

#include "base/i18n.h"
#include "extract/marks.h"

/* A part before or behind an incise that is shorter is no clause of its own, in tokens. */
#define CLAUSE_MIN 5

/* A longer sentence is read in parts of so many tokens. */
#define SENTENCE_MAX 300

struct scan {
	const struct cues *c;
	const bool *inside;
	struct mentions *m;
	size_t first, end; /* of the sentence, without dateline and final marks */
	size_t mark;       /* of c->marks: the first in the sentence or behind it */
	size_t done;       /* tokens before it are reported already */
	size_t quote;      /* of m->all: the first words between marks that end in the sentence or later */
	size_t quotes;     /* of m->all: behind the last words between marks */
	struct span
	    who; /* the speaker of what was reported last in the sentence; empty: nothing was */
};

static bool is_dash(const struct cues *c, size_t i)
{
	return cues_mark(c, i, '-') || cues_mark(c, i, 0x2013) || cues_mark(c, i, 0x2014);
}

/* Leaves off « PARIS (AFP) — » and a final stop. */
static void trim(struct scan *s)
{
	size_t limit = s->first + 14 < s->end ? s->first + 14 : s->end;
	const pos_vec *marks = &s->c->marks;
	while (s->mark < marks->n && marks->v[s->mark] < s->first)
		s->mark++;
	for (size_t k = s->mark; k < marks->n && marks->v[k] < limit; k++) {
		size_t i = marks->v[k];
		if (is_dash(s->c, i) && s->c->t->all.v[i].flags & (TOKEN_SPACE | TOKEN_NEWLINE)) {
			s->first = i + 1;
			break;
		}
	}
	while (s->end > s->first && s->c->t->all.v[s->end - 1].type == TOKEN_MARK && !marks_is(s->c->t, s->end - 1) &&
	       !cues_mark(s->c, s->end - 1, ')') && !cues_mark(s->c, s->end - 1, '%') && !cues_mark(s->c, s->end - 1, 0x20AC) &&
	       !cues_mark(s->c, s->end - 1, '$'))
		s->end--;
}

/* The last comma in [first, end) before which a whole clause stands; first: none. */
static size_t before_comma(const struct cues *c, size_t first, size_t end)
{
	size_t at = first;
	bool verb = false;
	for (size_t i = first; i < end; i++) {
		if (cues_mark(c, i, ',') && verb && i - first >= CLAUSE_MIN &&
		    (i + 1 == end || i + 4 <= end))
			at = i;
		/* « X, expliquait-il, lui avait ... »: the verb of an incise is not that of the clause. */
		verb = verb || (cues_finite(c, i) && !cues_has(c, i, WORD_SUBJECT) &&
				!cues_has(c, i + 1, WORD_SUBJECT));
	}
	return at;
}

/* May what begins at i be left out of its sentence: « par », « quand », « depuis »? */
static bool is_adjunct(const struct cues *c, size_t i)
{
	return cues_has(c, i, WORD_PREPOSITION | WORD_BREAK) && !cues_has(c, i, WORD_DETERMINER);
}

/* Up to where [first, end) is a clause of its own when words between marks follow: « L'alerte
 * a été donnée à 4 heures « quand nous avons reçu des appels » ». first: none. */
static size_t before_marks(const struct scan *s, size_t first, size_t end)
{
	const struct cues *c = s->c;
	size_t i = first;
	while (i < end && !s->inside[i])
		i++;
	if (i == end)
		return end;
	/* « par des enquêtes « interminables » »: a word of the clause. */
	size_t marked = i;
	while (marked < c->t->all.n && s->inside[marked])
		marked++;
	if (marked - i < 6)
		return before_comma(c, first, i);
	bool hole = i > first && cues_has(c, i - 1, WORD_DETERMINER | WORD_PREPOSITION | WORD_BREAK | WORD_BE | WORD_HAVE);
	/* « ont mis en place « un système »»: its object. « est mort à Paris « des suites de ... » »: not. */
	bool adjunct =
	    i > first + 2 && (cues_mark(c, i - 1, ',') || c->at[i - 1].mention >= 0 ||
			      c->t->all.v[i - 2].type == TOKEN_NUMBER || is_adjunct(c, i + 1));
	bool clause = false;
	for (size_t k = first; adjunct && k < i && !hole && !clause; k++)
		clause = k + 3 < i && cues_finite(c, k);
	return clause && i - first >= 7 ? i : before_comma(c, first, i);
}

static bool holds_mark(const struct cues *c, size_t first, size_t end)
{
	for (; first < end; first++) {
		if (marks_is(c->t, first))
			return true;
	}
	return false;
}

/* Makes an INDIRECT quote of tokens [first, end), or of what stands before words between marks. */
static bool report(struct scan *s, size_t first, size_t end, struct quote q)
{
	const struct token *v = s->c->t->all.v;
	while (first < end && v[first].type == TOKEN_MARK && !marks_is(s->c->t, first) && !cues_mark(s->c, first, '('))
		first++;
	/* « Selon les auteurs, "des petits malins ... »: never closed */
	if (first < end && marks_is(s->c->t, first) && !s->inside[first] &&
	    !holds_mark(s->c, first + 1, end))
		first++;
	first = cues_behind_connective(s->c, first, end);
	end = before_marks(s, first, end);
	while (end > first && v[end - 1].type == TOKEN_MARK && !cues_mark(s->c, end - 1, ')') && !cues_mark(s->c, end - 1, '%') &&
	       !marks_is(s->c->t, end - 1))
		end--;
	/* « ... la victime », a prévenu X: a closing mark whose fellow is missing. */
	if (end > first && marks_is(s->c->t, end - 1) && !holds_mark(s->c, first, end - 1))
		end--;
	while (end > first && v[end - 1].type == TOKEN_MARK && (v[end - 1].lead == ',' || v[end - 1].lead == '.'))
		end--;
	if (end < first + 2 || first < s->done || (marks_is(s->c->t, first) && marks_is(s->c->t, end - 1)))
		return false;
	q.span = (struct span){ v[first].span.start, v[end - 1].span.end };
	q.tag = "INDIRECT";
	quote_add(s->c, s->m, &q);
	s->who = q.speaker;
	s->done = end;
	return true;
}

/* Does what stands at token k (behind a comma or « et ») belong to the speaker's next words,
 * or to the reporter: « ajoutant que », « a-t-il dit », « selon X », « et a appelé à »? */
static bool is_next_cue(const struct scan *s, size_t k, bool comma)
{
	const struct cues *c = s->c;
	struct cue q;
	if (comma && cues_selon(c, k) != 0)
		return true;
	for (size_t i = k; i < s->end && i < k + 5; i++) {
		if (c->t->all.v[i].type != TOKEN_WORD)
			return false;
		if (c->at[i].use == CUE_NONE || !cue_read(c, i, k, &q))
			continue;
		if (q.first != k && !(q.first == k + 1 && token_is(c->t, k, "tout")) && !(q.form == FORM_INFINITIVE && q.first == k + 2 && token_is(c->t, k, "avant")))
			return false;
		if (q.form == FORM_FINITE && comma)
			return q.subject != SIZE_MAX || cues_entity(c, q.end) != NULL;
		if (comma)
			return q.form == FORM_GERUND ||
			       (q.form != FORM_PARTICIPLE && q.use == CUE_SAY);
		return q.form == FORM_FINITE && (q.use == CUE_SAY || cues_has(c, q.first, WORD_HAVE));
	}
	return false;
}

/* « , mais »: a new clause; « , mais aussi », « , mais que »: none. */
static bool is_but(const struct cues *c, size_t i)
{
	static const char *const on[] = { "aussi", "egalement", "surtout", "pas", "sans", "encore", "bien", "de", "en", "pour", "que", "qu'" };
	if (!token_is(c->t, i, "mais"))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(on); k++) {
		if (token_is(c->t, i + 1, on[k]))
			return false;
	}
	return i + 1 >= c->t->all.n || !sv_eq(token_text(c->t, i + 1), SV("à"));
}

/* Where the clause that begins at i ends: before « ; », « , mais », a next cue. */
static size_t clause_end(const struct scan *s, size_t i)
{
	for (size_t k = i; k < s->end; k++) {
		if (cues_mark(s->c, k, ';') || (cues_mark(s->c, k, ':') && (k + 1 >= s->end || marks_is(s->c->t, k + 1))))
			return k;
		if (cues_mark(s->c, k, ',') && cues_says_no_more(s->c, k + 1))
			return k;
		if (cues_mark(s->c, k, ',') && (is_but(s->c, k + 1) || is_next_cue(s, k + 1, true)))
			return k;
		if (token_is(s->c->t, k, "et") && k > i + 2 && is_next_cue(s, k + 1, false))
			return k;
	}
	return s->end;
}

/* Where the clause before the comma or word at i begins. */
static size_t clause_begin(const struct scan *s, size_t i)
{
	size_t k = i;
	while (k > s->first && k > s->done && !cues_mark(s->c, k - 1, ';') && !cues_mark(s->c, k - 1, ':'))
		k--;
	return k;
}

/* Is there a finite verb in tokens [first, end)? */
static bool has_verb(const struct cues *c, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		if (cues_finite(c, i))
			return true;
	}
	return false;
}

/* The comma at or behind token i that is in no brackets; s->end: none. */
static size_t next_comma(const struct scan *s, size_t i)
{
	unsigned depth = 0;
	for (; i < s->end; i++) {
		depth += cues_mark(s->c, i, '(');
		depth -= cues_mark(s->c, i, ')') && depth > 0;
		if (depth == 0 && cues_mark(s->c, i, ','))
			return i;
	}
	return s->end;
}

/* May a clause begin with token i: an article, a name, a number, a pronoun? */
static bool may_begin(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	if (cues_has(c, i, WORD_BREAK) || (cues_has(c, i, WORD_PREPOSITION) && !cues_has(c, i, WORD_DETERMINER)))
		return false;
	return k->type == TOKEN_NUMBER || cues_entity(c, i) != NULL ||
	       token_is(c->t, i, "quelque") || token_is(c->t, i, "c'") ||
	       cues_has(c, i, WORD_DETERMINER | WORD_PRONOUN | WORD_BETWEEN) || cues_adverb(c, i);
}

/* « Selon Linda Tom, du Bureau ..., », « ..., porte-parole de Y, », « ..., 34 ans, », « ..., qui
 * dirige ..., »: is what stands between the commas before first and at end about the speaker? */
static bool is_apposition(const struct scan *s, size_t first, size_t end, bool person)
{
	const struct cues *c = s->c;
	const struct token *v = c->t->all.v;
	if (end >= s->end || end <= first || end + 3 >= s->end || v[first].type == TOKEN_MARK)
		return false;
	if (v[first].type == TOKEN_NUMBER)
		return token_is(c->t, first + 1, "ans") && end == first + 2;
	if (token_is(c->t, first, "qui") || token_is(c->t, first, "dont") || token_is(c->t, first, "que"))
		return true;
	if (!may_begin(c, end + 1) || has_verb(c, first, end))
		return false;
	bool of = token_is(c->t, first, "de") || token_is(c->t, first, "du") || token_is(c->t, first, "d'") ||
		  (token_is(c->t, first, "des") && cues_entity(c, first + 1) != NULL);
	if (of)
		return person;
	if (cues_has(c, first, WORD_HUMAN))
		return true;
	/* « X, le président de Y, », « Le président, Jean X, » */
	if (cues_has(c, first, WORD_DETERMINER))
		return person && cues_entity(c, first + 1) == NULL &&
		       (cues_has(c, first + 1, WORD_HUMAN) || cues_has(c, first + 2, WORD_HUMAN));
	if (cues_entity(c, first) != NULL)
		return !person && cues_entity(c, first)->tag[0] == 'P';
	/* « publié mardi », « cité par X », « professeur à Lyon » */
	return cues_unknown(c, first) && c->at[first].mention < 0 &&
	       !(v[first].flags & TOKEN_CAPITAL) && !cues_adverb(c, first);
}

/* Where the words begin that somebody named up to token end said: behind the comma and what
 * stands between commas about him. s->end: no comma. */
static size_t behind_speaker(const struct scan *s, size_t end, struct span who)
{
	const struct mention *e = cues_entity(s->c, tokens_at(s->c->t, who.start));
	bool person = e != NULL && e->tag[0] == 'P';
	/* « Selon X : « ... » » */
	if (cues_mark(s->c, end, ':'))
		return s->end;
	size_t comma = next_comma(s, end);
	while (comma < s->end) {
		size_t next = next_comma(s, comma + 1);
		if (!is_apposition(s, comma + 1, next, person))
			return comma + 1;
		comma = next;
	}
	return s->end;
}

/* Does the clause [first, comma) only say when, where, by which way: « Par ailleurs, »? */
static bool is_adverbial(const struct scan *s, size_t first, size_t comma)
{
	const struct cues *c = s->c;
	if (first >= comma)
		return true;
	/* « Rappelons qu'au Congrès, »: what follows « que » */
	for (size_t i = comma; i > first; i--) {
		if (!token_is(c->t, i - 1, "que") && !token_is(c->t, i - 1, "qu'") && !token_is(c->t, i - 1, "qui"))
			continue;
		if (i == comma)
			return true;
		first = i;
		break;
	}
	bool adverb = cues_has(c, first, WORD_BETWEEN) && !cues_has(c, first, WORD_DETERMINER | WORD_PRONOUN);
	bool date = c->at[first].mention >= 0 && cues_entity(c, first) == NULL;
	return date || (cues_has(c, first, WORD_PREPOSITION) && !token_is(c->t, first, "des")) ||
	       adverb || cues_adverb(c, first) ||
	       (cues_has(c, first, WORD_BREAK) && comma - first < 4) || comma - first == 1;
}

/* Reports the words around an incise [comma, end) (« , selon X, », « , dit-il, »): all of
 * the clause, what stands before it, or what stands behind it. */
static bool report_around(struct scan *s, size_t comma, size_t end, struct quote q)
{
	const struct cues *c = s->c;
	size_t start = clause_begin(s, comma);
	size_t rest = end + 1;
	/* « Une goutte d'eau, juge la Cour, qui ... »: about the speaker */
	bool on = cues_mark(c, end, ',') && end + 3 < s->end && !token_is(c->t, rest, "qui") && !token_is(c->t, rest, "dont") &&
		  !(marks_is(c->t, comma - 1) && s->inside[comma - 1]);
	/* « dont l'adaptation, confie-t-il, « est en cours » »: no whole. */
	if (on && marks_is(c->t, rest)) {
		bool open =
		    cues_has(c, comma - 1, WORD_BE | WORD_HAVE) || token_is(c->t, comma - 1, "ete");
		size_t part = comma; /* its last part */
		while (part > start && !cues_mark(c, part - 1, ','))
			part--;
		return has_verb(c, part, comma) && comma - start + 1 >= CLAUSE_MIN && !open &&
		       report(s, start, comma, q);
	}
	bool that = token_is(c->t, comma - 1, "si") || cues_has(c, comma - 1, WORD_QUE) || token_is(c->t, comma - 1, "qui");
	/* « Bruxelles, a-t-il rappelé, a débloqué ... »: its subject. */
	bool name =
	    comma == start + 1 && cues_entity(c, start) != NULL && on && cues_finite(c, rest);
	if (on && !name && (that || (is_adverbial(s, start, comma) && !has_verb(c, start, comma))))
		return report(s, rest, clause_end(s, rest), q);
	/* « Le pont, selon les experts, devra être démoli » */
	bool verb = on && !cues_has(c, rest, WORD_DETERMINER) && c->t->all.v[rest].type == TOKEN_WORD &&
		    (cues_finite(c, rest) || (!has_verb(c, start, comma) && may_begin(c, rest)));
	/* « Il est, disent-ils, la langue des crises » */
	static const char *const first[] = { "si", "s'", "quand", "lorsque", "lorsqu'", "bien", "puisque", "comme" };
	bool under = false; /* « Si rien n'est fait, prévient X, la moitié aura disparu » */
	for (size_t k = 0; k < ARRAY_LEN(first) && on; k++)
		under = under || token_is(c->t, start, first[k]);
	if (verb || under || (on && comma - start < CLAUSE_MIN && has_verb(c, start, comma)))
		return report(s, start, clause_end(s, rest), q);
	/* « Le tour a été, selon lui, « chaotique » »: no whole. */
	if (comma > start &&
	    ((token_is(c->t, comma - 1, "ete") && !cues_has(c, comma - 2, WORD_DETERMINER)) ||
	     cues_has(c, comma - 1, WORD_BE | WORD_HAVE)))
		return false;
	if (comma - start >= CLAUSE_MIN || (!on && (comma > start + 2 || (comma == start + 2 && !is_adverbial(s, start, comma)))))
		return report(s, start, comma, q);
	return on && report(s, rest, clause_end(s, rest), q);
}

/* « Les tarifs varient selon X » */
static bool varies(const struct cues *c, size_t first, size_t i)
{
	for (; first < i; first++) {
		struct sv w = c->t->all.v[first].fold;
		if (sv_starts(w, SV("vari")) || sv_starts(w, SV("differ")) || sv_starts(w, SV("chang")) || sv_starts(w, SV("depend")))
			return true;
	}
	return false;
}

static bool by_selon(struct scan *s, size_t i)
{
	const struct cues *c = s->c;
	size_t at = cues_selon(c, i), end;
	bool pour = at == 0 && i <= s->first + 1 && token_is(c->t, i, "pour");
	at = pour ? i + 1 : at;
	if (at == 0 || at >= s->end)
		return false;
	struct span who = speaker_after(c, at, s->end, false, &end);
	if (who.end <= who.start)
		return false;
	struct quote q = { .speaker = who, .cue = cues_selon_span(c, i, at),
			   .rule = N_("« selon » or the like, and its clause"), .confidence = 0.8f };
	size_t start = clause_begin(s, i);
	/* « car selon eux, il était ... » */
	bool within = i > start && cues_has(c, i - 1, WORD_BREAK) && cues_mark(c, end, ',');
	if (i - start < 2 || within || (i - start < CLAUSE_MIN && !cues_mark(c, i - 1, ','))) {
		const struct mention *e = cues_entity(c, tokens_at(c->t, who.start));
		size_t words = behind_speaker(s, end, who);
		/* « Selon X, responsable de Y : « ... » » */
		size_t close = clause_end(s, words);
		if (words < s->end && cues_mark(c, close, ':') && marks_is(c->t, close + 1) &&
		    !has_verb(c, words, close))
			return false;
		/* « De source policière, on indique que ... » */
		if (words + 1 < s->end && token_is(c->t, words, "on") &&
		    c->at[words + 1].use == CUE_SAY)
			return false;
		/* « Pour Paul, ... » is his view; « pour la rentrée », « pour Renault » need not be. */
		bool person = pour && ((e != NULL && e->tag[0] == 'P') || cues_has_views(c, at, end));
		if (words >= s->end || (pour && !(person && has_verb(c, words, clause_end(s, words)))))
			return false;
		return report(s, words, clause_end(s, words), q);
	}
	/* « ..., « la plus belle » selon X »: said of the marks alone */
	size_t open = i;
	while (marks_is(c->t, i - 1) && open > start && s->inside[open - 1])
		open--;
	if (open < i && open > start && cues_mark(c, open - 1, ','))
		return false;
	if (pour || (!cues_mark(c, i - 1, ',') && (varies(c, start, i) || !cues_may_speak(c, at, end))))
		return false;
	size_t rest = end;
	while (rest < s->end && rest < end + 6 && !cues_mark(c, rest, ','))
		rest++;
	bool breaks = cues_has(c, at, WORD_PRONOUN) || (cues_has(c, end, WORD_DETERMINER) && !cues_has(c, end, WORD_PREPOSITION));
	if (!cues_mark(c, i - 1, ',') && rest == end + 6 && breaks)
		return false; /* « représente selon eux dans cette affaire une entrave » */
	bool found;
	if (cues_mark(c, i - 1, ',')) {
		size_t comma = next_comma(s, end);
		found = report_around(s, i - 1, comma < s->end && comma < end + 10 && !has_verb(c, end, comma) ? comma : end, q);
	} else {
		found = report(s, start, i, q);
	}
	/* « 12 000 selon la police, 20 000 selon les syndicats » */
	if (found && s->done < end)
		s->done = end;
	return found;
}

/* « X, pour qui le seuil sera vite atteint », « X, selon lequel ... », at token i. */
static bool by_relative(struct scan *s, size_t i)
{
	const struct cues *c = s->c;
	bool selon = token_is(c->t, i, "selon");
	if (i <= s->first + 1 || !(cues_mark(c, i - 1, ',') || selon) || !(selon || token_is(c->t, i, "pour")))
		return false;
	static const char *const whom[] = { "qui", "lequel", "laquelle", "lesquels", "lesquelles" };
	bool relative = false;
	for (size_t k = 0; k < ARRAY_LEN(whom); k++)
		relative = relative || token_is(c->t, i + 1, whom[k]);
	bool qui = token_is(c->t, i + 1, "qui"); /* « la raison, pour laquelle »: may not speak */
	size_t end = clause_end(s, i + 2);
	struct span who = relative ? speaker_antecedent(c, s->first, i) : (struct span){ 0, 0 };
	/* « Jean Dupont, gérant chez X, pour qui ... »: not X */
	size_t comma = i - 1;
	while (comma > s->first + 1 && i - comma < 12 && !cues_mark(c, comma - 1, ','))
		comma--;
	const struct mention *named = comma > s->first + 1 && cues_mark(c, comma - 1, ',') ? cues_entity(c, comma - 2) : NULL;
	if (relative && named != NULL && named->tag[0] == 'P')
		who = named->span;
	const struct token *v = c->t->all.v;
	size_t next = next_comma(s, i + 2);
	if (next < end && !has_verb(c, s->first, i))
		end = next; /* « Le maire, selon lequel tout va bien, est parti » */
	/* « cite une étude selon laquelle ... »; « la rumeur selon laquelle ... a couru »: where does it end? */
	size_t antecedent = tokens_at(c->t, who.start), behind = tokens_at(c->t, who.end);
	if (who.end > who.start && !selon && !qui && !cues_may_speak(c, antecedent, behind))
		return false;
	if (who.end > who.start && !cues_mark(c, i - 1, ',') &&
	    (behind + 1 < i || !cues_may_speak(c, antecedent, behind) || antecedent < s->first + 2))
		return false;
	return who.end > who.start && (selon || has_verb(c, i + 2, end)) &&
	       report(s, i + 2, end, (struct quote){ .speaker = who, .cue = v[i].span, .rule = N_("« selon » or the like, and its clause"), .confidence = 0.7f });
}

/* The « que » of the verb group that ends at i; SIZE_MAX: none. */
static size_t que_of(const struct scan *s, const struct cue *q)
{
	static const char *const other[] = { "plus", "moins", "autant", "alors", "ainsi", "afin", "bien", "tandis",
					     "avant", "tant", "des", "pendant", "depuis", "lors", "parce", "si", "mieux",
					     "telle", "vu", "donne", "tel", "autre" };
	const struct cues *c = s->c;
	bool object = false, listener = false, phrase = false;
	/* « affirme payer plus que »; « dit penser que » */
	if (q->end < s->end && q->form == FORM_FINITE && c->at[q->end].use == CUE_NONE && !cues_has(c, q->end + 1, WORD_QUE) && cues_infinitive(c, q->end))
		return SIZE_MAX;
	for (size_t i = q->end; i < s->end && i < q->end + 14; i++) {
		if (cues_has(c, i, WORD_QUE)) {
			for (size_t k = 0; k < ARRAY_LEN(other); k++) {
				if (token_is(c->t, i - 1, other[k]))
					return SIZE_MAX;
			}
			/* « s'est, je crois, retrouvé dans les propos que »: no clause of the cue. */
			if (cues_mark(c, q->end, ',') && !cues_mark(c, i - 1, ','))
				return SIZE_MAX;
			/* « dévoile des activités que »: about them; « a informé les élus que »: not. */
			return object && !listener ? SIZE_MAX : i;
		}
		struct cue next;
		if (cues_has(c, i, WORD_NE))
			return SIZE_MAX;
		if (c->t->all.v[i].type == TOKEN_MARK && !cues_mark(c, i, ','))
			return SIZE_MAX;
		if ((cues_has(c, i, WORD_BREAK) && !token_is(c->t, i, "et")) ||
		    (c->at[i].use != CUE_NONE && c->at[i].form & FORM_GERUND && token_is(c->t, i - 1, "en")) ||
		    (c->at[i].use != CUE_NONE && !phrase && cue_read(c, i, q->end, &next) && next.form != FORM_INFINITIVE))
			return SIZE_MAX;
		bool little = cues_has(c, i, WORD_BETWEEN) && !cues_has(c, i, WORD_DETERMINER);
		if (cues_has(c, i, WORD_PREPOSITION) && !token_is(c->t, i, "des"))
			phrase = true;
		else if (cues_mark(c, i, ','))
			phrase = false;
		else if (!phrase && !object && !little && c->at[i].mention < 0 && cues_has(c, i, WORD_DETERMINER)) {
			object = true;
			listener = cues_may_speak(c, i, i + 3 < s->end ? i + 3 : s->end);
		}
	}
	return SIZE_MAX;
}

/* « ne dit que »: no more than. */
static bool only(const struct cues *c, const struct cue *q, size_t que)
{
	for (size_t i = q->first >= 2 ? q->first - 2 : 0; i < q->first; i++) {
		if (cues_has(c, i, WORD_NE)) {
			for (size_t k = i; k < que; k++) {
				if (token_is(c->t, k, "pas") || token_is(c->t, k, "plus") || token_is(c->t, k, "jamais"))
					return false;
			}
			return true;
		}
	}
	return false;
}

/* The speaker of the words between marks that end before token lo of the sentence. */
static struct span speaker_of_quote(struct scan *s, size_t lo)
{
	const struct token *v = s->c->t->all.v;
	while (s->quote < s->quotes && s->m->all.v[s->quote].span.end <= v[s->first].span.start)
		s->quote++;
	struct span who = { 0, 0 };
	for (size_t k = s->quote; k < s->quotes && s->m->all.v[k].span.start < v[lo].span.start; k++)
		who = s->m->all.v[k].speaker;
	return who;
}

static struct span subject_of(struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	struct span who = { 0, 0 };
	bool joined = q->first > s->first && (token_is(c->t, q->first - 1, "et") || token_is(c->t, q->first - 1, "puis"));
	if (q->subject != SIZE_MAX)
		return speaker_glued(c, q->subject);
	if (q->form == FORM_FINITE && !joined)
		who = speaker_before(c, s->first, q->first);
	if (who.end > who.start)
		return who;
	if (q->form == FORM_GERUND)
		who = speaker_absolute(c, s->first, q->first);
	if (who.end > who.start)
		return who;
	if (q->form != FORM_FINITE && s->who.end > s->who.start)
		return s->who; /* « ..., a indiqué X, ajoutant que » */
	/* « « ... », a-t-il dit, ajoutant que »: not what stands between the marks. */
	size_t lo = q->first;
	while (lo > s->first && !s->inside[lo - 1])
		lo--;
	/* « Il juge « prématuré » le nom proposé et pense que » */
	if (joined && lo > s->first && !has_verb(c, lo, q->first))
		who = speaker_of_quote(s, lo);
	if (who.end <= who.start)
		who = speaker_first(c, lo, q->first);
	return who.end > who.start || lo == s->first ? who : speaker_of_quote(s, lo);
}

/* « X, qui dit avoir agi seul, sera entendu »: the clause ends with the next comma. */
static bool in_relative(const struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	for (size_t i = q->first; i > s->first && q->first - i < 4; i--) {
		if (token_is(c->t, i - 1, "qui"))
			return i > s->first + 1 && cues_mark(c, i - 2, ',');
		if (!cues_has(c, i - 1, WORD_BETWEEN))
			return false;
	}
	return false;
}

static size_t words_end(const struct scan *s, const struct cue *q, size_t first)
{
	size_t end = clause_end(s, first);
	if (in_relative(s, q)) {
		size_t comma = next_comma(s, first);
		end = comma < end ? comma : end;
	}
	return end;
}

/* « Rappelons que », « notons que »: the reporter speaks. */
static bool is_address(const struct scan *s, const struct cue *q)
{
	struct sv w = s->c->t->all.v[q->head].fold;
	return q->first == q->head && (sv_ends(w, SV("ons")) || sv_ends(w, SV("ez"))) &&
	       !(q->first > s->first && cues_has(s->c, q->first - 1, WORD_PRONOUN));
}

static bool by_que(struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	size_t que = que_of(s, q);
	if (que == SIZE_MAX || only(c, q, que) || is_address(s, q))
		return false;
	struct quote out = { .speaker = subject_of(s, q), .cue = cue_span(c, q), .rule = N_("a verb of saying and its « que »"),
			     .confidence = 0.85f };
	bool nobody = out.speaker.end <= out.speaker.start;
	if (q->subject != SIZE_MAX && cues_mark(c, s->end, '?'))
		return false;
	/* « rien ne dit que », « on sait que », « il est bon de rappeler que » */
	size_t i = tokens_at(c->t, out.speaker.start);
	if (!nobody && (token_is(c->t, i, "rien") || (token_is(c->t, i, "on") && q->use == CUE_THINK)))
		return false;
	/* « l'étude montre que »; « ce silence montre que » */
	if (sv_starts(c->t->all.v[q->head].fold, SV("montr")) && !cues_may_speak(c, i, tokens_at(c->t, out.speaker.end)))
		return false;
	bool must = q->first > s->first + 1 && (sv_starts(c->t->all.v[q->first - 1].fold, SV("fa")) || token_is(c->t, q->first - 2, "bon"));
	if (q->form == FORM_INFINITIVE && (nobody || must))
		return false;
	if (nobody)
		out.confidence = 0.5f;
	return report(s, que + 1, words_end(s, q, que + 1), out);
}

/* « a déploré, jeudi soir, n'avoir pu »: behind what stands between commas at i; i: no such thing. */
static size_t behind_commas(const struct scan *s, size_t i)
{
	size_t close = cues_mark(s->c, i, ',') ? next_comma(s, i + 1) : s->end;
	return close < s->end && close < i + 8 && !has_verb(s->c, i + 1, close) ? close + 1 : i;
}

/* « affirme avoir vu », « dit l'avoir vu », « a dit espérer ». */
static bool by_infinitive(struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	size_t i = q->end;
	if (i >= s->end || q->form != FORM_FINITE || q->use >= CUE_TELL)
		return false;
	/* « a annoncé jeudi s'être placé » */
	size_t late = i;
	while (late + 1 < s->end && late < i + 3 &&
	       ((c->at[late].mention >= 0 && cues_entity(c, late) == NULL) || cues_adverb(c, late)))
		late++;
	late = behind_commas(s, late);
	i = late;
	bool not = cues_has(c, i, WORD_NE);
	i += not ;
	i += not &&(token_is(c->t, i, "pas") || token_is(c->t, i, "plus") ||
		    token_is(c->t, i, "jamais") || token_is(c->t, i, "rien"));
	for (size_t k = 0; k < 2 && i + 1 < s->end && cues_clitic(c, i); k++)
		i++;
	struct sv w = i < s->end ? c->t->all.v[i].fold : (struct sv){ "", 0 };
	bool have = sv_eq(w, SV("avoir")) || sv_eq(w, SV("etre"));
	bool denied = not &&(sv_ends(w, SV("er")) || sv_ends(w, SV("ir")) || sv_ends(w, SV("re")) ||
			     sv_ends(w, SV("oir")));
	bool plain = q->use == CUE_SAY && i < s->end && (i == late || cues_has(c, i - 1, WORD_SE)) && cues_infinitive(c, i) &&
		     !cues_has(c, i + 1, WORD_QUE); /* « dit soutenir » */
	if (!have && !denied && !plain &&
	    !(i < s->end && c->at[i].form & FORM_INFINITIVE && c->at[i].use != CUE_NONE &&
	      c->at[i].use != CUE_WEAK))
		return false;
	struct quote out = { .speaker = subject_of(s, q), .cue = cue_span(c, q), .rule = N_("a verb of saying and an infinitive"),
			     .confidence = 0.75f };
	return report(s, late, words_end(s, q, late), out);
}

/* Who stands behind the verb group q; *end gets the token behind him. */
static struct span inverted_subject(const struct scan *s, const struct cue *q, size_t *end)
{
	const struct cues *c = s->c;
	struct span who;
	*end = q->end;
	/* « croit savoir un voisin » */
	if (q->subject == SIZE_MAX)
		return speaker_after(c, q->end + (q->use == CUE_THINK && token_is(c->t, q->end, "savoir")), s->end, true, end);
	if (token_is(c->t, q->subject, "-t-on") || token_is(c->t, q->subject, "-on")) {
		who = speaker_source(c, q->end, s->end);
		if (who.end > who.start) {
			*end = tokens_at(c->t, who.end);
			return who;
		}
	}
	return speaker_glued(c, q->subject);
}

/* A date at token i, no name: « mercredi ». */
static bool is_when(const struct cues *c, size_t i)
{
	return c->at[i].mention >= 0 && cues_entity(c, i) == NULL;
}

/* « ..., a indiqué X. », « ..., appuie-t-il, ... » */
static bool by_inversion(struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	if (q->subject != SIZE_MAX && q->head > q->subject && cues_has(c, q->first, WORD_BEGIN) && !cues_has(c, q->first, WORD_HAVE))
		return false; /* « pourrait-on dire » */
	if (q->form != FORM_FINITE || q->first <= s->first + 1 ||
	    !cues_mark(c, q->first - 1, ',') ||
	    (s->done > s->first && q->first <= s->done + 1 && s->who.end > s->who.start))
		return false;
	size_t end, comma = q->first - 1;
	struct span who = inverted_subject(s, q, &end);
	if (who.end <= who.start)
		return false;
	/* « Le ministre, a-t-il ajouté »; « X, qui ..., a dit que »: no inversion. */
	bool closed = end >= s->end || cues_mark(c, end, ',') || cues_mark(c, end, '(') || is_when(c, end);
	/* « X, de Y, a reconnu l'importance »: an object. */
	size_t first = tokens_at(c->t, who.start);
	bool object = q->subject == SIZE_MAX && !cues_may_speak(c, first, end);
	if (object && (q->use >= CUE_TELL || !closed || token_is(c->t, first, "des") ||
		       !(has_verb(c, clause_begin(s, comma), comma) || (cues_mark(c, end, ',') && cues_finite(c, end + 1)))))
		return false;
	if (!closed && q->subject == SIZE_MAX &&
	    (q->use >= CUE_TELL || !cues_has(c, end, WORD_PREPOSITION | WORD_BREAK)))
		return false;
	while (end < s->end && !cues_mark(c, end, ',') && !cues_has(c, end, WORD_BREAK))
		end++;
	struct quote out = { .speaker = who, .cue = cue_span(c, q),
			     .rule = N_("an inverted verb of saying after a comma"), .confidence = 0.8f };
	return report_around(s, comma, end, out);
}

/* « Comme l'a rappelé le maire, le stade date de 1954 », « ..., comme l'explique X, ... » */
static bool by_comme(struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	size_t comme = q->first - (q->first > s->first && cues_clitic(c, q->first - 1)) - 1, end;
	if (q->first < s->first + 2 || q->form != FORM_FINITE || q->use >= CUE_TELL || !token_is(c->t, comme, "comme") ||
	    (comme > s->first && !cues_mark(c, comme - 1, ',')) || comme < s->done)
		return false;
	struct span who = inverted_subject(s, q, &end);
	size_t comma = next_comma(s, end);
	if (who.end <= who.start || !cues_may_speak(c, tokens_at(c->t, who.start), end) || has_verb(c, end, comma))
		return false;
	struct quote out = { .speaker = who, .cue = cue_span(c, q), .rule = N_("an inverted verb of saying after a comma"), .confidence = 0.7f };
	size_t words = behind_speaker(s, end, who);
	if (comme == s->first)
		return words + 3 < s->end && report(s, words, clause_end(s, words), out);
	/* « ..., cette matière « obscure », comme le rappelle X »: said of the marks alone */
	return !marks_is(c->t, comme - 2) && report_around(s, comme - 1, comma, out);
}

static void scan_sentence(struct scan *s)
{
	const struct cues *c = s->c;
	for (size_t i = s->first, end = s->end; i < end; i++) {
		struct cue q;
		if ((!cues_may_tell(c, i) && !(c->at[i].bits & WORD_SUBJECT)) || s->inside[i])
			continue;
		if (cues_has(c, i, WORD_SELON) && (by_selon(s, i) || by_relative(s, i)))
			continue;
		/* « appuie-t-il », « a-t-on appris »: any verb with its subject glued to it. */
		if (cues_has(c, i, WORD_SUBJECT) && i > s->first + 2 && c->at[i - 1].use == CUE_NONE) {
			size_t first = i - 1 - cues_has(c, i - 2, WORD_SE);
			bool question = cues_mark(c, s->end, '?');
			if (cues_mark(c, first - 1, ',') && !question && cue_by_place(c, first, s->end, &q) && by_inversion(s, &q))
				continue;
		}
		if (c->at[i].use == CUE_NONE || !cue_read(c, i, s->first, &q))
			continue;
		if (by_inversion(s, &q) || by_comme(s, &q) || q.use >= CUE_TELL)
			continue;
		if (by_que(s, &q) || by_infinitive(s, &q))
			continue;
	}
}

void reported_find(const struct cues *c, const bool *inside, struct mentions *m)
{
	struct scan s = { .c = c, .inside = inside, .m = m, .quotes = m->all.n };
	while (s.quote < m->all.n && m->all.v[s.quote].kind != KIND_QUOTE)
		s.quote++;
	for (size_t i = 0; i < c->t->sentences.n; i++) {
		const struct sentence *k = &c->t->sentences.v[i];
		for (size_t at = k->first; at < k->end; at += SENTENCE_MAX) {
			s.first = at;
			s.end = at + SENTENCE_MAX < k->end ? at + SENTENCE_MAX : k->end;
			s.who = (struct span) { 0, 0 };
			trim(&s);
			scan_sentence(&s);
		}
	}
}
