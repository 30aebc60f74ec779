/* status.c - see status.h. */
#include "app/status.h"

#include <string.h>

#include "app/find.h"
#include "app/hand.h"
#include "app/docs.h"
#include "app/files.h"
#include "app/panes.h"
#include "app/save.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

void status_init(struct status_line *s)
{
	str_init(&s->mode);
	str_init(&s->name);
	str_init(&s->place);
	str_init(&s->decided);
	str_init(&s->state);
	str_init(&s->keys);
	str_init(&s->match);
}

void status_fini(struct status_line *s)
{
	str_fini(&s->mode);
	str_fini(&s->name);
	str_fini(&s->place);
	str_fini(&s->decided);
	str_fini(&s->state);
	str_fini(&s->keys);
	str_fini(&s->match);
}

static const char *mode_title(const struct app *a)
{
	switch (a->mode) {
	case MODE_SELECT:
		return _("SELECT");
	case MODE_PANE:
		return pane_title(a->pane);
	case MODE_TAGALL:
		return a->list.kind == LIST_TAGALL ? _("TAG ALL") : a->list.kind == LIST_FORM ? _("FORM") : _("LIST");
	case MODE_REVIEW:
		return _("REVIEW");
	case MODE_HELP:
		return a->list.kind == LIST_HELP ? _("HELP") : _("LIST");
	case MODE_PROMPT:
		return _("PROMPT");
	default:
		return a->hand.sticky ? _("TAG") : _("READ");
	}
}

static unsigned percent(struct app *a, struct doc *d)
{
	size_t size = text_size(d->text);

	(void)a;
	if (size == 0 || d->caret >= size)
		return 100;
	return (unsigned)((double)d->caret * 100.0 / (double)size);
}

static void make_state(struct app *a, struct doc *d, struct status_line *s)
{
	if (d->state != DOC_OPEN)
		str_adds(&s->state, d->state == DOC_CONVERTING ? _("converting ...") : _("not open"));
	else if (d->asked && worker_busy(a->worker))
		str_adds(&s->state, _("extracting ..."));
	else if (d->readonly)
		str_adds(&s->state, _("read-only"));
	else if (d->sidecar && doc_unsaved(a, d))
		str_addf(&s->state, _("NOT SAVED: %zu"), doc_unsaved(a, d));
	else if (d->notice)
		str_adds(&s->state, _("not saved!"));
	else
		str_adds(&s->state, _("saved"));
	if (text_size(d->text) > APP_WHOLE && d->has_found)
		str_adds(&s->state, _(" · part"));
	if (text_encoding(d->text) != ENC_UTF8 && text_encoding(d->text) != ENC_AUTO)
		str_addf(&s->state, " · %s", text_encoding_name(text_encoding(d->text)));
}

void status_make(struct app *a, struct doc *d, struct status_line *s)
{
	size_t n, of, row = files_row(a);

	str_adds(&s->mode, mode_title(a));
	if (a->hand.sticky && (a->mode == MODE_NORMAL || a->mode == MODE_SELECT))
		str_addf(&s->mode, " %s", a->hand.sticky);
	if (row != NONE) { /* of the row, not of what is below the list */
		utf8_printable(sv_of(a->docs.v[row]->path), &s->name);
		str_addf(&s->name, " (%zu/%zu)", doc_place(a, row) + 1, a->docs.n);
		return;
	}
	utf8_printable(sv_of(d->path), &s->name);
	if (a->docs.n > 1)
		str_addf(&s->name, " (%zu/%zu)", doc_place(a, a->doc) + 1, a->docs.n);
	if (d->state == DOC_OPEN)
		str_addf(&s->place, _("%u%%"), percent(a, d));
	if (d->state == DOC_OPEN && view_paragraph(d, d->caret, &n, &of) && of > 0)
		str_addf(&s->place, " ¶%zu/%zu", n, of);
	if (d->has_found)
		str_addf(&s->decided, _("%u/%u decided"), d->decided, d->total);
	make_state(a, d, s);
	find_position(a, d, &s->match);
	if (a->count)
		str_addf(&s->keys, "%zu", a->count);
	for (size_t i = 0; i < a->pending.n; i++)
		key_format(a->pending.v[i], &s->keys);
}

/* What a number that was typed is good for. */
static void count_waits(const struct app *a, struct str *out)
{
	const struct keymap *m = a->o.keymap;

	str_addf(out, ngettext("%zu time the next key", "%zu times the next key", a->count), a->count);
	for (size_t i = 0; i < keymap_count(m); i++) {
		const struct binding *b = keymap_at(m, i);
		bool bottom = strcmp(b->command, "move bottom") == 0, percent = strcmp(b->command, "move percent") == 0;

		if (a->mode != MODE_NORMAL || b->mode != KEYMODE_NORMAL || b->n != 1 || !(bottom || percent) ||
		    b->keys[0].sym != KEYSYM_NONE || b->keys[0].mods != 0)
			continue;
		str_adds(out, " · ");
		key_format(b->keys[0], out);
		str_adds(out, " ");
		str_addf(out, bottom ? _("to line %zu") : _("to %zu%%"), a->count);
	}
	str_adds(out, _(" · Esc forgets it"));
}

bool status_waits(const struct app *a, struct str *out)
{
	if (a->count > 0 && a->pending.n == 0) {
		count_waits(a, out);
		return true;
	}
	if (a->hand.hinting == HINT_LINK)
		str_adds(out, _("link to: the letters of a mention; Esc leaves"));
	else if (a->hand.hinting)
		str_adds(out, _("the letters of a mention go there; Esc leaves"));
	return a->hand.hinting != HINT_NONE;
}

size_t status_subject(const struct app *a, const struct doc *d)
{
	const struct pane_list *l = &d->panes[a->pane];
	size_t i = app_focus(a) == MODE_PANE && l->cur < l->rows.n ? l->rows.v[l->cur].item : d->item;

	return i < d->items.n ? i : NONE;
}

size_t status_shown(const struct app *a, const struct doc *d)
{
	const struct pane_list *l = &d->panes[a->pane];
	const size_t *items;
	size_t n = 0;

	if (app_focus(a) == MODE_PANE && l->cur < l->rows.n)
		n = pane_row_items(l, &l->rows.v[l->cur], &items);
	for (size_t i = 0; i < n; i++)
		if (items[i] == d->item)
			return d->item;
	return status_subject(a, d);
}

/* Who says so: of a figure and a date. */
static void add_source(struct doc *d, size_t item, struct str *out)
{
	bool sure;
	const char *who = item_source(d, item, &sure);

	if (*who)
		str_addf(out, sure ? " — %s" : _(" — %s, perhaps"), who);
}

/* The keys of the first tags, for a selection. */
static void add_tag_keys(const struct app *a, struct str *out)
{
	size_t shown = 0;

	for (size_t i = 0; i < a->o.tags->tags.n && shown < 4; i++) {
		const char *key = a->o.tags->tags.v[i].key;

		if (key && *key) {
			str_addf(out, "%s ", key);
			shown++;
		}
	}
	str_adds(out, _("tag it"));
}

/* The keys of a list or a selection, as the keymap in force has them. */
static bool mode_keys(const struct app *a, struct str *out)
{
	static const struct {
		enum mode mode;
		enum list_kind list;
		const char *command, *what;
	} rows[] = {
		{ MODE_SELECT, 0, "tag", NULL },
		{ MODE_SELECT, 0, "grow", N_("grow") },
		{ MODE_SELECT, 0, "shrink", N_("shrink") },
		{ MODE_SELECT, 0, "copy", N_("copy") },
		{ MODE_SELECT, 0, "back", N_("leave") },
		{ MODE_TAGALL, LIST_TAGALL, "apply", N_("tag them") },
		{ MODE_TAGALL, LIST_TAGALL, "toggle", N_("untick") },
		{ MODE_TAGALL, LIST_TAGALL, "toggle-all", N_("all or none") },
		{ MODE_TAGALL, LIST_TAGALL, "match", N_("other words") },
		{ MODE_TAGALL, LIST_TAGALL, "match articles", N_("every article") },
		{ MODE_TAGALL, LIST_HISTORY, "undo", N_("undo, or do again") },
		{ MODE_TAGALL, LIST_HISTORY, "restore", N_("as it was then") },
		{ MODE_TAGALL, LIST_HISTORY, "apply", N_("go there") },
		{ MODE_TAGALL, LIST_NOTES, "apply", N_("go there") },
		{ MODE_TAGALL, LIST_NOTES, "search", N_("search") },
		{ MODE_TAGALL, LIST_GREP, "apply", N_("go there") },
		{ MODE_TAGALL, LIST_GREP, "back", N_("leave") },
		{ MODE_TAGALL, LIST_FILES, "apply", N_("open it") },
		{ MODE_TAGALL, LIST_FILES, "files next", N_("another order") },
		{ MODE_TAGALL, LIST_FILES, "search", N_("search") },
		{ MODE_TAGALL, LIST_FORM, "apply", N_("write, Tab offers values") },
		{ MODE_TAGALL, LIST_FORM, "back", N_("leave") },
		{ MODE_HELP, LIST_HELP, "back", N_("close") },
		{ MODE_HELP, LIST_HELP, "search", N_("search") },
		{ MODE_HELP, LIST_HELP, "help all", N_("every mode, and the commands") },
		{ MODE_HELP, LIST_STATS, "back", N_("close") },
		{ MODE_HELP, LIST_STATS, "search", N_("search") },
		{ MODE_HELP, LIST_MESSAGES, "back", N_("close") },
		{ MODE_HELP, LIST_MESSAGES, "search", N_("search") },
	};
	size_t before = out->n;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		if (rows[i].mode != a->mode || (a->mode != MODE_SELECT && rows[i].list != a->list.kind))
			continue;
		if (out->n > before)
			str_adds(out, "   ");
		if (!rows[i].what)
			add_tag_keys(a, out);
		else if (keymap_key(a->o.keymap, (enum keymode)a->mode, rows[i].command, out))
			str_addf(out, " %s", _(rows[i].what));
	}
	return out->n > before;
}

void status_item(struct app *a, struct doc *d, struct str *out)
{
	size_t i = status_subject(a, d);
	const struct item *it;
	const char *v, *u;

	if (mode_keys(a, out) || i == NONE)
		return;
	it = &d->items.v[i];
	str_addf(out, "%s", it->tag);
	v = item_attr(it, ATTR_VALUE);
	u = item_attr(it, ATTR_UNIT);
	if (v && *v)
		str_addf(out, " = %s%s%s", v, u && *u ? " " : "", u && *u ? u : "");
	v = item_attr(it, ATTR_MODIFIER);
	if (v && *v)
		str_addf(out, " (%s)", v);
	v = item_attr(it, ATTR_SPEAKER);
	if (v && *v)
		str_addf(out, " — %s", v);
	if (it->kind == KIND_FIGURE)
		add_source(d, i, out);
	if (it->entity && it->kind != KIND_QUOTE)
		str_addf(out, " → %s", it->entity);
	if (it->a)
		link_describe(d, it->a, out);
	if (it->a)
		str_addf(out, " · %s", it->a->note ? it->a->note : _("kept"));
	else
		str_adds(out, _(" · suggestion: Enter keeps, x refuses"));
}
