/* help.c - the lists over the article: help from the keymap in force and the
 * command table, messages, statistics. Tag-all, review and files fill theirs
 * themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/panel.h"
#include "app/panes.h"
#include "app/review.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

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
	a->list.found = NONE;
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

void list_close(struct app *a)
{
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
	long n = (long)l->lines.n, rows = (long)view_page_rows(a) - 1 - (long)review_panel(a), at;
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
		struct list_line *l;
		size_t width;

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
		width = utf8_width(str_sv(&keys));
		str_clear(&line);
		str_add(&line, str_sv(&keys));
		for (size_t k = width; k < 16; k++)
			str_addc(&line, ' ');
		str_addc(&line, ' ');
		command_describe(a, b->command, &line);
		l = list_add(a, line.p);
		l->key_width = width;
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
		str_addf(&line, "%s %s", c->name, c->args);
		while (line.n < 24)
			str_addc(&line, ' ');
		str_addc(&line, ' ');
		str_adds(&line, _(c->help));
		list_add(a, line.p)->key_width = strlen(c->name);
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
	list_open(a, LIST_HELP, _("Help (scroll with the moving keys, Esc closes)"));
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
		list_add(a, a->messages.v[i]);
	list_move(a, 1000000);
	return true;
}
