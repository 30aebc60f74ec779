/* options.h - every option: its section, name, type, default and sentence.
 *
 * options.def is the one table; config.ini, `:set`, its completion, the
 * manual and --set are made from it. A struct options holds one value each.
 */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include "base/error.h"
#include "base/str.h"

enum option_type { OPTION_BOOL, OPTION_INT, OPTION_ENUM, OPTION_STRING, OPTION_DATE };

enum option_id {
#define OPT(section, id, name, type, min, max, choices, value, help) OPT_##id,
#include "app/options.def"
#undef OPT
	OPT_COUNT
};

struct option_row {
	const char *section, *name;
	enum option_type type;
	int min, max;        /* INT */
	const char *choices; /* ENUM: "a|b|c", the value is the index */
	const char *value;   /* the default, as written */
	const char *help;    /* one sentence, to be translated */
};

const struct option_row *option_at(enum option_id id);
/* By name ("width") or section.name ("reader.width"); OPT_COUNT when there is none. */
enum option_id option_find(struct sv name);
/* Is it read once, when the reader begins? */
bool option_at_start(enum option_id id);
enum option_id option_find_in(struct sv section, struct sv name);

/* The rows that are commands for a suffix, "html" and so on: the user may add
 * others, which have no row. */
#define OPTIONS_FILTERS "filters"

struct options;
struct options *options_new(void); /* all defaults */
struct options *options_copy(const struct options *o);
void options_free(struct options *o);
bool option_set(struct options *o, enum option_id id, struct sv value, struct error *err);
/* "name=value" or "name value" or "name" / "noname" for booleans; *value is not checked. */
bool option_parse(struct sv line, enum option_id *id, struct sv *value, struct error *err);
bool option_set_line(struct options *o, struct sv line, struct error *err);
bool option_bool(const struct options *o, enum option_id id);
int option_int(const struct options *o, enum option_id id);
int option_enum(const struct options *o, enum option_id id); /* index into choices */
const char *option_string(const struct options *o, enum option_id id); /* any type, as written */
/* The command for files with this suffix, of a row or the user's own; NULL: there is none. */
const char *options_filter(const struct options *o, struct sv suffix);
/* Sets one that may have no row; false when the suffix is none. */
bool options_set_filter(struct options *o, struct sv suffix, struct sv command, struct error *err);
/* Appends the whole config.ini with its comments. */
void options_dump(struct str *out);

#endif
