/* review.h - cases that wait for a decision, in a list with both sides of each:
 * places of annotations in a changed text (as it was, as it is), and where
 * two annotators differ (left, right).
 *
 * A case is decided by one key; what was decided is read from the annotations,
 * so undo and another day find the list as it should be. The lines of the list
 * are a->list, one a case; ui/ draws both sides of the current one.
 */
#ifndef APP_REVIEW_H
#define APP_REVIEW_H

#include "app/app.h"

enum review_kind { REVIEW_PLACES, REVIEW_DIFF };

enum case_state {
	CASE_OPEN,
	CASE_KEPT,    /* places: confirmed, here or elsewhere */
	CASE_DROPPED, /* places: the annotation was taken away */
	CASE_LEFT,
	CASE_RIGHT,
	CASE_BOTH,
	CASE_NONE,    /* neither, or another one */
	CASE_COUNT
};

/* One side of a case; strings live with the review. */
struct review_side {
	bool there;
	struct annotation a;               /* diff: with a place in the article */
	struct str before, exact, after;   /* for the eye: blanks for line ends */
};

struct review_case {
	enum case_state state;
	size_t same;                 /* diff: annotations that both sides have; the sides are empty */
	struct review_side side[2];
};

struct review;
/* Frees a review that is not waiting for a selection; NULL is fine. */
void review_leave(struct app *a);
void review_free(struct review *r);
/* The case of the list's current line; NULL: no review is open. */
const struct review_case *review_current(const struct app *a);
/* What was decided of case i, "" while it is open. */
const char *review_state(const struct app *a, size_t i);
/* What the two sides are called. */
const char *review_side_name(const struct app *a, int side);
/* Rows below the list for the current case. */
unsigned review_panel(const struct app *a);
/* After a change of annotations: reads the states anew; a tag given to a
 * selection that a case waits for is its answer. */
void review_changed(struct app *a, struct doc *d);
/* Esc: the list is over for good; from a selection back to the list (true). */
void review_end(struct app *a);
bool review_back(struct app *a);
/* Enter on a selection: true when a case waited for it. */
bool review_takes_selection(struct app *a, struct doc *d, struct error *err);
/* The keys that decide, for the message line. */
void review_keys(const struct app *a, struct str *out);
/* Where left and right differ, into the sidecar that is open; left NULL: against it.
 * Names of sidecars, or of annotators. */
bool review_open_diff(struct app *a, const char *left, const char *right, struct error *err);

#endif
