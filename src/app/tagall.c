/* tagall.c - every occurrence of words or of an entity, in a list to untick, applied
 * as one undo step; in every open article when asked for. */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/files.h"
#include "app/form.h"
#include "app/hand.h"
#include "app/select.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define MOST 5000

/* What is to be found everywhere, and the tag it gets. */
static bool subject(struct app *a, struct doc *d, struct span *at, const char **tag)
{
	if (a->mode == MODE_SELECT) {
		*at = span_trim(d, d->sel);
	} else if (d->item < d->items.n) {
		*at = d->items.v[d->item].span;
		if (!*tag)
			*tag = d->items.v[d->item].tag;
	} else if (!object_at(d, OBJECT_WORD, (struct span){ d->caret, d->caret }, at)) {
		return false;
	}
	return at->end > at->start && at->end - at->start <= 400;
}

static bool word_edge(struct doc *d, size_t pos)
{
	struct str s;
	size_t from = pos > 8 ? pos - 8 : 0;
	uint32_t before = ' ', after = ' ';

	str_init(&s);
	view_copy(d, (struct span){ from, pos + 8 }, 16 + (pos - from), &s);
	if (pos > from)
		utf8_decode_back(str_sv(&s), pos - from, &before);
	if (pos - from < s.n)
		utf8_decode(s.p + (pos - from), s.n - (pos - from), &after);
	str_fini(&s);
	return !(cp_is_letter(before) && cp_is_letter(after));
}

#define BEFORE 24 /* columns of the words before, so that all occurrences stand in one column */

static void flatten(struct str *s, size_t from)
{
	for (size_t i = from; i < s->n; i++)
		if (s->p[i] == '\n' || s->p[i] == '\t' || s->p[i] == '\r')
			s->p[i] = ' ';
}

/* "... before [the words] after ..." on one line. */
static void context(struct doc *d, struct span at, struct str *out)
{
	size_t from = at.start > 120 ? at.start - 120 : 0, cut = 0, width;
	struct str s;
	uint32_t cp;

	str_init(&s);
	view_copy(d, (struct span){ from, at.start }, 120, &s);
	flatten(&s, 0);
	while (cut < s.n && ((unsigned char)s.p[cut] & 0xC0) == 0x80)
		cut++;
	while ((width = utf8_width(sv_cut(str_sv(&s), cut, s.n))) > BEFORE)
		for (size_t n = (width - BEFORE + 1) / 2; n > 0; n--) /* each is two columns wide at most */
			cut += utf8_decode(s.p + cut, s.n - cut, &cp);
	for (; width < BEFORE; width++)
		str_addc(out, ' ');
	str_add(out, sv_cut(str_sv(&s), cut, s.n));
	str_clear(&s);
	view_copy(d, at, 400, &s);
	str_addf(out, "[%s]", s.p);
	str_clear(&s);
	view_copy(d, (struct span){ at.end, at.end + 80 }, 80, &s);
	while (s.n && !utf8_valid(str_sv(&s)))
		s.n--;
	str_add(out, str_sv(&s));
	flatten(out, 0);
	str_fini(&s);
}

/* The name without its directories. */
static const char *short_name(const struct doc *d)
{
	const char *slash = strrchr(d->path, '/');

	return slash ? slash + 1 : d->path;
}

static bool answered(const struct doc *d, struct span at, const char *tag)
{
	for (size_t i = view_item_from(d, at.start);
	     i < d->items.n && d->items.v[i].span.start == at.start; i++)
		if (span_eq(d->items.v[i].span, at) && d->items.v[i].a &&
		    d->items.v[i].status == STATUS_ACCEPTED && strcmp(d->items.v[i].tag, tag) == 0)
			return true;
	return false;
}

/* ---- the list ---- */

static void add_line(struct app *a, size_t doc, struct span at)
{
	struct doc *d = a->docs.v[doc];
	struct list_line *l;
	struct str line;

	if (a->list.lines.n >= MOST || answered(d, at, a->list.tag))
		return;
	str_init(&line);
	if (a->list.everywhere)
		str_addf(&line, "%s: ", short_name(d));
	context(d, at, &line);
	l = list_add(a, line.p);
	l->span = at;
	l->doc = doc;
	l->ticked = true;
	str_fini(&line);
}

static void add_words(struct app *a, size_t doc)
{
	unsigned flags = a->list.match == MATCH_EXACT ? SEARCH_CASE | SEARCH_ACCENT : 0;
	struct doc *d = a->docs.v[doc];
	struct search *s = search_new(sv_of(a->list.words), flags, NULL);
	struct span hit;
	size_t pos = 0;

	while (s && a->list.lines.n < MOST && search_next(s, d->text, pos, &hit)) {
		pos = hit.end > hit.start ? hit.end : hit.end + 1;
		if (word_edge(d, hit.start) && word_edge(d, hit.end))
			add_line(a, doc, hit);
	}
	search_free(s);
}

static void add_cluster(struct app *a, size_t doc)
{
	struct doc *d = a->docs.v[doc];

	for (size_t i = 0; a->list.entity && i < d->items.n; i++)
		if (item_stops(&d->items.v[i]) && d->items.v[i].kind == KIND_ENTITY && d->items.v[i].entity &&
		    strcmp(d->items.v[i].entity, a->list.entity) == 0)
			add_line(a, doc, d->items.v[i].span);
}

static const char *match_title(enum tag_match m)
{
	return m == MATCH_EXACT ? _("these words") : m == MATCH_LOOSE ? _("any case and accents") : _("the same name");
}

static void retitle(struct app *a)
{
	struct str s;

	str_init(&s);
	str_addf(&s, _("Tag as %s: %s, %s"), a->list.tag,
		 match_title(a->list.match), a->list.everywhere ? _("every article") : _("this article"));
	free(a->list.title);
	a->list.title = str_take(&s);
	str_fini(&s);
}

/* Lines stand in order of article and place. */
static int by_place(const struct list_line *a, const struct list_line *b)
{
	if (a->doc != b->doc)
		return a->doc < b->doc ? -1 : 1;
	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

/* Lists every occurrence anew; what was unticked stays so. */
static void fill(struct app *a)
{
	struct { struct list_line *v; size_t n, cap; } was;
	size_t from = a->list.everywhere ? 0 : a->doc, to = a->list.everywhere ? a->docs.n : a->doc + 1;

	was.v = a->list.lines.v;
	was.n = a->list.lines.n;
	memset(&a->list.lines, 0, sizeof a->list.lines);
	a->list.cur = a->list.top = 0;
	for (size_t i = from; i < to; i++) {
		if (a->list.everywhere)
			doc_attach(a, a->docs.v[i]);
		if (a->list.match == MATCH_CLUSTER)
			add_cluster(a, i);
		else
			add_words(a, i);
	}
	for (size_t i = 0, k = 0; i < was.n; i++) {
		while (k < a->list.lines.n && by_place(&a->list.lines.v[k], &was.v[i]) < 0)
			k++;
		if (k < a->list.lines.n && by_place(&a->list.lines.v[k], &was.v[i]) == 0)
			a->list.lines.v[k].ticked = was.v[i].ticked;
		free(was.v[i].text);
	}
	free(was.v);
	retitle(a);
}

bool cmd_match(struct app *a, const struct args *args, struct error *err)
{
	if (a->mode != MODE_TAGALL || a->list.kind != LIST_TAGALL)
		return error_set(err, ERR_STATE, _("no list of occurrences is open"));
	if (arg_is(args, 0, "articles")) {
		if (a->docs.n < 2)
			return error_set(err, ERR_STATE, _("only one article is open"));
		a->list.everywhere = !a->list.everywhere;
	} else {
		a->list.match = (enum tag_match)((a->list.match + 1) % MATCH_COUNT);
		if (a->list.match == MATCH_CLUSTER && !a->list.entity)
			a->list.match = MATCH_EXACT;
	}
	fill(a);
	if (a->list.lines.n == 0)
		app_say(a, "%s", _("every occurrence is tagged already"));
	return true;
}

bool cmd_tag_all(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const char *tag = NULL, *entity;
	struct span at;
	struct str words, name;

	if (!d || !doc_writable(a, d, err))
		return false;
	str_init(&name);
	str_init(&words);
	if (args->n)
		str_add(&name, tagset_meant(a->o.tags, args->v[0]));
	tag = args->n ? name.p : a->hand.sticky;
	if (!subject(a, d, &at, &tag) || !tag) {
		str_fini(&name);
		str_fini(&words);
		return error_set(err, ERR_STATE, _("tag it first: tag-all takes the other occurrences of a mention"));
	}
	view_copy(d, at, 400, &words);
	entity = a->mode != MODE_SELECT && d->item < d->items.n && d->items.v[d->item].kind == KIND_ENTITY
			 ? d->items.v[d->item].entity : NULL;
	char *keep = xstrdup(tag); /* the list that goes may own it */
	a->mode = MODE_NORMAL;
	list_open(a, LIST_TAGALL, "");
	a->list.tag = keep;
	a->list.tag_kind = tagset_kind(a->o.tags, sv_of(a->list.tag));
	if (d->item < d->items.n && strcmp(d->items.v[d->item].tag, a->list.tag) == 0)
		a->list.tag_kind = d->items.v[d->item].kind;
	a->list.words = str_take(&words);
	a->list.entity = entity ? xstrdup(entity) : NULL;
	a->mode = MODE_TAGALL;
	/* the strictest that leaves something to do */
	for (fill(a); a->list.lines.n == 0 && a->list.match + 1 < MATCH_COUNT;) {
		a->list.match++;
		if (a->list.match != MATCH_CLUSTER || a->list.entity)
			fill(a);
	}
	if (a->list.lines.n == 0 && a->docs.n > 1) {
		a->list.match = MATCH_EXACT;
		a->list.everywhere = true;
		fill(a);
	}
	str_fini(&words);
	str_fini(&name);
	if (a->list.lines.n > 0)
		return true;
	list_close(a);
	return error_set(err, ERR_STATE, _("every occurrence is tagged already"));
}

static struct list_line *current_line(struct app *a)
{
	return a->list.cur < a->list.lines.n ? &a->list.lines.v[a->list.cur] : NULL;
}

bool cmd_toggle(struct app *a, const struct args *args, struct error *err)
{
	struct list_line *l = current_line(a);

	(void)args;
	if (a->mode == MODE_TAGALL && a->list.kind == LIST_HISTORY)
		return past_toggle(a, err);
	if (a->mode != MODE_TAGALL || a->list.kind != LIST_TAGALL || !l)
		return error_set(err, ERR_STATE, _("nothing to tick here"));
	l->ticked = !l->ticked;
	list_move(a, 1);
	return true;
}

bool cmd_toggle_all(struct app *a, const struct args *args, struct error *err)
{
	bool any = false;

	(void)args;
	if (a->mode != MODE_TAGALL || a->list.kind != LIST_TAGALL)
		return error_set(err, ERR_STATE, _("nothing to tick here"));
	for (size_t i = 0; i < a->list.lines.n; i++)
		any = any || a->list.lines.v[i].ticked;
	for (size_t i = 0; i < a->list.lines.n; i++)
		a->list.lines.v[i].ticked = !any;
	return true;
}

/* ---- applying ---- */

static const struct item *item_exact(const struct doc *d, struct span at)
{
	for (size_t i = view_item_from(d, at.start);
	     i < d->items.n && d->items.v[i].span.start == at.start; i++)
		if (span_eq(d->items.v[i].span, at))
			return &d->items.v[i];
	return NULL;
}

/* What hand_fill says of an annotation with nothing but words and tag: the same for the same
 * words, save for quotes. filled: that of the line before. */
static void fill_as_before(struct doc *d, struct annotation *an, struct annotation *filled, struct arena *arena)
{
	if (an->kind == KIND_QUOTE) {
		hand_fill(d, an, arena);
		return;
	}
	if (!filled->at.exact || strcmp(filled->at.exact, an->at.exact) != 0) {
		*filled = (struct annotation){ .kind = an->kind, .tag = an->tag, .at = an->at };
		hand_fill(d, filled, arena);
	}
	an->tag = filled->tag;
	for (int i = 0; i < ATTR_COUNT; i++)
		an->attr[i] = an->attr[i] && *an->attr[i] ? an->attr[i] : filled->attr[i];
}

static void tag_line(struct app *a, struct doc *d, struct span at, struct annotation *filled, struct arena *arena,
		     struct error *err)
{
	const struct item *it = item_exact(d, at);
	struct annotation an = { .kind = a->list.tag_kind, .tag = a->list.tag,
				 .status = STATUS_ACCEPTED, .origin = "user" };
	const struct annotation *old = NULL;

	/* the items are as they were before the step */
	for (size_t i = book_from(d->book, at.start);
	     i < book_count(d->book) && !old && book_at(d->book, i)->at.span.start == at.start; i++)
		if (span_eq(book_at(d->book, i)->at.span, at))
			old = book_at(d->book, i);
	if (old) {
		uint64_t id = old->id;

		book_set_tag(d->book, id, a->list.tag_kind, a->list.tag, err);
		book_set_status(d->book, id, STATUS_ACCEPTED, err);
		return;
	}
	an.at = doc_anchor(d, at, arena);
	if (it && it->m && it->kind == an.kind) {
		an.origin = "extracted";
		for (int i = 0; i < ATTR_COUNT; i++)
			an.attr[i] = it->m->attr[i];
		an.attr[ATTR_ENTITY] = it->entity;
	}
	fill_as_before(d, &an, filled, arena);
	book_add(d->book, &an, err);
}

/* The ticked lines of one article, in one step; how many. */
static size_t apply_in(struct app *a, size_t doc, struct error *err)
{
	struct doc *d = a->docs.v[doc];
	struct annotation filled = { 0 };
	struct arena arena;
	size_t n = 0;

	for (size_t i = 0; i < a->list.lines.n; i++)
		n += a->list.lines.v[i].ticked && a->list.lines.v[i].doc == doc;
	if (n == 0 || !doc_writable(a, d, err))
		return 0;
	arena_init(&arena);
	book_begin(d->book);
	for (size_t i = 0; i < a->list.lines.n; i++)
		if (a->list.lines.v[i].ticked && a->list.lines.v[i].doc == doc)
			tag_line(a, d, a->list.lines.v[i].span, &filled, &arena, err);
	book_end(d->book, err);
	arena_fini(&arena);
	str_clear(&a->running);
	str_adds(&a->running, "tag-all");
	after_change(a, d);
	return n;
}

static bool apply_tags(struct app *a, struct error *err)
{
	size_t n = 0, docs = 0;

	err->msg[0] = '\0';
	for (size_t i = 0; i < a->docs.n; i++) {
		size_t here = apply_in(a, i, err);

		n += here;
		docs += here > 0;
	}
	list_close(a);
	if (n == 0 && err->msg[0])
		return false;
	if (docs > 1)
		app_say(a, _("%zu tagged in %zu articles, one step in each"), n, docs);
	else
		app_say(a, ngettext("%zu tagged", "%zu tagged in one step", n), n);
	return true;
}

bool cmd_apply(struct app *a, const struct args *args, struct error *err)
{
	struct list_line *l = current_line(a);
	struct doc *d;
	struct span at;

	(void)args;
	if (a->mode == MODE_TAGALL && a->list.kind == LIST_FORM)
		return form_edit(a, err);
	if (a->mode != MODE_TAGALL || !l)
		return error_set(err, ERR_STATE, _("no list is open"));
	at = l->span;
	if (a->list.kind == LIST_FILES || a->list.kind == LIST_GREP)
		return files_apply(a, (size_t)l->id, at);
	d = need_doc(a, err);
	if (!d)
		return false;
	if (a->list.kind == LIST_TAGALL)
		return apply_tags(a, err);
	list_close(a);
	view_push_jump(d);
	view_goto(a, d, at.start);
	return true;
}
