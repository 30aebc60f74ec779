/* command_decide.c - the commands that change annotations: accept, reject,
 * tag, untag, note, attr, undo, redo, repeat. Each is one undo step and is on
 * disk when it returns.
 */
#include <string.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/select.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

void after_change(struct app *a, struct doc *d)
{
	struct error err = { 0 };

	view_rebuild(d);
	str_clear(&a->last);
	str_add(&a->last, str_sv(&a->running));
	if (book_unsaved(d->book) && !book_flush(d->book, &err))
		app_complain(a, _("NOT SAVED, kept in memory: %s"), err.msg);
	app_learn(a, d);
}

/* What a decision is about: one item, or all of a pane's row. */
static void add_targets(struct app *a, struct doc *d, const struct args *args, pos_vec *out)
{
	const size_t *items = NULL;
	size_t n = 0;

	if (a->mode == MODE_PANE) {
		struct pane_list *l = &d->panes[a->pane];

		if (arg_is(args, 0, "all")) {
			items = l->members.v;
			n = l->members.n;
		} else if (l->cur < l->rows.n) {
			n = pane_row_items(l, &l->rows.v[l->cur], &items);
		}
		for (size_t i = 0; i < n; i++)
			vec_push(out, items[i]);
	} else if (arg_is(args, 0, "all")) {
		for (size_t i = 0; i < d->items.n; i++)
			vec_push(out, i);
	} else if (d->item < d->items.n) {
		vec_push(out, d->item);
	}
}

/* The annotation that a suggestion becomes. Strings live in the arena, or are borrowed. */
static struct annotation from_item(struct doc *d, const struct item *it, enum status status,
				   struct arena *arena)
{
	struct annotation an = { .kind = it->kind, .tag = it->tag, .status = status,
				 .origin = it->m ? "extracted" : "user" };

	an.at = doc_anchor(d, it->span, arena);
	for (int i = 0; it->m && i < ATTR_COUNT; i++)
		an.attr[i] = it->m->attr[i];
	if (it->entity && !an.attr[ATTR_ENTITY])
		an.attr[ATTR_ENTITY] = it->entity;
	return an;
}

/* Gives one item a status; true when that changed something. */
static bool decide(struct doc *d, const struct item *it, enum status status, struct arena *arena,
		   struct error *err)
{
	if (!it->a) {
		struct annotation an = from_item(d, it, status, arena);

		book_add(d->book, &an, err);
		return true;
	}
	if (it->status == status)
		return false;
	book_set_status(d->book, it->a->id, status, err);
	return true;
}

static bool decide_all(struct app *a, const struct args *args, enum status status, struct error *err)
{
	struct doc *d = need_doc(a, err);
	pos_vec at = { 0 };
	item_vec copy = { 0 };
	struct arena arena;
	size_t done = 0;

	if (!d || !doc_writable(a, d, err))
		return false;
	add_targets(a, d, args, &at);
	for (size_t i = 0; i < at.n; i++) /* open ones; a single one may be decided anew */
		if (d->items.v[at.v[i]].status == STATUS_SUGGESTED || at.n == 1)
			vec_push(&copy, d->items.v[at.v[i]]);
	arena_init(&arena);
	book_begin(d->book);
	for (size_t i = 0; i < copy.n; i++)
		done += decide(d, &copy.v[i], status, &arena, err);
	book_end(d->book, err);
	arena_fini(&arena);
	if (done > 1)
		app_say(a, status == STATUS_ACCEPTED ? _("%zu kept") : _("%zu refused"), done);
	if (done)
		after_change(a, d);
	vec_fini(&at);
	vec_fini(&copy);
	if (done == 0)
		return error_set(err, ERR_STATE, d->item == NONE && a->mode != MODE_PANE
							 ? _("no suggestion here")
							 : _("decided already"));
	return true;
}

bool cmd_accept(struct app *a, const struct args *args, struct error *err)
{
	return decide_all(a, args, STATUS_ACCEPTED, err);
}

bool cmd_reject(struct app *a, const struct args *args, struct error *err)
{
	return decide_all(a, args, STATUS_REJECTED, err);
}

static size_t item_of_span(const struct doc *d, struct span at)
{
	for (size_t i = view_item_from(d, at.start);
	     i < d->items.n && d->items.v[i].span.start == at.start; i++)
		if (span_eq(d->items.v[i].span, at) && item_stops(&d->items.v[i]))
			return i;
	return NONE;
}

static bool tag_span(struct app *a, struct doc *d, struct span at, enum kind kind, const char *tag,
		     struct arena *arena, struct error *err)
{
	struct annotation an = { .kind = kind, .tag = tag, .status = STATUS_ACCEPTED,
				 .origin = "user" };

	(void)a;
	an.at = doc_anchor(d, at, arena);
	return book_add(d->book, &an, err) != 0;
}

/* An item gets a tag: a suggestion becomes an annotation with it. */
static void tag_item(struct doc *d, const struct item *it, enum kind kind, const char *tag,
		     struct arena *arena, struct error *err)
{
	struct annotation an;

	if (it->a) {
		book_set_tag(d->book, it->a->id, kind, tag, err);
		if (it->a->status != STATUS_ACCEPTED)
			book_set_status(d->book, it->a->id, STATUS_ACCEPTED, err);
		return;
	}
	an = from_item(d, it, STATUS_ACCEPTED, arena);
	an.kind = kind;
	/* a figure stays the kind of figure that was found, one key for all of them */
	an.tag = kind == KIND_FIGURE && it->kind == KIND_FIGURE ? it->tag : tag;
	if (kind != it->kind)
		memset(an.attr, 0, sizeof an.attr);
	book_add(d->book, &an, err);
}

/* The selection, else the word under the caret. */
static bool free_span(struct app *a, struct doc *d, struct span *at)
{
	if (a->mode == MODE_SELECT) {
		*at = span_trim(d, d->sel);
		return at->end > at->start;
	}
	return object_at(d, OBJECT_WORD, (struct span){ d->caret, d->caret }, at);
}

bool cmd_tag(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct args no_args = { 0 };
	enum kind kind;
	pos_vec at = { 0 };
	item_vec copy = { 0 };
	struct arena arena;
	struct span s = { 0, 0 };
	const char *tag;

	if (!d || !doc_writable(a, d, err))
		return false;
	kind = tagset_kind(a->o.tags, args->v[0]);
	if (a->mode != MODE_SELECT)
		add_targets(a, d, &no_args, &at);
	if (at.n == 0) {
		if (a->mode == MODE_PANE || !free_span(a, d, &s))
			return error_set(err, ERR_STATE, _("nothing here to tag"));
		if (item_of_span(d, s) != NONE)
			vec_push(&at, item_of_span(d, s));
	}
	for (size_t i = 0; i < at.n; i++)
		vec_push(&copy, d->items.v[at.v[i]]);
	arena_init(&arena);
	tag = arena_strndup(&arena, args->v[0].p, args->v[0].n);
	book_begin(d->book);
	for (size_t i = 0; i < copy.n; i++)
		tag_item(d, &copy.v[i], kind, tag, &arena, err);
	if (copy.n == 0)
		tag_span(a, d, s, kind, tag, &arena, err);
	book_end(d->book, err);
	arena_fini(&arena);
	if (a->mode == MODE_SELECT) {
		a->mode = MODE_NORMAL;
		d->caret = d->sel.start;
	}
	d->item = NONE;
	after_change(a, d);
	if (copy.n == 0 && item_of_span(d, s) != NONE)
		view_goto_item(a, d, item_of_span(d, s));
	vec_fini(&at);
	vec_fini(&copy);
	return true;
}

bool cmd_untag(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	pos_vec at = { 0 }, ids = { 0 };

	if (!d || !doc_writable(a, d, err))
		return false;
	add_targets(a, d, args, &at);
	for (size_t i = 0; i < at.n; i++)
		if (d->items.v[at.v[i]].a)
			vec_push(&ids, (size_t)d->items.v[at.v[i]].a->id);
	book_begin(d->book);
	for (size_t i = 0; i < ids.n; i++)
		book_remove(d->book, ids.v[i], err);
	book_end(d->book, err);
	if (ids.n)
		after_change(a, d);
	vec_fini(&at);
	if (ids.n == 0)
		return error_set(err, ERR_STATE, _("no annotation here"));
	vec_fini(&ids);
	return true;
}

/* The annotation under the caret; a suggestion there is accepted first, in
 * the step that is open. 0: none. */
static uint64_t annotation_here(struct app *a, struct doc *d, struct arena *arena, struct error *err)
{
	const struct args no_args = { 0 };
	pos_vec at = { 0 };
	uint64_t id = 0;

	add_targets(a, d, &no_args, &at);
	if (at.n) {
		const struct item *it = &d->items.v[at.v[0]];

		if (it->a) {
			id = it->a->id;
		} else {
			struct annotation an = from_item(d, it, STATUS_ACCEPTED, arena);

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
	id = annotation_here(a, d, &arena, err);
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
	struct sv name = args->v[0], value = { "", 0 };
	struct arena arena;
	enum attr attr;
	uint64_t id;

	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == ' ') {
			value = sv_trim(sv_cut(name, i, name.n));
			name = sv_cut(name, 0, i);
		}
	}
	if (!d || !doc_writable(a, d, err))
		return false;
	if (!attr_parse(name, &attr))
		return error_set(err, ERR_USAGE, _("no such attribute: %.*s"), SV_ARG(name));
	arena_init(&arena);
	book_begin(d->book);
	id = annotation_here(a, d, &arena, err);
	if (id)
		book_set_attr(d->book, id, attr, arena_strndup(&arena, value.p, value.n), err);
	book_end(d->book, err);
	arena_fini(&arena);
	if (id)
		after_change(a, d);
	return id != 0;
}

bool cmd_forget(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct sv name = args->n ? args->v[0] : SV("");
	struct str s;
	size_t n = 0;
	bool ok;

	if (!d)
		return false;
	str_init(&s);
	if (!args->n && d->item < d->items.n) {
		view_copy(d, d->items.v[d->item].span, 512, &s);
		name = str_sv(&s);
	}
	if (name.n == 0) {
		str_fini(&s);
		return error_set(err, ERR_USAGE, _("forget what? a name, or all"));
	}
	ok = learning_forget(&a->learning, sv_eq(name, SV("all")) ? SV("") : name, &n, err);
	str_fini(&s);
	if (!ok)
		return false;
	app_say(a, ngettext("%zu name forgotten", "%zu names forgotten", n), n);
	a->taught++;
	app_extract(a);
	return true;
}

static bool undo_redo(struct app *a, bool redo, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t n = a->count ? a->count : 1;
	const struct op *op;
	struct str keep;

	if (!d || !doc_writable(a, d, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!(redo ? book_redo(d->book, err) : book_undo(d->book, err))) {
			if (i == 0)
				return false;
			break;
		}
	op = book_last_undone(d->book);
	if (op && op->to.at.exact)
		app_say(a, redo ? _("done again: %s") : _("undone: %s"), op->to.at.exact);
	else
		app_say(a, "%s", redo ? _("done again") : _("undone"));
	str_init(&keep); /* u is nothing that . repeats */
	str_add(&keep, str_sv(&a->last));
	after_change(a, d);
	str_fini(&a->last);
	a->last = keep;
	return true;
}

bool cmd_undo(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	return undo_redo(a, false, err);
}

bool cmd_redo(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	return undo_redo(a, true, err);
}

bool cmd_repeat(struct app *a, const struct args *args, struct error *err)
{
	struct str line;
	bool ok;

	(void)args;
	if (a->last.n == 0)
		return error_set(err, ERR_STATE, _("nothing to repeat yet"));
	str_init(&line);
	str_add(&line, str_sv(&a->last));
	ok = app_run(a, str_sv(&line), err);
	str_fini(&line);
	return ok;
}
