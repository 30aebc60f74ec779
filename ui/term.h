/* term.h - the terminal: frames out, keys in. term.c is the one file that
 * includes curses; nothing of curses passes through here.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stdio.h>

#include "app/key.h"
#include "app/mouse.h"
#include "base/error.h"
#include "ui/theme.h"

struct terminal;

struct term_opts {
	const char *type; /* TERM; NULL: from the environment */
	FILE *out, *in;   /* the terminal, both ways; NULL: stdout, stdin */
	bool mono;        /* no colours whatever the terminal can */
	bool mouse;       /* ask for its events */
	bool sync;        /* bracket frames for synchronized output */
	int esc_delay;    /* ms; $ESCDELAY wins */
};

/* Can this terminal place a cursor? false for dumb ones: print instead. */
enum term_fit { TERM_GOOD, TERM_DUMB };

/* Takes the terminal. An unknown type falls back to xterm-256color, and says
 * so in *note (static, NULL otherwise). NULL with *err (ERR_STATE: a dumb
 * terminal). */
struct terminal *term_open(const struct term_opts *o, const char **note, struct error *err);
/* Gives it back; safe to call twice, with NULL. */
void term_close(struct terminal *t);
void term_size(struct terminal *t, unsigned *w, unsigned *h);
/* Shows the frame; a frame equal to the last one writes not one byte. */
void term_blit(struct terminal *t, const struct frame *f);
bool term_has_colours(const struct terminal *t);
/* Asks what background it has: TERM_BACKGROUND, should it answer. */
void term_ask_background(struct terminal *t);
/* How frames look from now on; a copy is kept. Before the first blit, too. */
void term_set_theme(struct terminal *t, const struct theme *theme);
void term_redraw(struct terminal *t); /* the next blit draws everything anew */

/* Hands text to the clipboard of the terminal (OSC 52). */
void term_copy(struct terminal *t, struct sv text);

enum term_event { TERM_NOTHING, TERM_KEY, TERM_MOUSE, TERM_RESIZE, TERM_PASTE, TERM_BACKGROUND, TERM_END };
/* What has come, without waiting. TERM_PASTE: *paste is what was pasted,
 * TERM_BACKGROUND: the colour as the terminal says it; valid until the next call. TERM_END: the terminal is gone. */
enum term_event term_read(struct terminal *t, struct key *k, struct sv *paste, struct mouse *m);
/* Gives the terminal back for a while, stops the process, takes it again. */
void term_suspend(struct terminal *t);
/* Gives the terminal to a program, found on the PATH, waits for its end and takes the
 * terminal again. Its exit status; 127 when it cannot be run, 128 and the signal
 * when one ended it. */
int term_run(struct terminal *t, char *const argv[]);
/* From a signal handler: the terminal as it was, by write and tcsetattr only. */
void term_crash_restore(void);

#endif
