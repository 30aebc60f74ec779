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

#include "base/escape.h"

#define CHECK_LEN 10 /* tab, ~, eight digits */

/* ---- writing ---- */

static void put(struct str *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	str_addf(out, "\t%s=", name);
	escape_add(sv_of(value), out);
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

static const char *const turn_name[] = { NULL, "restores", "unrestores", "rerestores" };

void record_write(const struct op *o, uint32_t text, struct str *out)
{
	size_t from = out->n;
	str_adds(out, op_name(o->verb));
	put_id(out, "id", o->id);
	str_addf(out, "\tclock=%" PRIu64, o->clock);
	put_id(out, "step", o->step);
	if (o->batch != 0)
		put_id(out, "batch", o->batch);
	if (o->of != 0)
		str_addf(out, "\tof=%zu", o->of);
	if (o->turn != TURN_NONE)
		put_id(out, turn_name[o->turn], o->restored);
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

/* What the escape at s.p[i] means; *i stands on its last byte then. */
/* Without NULs, which no string of ours can hold. */
static const char *unescape(struct sv s, struct arena *arena)
{
	struct str plain;
	size_t n = 0;
	if (memchr(s.p, '\\', s.n) == NULL && memchr(s.p, '\0', s.n) == NULL)
		return arena_strndup(arena, s.p, s.n);
	str_init(&plain);
	unescape_add(s, &plain);
	for (size_t i = 0; i < plain.n; i++)
		if (plain.p[i] != '\0')
			plain.p[n++] = plain.p[i];
	const char *p = arena_strndup(arena, plain.p, n);
	str_fini(&plain);
	return p;
}

static bool parse_hex(struct sv s, uint64_t *out)
{
	uint64_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		int d = hex(s.p[i]);
		if (d < 0)
			return false;
		n = n << 4 | (unsigned)d;
	}
	*out = n;
	return s.n > 0 && s.n <= 16;
}

static bool parse_decimal(struct sv s, uint64_t *out)
{
	uint64_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = n * 10 + (unsigned)(s.p[i] - '0');
	}
	*out = n;
	return s.n > 0 && s.n <= 20;
}

static bool parse_size(struct sv s, size_t *out)
{
	uint64_t n;
	if (!parse_decimal(s, &n) || n > SIZE_MAX / 2)
		return false;
	*out = (size_t)n;
	return true;
}

/* What a field holds, and where it goes. */
enum holds { HOLDS_ID, HOLDS_RESTORED, HOLDS_CLOCK, HOLDS_PLACE, HOLDS_STRING, HOLDS_KIND, HOLDS_STATUS, HOLDS_PLACED, HOLDS_TEXT };

struct field {
	struct sv name;
	enum holds holds;
	size_t at; /* in struct op */
};

#define FIELD(name, holds, member) { SV_INIT(name), holds, offsetof(struct op, member) }

/* In the order in which lines are written: the next field is most often the next row. */
static const struct field fields[] = {
	FIELD("id", HOLDS_ID, id),
	FIELD("clock", HOLDS_CLOCK, clock),
	FIELD("step", HOLDS_ID, step),
	FIELD("batch", HOLDS_ID, batch),
	FIELD("of", HOLDS_PLACE, of),
	FIELD("restores", HOLDS_RESTORED, restored),
	FIELD("unrestores", HOLDS_RESTORED, restored),
	FIELD("rerestores", HOLDS_RESTORED, restored),
	FIELD("on", HOLDS_ID, target),
	FIELD("by", HOLDS_STRING, annotator),
	FIELD("at", HOLDS_STRING, time),
	FIELD("kind", HOLDS_KIND, to.kind),
	FIELD("tag", HOLDS_STRING, to.tag),
	FIELD("start", HOLDS_PLACE, to.at.span.start),
	FIELD("end", HOLDS_PLACE, to.at.span.end),
	FIELD("exact", HOLDS_STRING, to.at.exact),
	FIELD("before", HOLDS_STRING, to.at.before),
	FIELD("after", HOLDS_STRING, to.at.after),
	FIELD("placed", HOLDS_PLACED, to.placed),
	FIELD("text", HOLDS_TEXT, to.at.text),
	FIELD("note", HOLDS_STRING, to.note),
	FIELD("origin", HOLDS_STRING, to.origin),
	FIELD("status", HOLDS_STATUS, to.status),
	FIELD("other", HOLDS_ID, other),
	FIELD("name", HOLDS_STRING, name),
};

/* The row of that name, looked for from *next on; NULL: none. */
static const struct field *find_field(struct sv name, size_t *next)
{
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		size_t at = (*next + i) % ARRAY_LEN(fields);
		if (sv_eq(fields[at].name, name)) {
			*next = at + 1;
			return &fields[at];
		}
	}
	return NULL;
}

static bool read_text_id(struct sv v, uint32_t *out)
{
	uint64_t text;
	bool ok = parse_hex(v, &text) && text > TEXT_UNKNOWN && text <= UINT32_MAX;
	*out = ok ? (uint32_t)text : TEXT_UNKNOWN;
	return ok;
}

static bool read_value(struct op *o, const struct field *f, struct sv v, struct arena *arena)
{
	void *to = (char *)o + f->at;
	switch (f->holds) {
	case HOLDS_ID:
		return parse_hex(v, to);
	case HOLDS_RESTORED:
		o->turn = f->name.p[0] == 'u' ? TURN_UNDO : f->name.p[2] == 's' ? TURN_RESTORE : TURN_REDO;
		return parse_hex(v, to);
	case HOLDS_CLOCK:
		return parse_decimal(v, to);
	case HOLDS_PLACE:
		return parse_size(v, to);
	case HOLDS_KIND:
		return kind_parse(v, to);
	case HOLDS_STATUS:
		return status_parse(v, to);
	case HOLDS_PLACED:
		*(enum placed *)to = sv_eq(v, SV("lost")) ? PLACED_LOST : PLACED_CONFIRM;
		return true;
	case HOLDS_TEXT:
		return read_text_id(v, to);
	default:
		*(const char **)to = unescape(v, arena);
		return true;
	}
}

static bool read_field(struct op *o, struct sv s, size_t *next, struct arena *arena)
{
	const char *eq = s.n > 0 ? memchr(s.p, '=', s.n) : NULL;
	enum attr a;
	if (eq == NULL)
		return false;
	struct sv name = sv_cut(s, 0, (size_t)(eq - s.p)), v = sv_cut(s, name.n + 1, s.n);
	const struct field *f = find_field(name, next);
	if (f != NULL)
		return read_value(o, f, v, arena);
	if (attr_parse(name, &a))
		o->to.attr[a] = unescape(v, arena);
	return true; /* a field of a later version is passed over */
}

static enum record_type read_header(struct sv rest, struct header *h, struct arena *arena)
{
	struct sv f;
	bool version = false;
	while (sv_next(&rest, '\t', &f)) {
		if (sv_starts(f, SV("version=")))
			version = sv_eq(f, SV("version=1"));
		else if (sv_starts(f, SV("digest=")) && !parse_hex(sv_cut(f, 7, f.n), &h->digest))
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
	if (!parse_hex(sv_cut(line, line.n - 8, line.n), &want) ||
	    want != XXH32(body.p, body.n, 0))
		return RECORD_BAD;
	sv_next(&body, '\t', &f);
	if (sv_eq(f, SV("postil")))
		return read_header(body, h, arena);
	*o = (struct op){ .to.at.text = TEXT_UNKNOWN };
	if (!op_parse(f, &o->verb))
		return RECORD_BAD;
	size_t next = 0;
	while (sv_next(&body, '\t', &f)) {
		if (!read_field(o, f, &next, arena))
			return RECORD_BAD;
	}
	if (o->verb == OP_ATTR && (o->name == NULL || !attr_parse(sv_of(o->name), &o->attr)))
		return RECORD_BAD;
	if (o->id == 0 || o->step == 0 || o->to.at.span.end < o->to.at.span.start)
		return RECORD_BAD;
	o->to.id = o->target;
	return RECORD_OP;
}
