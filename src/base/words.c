/* words.c - see words.h. */
#include "base/words.h"

#include <string.h>

bool word_next(struct sv line, size_t *at, const char *quotes, struct str *word, bool *quoted)
{
	char open = 0;
	bool any = false;

	str_clear(word);
	while (*at < line.n && line.p[*at] == ' ')
		++*at;
	bool more = *at < line.n;
	for (; *at < line.n && (open || line.p[*at] != ' '); ++*at) {
		char c = line.p[*at];

		if (open ? c == open : c != 0 && strchr(quotes, c)) {
			open = open ? 0 : c;
			any = true;
		} else {
			str_addc(word, c);
		}
	}
	if (quoted)
		*quoted = any;
	return more;
}
