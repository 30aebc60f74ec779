/* brat.c - annotations as brat stand-off (brat.nlplab.org/standoff): T lines, the
 * note of each as AnnotatorNotes, attributes as comments of their own name, links as
 * relations between Arg1 and Arg2.
 *
 * Offsets are code points of the article behind its BOM. A covered text has no line
 * end: a span over several lines becomes fragments, as brat itself makes them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/read.h"
#include "format/writers.h"

/* What brat's reader takes for the end of a line, and tabs. */
static bool breaks(uint32_t cp)
{
	return (cp >= 0x09 && cp <= 0x0D) || (cp >= 0x1C && cp <= 0x1E) || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* The next stretch of row text without a break or outer blanks, from *at on; false: none. */
static bool next_fragment(struct sv text, size_t *at, struct span *out)
{
	uint32_t cp;
	size_t n, end;
	while (*at < text.n && (n = utf8_decode(text.p + *at, text.n - *at, &cp)) > 0 && (breaks(cp) || cp_is_space(cp)))
		*at += n;
	out->start = end = *at;
	while (*at < text.n && (n = utf8_decode(text.p + *at, text.n - *at, &cp)) > 0 && !breaks(cp)) {
		*at += n;
		end = cp_is_space(cp) ? end : *at;
	}
	out->end = end;
	return end > out->start;
}

/* On one line; blanks where there were breaks. name: no blanks either. */
static void put_line(struct str *out, const char *s, bool name)
{
	struct sv v = sv_of(s);
	for (size_t i = 0; i < v.n;) {
		uint32_t cp;
		size_t n = utf8_decode(v.p + i, v.n - i, &cp);
		if (breaks(cp) || (name && cp_is_space(cp)))
			str_addc(out, name ? '_' : ' ');
		else
			str_add(out, sv_cut(v, i, i + n));
		i += n;
	}
}

static void put_span(const struct format_row *r, struct text *t, struct str *out)
{
	struct span f;
	struct str words;
	bool first = true;
	str_init(&words);
	for (size_t at = 0; next_fragment(r->text, &at, &f); first = false) {
		str_addf(out, "%s%zu %zu", first ? "" : ";", text_offset(t, r->span.start + f.start, OFFSET_CODEPOINT),
			 text_offset(t, r->span.start + f.end, OFFSET_CODEPOINT));
		str_adds(&words, first ? "" : " ");
		str_add(&words, sv_span(r->text, f));
	}
	str_addc(out, '\t');
	str_add(out, str_sv(&words));
	str_addc(out, '\n');
	str_fini(&words);
}

static void put_comment(const char *type, size_t row, const char *text, size_t *n, struct str *out)
{
	if (text == NULL || *text == '\0')
		return;
	str_addf(out, "#%zu\t%s T%zu\t", ++*n, type, row);
	put_line(out, text, false);
	str_addc(out, '\n');
}

/* Which T a row became. */
struct numbered {
	const char *id;
	size_t number;
};

static int by_id(const void *x, const void *y)
{
	const struct numbered *a = x, *b = y;
	return strcmp(a->id, b->id);
}

/* Both ends must be there: what is not exported has no T. */
static void put_relations(const struct format_row *r, size_t number, const struct numbered *all, size_t n, size_t *relations,
			  struct str *out)
{
	for (size_t i = 0; i < r->nlinks; i++) {
		struct numbered key = { r->links[i].to, 0 };
		const struct numbered *to = n > 0 ? bsearch(&key, all, n, sizeof *all, by_id) : NULL;
		if (to == NULL)
			continue;
		str_addf(out, "R%zu\t", ++*relations);
		put_line(out, r->links[i].name != NULL && *r->links[i].name ? r->links[i].name : "link", true);
		str_addf(out, " Arg1:T%zu Arg2:T%zu\n", number, to->number);
	}
}

static void put_row(const struct format_row *r, size_t number, struct text *t, size_t *comments, struct str *out)
{
	str_addf(out, "T%zu\t", number);
	put_line(out, r->tag, true);
	str_addc(out, ' ');
	put_span(r, t, out);
	put_comment("AnnotatorNotes", number, r->note, comments, out);
	if (read_kind_of(sv_of(r->tag)) != r->kind)
		put_comment("kind", number, kind_name(r->kind), comments, out);
	for (int k = 0; k < ATTR_COUNT; k++)
		put_comment(attr_name((enum attr)k), number, r->attr[k], comments, out);
}

void brat_whole(const struct format_row *rows, size_t n, const char *doc, struct text *t, struct str *out)
{
	size_t comments = 0, number = 0, relations = 0, named = 0;
	struct numbered *all = xcalloc(n, sizeof *all);
	size_t *number_of = xcalloc(n, sizeof *number_of);
	(void)doc;
	for (size_t i = 0; i < n; i++) {
		struct span f;
		if (!next_fragment(rows[i].text, &(size_t){ 0 }, &f))
			continue; /* nothing but blanks: brat has no such thing */
		number_of[i] = ++number;
		put_row(&rows[i], number, t, &comments, out);
		if (rows[i].id != NULL)
			all[named++] = (struct numbered){ rows[i].id, number };
	}
	if (named > 0)
		qsort(all, named, sizeof *all, by_id);
	for (size_t i = 0; i < n; i++) {
		if (number_of[i] > 0)
			put_relations(&rows[i], number_of[i], all, named, &relations, out);
	}
	free(number_of);
	free(all);
}
