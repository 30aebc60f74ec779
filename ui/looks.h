/* looks.h - which theme is in force: what the options say, what the terminal
 * can, what background it says it has. Owns the theme.
 */
#ifndef UI_LOOKS_H
#define UI_LOOKS_H

#include "app/app.h"
#include "ui/theme.h"

struct looks {
	const char *dir;    /* of the user's settings, NULL: none; borrowed */
	bool mono;          /* no colours, whatever the theme says */
	int dark;           /* the background: 1 dark, 0 light, -1 not known */
	char *name;         /* of the theme in force */
	struct theme theme;
};

void looks_init(struct looks *l, const char *dir, bool mono);
void looks_fini(struct looks *l);
/* Loads what the options ask for now; true: another theme than before. */
bool looks_follow(struct looks *l, const struct options *o, problem_vec *problems);
/* What the terminal answered about its background. */
void looks_answer(struct looks *l, struct sv answer);

#endif
