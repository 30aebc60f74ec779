/* review_cases.h - for review.c only: the cases, where they come from, and what
 * each decision changes.
 */
#ifndef APP_REVIEW_CASES_H
#define APP_REVIEW_CASES_H

#include "app/review.h"

struct review {
	enum review_kind kind;
	struct app *app;
	struct doc *doc;
	char *names[2];
	VEC(struct review_case) cases;
	struct book *books[2];     /* diff: what was read; [0] NULL: the article's own */
	VEC(struct annotation) same[2]; /* diff: what both have, by pairs; borrowed of books */
	size_t cur;
	bool waiting;              /* for a selection */
	bool left;                 /* to look at the article */
	struct arena arena;
};

struct review *review_places(struct app *a, struct doc *d, struct error *err); /* NULL: nothing to look at */
struct review *review_diff(struct app *a, struct doc *d, const char *left, const char *right, struct error *err);
/* What is decided, from the annotations. */
void review_states(struct review *r);

bool case_place(struct review *r, struct review_case *c, struct span at, struct error *err);
bool case_other_place(struct review *r, struct review_case *c, struct error *err);
bool case_drop(struct review *r, struct review_case *c, struct error *err);
bool cases_keep_all(struct review *r, struct error *err);
/* how: CASE_LEFT, CASE_RIGHT, CASE_BOTH or CASE_NONE. One undo step. */
bool case_take(struct review *r, struct review_case *c, enum case_state how, struct error *err);
/* Both sides refused: the answer was another annotation. */
void case_reject_open(struct review *r, struct review_case *c);

#endif
