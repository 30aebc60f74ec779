/* options.c - see options.h. */
#include "app/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "extract/calendar.h"
#include "base/vec.h"

static const struct option_row table[] = {
#define OPT(section, id, name, type, min, max, choices, value, help) \
	{ section, name, type, min, max, choices, value, help },
#include "app/options.def"
#undef OPT
};

struct own_filter {
	char *suffix, *command;
};

struct options {
	char *text[OPT_COUNT]; /* as written */
	int number[OPT_COUNT]; /* INT, BOOL, ENUM: what it means */
	VEC(struct own_filter) filters; /* the user's own, for suffixes without a row */
};

const struct option_row *option_at(enum option_id id)
{
	return &table[id];
}

enum option_id option_find_in(struct sv section, struct sv name)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		if (sv_eq(sv_of(table[i].section), section) && sv_eq(sv_of(table[i].name), name))
			return (enum option_id)i;
	}
	return OPT_COUNT;
}

enum option_id option_find(struct sv name)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		if (sv_eq(sv_of(table[i].name), name))
			return (enum option_id)i;
	}
	const char *dot = name.n > 0 ? memchr(name.p, '.', name.n) : NULL;
	if (dot == NULL)
		return OPT_COUNT;
	size_t n = (size_t)(dot - name.p);
	return option_find_in(sv_cut(name, 0, n), sv_cut(name, n + 1, name.n));
}

static bool parse_bool(struct sv v, int *out)
{
	static const char *const words[][6] = {
		{ "no", "off", "false", "0", "non", NULL }, { "yes", "on", "true", "1", "oui", NULL }
	};
	for (int b = 0; b < 2; b++) {
		for (size_t i = 0; words[b][i] != NULL; i++) {
			if (sv_eq(v, sv_of(words[b][i]))) {
				*out = b;
				return true;
			}
		}
	}
	return false;
}

static bool parse_int(struct sv v, int min, int max, int *out)
{
	long n = 0;
	if (v.n == 0 || v.n > 8)
		return false;
	for (size_t i = 0; i < v.n; i++) {
		if (v.p[i] < '0' || v.p[i] > '9')
			return false;
		n = n * 10 + (v.p[i] - '0');
	}
	*out = (int)n;
	return n >= min && n <= max;
}

static bool parse_enum(struct sv v, const char *choices, int *out)
{
	struct sv rest = sv_of(choices), one;
	for (*out = 0; sv_next(&rest, '|', &one); ++*out) {
		if (sv_eq(one, v))
			return true;
	}
	return false;
}

/* A day that there is, or nothing. */
static bool parse_date(struct sv v)
{
	char day[11] = "";
	if (v.n == 0 || v.n >= sizeof day)
		return v.n == 0;
	memcpy(day, v.p, v.n);
	return calendar_is_date(day);
}

static bool parse(const struct option_row *o, struct sv v, int *number, struct error *err)
{
	switch (o->type) {
	case OPTION_BOOL:
		return parse_bool(v, number) ||
		       error_set(err, ERR_USAGE, _("%s: yes or no, not %.*s"), o->name, SV_ARG(v));
	case OPTION_INT:
		return parse_int(v, o->min, o->max, number) ||
		       error_set(err, ERR_USAGE, _("%s: a number from %d to %d, not %.*s"),
				 o->name, o->min, o->max, SV_ARG(v));
	case OPTION_ENUM:
		return parse_enum(v, o->choices, number) ||
		       error_set(err, ERR_USAGE, _("%s: one of %s, not %.*s"), o->name,
				 o->choices, SV_ARG(v));
	case OPTION_DATE:
		if (!parse_date(v))
			return error_set(err, ERR_USAGE, _("%s: a date is YYYY-MM-DD"), o->name);
		break;
	case OPTION_STRING:
		break;
	}
	*number = 0;
	return true;
}

struct options *options_new(void)
{
	struct options *o = xcalloc(1, sizeof *o);
	for (int i = 0; i < OPT_COUNT; i++) {
		o->text[i] = xstrdup(table[i].value);
		if (!parse(&table[i], sv_of(table[i].value), &o->number[i], NULL))
			abort(); /* a default that is wrong is a bug of options.def */
	}
	return o;
}

struct options *options_copy(const struct options *o)
{
	struct options *c = xcalloc(1, sizeof *c);

	for (int i = 0; i < OPT_COUNT; i++) {
		c->text[i] = xstrdup(o->text[i]);
		c->number[i] = o->number[i];
	}
	for (size_t i = 0; i < o->filters.n; i++)
		vec_push(&c->filters, ((struct own_filter){ xstrdup(o->filters.v[i].suffix),
							     xstrdup(o->filters.v[i].command) }));
	return c;
}

void options_free(struct options *o)
{
	if (o == NULL)
		return;
	for (int i = 0; i < OPT_COUNT; i++)
		free(o->text[i]);
	for (size_t i = 0; i < o->filters.n; i++) {
		free(o->filters.v[i].suffix);
		free(o->filters.v[i].command);
	}
	vec_fini(&o->filters);
	free(o);
}

bool option_set(struct options *o, enum option_id id, struct sv value, struct error *err)
{
	int number = 0;
	value = sv_trim(value);
	if (!parse(&table[id], value, &number, err))
		return false;
	free(o->text[id]);
	o->text[id] = xstrndup(value.p, value.n);
	o->number[id] = number;
	return true;
}

bool option_at_start(enum option_id id)
{
	static const enum option_id ids[] = { OPT_ANNOTATOR, OPT_ESC_DELAY, OPT_HISTORY, OPT_LANGUAGE, OPT_MEMORY,
					      OPT_MOUSE,     OPT_REMEMBER,  OPT_SYNC,    OPT_TOUR };

	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		if (ids[i] == id)
			return true;
	return false;
}

bool option_parse(struct sv line, enum option_id *id, struct sv *value, struct error *err)
{
	size_t n = 0;
	line = sv_trim(line);
	while (n < line.n && line.p[n] != '=' && line.p[n] != ' ')
		n++;
	struct sv name = sv_cut(line, 0, n);
	*value = sv_trim(sv_cut(line, n, line.n));
	if (value->n > 0 && value->p[0] == '=')
		*value = sv_cut(*value, 1, value->n);
	*id = option_find(name);
	if (*id == OPT_COUNT && n == line.n && sv_starts(name, SV("no"))) {
		*id = option_find(sv_cut(name, 2, name.n));
		if (*id != OPT_COUNT && table[*id].type == OPTION_BOOL) {
			*value = SV("no");
			return true;
		}
		*id = OPT_COUNT;
	}
	if (*id == OPT_COUNT)
		return error_set(err, ERR_USAGE, _("unknown option %.*s"), SV_ARG(name));
	if (n == line.n && table[*id].type == OPTION_BOOL)
		*value = SV("yes");
	return true;
}

bool option_set_line(struct options *o, struct sv line, struct error *err)
{
	enum option_id id;
	struct sv value;
	return option_parse(line, &id, &value, err) && option_set(o, id, value, err);
}

bool option_bool(const struct options *o, enum option_id id)
{
	return o->number[id] != 0;
}

int option_int(const struct options *o, enum option_id id)
{
	return o->number[id];
}

int option_enum(const struct options *o, enum option_id id)
{
	return o->number[id];
}

const char *option_string(const struct options *o, enum option_id id)
{
	return o->text[id];
}

/* Rows of the section that are no command for a suffix. */
static bool is_suffix(enum option_id id)
{
	return table[id].type == OPTION_STRING && id != OPT_FILTER_ITEM && id != OPT_FILTER_URL;
}

static struct own_filter *own_filter(const struct options *o, struct sv suffix)
{
	for (size_t i = 0; i < o->filters.n; i++)
		if (sv_eq(sv_of(o->filters.v[i].suffix), suffix))
			return &o->filters.v[i];
	return NULL;
}

const char *options_filter(const struct options *o, struct sv suffix)
{
	enum option_id id = option_find_in(SV(OPTIONS_FILTERS), suffix);
	const struct own_filter *own = own_filter(o, suffix);
	const char *command = id != OPT_COUNT && is_suffix(id) ? o->text[id] : own ? own->command : "";

	return *command ? command : NULL;
}

bool options_set_filter(struct options *o, struct sv suffix, struct sv command, struct error *err)
{
	enum option_id id = option_find_in(SV(OPTIONS_FILTERS), suffix);
	struct own_filter *own;

	if (id != OPT_COUNT)
		return option_set(o, id, command, err);
	for (size_t i = 0; i < suffix.n; i++)
		if (strchr("/. |%", suffix.p[i]))
			return error_set(err, ERR_USAGE, _("%.*s: a suffix is what stands behind the last dot"),
					 SV_ARG(suffix));
	own = own_filter(o, suffix);
	if (!own) {
		vec_push(&o->filters, ((struct own_filter){ xstrndup(suffix.p, suffix.n), NULL }));
		own = &o->filters.v[o->filters.n - 1];
	}
	free(own->command);
	own->command = xstrndup(command.p, command.n);
	return true;
}

void options_dump(struct str *out)
{
	const char *section = "";
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *o = &table[i];
		if (strcmp(section, o->section) != 0) {
			section = o->section;
			str_addf(out, "\n[%s]\n", section);
		}
		str_addf(out, "\n# %s.\n", o->help);
		if (o->type == OPTION_INT)
			str_addf(out, "# From %d to %d.\n", o->min, o->max);
		if (o->type == OPTION_ENUM)
			str_addf(out, "# One of %s.\n", o->choices);
		if (o->type == OPTION_BOOL)
			str_adds(out, "# yes or no.\n");
		if (o->type == OPTION_DATE)
			str_adds(out, "# YYYY-MM-DD.\n");
		str_addf(out, "#%s = %s\n", o->name, o->value);
	}
}
