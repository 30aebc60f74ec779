/* past.c - everything that was done to the annotations of an article: who, when,
 * what, the newest first. From there any step is undone or done again, wherever it
 * stands, and any earlier state comes back, also one on a branch that was left.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* One undo step of the log. */
struct past {
	uint64_t step;
	size_t first, last; /* records */
	size_t count;
};

typedef VEC(struct past) past_vec;

/* Where an annotation was added. */
struct birth {
	uint64_t id;
	size_t at; /* record */
};

typedef VEC(struct birth) birth_vec;

static int by_step(const void *x, const void *y)
{
	const struct past *a = x, *b = y;

	return a->step != b->step ? (a->step > b->step ? 1 : -1) : (a->first > b->first) - (a->first < b->first);
}

static int by_first(const void *x, const void *y)
{
	const struct past *a = x, *b = y;

	return (a->first > b->first) - (a->first < b->first);
}

static int by_annotation(const void *x, const void *y)
{
	const struct birth *a = x, *b = y;

	return (a->id > b->id) - (a->id < b->id);
}

/* The steps in order; the records of one step may stand apart after a merge. */
static void steps_of(const struct book *b, past_vec *out)
{
	size_t n = 0;

	for (size_t i = 0; i < book_log_count(b); i++) {
		const struct op *o = book_log_at(b, i);
		struct past p = { o->turn == TURN_RESTORE ? o->restored : o->step, i, i, 1 };

		if ((o->verb == OP_UNDO || o->verb == OP_REDO) && o->turn != TURN_RESTORE)
			continue;
		if (out->n && out->v[out->n - 1].step == p.step) {
			out->v[out->n - 1].last = i;
			out->v[out->n - 1].count++;
		} else {
			vec_push(out, p);
		}
	}
	if (out->n == 0)
		return;
	qsort(out->v, out->n, sizeof *out->v, by_step);
	for (size_t i = 1; i < out->n; i++) {
		if (out->v[i].step == out->v[n].step) {
			out->v[n].last = out->v[i].last;
			out->v[n].count += out->v[i].count;
		} else {
			out->v[++n] = out->v[i];
		}
	}
	out->n = n + 1;
	qsort(out->v, out->n, sizeof *out->v, by_first);
}

static void births_of(const struct book *b, birth_vec *out)
{
	for (size_t i = 0; i < book_log_count(b); i++) {
		struct birth one = { book_log_at(b, i)->target, i };

		if (book_log_at(b, i)->verb == OP_ADD)
			vec_push(out, one);
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_annotation);
}

static const char *deed(const struct op *o)
{
	switch (o->verb) {
	case OP_ADD:
		return o->to.status == STATUS_REJECTED ? _("refused")
		       : o->to.origin && strcmp(o->to.origin, "extracted") == 0 ? _("kept")
		       : o->to.origin && strncmp(o->to.origin, "import", 6) == 0 ? _("imported") : _("tagged");
	case OP_REMOVE:
		return _("taken away");
	case OP_TAG:
		return _("retagged");
	case OP_STATUS:
		return o->to.status == STATUS_REJECTED ? _("refused") : _("kept");
	case OP_SPAN:
		return _("edges");
	case OP_ATTR:
		return _("attribute");
	case OP_NOTE:
		return _("note");
	case OP_LINK:
		return _("linked");
	default:
		return _("unlinked");
	}
}

/* What a record sets beside the words: the tag, the attribute, the note. */
static void detail(const struct op *o, const struct op *born, struct str *out)
{
	if (o->verb == OP_ATTR)
		str_addf(out, "%s=%s ", attr_name(o->attr), o->to.attr[o->attr] ? o->to.attr[o->attr] : "");
	else if (o->verb == OP_NOTE)
		str_addf(out, "« %s » ", o->to.note ? o->to.note : "");
	else if (o->verb == OP_TAG && o->to.tag)
		str_addf(out, "%s ", o->to.tag);
	else if (o->verb == OP_LINK && o->name)
		str_addf(out, "%s ", o->name);
	else if (born && born->to.tag)
		str_addf(out, "%s ", born->to.tag);
}

/* « 2026-11-27T12:03:04Z » where the reader lives: the hour when it was today,
 * else the day. */
static void moment(const struct app *a, const char *when, struct str *out)
{
	time_t t, today = a->o.now ? (time_t)a->o.now(NULL) : time(NULL);
	struct tm tm = { 0 }, now = { 0 };
	char local[20] = "-";

	if (when && strptime(when, "%Y-%m-%dT%H:%M:%SZ", &tm)) {
		t = timegm(&tm);
		if (localtime_r(&t, &tm) && localtime_r(&today, &now))
			strftime(local, sizeof local, tm.tm_yday == now.tm_yday && tm.tm_year == now.tm_year
							      ? "%H:%M" : "%Y-%m-%d", &tm);
	}
	str_addf(out, "%-5s", local);
}

/* Who did what to which words, and how many more. */
static void describe(const struct op *o, const struct op *born, size_t count, struct str *out)
{
	str_addf(out, _("  %s  %s: "), o->annotator ? o->annotator : "?", deed(o));
	detail(o, born, out);
	str_adds(out, o->verb == OP_SPAN && o->to.at.exact ? o->to.at.exact
		      : born && born->to.at.exact ? born->to.at.exact : "");
	if (count > 1)
		str_addf(out, ngettext(" and %zu more", " and %zu more", count - 1), count - 1);
}

static void add_step(struct app *a, const struct doc *d, const struct past *p, const birth_vec *births)
{
	const struct op *o = book_log_at(d->book, p->first), *born;
	struct birth key = { o->target, 0 };
	const struct birth *at = births->n ? bsearch(&key, births->v, births->n, sizeof key, by_annotation) : NULL;
	struct list_line *l;
	struct str s;

	born = at ? book_log_at(d->book, at->at) : NULL;
	str_init(&s);
	str_addf(&s, "%s ", book_step_in_force(d->book, p->step) ? "✓" : "·");
	moment(a, o->time, &s);
	if (o->turn == TURN_RESTORE)
		str_addf(&s, _("  %s  an earlier state brought back"), o->annotator ? o->annotator : "?");
	else
		describe(o, born, p->count, &s);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\t')
			s.p[i] = ' ';
	l = list_add(a, s.p);
	l->id = p->step;
	l->doc = p->last;
	l->span = born ? born->to.at.span : (struct span){ 0, 0 };
	str_fini(&s);
}

static void fill(struct app *a, struct doc *d)
{
	past_vec steps = { 0 };
	birth_vec births = { 0 };

	steps_of(d->book, &steps);
	births_of(d->book, &births);
	for (size_t i = steps.n; i-- > 0;)
		add_step(a, d, &steps.v[i], &births);
	vec_fini(&steps);
	vec_fini(&births);
}

bool cmd_history(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	(void)args;
	if (!d)
		return false;
	doc_attach(a, d);
	list_open(a, LIST_HISTORY, _("History, the newest first; · was undone"));
	fill(a, d);
	if (a->list.lines.n == 0) {
		list_close(a);
		return error_set(err, ERR_STATE, _("nothing was done yet"));
	}
	a->mode = MODE_TAGALL;
	return true;
}

/* The row of the history the cursor is on; NULL with *err. */
static struct list_line *row(struct app *a, struct error *err)
{
	if (a->mode == MODE_TAGALL && a->list.kind == LIST_HISTORY && a->list.cur < a->list.lines.n)
		return &a->list.lines.v[a->list.cur];
	error_set(err, ERR_STATE, _("the history is not open"));
	return NULL;
}

static void again(struct app *a, struct doc *d)
{
	size_t cur = a->list.cur, top = a->list.top, rows = a->list.lines.n;
	struct str keep;

	str_init(&keep); /* nothing that . repeats */
	str_add(&keep, str_sv(&a->last));
	after_change(a, d);
	str_fini(&a->last);
	a->last = keep;
	for (size_t i = 0; i < a->list.lines.n; i++)
		free(a->list.lines.v[i].text);
	vec_clear(&a->list.lines);
	fill(a, d);
	rows = a->list.lines.n - rows; /* a restored state is a row more: the same one stays under the cursor */
	a->list.cur = cur + rows;
	a->list.top = top > 0 ? top + rows : 0;
	list_move(a, 0);
}

bool past_toggle(struct app *a, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct list_line *l = row(a, err);
	bool in_force, ok;

	if (!d || !l || !doc_writable(a, d, err))
		return false;
	in_force = book_step_in_force(d->book, l->id);
	ok = in_force ? book_undo_step(d->book, l->id, err) : book_redo_step(d->book, l->id, err);
	if (book_step_in_force(d->book, l->id) != in_force)
		again(a, d);
	return ok;
}

bool cmd_restore(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct list_line *l = row(a, err);
	struct str s;

	(void)args;
	if (!d || !l || !doc_writable(a, d, err))
		return false;
	if (!book_restore(d->book, l->doc + 1, err) && !book_unsaved(d->book))
		return false;
	str_init(&s);
	str_adds(&s, l->text);
	again(a, d);
	app_say(a, _("as it was then: %.200s"), s.p);
	str_fini(&s);
	return true;
}
