/* markdown.c - an article as a reporter's notes: who said what, how many of what and
 * who says so, who is named; each with the sentence's own words. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "format/writers.h"

#define AROUND 90 /* bytes of context on each side of a figure, at most */

/* One line of text; what Markdown would read as marks is escaped. */
static void add(struct sv s, struct str *out)
{
	struct str safe;
	str_init(&safe);
	utf8_printable(s, &safe);
	for (size_t i = 0; i < safe.n; i++) {
		if (strchr("\\`*_[]<>#|", safe.p[i]) != NULL && safe.p[i] != '\0')
			str_addc(out, '\\');
		str_addc(out, safe.p[i]);
	}
	str_fini(&safe);
}

/* The line of each row, from 1; rows stand in order. The caller frees it. */
static size_t *lines_of(const struct format_row *rows, size_t n, struct sv all)
{
	size_t *lines = xcalloc(n + 1, sizeof *lines), pos = 0, line = 1;
	for (size_t i = 0; i < n; i++) {
		for (; pos < rows[i].span.start && pos < all.n; pos++)
			line += all.p[pos] == '\n';
		lines[i] = line;
	}
	return lines;
}

/* The words around a figure, whole words, within its line. */
static struct span context(struct sv all, struct span at)
{
	struct span c = at;
	while (c.start > 0 && all.p[c.start - 1] != '\n' && at.start - c.start < AROUND)
		c.start--;
	while (c.start > 0 && c.start < at.start && all.p[c.start - 1] != '\n' && all.p[c.start - 1] != ' ')
		c.start++;
	while (c.end < all.n && all.p[c.end] != '\n' && c.end - at.end < AROUND)
		c.end++;
	while (c.end < all.n && c.end > at.end && all.p[c.end] != '\n' && all.p[c.end] != ' ')
		c.end--;
	return c;
}

static void notes(const struct format_row *r, struct str *out)
{
	if (r->note == NULL || r->note[0] == '\0')
		return;
	str_adds(out, "\n  - ");
	add(sv_of(r->note), out);
}

/* Who speaks, by the name that the article settles on. */
static const char *who_says(const struct format_row *r)
{
	return row_attr(r, ATTR_ENTITY)[0] != '\0' ? row_attr(r, ATTR_ENTITY) : row_attr(r, ATTR_SPEAKER);
}

static void quote(const struct format_row *r, size_t line, struct str *out)
{
	bool direct = strcmp(r->tag, "DIRECT") == 0;
	const char *speaker = row_attr(r, ATTR_SPEAKER), *cue = row_attr(r, ATTR_CUE);
	str_adds(out, "- ");
	if (strcmp(speaker, who_says(r)) != 0) /* as the text has it: « il », « la ministre » */
		add(sv_of(speaker), out);
	if (strcmp(speaker, who_says(r)) != 0 && cue[0] != '\0')
		str_adds(out, ", ");
	add(sv_of(cue), out);
	str_adds(out, out->p[out->n - 1] == ' ' ? "" : " : ");
	str_adds(out, direct ? "« " : "");
	add(r->text, out);
	str_addf(out, direct ? " » (l. %zu)" : " (l. %zu)", line);
	notes(r, out);
	str_addc(out, '\n');
}

/* Speaker after speaker, as they come; those of nobody last. */
static void quotes(const struct format_row *rows, size_t n, const size_t *lines, struct str *out)
{
	bool *done = xcalloc(n + 1, sizeof *done), any = false;
	for (size_t round = 0; round < 2; round++) {
		for (size_t i = 0; i < n; i++) {
			const char *who = who_says(&rows[i]);
			if (!row_is_quote(&rows[i]) || done[i] || (round == 0 && who[0] == '\0'))
				continue;
			if (!any)
				str_addf(out, "\n## %s\n", _("Quotes"));
			any = true;
			str_adds(out, "\n### ");
			add(sv_of(who[0] != '\0' ? who : _("Nobody is named")), out);
			str_adds(out, "\n\n");
			for (size_t k = i; k < n; k++) {
				if (done[k] || !row_is_quote(&rows[k]) || strcmp(who_says(&rows[k]), who) != 0)
					continue;
				done[k] = true;
				quote(&rows[k], lines[k], out);
			}
		}
	}
	free(done);
}

/* The quote in which a figure stands: its source. */
static const struct format_row *source(const struct format_row *rows, size_t n, struct span at)
{
	for (size_t i = 0; i < n && rows[i].span.start <= at.start; i++) {
		if (row_is_quote(&rows[i]) && span_holds(rows[i].span, at) && row_attr(&rows[i], ATTR_SPEAKER)[0] != '\0')
			return &rows[i];
	}
	return NULL;
}

static void figure(const struct format_row *rows, size_t n, const struct format_row *r, struct sv all, size_t line,
		   struct str *out)
{
	const struct format_row *by = source(rows, n, r->span);
	const char *value = r->kind == KIND_DATE ? row_attr(r, ATTR_VALUE) : row_attr(r, ATTR_MODIFIER);
	struct str who;
	str_init(&who);
	str_adds(out, "- **");
	add(r->text, out);
	str_adds(out, "**");
	if (value[0] != '\0')
		str_addf(out, " (%s)", value);
	if (by != NULL) {
		add(sv_of(who_says(by)), &who);
		str_addf(out, _(", according to %s"), who.p);
	}
	str_adds(out, " : … ");
	add(sv_trim(sv_span(all, context(all, r->span))), out);
	str_addf(out, " … (l. %zu)", line);
	notes(r, out);
	str_addc(out, '\n');
	str_fini(&who);
}

/* Figures, or dates. */
static void figures(const struct format_row *rows, size_t n, enum kind kind, struct sv all, const size_t *lines,
		    struct str *out)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		if (rows[i].kind != kind)
			continue;
		if (!any)
			str_addf(out, "\n## %s\n\n", kind == KIND_DATE ? _("Dates") : _("Figures"));
		any = true;
		figure(rows, n, &rows[i], all, lines[i], out);
	}
}

static const char *entity_of(const struct format_row *r, struct str *buffer)
{
	if (row_attr(r, ATTR_ENTITY)[0] != '\0')
		return r->attr[ATTR_ENTITY];
	str_clear(buffer);
	str_add(buffer, r->text);
	return buffer->p;
}

/* Each entity once, with its tag and how often it is named. */
static void names(const struct format_row *rows, size_t n, struct str *out)
{
	struct str a, b;
	bool any = false;
	str_init(&a);
	str_init(&b);
	for (size_t i = 0; i < n; i++) {
		size_t count = 0;
		bool known = false;
		if (rows[i].kind != KIND_ENTITY)
			continue;
		const char *name = entity_of(&rows[i], &a);
		for (size_t k = 0; k < n && !known; k++) {
			if (rows[k].kind != KIND_ENTITY || strcmp(entity_of(&rows[k], &b), name) != 0)
				continue;
			known = k < i;
			count++;
		}
		if (known)
			continue;
		if (!any)
			str_addf(out, "\n## %s\n\n", _("Entities"));
		any = true;
		str_adds(out, "- ");
		add(sv_of(name), out);
		str_addf(out, " (%s", rows[i].tag);
		if (count > 1)
			str_addf(out, ", ×%zu", count);
		str_adds(out, ")");
		notes(&rows[i], out);
		str_addc(out, '\n');
	}
	str_fini(&a);
	str_fini(&b);
}

void markdown_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t, struct str *out)
{
	struct sv all;
	char *bytes = text_read_all(t, &all);
	const char *nl = all.n > 0 ? memchr(all.p, '\n', all.n) : NULL;
	struct sv title = sv_trim(sv_cut(all, 0, nl != NULL ? (size_t)(nl - all.p) : all.n));
	str_adds(out, "# ");
	add(title.n > 0 && title.n < 240 ? title : sv_of(doc_name(doc)), out);
	str_adds(out, "\n\n");
	add(sv_of(doc_name(doc)), out);
	str_addc(out, '\n');
	size_t *lines = lines_of(rows, n, all);
	quotes(rows, n, lines, out);
	figures(rows, n, KIND_FIGURE, all, lines, out);
	figures(rows, n, KIND_DATE, all, lines, out);
	names(rows, n, out);
	free(lines);
	str_addc(out, '\n');
	free(bytes);
}
