/* reader.h - the reader's one entry: what src/cli calls, and nothing else of ui/.
 *
 * reader_run opens the articles, loads configuration, keymap and tag set
 * itself (src/app/config.h), reads the screen's keys, and gives the terminal
 * back on every way out. It does not parse the command line: src/cli does.
 */
#ifndef UI_READER_H
#define UI_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "text/text.h"

/* All strings are borrowed for the time of the call; zero is the default of each. */
struct reader_args {
	const char *const *files; /* as given; "-" is standard input. None and stdin no terminal: "-" */
	size_t nfiles;
	const char *config;       /* --config FILE; NULL: the XDG places */
	bool no_config;           /* --no-config: neither system nor user files */
	const char *const *sets;  /* --set OPTION=VALUE, in order */
	size_t nsets;
	const char *keymap;       /* --keymap NAME or FILE; NULL: what the options say */
	const char *annotator;    /* --annotator NAME; NULL: option, else the login name */
	const char *keys;         /* --keys: fed as if typed, before the terminal's; NULL: none */
	unsigned dump_w, dump_h;  /* --dump-screen WxH: print the screen and end; 0: no dump */
	bool dump_roles;          /* the role plane below the text of the dump */
	bool dump_svg;            /* the dump as an SVG picture instead of text */
	const char *diff[2];      /* two sidecars to go through (:diff); NULL: none */
	bool plain;               /* no screen: the article as lines, its mentions announced */
	bool readonly;            /* --read-only: no sidecar is locked or written */
	bool force;               /* open what is no text too */
	enum text_encoding encoding;
};

/* Returns the exit status: 0 done, 1 an input failed (said on standard
 * error), 2 wrong usage (a bad key in --keys, a bad option). Without a
 * terminal to talk to (stdout is none, TERM=dumb) it prints the article as
 * lines (app/linear.h) and returns 0. */
int reader_run(const struct reader_args *args);

#endif
