/* sentences.c - where sentences end.
 *
 * A sentence ends behind « . ! ? … » (and the closing marks and brackets that
 * follow) when something that can begin one comes next, at an empty line, and
 * at a newline that is not just a line wrapped by hand. A full stop behind
 * an abbreviation or an initial ends nothing.
 */
#include "extract/sentences.h"

#include "base/utf8.h"

/* Lines wrapped by hand are about this long, in bytes: a newline after one
 * says nothing by itself. */
#define WRAPPED_MIN 50
#define WRAPPED_MAX 120

static bool is_terminal(const struct token *k)
{
	return k->type == TOKEN_MARK && (k->lead == '.' || k->lead == '!' || k->lead == '?' ||
					 k->lead == 0x2026);
}

static bool is_closing(const struct token *k)
{
	return k->type == TOKEN_MARK && (k->lead == 0xBB || k->lead == 0x201D || k->lead == '"' ||
					 k->lead == ')' || k->lead == ']' || k->lead == 0x203A);
}

/* Can token i begin a sentence? */
static bool can_begin(const struct token *k)
{
	if (k->type == TOKEN_NUMBER)
		return true;
	if (k->type == TOKEN_WORD)
		return (k->flags & TOKEN_CAPITAL) != 0;
	return k->lead == 0xAB || k->lead == 0x201C || k->lead == '"' || k->lead == '(' ||
	       k->lead == '[' || k->lead == '-' || k->lead == 0x2013 || k->lead == 0x2014 ||
	       k->lead == 0x2026 || k->lead == '.' || k->lead == 0x2018 || k->lead == '\'';
}

static bool is_abbreviation(const struct tokens *t, size_t i)
{
	const struct token *k = &t->all.v[i];
	if (k->type != TOKEN_WORD)
		return false;
	bool initial = k->span.end - k->span.start == 1 && k->flags & TOKEN_CAPITAL;
	return initial || k->may & IS_ABBREVIATION;
}

/* Newlines in the white space between tokens i - 1 and i: 0, 1 or 2 (or more). */
static unsigned newlines_before(const struct tokens *t, size_t i)
{
	if (!(t->all.v[i].flags & TOKEN_NEWLINE))
		return 0;
	struct sv gap = sv_cut(t->text, t->all.v[i - 1].span.end, t->all.v[i].span.start);
	unsigned n = 0;
	for (size_t k = 0; k < gap.n && n < 2; k++)
		n += gap.p[k] == '\n' || (gap.p[k] == '\r' && (k + 1 >= gap.n || gap.p[k + 1] != '\n'));
	return n;
}

static bool newline_ends(const struct tokens *t, size_t i, size_t line_start)
{
	unsigned n = newlines_before(t, i);
	if (n != 1)
		return n > 1;
	size_t length = t->all.v[i - 1].span.end - t->all.v[line_start].span.start;
	return can_begin(&t->all.v[i]) && (length < WRAPPED_MIN || length > WRAPPED_MAX);
}

/* Does a token stand right behind token i? That one may not have been cut yet. */
static bool is_followed(const struct tokens *t, size_t i)
{
	uint32_t cp;
	struct sv rest = sv_cut(t->text, t->all.v[i].span.end, t->text.n);
	return utf8_decode(rest.p, rest.n, &cp) > 0 && !cp_is_space(cp);
}

/* Does a sentence end between tokens i - 1 and i? */
static bool ends_before(const struct tokens *t, size_t i, size_t line_start)
{
	const struct token *v = t->all.v;
	if (newline_ends(t, i, line_start))
		return true;
	/* « ... fin." "Il était » : a straight mark between a space and a word opens. */
	bool opens = v[i].lead == '"' && is_followed(t, i);
	if (!(v[i].flags & TOKEN_SPACE) || (is_closing(&v[i]) && !opens) || !can_begin(&v[i]))
		return false;
	size_t k = i - 1;
	while (k > 0 && is_closing(&v[k]))
		k--;
	if (!is_terminal(&v[k]))
		return false;
	bool abbreviated = v[k].lead == '.' && k > 0 && k == i - 1 &&
			   !(v[k].flags & TOKEN_SPACE) && is_abbreviation(t, k - 1);
	return !abbreviated;
}

void sentences_step(struct tokens *t, struct sentence_place *at)
{
	size_t i = t->all.n - 1;
	struct token *k = &t->all.v[i];
	if (i > 0 && ends_before(t, i, at->line)) {
		struct sentence s = { at->first, i };
		vec_push(&t->sentences, s);
		at->first = i;
		k->sentence++;
	}
	if (i == at->first)
		k->flags |= TOKEN_SENTENCE;
	if (k->flags & TOKEN_NEWLINE)
		at->line = i;
}

void sentences_end(struct tokens *t, const struct sentence_place *at)
{
	struct sentence s = { at->first, t->all.n };
	if (t->all.n > 0)
		vec_push(&t->sentences, s);
}
