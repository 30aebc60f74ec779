/* command.h - the table of commands and what they share.
 *
 * One row a command (commands.def); dispatch, completion and help read the
 * same rows. Functions fill *err and return false when they cannot.
 */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "app/view.h"

#define COMMAND_ARGS 8

enum completer {
	COMPLETE_NONE,
	COMPLETE_WHERE,
	COMPLETE_KIND,
	COMPLETE_TAG,
	COMPLETE_PANE,
	COMPLETE_FORMAT,
	COMPLETE_FILE,
	COMPLETE_OPTION,
	COMPLETE_ATTR,
	COMPLETE_OBJECT,
	COMPLETE_SCOPE,
	COMPLETE_EDGE,
	COMPLETE_HINT,
	COMPLETE_SORT,
	COMPLETE_FILES
};

struct args {
	size_t n;
	struct sv v[COMMAND_ARGS];
	size_t count; /* typed before the key; 0: none */
};

typedef bool command_fn(struct app *a, const struct args *args, struct error *err);

struct command {
	const char *name, *args;
	int min, max; /* max -1: the rest of the line is the last argument */
	enum completer completer;
	command_fn *fn;
	const char *help; /* N_() */
};

size_t command_count(void);
const struct command *command_at(size_t i);
const struct command *command_find(struct sv name);

/* What commands share. */
struct doc *need_doc(struct app *a, struct error *err);           /* NULL: said */
bool arg_is(const struct args *args, size_t i, const char *word);
/* The filter of the pane that has the focus; empty: none. */
bool filter_line_set(struct app *a, struct sv line, struct error *err);
bool note_commit(struct app *a, struct sv text, struct error *err);
/* Undoes, or does again, the step of the row of the history. */
bool past_toggle(struct app *a, struct error *err);
/* After anything that changed annotations: lists anew, `.` remembers. */
void after_change(struct app *a, struct doc *d);

const char *where_name(size_t i);           /* the moves; NULL behind the last */
const char *where_help(struct sv name);     /* translated; NULL: no such move */
const char *export_format(size_t i);        /* names; NULL behind the last */
void list_move(struct app *a, long by);     /* cursor or scroll of the open list */
void list_close(struct app *a);
unsigned list_top(const struct app *a);     /* the first row of the screen that the open list covers */
#define TICK_W 4 /* columns of a tick */
struct box list_box(const struct app *a);   /* what it covers, its title included */
unsigned list_rows(const struct app *a);    /* of its lines, on the screen */
unsigned list_line_room(const struct app *a, const struct list_line *l); /* columns of its text */
/* The whole of the current line where its row cuts it, to stand under the lines: borrowed
 * rows of the screen. */
#define LIST_FOOT 8
unsigned list_foot(const struct app *a, struct sv rows[LIST_FOOT]);
void list_resized(struct app *a);           /* what is broken into lines is broken anew */
void list_fini(struct list *l);
void list_open(struct app *a, enum list_kind kind, const char *title); /* empty; fill it with list_add */
struct list_line *list_add(struct app *a, const char *text);
/* The lead, then the sentence from the column on, in as many lines as it takes. */
void list_sentence(struct app *a, struct sv lead, size_t column, struct sv sentence);
void list_heading(struct app *a, const char *text);

#define CMD(name, args, min, max, completer, fn, help) command_fn fn;
#include "app/commands.def"
#undef CMD

#endif
