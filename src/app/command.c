/* command.c - the table, its dispatch, and completion; see command.h. */
#include "app/command.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "app/panes.h"
#include "app/prompt.h"
#include "app/select.h"
#include "base/i18n.h"

static const struct command table[] = {
#define CMD(name, args, min, max, completer, fn, help) \
	{ name, args, min, max, completer, fn, help },
#include "app/commands.def"
#undef CMD
};

size_t command_count(void)
{
	return ARRAY_LEN(table);
}

const struct command *command_at(size_t i)
{
	return &table[i];
}

const struct command *command_find(struct sv name)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		if (sv_eq(name, sv_of(table[i].name)))
			return &table[i];
	return NULL;
}

/* A unique beginning of a name does as well. */
static const struct command *find_prefix(struct sv name)
{
	const struct command *found = NULL;

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (!sv_starts(sv_of(table[i].name), name))
			continue;
		if (found)
			return NULL;
		found = &table[i];
	}
	return found;
}

bool arg_is(const struct args *args, size_t i, const char *word)
{
	return i < args->n && sv_eq(args->v[i], sv_of(word));
}

/* Cuts the line behind the name into arguments. */
static bool cut_args(const struct command *c, struct sv rest, struct args *args, struct error *err)
{
	rest = sv_trim(rest);
	if (c->max < 0) {
		while (rest.n && args->n + 1 < (size_t)(c->min > 1 ? c->min : 1)) {
			sv_next(&rest, ' ', &args->v[args->n++]);
			rest = sv_trim(rest);
		}
		if (rest.n)
			args->v[args->n++] = rest;
	} else {
		struct sv word;

		while (rest.n && sv_next(&rest, ' ', &word)) {
			if (word.n == 0)
				continue;
			if (args->n >= (size_t)c->max || args->n >= COMMAND_ARGS)
				return error_set(err, ERR_USAGE, _("%s: too many arguments"), c->name);
			args->v[args->n++] = word;
		}
	}
	if (args->n < (size_t)c->min)
		return error_set(err, ERR_USAGE, _("%s needs: %s"), c->name, c->args);
	return true;
}

static bool is_number(struct sv s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i > 0 && (i == s.n || (i + 1 == s.n && s.p[i] == '%'));
}

bool app_run(struct app *a, struct sv line, struct error *err)
{
	struct args args = { .count = a->count };
	struct str copy;
	const struct command *c;
	struct sv rest, name;
	bool ok;

	str_init(&copy);
	str_add(&copy, sv_trim(line)); /* the line may die while it runs */
	rest = str_sv(&copy);
	name = rest;
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] == ' ') {
			name = sv_cut(rest, 0, i);
			break;
		}
	}
	rest = sv_cut(rest, name.n, rest.n);
	if (is_number(name)) {
		name = SV("goto");
		rest = str_sv(&copy);
	}
	c = command_find(name);
	if (!c)
		c = find_prefix(name);
	if (!c || name.n == 0)
		ok = error_set(err, ERR_USAGE, _("no such command: %.*s"), SV_ARG(name));
	else if (a->depth > 8)
		ok = error_set(err, ERR_LIMIT, _("commands call each other too deeply"));
	else {
		a->depth++;
		str_clear(&a->running);
		str_add(&a->running, str_sv(&copy));
		ok = cut_args(c, rest, &args, err) && c->fn(a, &args, err);
		a->depth--;
	}
	str_fini(&copy);
	return ok;
}

/* ---- completion ---- */

static void offer(line_vec *out, struct sv word, const char *candidate)
{
	if (candidate && sv_starts(sv_of(candidate), word))
		vec_push(out, xstrdup(candidate));
}

/* Words of one argument, separated by |. */
static void offer_words(line_vec *out, struct sv word, const char *choices)
{
	struct sv rest = sv_of(choices), one;

	while (sv_next(&rest, '|', &one)) {
		char *s = xstrndup(one.p, one.n);

		offer(out, word, s);
		free(s);
	}
}

static void offer_files(line_vec *out, struct sv word)
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
		for (size_t i = 0; i < g.gl_pathc && i < 200; i++)
			vec_push(out, xstrdup(g.gl_pathv[i]));
		globfree(&g);
	}
	str_fini(&pattern);
}

static void offer_options(struct app *a, struct sv word, line_vec *out)
{
	struct str s;

	str_init(&s);
	for (int i = 0; i < OPT_COUNT; i++) {
		str_clear(&s);
		str_addf(&s, "%s=%s", option_at((enum option_id)i)->name,
			 option_string(a->o.options, (enum option_id)i));
		offer(out, word, s.p);
	}
	str_fini(&s);
}

static void offer_args(struct app *a, enum completer how, size_t arg, struct sv word, line_vec *out)
{
	switch (how) {
	case COMPLETE_WHERE:
		for (size_t i = 0; where_name(i); i++)
			offer(out, word, where_name(i));
		break;
	case COMPLETE_KIND:
		for (int i = 0; i < KIND_COUNT; i++)
			offer(out, word, kind_name((enum kind)i));
		break;
	case COMPLETE_TAG:
		for (size_t i = 0; i < a->o.tags->tags.n; i++)
			offer(out, word, a->o.tags->tags.v[i].name);
		break;
	case COMPLETE_PANE:
		offer(out, word, "article");
		for (int i = 0; i < PANE_COUNT; i++)
			offer(out, word, pane_name((enum pane)i));
		offer(out, word, "next");
		break;
	case COMPLETE_FORMAT:
		for (size_t i = 0; arg == 1 && export_format(i); i++)
			offer(out, word, export_format(i));
		if (arg == 2)
			offer_files(out, word);
		break;
	case COMPLETE_FILE:
		offer_files(out, word);
		break;
	case COMPLETE_OPTION:
		offer_options(a, word, out);
		break;
	case COMPLETE_ATTR:
		for (int i = 0; arg == 1 && i < ATTR_COUNT; i++)
			offer(out, word, attr_name((enum attr)i));
		break;
	case COMPLETE_SCOPE:
		if (arg == 1)
			offer_words(out, word, "all|sight|cluster");
		else
			offer_args(a, COMPLETE_KIND, arg, word, out);
		break;
	case COMPLETE_EDGE:
		offer_words(out, word, arg == 1 ? "start|end" : arg == 2 ? "out|in" : "word|character");
		break;
	case COMPLETE_HINT:
		offer_words(out, word, "mentions|words");
		break;
	case COMPLETE_SORT:
		for (int i = 0; i < SORT_END; i++)
			offer(out, word, sort_name((enum pane_sort)i));
		break;
	case COMPLETE_OBJECT:
		for (int i = 0; i < OBJECT_COUNT; i++)
			offer(out, word, object_name((enum object)i));
		break;
	default:
		break;
	}
}

size_t command_complete(struct app *a, struct sv line, size_t at, line_vec *out)
{
	size_t start = at, arg = 0, name_end = 0;
	const struct command *c;
	struct sv word;

	while (start > 0 && line.p[start - 1] != ' ')
		start--;
	word = sv_cut(line, start, at);
	for (size_t i = 0; i < start; i++)
		arg += line.p[i] != ' ' && line.p[i + 1] == ' ';
	if (arg == 0) {
		for (size_t i = 0; i < ARRAY_LEN(table); i++)
			offer(out, word, table[i].name);
		return start;
	}
	while (name_end < line.n && line.p[name_end] != ' ')
		name_end++;
	c = command_find(sv_cut(line, 0, name_end));
	if (c)
		offer_args(a, c->completer, arg, word, out);
	return start;
}
