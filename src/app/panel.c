/* panel.c - see panel.h. */
#include "app/panel.h"

#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

void panel_fini(struct panel *p)
{
	for (size_t i = 0; i < p->rows.n; i++) {
		free(p->rows.v[i].key);
		free(p->rows.v[i].text);
	}
	vec_fini(&p->rows);
}

unsigned panel_most(unsigned rows)
{
	return rows > 12 ? rows * 2 / 3 : rows > 6 ? rows - 3 : 2;
}

void panel_add(struct panel *p, const char *key, const char *text)
{
	struct panel_row r = { xstrdup(key), text ? xstrdup(text) : NULL };

	vec_push(&p->rows, r);
}

static const struct {
	const char *command, *sentence;
} phrases[] = {
#define PHRASE(command, sentence) { command, sentence },
#include "app/phrases.def"
#undef PHRASE
};

void command_describe(const struct app *a, const char *command, struct str *out)
{
	struct sv name = sv_of(command);
	const struct command *c;
	const struct tag *t;
	size_t i;

	for (i = 0; i < ARRAY_LEN(phrases); i++) {
		if (strcmp(phrases[i].command, command) == 0) {
			str_adds(out, _(phrases[i].sentence));
			return;
		}
	}
	for (i = 0; i < name.n && name.p[i] != ' '; i++)
		continue;
	c = command_find(sv_cut(name, 0, i));
	const char *where = c && strcmp(c->name, "move") == 0 ? where_help(sv_trim(sv_cut(name, i, name.n))) : NULL;
	if (where) {
		str_adds(out, where);
		return;
	}
	if (!c) {
		str_adds(out, command);
		return;
	}
	t = strcmp(c->name, "tag") == 0 && i < name.n ? tagset_find(a->o.tags, sv_trim(sv_cut(name, i, name.n))) : NULL;
	if (i < name.n)
		str_addf(out, "%s — ", command);
	str_adds(out, t && t->help && *t->help ? _(t->help) : _(c->help));
}

/* ---- the keys that may follow ---- */

static bool begins(const struct binding *b, const key_vec *pending)
{
	if (b->n <= pending->n || !*b->command)
		return false;
	for (size_t k = 0; k < pending->n; k++)
		if (!key_eq(b->keys[k], pending->v[k]))
			return false;
	return true;
}

static void add_keys(struct app *a, struct panel *p)
{
	const struct keymap *m = a->o.keymap;
	struct str key, text;

	str_init(&key);
	str_init(&text);
	for (size_t i = 0; i < keymap_count(m); i++) {
		const struct binding *b = keymap_at(m, i);
		const char *found = NULL;

		if (!begins(b, &a->pending) ||
		    keymap_find(m, (enum keymode)a->mode, b->keys, b->n, &found) != KEYMAP_FOUND || found != b->command)
			continue;
		str_clear(&key);
		str_clear(&text);
		for (size_t k = a->pending.n; k < b->n; k++)
			key_format(b->keys[k], &key);
		command_describe(a, b->command, &text);
		panel_add(p, key.p, text.p);
	}
	str_fini(&key);
	str_fini(&text);
	p->title = _("keys that may follow; Esc leaves");
}

/* ---- marks ---- */

static void add_marks(struct app *a, struct panel *p)
{
	struct doc *d = app_doc(a);
	struct str text;

	str_init(&text);
	for (size_t i = 0; d && i < ARRAY_LEN(d->marks); i++) {
		char key[2] = { (char)('a' + i), '\0' };
		size_t n, of, at = d->marks[i];

		if (at == NONE)
			continue;
		str_clear(&text);
		if (view_paragraph(d, at, &n, &of))
			str_addf(&text, "¶%zu ", n);
		view_copy(d, (struct span){ at, at + 120 < text_size(d->text) ? at + 120 : text_size(d->text) }, 120, &text);
		panel_add(p, key, text.p);
	}
	str_fini(&text);
	p->wide = true;
	p->title = a->want_mark ? _("a letter from a to z; these are set") : _("marks; Esc leaves");
}

static void add_tags(struct app *a, struct panel *p)
{
	for (size_t i = 0; i < a->o.tags->tags.n; i++) {
		const struct tag *t = &a->o.tags->tags.v[i];
		struct str text;

		if (!t->key || !*t->key)
			continue;
		str_init(&text);
		str_adds(&text, t->name);
		if (t->help && *t->help)
			str_addf(&text, " — %s", _(t->help));
		panel_add(p, t->key, text.p);
		str_fini(&text);
	}
	p->title = _("the tag that is to stick; Esc leaves");
}

/* ---- completions ---- */

static void add_choices(struct app *a, struct panel *p)
{
	const struct prompt *q = &a->prompt;

	for (size_t i = 0; i < q->choices.n; i++)
		panel_add(p, q->choices.v[i].text, q->choices.v[i].help);
	p->current = q->choice;
}

/* What the command that is being typed takes. */
static void add_usage(struct app *a, struct panel *p)
{
	struct sv line = str_sv(&a->prompt.line), name;
	const struct command *c;
	struct str s;

	if (a->prompt.kind != PROMPT_COMMAND || !memchr(line.p, ' ', line.n) || !sv_next(&line, ' ', &name))
		return;
	c = command_find(name);
	if (!c)
		return;
	str_init(&s);
	str_addf(&s, "%s %s", c->name, c->args);
	panel_add(p, s.p, _(c->help));
	str_fini(&s);
	p->wide = true;
}

/* ---- the tour ---- */

static void add_tour(struct app *a, struct panel *p)
{
	static const struct {
		const char *commands[3], *text, *brief; /* brief: of 21 columns, for small screens */
	} lines[] = {
		{ { "move page-down", "next-mention", "search" }, N_("a page on, the next thing found, search"),
		  N_("read, next, search") },
		{ { "accept", "reject", "undo" }, N_("keep what is found, refuse it, undo: all is saved at once"),
		  N_("keep, refuse, undo") },
		{ { "select", "tag PER", "note" }, N_("select words, tag them (P O L M ...), write a note"),
		  N_("select, tag, note") },
		{ { "focus entities", "focus figures", "focus quotes" }, N_("who and where, how many, who said what"),
		  N_("who, how many, quotes") },
		{ { "help", "command-line", "quit" }, N_("every key, a command, leave; :tour shows this again"),
		  N_("keys, command, leave") },
	};
	struct str keys;

	str_init(&keys);
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		str_clear(&keys);
		for (size_t k = 0; k < ARRAY_LEN(lines[i].commands); k++) {
			if (k > 0)
				str_addc(&keys, ' ');
			keymap_key(a->o.keymap, KEYMODE_NORMAL, lines[i].commands[k], &keys);
		}
		panel_add(p, keys.p, a->w < 60 ? _(lines[i].brief) : _(lines[i].text));
	}
	str_fini(&keys);
	p->wide = true;
	p->title = _("welcome to postil; any key goes on");
}

bool panel_make(struct app *a, struct panel *p)
{
	*p = (struct panel){ .current = NONE };
	if (a->mode == MODE_PROMPT) {
		if (a->prompt.choices.n > 0)
			add_choices(a, p);
		else
			add_usage(a, p);
	} else if (a->tour) {
		add_tour(a, p);
	} else if (a->hand.layers) {
		layers_add(a, p);
	} else if (a->want_mark || a->want_to_mark) {
		add_marks(a, p);
	} else if (a->hand.want_tag) {
		add_tags(a, p);
	} else if (a->pending.n > 0) {
		add_keys(a, p);
	}
	return p->rows.n > 0 || p->title;
}

bool cmd_tour(struct app *a, const struct args *args, struct error *err)
{
	(void)args;
	(void)err;
	a->tour = true;
	return true;
}
