/* looks.c - see looks.h. */
#include "ui/looks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void looks_init(struct looks *l, const char *dir, bool mono)
{
	memset(l, 0, sizeof *l);
	l->dir = dir;
	l->mono = mono;
	l->dark = colour_fgbg(getenv("COLORFGBG"));
}

void looks_fini(struct looks *l)
{
	free(l->name);
	memset(l, 0, sizeof *l);
}

static const char *wanted(const struct looks *l, const struct options *o)
{
	const char *name = option_string(o, OPT_THEME);
	const char *no = getenv("NO_COLOR");
	int when = option_enum(o, OPT_COLOUR);

	if (l->mono || when == 2 || (when == 0 && no && *no))
		return strchr(name, '/') ? name : "mono";
	return *name && strcmp(name, "auto") != 0 ? name : theme_for(l->dark);
}

bool looks_follow(struct looks *l, const struct options *o, problem_vec *problems)
{
	const char *name = wanted(l, o);

	if (l->name && strcmp(l->name, name) == 0)
		return false;
	free(l->name);
	l->name = xstrdup(name);
	theme_load(&l->theme, name, l->dir, problems);
	l->theme.mono = l->theme.mono || l->mono;
	return true;
}

void looks_answer(struct looks *l, struct sv answer)
{
	uint32_t rgb;

	if (colour_parse_answer(answer, &rgb))
		l->dark = colour_is_dark(rgb);
}
