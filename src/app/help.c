/* help.c - the lists over the article: help from the keymap in force and the
 * command table, messages, statistics. Tag-all, review and files fill theirs
 * themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/panes.h"
#include "app/review.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

void list_fini(struct list *l)
{
	for (size_t i = 0; i < l->lines.n; i++)
		free(l->lines.v[i].text);
	vec_fini(&l->lines);
	free(l->title);
	free(l->tag);
	l->title = l->tag = NULL;
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

/* The sentence of a command line: the arguments, if any, before it. */
static void describe(struct app *a, const char *command, struct str *out)
{
	struct sv name = sv_of(command);
	const struct command *c;
	const struct tag *t;
	size_t i;

	for (i = 0; i < name.n && name.p[i] != ' '; i++)
		continue;
	c = command_find(sv_cut(name, 0, i));
	if (!c) {
		str_adds(out, command);
		return;
	}
	t = strcmp(c->name, "tag") == 0 && i < name.n
		    ? tagset_find(a->o.tags, sv_trim(sv_cut(name, i, name.n))) : NULL;
	if (strcmp(c->name, "move") == 0) {
		str_adds(out, command);
		return;
	}
	if (i < name.n)
		str_addf(out, "%s — ", command);
	if (t && t->help && *t->help)
		str_adds(out, _(t->help));
	else
		str_adds(out, _(c->help));
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
		describe(a, b->command, &line);
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

bool cmd_help(struct app *a, const struct args *args, struct error *err)
{
	enum keymode first = (enum keymode)a->mode;

	(void)args;
	(void)err;
	if (first == KEYMODE_PROMPT || first == KEYMODE_HELP)
		first = KEYMODE_NORMAL;
	list_open(a, LIST_HELP, _("Help (scroll with the moving keys, Esc closes)"));
	add_heading(a, mode_heading(first));
	add_bindings(a, first);
	for (int m = 0; m < KEYMODE_COUNT; m++) {
		if ((enum keymode)m == first || (enum keymode)m == KEYMODE_PROMPT)
			continue;
		add_heading(a, mode_heading((enum keymode)m));
		add_bindings(a, (enum keymode)m);
	}
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

/* ---- statistics ---- */

static void add_count(struct app *a, const char *what, size_t n)
{
	struct str s;

	str_init(&s);
	str_addf(&s, "%6zu  %s", n, what);
	list_add(a, s.p);
	str_fini(&s);
}

static size_t count_words(struct doc *d)
{
	size_t size = text_size(d->text), pos = 0, words = 0;
	bool in = false;

	while (pos < size && pos < APP_WHOLE) {
		struct sv v = text_view(d->text, pos, 65536);

		if (v.n == 0)
			break;
		for (size_t i = 0; i < v.n; i++) {
			bool letter = ((unsigned char)v.p[i] | 0x20) >= 'a' || v.p[i] & 0x80 ||
				      (v.p[i] >= '0' && v.p[i] <= '9');

			words += letter && !in;
			in = letter;
		}
		pos += v.n;
	}
	return words;
}

static void stats_tags(struct app *a, struct doc *d)
{
	for (size_t i = 0; i < d->items.n; i++) {
		size_t n = 0, before = 0;

		for (size_t j = 0; j < d->items.n; j++) {
			bool same = strcmp(d->items.v[j].tag, d->items.v[i].tag) == 0 &&
				    item_stops(&d->items.v[j]);

			n += same;
			before += same && j < i;
		}
		if (before == 0 && n && item_stops(&d->items.v[i]))
			add_count(a, tag_title(d->items.v[i].tag), n);
	}
}

/* Speakers by their share of the quoted bytes, as bars. */
static void stats_speakers(struct app *a, struct doc *d)
{
	size_t all = 0;
	struct str s;

	str_init(&s);
	for (size_t i = 0; i < d->items.n; i++)
		if (d->items.v[i].kind == KIND_QUOTE && item_stops(&d->items.v[i]))
			all += d->items.v[i].span.end - d->items.v[i].span.start;
	for (size_t i = 0; i < d->items.n && all; i++) {
		const char *who = item_attr(&d->items.v[i], ATTR_SPEAKER);
		size_t mine = 0;
		bool first = true;

		if (d->items.v[i].kind != KIND_QUOTE || !who || !*who)
			continue;
		for (size_t j = 0; j < d->items.n; j++) {
			const char *w = item_attr(&d->items.v[j], ATTR_SPEAKER);

			if (d->items.v[j].kind != KIND_QUOTE || !w || strcmp(w, who) != 0)
				continue;
			first = first && j >= i;
			mine += d->items.v[j].span.end - d->items.v[j].span.start;
		}
		if (!first)
			continue;
		str_clear(&s);
		str_addf(&s, "%5zu%%  ", mine * 100 / all);
		for (size_t k = 0; k < mine * 20 / all; k++)
			str_adds(&s, "█");
		str_addf(&s, " %s", who);
		list_add(a, s.p);
	}
	str_fini(&s);
}

bool cmd_stats(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	size_t words, n, of;

	(void)args;
	if (!d)
		return false;
	list_open(a, LIST_STATS, _("Statistics"));
	words = count_words(d);
	add_heading(a, _("Article"));
	add_count(a, _("bytes"), text_size(d->text));
	add_count(a, _("words"), words);
	if (view_paragraph(d, 0, &n, &of))
		add_count(a, _("paragraphs"), of);
	add_count(a, _("minutes to read"), (words + 199) / 200);
	add_heading(a, _("Mentions"));
	stats_tags(a, d);
	add_heading(a, _("Speakers by share of words"));
	stats_speakers(a, d);
	return true;
}
