/* docs.c - see docs.h. */
#include "app/docs.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/anchor.h"
#include "annotate/textwords.h"
#include "app/command.h"
#include "app/filter.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/sidecar.h"

void doc_free(struct doc *d)
{
	if (!d)
		return;
	sidecar_close(d->sidecar);
	book_free(d->book);
	tally_free(d->own);
	if (d->has_found)
		mentions_fini(&d->found);
	vec_fini(&d->items);
	for (int p = 0; p < PANE_COUNT; p++) {
		vec_fini(&d->panes[p].rows);
		vec_fini(&d->panes[p].members);
		filter_free(d->panes[p].filter);
	}
	arena_fini(&d->names);
	vec_fini(&d->sel_stack);
	vec_fini(&d->jumps);
	vec_fini(&d->paragraphs);
	text_close(d->text);
	free(d->notice);
	free(d->path);
	free(d);
}

bool app_open_text(struct app *a, struct text *t, const char *path, struct error *err)
{
	struct doc *d = xcalloc(1, sizeof *d);

	(void)err;
	d->path = xstrdup(path);
	d->text = t;
	d->item = d->column = NONE;
	for (size_t i = 0; i < ARRAY_LEN(d->marks); i++)
		d->marks[i] = NONE;
	d->book = book_new(a->o.annotator);
	if (a->o.now)
		book_set_clock(d->book, a->o.now, NULL);
	d->readonly = a->o.readonly;
	d->own = tally_new();
	arena_init(&d->names);
	vec_push(&a->docs, d);
	return true;
}

bool app_open(struct app *a, const char *path, enum text_encoding enc, struct error *err)
{
	struct text *t = text_open(path, enc, err);

	return t && app_open_text(a, t, path, err);
}

void app_begin(struct app *a)
{
	struct doc *d = app_doc(a);

	/* a small article has its annotations in the first frame already */
	if (d && text_size(d->text) <= APP_WHOLE / 4)
		doc_attach(a, d);
}

static void say_report(struct app *a, struct doc *d, const struct sidecar_report *r)
{
	const char *notice = NULL;

	if (r->torn)
		app_complain(a, _("%s: an unfinished last line was dropped; all before it is there"),
			     d->path);
	if (r->bad_lines)
		app_complain(a, ngettext("%s: %u damaged line was skipped: line %zu",
					 "%s: %u damaged lines were skipped, the first is line %zu", r->bad_lines),
			     d->path, r->bad_lines, r->first_bad);
	if (r->locked)
		notice = _("read-only: somebody else writes");
	else if (r->readonly && !a->o.readonly)
		notice = _("read-only: cannot write");
	if (notice) {
		app_complain(a, "%s %s", notice, r->why);
		d->notice = xstrdup(notice);
	}
	if (r->readonly || r->locked)
		d->readonly = true;
}

void doc_reanchor(struct doc *d, struct book *b, struct reanchor_report *report)
{
	struct str s;

	str_init(&s);
	view_copy(d, (struct span){ 0, text_size(d->text) }, text_size(d->text), &s);
	reanchor(b, str_sv(&s), report);
	str_fini(&s);
}

/* The text is not what it was: every annotation is looked for. */
static void find_again(struct app *a, struct doc *d)
{
	struct reanchor_report rep = { 0 };

	doc_reanchor(d, d->book, &rep);
	if (rep.kept + rep.moved + rep.confirm + rep.lost > 0)
		app_complain(a, _("the text has changed: %u kept, %u moved, %u to confirm, %u lost"
				  " (:review)"), rep.kept, rep.moved, rep.confirm, rep.lost);
}

/* Of the text as it was opened. */
static uint64_t digest_of(void *ctx)
{
	struct text *t = ctx;

	return text_fate(t) == TEXT_SAME ? text_digest(t) : 0;
}

static bool words_of(void *ctx, struct str *out)
{
	return text_fate(ctx) == TEXT_SAME && textwords_of_text(ctx, out);
}

struct sidecar_text doc_text(struct doc *d)
{
	return (struct sidecar_text){ digest_of, words_of, d->text, text_size(d->text) };
}

void doc_attach(struct app *a, struct doc *d)
{
	struct sidecar_text article = doc_text(d);
	struct sidecar_report r = { 0 };
	struct error err = { 0 };
	const char *dir = option_string(a->o.options, OPT_DIRECTORY);
	bool per = option_bool(a->o.options, OPT_PER_ANNOTATOR);
	char *path;

	if (d->attached)
		return;
	d->attached = true;
	if (a->o.no_sidecar)
		return;
	if (strcmp(d->path, "-") == 0) {
		if (!d->readonly) {
			d->notice = xstrdup(_("standard input: annotations are not kept"));
		}
		return;
	}
	path = sidecar_path(d->path, per ? a->o.annotator : NULL, dir);
	d->sidecar = sidecar_open(path, d->readonly ? SIDECAR_READONLY : 0, &article, d->book,
				  &r, &err);
	free(path);
	if (!d->sidecar) {
		app_complain(a, "%s", err.msg);
		d->notice = xstrdup(err.msg);
		d->readonly = true;
		return;
	}
	say_report(a, d, &r);
	if (!d->readonly)
		book_set_sink(d->book, sidecar_sink, d->sidecar);
	if (r.text_changed && r.records)
		find_again(a, d);
	if (book_count(d->book)) {
		tally_update(d->own, d->book, NULL, &(bool){ false }, NULL);
		view_rebuild(d);
	}
}

bool doc_writable(struct app *a, struct doc *d, struct error *err)
{
	doc_attach(a, d);
	if (d->readonly)
		return error_set(err, ERR_STATE, "%s", d->notice ? d->notice : _("opened read-only"));
	return true;
}

struct anchor doc_anchor(struct doc *d, struct span at, struct arena *arena)
{
	size_t from = at.start > 256 ? at.start - 256 : 0;
	struct str s;
	struct anchor anchor;

	str_init(&s);
	view_copy(d, (struct span){ from, at.end + 256 }, at.end + 256 - from, &s);
	anchor = anchor_make(str_sv(&s), (struct span){ at.start - from, at.end - from }, arena);
	anchor.span = at;
	str_fini(&s);
	return anchor;
}

void doc_switch(struct app *a, size_t to)
{
	struct doc *d;

	if (to >= a->docs.n)
		return;
	a->doc = to;
	a->mode = MODE_NORMAL;
	d = app_doc(a);
	view_normalize(a, d);
	app_extract(a);
	view_goto(a, d, d->caret);
}

bool cmd_next(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	if (a->doc + 1 >= a->docs.n)
		return error_set(err, ERR_STATE, _("this is the last article"));
	doc_switch(a, a->doc + 1);
	return true;
}

bool cmd_prev(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	if (a->doc == 0)
		return error_set(err, ERR_STATE, _("this is the first article"));
	doc_switch(a, a->doc - 1);
	return true;
}

bool cmd_files(struct app *a, const struct args *args, struct error *err)
{
	struct str s;

	(void)args;
	(void)err;
	str_init(&s);
	list_open(a, LIST_FILES, _("Articles (Enter opens)"));
	for (size_t i = 0; i < a->docs.n; i++) {
		struct doc *d = a->docs.v[i];
		struct list_line *l;

		str_clear(&s);
		utf8_printable(sv_of(d->path), &s);
		if (d->has_found)
			str_addf(&s, _("  %u/%u decided"), d->decided, d->total);
		l = list_add(a, s.p);
		l->id = i;
	}
	a->list.cur = a->doc;
	a->mode = MODE_TAGALL;
	str_fini(&s);
	return true;
}
