/* files.c - see files.h. What it shows of articles that are not open comes from
 * surveys, made one after the other behind the screen once the list was asked for.
 */
#include "app/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app/article.h"
#include "app/command.h"
#include "app/docs.h"
#include "app/find.h"
#include "app/panes.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/sidecar.h"

#define WIDE 100          /* columns from which names and counts have their own */
#define NAME_W 18
#define DAY_W 10
#define DECIDED_W 9
#define KIND_W 9
#define HITS_MAX 2000     /* of a search over all */
#define HITS_ARTICLE 100  /* of them in one */
#define CONTEXT 48        /* bytes before a hit */

static const char *const sorts[FILES_ORDERS] = { [FILES_GIVEN] = "given", [FILES_NAME] = "name", [FILES_DATE] = "date",
				     [FILES_PROGRESS] = "progress" };

/* ---- surveys ---- */

static struct memory *known_names(const struct app *a)
{
	return memory_copy(a->learning.all);
}

void files_survey(struct app *a)
{
	bool per = option_bool(a->o.options, OPT_PER_ANNOTATOR);

	if (!a->surveying || worker_busy(a->errands))
		return;
	for (size_t i = 0; i < a->docs.n; i++) {
		struct doc *d = a->docs.v[doc_at(a, i)];
		struct errand *e;
		char *kept;

		if (d->surveyed || d->state != DOC_CLOSED)
			continue;
		d->surveyed = true;
		kept = article_kept(d->path, a->o.options);
		if (kept && !article_is_kept(kept)) { /* nothing to read yet */
			free(kept);
			continue;
		}
		e = errand_new(ERRAND_SURVEY, doc_at(a, i), d->path);
		e->enc = kept ? ENC_AUTO : d->enc;
		e->file = kept ? kept : xstrdup(d->path);
		if (!a->o.no_sidecar)
			e->side = sidecar_path(e->file, per ? a->o.annotator : NULL,
					       option_string(a->o.options, OPT_DIRECTORY));
		snprintf(e->date, sizeof e->date, "%s", option_string(a->o.options, OPT_DATE));
		e->memory = known_names(a);
		worker_start(a->errands, &(struct worker_job){ .doc = e->doc, .errand = e }, false);
		return;
	}
	a->surveying = false;
}

void files_surveyed(struct app *a, struct errand *e)
{
	struct doc *d = e->doc < a->docs.n ? a->docs.v[e->doc] : NULL;

	if (d && e->ok && d->state != DOC_OPEN) {
		if (!e->survey.day[0])
			memcpy(e->survey.day, d->survey.day, sizeof e->survey.day);
		survey_fini(&d->survey);
		d->survey = e->survey;
		e->survey = (struct survey){ 0 };
	}
	files_survey(a);
}

/* ---- the rows ---- */

/* The last part of a path. */
static const char *short_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

/* Of the dateline, else when the file was written. */
static void day_of(const struct doc *d, const struct survey *s, char day[11])
{
	struct stat st;
	struct tm tm;

	memcpy(day, s->day, 11);
	if (!day[0] && stat(d->path, &st) == 0 && localtime_r(&st.st_mtime, &tm))
		strftime(day, 11, "%Y-%m-%d", &tm);
}

/* Right in a column of so many columns. */
static void add_right(struct str *out, unsigned width, const char *text)
{
	for (size_t w = utf8_width(sv_of(text)); w < width; w++)
		str_addc(out, ' ');
	str_adds(out, text);
}

static void add_number(struct str *out, unsigned width, unsigned n)
{
	char digits[12];

	snprintf(digits, sizeof digits, "%u", n);
	add_right(out, width, digits);
}

static void add_decided(const struct survey *s, struct str *out)
{
	struct str n;

	str_init(&n);
	if (s->known)
		str_addf(&n, "%u/%u", s->decided, s->total);
	add_right(out, DECIDED_W, n.p);
	str_adds(out, s->known && s->decided == s->total ? " ✓" : "  ");
	str_fini(&n);
}

/* What stands at the right: day, decided, counts by kind, as the width allows. */
static char *make_tail(const struct app *a, const struct doc *d, const struct survey *s)
{
	struct str out;
	char day[11] = "";

	str_init(&out);
	if (a->w >= 60) {
		day_of(d, s, day);
		add_right(&out, DAY_W, day);
	}
	add_decided(s, &out);
	if (a->w >= WIDE && s->known) {
		add_number(&out, KIND_W, s->kinds[KIND_ENTITY] + s->kinds[KIND_SPAN]);
		add_number(&out, KIND_W, s->kinds[KIND_FIGURE] + s->kinds[KIND_DATE]);
		add_number(&out, KIND_W, s->kinds[KIND_QUOTE]);
	} else if (a->w >= WIDE) {
		add_right(&out, 3 * KIND_W, "");
	}
	return out.p; /* the caller's now */
}

static void make_columns(struct app *a)
{
	struct str out;

	str_init(&out);
	if (a->w >= 60) {
		add_right(&out, DAY_W, _("date"));
		add_right(&out, DECIDED_W, _("decided"));
		str_adds(&out, "  ");
	}
	if (a->w >= WIDE) {
		add_right(&out, KIND_W, _("names"));
		add_right(&out, KIND_W, _("figures"));
		add_right(&out, KIND_W, _("quotes"));
	}
	free(a->list.columns);
	a->list.columns = out.p; /* not fini: handed over */
}

/* Appends the name in so many columns: without .txt, or cut, where it is too long. */
static void add_name(struct sv name, size_t columns, struct str *out)
{
	size_t n, w;

	if (utf8_width(name) > columns && sv_ends(name, SV(".txt")))
		name = sv_cut(name, 0, name.n - 4);
	n = utf8_width(name) > columns ? utf8_seek(name, columns - 1) : name.n;
	str_add(out, sv_cut(name, 0, n));
	w = utf8_width(sv_cut(name, 0, n));
	if (n < name.n) {
		str_adds(out, "…");
		w++;
	}
	for (; w < columns + 2; w++)
		str_addc(out, ' ');
}

/* The name in a column of its own where there is room, then the title. */
static char *make_text(const struct app *a, const struct doc *d, const struct survey *s)
{
	struct str out, name;

	str_init(&out);
	str_init(&name);
	utf8_printable(sv_of(short_name(d->path)), &name);
	if (!s->title) {
		str_add(&out, str_sv(&name));
	} else if (a->w < 80 || strchr(d->path, '#')) { /* items of a feed have no name */
		utf8_printable(sv_of(s->title), &out);
	} else {
		add_name(str_sv(&name), a->w >= WIDE ? NAME_W + 10 : NAME_W, &out);
		utf8_printable(sv_of(s->title), &out);
	}
	str_fini(&name);
	return out.p; /* the caller's now */
}

/* A row is made when it is in sight or searched: a thousand are there at once. */
static void fill_row(const struct app *a, struct list_line *l)
{
	const struct doc *d = a->docs.v[l->id];
	struct survey s;

	if (l->tail)
		return;
	doc_survey(d, &s);
	free(l->text);
	l->text = make_text(a, d, &s);
	l->tail = make_tail(a, d, &s);
	free(s.title);
}

static void empty_row(struct list_line *l)
{
	free(l->tail);
	l->tail = NULL;
}

void files_fill(struct app *a, size_t from, size_t n)
{
	if (a->list.kind != LIST_FILES)
		return;
	for (size_t i = from; i < a->list.lines.n && i - from < n; i++)
		fill_row(a, &a->list.lines.v[i]);
}

static void make_title(struct app *a)
{
	static const char *const titles[FILES_ORDERS] = { [FILES_NAME] = N_("by name"), [FILES_DATE] = N_("by date"),
							[FILES_PROGRESS] = N_("by progress") };
	size_t done = 0;
	struct str s;

	for (size_t i = 0; i < a->docs.n; i++)
		done += doc_is_finished(a->docs.v[i]);
	str_init(&s);
	str_addf(&s, ngettext("%zu article, %zu finished", "%zu articles, %zu finished", a->docs.n), a->docs.n, done);
	if (a->sort != FILES_GIVEN)
		str_addf(&s, " · %s", _(titles[a->sort]));
	free(a->list.title);
	a->list.title = s.p; /* not fini: handed over */
}

void files_changed(struct app *a, size_t doc)
{
	if (a->list.kind != LIST_FILES || a->list.lines.n == 0)
		return;
	for (size_t i = 0; i < a->list.lines.n; i++) {
		if (a->list.lines.v[i].id == doc) {
			empty_row(&a->list.lines.v[i]);
			break;
		}
	}
	make_title(a);
}

void files_resized(struct app *a)
{
	if (a->list.kind != LIST_FILES || a->list.lines.n == 0)
		return;
	for (size_t i = 0; i < a->list.lines.n; i++)
		empty_row(&a->list.lines.v[i]);
	make_columns(a);
	list_move(a, 0);
}

/* ---- order ---- */

struct sorted {
	size_t doc;
	const struct doc *d;
	char day[11];
	double part; /* decided */
	enum file_sort by;
};

static int compare(const void *pa, const void *pb)
{
	const struct sorted *a = pa, *b = pb;
	int c = 0;

	if (a->by == FILES_NAME)
		c = strcmp(short_name(a->d->path), short_name(b->d->path));
	else if (a->by == FILES_DATE) /* the newest first */
		c = strcmp(b->day, a->day);
	else if (a->by == FILES_PROGRESS) /* what has been begun first, what is done last */
		c = (a->part < b->part) - (a->part > b->part);
	return c ? c : (a->doc > b->doc) - (a->doc < b->doc);
}

static double part_of(const struct survey *s)
{
	if (!s->known)
		return 0;
	return s->decided >= s->total ? -1 : (double)s->decided / (double)s->total;
}

static void put_in_order(struct app *a)
{
	struct sorted *all = xcalloc(a->docs.n + 1, sizeof *all);

	for (size_t i = 0; i < a->docs.n; i++) {
		struct survey s;

		all[i] = (struct sorted){ .doc = i, .d = a->docs.v[i], .by = a->sort };
		doc_survey(all[i].d, &s);
		if (a->sort == FILES_DATE)
			day_of(all[i].d, &s, all[i].day);
		all[i].part = part_of(&s);
		free(s.title);
	}
	qsort(all, a->docs.n, sizeof *all, compare);
	vec_clear(&a->order);
	for (size_t i = 0; i < a->docs.n; i++)
		vec_push(&a->order, all[i].doc);
	free(all);
}

static bool choose_sort(struct app *a, struct sv name, struct error *err)
{
	if (sv_eq(name, SV("next"))) {
		a->sort = (enum file_sort)((a->sort + 1) % FILES_ORDERS);
		return true;
	}
	for (size_t i = 0; i < FILES_ORDERS; i++) {
		if (sv_eq(name, sv_of(sorts[i]))) {
			a->sort = (enum file_sort)i;
			return true;
		}
	}
	return error_set(err, ERR_USAGE, _("no such order: %.*s"), SV_ARG(name));
}

bool cmd_files(struct app *a, const struct args *args, struct error *err)
{
	bool again = a->list.kind == LIST_FILES && a->list.lines.n > 0;
	size_t at = again && a->list.cur < a->list.lines.n ? a->list.lines.v[a->list.cur].id : a->doc;

	if (arg_is(args, 0, "next") && a->mode == MODE_TAGALL && a->list.kind != LIST_FILES)
		return error_set(err, ERR_STATE, _("this list has one order"));
	if (args->n && !choose_sort(a, args->v[0], err))
		return false;
	if (args->n)
		put_in_order(a);
	list_open(a, LIST_FILES, "");
	for (size_t i = 0; i < a->docs.n; i++)
		list_add(a, "")->id = doc_at(a, i);
	make_title(a);
	make_columns(a);
	a->mode = MODE_TAGALL;
	list_move(a, (long)doc_place(a, at));
	a->surveying = true;
	if (!args->n && app_doc(a) && app_doc(a)->state == DOC_CLOSED)
		app_say(a, _("Enter opens an article"));
	return true;
}

size_t files_row(const struct app *a)
{
	bool in = a->mode == MODE_TAGALL && (a->list.kind == LIST_FILES || a->list.kind == LIST_GREP);

	return in && a->list.cur < a->list.lines.n ? a->list.lines.v[a->list.cur].id : NONE;
}

bool files_apply(struct app *a, size_t doc, struct span at)
{
	bool go = a->list.kind == LIST_GREP;

	list_close(a);
	find_forget(a);
	if (!(go ? doc_switch(a, doc) : doc_enter(a, doc)))
		return true; /* said */
	if (go)
		app_doc(a)->focus = PANE_COUNT;
	if (go && at.end <= text_size(app_doc(a)->text)) {
		view_push_jump(app_doc(a));
		view_goto(a, app_doc(a), at.start);
	}
	return true;
}

void files_left(struct app *a)
{
	if (app_doc(a) && app_doc(a)->state == DOC_CLOSED)
		a->quit = true; /* the list is all there is */
}

bool cmd_next_unfinished(struct app *a, const struct args *args, struct error *err)
{
	size_t place = doc_place(a, a->doc);

	(void)args;
	for (size_t k = 1; k < a->docs.n; k++) {
		size_t i = doc_at(a, (place + k) % a->docs.n);

		if (!doc_is_finished(a->docs.v[i]) && doc_enter(a, i))
			return true;
	}
	a->surveying = true; /* next time one knows more */
	return error_set(err, ERR_STATE, _("no other article is unfinished"));
}

/* ---- the text anew ---- */

bool cmd_convert(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = app_doc(a);
	struct article_how how = { .options = a->o.options, .enc = ENC_AUTO };
	char *kept;
	struct str text;
	bool ok;

	(void)args;
	if (!d || d->state == DOC_CONVERTING)
		return need_doc(a, err) != NULL;
	kept = article_kept(d->path, a->o.options);
	if (!kept)
		return error_set(err, ERR_STATE, _("%s is text already"), d->path);
	str_init(&text);
	ok = article_convert(d->path, &how, &text, err) && article_keep(kept, str_sv(&text), err);
	str_fini(&text);
	free(kept);
	if (!ok)
		return false;
	find_forget(a);
	if (d->state == DOC_OPEN && !doc_close(a, d))
		return error_set(err, ERR_STATE, _("%s is not open"), d->path);
	if (!doc_open(a, d, true, err))
		return false;
	view_normalize(a, d);
	app_extract(a);
	view_goto(a, d, d->caret);
	if (!a->message.n)
		app_say(a, _("the text is kept in %s"), d->file);
	return true;
}

/* ---- searching in all ---- */

/* The line around a hit, for its row; where the hit stands in that. */
static char *context(struct text *t, struct span hit, struct span *mark)
{
	size_t line = text_line_start_within(t, hit.start, CONTEXT);
	char raw[CONTEXT + 256];
	struct sv bytes;
	struct str s;

	bytes = (struct sv){ raw, text_read(t, line, raw, sizeof raw) };
	while (bytes.n && line > 0 && ((unsigned char)bytes.p[0] & 0xc0) == 0x80)
		bytes = sv_cut(bytes, 1, bytes.n);
	for (size_t i = hit.start - line; i < bytes.n; i++)
		if (bytes.p[i] == '\n' && i >= hit.end - line)
			bytes.n = i;
	str_init(&s);
	bytes = sv_trim(bytes);
	size_t before = hit.start - line - (size_t)(bytes.p - raw); /* trimmed too; a hit of blanks has none */
	before = before < bytes.n ? before : 0;
	utf8_printable(sv_cut(bytes, 0, before), &s);
	mark->start = s.n;
	utf8_printable(sv_cut(bytes, before, before + (hit.end - hit.start)), &s);
	mark->end = s.n;
	utf8_printable(sv_cut(bytes, before + (hit.end - hit.start), bytes.n), &s);
	return s.p; /* the caller's now */
}

static void grep_text(struct app *a, size_t doc, struct text *t)
{
	struct span hit = { 0, 0 };
	size_t n = 0;

	for (size_t pos = 0; n < HITS_ARTICLE && a->list.lines.n < HITS_MAX && search_next(a->search, t, pos, &hit);
	     pos = hit.end > hit.start ? hit.end : hit.end + 1, n++) {
		struct list_line *l = list_add(a, "");
		struct str name;

		free(l->text);
		l->text = context(t, hit, &l->mark);
		l->id = doc;
		l->span = hit;
		str_init(&name);
		utf8_printable(sv_of(short_name(a->docs.v[doc]->path)), &name);
		if (name.n && a->w >= 60)
			l->tail = xstrndup(name.p, utf8_seek(str_sv(&name), 24));
		str_fini(&name);
	}
}

/* false: the user has had enough of it. */
static bool grep_doc(struct app *a, size_t doc, size_t *unread)
{
	struct doc *d = a->docs.v[doc];
	char *kept = d->state == DOC_OPEN ? NULL : article_kept(d->path, a->o.options);
	struct text *t = d->state == DOC_OPEN ? d->text :
			 kept && !article_is_kept(kept) ? NULL :
							  text_open(kept ? kept : d->path, d->enc, NULL);

	free(kept);
	if (t)
		grep_text(a, doc, t);
	else
		++*unread;
	if (t && t != d->text)
		text_close(t);
	a->busy_percent = (unsigned)(doc * 100 / a->docs.n);
	return !(doc % 16 == 15 && a->busy && a->busy(a->busy_ctx, false));
}

bool cmd_grep(struct app *a, const struct args *args, struct error *err)
{
	size_t unread = 0, in = 0, last = NONE;
	struct str title;
	bool whole = true;

	if (!find_set(a, args->v[0], err))
		return false;
	list_open(a, LIST_GREP, "");
	for (size_t i = 0; i < a->docs.n && whole; i++)
		whole = grep_doc(a, doc_at(a, i), &unread) && a->list.lines.n < HITS_MAX;
	a->busy_shown = false;
	for (size_t i = 0; i < a->list.lines.n; i++) {
		in += a->list.lines.v[i].id != last;
		last = a->list.lines.v[i].id;
	}
	if (unread)
		app_say(a, ngettext("%zu article is not converted yet: it was not searched",
				    "%zu articles are not converted yet: they were not searched", unread), unread);
	if (a->list.lines.n == 0) {
		list_close(a);
		return error_set(err, ERR_STATE, _("not found in any article: %s"), a->pattern.p);
	}
	str_init(&title);
	if (whole)
		str_addf(&title, ngettext("%zu match", "%zu matches", a->list.lines.n), a->list.lines.n);
	else
		str_addf(&title, _("more than %zu matches"), a->list.lines.n);
	str_adds(&title, " · ");
	str_addf(&title, ngettext("%zu article", "%zu articles", in), in);
	str_addf(&title, " · %s", a->pattern.p);
	free(a->list.title);
	a->list.title = title.p; /* not fini: handed over */
	a->search_marks = true;
	a->mode = MODE_TAGALL;
	return true;
}
