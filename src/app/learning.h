/* learning.h - the memory of one reader of many articles, and the file it is kept in.
 *
 * The file, $XDG_DATA_HOME/postil/memory.tsv (or ~/.local/share), is text to be
 * read and edited: a line for each decision about a name, COUNT TAB TAG TAB
 * TEXT; equal lines add up. A decision is appended when it is made and taken
 * back by a line with the opposite count. What each article says by itself is
 * in its sidecar; the file may be deleted at any time.
 */
#ifndef APP_LEARNING_H
#define APP_LEARNING_H

#include "annotate/book.h"
#include "app/problem.h"
#include "base/error.h"
#include "extract/memory.h"

struct learning {
	struct memory *all;
	char *path; /* NULL: kept in memory only */
};

/* Where the file of this user is; the caller frees it. */
char *learning_path(void);
/* path NULL: no file. Reads it when it is there; wrong lines become problems. */
void learning_open(struct learning *l, const char *path, problem_vec *problems);
void learning_close(struct learning *l);

/* What the annotations of one article say about names, kept up to date with the
 * log of its book at the cost of what is new in it. */
struct tally;
struct tally *tally_new(void);
void tally_free(struct tally *t);
const struct memory *tally_memory(const struct tally *t);
/* Takes what is new in the book. l NULL: nobody learns from it (the book was only
 * opened); else l does, and appends it to the file. false: *err says why it
 * is not in the file, and no file is used from now on. *differs: suggestions
 * may change. */
bool tally_update(struct tally *t, const struct book *b, struct learning *l, bool *differs, struct error *err);
/* Forgets everything about these words, or everything when text is empty; the
 * number of forgotten pairs is added to *n. */
bool learning_forget(struct learning *l, struct sv text, size_t *n, struct error *err);

#endif
