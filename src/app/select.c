/* select.c - see select.h. */
#include "app/select.h"

#include <string.h>

#include "app/around.h"
#include "app/view.h"
#include "base/utf8.h"

static const char *const names[OBJECT_COUNT] = { "word",  "token",  "number",   "name",     "quote", "quote-marks",
						 "clause", "sentence", "paragraph" };

const char *object_name(enum object o)
{
	return names[o];
}

bool object_parse(struct sv name, enum object *o)
{
	for (int i = 0; i < OBJECT_COUNT; i++) {
		if (sv_eq(name, sv_of(names[i]))) {
			*o = (enum object)i;
			return true;
		}
	}
	return false;
}

static struct span moved(struct span s, size_t by)
{
	return (struct span){ s.start + by, s.end + by };
}

struct span span_trim(struct doc *d, struct span at)
{
	struct str s;
	uint32_t cp;
	size_t start = 0, end, len;

	str_init(&s);
	view_copy(d, at, at.end - at.start, &s);
	end = s.n;
	while (start < end && (len = utf8_decode(s.p + start, end - start, &cp)) > 0 &&
	       cp_is_space(cp))
		start += len;
	while (end > start && (len = utf8_decode_back(str_sv(&s), end, &cp)) > 0 && cp_is_space(cp))
		end -= len;
	str_fini(&s);
	return (struct span){ at.start + start, at.start + end };
}

/* Token index whose span holds or follows pos (window bytes). */
static size_t token_near(const struct around *w, size_t pos)
{
	size_t i = tokens_at(&w->t, pos);

	/* on an elision or a mark: the word behind it, on the same spot */
	while (i < w->t.all.n && w->t.all.v[i].type == TOKEN_WORD &&
	       (w->t.all.v[i].flags & TOKEN_ELIDED))
		i++;
	return i;
}

static bool find_word(const struct around *w, struct span at, struct span *out)
{
	size_t i = token_near(w, at.start);

	if (i >= w->t.all.n)
		return false;
	*out = w->t.all.v[i].span;
	return true;
}

/* Digits with what groups and follows them: « 330 000 morts », « 2,5 % ». */
static bool find_number(const struct around *w, struct span at, struct span *out)
{
	const token_vec *v = &w->t.all;
	size_t i = token_near(w, at.start), first, last;

	if (i < v->n && v->v[i].type != TOKEN_NUMBER && i > 0 && v->v[i - 1].type == TOKEN_NUMBER)
		i--;
	if (i >= v->n || v->v[i].type != TOKEN_NUMBER)
		return false;
	first = last = i;
	while (first > 0 && (v->v[first - 1].type == TOKEN_NUMBER ||
			     (first > 1 && v->v[first - 1].lead == ',' &&
			      v->v[first - 2].type == TOKEN_NUMBER)))
		first--;
	while (last + 1 < v->n && (v->v[last + 1].type == TOKEN_NUMBER ||
				   (last + 2 < v->n && v->v[last + 1].type == TOKEN_MARK &&
				    v->v[last + 1].lead == ',' &&
				    v->v[last + 2].type == TOKEN_NUMBER)))
		last++;
	if (last + 1 < v->n && (v->v[last + 1].type == TOKEN_WORD || v->v[last + 1].lead == '%') &&
	    !(v->v[last + 1].flags & TOKEN_NEWLINE))
		last++;
	*out = (struct span){ v->v[first].span.start, v->v[last].span.end };
	return true;
}

static bool joins_names(const struct tokens *t, size_t i)
{
	static const char *const joins[] = { "de", "du", "des", "d'", "la", "le", "les", "l'", "et" };

	for (size_t k = 0; k < ARRAY_LEN(joins); k++)
		if (token_is(t, i, joins[k]))
			return true;
	return false;
}

static bool is_capital(const struct token *t)
{
	return t->type == TOKEN_WORD && (t->flags & TOKEN_CAPITAL);
}

/* Capitalised words in a row, with « de la » and the like between two. */
static bool find_name(const struct around *w, struct span at, struct span *out)
{
	const token_vec *v = &w->t.all;
	size_t i = token_near(w, at.start), first, last, k;

	if (i >= v->n || !is_capital(&v->v[i]))
		return false;
	for (first = i, k = i; k > 0 && i - k < 8;) {
		k--;
		if (v->v[k + 1].flags & TOKEN_NEWLINE)
			break;
		if (is_capital(&v->v[k]) && !(v->v[k].flags & TOKEN_ELIDED))
			first = k;
		else if (!joins_names(&w->t, k))
			break;
	}
	for (last = i, k = i + 1; k < v->n && k - i < 12; k++) {
		if (v->v[k].flags & TOKEN_NEWLINE)
			break;
		if (is_capital(&v->v[k]) && !(v->v[k].flags & TOKEN_ELIDED))
			last = k;
		else if (!joins_names(&w->t, k))
			break;
	}
	*out = (struct span){ v->v[first].span.start, v->v[last].span.end };
	return true;
}

static int mark_side(const struct token *t)
{
	if (t->type != TOKEN_MARK)
		return 0;
	switch (t->lead) {
	case 0xAB:
	case 0x201C:
		return 1;
	case 0xBB:
	case 0x201D:
		return -1;
	default:
		return 0;
	}
}

static bool find_quote(const struct around *w, struct span at, bool marks, struct span *out)
{
	const token_vec *v = &w->t.all;
	size_t open = NONE, i;
	int depth = 0;

	for (i = tokens_at(&w->t, at.start); i-- > 0;) {
		int side = v->v[i].span.start <= at.start ? mark_side(&v->v[i]) : 0;

		depth -= side;
		if (depth < 0) {
			open = i;
			break;
		}
	}
	if (open == NONE)
		return false;
	for (i = open, depth = 0; i < v->n; i++) {
		depth += mark_side(&v->v[i]);
		if (depth == 0)
			break;
	}
	if (i >= v->n || v->v[i].span.end < at.end)
		return false;
	*out = marks ? (struct span){ v->v[open].span.start, v->v[i].span.end }
		     : (struct span){ v->v[open].span.end, v->v[i].span.start };
	return out->end > out->start;
}

static bool find_sentence(const struct around *w, struct span at, struct span *out)
{
	size_t i = tokens_at(&w->t, at.start);
	const struct sentence *s;

	if (i >= w->t.all.n)
		return false;
	s = &w->t.sentences.v[w->t.all.v[i].sentence];
	*out = (struct span){ w->t.all.v[s->first].span.start, w->t.all.v[s->end - 1].span.end };
	return true;
}

static bool ends_clause(const struct token *t)
{
	static const uint32_t marks[] = { ',', ';', ':', '(', ')', '[', ']', 0xAB, 0xBB, 0x201C, 0x201D,
					  '"', 0x2013, 0x2014 };

	for (size_t i = 0; t->type == TOKEN_MARK && i < ARRAY_LEN(marks); i++)
		if (t->lead == marks[i])
			return true;
	return false;
}

/* The stretch of the sentence between two marks that set clauses apart. */
static bool find_clause(const struct around *w, struct span at, struct span *out)
{
	const token_vec *v = &w->t.all;
	size_t i = tokens_at(&w->t, at.start), first, last;
	const struct sentence *s;

	while (i < v->n && ends_clause(&v->v[i]))
		i++;
	if (i >= v->n)
		return false;
	s = &w->t.sentences.v[v->v[i].sentence];
	for (first = i; first > s->first && !ends_clause(&v->v[first - 1]); first--)
		continue;
	for (last = i; last + 1 < s->end && !ends_clause(&v->v[last + 1]); last++)
		continue;
	/* the stop of the sentence is not the clause's */
	if (last > first && last + 1 == s->end && v->v[last].type == TOKEN_MARK)
		last--;
	*out = (struct span){ v->v[first].span.start, v->v[last].span.end };
	return true;
}

bool object_at(struct doc *d, enum object o, struct span at, struct span *out)
{
	struct around w;
	struct span local;
	bool found;

	if (o == OBJECT_PARAGRAPH) {
		*out = span_trim(d, (struct span){ text_line_start_within(d->text, at.start, 65536),
						   text_line_end_within(d->text, at.end, 65536) });
		return out->end > out->start;
	}
	around_init(&w, d, at);
	local = (struct span){ at.start - w.base, at.end - w.base };
	switch (o) {
	case OBJECT_WORD:
		found = find_word(&w, local, out);
		break;
	case OBJECT_TOKEN:
		found = tokens_at(&w.t, local.start) < w.t.all.n;
		if (found)
			*out = w.t.all.v[tokens_at(&w.t, local.start)].span;
		break;
	case OBJECT_CLAUSE:
		found = find_clause(&w, local, out);
		break;
	case OBJECT_NUMBER:
		found = find_number(&w, local, out);
		break;
	case OBJECT_NAME:
		found = find_name(&w, local, out);
		break;
	case OBJECT_QUOTE:
	case OBJECT_QUOTE_MARKS:
		found = find_quote(&w, local, o == OBJECT_QUOTE_MARKS, out);
		break;
	default:
		found = find_sentence(&w, local, out);
		break;
	}
	if (found)
		*out = span_trim(d, moved(*out, w.base));
	around_fini(&w);
	return found && out->end > out->start;
}

bool object_grow(struct doc *d, struct span at, struct span *out)
{
	size_t best = SIZE_MAX, len = at.end - at.start;
	struct span s;
	size_t i = view_item_from(d, at.start > d->longest ? at.start - d->longest : 0);

	for (int o = 0; o < OBJECT_COUNT; o++) {
		if (!object_at(d, (enum object)o, at, &s) || !span_holds(s, at))
			continue;
		if (s.end - s.start > len && s.end - s.start < best) {
			best = s.end - s.start;
			*out = s;
		}
	}
	for (; i < d->items.n && d->items.v[i].span.start <= at.start; i++) {
		s = d->items.v[i].span;
		if (span_holds(s, at) && s.end - s.start > len && s.end - s.start < best) {
			best = s.end - s.start;
			*out = s;
		}
	}
	return best != SIZE_MAX;
}
