/* command_screen.c - the commands of selection, panes and the rest of
 * the screen; none of them changes an annotation but confirm. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/hand.h"
#include "app/files.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/review.h"
#include "app/select.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* ---- selection ---- */

void select_set(struct app *a, struct doc *d, struct span s)
{
	d->sel = s;
	d->sel_anchor = s.start;
	d->caret = s.end > s.start ? s.end - 1 : s.start;
	/* onto the first byte of its character */
	while (d->caret > s.start) {
		struct sv v = text_view(d->text, d->caret, 1);

		if (v.n == 0 || ((unsigned char)v.p[0] & 0xC0) != 0x80)
			break;
		d->caret--;
	}
	d->item = view_item_at(d, d->caret);
	a->mode = MODE_SELECT;
	view_scroll_to_caret(a, d);
}

/* What stood selected goes; the item under the caret is what Enter will edit. */
static void select_begin(struct app *a, struct doc *d)
{
	const struct item *it = d->item < d->items.n && a->mode == MODE_NORMAL ? &d->items.v[d->item] : NULL;

	vec_clear(&d->sel_stack);
	d->sel_of = it ? it->span : (struct span){ 0, 0 };
	d->sel_kind = it ? it->kind : KIND_SPAN;
}

bool cmd_select(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	enum object o = OBJECT_WORD;
	struct span s;

	if (!d)
		return false;
	if (args->n && !object_parse(args->v[0], &o))
		return error_set(err, ERR_USAGE, _("no such text object: %.*s"), SV_ARG(args->v[0]));
	if (a->mode == MODE_SELECT && args->n == 0) {
		a->mode = MODE_NORMAL;
		return true;
	}
	if (a->mode != MODE_SELECT)
		select_begin(a, d);
	if (args->n == 0 && d->item < d->items.n && a->mode == MODE_NORMAL)
		s = d->items.v[d->item].span; /* the mention is what one means */
	else if (!object_at(d, o, (struct span){ d->caret, d->caret }, &s))
		return error_set(err, ERR_STATE, _("no %s here"), object_name(o));
	select_set(a, d, s);
	return true;
}

bool cmd_grow(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct span s;

	(void)args;
	if (!d)
		return false;
	if (a->mode != MODE_SELECT) { /* from what a tag key would take */
		select_begin(a, d);
		if (d->item < d->items.n)
			d->sel = d->items.v[d->item].span;
		else if (!object_at(d, OBJECT_WORD, (struct span){ d->caret, d->caret }, &d->sel))
			return error_set(err, ERR_STATE, _("no %s here"), object_name(OBJECT_WORD));
	}
	if (!object_grow(d, d->sel, &s))
		return error_set(err, ERR_STATE, _("it does not grow any more"));
	vec_push(&d->sel_stack, d->sel);
	select_set(a, d, s);
	return true;
}

bool cmd_shrink(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	(void)args;
	if (!d)
		return false;
	if (a->mode != MODE_SELECT)
		return error_set(err, ERR_STATE, _("nothing is selected"));
	if (d->sel_stack.n == 0) {
		a->mode = MODE_NORMAL;
		d->caret = d->sel.start;
		return true;
	}
	select_set(a, d, d->sel_stack.v[--d->sel_stack.n]);
	return true;
}

bool cmd_swap_ends(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	(void)args;
	if (!d)
		return false;
	if (a->mode != MODE_SELECT)
		return error_set(err, ERR_STATE, _("nothing is selected"));
	if (d->sel_anchor == d->sel.start) {
		d->sel_anchor = d->sel.end;
		d->caret = d->sel.start;
	} else {
		select_set(a, d, d->sel);
	}
	view_scroll_to_caret(a, d);
	return true;
}

/* ---- panes ---- */

bool cmd_focus(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	enum pane p;

	if (!d)
		return false;
	if (arg_is(args, 0, "article")) {
		a->mode = MODE_NORMAL;
		return true;
	}
	if (arg_is(args, 0, "next"))
		p = a->mode == MODE_PANE ? (enum pane)((a->pane + 1) % PANE_COUNT) : PANE_ENTITIES;
	else if (!pane_parse(args->v[0], &p))
		return error_set(err, ERR_USAGE, _("no such pane: %.*s"), SV_ARG(args->v[0]));
	if (mode_is_list(a->mode))
		list_close(a);
	a->mode = MODE_PANE;
	a->pane = p;
	pane_enter(d, p);
	view_scroll_to_caret(a, d);
	return true;
}

/* To the row's mention; again on the same row: to the next of its cluster. */
bool cmd_jump(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct pane_list *l;
	const size_t *items;
	size_t n, to = 0;

	(void)args;
	if (!d)
		return false;
	if (a->mode != MODE_PANE)
		return error_set(err, ERR_STATE, _("not in a pane"));
	l = &d->panes[a->pane];
	if (l->cur >= l->rows.n || (n = pane_row_items(l, &l->rows.v[l->cur], &items)) == 0)
		return error_set(err, ERR_STATE, _("nothing here"));
	for (size_t i = 0; i < n; i++)
		if (items[i] == d->item)
			to = (i + 1) % n;
	view_push_jump(d);
	to = items[to];
	a->mode = MODE_NORMAL;
	view_goto_item(a, d, to);
	return true;
}

bool cmd_back(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = app_doc(a);

	(void)args;
	(void)err;
	if (mode_is_list(a->mode)) {
		review_end(a);
		list_close(a);
		files_left(a);
	} else if (a->mode == MODE_SELECT && review_back(a)) {
		return true;
	} else if (a->mode == MODE_SELECT) {
		a->mode = MODE_NORMAL;
		if (d)
			view_goto(a, d, d->sel.start);
	} else if (a->mode == MODE_PANE && d && d->panes[a->pane].filter) {
		pane_set_filter(d, a->pane, NULL);
	} else if (a->mode == MODE_PANE) {
		a->mode = MODE_NORMAL;
		if (d)
			view_scroll_to_caret(a, d);
	} else if (a->hand.sticky) {
		hand_unstick(a);
	} else {
		a->search_marks = false;
	}
	return true;
}

/* ---- the rest ---- */

/* More is refused by many terminals. */
#define CLIP_MAX 65536

bool cmd_copy(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct item *it = NULL;
	const char *who;
	struct span at;

	(void)args;
	if (!d)
		return false;
	at = d->sel;
	if (a->mode != MODE_SELECT) {
		if (a->mode == MODE_PANE && d->panes[a->pane].cur < d->panes[a->pane].rows.n)
			it = &d->items.v[d->panes[a->pane].rows.v[d->panes[a->pane].cur].item];
		else if (d->item < d->items.n)
			it = &d->items.v[d->item];
		if (!it)
			return error_set(err, ERR_STATE, _("nothing here to copy: select something"));
		at = it->span;
	}
	if (at.end - at.start > CLIP_MAX)
		return error_set(err, ERR_LIMIT, _("too long for the clipboard"));
	str_clear(&a->clip);
	if (it && it->kind == KIND_QUOTE) {
		who = item_attr(it, ATTR_SPEAKER);
		str_adds(&a->clip, "« ");
		view_copy(d, at, CLIP_MAX, &a->clip);
		str_addf(&a->clip, " » (%s%s%s)", who ? who : "", who ? ", " : "", d->path);
	} else {
		view_copy(d, at, CLIP_MAX, &a->clip);
	}
	if (a->mode == MODE_SELECT)
		a->mode = MODE_NORMAL;
	app_say(a, _("copied: %.200s"), a->clip.p);
	return true;
}

bool cmd_why(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct item *it;

	(void)args;
	if (!d)
		return false;
	if (d->item >= d->items.n)
		return error_set(err, ERR_STATE, _("no mention here"));
	it = &d->items.v[d->item];
	if (it->m && it->m->counted)
		app_say(a,
			d->found.dateline.end > 0 ? _("%s: found by %s, sure to %.0f%%, counted from %s, its dateline") :
						    _("%s: found by %s, sure to %.0f%%, counted from %s, as set"),
			it->m->tag, _(it->m->rule), (double)it->m->confidence * 100.0, d->found.date);
	else if (it->m && it->m->code)
		app_say(a, _("%s: found by %s, sure to %.0f%%, unit %s"), it->m->tag, _(it->m->rule),
			 (double)it->m->confidence * 100.0, it->m->code);
	else if (it->m)
		app_say(a, _("%s: found by %s, sure to %.0f%%"), it->m->tag, _(it->m->rule),
			 (double)it->m->confidence * 100.0);
	else
		app_say(a, _("%s: by %s, %s, %s"), it->tag, it->a->annotator ? it->a->annotator : "?",
			strcmp(it->a->origin, "user") == 0 ? _("by hand") : it->a->origin,
			it->a->time ? it->a->time : "");
	return true;
}

bool cmd_confirm(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct arena arena;
	struct anchor at;

	(void)args;
	if (!d || !doc_writable(a, d, err))
		return false;
	if (d->item >= d->items.n || !d->items.v[d->item].a)
		return error_set(err, ERR_STATE, _("no annotation here"));
	arena_init(&arena);
	at = doc_anchor(d, d->items.v[d->item].span, &arena);
	book_set_span(d->book, d->items.v[d->item].a->id, &at, PLACED_KEPT, err);
	arena_fini(&arena);
	after_change(a, d);
	app_say(a, _("the place is kept"));
	return true;
}

/* The keys of a keymap and of the tags, from now on; false: the old ones stay. */
static bool change_keys(struct app *a, const char *name, struct error *err)
{
	problem_vec problems = { 0 };
	struct keymap *m = keymap_load(name, a->o.keymap_dir, &problems);
	bool ok = problems.n == 0 && keymap_count(m) > 0;

	if (ok) {
		keymap_bind_tags(m, a->o.tags, &problems);
		vec_push(&a->keymaps, m);
		a->o.keymap = m;
		app_say(a, _("keys: %s; ? shows them"), name);
	} else {
		error_set(err, ERR_USAGE, _("%s is no keymap without faults; the keys stay as they are"), name);
		keymap_free(m);
	}
	problems_fini(&problems);
	return ok;
}

/* What follows from another value. was: the one before; false: it cannot be had. */
static bool follow_option(struct app *a, enum option_id id, const char *was, struct error *err)
{
	const char *value = option_string(a->o.options, id);

	if (strcmp(was, value) == 0)
		return true;
	if (id == OPT_KEYMAP && !change_keys(a, value, err)) {
		option_set(a->o.options, id, sv_of(was), NULL);
		return false;
	}
	if (id == OPT_DATE) {
		a->taught++; /* what is relative has another value */
		app_extract(a);
	}
	if (option_at_start(id))
		app_say(a, _("%s is read at the start: put it into config.ini, or start with --set"), option_at(id)->name);
	app_resize(a, a->w, a->h);
	return true;
}

bool cmd_set(struct app *a, const struct args *args, struct error *err)
{
	struct sv line = sv_trim(args->v[0]), value;
	enum option_id id = option_find(line);

	if (id != OPT_COUNT && option_at(id)->type != OPTION_BOOL) {
		app_say(a, "%s=%s", option_at(id)->name, option_string(a->o.options, id));
		return true;
	}
	if (!option_parse(line, &id, &value, err))
		return false;
	char *was = xstrdup(option_string(a->o.options, id));
	bool ok = option_set(a->o.options, id, value, err) && follow_option(a, id, was, err);
	free(was);
	return ok;
}

bool cmd_command_line(struct app *a, const struct args *args, struct error *err)
{
	(void)err;
	prompt_open(a, PROMPT_COMMAND, args->n ? args->v[0] : SV(""));
	if (args->n) { /* what it begins goes on */
		prompt_insert(a, SV(" "));
		prompt_offer(a);
	}
	return true;
}

bool cmd_redraw(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	(void)err;
	a->redraw = true;
	return true;
}

bool cmd_suspend(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	(void)err;
	a->suspend = true;
	return true;
}
