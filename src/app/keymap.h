/* keymap.h - which keys run which command line, in which mode.
 *
 * A keymap file is INI: a section is a mode, a line is
 *	command line = keys, keys        (unbind = keys takes them away)
 * with `extends = NAME` in a section [keymap]. The shipped ones are
 * compiled in (the program runs uninstalled); a user's file of the same name
 * in the configuration directory wins. Modes fall back: select and pane to
 * normal, tagall and help to nothing.
 */
#ifndef APP_KEYMAP_H
#define APP_KEYMAP_H

#include "app/key.h"
#include "app/problem.h"
#include "base/vec.h"

/* One row: enum, name of the section, mode that is asked next. */
#define KEYMODE_TABLE(X)                      \
	X(NORMAL, "normal", KEYMODE_COUNT)    \
	X(SELECT, "select", KEYMODE_NORMAL)   \
	X(PANE, "pane", KEYMODE_NORMAL)       \
	X(TAGALL, "tagall", KEYMODE_HELP)     \
	X(REVIEW, "review", KEYMODE_HELP)     \
	X(HELP, "help", KEYMODE_COUNT)        \
	X(PROMPT, "prompt", KEYMODE_COUNT)

enum keymode {
#define X(id, name, parent) KEYMODE_##id,
	KEYMODE_TABLE(X)
#undef X
	KEYMODE_COUNT
};

const char *keymode_name(enum keymode m);

struct binding {
	enum keymode mode;
	struct key keys[4];
	size_t n;
	char *command; /* a command line, "" for a key that is unbound */
};

struct keymap;

/* name: "azerty", or a path when it holds a '/'. Unknown names fall back to
 * the default with a problem. dir: where a user's keymaps are, NULL none. */
struct keymap *keymap_load(const char *name, const char *dir, problem_vec *problems);
/* From text alone, for tests. */
struct keymap *keymap_parse(struct sv text, const char *name, const char *dir,
			    problem_vec *problems);
void keymap_free(struct keymap *m);
/* Binds keys in a mode; a second binding of the same keys wins. */
void keymap_bind(struct keymap *m, enum keymode mode, const struct key *keys, size_t n,
		 const char *command);

struct tagset;
/* Binds the keys of the tags in every mode that reads. What a project asks for takes no
 * key that has a command: that is a problem. */
void keymap_bind_tags(struct keymap *m, const struct tagset *tags, problem_vec *problems);

enum keymap_result { KEYMAP_NONE, KEYMAP_PREFIX, KEYMAP_FOUND };
/* Looks keys up in mode and its parents; *command is borrowed. */
enum keymap_result keymap_find(const struct keymap *m, enum keymode mode, const struct key *keys,
			       size_t n, const char **command);
/* Appends the first key that runs exactly this command line in mode or its parents, as
 * it is written in a keymap; false: none does. */
bool keymap_key(const struct keymap *m, enum keymode mode, const char *command, struct str *out);

/* Every binding in force, in the order of the file (the defaults first). */
size_t keymap_count(const struct keymap *m);
const struct binding *keymap_at(const struct keymap *m, size_t i);

#endif
