/* help.c - two lists that are made of sentences: the help, from the keymap in force and
 * the command table, and the messages. What all lists have in common is list.c.
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

#define NARROW 60 /* columns; below, sentences stand closer to their keys */

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
		list_sentence(a, str_sv(&keys), a->w < NARROW ? 9 : 17, str_sv(&line));
	}
	str_fini(&keys);
	str_fini(&line);
}

static void add_commands(struct app *a)
{
	struct str line;

	str_init(&line);
	list_heading(a, _("Commands, typed after :"));
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);

		str_clear(&line);
		str_addf(&line, "%s%s%s", c->name, *c->args ? " " : "", c->args);
		list_sentence(a, str_sv(&line), a->w < NARROW ? 9 : 25, sv_of(_(c->help)));
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
		list_heading(a, _("Tab shows these too:"));
	for (int m = 0; m < KEYMODE_COUNT; m++) {
		size_t n = count_bindings(a, (enum keymode)m);

		if ((enum keymode)m == first || (enum keymode)m == KEYMODE_PROMPT || n == 0)
			continue;
		if (all) {
			list_heading(a, mode_heading((enum keymode)m));
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
	list_heading(a, mode_heading(first));
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
		list_sentence(a, SV(""), 0, sv_of(a->messages.v[i]));
	list_move(a, 1000000);
	return true;
}
