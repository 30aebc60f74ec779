/* record.c - see record.h.
 *
 * A line is fields between tabs: verb, then name=value, and last the check
 * value, `~` and the XXH32 of everything before it as eight hex digits.
 */
#include "store/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xxhash.h>

#include "base/utf8.h"

#define CHECK_LEN 10 /* tab, ~, eight digits */

/* ---- writing ---- */

static void escape(struct sv s, struct str *out)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		size_t n = utf8_decode(s.p + i, s.n - i, &cp);
		bool bad = cp == CP_BAD && !(n == 3 && memcmp(s.p + i, "\xEF\xBF\xBD", 3) == 0);
		if (cp == '\t')
			str_adds(out, "\\t");
		else if (cp == '\n')
			str_adds(out, "\\n");
		else if (cp == '\r')
			str_adds(out, "\\r");
		else if (cp == '\\')
			str_adds(out, "\\\\");
		else if (bad || cp < 0x20 || cp == 0x7F)
			for (size_t k = 0; k < n; k++)
				str_addf(out, "\\x%02X", (unsigned char)s.p[i + k]);
		else
			str_add(out, sv_cut(s, i, i + n));
		i += n;
	}
}

static void put(struct str *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	str_addf(out, "\t%s=", name);
	escape(sv_of(value), out);
}

static void put_id(struct str *out, const char *name, uint64_t id)
{
	str_addf(out, "\t%s=%016" PRIx64, name, id);
}

uint32_t record_text(uint64_t digest)
{
	uint32_t low = (uint32_t)digest;
	return low > TEXT_UNKNOWN ? low : digest != 0 ? low + 2 : TEXT_UNKNOWN;
}

static void put_anchor(struct str *out, const struct annotation *a, uint32_t text)
{
	uint32_t about = a->at.text != TEXT_THIS ? a->at.text : text;
	static const char *const placed[] = { NULL, NULL, "confirm", "lost" };
	str_addf(out, "\tstart=%zu\tend=%zu", a->at.span.start, a->at.span.end);
	put(out, "exact", a->at.exact);
	put(out, "before", a->at.before);
	put(out, "after", a->at.after);
	put(out, "placed", placed[a->placed]);
	if (about != TEXT_UNKNOWN)
		str_addf(out, "\ttext=%08x", (unsigned)about);
}

static void check(struct str *out, size_t from)
{
	str_addf(out, "\t~%08x\n", (unsigned)XXH32(out->p + from, out->n - from, 0));
}

static void put_fields(const struct op *o, uint32_t text, struct str *out)
{
	switch (o->verb) {
	case OP_ADD:
		put(out, "kind", kind_name(o->to.kind));
		put(out, "tag", o->to.tag);
		put_anchor(out, &o->to, text);
		for (int i = 0; i < ATTR_COUNT; i++)
			put(out, attr_name((enum attr)i), o->to.attr[i]);
		put(out, "note", o->to.note);
		put(out, "origin", o->to.origin);
		put(out, "status", status_name(o->to.status));
		break;
	case OP_TAG:
		put(out, "kind", kind_name(o->to.kind));
		put(out, "tag", o->to.tag);
		break;
	case OP_STATUS:
		put(out, "status", status_name(o->to.status));
		break;
	case OP_SPAN:
		put_anchor(out, &o->to, text);
		break;
	case OP_ATTR:
		put(out, "name", attr_name(o->attr));
		put(out, attr_name(o->attr), o->to.attr[o->attr]);
		break;
	case OP_NOTE:
		put(out, "note", o->to.note);
		break;
	case OP_LINK:
	case OP_UNLINK:
		put_id(out, "other", o->other);
		put(out, "name", o->name);
		break;
	default:
		break;
	}
}

void record_write(const struct op *o, uint32_t text, struct str *out)
{
	size_t from = out->n;
	str_adds(out, op_name(o->verb));
	put_id(out, "id", o->id);
	str_addf(out, "\tclock=%" PRIu64, o->clock);
	put_id(out, "step", o->step);
	if (o->target != 0)
		put_id(out, "on", o->target);
	put(out, "by", o->annotator);
	put(out, "at", o->time);
	put_fields(o, text, out);
	check(out, from);
}

void header_write(const struct header *h, struct str *out)
{
	size_t from = out->n;
	str_addf(out, "postil\tversion=1\tdigest=%016" PRIx64 "\tlength=%zu", h->digest, h->length);
	put(out, "words", h->words);
	check(out, from);
}

/* ---- reading ---- */

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
	       c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	       c >= 'A' && c <= 'F' ? c - 'A' + 10 :
				      -1;
}

static const char *unescape(struct sv s, struct arena *arena)
{
	char *p = arena_strndup(arena, s.p, s.n);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '\\' && i + 1 < s.n) {
			c = s.p[++i];
			if (c == 'x' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
				c = (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
				i += 2;
			} else {
				c = (char)(c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c);
			}
		}
		if (c != '\0')
			p[n++] = c;
	}
	p[n] = '\0';
	return p;
}

static bool parse_u64(struct sv s, int base, uint64_t *out)
{
	uint64_t n = 0;
	if (s.n == 0 || s.n > 20)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int d = hex(s.p[i]);
		if (d < 0 || d >= base)
			return false;
		n = n * (unsigned)base + (unsigned)d;
	}
	*out = n;
	return true;
}

static bool parse_size(struct sv s, size_t *out)
{
	uint64_t n;
	if (!parse_u64(s, 10, &n) || n > SIZE_MAX / 2)
		return false;
	*out = (size_t)n;
	return true;
}

/* What numbers and names a field may hold; false: the line is wrong. */
static bool read_number(struct op *o, struct sv name, struct sv v, bool *known)
{
	static const struct {
		const char *name;
		size_t at;
	} ids[] = { { "id", offsetof(struct op, id) },
		    { "step", offsetof(struct op, step) },
		    { "on", offsetof(struct op, target) },
		    { "other", offsetof(struct op, other) } };
	*known = true;
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		if (sv_eq(name, sv_of(ids[i].name)))
			return parse_u64(v, 16, (uint64_t *)(void *)((char *)o + ids[i].at));
	}
	if (sv_eq(name, SV("clock")))
		return parse_u64(v, 10, &o->clock);
	if (sv_eq(name, SV("start")))
		return parse_size(v, &o->to.at.span.start);
	if (sv_eq(name, SV("end")))
		return parse_size(v, &o->to.at.span.end);
	if (sv_eq(name, SV("kind")))
		return kind_parse(v, &o->to.kind);
	if (sv_eq(name, SV("status")))
		return status_parse(v, &o->to.status);
	if (sv_eq(name, SV("text"))) {
		uint64_t text;
		bool ok = parse_u64(v, 16, &text) && text > TEXT_UNKNOWN && text <= UINT32_MAX;
		o->to.at.text = ok ? (uint32_t)text : TEXT_UNKNOWN;
		return ok;
	}
	if (sv_eq(name, SV("placed"))) {
		o->to.placed = sv_eq(v, SV("lost")) ? PLACED_LOST : PLACED_CONFIRM;
		return true;
	}
	*known = false;
	return true;
}

static bool read_field(struct op *o, struct sv f, struct arena *arena)
{
	const char *eq = f.n > 0 ? memchr(f.p, '=', f.n) : NULL;
	bool known;
	enum attr a;
	if (eq == NULL)
		return false;
	struct sv name = sv_cut(f, 0, (size_t)(eq - f.p)), v = sv_cut(f, name.n + 1, f.n);
	if (!read_number(o, name, v, &known))
		return false;
	if (known)
		return true;
	const char *s = unescape(v, arena);
	if (attr_parse(name, &a))
		o->to.attr[a] = s;
	else if (sv_eq(name, SV("exact")))
		o->to.at.exact = s;
	else if (sv_eq(name, SV("before")))
		o->to.at.before = s;
	else if (sv_eq(name, SV("after")))
		o->to.at.after = s;
	else if (sv_eq(name, SV("tag")))
		o->to.tag = s;
	else if (sv_eq(name, SV("note")))
		o->to.note = s;
	else if (sv_eq(name, SV("origin")))
		o->to.origin = s;
	else if (sv_eq(name, SV("by")))
		o->annotator = s;
	else if (sv_eq(name, SV("at")))
		o->time = s;
	else if (sv_eq(name, SV("name")))
		o->name = s;
	return true; /* a field of a later version is passed over */
}

static enum record_type read_header(struct sv rest, struct header *h, struct arena *arena)
{
	struct sv f;
	bool version = false;
	while (sv_next(&rest, '\t', &f)) {
		if (sv_starts(f, SV("version=")))
			version = sv_eq(f, SV("version=1"));
		else if (sv_starts(f, SV("digest=")) && !parse_u64(sv_cut(f, 7, f.n), 16, &h->digest))
			return RECORD_BAD;
		else if (sv_starts(f, SV("length=")) && !parse_size(sv_cut(f, 7, f.n), &h->length))
			return RECORD_BAD;
		else if (sv_starts(f, SV("words=")))
			h->words = arena_strndup(arena, f.p + 6, f.n - 6);
	}
	return version ? RECORD_HEADER : RECORD_BAD;
}

enum record_type record_read(struct sv line, struct op *o, struct header *h, struct arena *arena)
{
	uint64_t want;
	struct sv f;
	if (line.n > 0 && line.p[line.n - 1] == '\r') /* a git that changed line ends */
		line.n--;
	if (line.n <= CHECK_LEN || line.p[line.n - CHECK_LEN] != '\t' ||
	    line.p[line.n - CHECK_LEN + 1] != '~')
		return RECORD_BAD;
	struct sv body = sv_cut(line, 0, line.n - CHECK_LEN);
	if (!parse_u64(sv_cut(line, line.n - 8, line.n), 16, &want) ||
	    want != XXH32(body.p, body.n, 0))
		return RECORD_BAD;
	sv_next(&body, '\t', &f);
	if (sv_eq(f, SV("postil")))
		return read_header(body, h, arena);
	*o = (struct op){ .to.at.text = TEXT_UNKNOWN };
	if (!op_parse(f, &o->verb))
		return RECORD_BAD;
	while (sv_next(&body, '\t', &f)) {
		if (!read_field(o, f, arena))
			return RECORD_BAD;
	}
	if (o->verb == OP_ATTR && (o->name == NULL || !attr_parse(sv_of(o->name), &o->attr)))
		return RECORD_BAD;
	if (o->id == 0 || o->step == 0 || o->to.at.span.end < o->to.at.span.start)
		return RECORD_BAD;
	o->to.id = o->target;
	return RECORD_OP;
}
