/* command_decide.c - the commands that decide: accept, reject, untag, forget, undo,
 * redo, repeat. Each is one undo step and is on disk when it returns. What gives
 * tags, attributes and edges is in command_tag.c.
 */
#include <string.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/hand.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/review.h"
#include "app/select.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

void after_change(struct app *a, struct doc *d)
{
	struct error err = { 0 };

	view_update(d);
	str_clear(&a->last);
	str_add(&a->last, str_sv(&a->running));
	if (book_unsaved(d->book) && !book_flush(d->book, &err))
		app_complain(a, _("NOT SAVED, kept in memory: %s"), err.msg);
	app_learn(a, d);
	review_changed(a, d);
}

/* ---- what a decision is about ---- */

static bool is_kind(const struct item *it, const struct args *args)
{
	return args->n < 2 || sv_eq(args->v[1], sv_of(kind_name(it->kind))) || sv_eq(args->v[1], sv_of(it->tag));
}

static void add_sight(struct app *a, struct doc *d, pos_vec *out)
{
	struct layout_opts o = view_layout(a);
	struct row r = layout_row(d->text, &o, d->top);

	for (size_t i = 1; i < view_page_rows(a) && layout_next(d->text, &o, &r, &r); i++)
		continue;
	for (size_t i = view_item_from(d, d->top); i < d->items.n && d->items.v[i].span.start < r.bytes.end; i++)
		vec_push(out, i);
}

/* All that are the same thing in the world as the current item. */
static void add_cluster(struct doc *d, pos_vec *out)
{
	const struct item *it = d->item < d->items.n ? &d->items.v[d->item] : NULL;

	for (size_t i = 0; it && i < d->items.n; i++) {
		const struct item *other = &d->items.v[i];

		if (i == d->item || (it->entity && other->entity && it->kind == other->kind &&
				     strcmp(it->entity, other->entity) == 0))
			vec_push(out, i);
	}
}

static void add_pane(const struct pane_list *l, bool all, pos_vec *out)
{
	for (size_t row = all ? 0 : l->cur; row < l->rows.n && (all || row == l->cur); row++) {
		const size_t *items;
		size_t n = pane_row_items(l, &l->rows.v[row], &items);

		for (size_t i = 0; i < n; i++)
			vec_push(out, items[i]);
	}
}

bool hand_targets(struct app *a, struct doc *d, const struct args *args, pos_vec *out, struct error *err)
{
	bool all = arg_is(args, 0, "all");

	if (args->n == 0 || (all && a->mode == MODE_PANE)) {
		if (a->mode == MODE_PANE)
			add_pane(&d->panes[a->pane], all, out);
		else if (d->item < d->items.n)
			vec_push(out, d->item);
	} else if (all) {
		for (size_t i = 0; i < d->items.n; i++)
			vec_push(out, i);
	} else if (arg_is(args, 0, "sight")) {
		add_sight(a, d, out);
	} else if (arg_is(args, 0, "cluster")) {
		add_cluster(d, out);
	} else {
		return error_set(err, ERR_USAGE, _("which ones? all, sight or cluster"));
	}
	size_t n = 0;
	for (size_t i = 0; i < out->n; i++)
		if (is_kind(&d->items.v[out->v[i]], args))
			out->v[n++] = out->v[i];
	out->n = n;
	return true;
}

/* ---- accept and reject ---- */

struct annotation hand_annotation(struct doc *d, const struct item *it, enum status status, struct arena *arena)
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
		struct annotation an = hand_annotation(d, it, status, arena);

		book_add(d->book, &an, err);
		return true;
	}
	if (it->status == status)
		return false;
	book_set_status(d->book, it->a->id, status, err);
	return true;
}

void hand_advance(struct app *a, struct doc *d)
{
	struct pane_list *l = &d->panes[a->pane];

	if (!option_bool(a->o.options, OPT_ADVANCE))
		return;
	if (a->mode == MODE_PANE) {
		while (l->cur + 1 < l->rows.n && (l->rows.v[l->cur].type == ROW_GROUP ||
						  l->rows.v[l->cur].decided == l->rows.v[l->cur].count))
			l->cur++;
		pane_move(l, 0);
		return;
	}
	for (size_t i = view_item_from(d, d->caret); a->mode == MODE_NORMAL && i < d->items.n; i++) {
		if (item_is_open(&d->items.v[i])) {
			view_goto_item(a, d, i);
			return;
		}
	}
}

static bool decide_all(struct app *a, const struct args *args, enum status status, struct error *err)
{
	struct doc *d = need_doc(a, err);
	pos_vec at = { 0 };
	item_vec copy = { 0 };
	struct arena arena;
	size_t done = 0;
	bool known;

	if (!d || !doc_writable(a, d, err))
		return false;
	known = hand_targets(a, d, args, &at, err);
	for (size_t i = 0; i < at.n; i++) /* open ones; a single one may be decided anew */
		if (item_is_open(&d->items.v[at.v[i]]) || at.n == 1)
			vec_push(&copy, d->items.v[at.v[i]]);
	arena_init(&arena);
	book_begin(d->book);
	for (size_t i = 0; i < copy.n; i++)
		done += decide(d, &copy.v[i], status, &arena, err);
	book_end(d->book, err);
	arena_fini(&arena);
	if (done > 1)
		app_say(a,
			status == STATUS_ACCEPTED ? ngettext("%zu kept", "%zu kept", done)
						  : ngettext("%zu refused", "%zu refused", done),
			done);
	if (done) {
		after_change(a, d);
		if (args->n == 0)
			hand_advance(a, d);
	}
	known = known && (done || error_set(err, ERR_STATE, at.n == 0 ? _("no suggestion here") : _("decided already")));
	vec_fini(&at);
	vec_fini(&copy);
	return known;
}

bool cmd_accept(struct app *a, const struct args *args, struct error *err)
{
	if (app_doc(a) && review_takes_selection(a, app_doc(a), err))
		return true;
	if (args->n == 0 && a->hand.sticky && a->mode != MODE_PANE)
		return hand_stick(a, err);
	if (args->n == 0 && a->mode == MODE_SELECT)
		return hand_keep_selection(a, err);
	return decide_all(a, args, STATUS_ACCEPTED, err);
}

bool cmd_reject(struct app *a, const struct args *args, struct error *err)
{
	if (a->mode == MODE_SELECT) /* what it began from is meant */
		a->mode = MODE_NORMAL;
	return decide_all(a, args, STATUS_REJECTED, err);
}

bool cmd_untag(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	pos_vec at = { 0 }, ids = { 0 };

	if (!d || !doc_writable(a, d, err))
		return false;
	if (!hand_targets(a, d, args, &at, err))
		return false;
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

/* « undone: Redon »; with who had done it when that was somebody else. */
static void say_undone(struct app *a, const struct doc *d, bool redo)
{
	const struct op *op = book_last_undone(d->book);
	const char *what = op && op->to.at.exact ? op->to.at.exact : NULL;

	if (op && !redo && op->annotator && a->o.annotator && strcmp(op->annotator, a->o.annotator) != 0)
		app_say(a, _("undone, the work of %s: %s"), op->annotator, what ? what : op_name(op->verb));
	else if (what)
		app_say(a, redo ? _("done again: %s") : _("undone: %s"), what);
	else
		app_say(a, "%s", redo ? _("done again") : _("undone"));
}

static bool undo_redo(struct app *a, bool redo, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t n = a->count ? a->count : 1;
	struct str keep;

	if (!d || !doc_writable(a, d, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!(redo ? book_redo(d->book, err) : book_undo(d->book, err))) {
			if (i == 0)
				return false;
			break;
		}
	say_undone(a, d, redo);
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
	if (a->mode == MODE_TAGALL && a->list.kind == LIST_HISTORY)
		return past_toggle(a, err);
	return undo_redo(a, false, err);
}

bool cmd_redo(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	if (a->mode == MODE_TAGALL && a->list.kind == LIST_HISTORY)
		return past_toggle(a, err);
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
