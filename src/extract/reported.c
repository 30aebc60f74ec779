/* reported.c - speech reported without marks (INDIRECT): « Selon X, ... »,
 * « X a déclaré que ... », « ..., a indiqué X », « affirme avoir ... ».
 *
 * Sentence by sentence. What holds words between marks is left to quotes.c.
 */
#include "extract/reported.h"

/* A part before or behind an incise that is shorter is no clause of its own, in tokens. */
#define CLAUSE_MIN 5

struct scan {
	const struct cues *c;
	const bool *inside;
	struct mentions *m;
	size_t first, end; /* of the sentence, without dateline and final marks */
	size_t done;       /* tokens before it are reported already */
};

static bool is_dash(const struct cues *c, size_t i)
{
	return cues_mark(c, i, '-') || cues_mark(c, i, 0x2013) || cues_mark(c, i, 0x2014);
}

/* Leaves off « PARIS (AFP) — » and a final stop. */
static void trim(struct scan *s)
{
	size_t limit = s->first + 14 < s->end ? s->first + 14 : s->end;
	for (size_t i = s->first; i < limit; i++) {
		if (is_dash(s->c, i) && s->c->t->all.v[i].flags & (TOKEN_SPACE | TOKEN_NEWLINE)) {
			s->first = i + 1;
			break;
		}
	}
	while (s->end > s->first && s->c->t->all.v[s->end - 1].type == TOKEN_MARK &&
	       !cues_mark(s->c, s->end - 1, ')') && !cues_quotation(s->c, s->end - 1))
		s->end--;
}

/* Makes an INDIRECT quote of tokens [first, end) unless they hold speech between marks. */
static bool report(struct scan *s, size_t first, size_t end, struct quote q)
{
	const struct token *v = s->c->t->all.v;
	while (first < end && v[first].type == TOKEN_MARK && !cues_quotation(s->c, first) && !cues_mark(s->c, first, '('))
		first++;
	while (end > first && v[end - 1].type == TOKEN_MARK && !cues_mark(s->c, end - 1, ')') && !cues_mark(s->c, end - 1, '%') &&
	       !cues_quotation(s->c, end - 1))
		end--;
	if (end < first + 2 || first < s->done)
		return false;
	for (size_t i = first; i < end; i++) {
		if (s->inside[i])
			return false;
	}
	q.span = (struct span){ v[first].span.start, v[end - 1].span.end };
	q.tag = "INDIRECT";
	quote_add(s->c, s->m, &q);
	s->done = end;
	return true;
}

/* Last token of a clause that begins at i: before « ; », « , mais », a next cue. */
static size_t clause_end(const struct scan *s, size_t i)
{
	for (size_t k = i; k < s->end; k++) {
		if (cues_mark(s->c, k, ';') || cues_mark(s->c, k, ':'))
			return k;
		if (cues_mark(s->c, k, ',') && token_is(s->c->t, k + 1, "mais"))
			return k;
	}
	return s->end;
}

/* Where the clause before the comma or word at i begins. */
static size_t clause_begin(const struct scan *s, size_t i)
{
	size_t k = i;
	while (k > s->first && !cues_mark(s->c, k - 1, ';') && !cues_mark(s->c, k - 1, ':'))
		k--;
	return k;
}

static size_t selon_at(const struct cues *c, size_t i)
{
	static const char *const no_speaker[] = { "cas", "lequel", "laquelle", "lesquels", "lesquelles", "que", "qu'",
						  "leur", "moi", "besoins", "saisons", "criteres", "modalites" };
	size_t at = 0;
	if (token_is(c->t, i, "selon"))
		at = i + 1;
	else if (token_is(c->t, i, "d'") && token_is(c->t, i + 1, "apres"))
		at = i + 2;
	else if (token_is(c->t, i, "de") && token_is(c->t, i + 1, "l'") &&
		 (token_is(c->t, i + 2, "avis") || token_is(c->t, i + 2, "opinion")))
		at = i + 4;
	for (size_t k = 0; at != 0 && k < ARRAY_LEN(no_speaker); k++) {
		if (token_is(c->t, at, no_speaker[k]) || token_is(c->t, at + 1, no_speaker[k]))
			return 0;
	}
	return at < c->t->all.n ? at : 0;
}

static bool by_selon(struct scan *s, size_t i)
{
	const struct cues *c = s->c;
	size_t at = selon_at(c, i), end;
	if (at == 0 || at >= s->end)
		return false;
	struct span who = speaker_after(c, at, s->end, false, &end);
	if (who.end <= who.start)
		return false;
	const struct token *v = c->t->all.v;
	struct quote q = { .speaker = who, .cue = { v[i].span.start, v[at - 1].span.end }, .rule = "selon",
			   .confidence = 0.8f };
	size_t start = clause_begin(s, i);
	/* « Selon X, publié mardi, ... »: the words begin behind the next comma. */
	if (i - start < CLAUSE_MIN) {
		while (end < s->end && !cues_mark(c, end, ','))
			end++;
		return end < s->end && report(s, end + 1, clause_end(s, end + 1), q);
	}
	bool incised = cues_mark(c, i - 1, ',') && cues_mark(c, end, ',') && cues_has(c, at, WORD_PRONOUN);
	return report(s, start, incised ? clause_end(s, end) : i, q);
}

/* The « que » of the verb group that ends at i; SIZE_MAX: none. */
static size_t que_of(const struct scan *s, const struct cue *q)
{
	static const char *const other[] = { "plus", "moins", "aussi", "autant", "alors", "ainsi", "afin", "bien", "tandis",
					     "avant", "tant", "des", "pendant", "depuis", "lors", "parce", "si", "mieux",
					     "meme", "telle", "tel", "autre" };
	const struct cues *c = s->c;
	for (size_t i = q->end; i < s->end && i < q->end + 12; i++) {
		if (token_is(c->t, i, "que") || token_is(c->t, i, "qu'")) {
			for (size_t k = 0; k < ARRAY_LEN(other); k++) {
				if (token_is(c->t, i - 1, other[k]))
					return SIZE_MAX;
			}
			return i;
		}
		if (c->t->all.v[i].type == TOKEN_MARK && !cues_mark(c, i, ','))
			return SIZE_MAX;
		if (cues_has(c, i, WORD_BREAK) && !token_is(c->t, i, "et"))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* « ne dit que »: no more than. */
static bool only(const struct cues *c, const struct cue *q, size_t que)
{
	for (size_t i = q->first >= 2 ? q->first - 2 : 0; i < q->first; i++) {
		if (token_is(c->t, i, "ne") || token_is(c->t, i, "n'")) {
			for (size_t k = i; k < que; k++) {
				if (token_is(c->t, k, "pas") || token_is(c->t, k, "plus") || token_is(c->t, k, "jamais"))
					return false;
			}
			return true;
		}
	}
	return false;
}

static struct span subject_of(const struct scan *s, const struct cue *q)
{
	struct span who = { 0, 0 };
	if (q->subject != SIZE_MAX)
		return speaker_glued(s->c, q->subject);
	if (q->form == FORM_FINITE)
		who = speaker_before(s->c, s->first, q->first);
	return who.end > who.start ? who : speaker_first(s->c, s->first, q->first);
}

static bool by_que(struct scan *s, const struct cue *q)
{
	size_t que = que_of(s, q);
	if (que == SIZE_MAX || only(s->c, q, que))
		return false;
	struct quote out = { .speaker = subject_of(s, q), .cue = cue_span(s->c, q), .rule = "verb + que", .confidence = 0.85f };
	/* Nobody is named: an instruction or a wish (« à préciser que »). */
	if (out.speaker.end <= out.speaker.start)
		out.confidence = 0.5f;
	return report(s, que + 1, clause_end(s, que + 1), out);
}

/* « affirme avoir vu », « a dit espérer ». */
static bool by_infinitive(struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	size_t i = q->end;
	if (i >= s->end || q->form != FORM_FINITE || q->use == CUE_TELL)
		return false;
	i += token_is(c->t, i, "ne") && token_is(c->t, i + 1, "pas") ? 2 : 0;
	struct sv w = i < s->end ? c->t->all.v[i].fold : (struct sv){ "", 0 };
	bool have = sv_eq(w, SV("avoir")) || sv_eq(w, SV("etre"));
	if (!have && !(i < s->end && c->at[i].form & FORM_INFINITIVE && c->at[i].use != CUE_NONE))
		return false;
	struct quote out = { .speaker = subject_of(s, q), .cue = cue_span(c, q), .rule = "verb + infinitive", .confidence = 0.75f };
	return report(s, q->end, clause_end(s, q->end), out);
}

/* « ..., a indiqué X. » */
static bool by_inversion(struct scan *s, const struct cue *q)
{
	const struct cues *c = s->c;
	if (q->form != FORM_FINITE || q->use != CUE_SAY || q->first <= s->first + 1 || !cues_mark(c, q->first - 1, ','))
		return false;
	size_t end = q->end, comma = q->first - 1;
	struct span who = q->subject != SIZE_MAX ? speaker_glued(c, q->subject) :
						   speaker_after(c, q->end, s->end, true, &end);
	if (who.end <= who.start)
		return false;
	/* « Le ministre, a-t-il ajouté »; « X, qui ..., a dit que »: no inversion. */
	if (end < s->end && !cues_mark(c, end, ',') && q->subject == SIZE_MAX && !cues_has(c, end, WORD_PREPOSITION | WORD_BREAK))
		return false;
	struct quote out = { .speaker = who, .cue = cue_span(c, q), .rule = "verb behind", .confidence = 0.8f };
	size_t start = clause_begin(s, comma);
	if (start < s->done)
		start = s->done;
	if (comma - start >= CLAUSE_MIN)
		return report(s, start, comma, out);
	bool rest = end + CLAUSE_MIN < s->end && cues_mark(c, end, ',');
	return rest && report(s, q->subject != SIZE_MAX ? start : end + 1, clause_end(s, end + 1), out);
}

static void scan_sentence(struct scan *s)
{
	const struct cues *c = s->c;
	for (size_t i = s->first; i < s->end; i++) {
		struct cue q;
		if (s->inside[i])
			continue;
		if (by_selon(s, i))
			continue;
		if (c->at[i].use == CUE_NONE || !cue_read(c, i, s->first, &q) || q.use == CUE_TELL)
			continue;
		if (by_inversion(s, &q) || by_que(s, &q) || by_infinitive(s, &q))
			continue;
	}
}

void reported_find(const struct cues *c, const bool *inside, struct mentions *m)
{
	struct scan s = { .c = c, .inside = inside, .m = m };
	for (size_t i = 0; i < c->t->sentences.n; i++) {
		s.first = c->t->sentences.v[i].first;
		s.end = c->t->sentences.v[i].end;
		trim(&s);
		scan_sentence(&s);
	}
}
