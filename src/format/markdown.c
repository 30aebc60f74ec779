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

static size_t line_of(struct sv all, size_t pos, size_t *from, size_t *line)
{
	for (; *from < pos && *from < all.n; (*from)++)
		*line += all.p[*from] == '\n';
	return *line;
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

static void quotes(const struct format_row *rows, size_t n, struct sv all, struct str *out)
{
	size_t from = 0, line = 1;
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		const struct format_row *r = &rows[i];
		if (!row_is_quote(r))
			continue;
		if (!any)
			str_addf(out, "\n## %s\n\n", _("Quotes"));
		any = true;
		str_adds(out, "- **");
		add(row_attr(r, ATTR_SPEAKER)[0] != '\0' ? sv_of(row_attr(r, ATTR_SPEAKER)) : SV("?"), out);
		str_adds(out, "**");
		if (row_attr(r, ATTR_ENTITY)[0] != '\0' &&
		    strcmp(row_attr(r, ATTR_ENTITY), row_attr(r, ATTR_SPEAKER)) != 0) {
			str_adds(out, " (");
			add(sv_of(r->attr[ATTR_ENTITY]), out);
			str_adds(out, ")");
		}
		if (row_attr(r, ATTR_CUE)[0] != '\0') {
			str_adds(out, ", ");
			add(sv_of(r->attr[ATTR_CUE]), out);
		}
		bool direct = strcmp(r->tag, "DIRECT") == 0;
		str_adds(out, direct ? " : « " : " : ");
		add(r->text, out);
		str_addf(out, direct ? " » (l. %zu)" : " (l. %zu)", line_of(all, r->span.start, &from, &line));
		notes(r, out);
		str_addc(out, '\n');
	}
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

static void figures(const struct format_row *rows, size_t n, struct sv all, struct str *out)
{
	size_t from = 0, line = 1;
	bool any = false;
	struct str who;
	str_init(&who);
	for (size_t i = 0; i < n; i++) {
		const struct format_row *r = &rows[i], *by;
		if (r->kind != KIND_FIGURE)
			continue;
		if (!any)
			str_addf(out, "\n## %s\n\n", _("Figures"));
		any = true;
		str_adds(out, "- **");
		add(r->text, out);
		str_adds(out, "**");
		if (row_attr(r, ATTR_MODIFIER)[0] != '\0')
			str_addf(out, " (%s)", row_attr(r, ATTR_MODIFIER));
		by = source(rows, n, r->span);
		if (by != NULL) {
			str_clear(&who);
			add(sv_of(row_attr(by, ATTR_SPEAKER)), &who);
			str_addf(out, _(", according to %s"), who.p);
		}
		str_adds(out, " : … ");
		add(sv_trim(sv_span(all, context(all, r->span))), out);
		str_addf(out, " … (l. %zu)", line_of(all, r->span.start, &from, &line));
		notes(r, out);
		str_addc(out, '\n');
	}
	str_fini(&who);
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
	quotes(rows, n, all, out);
	figures(rows, n, all, out);
	names(rows, n, out);
	str_addc(out, '\n');
	free(bytes);
}
