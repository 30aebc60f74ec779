/* article.h - opening an article in whatever it is kept: text, a page, a PDF, an
 * item of a feed.
 *
 * What is no text goes through the filters (filters.h) once. The text that
 * comes out is kept, so that annotations stay where they were put: beside the
 * file as FILE.txt, or in [store] directory. It is an article like any other
 * from then on, with its sidecar FILE.txt.postil. An item of a feed is named
 * FEED#HASH, and its text is kept as FEED.HASH.txt.
 */
#ifndef APP_ARTICLE_H
#define APP_ARTICLE_H

#include <stdatomic.h>

#include "app/options.h"
#include "base/error.h"
#include "text/text.h"

struct article_how {
	const struct options *options;
	enum text_encoding enc;
	bool keep;  /* write the converted text down */
	bool force; /* what is no text too */
	bool later; /* what would have to be converted first is not opened */
	const atomic_bool *cancel; /* NULL: nobody calls off */
};

/* Where the text of path is kept, or will be; NULL: path is the text itself.
 * The caller frees it. Looks at the first bytes of the file. */
char *article_kept(const char *path, const struct options *o);
/* Is there a kept text, and is it older than what it was made from? */
bool article_is_kept(const char *kept);
bool article_is_stale(const char *path, const char *kept);
/* Converts path and appends its text; false: *err says why. */
bool article_convert(const char *path, const struct article_how *how, struct str *out, struct error *err);
/* Opens it; *file becomes the name of the text, which the caller frees: the one
 * its sidecar is named after. Converts when nothing is kept. A text that could
 * not be kept is opened all the same; *err says why, its code is not ERR_NONE. What
 * is left for later is NULL without an error, and *file where its text will be kept. */
struct text *article_open(const char *path, const struct article_how *how, char **file, struct error *err);
/* Writes a converted text where it is to be kept. */
bool article_keep(const char *kept, struct sv text, struct error *err);

#endif
