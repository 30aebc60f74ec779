/* parts.h - the parts of an article that a page sets off: headline, lines
 * under it, dateline.
 *
 * By form alone: a short first line without a final stop is the headline;
 * short lines without a stop below it are its byline; « VILLE, 3 mars
 * (Agence) – » opens the first paragraph. What does not look like that has
 * no such part. Reads the first PARTS_BYTES only.
 */
#ifndef TEXT_PARTS_H
#define TEXT_PARTS_H

#include "text/text.h"

#define PARTS_BYTES 4096

struct text_parts {
	struct span headline; /* without the newline; empty: none */
	struct span byline;   /* lines between headline and text; empty: none */
	struct span dateline; /* with its dash and the blank behind it; empty: none */
	bool blank;           /* nothing, or white space only, and no more than PARTS_BYTES of it */
};

void text_parts(struct text *t, struct text_parts *p);

#endif
