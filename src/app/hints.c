/* hints.c - see hints.h. Letters only, of the row on which hands rest first; all of
 * them stand unshifted on AZERTY, BÉPO and QWERTY. */
#include "app/hints.h"

#include <string.h>

#include "app/command.h"
#include "app/hand.h"
#include "app/select.h"
#include "app/steps.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

static const char letters[] = "fjdkslghrueiwotyvnbcxpazqm";
#define LETTERS (sizeof letters - 1)
#define HINTS_MAX (LETTERS * LETTERS)

static struct span in_sight(const struct app *a, struct doc *d)
{
	struct sight s;
	size_t end = d->top;

	for (bool more = sight_first(a, d, &s); more; more = sight_next(d, &s))
		end = s.row.bytes.end;
	return (struct span){ d->top, end };
}

/* Figures and dates are nothing that a quote or a pronoun points at. */
static bool is_target(const struct doc *d, size_t i, enum hinting what)
{
	enum kind k = d->items.v[i].kind;

	return item_stops(&d->items.v[i]) &&
	       (what != HINT_LINK || (k != KIND_FIGURE && k != KIND_DATE && i != d->item));
}

static void add_items(struct doc *d, struct span at, enum hinting what, hint_vec *out)
{
	for (size_t i = view_item_from(d, at.start); i < d->items.n && d->items.v[i].span.start < at.end; i++) {
		struct hint h = { d->items.v[i].span.start, i, "" };

		if (is_target(d, i, what) && out->n < HINTS_MAX)
			vec_push(out, h);
	}
}

static void add_words(struct doc *d, struct span at, hint_vec *out)
{
	word_vec words = { 0 };

	words_in(d, at, &words);
	for (size_t i = 0; i < words.n && out->n < HINTS_MAX; i++) {
		struct hint h = { words.v[i].start, NONE, "" };

		vec_push(out, h);
	}
	vec_fini(&words);
}

static bool in_item(const struct doc *d, size_t pos)
{
	size_t i = view_item_from(d, pos > d->longest ? pos - d->longest : 0);

	for (; i < d->items.n && d->items.v[i].span.start <= pos; i++)
		if (item_stops(&d->items.v[i]) && pos < d->items.v[i].span.end &&
		    d->items.v[i].kind != KIND_QUOTE)
			return true;
	return false;
}

/* Does one want to go there more than elsewhere? To what is not decided; among
 * words to capitals and digits that no mention holds: names that were missed. */
static bool urgent(struct doc *d, const struct hint *h)
{
	struct str s;
	uint32_t cp = 0;
	bool yes;

	if (h->item != NONE)
		return item_is_open(&d->items.v[h->item]);
	str_init(&s);
	view_copy(d, (struct span){ h->pos, h->pos + 4 }, 4, &s);
	utf8_decode(s.p, s.n, &cp);
	yes = (cp_is_upper(cp) || (cp >= '0' && cp <= '9')) && !in_item(d, h->pos);
	str_fini(&s);
	return yes;
}

/* The i-th label of n: as many single letters as leave enough beginnings for
 * the rest. */
static void label(size_t i, size_t n, char out[3])
{
	size_t pairs = n <= LETTERS ? 0 : (n - LETTERS + LETTERS - 2) / (LETTERS - 1);
	size_t single = LETTERS - (pairs < LETTERS ? pairs : LETTERS);

	if (i < single) {
		out[0] = letters[i];
		out[1] = '\0';
	} else {
		out[0] = letters[single + (i - single) / LETTERS];
		out[1] = letters[(i - single) % LETTERS];
	}
	out[2] = '\0';
}

void hints_make(const struct app *a, struct doc *d, hint_vec *out)
{
	struct span at = in_sight(a, d);
	size_t next = 0;

	if (a->hand.hinting == HINT_WORDS)
		add_words(d, at, out);
	else
		add_items(d, at, a->hand.hinting, out);
	for (int pass = 1; pass >= 0; pass--)
		for (size_t i = 0; i < out->n; i++)
			if (urgent(d, &out->v[i]) == (pass == 1))
				label(next++, out->n, out->v[i].label);
}

static bool arrive(struct app *a, struct doc *d, const struct hint *h, struct error *err)
{
	if (a->hand.hinting == HINT_LINK)
		return hand_link(a, d, h->item, err);
	if (a->mode == MODE_SELECT) { /* a motion like any other: the word is taken in */
		d->caret = h->pos > d->sel_anchor ? word_last(d, h->pos) : h->pos;
		select_extend(d);
		view_scroll_to_caret(a, d);
		return true;
	}
	view_push_jump(d);
	if (h->item != NONE) {
		view_goto_item(a, d, h->item);
	} else {
		d->item = NONE;
		view_goto(a, d, h->pos);
	}
	return !a->hand.sticky || hand_stick(a, err);
}

bool hints_feed(struct app *a, struct key k)
{
	struct doc *d = app_doc(a);
	struct error err = { 0 };
	hint_vec all = { 0 };
	const char *at;
	bool more = false;

	if (!a->hand.hinting || !d)
		return false;
	at = k.sym == KEYSYM_NONE && k.mods == 0 && k.cp > ' ' && k.cp < 128 ? strchr(letters, (int)k.cp) : NULL;
	hints_make(a, d, &all);
	for (size_t i = 0; at && i < all.n; i++) {
		const char *l = all.v[i].label;

		if (a->hand.hint ? l[0] == a->hand.hint && l[1] == *at : l[0] == *at && !l[1]) {
			if (!arrive(a, d, &all.v[i], &err))
				app_complain(a, "%s", err.msg);
			break;
		}
		more = more || (!a->hand.hint && l[0] == *at);
	}
	if (more) {
		a->hand.hint = *at;
	} else {
		a->hand.hinting = HINT_NONE;
		a->hand.hint = 0;
	}
	vec_fini(&all);
	return true;
}

bool hints_open(struct app *a, struct doc *d, enum hinting what)
{
	hint_vec all = { 0 };

	if (a->mode != MODE_SELECT)
		a->mode = MODE_NORMAL;
	a->hand.hinting = what;
	a->hand.hint = 0;
	hints_make(a, d, &all);
	if (all.n == 0)
		a->hand.hinting = HINT_NONE;
	vec_fini(&all);
	return a->hand.hinting != HINT_NONE;
}

bool cmd_hint(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	bool words = arg_is(args, 0, "words");

	if (!d)
		return false;
	if (args->n && !words && !arg_is(args, 0, "mentions"))
		return error_set(err, ERR_USAGE, _("hint mentions, or hint words"));
	return hints_open(a, d, words ? HINT_WORDS : HINT_MENTIONS) ||
	       error_set(err, ERR_STATE, _("no mention in sight"));
}
