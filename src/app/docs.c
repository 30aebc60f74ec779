/* docs.c - see docs.h. */
#include "app/docs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/anchor.h"
#include "annotate/textwords.h"
#include "app/article.h"
#include "app/command.h"
#include "app/panes.h"
#include "app/places.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "extract/language.h"
#include "store/sidecar.h"

/* ---- open and closed ---- */

/* What only an open document has. */
static void forget_text(struct doc *d)
{
	sidecar_close(d->sidecar);
	d->sidecar = NULL;
	book_free(d->book);
	tally_free(d->own);
	if (d->has_found)
		mentions_fini(&d->found);
	vec_fini(&d->items);
	for (int p = 0; p < PANE_COUNT; p++)
		pane_list_fini(&d->panes[p]);
	arena_fini(&d->names);
	vec_fini(&d->sel_stack);
	vec_fini(&d->paragraphs);
	if (d->state == DOC_OPEN)
		text_close(d->text);
	free(d->notice);
}

void doc_free(struct doc *d)
{
	if (!d)
		return;
	forget_text(d);
	for (int p = 0; p < PANE_COUNT; p++)
		pane_filter_free(d->panes[p].filter);
	vec_fini(&d->jumps);
	survey_fini(&d->survey);
	free(d->failed);
	free(d->file);
	free(d->path);
	language_free(d->language);
	free(d);
}

struct doc *doc_new(const char *path, const char *annotator)
{
	struct doc *d = xcalloc(1, sizeof *d);

	d->path = xstrdup(path);
	d->item = d->column = NONE;
	d->focus = PANE_COUNT;
	for (size_t i = 0; i < ARRAY_LEN(d->marks); i++)
		d->marks[i] = NONE;
	for (int p = 0; p < PANE_COUNT; p++)
		d->panes[p].kept = NONE;
	d->book = book_new(annotator);
	d->own = tally_new();
	arena_init(&d->names);
	return d;
}

void doc_put_text(struct doc *d, struct text *t)
{
	d->text = t;
	d->state = DOC_OPEN;
	d->parts_known = false;
	d->size = text_size(t);
}

static struct doc *add(struct app *a, const char *path)
{
	struct doc *d = doc_new(path, a->o.annotator);

	if (a->o.now)
		book_set_clock(d->book, a->o.now, NULL);
	d->readonly = a->o.readonly;
	d->text = a->nothing;
	vec_push(&a->docs, d);
	return d;
}

void app_add(struct app *a, const char *path, enum text_encoding enc, char *title, const char *day)
{
	struct doc *d = add(a, path);

	d->enc = enc;
	d->survey.title = title;
	memcpy(d->survey.day, day, strnlen(day, sizeof d->survey.day - 1));
}

bool app_open_text(struct app *a, struct text *t, const char *path, struct error *err)
{
	struct doc *d = add(a, path);

	(void)err;
	doc_put_text(d, t);
	d->file = xstrdup(path);
	d->visited = true;
	d->used = ++a->clock;
	return true;
}

bool app_open(struct app *a, const char *path, enum text_encoding enc, struct error *err)
{
	app_add(a, path, enc, NULL, "");
	if (doc_open(a, a->docs.v[a->docs.n - 1], true, err))
		return true;
	doc_free(a->docs.v[--a->docs.n]);
	return false;
}

bool doc_close(struct app *a, struct doc *d)
{
	struct survey s;

	if (d->state != DOC_OPEN || a->o.no_sidecar || strcmp(d->path, "-") == 0 || book_unsaved(d->book) > 0)
		return false;
	if (d->has_found) {
		doc_survey(d, &s);
		survey_fini(&d->survey);
		d->survey = s;
		d->surveyed = true;
	}
	for (int p = 0; p < PANE_COUNT; p++)
		pane_keep(d, &d->panes[p]);
	forget_text(d);
	struct doc *fresh = doc_new("", a->o.annotator);
	d->book = fresh->book;
	d->own = fresh->own;
	if (a->o.now)
		book_set_clock(d->book, a->o.now, NULL);
	fresh->book = NULL;
	fresh->own = NULL;
	doc_free(fresh);
	arena_init(&d->names);
	d->state = DOC_CLOSED;
	d->text = a->nothing;
	d->notice = NULL;
	d->attached = d->parts_known = d->has_found = d->asked = d->paragraphs_known = false;
	d->readonly = a->o.readonly;
	d->item = NONE;
	d->decided = d->total = 0;
	return true;
}

/* The text is there: where it was left, and whether it is out of date. */
static void opened(struct app *a, struct doc *d, struct text *t, char *file)
{
	doc_put_text(d, t);
	free(d->file);
	d->file = file;
	free(d->failed);
	d->failed = NULL;
	d->used = ++a->clock;
	if (!d->visited)
		places_apply(a, d);
	d->visited = true;
	if (strcmp(file, d->path) != 0 && article_is_stale(d->path, file))
		app_complain(a, _("%s is newer than its text; :convert makes it anew"), d->path);
}

/* Read-only, for a reason that the status line says. */
static void not_kept(struct app *a, struct doc *d, const struct error *why)
{
	d->readonly = true;
	free(d->notice);
	d->notice = xstrdup(why->code != ERR_NONE ? why->msg : _("opened read-only"));
	if (why->code != ERR_NONE)
		app_complain(a, "%s", why->msg);
}

static bool keeps(const struct app *a)
{
	return !a->o.readonly && !a->o.no_sidecar;
}

static void convert_behind(struct app *a, struct doc *d, size_t i, char *kept)
{
	struct errand *e = errand_new(ERRAND_CONVERT, i, d->path);

	e->file = kept;
	e->keep = keeps(a);
	e->options = options_copy(a->o.options);
	d->state = DOC_CONVERTING;
	worker_start(a->errands, &(struct worker_job){ .doc = i, .errand = e }, false);
}

/* The focus goes where it was when the article was left; once, then the user moves it. */
static void focus_again(struct app *a, struct doc *d)
{
	if (d->state != DOC_OPEN || a->mode != MODE_NORMAL || d->focus == PANE_COUNT)
		return;
	a->mode = MODE_PANE;
	a->pane = d->focus;
	d->focus = PANE_COUNT;
	pane_enter(d, a->pane);
}

static size_t index_of(const struct app *a, const struct doc *d)
{
	size_t i = 0;

	while (i < a->docs.n && a->docs.v[i] != d)
		i++;
	return i;
}

/* Closes the least used ones of too many. */
static void close_some(struct app *a, const struct doc *but)
{
	for (;;) {
		struct doc *oldest = NULL;
		size_t open = 0;

		for (size_t i = 0; i < a->docs.n; i++) {
			struct doc *d = a->docs.v[i];

			if (d->state != DOC_OPEN)
				continue;
			open++;
			if (d != but && i != a->doc && (!oldest || d->used < oldest->used))
				oldest = d;
		}
		if (open <= DOCS_OPEN || !oldest || !doc_close(a, oldest))
			return;
	}
}

bool doc_open(struct app *a, struct doc *d, bool wait, struct error *err)
{
	struct article_how how = { .options = a->o.options, .enc = d->enc, .keep = keeps(a), .force = a->o.force,
				   .later = !wait };
	struct error why = { 0 };
	char *file = NULL;
	struct text *t;

	if (d->state != DOC_CLOSED) {
		d->used = ++a->clock;
		return true;
	}
	t = article_open(d->path, &how, &file, &why);
	if (!t && file && why.code == ERR_NONE) {
		convert_behind(a, d, index_of(a, d), file);
		return true;
	}
	if (!t) {
		free(file);
		free(d->failed);
		d->failed = xstrdup(why.msg);
		return error_set(err, why.code, "%s", why.msg);
	}
	opened(a, d, t, file);
	if (why.code != ERR_NONE || (strcmp(file, d->path) != 0 && !keeps(a)))
		not_kept(a, d, &why);
	close_some(a, d);
	return true;
}

void doc_converted(struct app *a, struct errand *e)
{
	struct doc *d = e->doc < a->docs.n ? a->docs.v[e->doc] : NULL;
	struct text *t;

	if (!d || d->state != DOC_CONVERTING)
		return;
	d->state = DOC_CLOSED;
	if (e->ok && e->kept)
		t = text_open(e->file, ENC_AUTO, &e->err);
	else
		t = e->ok ? text_from_memory(d->path, str_sv(&e->text)) : NULL;
	if (!t) {
		free(d->failed);
		d->failed = xstrdup(e->err.msg);
		app_complain(a, "%s", d->failed);
		a->quit = a->quit || a->docs.n == 1; /* there is nothing to read */
		return;
	}
	opened(a, d, t, xstrdup(e->file));
	if (!e->kept)
		not_kept(a, d, &e->err);
	else if (!d->attached)
		app_say(a, _("the text is kept in %s"), d->file);
	view_normalize(a, d);
	if (d == app_doc(a)) {
		focus_again(a, d);
		app_extract(a);
		view_goto(a, d, d->caret);
	}
	close_some(a, d);
}

void app_begin(struct app *a)
{
	struct doc *d = app_doc(a);

	/* a small article has its annotations in the first frame already */
	if (d && d->state == DOC_OPEN && text_size(d->text) <= APP_WHOLE / 4)
		doc_attach(a, d);
	if (d)
		focus_again(a, d);
}

/* ---- sidecars ---- */

static void say_report(struct app *a, struct doc *d, const struct sidecar_report *r)
{
	const char *notice = NULL;

	if (r->cut)
		app_complain(a, _("%s: a step that was not written to its end was dropped; all before it is there"),
			     d->path);
	else if (r->torn)
		app_complain(a, _("%s: an unfinished last line was dropped; all before it is there"),
			     d->path);
	if (r->bad_lines)
		app_complain(a, ngettext("%s: %u damaged line was skipped: line %zu",
					 "%s: %u damaged lines were skipped, the first is line %zu", r->bad_lines),
			     d->path, r->bad_lines, r->first_bad);
	if (r->locked)
		notice = _("read-only");
	else if (r->readonly && !a->o.readonly)
		notice = _("read-only: cannot write");
	if (notice) {
		app_complain(a, "%s: %s", notice, r->why);
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

	if (d->attached || d->state != DOC_OPEN)
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
	path = sidecar_path(d->file, per ? a->o.annotator : NULL, dir);
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
	if (d->state != DOC_OPEN)
		return error_set(err, ERR_STATE, _("%s is not open"), d->path);
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

/* ---- from one to the next ---- */

size_t doc_at(const struct app *a, size_t place)
{
	return place < a->order.n ? a->order.v[place] : place;
}

size_t doc_place(const struct app *a, size_t doc)
{
	for (size_t i = 0; i < a->order.n; i++)
		if (a->order.v[i] == doc)
			return i;
	return doc;
}

bool doc_switch(struct app *a, size_t to)
{
	enum pane focus = app_pane(a);
	struct error err = { 0 };
	struct doc *d;

	if (to >= a->docs.n)
		return false;
	if (!doc_open(a, a->docs.v[to], false, &err)) {
		app_complain(a, "%s", err.msg);
		return false;
	}
	if (app_doc(a) && focus != PANE_COUNT)
		app_doc(a)->focus = focus;
	a->doc = to;
	a->mode = MODE_NORMAL;
	d = app_doc(a);
	view_normalize(a, d);
	app_extract(a);
	view_goto(a, d, d->caret);
	return true;
}

bool doc_enter(struct app *a, size_t to)
{
	if (!doc_switch(a, to))
		return false;
	focus_again(a, app_doc(a));
	return true;
}

/* The next one that can be opened, `by` places on. */
static bool step(struct app *a, int by)
{
	size_t place = doc_place(a, a->doc);

	for (;;) {
		if (by > 0 ? place + 1 >= a->docs.n : place == 0)
			return false;
		place = by > 0 ? place + 1 : place - 1;
		if (doc_enter(a, doc_at(a, place)))
			return true;
	}
}

bool cmd_next(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	return step(a, 1) || error_set(err, ERR_STATE, _("this is the last article"));
}

bool cmd_prev(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	return step(a, -1) || error_set(err, ERR_STATE, _("this is the first article"));
}

bool doc_is_finished(const struct doc *d)
{
	if (d->state == DOC_OPEN)
		return d->has_found && d->decided >= d->total;
	return d->survey.known && d->survey.decided >= d->survey.total;
}

void doc_survey(const struct doc *d, struct survey *s)
{
	if (d->state == DOC_OPEN) {
		survey_doc(d, s);
		if (d->survey.day[0] && !s->day[0])
			memcpy(s->day, d->survey.day, sizeof s->day);
		return;
	}
	*s = d->survey;
	s->title = d->survey.title ? xstrdup(d->survey.title) : NULL;
}
