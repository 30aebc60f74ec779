/* feed.c - see feed.h. */
#include "app/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expat.h>

#include "base/i18n.h"

#define FIELD_MAX ((size_t)4 << 20) /* bytes of one field of an item */

/* The field of an item that an element fills; a later one of the same field is
 * taken when its rank is higher. */
enum field { FIELD_TITLE, FIELD_DATE, FIELD_ID, FIELD_HTML, FIELD_COUNT };

static const struct {
	const char *name;
	enum field field;
	int rank;
} elements[] = {
	{ "title", FIELD_TITLE, 1 },
	{ "pubDate", FIELD_DATE, 2 },     { "published", FIELD_DATE, 3 },  { "updated", FIELD_DATE, 1 },
	{ "dc:date", FIELD_DATE, 1 },     { "guid", FIELD_ID, 3 },         { "id", FIELD_ID, 3 },
	{ "link", FIELD_ID, 1 },          { "description", FIELD_HTML, 1 }, { "summary", FIELD_HTML, 1 },
	{ "content", FIELD_HTML, 2 },     { "content:encoded", FIELD_HTML, 3 },
};

struct reading {
	struct feed *feed;
	XML_Parser parser;
	unsigned depth, item_depth, field_depth; /* 0: not in one */
	struct str field[FIELD_COUNT];
	int rank[FIELD_COUNT];
	enum field now;
	struct str text;
	int now_rank;
};

bool feed_sniff(struct sv head)
{
	static const char *const marks[] = { "<rss", "<feed", "<rdf:RDF" };

	head = sv_cut(head, 0, 1024);
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (head.n > 8 && memmem(head.p, head.n, marks[i], strlen(marks[i])))
			return true;
	return false;
}

/* FNV-1a, 32 bits: enough to tell the items of one feed apart, and short in a name. */
static uint32_t hash_of(struct sv s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h;
}

static void begin_item(struct reading *r)
{
	r->item_depth = r->depth;
	for (int i = 0; i < FIELD_COUNT; i++) {
		str_clear(&r->field[i]);
		r->rank[i] = 0;
	}
}

static void end_item(struct reading *r)
{
	struct str *id = &r->field[r->field[FIELD_ID].n ? FIELD_ID : FIELD_TITLE];
	struct feed_item it = { .hash = hash_of(str_sv(id)) };
	struct sv title = sv_trim(str_sv(&r->field[FIELD_TITLE])), date = sv_trim(str_sv(&r->field[FIELD_DATE]));

	r->item_depth = 0;
	for (size_t i = 0; i < r->feed->items.n; i++)
		if (r->feed->items.v[i].hash == it.hash)
			return; /* the same item once more */
	if (r->feed->items.n >= FEED_ITEMS_MAX)
		return;
	it.title = xstrndup(title.p, title.n);
	it.date = xstrndup(date.p, date.n);
	it.html = str_take(&r->field[FIELD_HTML]);
	vec_push(&r->feed->items, it);
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **atts)
{
	struct reading *r = ctx;

	r->depth++;
	if (r->item_depth == 0) {
		if (strcmp(name, "item") == 0 || strcmp(name, "entry") == 0)
			begin_item(r);
		return;
	}
	if (r->field_depth && r->now == FIELD_HTML) /* XHTML as it stands */
		str_addf(&r->text, "<%s>", name);
	if (r->field_depth || r->depth != r->item_depth + 1)
		return;
	for (size_t i = 0; i < ARRAY_LEN(elements); i++) {
		if (strcmp(name, elements[i].name) != 0 || elements[i].rank <= r->rank[elements[i].field])
			continue;
		r->now = elements[i].field;
		r->now_rank = elements[i].rank;
		r->field_depth = r->depth;
		str_clear(&r->text);
		for (size_t k = 0; r->now == FIELD_ID && atts[k]; k += 2) /* Atom's link */
			if (strcmp(atts[k], "href") == 0)
				str_adds(&r->text, atts[k + 1]);
	}
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
	struct reading *r = ctx;

	if (r->field_depth && r->depth == r->field_depth) {
		if (r->text.n > 0) {
			str_clear(&r->field[r->now]);
			str_add(&r->field[r->now], str_sv(&r->text));
			r->rank[r->now] = r->now_rank;
		}
		r->field_depth = 0;
	} else if (r->item_depth && r->depth == r->item_depth) {
		end_item(r);
	} else if (r->field_depth && r->now == FIELD_HTML) {
		str_addf(&r->text, "</%s>", name);
	}
	r->depth--;
}

static void XMLCALL on_text(void *ctx, const XML_Char *s, int n)
{
	struct reading *r = ctx;

	if (!r->field_depth || r->text.n + (size_t)n > FIELD_MAX)
		return;
	if (r->now != FIELD_HTML || r->depth == r->field_depth) {
		str_add(&r->text, (struct sv){ s, (size_t)n }); /* HTML in a text is HTML */
		return;
	}
	for (int i = 0; i < n; i++) {
		if (s[i] == '<' || s[i] == '&')
			str_adds(&r->text, s[i] == '<' ? "&lt;" : "&amp;");
		else
			str_addc(&r->text, s[i]);
	}
}

/* No document type of its own: it could only define entities. */
static void XMLCALL on_entity(void *ctx, const XML_Char *name, int is_parameter, const XML_Char *value, int n,
			      const XML_Char *base, const XML_Char *system, const XML_Char *public,
			      const XML_Char *notation)
{
	struct reading *r = ctx;

	(void)name, (void)is_parameter, (void)value, (void)n, (void)base, (void)system, (void)public, (void)notation;
	XML_StopParser(r->parser, XML_FALSE);
}

bool feed_parse(struct sv xml, const char *name, struct feed *out, struct error *err)
{
	struct reading r = { .feed = out, .parser = XML_ParserCreate(NULL) };
	bool ok;

	*out = (struct feed){ 0 };
	if (!r.parser)
		return error_set(err, ERR_LIMIT, _("%s: cannot be read: no memory for it"), name);
	for (int i = 0; i < FIELD_COUNT; i++)
		str_init(&r.field[i]);
	str_init(&r.text);
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetEntityDeclHandler(r.parser, on_entity);
	ok = xml.n < (size_t)1 << 28 && XML_Parse(r.parser, xml.p, (int)xml.n, 1) == XML_STATUS_OK;
	if (!ok)
		error_set(err, ERR_FORMAT, _("%s:%lu: not a feed that can be read: %s"), name,
			  (unsigned long)XML_GetCurrentLineNumber(r.parser),
			  XML_ErrorString(XML_GetErrorCode(r.parser)));
	else if (out->items.n == 0)
		ok = error_set(err, ERR_FORMAT, _("%s: a feed without items"), name);
	XML_ParserFree(r.parser);
	for (int i = 0; i < FIELD_COUNT; i++)
		str_fini(&r.field[i]);
	str_fini(&r.text);
	if (!ok)
		feed_fini(out);
	return ok;
}

void feed_fini(struct feed *f)
{
	for (size_t i = 0; i < f->items.n; i++) {
		free(f->items.v[i].title);
		free(f->items.v[i].date);
		free(f->items.v[i].html);
	}
	vec_fini(&f->items);
}

bool feed_day(const char *date, char day[11])
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int y = 0, m = 0, d = 0;
	char name[4] = "";
	const char *comma = strchr(date, ','), *at;

	if (sscanf(date, "%4d-%2d-%2d", &y, &m, &d) != 3) {
		if (sscanf(comma ? comma + 1 : date, "%2d %3s %4d", &d, name, &y) != 3)
			return false;
		at = strlen(name) == 3 ? strstr(months, name) : NULL;
		m = at && (at - months) % 3 == 0 ? (int)(at - months) / 3 + 1 : 0;
	}
	if (y < 1000 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31)
		return false;
	snprintf(day, 11, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
	return true;
}
