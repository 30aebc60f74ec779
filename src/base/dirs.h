/* dirs.h - where a user's files are: the directories of the XDG base directory
 * specification, and ~ at the beginning of a name. Creates nothing (fd_make_parents).
 */
#ifndef BASE_DIRS_H
#define BASE_DIRS_H

#include "base/str.h"

enum user_dir {
	DIR_CONFIG, /* settings: ~/.config/postil */
	DIR_STATE,  /* what sessions leave: ~/.local/state/postil */
	DIR_DATA    /* what was learned and fetched: ~/.local/share/postil */
};

/* The name in that directory; "": the directory itself. The caller frees it. */
char *user_path(enum user_dir dir, const char *name);
/* Appends a directory that a user named, ~/ spelled out, and a slash. */
void dir_add(const char *dir, struct str *out);

#endif
