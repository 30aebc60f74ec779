/* pattern.c - see pattern.h. Follows the syntax of pcre2pattern(3) as far as
 * needed to know which letters are literal: escapes, classes, groups.
 */
#include "text/pattern.h"

#include <string.h>

#include "base/utf8.h"
#include "text/search.h"

unsigned pattern_flags(struct sv *pattern, unsigned flags)
{
	while (pattern->n >= 2 && pattern->p[0] == '\\') {
		switch (pattern->p[1]) {
		case 'v':
			flags |= SEARCH_REGEX;
			break;
		case 'V':
			flags &= ~(unsigned)SEARCH_REGEX;
			break;
		case 'c':
			flags |= SEARCH_NOCASE;
			break;
		case 'C':
			flags |= SEARCH_CASE;
			break;
		default:
			return flags;
		}
		*pattern = sv_cut(*pattern, 2, pattern->n);
	}
	return flags;
}

bool pattern_is_plain(struct sv pattern)
{
	for (size_t i = 0; i < pattern.n; i++)
		if (pattern.p[i] == '\0' || strchr("\\^$.[]|()?*+{}", pattern.p[i]))
			return false;
	return true;
}

/* The letter and the accented letters of Latin-1 and Latin Extended-A that have
 * it as their base; in a class of its own unless one is open. */
static void add_letter(uint32_t cp, bool in_class, struct str *out)
{
	if (!in_class)
		str_addc(out, '[');
	str_add_cp(out, cp);
	for (uint32_t c = 0xC0; c < 0x180; c++)
		if (c != cp && cp_base(c) == cp)
			str_add_cp(out, c);
	if (!in_class)
		str_addc(out, ']');
}

static bool is_bare_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the escape at i that must stay together: \p{Lu}, \x{E9}, \k<name>, \Q..\E. */
static size_t escape_len(struct sv s, size_t i)
{
	static const char closing[] = "}>'";
	const char *open;
	size_t n = i + 2;

	if (n > s.n)
		return s.n - i;
	if (s.p[i + 1] == 'Q') {
		while (n < s.n && !(s.p[n] == '\\' && n + 1 < s.n && s.p[n + 1] == 'E'))
			n++;
		return n + 2 < s.n ? n + 2 - i : s.n - i;
	}
	if (n < s.n && strchr("pPxogkN", s.p[i + 1]) && (open = strchr("{<'", s.p[n])) && *open) {
		char stop = *open == '{' ? closing[0] : *open == '<' ? closing[1] : closing[2];

		for (n++; n < s.n && s.p[n] != stop; n++)
			continue;
		return n < s.n ? n + 1 - i : s.n - i;
	}
	if (strchr("pP", s.p[i + 1]) && n < s.n) /* \pL */
		n++;
	return n - i;
}

/* Bytes from a ( that are syntax: names, flags, verbs. */
static size_t group_len(struct sv s, size_t i)
{
	size_t n = i + 2;
	char stop = ')';

	if (n > s.n || (s.p[i + 1] != '?' && s.p[i + 1] != '*'))
		return 1;
	if (s.p[i + 1] == '?' && n < s.n) {
		if (s.p[n] == 'P' && n + 1 < s.n && s.p[n + 1] == '<')
			n++;
		if (s.p[n] == '<' && n + 1 < s.n && strchr("=!", s.p[n + 1]))
			return n + 2 - i;
		if (strchr(":=!|>", s.p[n]))
			return n + 1 - i;
		if (s.p[n] == '<' || s.p[n] == '\'')
			stop = s.p[n] == '<' ? '>' : '\'';
		else if (!strchr("P&#R(", s.p[n]) && !(s.p[n] >= '0' && s.p[n] <= '9'))
			stop = ':'; /* flags: (?i) or (?i: */
	}
	for (n = n + (stop == '\''); n < s.n && s.p[n] != stop && s.p[n] != ')'; n++)
		continue;
	return n < s.n ? n + 1 - i : s.n - i;
}

/* One piece of the pattern at i, outside or inside a class; its length. */
static size_t add_piece(struct sv s, size_t i, bool accents, bool in_class, struct str *out)
{
	char c = s.p[i];
	size_t n = 1;

	if (c == '\\') {
		n = escape_len(s, i);
	} else if (c == '(' && !in_class) {
		n = group_len(s, i);
	} else if (c == '\'') {
		str_adds(out, in_class ? "'\xE2\x80\x99" : "['\xE2\x80\x99]");
		return 1;
	} else if (c == ' ') {
		str_adds(out, "\\s");
		return 1;
	} else if (accents && is_bare_letter(c)) {
		bool range = in_class && ((i + 1 < s.n && s.p[i + 1] == '-') || s.p[i - 1] == '-');

		if (!range) {
			add_letter((unsigned char)c, in_class, out);
			return 1;
		}
	} else if (c == '{' && !in_class) { /* {2,3} */
		while (i + n < s.n && s.p[i + n - 1] != '}')
			n++;
	}
	str_add(out, sv_cut(s, i, i + n));
	return n;
}

void pattern_to_regex(struct sv pattern, bool accents, struct str *out)
{
	bool in_class = false;
	size_t opened = 0;

	for (size_t i = 0; i < pattern.n;) {
		char c = pattern.p[i];

		if (in_class && c == '[' && i + 1 < pattern.n && pattern.p[i + 1] == ':') { /* [:alpha:] */
			size_t n = i + 2;

			while (n < pattern.n && pattern.p[n] != ']')
				n++;
			str_add(out, sv_cut(pattern, i, n < pattern.n ? n + 1 : n));
			i = n < pattern.n ? n + 1 : n;
			continue;
		}
		if (!in_class && c == '[') {
			in_class = true;
			opened = i + 1 + (i + 1 < pattern.n && pattern.p[i + 1] == '^');
		} else if (in_class && c == ']' && i > opened) { /* the first ] is itself */
			in_class = false;
		}
		i += add_piece(pattern, i, accents, in_class, out);
	}
}
