/* cli.h - the subcommands and what they share. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "app/article.h"
#include "app/gather.h"
#include "base/error.h"
#include "text/text.h"

/* Exit statuses of the contract. */
enum { EXIT_DONE = 0, EXIT_SOME_FAILED = 1, EXIT_WRONG_USAGE = 2 };

struct subcommand {
	const char *name, *args;
	const char *help; /* N_() one sentence */
	int (*run)(int argc, char **argv);
};

/* An option of the reader: getopt's value, argument as shown (NULL: none), sentence. */
struct cli_option {
	const char *name;
	int id;
	const char *arg, *help;
};

/* Prints the completions of a shell; false: said that it is none of ours. */
bool completions_print(const char *shell, const struct cli_option *rows, size_t n);

const struct subcommand *subcommand_find(const char *name);
const struct subcommand *subcommand_at(size_t i); /* NULL behind the last */
void subcommand_help(const struct subcommand *c);

/* The articles that the arguments name; false: some could not be found, which was said. */
bool gather_articles(char *const *args, size_t n, const struct options *o, struct gathering *out);
/* Opens one, whatever it is kept in, and writes no text down; *file: the name of its
 * text, the caller's. */
struct text *open_article(const char *path, const struct options *o, char **file, struct error *err);

/* The path without its directories; part of it. */
const char *file_name(const char *path);

/* The argument of --offsets; false: said what it may be. */
bool parse_offsets(const char *name, enum offset_unit *unit);

/* The argument of --dump-screen; false: said what it may be. */
bool parse_screen(const char *s, unsigned *w, unsigned *h);

/* "postil: message" on standard error. */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

int cmd_extract_run(int argc, char **argv);
int cmd_export_run(int argc, char **argv);
int cmd_merge_run(int argc, char **argv);
int cmd_merge_driver_run(int argc, char **argv);
int cmd_memory_run(int argc, char **argv);
int cmd_check_run(int argc, char **argv);
int cmd_import_run(int argc, char **argv);
int cmd_diff_run(int argc, char **argv);
int cmd_eval_run(int argc, char **argv);
int cmd_agree_run(int argc, char **argv);

#endif
