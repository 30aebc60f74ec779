/* around.h - the text around a place, cut into tokens: what text objects and
 * moves by words look at. It is a window, so it costs the same in any article.
 */
#ifndef APP_AROUND_H
#define APP_AROUND_H

#include "app/app.h"
#include "extract/tokens.h"

#define REACH ((size_t)4096) /* bytes looked at on each side */

struct around {
	struct str bytes;
	size_t base; /* byte of the document where bytes begin */
	struct tokens t;
};

void around_init(struct around *w, struct doc *d, struct span at);
void around_fini(struct around *w);

/* A word or a number: neither a mark nor « l' ». */
static inline bool token_is_word(const struct token *t)
{
	return t->type != TOKEN_MARK && !(t->flags & TOKEN_ELIDED);
}

#endif
