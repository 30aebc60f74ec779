/* quotes.c - words between marks: whose they are (DIRECT), or that they are only set
 * off (TERM). What is reported without marks is the matter of reported.c.
 */
#include <string.h>

#include "extract/cues.h"
#include "extract/reported.h"

/* A pair of marks, and what was found out about the words between them. */
struct marked {
	size_t open, close; /* tokens of the marks; words stand between */
	struct span speaker, cue;
	const char *rule;   /* how the speaker was found; NULL: not */
	float confidence;
	bool speech, dialogue;
};

typedef VEC(struct marked) marked_vec;

/* Longest quote, in tokens: an opening mark without its fellow takes no more. */
#define MARKED_MAX 900

static uint32_t closing_of(uint16_t open)
{
	switch (open) {
	case 0xAB:
		return 0xBB;
	case 0x201C:
		return 0x201D;
	case 0x201E:
		return 0x201C;
	case '"':
		return '"';
	default:
		return 0;
	}
}

static bool blank_line(const struct tokens *t, size_t i)
{
	struct span gap = { t->all.v[i - 1].span.end, t->all.v[i].span.start };
	struct sv s = sv_span(t->text, gap);
	const char *nl = memchr(s.p, '\n', s.n);
	return nl != NULL && memchr(nl + 1, '\n', s.n - (size_t)(nl + 1 - s.p)) != NULL;
}

/* The mark that closes the one at open; SIZE_MAX: none. */
static size_t closing_mark(const struct cues *c, size_t open)
{
	const struct token *v = c->t->all.v;
	uint16_t lead = v[open].lead;
	uint32_t close = closing_of(lead);
	unsigned depth = 1;
	for (size_t i = open + 1; i < c->t->all.n && i - open < MARKED_MAX; i++) {
		bool repeated = v[i].flags & TOKEN_NEWLINE && v[i].lead == lead && lead != close;
		if (lead == close && v[i].flags & TOKEN_NEWLINE && blank_line(c->t, i))
			return SIZE_MAX;
		/* A paragraph of a long quote begins with its mark again. */
		if (lead == 0xAB && blank_line(c->t, i) && !repeated && !cues_mark(c, i, close))
			return SIZE_MAX;
		if (cues_mark(c, i, close)) {
			if (--depth == 0)
				return i;
		} else if (v[i].type == TOKEN_MARK && v[i].lead == lead && !repeated) {
			depth++;
		}
	}
	return SIZE_MAX;
}

/* An apostrophe-like " that ends a word is no opening mark. */
static bool is_opening(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	if (k->type != TOKEN_MARK || closing_of(k->lead) == 0)
		return false;
	return k->lead != '"' || i == 0 || k->flags & (TOKEN_SPACE | TOKEN_NEWLINE) ||
	       c->t->all.v[i - 1].type == TOKEN_MARK || c->t->all.v[i - 1].flags & TOKEN_ELIDED;
}

/* « — Je pars, dit-il. »: a line of dialogue; its end, or 0. */
static size_t dialogue_end(const struct cues *c, size_t i)
{
	const struct token *v = c->t->all.v;
	if (!(cues_mark(c, i, 0x2014) || cues_mark(c, i, 0x2013)) || (i > 0 && !(v[i].flags & TOKEN_NEWLINE)) ||
	    i + 3 >= c->t->all.n || !(v[i + 1].flags & TOKEN_SPACE) || !(v[i + 1].flags & TOKEN_CAPITAL))
		return 0;
	size_t e = i + 1;
	while (e < c->t->all.n && !(v[e].flags & TOKEN_NEWLINE))
		e++;
	bool ends = cues_mark(c, e - 1, '.') || cues_mark(c, e - 1, '!') || cues_mark(c, e - 1, '?') ||
		    cues_mark(c, e - 1, 0x2026);
	return ends ? e : 0;
}

static void find_marked(const struct cues *c, marked_vec *out)
{
	for (size_t i = 0; i < c->t->all.n; i++) {
		size_t line = dialogue_end(c, i);
		struct marked m = { .open = i, .close = line, .dialogue = line != 0 };
		if (line == 0) {
			if (!is_opening(c, i))
				continue;
			m.close = closing_mark(c, i);
		}
		if (m.close == SIZE_MAX || m.close <= i + 1)
			continue;
		vec_push(out, m);
		i = m.close - (line != 0);
	}
}

static void set_cue(const struct cues *c, struct marked *m, const struct cue *q, struct span speaker, const char *rule,
		    float confidence)
{
	m->cue = cue_span(c, q);
	m->speaker = speaker;
	m->rule = rule;
	m->confidence = confidence;
}

/* « ..., dit-il, ... », « ..., explique le maire, ... » between the marks. */
static bool incise(const struct cues *c, struct marked *m)
{
	for (size_t i = m->open + 2; i + 1 < m->close; i++) {
		struct cue q;
		if (c->at[i].use == CUE_NONE || !cue_read(c, i, m->open + 1, &q) || q.form != FORM_FINITE)
			continue;
		bool glued = q.subject != SIZE_MAX;
		bool comma = cues_mark(c, q.first - 1, ',') || cues_mark(c, q.first - 1, '!') || cues_mark(c, q.first - 1, '?');
		if (!comma || q.first - 1 <= m->open)
			continue;
		size_t end = q.end;
		struct span s = glued ? speaker_glued(c, q.subject) : speaker_after(c, q.end, m->close, true, &end);
		if (s.end <= s.start || !(glued || cues_mark(c, end, ',') || end >= m->close || m->dialogue))
			continue;
		if (glued && token_is(c->t, q.subject, "-vous"))
			continue;
		set_cue(c, m, &q, s, "incise", 0.9f);
		return true;
	}
	return false;
}

/* « selon », « d'après », « pour », « aux yeux de » at token i; the token behind it, 0: none. */
static size_t selon_end(const struct cues *c, size_t i, bool pour)
{
	if (cues_has(c, i, WORD_SELON))
		return i + 1;
	if (token_is(c->t, i, "d'") && token_is(c->t, i + 1, "apres"))
		return i + 2;
	if (pour && token_is(c->t, i, "pour") && !(c->at[i + 1].form & FORM_INFINITIVE))
		return i + 1;
	if (token_is(c->t, i, "aux") && token_is(c->t, i + 1, "yeux") && cues_has(c, i + 2, WORD_PREPOSITION))
		return i + 3;
	if (token_is(c->t, i, "de") && (token_is(c->t, i + 1, "l'avis") || (token_is(c->t, i + 1, "l'") && token_is(c->t, i + 2, "avis"))))
		return i + 4;
	return 0;
}

static bool by_selon(const struct cues *c, struct marked *m, size_t i, size_t hi, bool pour)
{
	size_t at = selon_end(c, i, pour), end;
	if (at == 0 || at >= hi)
		return false;
	struct span s = speaker_after(c, at, hi, false, &end);
	if (s.end <= s.start)
		return false;
	bool pronoun = cues_has(c, at, WORD_PRONOUN);
	/* « pour » is the cue of a person or a body only: « pour la journée ». */
	if (token_is(c->t, i, "pour") && !pronoun && cues_entity(c, at) == NULL && cues_entity(c, end - 1) == NULL)
		return false;
	const struct token *v = c->t->all.v;
	m->cue = (struct span){ v[i].span.start, v[at - 1].span.end };
	m->speaker = s;
	m->rule = "selon";
	m->confidence = 0.85f;
	return true;
}

/* Last token + 1 of the sentence in which the words behind the closing mark stand. */
static size_t sentence_limit(const struct cues *c, size_t i)
{
	while (i < c->t->all.n && !(c->t->all.v[i].flags & TOKEN_SENTENCE))
		i++;
	return i;
}

/* The attribution stands behind: « ... », a déclaré X. */
static bool behind(const struct cues *c, struct marked *m)
{
	size_t i = m->close + 1, n = c->t->all.n;
	const struct token *v = c->t->all.v;
	if (i >= n || v[i].flags & TOKEN_NEWLINE)
		return false;
	bool comma = cues_mark(c, i, ',') || cues_mark(c, i, 0x2014) || cues_mark(c, i, 0x2013) || cues_mark(c, i, '-');
	bool dash = comma && !cues_mark(c, i, ',');
	if (v[i].flags & TOKEN_SENTENCE && !comma && v[i].flags & TOKEN_CAPITAL)
		return false;
	i += comma;
	if (i >= n)
		return false;
	size_t hi = sentence_limit(c, i + 1);
	if (dash || cues_mark(c, i, '(')) {
		i += cues_mark(c, i, '(');
		if (cues_entity(c, i) == NULL || cues_entity(c, i)->tag[0] == 'L')
			return false;
		m->speaker = cues_entity(c, i)->span;
		m->rule = "named behind";
		m->confidence = 0.8f;
		return true;
	}
	/* « ... » averti Météo France: the auxiliary is left out. */
	if (i < hi && c->at[i].form & FORM_PARTICIPLE && c->at[i].use == CUE_SAY && cues_entity(c, i + 1) != NULL) {
		struct cue q = { .first = i, .end = i + 1, .head = i, .subject = SIZE_MAX, .form = FORM_PARTICIPLE };
		set_cue(c, m, &q, cues_entity(c, i + 1)->span, "verb behind", 0.8f);
		return true;
	}
	for (size_t k = i; k < hi && k < i + 25; k++) {
		struct cue q;
		if (cues_quotation(c, k))
			break;
		/* Further on only « ..., y compris ..., commente X ». */
		if (k >= i + 10 && !(cue_read(c, k, i, &q) && cues_mark(c, q.first - 1, ',') && q.use == CUE_SAY &&
				     (q.subject != SIZE_MAX || cues_entity(c, q.end) != NULL)))
			continue;
		if (k <= i + 1 && by_selon(c, m, k, hi, k == i && comma))
			return true;
		bool inverted = cues_has(c, k + 1, WORD_SUBJECT) && v[k].type == TOKEN_WORD;
		if (!cue_read(c, k, i, &q)) {
			/* Any verb with its subject behind it is a cue here: « s'emporte-t-il ». */
			if (!inverted || k > i + 2 || cues_has(c, k, WORD_HAVE | WORD_BE))
				continue;
			q = (struct cue){ .first = k, .end = k + 2, .head = k, .subject = k + 1, .form = FORM_FINITE };
		}
		if (q.form != FORM_FINITE || (q.first > i + 3 && k < i + 10))
			continue;
		struct span s = q.subject != SIZE_MAX ? speaker_glued(c, q.subject) : speaker_after(c, q.end, hi, true, NULL);
		/* « ..., X a dit »; « ... » qui a dit */
		if (s.end <= s.start || (!comma && q.subject == SIZE_MAX && q.first > i))
			s = speaker_before(c, i, q.first);
		if (s.end <= s.start)
			continue;
		set_cue(c, m, &q, s, "verb behind", 0.9f);
		return true;
	}
	return false;
}

/* Where a quote's own sentence begins, not before the end of the one before it. */
static size_t before_limit(const struct cues *c, size_t open, size_t lo)
{
	size_t i = open;
	while (i > lo && !(c->t->all.v[i].flags & TOKEN_SENTENCE))
		i--;
	return i;
}

/* « comme le rappelle X »: the subject stands behind. */
static bool behind_comme(const struct cues *c, size_t lo, size_t v)
{
	if (v > lo + 1 && (token_is(c->t, v - 1, "le") || token_is(c->t, v - 1, "l'")))
		v--;
	return v > lo && token_is(c->t, v - 1, "comme");
}

/* « Mais pour Obama, « ... » »: whose view it is. */
static bool for_somebody(const struct cues *c, size_t start, struct marked *m)
{
	size_t i = start;
	i += token_is(c->t, i, "mais") || token_is(c->t, i, "et") || token_is(c->t, i, "or");
	if (!token_is(c->t, i, "pour") || i + 3 >= m->open)
		return false;
	size_t end;
	const struct mention *e = cues_entity(c, i + 1);
	if (e == NULL)
		e = cues_entity(c, i + 2);
	struct span who = speaker_after(c, i + 1, m->open, false, &end);
	if (who.end <= who.start || !cues_mark(c, end, ','))
		return false;
	/* Somebody, or « Pour le collectif, il s'agit d'« ... » »: not « Pour la dernière période ». */
	bool view = end + 1 == m->open || token_is(c->t, end + 1, "c'") || token_is(c->t, end + 1, "ce") ||
		    (token_is(c->t, end + 1, "il") && token_is(c->t, end + 2, "s'"));
	if (e != NULL ? e->tag[0] == 'L' : !view || end + 1 == m->open)
		return false;
	m->speaker = who;
	m->cue = c->t->all.v[i].span;
	m->rule = "pour";
	m->confidence = 0.7f;
	return true;
}

/* A quote that is a sentence of its own, in the same paragraph as the sentence before
 * it: « Christian Jacob a demandé la parole. « On ne peut pas ... » » */
static bool after_sentence_of(const struct cues *c, struct marked *m, size_t lo)
{
	const struct token *open = &c->t->all.v[m->open];
	if (!(open->flags & TOKEN_SENTENCE) || open->flags & TOKEN_NEWLINE || open->sentence == 0)
		return false;
	const struct sentence *last = &c->t->sentences.v[open->sentence - 1];
	if (last->first < lo)
		return false;
	struct span s = speaker_first(c, last->first, last->end);
	size_t i = tokens_at(c->t, s.start);
	const struct mention *e = s.end > s.start ? cues_entity(c, i) : NULL;
	bool pronoun = token_is(c->t, i, "il") || token_is(c->t, i, "elle");
	if (!(e != NULL && e->tag[0] == 'P') && !(pronoun && s.end > s.start))
		return false;
	m->speaker = s;
	m->rule = "sentence before";
	m->confidence = 0.5f;
	return true;
}

/* The attribution stands before: X a déclaré : « ... » */
static bool before(const struct cues *c, struct marked *m, size_t lo)
{
	size_t start = before_limit(c, m->open, lo);
	for (size_t k = m->open; k > start; k--) {
		struct cue q;
		size_t i = k - 1;
		if (by_selon(c, m, i, m->open, i == start))
			return true;
		if (!cue_read(c, i, start, &q))
			continue;
		/* A clause of its own between verb and quote: a weaker sign. */
		struct span s;
		if (q.subject != SIZE_MAX)
			s = speaker_glued(c, q.subject);
		else if (behind_comme(c, start, q.first))
			s = speaker_after(c, q.end, m->open, true, NULL);
		else if (q.form == FORM_FINITE)
			s = speaker_before(c, start, q.first);
		else
			s = speaker_first(c, start, q.first);
		if (s.end <= s.start && q.form == FORM_FINITE)
			s = speaker_after(c, q.end, m->open, true, NULL);
		if (s.end <= s.start)
			s = speaker_first(c, start, q.first);
		/* « Estimant que « ... », il vota contre » */
		if (s.end <= s.start && q.form == FORM_GERUND && cues_mark(c, m->close + 1, ','))
			s = speaker_after(c, m->close + 2, sentence_limit(c, m->close + 2), false, NULL);
		set_cue(c, m, &q, s, "verb before", m->open - q.end < 4 ? 0.9f : 0.7f);
		return true;
	}
	if (for_somebody(c, start, m))
		return true;
	if (m->open == start && after_sentence_of(c, m, lo))
		return true;
	if (m->open > start && cues_mark(c, m->open - 1, ':')) {
		m->speaker = speaker_first(c, start, m->open);
		m->rule = "colon";
		m->confidence = 0.6f;
		return m->speaker.end > m->speaker.start;
	}
	return false;
}

/* Words between the marks; *plain: how many of them in lower case. */
static size_t count_words(const struct cues *c, const struct marked *m, size_t *lower, bool *verb)
{
	size_t n = 0;
	*lower = 0;
	*verb = false;
	for (size_t i = m->open + 1; i < m->close; i++) {
		const struct token *k = &c->t->all.v[i];
		if (k->type != TOKEN_WORD)
			continue;
		n++;
		*lower += !(k->flags & TOKEN_CAPITAL) && k->fold.n > 3;
		*verb = *verb || cues_has(c, i, WORD_PRONOUN | WORD_HAVE | WORD_BE | WORD_SUBJECT) ||
			token_is(c->t, i, "ne") || token_is(c->t, i, "n'") || token_is(c->t, i, "est") ||
			token_is(c->t, i, "c'") || token_is(c->t, i, "pas");
	}
	return n;
}

/* Words that announce a name, a title or a word as such: « intitulé », « le mot ». */
static bool announces_term(const struct cues *c, size_t open)
{
	static const char *const heads[] = {
#define TITLE(w) w,
#include "lang/fr/cues.def"
#undef TITLE
	};
	for (size_t i = open; i > 0 && open - i < 3; i--) {
		if (i < open && c->t->all.v[i].flags & TOKEN_SENTENCE)
			break;
		for (size_t k = 0; k < ARRAY_LEN(heads); k++) {
			struct sv w = c->t->all.v[i - 1].fold;
			if (w.n > 2 && w.p[w.n - 1] == 's' && heads[k][strlen(heads[k]) - 1] != 's')
				w.n--;
			if (sv_eq(w, sv_of(heads[k])))
				return true;
		}
	}
	return false;
}

/* Speech, or words that are only set off? */
static bool is_speech(const struct cues *c, const struct marked *m)
{
	bool verb;
	size_t lower, n = count_words(c, m, &lower, &verb);
	const struct token *last = &c->t->all.v[m->close - 1];
	bool sentence = last->lead == '.' || last->lead == '!' || last->lead == '?' || last->lead == 0x2026;
	bool colon = m->open > 0 && cues_mark(c, m->open - 1, ':');
	if (m->dialogue)
		return true;
	if (n == 0 || (lower == 0 && n < 6))
		return false;
	if (announces_term(c, m->open) && !colon && n < 12)
		return false;
	if (n >= 5 || (verb && n >= 3))
		return true;
	if (m->rule != NULL && (colon || (sentence && n > 1)))
		return true;
	/* « a dénoncé une « décision absurde » » */
	return m->rule != NULL && n >= 2 && m->confidence >= 0.85f;
}

/* A quote without a speaker takes that of its neighbour in the sentence, or
 * goes on where the one before it ended. */
static void share(const struct cues *c, marked_vec *all)
{
	const struct token *v = c->t->all.v;
	for (size_t i = all->n; i-- > 0;) {
		struct marked *m = &all->v[i];
		if (m->rule != NULL || i + 1 >= all->n)
			continue;
		const struct marked *next = &all->v[i + 1];
		if (next->rule != NULL && v[next->open].sentence <= v[m->close].sentence + 1 && next->open - m->close < 12 &&
		    strcmp(next->rule, "verb behind") == 0 && !(v[next->open].flags & TOKEN_NEWLINE)) {
			m->speaker = next->speaker;
			m->cue = next->cue;
			m->rule = "next quote";
			m->confidence = 0.7f;
		}
	}
	for (size_t i = 1; i < all->n; i++) {
		struct marked *m = &all->v[i];
		const struct marked *last = &all->v[i - 1];
		bool same = m->open < sentence_limit(c, last->close + 1);
		bool next = v[m->open].flags & TOKEN_SENTENCE && !(v[m->open].flags & TOKEN_NEWLINE) &&
			    v[m->open].sentence == v[last->close].sentence + 1;
		bool near = m->open - last->close < 4 || next;
		if (m->rule != NULL || last->rule == NULL || !(same || near))
			continue;
		m->speaker = last->speaker;
		m->cue = same ? last->cue : (struct span){ 0, 0 };
		m->rule = "goes on";
		m->confidence = 0.6f;
	}
}

static void attribute(const struct cues *c, marked_vec *all)
{
	size_t lo = 0;
	for (size_t i = 0; i < all->n; i++) {
		struct marked *m = &all->v[i];
		if (!incise(c, m) && !behind(c, m))
			before(c, m, lo);
		lo = m->close + 1;
	}
	share(c, all);
	for (size_t i = 0; i < all->n; i++)
		all->v[i].speech = is_speech(c, &all->v[i]);
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
	size_t last = k->close - 1;
	struct quote q = { .span = { v[k->open + 1].span.start, v[last].span.end }, .tag = "TERM", .rule = "marks",
			   .confidence = 0.6f };
	if (k->speech) {
		q.tag = "DIRECT";
		q.speaker = k->speaker;
		q.cue = k->cue;
		q.rule = k->rule != NULL ? k->rule : "long";
		q.confidence = k->rule != NULL ? k->confidence : 0.5f;
	}
	quote_add(c, m, &q);
}

void quotes_find(const struct tokens *t, const struct extract_opts *o, struct mentions *m)
{
	struct cues c;
	marked_vec all = { 0 };
	(void)o;
	cues_init(&c, t, m);
	find_marked(&c, &all);
	attribute(&c, &all);
	bool *inside = xcalloc(t->all.n + 1, sizeof *inside);
	for (size_t i = 0; i < all.n; i++) {
		for (size_t k = all.v[i].open; k <= all.v[i].close && k < t->all.n; k++)
			inside[k] = all.v[i].speech;
	}
	for (size_t i = 0; i < all.n; i++)
		emit(&c, &all.v[i], m);
	reported_find(&c, inside, m);
	free(inside);
	vec_fini(&all);
	cues_fini(&c);
}
