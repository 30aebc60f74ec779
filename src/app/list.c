/* list.c - what the lists over the article have in common: see command.h. What stands
 * in one is its own file's.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/form.h"
#include "app/review.h"
#include "app/view.h"
#include "base/utf8.h"

#define FORM_OVER 3 /* rows of the article that stay in sight over a form */

void list_fini(struct list *l)
{
	for (size_t i = 0; i < l->lines.n; i++) {
		free(l->lines.v[i].text);
		free(l->lines.v[i].tail);
	}
	vec_fini(&l->lines);
	free(l->title);
	free(l->tag);
	free(l->columns);
	free(l->words);
	free(l->entity);
	l->title = l->tag = l->columns = l->words = l->entity = NULL;
}

void list_open(struct app *a, enum list_kind kind, const char *title)
{
	enum mode back = mode_is_list(a->mode) ? a->list.back : a->mode;

	if (back == MODE_PROMPT || back == MODE_SELECT)
		back = MODE_NORMAL;
	list_fini(&a->list);
	memset(&a->list, 0, sizeof a->list);
	a->list.kind = kind;
	a->list.found = a->list.page = NONE;
	a->list.title = xstrdup(title);
	a->list.back = back;
	a->mode = MODE_HELP;
}

struct list_line *list_add(struct app *a, const char *text)
{
	struct list_line l = { .text = xstrdup(text) };

	vec_push(&a->list.lines, l);
	return &a->list.lines.v[a->list.lines.n - 1];
}

unsigned list_top(const struct app *a)
{
	size_t rows = view_page_rows(a), need = a->list.lines.n + 1, most = rows > 2 * FORM_OVER ? rows - FORM_OVER : rows;

	return a->list.kind == LIST_FORM ? (unsigned)(rows - (need < most ? need : most)) : 0;
}

struct box list_box(const struct app *a)
{
	enum list_kind k = a->list.kind;
	bool wide = k == LIST_FILES || k == LIST_GREP || k == LIST_HELP || k == LIST_MESSAGES;
	unsigned top = list_top(a);
	struct geometry g;

	view_geometry(a, &g);
	return (struct box){ 0, top, g.side && !wide ? g.area.w : a->w, g.area.h > top ? g.area.h - top : 0 };
}

unsigned list_line_room(const struct app *a, const struct list_line *l)
{
	unsigned w = list_box(a).w, tail = l->tail ? (unsigned)utf8_width(sv_of(l->tail)) : 0;
	unsigned used = 1 + (a->list.kind == LIST_TAGALL ? TICK_W : 0);

	if (tail > 0 && tail + 12 < w)
		used += tail + 2;
	return w > used ? w - used : 0;
}

unsigned list_foot(const struct app *a, struct sv rows[LIST_FOOT])
{
	const struct list *l = &a->list;
	bool says = l->kind == LIST_HISTORY || l->kind == LIST_NOTES; /* the others show where something stands */
	unsigned page = list_box(a).h, w = list_box(a).w;
	struct sv s;

	if (!says || l->cur >= l->lines.n || w < 3)
		return 0;
	s = sv_of(l->lines.v[l->cur].text);
	if (utf8_width(s) <= list_line_room(a, &l->lines.v[l->cur]))
		return 0;
	page = page > 4 ? page - 4 : 0; /* heading, rule, two rows */
	return (unsigned)utf8_wrap(s, w - 2, rows, page < LIST_FOOT ? page : LIST_FOOT);
}

unsigned list_rows(const struct app *a)
{
	struct sv said[LIST_FOOT];
	unsigned h = list_box(a).h, foot = list_foot(a, said);

	foot += review_panel(a) + (foot > 0) + 1;
	return h > foot ? h - foot : 1;
}

void list_close(struct app *a)
{
	struct doc *d = app_doc(a);

	if (d && a->list.kind == LIST_FORM && a->list.page != NONE && d->state == DOC_OPEN) {
		d->top = a->list.page;
		view_normalize(a, d);
		view_scroll_to_caret(a, d);
	}
	if (mode_is_list(a->mode))
		a->mode = a->list.back;
	list_fini(&a->list);
	memset(&a->list, 0, sizeof a->list);
	a->list.found = NONE;
	review_leave(a);
}

void list_move(struct app *a, long by)
{
	struct list *l = &a->list;
	long n = (long)l->lines.n, rows = (long)list_rows(a), at;
	bool picks = mode_picks(a->mode);

	if (n == 0)
		return;
	at = (picks ? (long)l->cur : (long)l->top) + by;
	if (!picks && at > n - rows)
		at = n - rows;
	if (at >= n)
		at = n - 1;
	if (at < 0)
		at = 0;
	if (!picks) {
		l->top = (size_t)at;
		return;
	}
	l->cur = (size_t)at;
	rows = (long)list_rows(a); /* what is said under them is of the row */
	if (l->cur < l->top)
		l->top = l->cur;
	if (l->cur >= l->top + (size_t)rows)
		l->top = l->cur - (size_t)rows + 1;
}

/* ---- sentences ---- */

static void flush(struct app *a, struct str *line, size_t *keys)
{
	list_add(a, line->p)->key_width = *keys;
	str_clear(line);
	*keys = 0;
}

void list_sentence(struct app *a, struct sv lead, size_t column, struct sv sentence)
{
	size_t w = list_box(a).w, room = w > 2 ? w - 2 : 1, keys = utf8_width(lead);
	bool begun = false; /* the line has words of the sentence */
	struct str line;
	struct sv word;

	str_init(&line);
	str_add(&line, lead);
	if (keys > 0 && keys >= column && keys + 1 + utf8_width(sentence) > room)
		flush(a, &line, &keys);
	while (sv_next(&sentence, ' ', &word)) {
		if (begun && utf8_width(str_sv(&line)) + 1 + utf8_width(word) > room) {
			flush(a, &line, &keys);
			begun = false;
		}
		if (begun || (keys > 0 && keys >= column))
			str_addc(&line, ' ');
		while (utf8_width(str_sv(&line)) < column)
			str_addc(&line, ' ');
		str_add(&line, word);
		begun = true;
	}
	flush(a, &line, &keys);
	str_fini(&line);
}

void list_heading(struct app *a, const char *text)
{
	if (a->list.lines.n)
		list_add(a, "");
	list_sentence(a, SV(""), 0, sv_of(text));
	for (size_t i = a->list.lines.n; i > 0 && *a->list.lines.v[i - 1].text; i--)
		a->list.lines.v[i - 1].heading = true;
}

void list_resized(struct app *a)
{
	size_t was = a->list.lines.n, top = a->list.top;

	if (app_focus(a) == MODE_TAGALL && a->list.kind == LIST_FORM)
		form_uncover(a);
	if (app_focus(a) == MODE_TAGALL)
		list_move(a, 0);
	if (a->mode != MODE_HELP)
		return;
	app_run(a, a->list.kind == LIST_MESSAGES ? SV("messages") : a->list.kind == LIST_STATS ? SV("stats")
		   : a->list.folded ? SV("help") : SV("help all"), NULL);
	list_move(a, -1000000);
	list_move(a, was > 0 ? (long)(top * a->list.lines.n / was) : 0);
}
