/* tagall.c - every occurrence of a string, in a list to untick, applied as
 * one undo step. */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/files.h"
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

/* "... before [the words] after ..." on one line. */
static void context(struct doc *d, struct span at, struct str *out)
{
	struct span before = { at.start > 30 ? at.start - 30 : 0, at.start };
	struct span after = { at.end, at.end + 40 };

	while (before.start < before.end) {
		struct sv v = text_view(d->text, before.start, 1);

		if (v.n == 0 || ((unsigned char)v.p[0] & 0xC0) != 0x80)
			break;
		before.start++;
	}
	view_copy(d, before, 64, out);
	str_adds(out, "[");
	view_copy(d, at, 400, out);
	str_adds(out, "]");
	view_copy(d, after, 40, out);
	for (size_t i = 0; i < out->n; i++)
		if (out->p[i] == '\n' || out->p[i] == '\t')
			out->p[i] = ' ';
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

static void fill(struct app *a, struct doc *d, struct search *s, const char *tag)
{
	struct span hit;
	struct str line;
	size_t pos = 0;

	str_init(&line);
	while (a->list.lines.n < MOST && search_next(s, d->text, pos, &hit)) {
		pos = hit.end > hit.start ? hit.end : hit.end + 1;
		if (!word_edge(d, hit.start) || !word_edge(d, hit.end) || answered(d, hit, tag))
			continue;
		str_clear(&line);
		context(d, hit, &line);
		struct list_line *l = list_add(a, line.p);

		l->span = hit;
		l->ticked = true;
	}
	str_fini(&line);
}

bool cmd_tag_all(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const char *tag = NULL;
	struct search *s;
	struct span at;
	struct str words, title;

	if (!d || !doc_writable(a, d, err))
		return false;
	str_init(&words);
	if (args->n)
		str_add(&words, args->v[0]);
	tag = args->n ? words.p : NULL;
	if (!subject(a, d, &at, &tag) || !tag) {
		str_fini(&words);
		return error_set(err, ERR_STATE, _("tag-all needs a mention, or a tag and a selection"));
	}
	str_init(&title);
	str_add(&title, sv_of(tag));
	str_clear(&words);
	view_copy(d, at, 400, &words);
	s = search_new(str_sv(&words), SEARCH_CASE | SEARCH_ACCENT, err);
	str_fini(&words);
	if (!s) {
		str_fini(&title);
		return false;
	}
	a->mode = MODE_NORMAL;
	list_open(a, LIST_TAGALL, "");
	a->list.tag = xstrdup(title.p);
	a->list.tag_kind = tagset_kind(a->o.tags, str_sv(&title));
	fill(a, d, s, a->list.tag);
	search_free(s);
	str_clear(&title);
	str_addf(&title, _("Tag as %s: Space unticks, Enter applies, Esc leaves"), a->list.tag);
	free(a->list.title);
	a->list.title = str_take(&title);
	str_fini(&title);
	if (a->list.lines.n == 0) {
		list_close(a);
		return error_set(err, ERR_STATE, _("every occurrence is tagged already"));
	}
	a->mode = MODE_TAGALL;
	return true;
}

static struct list_line *current_line(struct app *a)
{
	return a->list.cur < a->list.lines.n ? &a->list.lines.v[a->list.cur] : NULL;
}

bool cmd_toggle(struct app *a, const struct args *args, struct error *err)
{
	struct list_line *l = current_line(a);

	(void)args;
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

static const struct item *item_exact(const struct doc *d, struct span at)
{
	for (size_t i = view_item_from(d, at.start);
	     i < d->items.n && d->items.v[i].span.start == at.start; i++)
		if (span_eq(d->items.v[i].span, at))
			return &d->items.v[i];
	return NULL;
}

static bool apply_tags(struct app *a, struct doc *d, struct error *err)
{
	struct arena arena;
	size_t n = 0;

	if (!doc_writable(a, d, err))
		return false;
	arena_init(&arena);
	book_begin(d->book);
	for (size_t i = 0; i < a->list.lines.n; i++) {
		const struct list_line *l = &a->list.lines.v[i];
		const struct item *it = item_exact(d, l->span);
		struct annotation an = { .kind = a->list.tag_kind, .tag = a->list.tag,
					 .status = STATUS_ACCEPTED, .origin = "user" };

		if (!l->ticked)
			continue;
		n++;
		if (it && it->a) {
			book_set_tag(d->book, it->a->id, a->list.tag_kind, a->list.tag, err);
			book_set_status(d->book, it->a->id, STATUS_ACCEPTED, err);
			continue;
		}
		an.at = doc_anchor(d, l->span, &arena);
		if (it && it->m && it->kind == an.kind) {
			an.origin = "extracted";
			an.attr[ATTR_ENTITY] = it->entity;
		}
		book_add(d->book, &an, err);
	}
	book_end(d->book, err);
	arena_fini(&arena);
	list_close(a);
	str_clear(&a->running);
	str_adds(&a->running, "tag-all");
	after_change(a, d);
	app_say(a, ngettext("%zu tagged", "%zu tagged in one step", n), n);
	return true;
}

bool cmd_apply(struct app *a, const struct args *args, struct error *err)
{
	struct list_line *l = current_line(a);
	struct doc *d;
	struct span at;

	(void)args;
	if (a->mode != MODE_TAGALL || !l)
		return error_set(err, ERR_STATE, _("no list is open"));
	at = l->span;
	if (a->list.kind == LIST_FILES || a->list.kind == LIST_GREP)
		return files_apply(a, (size_t)l->id, at);
	d = need_doc(a, err);
	if (!d)
		return false;
	if (a->list.kind == LIST_TAGALL)
		return apply_tags(a, d, err);
	list_close(a);
	view_push_jump(d);
	view_goto(a, d, at.start);
	return true;
}
