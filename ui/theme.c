/* theme.c - see theme.h. The colours stand on dark and on light alike. */
#include "ui/theme.h"

#include "base/mem.h"

static const unsigned looks[ROLE_COUNT] = {
	[ROLE_HEADLINE] = LOOK_BOLD,
	[ROLE_DATELINE] = LOOK_DIM,
	[ROLE_UNSAFE] = LOOK_REVERSE | LOOK_DIM,
	[ROLE_SUGGESTION] = LOOK_UNDERLINE,
	[ROLE_ANNOTATION] = LOOK_BOLD | LOOK_REVERSE,
	[ROLE_SUGGESTED_QUOTE] = LOOK_ITALIC,
	[ROLE_ANNOTATED_QUOTE] = LOOK_BOLD,
	[ROLE_CURRENT] = LOOK_REVERSE | LOOK_UNDERLINE,
	[ROLE_CURRENT_ANNOTATION] = LOOK_REVERSE | LOOK_BOLD | LOOK_UNDERLINE,
	[ROLE_SELECTION] = LOOK_REVERSE,
	[ROLE_MATCH] = LOOK_REVERSE | LOOK_DIM,
	[ROLE_MARGIN] = LOOK_BOLD,
	[ROLE_BORDER] = LOOK_DIM,
	[ROLE_PANE_TITLE] = LOOK_BOLD,
	[ROLE_PANE_TITLE_FOCUS] = LOOK_BOLD | LOOK_REVERSE,
	[ROLE_PANE_GROUP] = LOOK_BOLD,
	[ROLE_PANE_CURRENT] = LOOK_REVERSE,
	[ROLE_PANE_FOLLOW] = LOOK_BOLD,
	[ROLE_PANE_DONE] = LOOK_DIM,
	[ROLE_FAINT] = LOOK_DIM,
	[ROLE_STATUS] = LOOK_REVERSE,
	[ROLE_STATUS_MODE] = LOOK_REVERSE | LOOK_BOLD,
	[ROLE_ERROR] = LOOK_BOLD,
	[ROLE_KEY] = LOOK_BOLD,
	[ROLE_MAP] = LOOK_DIM,
	[ROLE_HINT] = LOOK_BOLD | LOOK_REVERSE,
	[ROLE_MAP_HERE] = LOOK_BOLD,
};

static const struct {
	short c256, c16, c8;
	const char *hex;
} hues[HUE_COUNT] = {
	[HUE_NONE] = { -1, -1, -1, "" },
	[HUE_PER] = { 33, 4, 4, "#3b82c4" },
	[HUE_ORG] = { 166, 3, 3, "#c4621a" },
	[HUE_LOC] = { 35, 2, 2, "#2f9e5f" },
	[HUE_MISC] = { 133, 5, 5, "#a855a8" },
	[HUE_DATE] = { 37, 6, 6, "#1f9e9e" },
	[HUE_FIGURE] = { 172, 3, 3, "#b8860b" },
	[HUE_QUOTE] = { 98, 5, 5, "#7c6bd0" },
	[HUE_USER] = { 161, 1, 1, "#c2255c" },
};

unsigned theme_look(enum role r)
{
	return r < ROLE_COUNT ? looks[r] : 0;
}

int theme_colour(enum hue h, int colours)
{
	if (h >= HUE_COUNT || colours < 8)
		return -1;
	return colours >= 256 ? hues[h].c256 : colours >= 16 ? hues[h].c16 : hues[h].c8;
}

const char *theme_hex(enum hue h)
{
	return h < HUE_COUNT ? hues[h].hex : "";
}

enum hue theme_role_hue(enum role r)
{
	return r == ROLE_ERROR ? HUE_USER : r == ROLE_MATCH ? HUE_FIGURE : HUE_NONE;
}
