/* pattern.h - what a person types as a search: its leading flags, and the
 * regular expression made smart about accents. Matches nothing itself.
 */
#ifndef TEXT_PATTERN_H
#define TEXT_PATTERN_H

#include <stdbool.h>

#include "base/str.h"

/* Takes the flags off the beginning of *pattern (as vim spells them: \v a
 * regular expression, \V plain text, \c any case, \C this case) and sets or
 * clears SEARCH_ bits of search.h in `flags`; returns them. */
unsigned pattern_flags(struct sv *pattern, unsigned flags);

/* Is there anything in it that a regular expression reads as more than itself? */
bool pattern_is_plain(struct sv pattern);

/* Appends the pattern for PCRE2: with `accents` a bare letter also stands for its
 * accented forms; ' is any apostrophe, a space any white space. Escapes, names and
 * verbs stay as they are. */
void pattern_to_regex(struct sv pattern, bool accents, struct str *out);

#endif
