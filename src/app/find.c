/* find.c - see find.h. */
#include "app/find.h"

#include <string.h>

#include "app/command.h"
#include "app/files.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/view.h"
#include "base/i18n.h"

#define HITS_MAX 100000       /* places kept: enough for "3/100000+" */
#define ROWS_COUNTED 20000    /* of a pane or list whose matches are counted at once */

/* Does the search go through rows? */
static bool in_rows(const struct app *a)
{
	enum mode m = app_focus(a);

	return m == MODE_PANE || mode_is_list(m);
}

/* ---- the pattern ---- */

static unsigned default_flags(const struct app *a)
{
	return option_bool(a->o.options, OPT_REGEX) ? SEARCH_REGEX : 0;
}

void find_forget(struct app *a)
{
	a->hits.at.n = 0;
	a->hits.upto = 0;
	a->hits.doc = a->doc;
}

bool find_set(struct app *a, struct sv typed, struct error *err)
{
	struct search *s = search_parse(typed, default_flags(a), err);
	struct str copy;

	if (!s)
		return false;
	search_free(a->search);
	a->search = s;
	str_init(&copy); /* typed may be the pattern itself */
	str_add(&copy, typed);
	str_fini(&a->pattern);
	a->pattern = copy;
	find_forget(a);
	return true;
}

void find_toggle_regex(struct app *a, struct sv typed, struct str *out)
{
	const char *other = option_bool(a->o.options, OPT_REGEX) ? "\\V" : "\\v";

	if (sv_starts(typed, sv_of(other)))
		str_add(out, sv_cut(typed, 2, typed.n));
	else
		str_addf(out, "%s" SV_FMT, other, SV_ARG(typed));
}

/* ---- in the article ---- */

static bool on_tick(void *ctx, size_t pos)
{
	struct app *a = ctx;
	struct doc *d = app_doc(a);

	if (pos > a->busy_limit) {
		a->busy_over = true;
		return true;
	}
	if (!a->busy || !d || text_size(d->text) == 0)
		return false;
	a->busy_percent = (unsigned)((double)pos * 100.0 / (double)text_size(d->text));
	return a->busy(a->busy_ctx, a->mode == MODE_PROMPT);
}

/* Was it the user who ended the search? */
static bool was_stopped(const struct app *a)
{
	return search_stopped(a->search) && !a->busy_over;
}

/* First match from pos on and not far behind limit, or last before pos; interruptible. */
static bool look(struct app *a, struct doc *d, int dir, size_t pos, size_t limit, struct span *hit)
{
	bool found;

	a->busy_limit = limit;
	a->busy_over = false;
	search_watch(a->search, on_tick, a);
	found = dir > 0 ? search_next(a->search, d->text, pos, hit) : search_prev(a->search, d->text, pos, hit);
	a->busy_shown = false;
	return found && !search_stopped(a->search);
}

static bool not_found(struct app *a, struct error *err)
{
	if (was_stopped(a))
		return error_set(err, ERR_STATE, _("the search was stopped"));
	if (search_gave_up(a->search))
		return error_set(err, ERR_LIMIT, _("not found: %s (the pattern takes too long in places)"), a->pattern.p);
	return error_set(err, ERR_STATE, _("not found: %s"), a->pattern.p);
}

static bool find_in_article(struct app *a, struct doc *d, int dir, bool here, struct error *err)
{
	size_t from = d->caret;
	struct span hit;
	bool found;

	if (dir > 0 && !here)
		from = look(a, d, 1, d->caret, SIZE_MAX, &hit) && hit.start == d->caret ? hit.end : d->caret + 1;
	found = look(a, d, dir, from, SIZE_MAX, &hit);
	if (!found && !was_stopped(a)) { /* forth: only what was not seen yet */
		found = look(a, d, dir, dir > 0 ? 0 : text_size(d->text) + 1, dir > 0 ? d->caret : SIZE_MAX, &hit);
		if (found)
			app_say(a, dir > 0 ? _("search goes on from the top") : _("search goes on from the end"));
	}
	if (!found)
		return not_found(a, err);
	a->search_marks = true;
	view_goto(a, d, hit.start);
	return true;
}

/* ---- in rows ---- */

static size_t row_count(const struct app *a, const struct doc *d)
{
	return app_focus(a) == MODE_PANE ? d->panes[a->pane].rows.n : a->list.lines.n;
}

static bool row_matches(struct app *a, struct doc *d, size_t i, struct str *buf)
{
	struct span hit;

	str_clear(buf);
	if (app_focus(a) != MODE_PANE) {
		str_adds(buf, a->list.lines.v[i].text);
	} else {
		const struct pane_row *r = &d->panes[a->pane].rows.v[i];

		if (r->type == ROW_GROUP)
			return false;
		pane_row_words(d, a->pane, r, buf);
	}
	return search_in(a->search, str_sv(buf), 0, &hit);
}

static size_t row_current(const struct app *a, const struct doc *d)
{
	if (app_focus(a) == MODE_PANE)
		return d->panes[a->pane].cur;
	if (mode_picks(app_focus(a)))
		return a->list.cur;
	return a->list.found != NONE ? a->list.found : a->list.top;
}

static void row_goto(struct app *a, struct doc *d, size_t i)
{
	enum mode keep = a->mode;

	if (app_focus(a) == MODE_PANE) {
		d->panes[a->pane].cur = i;
		return;
	}
	a->list.found = i;
	a->mode = app_focus(a); /* list_move asks what kind of list it is */
	list_move(a, (long)i - (long)(mode_picks(a->mode) ? a->list.cur : a->list.top));
	a->mode = keep;
}

/* « 3/17 » of the rows that match, said. */
static void say_row(struct app *a, struct doc *d, size_t at)
{
	size_t n = row_count(a, d), before = 0, all = 0;
	struct str buf;

	if (n > ROWS_COUNTED)
		return;
	str_init(&buf);
	for (size_t i = 0; i < n; i++) {
		bool is = row_matches(a, d, i, &buf);

		all += is;
		before += is && i <= at;
	}
	str_fini(&buf);
	app_say(a, _("%s: %zu of %zu rows"), a->pattern.p, before, all);
}

static bool find_in_rows(struct app *a, struct doc *d, int dir, bool here, struct error *err)
{
	size_t n = row_count(a, d), from = row_current(a, d);
	struct str buf;
	bool found = false;
	size_t i = 0;

	files_fill(a, 0, a->list.lines.n);
	str_init(&buf);
	for (size_t k = here ? 0 : 1; k <= n && n > 0 && !found; k++) {
		i = dir > 0 ? (from + k) % n : (from + n - k % n) % n;
		found = row_matches(a, d, i, &buf);
	}
	str_fini(&buf);
	if (!found)
		return not_found(a, err);
	a->search_marks = true;
	row_goto(a, d, i);
	if (a->mode != MODE_PROMPT)
		say_row(a, d, i);
	return true;
}

static bool find(struct app *a, struct doc *d, int dir, bool here, struct error *err)
{
	return in_rows(a) ? find_in_rows(a, d, dir, here, err) : find_in_article(a, d, dir, here, err);
}

/* ---- the prompt ---- */

void find_begin(struct app *a)
{
	struct doc *d = app_doc(a);
	struct prompt *p = &a->prompt;

	str_clear(&a->pattern_before);
	str_add(&a->pattern_before, str_sv(&a->pattern));
	p->marks_before = a->search_marks;
	p->origin_row = d && in_rows(a) ? row_current(a, d) : 0;
}

/* Back to where the prompt opened. */
static void to_origin(struct app *a, struct doc *d)
{
	if (in_rows(a)) {
		if (row_current(a, d) != a->prompt.origin_row)
			row_goto(a, d, a->prompt.origin_row);
		return;
	}
	d->caret = a->prompt.origin;
	d->top = a->prompt.origin_top;
	d->item = view_item_at(d, d->caret);
}

void find_preview(struct app *a, struct sv typed)
{
	struct doc *d = app_doc(a);
	struct span hit;

	if (!d)
		return;
	to_origin(a, d);
	a->search_marks = false;
	if (typed.n == 0 || !find_set(a, typed, NULL))
		return;
	if (in_rows(a)) {
		find_in_rows(a, d, 1, true, NULL);
	} else if (look(a, d, 1, d->caret, SIZE_MAX, &hit) || (!was_stopped(a) && look(a, d, 1, 0, d->caret, &hit))) {
		a->search_marks = true;
		view_goto(a, d, hit.start);
	}
}

void find_cancel(struct app *a)
{
	struct doc *d = app_doc(a);

	if (!d)
		return;
	to_origin(a, d);
	if (!in_rows(a))
		view_goto(a, d, a->prompt.origin);
	if (a->pattern_before.n > 0)
		find_set(a, str_sv(&a->pattern_before), NULL);
	a->search_marks = a->prompt.marks_before && a->pattern_before.n > 0;
}

bool find_commit(struct app *a, struct sv typed, struct error *err)
{
	struct doc *d = in_rows(a) ? app_doc(a) : need_doc(a, err);

	if (!d)
		return false;
	if (typed.n == 0 && a->pattern.n == 0) {
		a->search_marks = false;
		return true;
	}
	if (typed.n > 0 && !find_set(a, typed, err))
		return false;
	if (!in_rows(a))
		view_push_jump(d);
	return find(a, d, 1, typed.n > 0, err);
}

bool cmd_search(struct app *a, const struct args *args, struct error *err)
{
	struct str typed;
	bool ok;

	if (!in_rows(a) && !need_doc(a, err))
		return false;
	if (a->mode == MODE_HELP && a->list.kind == LIST_HELP && a->list.folded)
		app_run(a, SV("help all"), NULL);
	if (args->n == 0) {
		prompt_open(a, PROMPT_SEARCH, SV(""));
		return true;
	}
	str_init(&typed); /* a regular expression, unless it says otherwise */
	if (!sv_starts(args->v[0], SV("\\V")))
		str_adds(&typed, "\\v");
	str_add(&typed, args->v[0]);
	ok = find_commit(a, str_sv(&typed), err);
	str_fini(&typed);
	return ok;
}

static bool search_again(struct app *a, const struct args *args, int dir, struct error *err)
{
	struct doc *d = in_rows(a) ? app_doc(a) : need_doc(a, err);
	size_t n = args->count ? args->count : 1;

	if (!d)
		return false;
	if (!a->search)
		return error_set(err, ERR_STATE, _("nothing was searched yet"));
	if (!in_rows(a) && n > 1)
		view_push_jump(d);
	for (size_t i = 0; i < n && i < 1000; i++)
		if (!find(a, d, dir, false, err))
			return false;
	return true;
}

bool cmd_search_next(struct app *a, const struct args *args, struct error *err)
{
	return search_again(a, args, 1, err);
}

bool cmd_search_prev(struct app *a, const struct args *args, struct error *err)
{
	return search_again(a, args, -1, err);
}

/* ---- counting ---- */

static bool counted(const struct app *a, const struct doc *d)
{
	return a->hits.upto >= text_size(d->text) || a->hits.at.n >= HITS_MAX;
}

bool find_count(struct app *a, size_t budget)
{
	struct doc *d = app_doc(a);

	if (!d || !a->search || !a->search_marks)
		return false;
	if (a->hits.doc != a->doc)
		find_forget(a);
	if (counted(a, d))
		return false;
	search_watch(a->search, NULL, NULL);
	search_scan(a->search, d->text, a->hits.upto, a->hits.upto + budget, HITS_MAX, &a->hits.at, &a->hits.upto);
	return !counted(a, d);
}

void find_position(struct app *a, const struct doc *d, struct str *out)
{
	const pos_vec *at = &a->hits.at;
	size_t lo = 0, hi = at->n;

	if (in_rows(a) || !a->search || !a->search_marks || a->hits.doc != a->doc || (at->n == 0 && a->hits.upto == 0))
		return;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (at->v[mid] < d->caret)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < at->n && at->v[lo] == d->caret)
		str_addf(out, "%zu", lo + 1);
	else
		str_adds(out, "-");
	str_addf(out, "/%zu%s", at->n, counted(a, d) && at->n < HITS_MAX ? "" : "+");
}
