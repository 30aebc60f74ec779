/* keymaps.c - see keymaps.h. The lines are made from keymaps/ by the Makefile
 * (build/.../gen/keymaps.inc: one string a line of the file). */
#include "app/keymaps.h"

#include <string.h>

#include "base/mem.h"

struct shipped_line {
	const char *keymap, *line;
};

static const struct shipped_line lines[] = {
#include "gen/keymaps.inc"
};

static const char *const names[] = { "default", "vim", "emacs", "less", "azerty", "bepo" };

const char *keymaps_name(size_t i)
{
	return i < ARRAY_LEN(names) ? names[i] : NULL;
}

bool keymaps_shipped(const char *name, struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		if (strcmp(lines[i].keymap, name) == 0) {
			str_adds(out, lines[i].line);
			str_addc(out, '\n');
			any = true;
		}
	}
	return any;
}
