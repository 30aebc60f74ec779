/* marks.h - which quotation marks belong together, and what lies between them.
 *
 * Knows nothing of speech: that is the matter of quotes.c and speech.c.
 */
#ifndef EXTRACT_MARKS_H
#define EXTRACT_MARKS_H

#include "extract/tokens.h"

/* Words between marks, or behind a dash of dialogue. */
struct marked {
	size_t open;          /* token of the mark or dash */
	size_t close;         /* token of the closing mark; unclosed: the token behind the last word */
	bool closed;          /* close is a mark */
	bool dialogue;        /* a line behind a dash */
	bool single;          /* between ' ' or ‘ ’ */
	/* Filled by quotes.c. */
	struct span speaker, cue;
	const char *rule;     /* how the speaker was found; NULL: not */
	float confidence;
	bool speech;
};

typedef VEC(struct marked) marked_vec;

/* Is token i an opening or closing quotation mark of any kind but ' and ’? */
bool marks_is(const struct tokens *t, size_t i);
/* May a mark of this code point be a quotation mark or the dash of a dialogue? */
bool marks_may_be(uint16_t lead);
/* Of marks, the tokens that may be one (marks_may_be), appends the outermost pairs in the order of the text; nested ones are left out.
 * An opening mark without its fellow makes one up to the end of its sentence, or
 * of its paragraph where it begins that. Linear time. */
void marks_find(const struct tokens *t, const pos_vec *marks, marked_vec *out);
/* The token behind m and its closing mark. */
static inline size_t marked_behind(const struct marked *m)
{
	return m->close + m->closed;
}

#endif
