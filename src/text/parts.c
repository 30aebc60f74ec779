/* parts.c - see parts.h. */
#include "text/parts.h"

#include <string.h>

#include "base/utf8.h"

#define HEADLINE_CHARS 200
#define BYLINE_CHARS 100
#define BYLINE_LINES 3
#define DATELINE_CHARS 90
#define DATELINE_WORDS 10

/* The line at *at, blanks at its ends taken off; *at moves behind it. */
static struct span next_line(struct sv s, size_t *at)
{
	const char *nl = memchr(s.p + *at, '\n', s.n - *at);
	struct span line = { *at, nl ? (size_t)(nl - s.p) : s.n };

	*at = nl ? line.end + 1 : s.n;
	while (line.end > line.start && strchr(" \t\r", s.p[line.end - 1]))
		line.end--;
	while (line.end > line.start && strchr(" \t", s.p[line.start]))
		line.start++;
	return line;
}

static struct span next_full_line(struct sv s, size_t *at)
{
	struct span line = { *at, *at };

	while (*at < s.n && line.end == line.start)
		line = next_line(s, at);
	return line;
}

static size_t chars(struct sv s, struct span at)
{
	return utf8_count(sv_cut(s, at.start, at.end));
}

/* Does the line end as a sentence or an enumeration does? */
static bool has_stop(struct sv s, struct span line)
{
	bool three = line.end - line.start > 3 && memcmp(s.p + line.end - 3, "...", 3) == 0;

	return line.end > line.start && strchr(".;:,", s.p[line.end - 1]) && !three;
}

/* Is the line the beginning of a paragraph broken by hand? What follows at
 * once goes on in the middle of a sentence, or is a line as long as it. */
static bool goes_on(struct sv s, struct span line, size_t at)
{
	struct span next = next_line(s, &at);
	uint32_t cp;

	if (next.end == next.start)
		return false;
	utf8_decode(s.p + next.start, next.end - next.start, &cp);
	return cp_is_lower(cp) || (chars(s, line) >= 55 && chars(s, next) <= 100 && !has_stop(s, next));
}

static bool is_short(struct sv s, struct span line, size_t most)
{
	uint32_t cp;

	if (line.end == line.start || chars(s, line) > most || has_stop(s, line))
		return false;
	utf8_decode(s.p + line.start, line.end - line.start, &cp);
	return cp != '-' && cp != 0x2013 && cp != 0x2014 && cp != '*' && cp != 0x2022;
}

/* Where the text begins behind a dash at i; 0: no dash there. */
static size_t behind_dash(struct sv s, size_t i)
{
	uint32_t cp;
	size_t n;

	if (i == 0 || s.p[i - 1] != ' ')
		return 0;
	n = utf8_decode(s.p + i, s.n - i, &cp);
	if ((cp != '-' && cp != 0x2013 && cp != 0x2014) || i + n >= s.n || s.p[i + n] != ' ')
		return 0;
	return i + n + 1;
}

/* May these words stand before the dash: a town, a date, an agency, a key word? */
static bool is_place_and_date(struct sv s)
{
	size_t words = 1, digits = 0, commas = 0, letters = 0, small = 0;
	bool first = true;
	uint32_t cp;

	for (size_t i = 0; i < s.n; i += utf8_decode(s.p + i, s.n - i, &cp)) {
		utf8_decode(s.p + i, s.n - i, &cp);
		words += cp == ' ' && i + 1 < s.n;
		digits += cp_is_digit(cp);
		commas += cp == ',' || cp == '(';
		first = first && cp != ' ' && cp != ',';
		letters += first && cp_is_letter(cp);
		small += first && cp_is_lower(cp);
		if (cp == 0xAB || cp == 0xBB || cp == '"' || cp == '?' || cp == '!' || cp == ';' || cp == ':' ||
		    (cp == '.' && i + 2 < s.n && s.p[i + 1] == ' ' && words > 1))
			return false;
	}
	if (words > DATELINE_WORDS || letters + digits == 0)
		return false;
	return (letters > 1 && small == 0) || digits > 0 || (commas > 0 && words <= 4) || words <= 2;
}

static struct span find_dateline(struct sv s, struct span line)
{
	uint32_t cp;
	size_t i = line.start;

	utf8_decode(s.p + i, line.end - i, &cp);
	if (!cp_is_upper(cp) && !cp_is_digit(cp))
		return (struct span){ 0, 0 };
	for (size_t k = 0; i < line.end && k < DATELINE_CHARS; k++) {
		size_t text = behind_dash(sv_cut(s, 0, line.end), i);

		if (text) {
			struct sv lead = sv_trim(sv_cut(s, line.start, i));

			utf8_decode(s.p + text, line.end - text, &cp);
			if (!is_place_and_date(lead) ||
			    !(cp_is_upper(cp) || cp_is_digit(cp) || cp == 0xAB || cp == 0x201C || cp == '"'))
				break;
			return (struct span){ line.start, text };
		}
		i += utf8_decode(s.p + i, line.end - i, &cp);
	}
	return (struct span){ 0, 0 };
}

static bool is_blank(struct sv s)
{
	uint32_t cp = ' ';

	for (size_t i = 0; i < s.n && cp_is_space(cp);)
		i += utf8_decode(s.p + i, s.n - i, &cp);
	return cp_is_space(cp);
}

void text_parts(struct text *t, struct text_parts *p)
{
	struct sv s = text_view(t, 0, PARTS_BYTES);
	size_t at = 0, below, n = 0;
	struct span line, next;

	memset(p, 0, sizeof *p);
	p->blank = text_size(t) <= s.n && is_blank(s);
	line = next_full_line(s, &at);
	if (line.end == line.start)
		return;
	below = at;
	next = next_full_line(s, &below);
	if (is_short(s, line, HEADLINE_CHARS) && next.end > next.start && !goes_on(s, line, at)) {
		p->headline = line;
		line = next;
		at = below;
		while (n++ < BYLINE_LINES && is_short(s, line, BYLINE_CHARS)) {
			next = next_full_line(s, &below);
			if (next.end == next.start || goes_on(s, line, at))
				break;
			p->byline = (struct span){ p->byline.end ? p->byline.start : line.start, line.end };
			line = next;
			at = below;
		}
		/* more short lines than a byline has: a list */
		if (n > BYLINE_LINES && is_short(s, line, BYLINE_CHARS))
			p->byline = (struct span){ 0, 0 };
	}
	p->dateline = find_dateline(s, line);
}
