/* command_tag.c - the commands that give: tag, tag-mode, edge, note, attr. Each is
 * one undo step and is on disk when it returns. Accepting and refusing is in
 * command_decide.c, links in link.c.
 */
#include <string.h>

#include "app/docs.h"
#include "app/form.h"
#include "app/hand.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/select.h"
#include "app/status.h"
#include "app/steps.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "extract/extract.h"

size_t hand_item_of(const struct doc *d, struct span at)
{
	for (size_t i = view_item_from(d, at.start);
	     i < d->items.n && d->items.v[i].span.start == at.start; i++)
		if (span_eq(d->items.v[i].span, at) && item_stops(&d->items.v[i]))
			return i;
	return NONE;
}

/* ---- what extraction says of a span ---- */

static void take(struct annotation *an, enum attr attr, const char *value, struct arena *arena)
{
	if (value && *value && !an->attr[attr])
		an->attr[attr] = arena_strdup(arena, value);
}

/* Figures and dates are read as if the span stood alone. */
static void fill_reading(struct annotation *an, struct arena *arena)
{
	struct extract_opts o = { .kinds = 1u << an->kind };
	struct sv text = sv_of(an->at.exact);
	struct mentions found;

	extract(text, &o, &found);
	for (size_t i = 0; i < found.all.n; i++) {
		const struct mention *m = &found.all.v[i];

		if (m->kind != an->kind || m->span.start != 0 || m->span.end != text.n)
			continue;
		if (an->kind == KIND_FIGURE && strcmp(an->tag, "QUANTITY") == 0)
			an->tag = arena_strdup(arena, m->tag);
		take(an, ATTR_VALUE, m->attr[ATTR_VALUE], arena);
		take(an, ATTR_UNIT, m->attr[ATTR_UNIT], arena);
		take(an, ATTR_MODIFIER, m->attr[ATTR_MODIFIER], arena);
	}
	mentions_fini(&found);
}

static size_t overlap(struct span a, struct span b)
{
	size_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;

	return end > start ? end - start : 0;
}

/* Speaker and cue of the quote that was found about there. */
static void fill_quote(struct doc *d, struct annotation *an, struct arena *arena)
{
	const struct mention *best = NULL;

	for (size_t i = mention_from(d, an->at.span.start); d->has_found && i < d->found.all.n; i++) {
		const struct mention *m = &d->found.all.v[i];

		if (m->span.start >= an->at.span.end)
			break;
		if (m->kind == KIND_QUOTE && overlap(m->span, an->at.span) > (best ? overlap(best->span, an->at.span) : 0))
			best = m;
	}
	for (int i = 0; best && i < ATTR_COUNT; i++)
		take(an, (enum attr)i, best->attr[i], arena);
}

/* The same words elsewhere are the same thing. */
static void fill_entity(struct doc *d, struct annotation *an, struct arena *arena)
{
	struct str s;

	str_init(&s);
	for (size_t i = 0; i < d->items.n && !an->attr[ATTR_ENTITY]; i++) {
		const struct item *it = &d->items.v[i];

		if (it->kind != KIND_ENTITY || !it->entity || it->span.end - it->span.start != strlen(an->at.exact))
			continue;
		str_clear(&s);
		view_copy(d, it->span, 400, &s);
		if (strcmp(s.p, an->at.exact) == 0)
			take(an, ATTR_ENTITY, it->entity, arena);
	}
	str_fini(&s);
}

void hand_fill(struct doc *d, struct annotation *an, struct arena *arena)
{
	switch (an->kind) {
	case KIND_FIGURE:
	case KIND_DATE:
		fill_reading(an, arena);
		break;
	case KIND_QUOTE:
		fill_quote(d, an, arena);
		break;
	case KIND_ENTITY:
		fill_entity(d, an, arena);
		break;
	default:
		break;
	}
}

/* ---- tag ---- */

/* What a command is about, free of pointers that the next record moves. */
struct target {
	struct item it;
	uint64_t id; /* of its annotation; 0: a suggestion */
};

typedef VEC(struct target) target_vec;

static void add_target(const struct doc *d, size_t i, target_vec *out)
{
	struct target t = { d->items.v[i], d->items.v[i].a ? d->items.v[i].a->id : 0 };

	vec_push(out, t);
}

/* An item gets a tag: a suggestion becomes an annotation with it. */
static void tag_target(struct doc *d, const struct target *t, enum kind kind, const char *tag,
		       struct arena *arena, struct error *err)
{
	struct annotation an;

	/* a figure stays the kind of figure that was found, one key for all of them;
	 * once it is kept, the same key makes it a plain quantity */
	if (!t->id && kind == KIND_FIGURE && t->it.kind == KIND_FIGURE && strcmp(tag, "QUANTITY") == 0)
		tag = t->it.tag;
	if (t->id) {
		book_set_tag(d->book, t->id, kind, tag, err);
		if (t->it.status != STATUS_ACCEPTED)
			book_set_status(d->book, t->id, STATUS_ACCEPTED, err);
		return;
	}
	an = hand_annotation(d, &t->it, STATUS_ACCEPTED, arena);
	an.kind = kind;
	an.tag = tag;
	if (kind != t->it.kind) {
		memset(an.attr, 0, sizeof an.attr);
		hand_fill(d, &an, arena);
	}
	book_add(d->book, &an, err);
}

static void tag_span(struct doc *d, struct span at, enum kind kind, const char *tag, struct arena *arena,
		     struct error *err)
{
	struct annotation an = { .kind = kind, .tag = tag, .status = STATUS_ACCEPTED, .origin = "user" };

	an.at = doc_anchor(d, at, arena);
	hand_fill(d, &an, arena);
	book_add(d->book, &an, err);
}

/* The selection; else the number, quote or clause for a tag of that kind, else the word. */
static bool free_span(struct app *a, struct doc *d, enum kind kind, const char *tag, struct span *at)
{
	struct span here = { d->caret, d->caret };
	enum object o = kind == KIND_FIGURE ? OBJECT_NUMBER
			: kind != KIND_QUOTE ? OBJECT_WORD
			: strcmp(tag, "INDIRECT") == 0 ? OBJECT_CLAUSE : OBJECT_QUOTE;

	if (a->mode == MODE_SELECT) {
		*at = span_trim(d, d->sel);
		return at->end > at->start;
	}
	return object_at(d, o, here, at) || object_at(d, OBJECT_WORD, here, at);
}

static bool tag_here(struct app *a, struct doc *d, enum kind kind, const char *tag, struct arena *arena,
		     struct error *err)
{
	const struct args no_args = { 0 };
	struct span s = { 0, 0 };
	target_vec all = { 0 };
	pos_vec at = { 0 };

	if (a->mode != MODE_SELECT)
		hand_targets(a, d, &no_args, &at, err);
	if (at.n == 0) {
		if (a->mode == MODE_PANE || !free_span(a, d, kind, tag, &s))
			return error_set(err, ERR_STATE, _("nothing here to tag"));
		if (hand_item_of(d, s) != NONE)
			vec_push(&at, hand_item_of(d, s));
	}
	for (size_t i = 0; i < at.n; i++)
		add_target(d, at.v[i], &all);
	book_begin(d->book);
	for (size_t i = 0; i < all.n; i++)
		tag_target(d, &all.v[i], kind, tag, arena, err);
	if (all.n == 0)
		tag_span(d, s, kind, tag, arena, err);
	book_end(d->book, err);
	if (a->mode == MODE_SELECT) {
		a->mode = MODE_NORMAL;
		d->caret = d->sel.start;
	}
	d->item = NONE;
	after_change(a, d);
	if (all.n == 0 && hand_item_of(d, s) != NONE)
		view_goto_item(a, d, hand_item_of(d, s));
	else
		hand_advance(a, d);
	vec_fini(&at);
	vec_fini(&all);
	return true;
}

bool cmd_tag(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct arena arena;
	const char *tag;
	struct sv name;
	bool ok;

	if (!d || !doc_writable(a, d, err))
		return false;
	arena_init(&arena);
	name = tagset_meant(a->o.tags, args->v[0]);
	tag = arena_strndup(&arena, name.p, name.n);
	ok = tag_here(a, d, tagset_kind(a->o.tags, name), tag, &arena, err);
	if (ok && tagset_find(a->o.tags, name) == NULL)
		app_say(a, _("%s is not in the tag set: a new tag; u takes it back"), tag);
	arena_fini(&arena);
	return ok;
}

/* ---- a tag that sticks ---- */

bool hand_stick(struct app *a, struct error *err)
{
	struct str line;
	bool ok;

	str_init(&line);
	str_addf(&line, "tag %s", a->hand.sticky);
	ok = app_run(a, str_sv(&line), err); /* so that . and the log know it by its name */
	str_fini(&line);
	return ok;
}

void hand_unstick(struct app *a)
{
	free(a->hand.sticky);
	a->hand.sticky = NULL;
	a->hand.want_tag = false;
}

bool cmd_tag_mode(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	if (!d || !doc_writable(a, d, err))
		return false;
	hand_unstick(a);
	a->hand.want_tag = args->n == 0;
	if (args->n) {
		struct sv name = tagset_meant(a->o.tags, args->v[0]);

		a->hand.sticky = xstrndup(name.p, name.n);
		if (a->mode == MODE_PANE)
			a->mode = MODE_NORMAL;
	}
	return true;
}

bool hand_feed(struct app *a, struct key k)
{
	const char *command = NULL;
	struct error err = { 0 };
	struct str line;

	if (!a->hand.want_tag)
		return false;
	a->hand.want_tag = false;
	if (keymap_find(a->o.keymap, KEYMODE_NORMAL, &k, 1, &command) != KEYMAP_FOUND ||
	    !sv_starts(sv_of(command), SV("tag "))) {
		if (k.sym != KEYSYM_ESC)
			app_complain(a, "%s", _("this is the key of no tag"));
		return true;
	}
	str_init(&line);
	str_addf(&line, "tag-mode %s", command + 4);
	if (!app_run(a, str_sv(&line), &err))
		app_complain(a, "%s", err.msg);
	str_fini(&line);
	return true;
}

/* ---- edges ---- */

/* Gives an item other edges: a suggestion becomes an annotation with them. A
 * figure or date is read anew, what the user wrote about it stays. */
static void put_edges(struct doc *d, const struct target *t, struct span at, struct arena *arena, struct error *err)
{
	struct anchor anchor = doc_anchor(d, at, arena);
	struct annotation an;
	bool reads = t->it.kind == KIND_FIGURE || t->it.kind == KIND_DATE;
	static const enum attr read[] = { ATTR_VALUE, ATTR_UNIT };

	if (t->id && !reads) {
		book_set_span(d->book, t->id, &anchor, PLACED_KEPT, err);
		return;
	}
	an = hand_annotation(d, &t->it, STATUS_ACCEPTED, arena);
	an.at = anchor;
	if (reads) {
		struct annotation fresh = { .kind = an.kind, .tag = an.tag, .at = anchor };

		hand_fill(d, &fresh, arena);
		for (size_t i = 0; i < ARRAY_LEN(read); i++) {
			const char *value = fresh.attr[read[i]];

			if (value && t->id)
				book_set_attr(d->book, t->id, read[i], value, err);
			an.attr[read[i]] = value ? value : an.attr[read[i]];
		}
	}
	if (t->id)
		book_set_span(d->book, t->id, &anchor, PLACED_KEPT, err);
	else
		book_add(d->book, &an, err);
}

static void change_edges(struct app *a, struct doc *d, size_t item, struct span at, struct error *err)
{
	struct target t = { d->items.v[item], d->items.v[item].a ? d->items.v[item].a->id : 0 };
	struct arena arena;

	arena_init(&arena);
	book_begin(d->book);
	put_edges(d, &t, at, &arena, err);
	book_end(d->book, err);
	arena_fini(&arena);
	d->item = NONE;
	after_change(a, d);
	if (d->caret < at.start || d->caret >= at.end)
		view_goto(a, d, at.start);
	if (hand_item_of(d, at) != NONE)
		d->item = hand_item_of(d, at);
}

bool hand_keep_selection(struct app *a, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct span at;
	size_t item = NONE;

	if (!d || !doc_writable(a, d, err))
		return false;
	at = span_trim(d, d->sel);
	for (size_t i = view_item_from(d, d->sel_of.start);
	     i < d->items.n && d->items.v[i].span.start == d->sel_of.start && item == NONE; i++)
		if (span_eq(d->items.v[i].span, d->sel_of) && d->items.v[i].kind == d->sel_kind && item_stops(&d->items.v[i]))
			item = i;
	if (item == NONE || d->sel_of.end == d->sel_of.start)
		return error_set(err, ERR_STATE, _("the selection has no tag yet: give it one by its key"));
	if (at.end <= at.start)
		return error_set(err, ERR_STATE, _("nothing is selected"));
	a->mode = MODE_NORMAL;
	d->caret = at.start;
	change_edges(a, d, item, at, err);
	return true;
}

static bool edge_args(const struct args *args, enum edge *edge, bool *out, bool *by_char, struct error *err)
{
	*edge = arg_is(args, 0, "start") ? EDGE_START : EDGE_END;
	*out = arg_is(args, 1, "out");
	*by_char = arg_is(args, 2, "character");
	if ((*edge == EDGE_END && !arg_is(args, 0, "end")) || (!*out && !arg_is(args, 1, "in")) ||
	    (args->n == 3 && !*by_char && !arg_is(args, 2, "word")))
		return error_set(err, ERR_USAGE, _("which edge, and where to? start or end, out or in, then maybe character"));
	return true;
}

bool cmd_edge(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct span at;
	enum edge edge;
	bool out, by_char, moved = false;
	size_t n = args->count ? args->count : 1;

	if (!d || !edge_args(args, &edge, &out, &by_char, err))
		return false;
	if (a->mode != MODE_SELECT && (d->item >= d->items.n || !doc_writable(a, d, err)))
		return error_set(err, ERR_STATE, "%s", d->readonly ? _("opened read-only") : _("no mention here"));
	at = a->mode == MODE_SELECT ? d->sel : d->items.v[d->item].span;
	for (size_t i = 0; i < n && i < 1000; i++)
		moved = edge_move(d, &at, edge, out, by_char) || moved;
	if (!moved)
		return error_set(err, ERR_STATE, _("the edge goes no further"));
	if (a->mode == MODE_SELECT)
		select_set(a, d, at);
	else
		change_edges(a, d, d->item, at, err);
	return true;
}

/* ---- note and attributes ---- */

uint64_t hand_here(struct app *a, struct doc *d, struct arena *arena, struct error *err)
{
	const struct args no_args = { 0 };
	pos_vec at = { 0 };
	uint64_t id = 0;

	hand_targets(a, d, &no_args, &at, err);
	if (at.n) {
		const struct item *it = &d->items.v[at.v[0]];

		if (it->a) {
			id = it->a->id;
		} else {
			struct annotation an = hand_annotation(d, it, STATUS_ACCEPTED, arena);

			id = book_add(d->book, &an, err);
		}
	} else {
		error_set(err, ERR_STATE, _("no annotation here"));
	}
	vec_fini(&at);
	return id;
}

bool note_commit(struct app *a, struct sv text, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct arena arena;
	uint64_t id;

	if (!d || !doc_writable(a, d, err))
		return false;
	arena_init(&arena);
	book_begin(d->book);
	id = hand_here(a, d, &arena, err);
	if (id)
		book_set_note(d->book, id, text.n ? arena_strndup(&arena, text.p, text.n) : NULL, err);
	book_end(d->book, err);
	arena_fini(&arena);
	if (!id)
		return false;
	str_clear(&a->running);
	str_addf(&a->running, "note %.*s", SV_ARG(text));
	after_change(a, d);
	return true;
}

bool cmd_note(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const char *old = NULL;

	if (!d || !doc_writable(a, d, err))
		return false;
	if (args->n)
		return note_commit(a, args->v[0], err);
	if (a->mode == MODE_NORMAL && d->item == NONE)
		return error_set(err, ERR_STATE, _("no annotation here: tag something first"));
	if (d->item < d->items.n && d->items.v[d->item].a)
		old = d->items.v[d->item].a->note;
	prompt_open(a, PROMPT_NOTE, sv_of(old ? old : ""));
	return true;
}

bool cmd_attr(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct sv value = args->v[0], name = value;
	struct arena arena;
	enum attr attr;
	uint64_t id;

	sv_next(&value, ' ', &name);
	value = sv_trim(value);
	if (!d || !doc_writable(a, d, err))
		return false;
	if (!attr_parse(name, &attr))
		return error_set(err, ERR_USAGE, _("no such attribute: %.*s"), SV_ARG(name));
	if (value.n == 0)
		return form_ask(a, attr, err);
	if (sv_eq(value, SV(ATTR_NOTHING)))
		value = SV("");
	if (!form_check(a, status_subject(a, d), attr, &value, err))
		return false;
	arena_init(&arena);
	book_begin(d->book);
	id = hand_here(a, d, &arena, err);
	if (id)
		book_set_attr(d->book, id, attr, arena_strndup(&arena, value.p, value.n), err);
	book_end(d->book, err);
	arena_fini(&arena);
	if (id)
		after_change(a, d);
	return id != 0;
}

