/* command.c - the table, its dispatch, and completion; see command.h. */
#include "app/command.h"

#include <stdlib.h>
#include <string.h>

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

/* What hands type that know vi, though other names begin so. */
static const char *const vi_names[][2] = { { "w", "write" }, { "wq", "quit" }, { "x", "quit" }, { "n", "next" } };

/* A unique beginning of a name does as well; NULL with *err. */
static const struct command *find_prefix(struct sv name, struct error *err)
{
	const struct command *found = NULL;
	struct str names;
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(vi_names); i++)
		if (sv_eq(name, sv_of(vi_names[i][0])))
			return command_find(sv_of(vi_names[i][1]));
	str_init(&names);
	for (size_t i = 0; name.n > 0 && i < ARRAY_LEN(table); i++) {
		if (!sv_starts(sv_of(table[i].name), name) || sv_ends(sv_of(table[i].name), SV("!")))
			continue; /* what writes over something is spelled out */
		found = &table[i];
		str_addf(&names, "%s%s", n++ ? " " : "", found->name);
	}
	if (n != 1) {
		if (n == 0)
			error_set(err, ERR_USAGE, _("no such command: %.*s"), SV_ARG(name));
		else
			error_set(err, ERR_USAGE, _("%.*s: which one? %s"), SV_ARG(name), names.p);
		found = NULL;
	}
	str_fini(&names);
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
	if (name.n > 1 && name.p[name.n - 1] == '!' && !command_find(name)) { /* quit! as in vi */
		name.n--;
		rest = SV("!");
	}
	c = command_find(name);
	if (!c)
		c = find_prefix(name, err);
	if (!c)
		ok = false;
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
