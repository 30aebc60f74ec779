/* link.c - links between annotations: a quote and who speaks, a pronoun and who is
 * meant. Two keys: the command, the letters of the other end.
 */
#include <string.h>

#include "app/docs.h"
#include "app/hand.h"
#include "app/hints.h"
#include "app/panes.h"
#include "app/select.h"
#include "app/view.h"
#include "base/i18n.h"

/* One end of a link that is being made. */
struct end {
	struct item it;   /* copied: the records move what it stood in */
	uint64_t id;      /* 0: a suggestion still */
	const char *text; /* in the arena */
};

static struct end end_of(struct doc *d, size_t item, struct arena *arena)
{
	struct end e = { .it = d->items.v[item], .id = d->items.v[item].a ? d->items.v[item].a->id : 0 };
	struct str s;

	str_init(&s);
	view_copy(d, e.it.span, 400, &s);
	e.text = arena_strndup(arena, s.p, s.n);
	str_fini(&s);
	return e;
}

/* Makes an annotation of a suggestion. */
static void keep(struct doc *d, struct end *e, struct arena *arena, struct error *err)
{
	struct annotation an;

	if (e->id)
		return;
	an = hand_annotation(d, &e->it, STATUS_ACCEPTED, arena);
	e->id = book_add(d->book, &an, err);
}

/* A quote gets its speaker: the words, the entity, and the link. */
static void link_speaker(struct doc *d, const struct end *quote, const struct end *who, struct error *err)
{
	book_set_attr(d->book, quote->id, ATTR_SPEAKER, who->text, err);
	if (who->it.entity)
		book_set_attr(d->book, quote->id, ATTR_ENTITY, who->it.entity, err);
	book_link(d->book, quote->id, who->id, "speaker", err);
}

static bool link_items(struct app *a, struct doc *d, size_t from, size_t to, struct error *err)
{
	struct arena arena;
	struct end x, y;

	if (from == to)
		return error_set(err, ERR_STATE, _("nothing is linked with itself"));
	arena_init(&arena);
	x = end_of(d, from, &arena);
	y = end_of(d, to, &arena);
	book_begin(d->book);
	keep(d, &x, &arena, err);
	keep(d, &y, &arena, err);
	if (x.it.kind == KIND_QUOTE && y.it.kind != KIND_QUOTE)
		link_speaker(d, &x, &y, err);
	else if (y.it.kind == KIND_QUOTE && x.it.kind != KIND_QUOTE)
		link_speaker(d, &y, &x, err);
	else {
		if (y.it.kind == KIND_ENTITY && y.it.entity)
			book_set_attr(d->book, x.id, ATTR_ENTITY, y.it.entity, err);
		book_link(d->book, x.id, y.id, "refers", err);
	}
	book_end(d->book, err);
	app_say(a, _("linked: %.200s → %.200s"), x.text, y.text);
	arena_fini(&arena);
	after_change(a, d);
	return true;
}

/* Words that nothing was found in: with a quote they are its speaker; with
 * anything else they become an annotation that refers to it. */
static bool link_words(struct app *a, struct doc *d, struct span at, size_t to, struct error *err)
{
	struct arena arena;
	struct annotation an = { .status = STATUS_ACCEPTED, .origin = "user" };
	struct end y;
	uint64_t id;

	arena_init(&arena);
	y = end_of(d, to, &arena);
	an.at = doc_anchor(d, at, &arena);
	an.kind = y.it.kind;
	an.tag = arena_strdup(&arena, y.it.tag);
	book_begin(d->book);
	keep(d, &y, &arena, err);
	if (y.it.kind == KIND_QUOTE) {
		book_set_attr(d->book, y.id, ATTR_SPEAKER, an.at.exact, err);
	} else {
		an.attr[ATTR_ENTITY] = y.it.entity ? y.it.entity : y.text;
		id = book_add(d->book, &an, err);
		book_link(d->book, id, y.id, "refers", err);
	}
	book_end(d->book, err);
	app_say(a, _("linked: %.200s → %.200s"), an.at.exact, y.text);
	arena_fini(&arena);
	after_change(a, d);
	return true;
}

bool hand_link(struct app *a, struct doc *d, size_t item, struct error *err)
{
	bool selected = a->mode == MODE_SELECT;
	struct span at = span_trim(d, d->sel);

	if (!doc_writable(a, d, err))
		return false;
	a->mode = MODE_NORMAL;
	if (!selected && d->item < d->items.n)
		return link_items(a, d, d->item, item, err);
	if (!selected && !object_at(d, OBJECT_WORD, (struct span){ d->caret, d->caret }, &at))
		return error_set(err, ERR_STATE, _("nothing here to link"));
	if (hand_item_of(d, at) != NONE)
		return link_items(a, d, hand_item_of(d, at), item, err);
	return link_words(a, d, at, item, err);
}

bool cmd_link(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	(void)args;
	if (!d || !doc_writable(a, d, err))
		return false;
	return hints_open(a, d, HINT_LINK) || error_set(err, ERR_STATE, _("no mention in sight"));
}

bool cmd_unlink(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	VEC(struct link) mine = { 0 };
	const struct link *links;
	uint64_t id;
	size_t n;

	(void)args;
	if (!d || !doc_writable(a, d, err))
		return false;
	id = d->item < d->items.n && d->items.v[d->item].a ? d->items.v[d->item].a->id : 0;
	n = book_links(d->book, &links);
	for (size_t i = 0; i < n && id; i++)
		if (links[i].from == id || links[i].to == id)
			vec_push(&mine, links[i]);
	book_begin(d->book);
	for (size_t i = 0; i < mine.n; i++)
		book_unlink(d->book, mine.v[i].from, mine.v[i].to, err);
	book_end(d->book, err);
	n = mine.n;
	vec_fini(&mine);
	if (n == 0)
		return error_set(err, ERR_STATE, _("no link here"));
	after_change(a, d);
	return true;
}

void link_describe(const struct doc *d, const struct annotation *an, struct str *out)
{
	const struct link *links;
	size_t n = book_links(d->book, &links);

	for (size_t i = 0; i < n; i++) {
		const struct annotation *other = links[i].from == an->id ? book_find(d->book, links[i].to)
						 : links[i].to == an->id ? book_find(d->book, links[i].from)
									 : NULL;

		if (other)
			str_addf(out, " · %s%s %s", links[i].name, links[i].from == an->id ? " →" : " ←",
				 other->at.exact ? other->at.exact : other->tag);
	}
}
