/* review_cases.c - see review_cases.h. */
#include "app/review_cases.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "annotate/anchor.h"
#include "annotate/compare.h"
#include "app/docs.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/sidecar.h"

#define AROUND 160 /* bytes of context */

static void side_init(struct review_side *s)
{
	*s = (struct review_side){ .there = false };
	str_init(&s->before);
	str_init(&s->exact);
	str_init(&s->after);
}

static void side_fini(struct review_side *s)
{
	str_fini(&s->before);
	str_fini(&s->exact);
	str_fini(&s->after);
}

void review_free(struct review *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->cases.n; i++) {
		side_fini(&r->cases.v[i].side[0]);
		side_fini(&r->cases.v[i].side[1]);
	}
	vec_fini(&r->cases);
	for (int k = 0; k < 2; k++) {
		free(r->names[k]);
		book_free(r->books[k]);
		vec_fini(&r->same[k]);
	}
	arena_fini(&r->arena);
	free(r);
}

static struct review *review_new(struct app *a, struct doc *d, enum review_kind kind)
{
	struct review *r = xcalloc(1, sizeof *r);

	r->kind = kind;
	r->app = a;
	r->doc = d;
	arena_init(&r->arena);
	return r;
}

static struct review_case *add_case(struct review *r)
{
	struct review_case c = { .state = CASE_OPEN };

	side_init(&c.side[0]);
	side_init(&c.side[1]);
	vec_push(&r->cases, c);
	return &r->cases.v[r->cases.n - 1];
}

/* Whole characters, made safe, on one line. */
static void set_text(struct str *out, struct sv s)
{
	while (s.n > 0 && ((unsigned char)s.p[0] & 0xC0) == 0x80)
		s = sv_cut(s, 1, s.n);
	str_clear(out);
	utf8_printable(s, out);
}

/* Half a word at the outer end says nothing. */
static void cut_front(struct str *s)
{
	const char *blank = memchr(s->p, ' ', s->n);

	if (blank && blank + 1 < s->p + s->n) {
		size_t n = (size_t)(blank + 1 - s->p);

		memmove(s->p, s->p + n, s->n - n + 1);
		s->n -= n;
	}
}

static void cut_back(struct str *s)
{
	size_t n = s->n;

	while (n > 0 && s->p[n - 1] != ' ')
		n--;
	if (n > 1) {
		s->n = n - 1;
		s->p[s->n] = '\0';
	}
}

/* The words around `at` in the article. */
static void look_at(struct doc *d, struct span at, struct review_side *s)
{
	size_t from = at.start > AROUND ? at.start - AROUND : 0;
	struct str raw;

	str_init(&raw);
	view_copy(d, (struct span){ from, at.start }, AROUND, &raw);
	set_text(&s->before, str_sv(&raw));
	if (from > 0)
		cut_front(&s->before);
	str_clear(&raw);
	view_copy(d, at, 4 * AROUND, &raw);
	set_text(&s->exact, str_sv(&raw));
	str_clear(&raw);
	view_copy(d, (struct span){ at.end, at.end + AROUND }, AROUND, &raw);
	while (raw.n > 0 && ((unsigned char)raw.p[raw.n - 1] & 0x80)) /* half a character */
		raw.n--;
	set_text(&s->after, str_sv(&raw));
	if (at.end + AROUND < text_size(d->text))
		cut_back(&s->after);
	str_fini(&raw);
}

/* ---- places ---- */

static void was(const struct annotation *an, struct review_side *s)
{
	s->there = true;
	s->a = *an;
	set_text(&s->before, sv_of(an->at.before ? an->at.before : ""));
	set_text(&s->exact, sv_of(an->at.exact ? an->at.exact : ""));
	set_text(&s->after, sv_of(an->at.after ? an->at.after : ""));
	if (an->at.before && an->at.span.start > strlen(an->at.before))
		cut_front(&s->before);
	cut_back(&s->after);
}

static void is_now(struct doc *d, const struct annotation *an, struct span at, struct review_side *s)
{
	s->there = true;
	s->a = *an;
	s->a.at.span = at;
	look_at(d, at, s);
}

struct review *review_places(struct app *a, struct doc *d, struct error *err)
{
	struct review *r = review_new(a, d, REVIEW_PLACES);

	r->names[0] = xstrdup(_("was"));
	r->names[1] = xstrdup(_("is"));
	for (size_t i = 0; i < book_count(d->book); i++) {
		const struct annotation *an = book_at(d->book, i);

		if (an->placed != PLACED_CONFIRM && an->placed != PLACED_LOST)
			continue;
		struct review_case *c = add_case(r);

		was(an, &c->side[0]);
		if (an->placed == PLACED_CONFIRM)
			is_now(d, an, an->at.span, &c->side[1]);
	}
	if (r->cases.n == 0) {
		review_free(r);
		error_set(err, ERR_STATE, _("every annotation is in its place"));
		return NULL;
	}
	return r;
}

static bool place(struct review *r, uint64_t id, struct span at, struct error *err)
{
	struct arena arena;
	struct anchor anchor;
	bool ok;

	arena_init(&arena);
	anchor = doc_anchor(r->doc, at, &arena);
	ok = book_set_span(r->doc->book, id, &anchor, PLACED_KEPT, err);
	arena_fini(&arena);
	return ok;
}

bool case_place(struct review *r, struct review_case *c, struct span at, struct error *err)
{
	is_now(r->doc, &c->side[0].a, at, &c->side[1]);
	return place(r, c->side[0].a.id, at, err);
}

bool cases_keep_all(struct review *r, struct error *err)
{
	book_begin(r->doc->book);
	for (size_t i = 0; i < r->cases.n; i++) {
		struct review_case *c = &r->cases.v[i];

		if (c->state == CASE_OPEN && c->side[1].there)
			place(r, c->side[0].a.id, c->side[1].a.at.span, err);
	}
	return book_end(r->doc->book, err);
}

bool case_drop(struct review *r, struct review_case *c, struct error *err)
{
	return book_remove(r->doc->book, c->side[0].a.id, err);
}

bool case_other_place(struct review *r, struct review_case *c, struct error *err)
{
	struct doc *d = r->doc;
	size_t size = text_size(d->text), from = c->side[1].there ? c->side[1].a.at.span.start + 1 : 0;
	struct str all;
	struct span at;
	bool found;

	if (size > APP_WHOLE)
		return error_set(err, ERR_STATE, _("the article is too large to look for them: select them"));
	str_init(&all);
	view_copy(d, (struct span){ 0, size }, size, &all);
	found = anchor_next_place(&c->side[0].a.at, str_sv(&all), from, &at);
	str_fini(&all);
	if (!found)
		return error_set(err, ERR_STATE, _("these words are nowhere in the article"));
	if (c->side[1].there && span_eq(at, c->side[1].a.at.span))
		return error_set(err, ERR_STATE, _("these words are nowhere else in the article"));
	is_now(d, &c->side[0].a, at, &c->side[1]);
	return true;
}

/* ---- differences ---- */

/* FILE as given, else FILE of that annotator beside the article. */
static char *find_sidecar(struct app *a, const struct doc *d, const char *name)
{
	if (access(name, R_OK) == 0)
		return xstrdup(name);
	return sidecar_path(d->path, name, option_string(a->o.options, OPT_DIRECTORY));
}

/* NAME of ARTICLE.NAME.postil; else the file's name. */
static char *short_name(const struct doc *d, const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	const char *article = strrchr(d->path, '/');
	struct sv name = sv_of(base), stem = sv_of(article ? article + 1 : d->path);

	if (sv_ends(name, SV(".postil")))
		name.n -= 7;
	if (sv_starts(name, stem) && name.n > stem.n + 1)
		name = sv_cut(name, stem.n + 1, name.n);
	return xstrndup(name.p, name.n);
}

static bool same_file(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* It must not be the article's own sidecar. */
static struct book *read_book(struct app *a, struct doc *d, const char *name, char **label, struct error *err)
{
	char *path = find_sidecar(a, d, name);
	struct book *b = book_new("");
	struct sidecar_report report = { 0 };
	struct sidecar_text about = doc_text(d);
	struct sidecar *s = sidecar_open(path, SIDECAR_READONLY, &about, b, &report, err);

	if (s && !report.exists) {
		sidecar_close(s);
		s = NULL;
		error_set(err, ERR_IO, _("%s: no such sidecar, nor one of an annotator of that name"), name);
	}
	*label = short_name(d, path);
	if (s && d->sidecar && same_file(path, sidecar_name(d->sidecar))) {
		sidecar_close(s);
		s = NULL;
		error_set(err, ERR_USAGE, _("%s: your decisions would go into this one itself: give another name with --annotator"), path);
	}
	free(path);
	if (!s) {
		book_free(b);
		return NULL;
	}
	sidecar_close(s);
	if (report.text_changed)
		doc_reanchor(d, b, &(struct reanchor_report){ 0 });
	return b;
}

typedef VEC(struct annotation) annotation_vec;

/* What is accepted and has a place. Copied: the article's own change under us. */
static struct compared *accepted(const struct book *b, annotation_vec *out)
{
	struct compared *side;

	for (size_t i = 0; i < book_count(b); i++) {
		struct annotation an = *book_at(b, i);

		if (an.status == STATUS_ACCEPTED && an.placed != PLACED_LOST)
			vec_push(out, an);
	}
	side = xcalloc(out->n, sizeof *side);
	for (size_t i = 0; i < out->n; i++) {
		const struct annotation *an = &out->v[i];

		side[i] = (struct compared){ 0, an->at.span, an->kind, an->tag };
	}
	return side;
}

static bool same_attributes(const struct annotation *a, const struct annotation *b)
{
	for (int i = 0; i < ATTR_COUNT; i++) {
		const char *x = a->attr[i] ? a->attr[i] : "", *y = b->attr[i] ? b->attr[i] : "";

		if (strcmp(x, y) != 0)
			return false;
	}
	return true;
}

static void add_difference(struct review *r, const struct annotation *x, const struct annotation *y)
{
	struct review_case *c = add_case(r);

	if (x)
		is_now(r->doc, x, x->at.span, &c->side[0]);
	if (y)
		is_now(r->doc, y, y->at.span, &c->side[1]);
}

/* In reading order; what both have is one case, the first. */
static void add_differences(struct review *r, const annotation_vec *a, const annotation_vec *b, const size_t *with_a, const size_t *with_b)
{
	size_t k = 0;

	add_case(r);
	for (size_t i = 0; i <= a->n; i++) {
		const struct annotation *x = i < a->n ? &a->v[i] : NULL;

		for (; k < b->n && (!x || b->v[k].at.span.start <= x->at.span.start); k++)
			if (with_b[k] == 0)
				add_difference(r, NULL, &b->v[k]);
		if (!x)
			break;
		const struct annotation *y = with_a[i] ? &b->v[with_a[i] - 1] : NULL;

		if (y && span_eq(x->at.span, y->at.span) && x->kind == y->kind && strcmp(x->tag, y->tag) == 0 && same_attributes(x, y)) {
			vec_push(&r->same[0], *x);
			vec_push(&r->same[1], *y);
		} else {
			add_difference(r, x, y);
		}
	}
	r->cases.v[0].same = r->same[0].n;
	if (r->same[0].n == 0 || !r->books[0]) { /* the article's own has them already */
		side_fini(&r->cases.v[0].side[0]);
		side_fini(&r->cases.v[0].side[1]);
		memmove(r->cases.v, r->cases.v + 1, --r->cases.n * sizeof *r->cases.v);
	}
}

struct review *review_diff(struct app *a, struct doc *d, const char *left, const char *right, struct error *err)
{
	struct review *r = review_new(a, d, REVIEW_DIFF);
	annotation_vec x = { 0 }, y = { 0 };

	r->books[0] = left ? read_book(a, d, left, &r->names[0], err) : NULL;
	if (!left)
		r->names[0] = xstrdup(_("yours"));
	r->books[1] = !left || r->books[0] ? read_book(a, d, right, &r->names[1], err) : NULL;
	if (!r->books[1]) {
		review_free(r);
		return NULL;
	}
	struct compared *ca = accepted(r->books[0] ? r->books[0] : d->book, &x), *cb = accepted(r->books[1], &y);
	size_t *with_a = xcalloc(x.n, sizeof *with_a), *with_b = xcalloc(y.n, sizeof *with_b);

	compare_pair(ca, x.n, cb, y.n, with_a, with_b);
	add_differences(r, &x, &y, with_a, with_b);
	free(with_a);
	free(with_b);
	free(ca);
	free(cb);
	vec_fini(&x);
	vec_fini(&y);
	if (r->cases.n == 0) {
		review_free(r);
		error_set(err, ERR_STATE, _("both have the same annotations"));
		return NULL;
	}
	review_states(r);
	return r;
}

/* The annotation of the article's book with these edges and label; NULL: none. */
static const struct annotation *in_book(const struct book *b, const struct annotation *want)
{
	size_t lo = 0, hi = book_count(b);

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (book_at(b, mid)->at.span.start < want->at.span.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < book_count(b) && book_at(b, lo)->at.span.start == want->at.span.start; lo++) {
		const struct annotation *an = book_at(b, lo);

		if (span_eq(an->at.span, want->at.span) && an->kind == want->kind && strcmp(an->tag, want->tag) == 0)
			return an;
	}
	return NULL;
}

/* Only the attributes differ: one annotation of the book stands for both sides. */
static bool is_one(const struct review_case *c)
{
	const struct annotation *x = &c->side[0].a, *y = &c->side[1].a;

	return c->side[0].there && c->side[1].there && span_eq(x->at.span, y->at.span) && x->kind == y->kind &&
	       strcmp(x->tag, y->tag) == 0;
}

static enum case_state state_of_diff(const struct review *r, const struct review_case *c)
{
	bool in[2] = { false, false }, open = false;

	if (c->same) {
		size_t n = 0;

		for (size_t i = 0; i < r->same[0].n; i++)
			n += in_book(r->doc->book, &r->same[0].v[i]) != NULL;
		return n == r->same[0].n ? CASE_BOTH : CASE_OPEN;
	}
	for (int k = 0; k < 2; k++) {
		const struct annotation *an = c->side[k].there ? in_book(r->doc->book, &c->side[k].a) : NULL;

		open = open || (c->side[k].there && !an);
		in[k] = an && an->status == STATUS_ACCEPTED && (!is_one(c) || same_attributes(an, &c->side[k].a));
	}
	if (open)
		return CASE_OPEN;
	return in[0] && in[1] ? CASE_BOTH : in[0] ? CASE_LEFT : in[1] ? CASE_RIGHT : CASE_NONE;
}

static enum case_state state_of_place(const struct review *r, const struct review_case *c)
{
	const struct annotation *an = book_find(r->doc->book, c->side[0].a.id);

	return !an ? CASE_DROPPED : an->placed == PLACED_CONFIRM || an->placed == PLACED_LOST ? CASE_OPEN : CASE_KEPT;
}

void review_states(struct review *r)
{
	for (size_t i = 0; i < r->cases.n; i++) {
		struct review_case *c = &r->cases.v[i];

		c->state = r->kind == REVIEW_PLACES ? state_of_place(r, c) : state_of_diff(r, c);
	}
}

/* The article's book has want with that status from now on. */
static void put(struct review *r, const struct annotation *want, enum status status, struct error *err)
{
	struct book *b = r->doc->book;
	const struct annotation *an = in_book(b, want);
	uint64_t id = an ? an->id : 0;

	if (!an) {
		struct annotation fresh = *want;

		fresh.at = doc_anchor(r->doc, want->at.span, &r->arena);
		fresh.status = status;
		fresh.placed = PLACED_KEPT;
		book_add(b, &fresh, err);
		return;
	}
	if (an->status != status)
		book_set_status(b, id, status, err);
	for (int k = 0; status == STATUS_ACCEPTED && k < ATTR_COUNT; k++) {
		const struct annotation *now = book_find(b, id);
		const char *x = now->attr[k] ? now->attr[k] : "", *y = want->attr[k] ? want->attr[k] : "";

		if (strcmp(x, y) != 0)
			book_set_attr(b, id, (enum attr)k, y, err);
	}
}

static void take_same(struct review *r, enum case_state how, struct error *err)
{
	const bool right = how == CASE_RIGHT;

	for (size_t i = 0; i < r->same[right].n; i++)
		put(r, &r->same[right].v[i], how == CASE_NONE ? STATUS_REJECTED : STATUS_ACCEPTED, err);
}

bool case_take(struct review *r, struct review_case *c, enum case_state how, struct error *err)
{
	const enum case_state mine[2] = { CASE_LEFT, CASE_RIGHT };

	book_begin(r->doc->book);
	if (c->same)
		take_same(r, how, err);
	for (int k = 0; k < 2; k++) {
		bool takes = how == mine[k] || how == CASE_BOTH;

		if (c->side[k].there && !c->same && (takes || !is_one(c) || how == CASE_NONE))
			put(r, &c->side[k].a, takes ? STATUS_ACCEPTED : STATUS_REJECTED, err);
	}
	return book_end(r->doc->book, err);
}

void case_reject_open(struct review *r, struct review_case *c)
{
	struct error err = { 0 };

	book_begin(r->doc->book);
	for (int k = 0; k < 2; k++)
		if (c->side[k].there && !in_book(r->doc->book, &c->side[k].a))
			put(r, &c->side[k].a, STATUS_REJECTED, &err);
	if (!book_end(r->doc->book, &err))
		app_complain(r->app, "%s", err.msg);
}
