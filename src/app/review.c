/* review.c - the list of cases and the keys that decide them; see review.h.
 * Where the cases come from is review_cases.c. */
#include "app/review.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/anchor.h"
#include "app/command.h"
#include "app/docs.h"
#include "app/review_cases.h"
#include "app/select.h"
#include "app/view.h"
#include "base/i18n.h"

const char *review_state(const struct app *a, size_t i)
{
	static const char *const names[CASE_COUNT] = { "", N_("kept"), N_("dropped"), N_("left"), N_("right"), N_("both"), N_("neither") };
	enum case_state s = a->review && i < a->review->cases.n ? a->review->cases.v[i].state : CASE_OPEN;

	return *names[s] ? _(names[s]) : "";
}

const char *review_side_name(const struct app *a, int side)
{
	return a->review->names[side];
}

const struct review_case *review_current(const struct app *a)
{
	bool any = a->review && a->list.kind == LIST_REVIEW && a->list.cur < a->review->cases.n;
	return any ? &a->review->cases.v[a->list.cur] : NULL;
}

unsigned review_panel(const struct app *a)
{
	if (a->list.kind != LIST_REVIEW)
		return 0;
	return a->h < 14 ? 4 : a->h < 20 ? 7 : 9;
}

void review_leave(struct app *a)
{
	if (a->review && !a->review->waiting && !a->review->left) {
		review_free(a->review);
		a->review = NULL;
	}
}

/* ---- the list ---- */

static void line_of(const struct review *r, const struct review_case *c, struct str *out)
{
	const struct review_side *s = c->side[0].there ? &c->side[0] : &c->side[1];
	const struct review_side *other = c->side[0].there && c->side[1].there ? &c->side[1] : NULL;

	if (c->same) {
		str_addf(out, ngettext("%zu is the same on both sides", "%zu are the same on both sides", c->same), c->same);
	} else {
		str_addf(out, "%s", s->a.tag);
		if (r->kind == REVIEW_DIFF && other && strcmp(other->a.tag, s->a.tag) != 0)
			str_addf(out, "/%s", other->a.tag);
		str_addf(out, "  %s", s->exact.p);
		if (r->kind == REVIEW_PLACES && !c->side[1].there)
			str_addf(out, "  — %s", _("lost"));
		else if (r->kind == REVIEW_DIFF && !other)
			str_addf(out, "  — %s", r->names[s == &c->side[1]]);
	}
}

static void fill_list(struct app *a)
{
	struct review *r = a->review;
	struct str line;
	size_t open = 0;

	for (size_t i = 0; i < a->list.lines.n; i++)
		free(a->list.lines.v[i].text);
	vec_clear(&a->list.lines);
	str_init(&line);
	for (size_t i = 0; i < r->cases.n; i++) {
		const struct review_case *c = &r->cases.v[i];

		open += c->state == CASE_OPEN;
		str_clear(&line);
		line_of(r, c, &line);
		list_add(a, line.p);
	}
	str_clear(&line);
	str_addf(&line, r->kind == REVIEW_PLACES ? _("Places to look at: %zu of %zu open") : _("Differences: %zu of %zu open"), open,
		 r->cases.n);
	free(a->list.title);
	a->list.title = str_take(&line);
	str_fini(&line);
}

static void show(struct app *a)
{
	size_t cur = a->review->cur;

	list_open(a, LIST_REVIEW, "");
	fill_list(a);
	a->mode = MODE_REVIEW;
	list_move(a, (long)cur);
}

/* To the next open case behind this one, or the first; stays where all are decided. */
static void next_open(struct app *a)
{
	const struct review *r = a->review;

	for (size_t k = 1; k <= r->cases.n; k++) {
		size_t i = (a->list.cur + k) % r->cases.n;

		if (r->cases.v[i].state == CASE_OPEN) {
			list_move(a, (long)i - (long)a->list.cur);
			return;
		}
	}
	app_say(a, _("every case is decided; Esc leaves"));
}

void review_changed(struct app *a, struct doc *d)
{
	struct review *r = a->review;

	if (!r || r->doc != d)
		return;
	if (r->waiting && a->mode != MODE_SELECT && r->kind == REVIEW_DIFF) {
		r->waiting = false;
		review_states(r);
		if (r->cases.v[r->cur].state == CASE_OPEN) /* another one was tagged instead */
			case_reject_open(r, &r->cases.v[r->cur]);
		review_states(r);
		show(a);
		next_open(a);
		return;
	}
	review_states(r);
	if (a->list.kind == LIST_REVIEW)
		fill_list(a);
}

void review_end(struct app *a)
{
	if (a->review && a->list.kind == LIST_REVIEW)
		a->review->waiting = a->review->left = false;
}

bool review_back(struct app *a)
{
	if (!a->review || !a->review->waiting)
		return false;
	a->review->waiting = false;
	show(a);
	return true;
}

bool review_takes_selection(struct app *a, struct doc *d, struct error *err)
{
	struct review *r = a->review;
	struct span at;

	if (!r || !r->waiting || r->doc != d || a->mode != MODE_SELECT || r->kind != REVIEW_PLACES)
		return false;
	at = span_trim(d, d->sel);
	if (at.end <= at.start)
		return error_set(err, ERR_STATE, _("nothing here to tag"));
	r->waiting = false;
	a->mode = MODE_NORMAL;
	case_place(r, &r->cases.v[r->cur], at, err);
	show(a);
	after_change(a, d);
	next_open(a);
	return true;
}

/* ---- the keys ---- */

enum action { ACT_KEEP, ACT_ALL, ACT_OTHER, ACT_LEFT, ACT_RIGHT, ACT_BOTH, ACT_SELECT, ACT_DROP, ACT_SHOW, ACT_COUNT };

/* One row an action: its word, what it is for. NULL: not in this kind of review. */
static const struct {
	const char *word, *places, *diff;
} actions[ACT_COUNT] = {
	[ACT_KEEP] = { "keep", N_("keeps"), NULL },
	[ACT_ALL] = { "all", N_("keeps all"), NULL },
	[ACT_OTHER] = { "other", N_("another place"), NULL },
	[ACT_LEFT] = { "left", NULL, N_("left") },
	[ACT_RIGHT] = { "right", NULL, N_("right") },
	[ACT_BOTH] = { "both", NULL, N_("both") },
	[ACT_SELECT] = { "select", N_("select"), N_("another one") },
	[ACT_DROP] = { "drop", N_("drops"), N_("neither") },
	[ACT_SHOW] = { "show", N_("shows"), N_("shows") },
};

static const char *purpose(const struct review *r, enum action act)
{
	return r->kind == REVIEW_PLACES ? actions[act].places : actions[act].diff;
}

void review_keys(const struct app *a, struct str *out)
{
	struct str command;

	str_init(&command);
	for (int act = 0; a->review && act < ACT_COUNT; act++) {
		if (!purpose(a->review, (enum action)act))
			continue;
		str_clear(&command);
		str_addf(&command, "review %s", actions[act].word);
		str_adds(out, out->n ? "  " : "");
		if (keymap_key(a->o.keymap, KEYMODE_REVIEW, command.p, out))
			str_addf(out, " %s", _(purpose(a->review, (enum action)act)));
	}
	str_fini(&command);
}

/* To the article, the words of the case selected: Enter (a tag) is the answer. */
static bool to_article(struct app *a, struct doc *d, bool select)
{
	struct review *r = a->review;
	struct review_case *c = &r->cases.v[r->cur];
	struct span at = c->side[c->side[1].there].a.at.span;

	r->waiting = select;
	r->left = !select;
	list_close(a);
	a->mode = MODE_NORMAL;
	view_push_jump(d);
	view_goto(a, d, at.start);
	if (!select) {
		app_say(a, _(":review goes back to the list"));
		return true;
	}
	if (at.end > at.start)
		select_set(a, d, at);
	a->mode = MODE_SELECT;
	app_say(a, r->kind == REVIEW_PLACES ? _("select the words, then Enter: they are the place") :
					      _("select the words, then the key of a tag"));
	return true;
}

static bool act(struct app *a, struct doc *d, enum action what, struct error *err)
{
	struct review *r = a->review;
	struct review_case *c = &r->cases.v[r->cur = a->list.cur];
	bool done = false;

	switch (what) {
	case ACT_SHOW:
	case ACT_SELECT:
		if (c->same)
			return error_set(err, ERR_STATE, _("these are many: take them with left, right or both"));
		return to_article(a, d, what == ACT_SELECT);
	case ACT_OTHER:
		if (!case_other_place(r, c, err))
			return false;
		fill_list(a);
		return true;
	case ACT_KEEP:
		if (!c->side[1].there)
			return error_set(err, ERR_STATE, _("this one has no place yet: look for another, or select one"));
		done = case_place(r, c, c->side[1].a.at.span, err);
		break;
	case ACT_ALL:
		done = cases_keep_all(r, err);
		break;
	case ACT_DROP:
		done = r->kind == REVIEW_PLACES ? case_drop(r, c, err) : case_take(r, c, CASE_NONE, err);
		break;
	default:
		done = case_take(r, c, what == ACT_LEFT ? CASE_LEFT : what == ACT_RIGHT ? CASE_RIGHT : CASE_BOTH, err);
		break;
	}
	after_change(a, d);
	next_open(a);
	return done || !err->msg[0];
}

bool cmd_review(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);

	if (!d)
		return false;
	if (args->n == 0) {
		if (a->review && a->review->doc == d) {
			a->review->waiting = a->review->left = false;
			review_states(a->review);
			show(a);
			return true;
		}
		struct review *r = review_places(a, d, err);

		if (!r)
			return false;
		review_free(a->review);
		a->review = r;
		show(a);
		return true;
	}
	if (a->mode != MODE_REVIEW || !review_current(a))
		return error_set(err, ERR_STATE, _("no list of cases is open"));
	for (int i = 0; i < ACT_COUNT; i++) {
		if (!arg_is(args, 0, actions[i].word))
			continue;
		if (!purpose(a->review, (enum action)i))
			return error_set(err, ERR_STATE, _("not in this list"));
		if (i != ACT_SHOW && !doc_writable(a, d, err))
			return false;
		return act(a, d, (enum action)i, err);
	}
	return error_set(err, ERR_USAGE, _("review what? keep all other select drop left right both show"));
}

bool review_open_diff(struct app *a, const char *left, const char *right, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct review *r;

	if (!d || !doc_writable(a, d, err))
		return false;
	r = review_diff(a, d, left, right, err);
	if (!r)
		return false;
	review_free(a->review);
	a->review = r;
	r->cur = 0;
	show(a);
	if (r->cases.v[0].state != CASE_OPEN)
		next_open(a);
	return true;
}

bool cmd_diff(struct app *a, const struct args *args, struct error *err)
{
	struct str one, two;
	bool ok;

	str_init(&one);
	str_init(&two);
	str_add(&one, args->v[0]);
	if (args->n > 1)
		str_add(&two, args->v[1]);
	ok = args->n > 1 ? review_open_diff(a, one.p, two.p, err) : review_open_diff(a, NULL, one.p, err);
	str_fini(&one);
	str_fini(&two);
	return ok;
}
