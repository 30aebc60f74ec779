/* help.c - the lists over the article: what all have in common, and two that are made
 * of sentences, broken where the screen ends: the help, from the keymap in force and the
 * command table, and the messages. The other lists fill theirs themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/form.h"
#include "app/panel.h"
#include "app/panes.h"
#include "app/review.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define FORM_OVER 3 /* rows of the article that stay in sight over a form */
#define NARROW 60 /* columns; below, sentences stand closer to their keys */

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
	long n = (long)l->lines.n, rows = (long)view_page_rows(a) - (long)list_top(a) - 1 - (long)review_panel(a), at;
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

/* The lead, then the sentence from the column on, in as many lines as it takes. */
static void add_sentence(struct app *a, struct sv lead, size_t column, struct sv sentence)
{
	size_t room = a->w > 2 ? a->w - 2 : 1, keys = utf8_width(lead);
	bool begun = false; /* the line has words of the sentence */
	struct str line;
	struct sv word;

	str_init(&line);
	str_add(&line, lead);
	if (keys >= column && keys + 1 + utf8_width(sentence) > room)
		flush(a, &line, &keys);
	while (sv_next(&sentence, ' ', &word)) {
		if (begun && utf8_width(str_sv(&line)) + 1 + utf8_width(word) > room) {
			flush(a, &line, &keys);
			begun = false;
		}
		if (begun || keys >= column)
			str_addc(&line, ' ');
		while (utf8_width(str_sv(&line)) < column)
			str_addc(&line, ' ');
		str_add(&line, word);
		begun = true;
	}
	flush(a, &line, &keys);
	str_fini(&line);
}

/* ---- help ---- */

static const char *mode_heading(enum keymode m)
{
	switch (m) {
	case KEYMODE_NORMAL:
		return _("Reading");
	case KEYMODE_SELECT:
		return _("Selecting");
	case KEYMODE_PANE:
		return _("In a side pane");
	case KEYMODE_TAGALL:
		return _("In a list to tick");
	case KEYMODE_REVIEW:
		return _("In a list of cases: places to look at, differences");
	case KEYMODE_HELP:
		return _("In this help and other lists");
	default:
		return _("Typing");
	}
}

/* Keys of one command together: the first binding of it leads. */
static void add_bindings(struct app *a, enum keymode mode)
{
	const struct keymap *m = a->o.keymap;
	struct str keys, line;

	str_init(&keys);
	str_init(&line);
	for (size_t i = 0; i < keymap_count(m); i++) {
		const struct binding *b = keymap_at(m, i);
		bool seen = false;

		for (size_t j = 0; j < i && !seen; j++)
			seen = keymap_at(m, j)->mode == mode &&
			       strcmp(keymap_at(m, j)->command, b->command) == 0;
		if (b->mode != mode || !*b->command || seen)
			continue;
		str_clear(&keys);
		for (size_t j = i; j < keymap_count(m); j++) {
			const struct binding *c = keymap_at(m, j);

			if (c->mode != mode || strcmp(c->command, b->command) != 0)
				continue;
			if (keys.n)
				str_adds(&keys, " ");
			for (size_t k = 0; k < c->n; k++)
				key_format(c->keys[k], &keys);
		}
		str_clear(&line);
		command_describe(a, b->command, &line);
		add_sentence(a, str_sv(&keys), a->w < NARROW ? 9 : 17, str_sv(&line));
	}
	str_fini(&keys);
	str_fini(&line);
}

static void add_heading(struct app *a, const char *text)
{
	if (a->list.lines.n)
		list_add(a, "");
	list_add(a, text)->heading = true;
}

static void add_commands(struct app *a)
{
	struct str line;

	str_init(&line);
	add_heading(a, _("Commands, typed after :"));
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);

		str_clear(&line);
		str_addf(&line, "%s%s%s", c->name, *c->args ? " " : "", c->args);
		add_sentence(a, str_sv(&line), a->w < NARROW ? 9 : 25, sv_of(_(c->help)));
	}
	str_fini(&line);
}

static size_t count_bindings(const struct app *a, enum keymode mode)
{
	size_t n = 0;

	for (size_t i = 0; i < keymap_count(a->o.keymap); i++)
		n += keymap_at(a->o.keymap, i)->mode == mode && *keymap_at(a->o.keymap, i)->command;
	return n;
}

/* The other modes: their keys, or a line each that says how many. */
static void add_others(struct app *a, enum keymode first, bool all)
{
	struct str s;

	str_init(&s);
	if (!all)
		add_heading(a, _("Tab shows these too:"));
	for (int m = 0; m < KEYMODE_COUNT; m++) {
		size_t n = count_bindings(a, (enum keymode)m);

		if ((enum keymode)m == first || (enum keymode)m == KEYMODE_PROMPT || n == 0)
			continue;
		if (all) {
			add_heading(a, mode_heading((enum keymode)m));
			add_bindings(a, (enum keymode)m);
			continue;
		}
		str_clear(&s);
		str_addf(&s, _("%s: %zu keys"), mode_heading((enum keymode)m), n);
		list_add(a, s.p);
	}
	if (!all) {
		str_clear(&s);
		str_addf(&s, _("%zu commands, typed after :"), command_count());
		list_add(a, s.p);
	}
	str_fini(&s);
}

bool cmd_help(struct app *a, const struct args *args, struct error *err)
{
	enum keymode first = (enum keymode)(a->mode == MODE_HELP ? a->list.back : app_focus(a));
	bool all = arg_is(args, 0, "all");

	if (args->n && !all)
		return error_set(err, ERR_USAGE, _("help, or help all"));
	if (first == KEYMODE_PROMPT || first == KEYMODE_HELP)
		first = KEYMODE_NORMAL;
	list_open(a, LIST_HELP, _("Help"));
	a->list.folded = !all;
	add_heading(a, mode_heading(first));
	add_bindings(a, first);
	add_others(a, first, all);
	if (all)
		add_commands(a);
	return true;
}

bool cmd_messages(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	(void)err;
	list_open(a, LIST_MESSAGES, _("Messages, the last one at the bottom"));
	for (size_t i = 0; i < a->messages.n; i++)
		add_sentence(a, SV(""), 0, sv_of(a->messages.v[i]));
	list_move(a, 1000000);
	return true;
}

void list_resized(struct app *a)
{
	size_t was = a->list.lines.n, top = a->list.top;

	if (app_focus(a) == MODE_TAGALL && a->list.kind == LIST_FORM)
		form_uncover(a);
	if (a->mode != MODE_HELP || (a->list.kind != LIST_HELP && a->list.kind != LIST_MESSAGES))
		return;
	app_run(a, a->list.kind == LIST_MESSAGES ? SV("messages") : a->list.folded ? SV("help") : SV("help all"), NULL);
	list_move(a, -1000000);
	list_move(a, was > 0 ? (long)(top * a->list.lines.n / was) : 0);
}
