/* complete.c - see complete.h. */
#include "app/complete.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/command.h"
#include "app/form.h"
#include "app/pane_filter.h"
#include "app/keymaps.h"
#include "app/panes.h"
#include "app/select.h"
#include "base/i18n.h"

#define FILES_MAX 200

void choices_clear(choice_vec *c)
{
	for (size_t i = 0; i < c->n; i++) {
		free(c->v[i].text);
		free(c->v[i].help);
	}
	vec_clear(c);
}

size_t choices_common(const choice_vec *c)
{
	size_t n = c->n > 0 ? strlen(c->v[0].text) : 0;

	for (size_t i = 1; i < c->n; i++) {
		size_t k = 0;

		while (k < n && c->v[i].text[k] == c->v[0].text[k])
			k++;
		n = k;
	}
	while (n > 0 && ((unsigned char)c->v[0].text[n] & 0xC0) == 0x80) /* whole characters */
		n--;
	return n;
}

/* help: translated, NULL for none. */
static void offer(choice_vec *out, struct sv word, const char *candidate, const char *help)
{
	struct choice c;

	if (!candidate || strlen(candidate) < word.n || strncasecmp(candidate, word.p, word.n) != 0)
		return;
	c.text = xstrdup(candidate);
	c.help = help && *help ? xstrdup(help) : NULL;
	vec_push(out, c);
}

/* Words of one argument, separated by |. */
static void offer_words(choice_vec *out, struct sv word, const char *before, const char *choices)
{
	struct sv rest = sv_of(choices), one;
	struct str s;

	str_init(&s);
	while (sv_next(&rest, '|', &one)) {
		str_clear(&s);
		str_addf(&s, "%s" SV_FMT, before, SV_ARG(one));
		offer(out, word, s.p, NULL);
	}
	str_fini(&s);
}

static void offer_files(choice_vec *out, struct sv word)
{
	glob_t g;
	struct str pattern;

	str_init(&pattern);
	for (size_t i = 0; i < word.n; i++) {
		if (strchr("*?[\\", word.p[i]))
			str_addc(&pattern, '\\');
		str_addc(&pattern, word.p[i]);
	}
	str_addc(&pattern, '*');
	if (glob(pattern.p, GLOB_MARK, NULL, &g) == 0) {
		for (size_t i = 0; i < g.gl_pathc && i < FILES_MAX; i++)
			offer(out, word, g.gl_pathv[i], NULL);
		globfree(&g);
	}
	str_fini(&pattern);
}

/* Behind « width= »: what it may be, first what it is. */
static void offer_values(struct app *a, enum option_id id, struct sv word, choice_vec *out)
{
	const struct option_row *o = option_at(id);
	struct str s;

	str_init(&s);
	str_addf(&s, "%s=%s", o->name, option_string(a->o.options, id));
	if (o->type == OPTION_INT || o->type == OPTION_STRING)
		offer(out, word, s.p, _("as it is now"));
	str_clear(&s);
	str_addf(&s, "%s=", o->name);
	if (o->type == OPTION_BOOL)
		offer_words(out, word, s.p, "yes|no");
	if (o->type == OPTION_ENUM)
		offer_words(out, word, s.p, o->choices);
	for (size_t i = 0; id == OPT_KEYMAP && keymaps_name(i); i++)
		offer_words(out, word, s.p, keymaps_name(i));
	str_fini(&s);
}

static void offer_options(struct app *a, struct sv word, choice_vec *out)
{
	const char *equal = word.n ? memchr(word.p, '=', word.n) : NULL;
	struct str s;

	if (equal) {
		enum option_id id = option_find(sv_cut(word, 0, (size_t)(equal - word.p)));

		if (id != OPT_COUNT)
			offer_values(a, id, word, out);
		return;
	}
	str_init(&s);
	for (int i = 0; i < OPT_COUNT; i++) {
		str_clear(&s);
		str_addf(&s, "%s=", option_at((enum option_id)i)->name);
		offer(out, word, s.p, _(option_at((enum option_id)i)->help));
	}
	str_fini(&s);
}

static void offer_tags(struct app *a, struct sv word, const char *before, choice_vec *out)
{
	struct str s;

	str_init(&s);
	for (size_t i = 0; i < a->o.tags->tags.n; i++) {
		const struct tag *t = &a->o.tags->tags.v[i];

		str_clear(&s);
		str_addf(&s, "%s%s", before, t->name);
		offer(out, word, s.p, t->help && *t->help ? _(t->help) : NULL);
	}
	str_fini(&s);
}

static void offer_kinds(struct app *a, struct sv word, choice_vec *out)
{
	for (int i = 0; i < KIND_COUNT; i++)
		offer(out, word, kind_name((enum kind)i), NULL);
	offer(out, word, "note", _("what has a note"));
	offer_tags(a, word, "", out);
}

static void offer_formats(size_t arg, struct sv word, choice_vec *out)
{
	for (size_t i = 0; arg == 1 && export_format(i); i++)
		offer(out, word, export_format(i), NULL);
	if (arg == 2)
		offer_files(out, word);
}

static void offer_panes(struct sv word, choice_vec *out)
{
	offer(out, word, "article", NULL);
	for (int i = 0; i < PANE_COUNT; i++)
		offer(out, word, pane_name((enum pane)i), pane_title((enum pane)i));
	offer(out, word, "next", NULL);
}

static void offer_args(struct app *a, enum completer how, size_t arg, struct sv word, choice_vec *out)
{
	switch (how) {
	case COMPLETE_WHERE:
		for (size_t i = 0; where_name(i); i++)
			offer(out, word, where_name(i), where_help(sv_of(where_name(i))));
		break;
	case COMPLETE_KIND:
		offer_kinds(a, word, out);
		break;
	case COMPLETE_TAG:
		offer_tags(a, word, "", out);
		break;
	case COMPLETE_PANE:
		offer_panes(word, out);
		break;
	case COMPLETE_FORMAT:
		offer_formats(arg, word, out);
		break;
	case COMPLETE_FILE:
		offer_files(out, word);
		break;
	case COMPLETE_OPTION:
		offer_options(a, word, out);
		break;
	case COMPLETE_ATTR:
		for (int i = 0; i < ATTR_COUNT; i++)
			offer(out, word, attr_name((enum attr)i), NULL);
		break;
	case COMPLETE_SCOPE:
		if (arg == 1)
			offer_words(out, word, "", "all|sight|cluster");
		else
			offer_kinds(a, word, out);
		break;
	case COMPLETE_EDGE:
		offer_words(out, word, "", arg == 1 ? "start|end" : arg == 2 ? "out|in" : "word|character");
		break;
	case COMPLETE_HINT:
		offer_words(out, word, "", "mentions|words");
		break;
	case COMPLETE_SORT:
		for (size_t i = 0; pane_sort_at(a->pane, i) != SORT_END; i++)
			offer(out, word, sort_name(pane_sort_at(a->pane, i)), sort_title(pane_sort_at(a->pane, i)));
		break;
	case COMPLETE_OBJECT:
		for (int i = 0; i < OBJECT_COUNT; i++)
			offer(out, word, object_name((enum object)i), NULL);
		break;
	case COMPLETE_FILES:
		offer_words(out, word, "", "given|name|date|progress|next");
		break;
	default:
		break;
	}
}

static size_t word_start(struct sv line, size_t at)
{
	while (at > 0 && line.p[at - 1] != ' ')
		at--;
	return at;
}

/* Behind « attr NAME »: its values, which may have blanks. */
static size_t complete_attr(struct app *a, struct sv line, size_t name_end, size_t at, choice_vec *out)
{
	struct sv rest = sv_trim(sv_cut(line, name_end, at)), name;
	size_t start = at;
	enum attr attr;

	if (sv_next(&rest, ' ', &name) && attr_parse(name, &attr)) {
		rest = sv_trim(rest);
		start = rest.n ? (size_t)(rest.p - line.p) : at;
		form_complete(a, attr, sv_cut(line, start, at), out);
	}
	return start;
}

size_t complete_command(struct app *a, struct sv line, size_t at, choice_vec *out)
{
	size_t start = word_start(line, at), arg = 0, name_end = 0;
	struct sv word = sv_cut(line, start, at);
	const struct command *c;

	for (size_t i = 0; i < start; i++)
		arg += line.p[i] != ' ' && line.p[i + 1] == ' ';
	if (arg == 0) {
		for (size_t i = 0; i < command_count(); i++)
			offer(out, word, command_at(i)->name, _(command_at(i)->help));
		return start;
	}
	while (name_end < line.n && line.p[name_end] != ' ')
		name_end++;
	c = command_find(sv_cut(line, 0, name_end));
	if (c && strcmp(c->name, "filter") == 0)
		return complete_filter(a, line, at, out);
	if (c && c->completer == COMPLETE_ATTR && arg > 1)
		return complete_attr(a, line, name_end, at, out);
	if (c)
		offer_args(a, c->completer, arg, word, out);
	return start;
}

size_t complete_filter(struct app *a, struct sv line, size_t at, choice_vec *out)
{
	size_t start = word_start(line, at);
	struct sv word = sv_cut(line, start, at);
	const char *name, *help;
	struct str s;

	if (sv_starts(word, SV("tag:"))) {
		offer_tags(a, word, "tag:", out);
		return start;
	}
	str_init(&s);
	for (size_t i = 0; sv_starts(word, SV("is:")) && (name = pane_filter_state(i, &help)); i++) {
		str_clear(&s);
		str_addf(&s, "is:%s", name);
		offer(out, word, s.p, _(help));
	}
	for (size_t i = 0; !memchr(word.p, ':', word.n) && (name = pane_filter_field(i, &help)); i++)
		offer(out, word, name, _(help));
	str_fini(&s);
	return start;
}
