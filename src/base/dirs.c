/* dirs.c - see dirs.h. */
#include "base/dirs.h"

#include <stdlib.h>

static const struct {
	const char *variable, *below_home;
} dirs[] = {
	[DIR_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
	[DIR_STATE] = { "XDG_STATE_HOME", ".local/state" },
	[DIR_DATA] = { "XDG_DATA_HOME", ".local/share" },
};

char *user_path(enum user_dir dir, const char *name)
{
	const char *xdg = getenv(dirs[dir].variable), *home = getenv("HOME");
	struct str s;

	str_init(&s);
	if (xdg && xdg[0] == '/') /* a relative one is to be ignored, says the specification */
		str_addf(&s, "%s/postil", xdg);
	else
		str_addf(&s, "%s/%s/postil", home ? home : "/nonexistent", dirs[dir].below_home);
	if (*name)
		str_addf(&s, "/%s", name);
	return s.p; /* the caller's now */
}

void dir_add(const char *dir, struct str *out)
{
	const char *home = getenv("HOME");

	if (dir[0] == '~' && dir[1] == '/' && home)
		str_addf(out, "%s%s/", home, dir + 1);
	else
		str_addf(out, "%s/", dir);
}
