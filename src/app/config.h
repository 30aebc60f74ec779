/* config.h - reading the user's settings; the only door to iniparser.
 *
 * Files, later ones win: POSTIL_DATADIR/config.ini, then
 * $XDG_CONFIG_HOME/postil/config.ini (or ~/.config/postil); a project's
 * postil.ini beside the article may hold [tags] and [tag NAME] only. A wrong line is
 * reported with file and line, and the rest is used. No file, no iniparser:
 * the defaults are compiled in.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "annotate/tagset.h"
#include "app/keymap.h"
#include "app/options.h"

struct config {
	struct options *options;
	struct tagset tags;
	problem_vec problems;
	char *dir; /* the user's configuration directory */
};

/* file: instead of the user's; none: no file at all. Never fails: what is
 * wrong is in problems. */
void config_init(struct config *c, const char *file, bool none);
void config_fini(struct config *c);
/* Reads one more file; a missing one is no problem unless must is set. */
void config_read(struct config *c, const char *path, bool tags_only, bool must);
/* Who annotates: given (may be NULL), else the option, else the login name, else
 * "anonymous". Borrowed. */
const char *config_annotator(const struct config *c, const char *given);
/* The tag set of the folder in which an article stands. */
void config_read_project(struct config *c, const char *article);

#endif
