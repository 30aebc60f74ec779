/* steps.c - see steps.h. */
#include "app/steps.h"

#include "app/around.h"
#include "app/select.h"
#include "app/view.h"

size_t char_from(struct doc *d, const struct layout_opts *o, size_t pos, int dir)
{
	struct row r;
	cluster_vec cs = { 0 };
	size_t found = pos;

	if (dir < 0) {
		if (pos == 0)
			return 0;
		r = layout_row(d->text, o, pos);
		if (r.bytes.start == pos && !layout_prev(d->text, o, &r, &r))
			return pos;
	} else {
		r = layout_row(d->text, o, pos);
	}
	layout_clusters(d->text, o, &r, &cs);
	if (dir > 0) {
		found = r.bytes.end;
		for (size_t i = 0; i < cs.n; i++)
			if (cs.v[i].bytes.start > pos) {
				found = cs.v[i].bytes.start;
				break;
			}
	} else {
		found = r.bytes.start;
		for (size_t i = 0; i < cs.n && cs.v[i].bytes.start < pos; i++)
			found = cs.v[i].bytes.start;
	}
	vec_fini(&cs);
	return found;
}

size_t char_beside(struct doc *d, size_t pos, int dir)
{
	struct layout_opts o = { .width = 80, .tab = 8, .wrap_words = true };

	return char_from(d, &o, pos, dir);
}

static bool starts_here(const struct token *t, bool sentence)
{
	return sentence ? (t->flags & TOKEN_SENTENCE) != 0 : token_is_word(t);
}

static size_t from_tokens(struct doc *d, size_t pos, int dir, bool sentence)
{
	struct around w;
	size_t found = NONE, size = text_size(d->text);

	around_init(&w, d, (struct span){ pos, pos });
	/* backwards the line above belongs to it as well */
	if (dir < 0 && w.base > 0 && w.base + 1 >= pos) {
		around_fini(&w);
		around_init(&w, d, (struct span){ pos - 1, pos });
	}
	for (size_t i = 0; i < w.t.all.n; i++) {
		size_t at = w.t.all.v[i].span.start + w.base;

		if (!starts_here(&w.t.all.v[i], sentence))
			continue;
		if (dir < 0 && at < pos)
			found = at;
		if (dir > 0 && at > pos) {
			found = at;
			break;
		}
	}
	if (found == NONE)
		found = dir > 0 ? (pos + REACH < size ? pos + REACH : size) : w.base < pos ? w.base : 0;
	around_fini(&w);
	return found;
}

size_t word_from(struct doc *d, size_t pos, int dir)
{
	if (dir < 0 && pos == 0)
		return 0;
	return from_tokens(d, pos, dir, false);
}

size_t sentence_from(struct doc *d, size_t pos, int dir)
{
	if (dir < 0 && pos == 0)
		return 0;
	return from_tokens(d, pos, dir, true);
}

static bool line_is_blank(struct doc *d, size_t start)
{
	size_t end = text_line_end_within(d->text, start, 64);
	struct span t = span_trim(d, (struct span){ start, end });

	return t.end <= t.start;
}

size_t paragraph_from(struct doc *d, size_t pos, int dir)
{
	size_t size = text_size(d->text), start = text_line_start_within(d->text, pos, 65536);

	if (dir < 0 && start < pos && !line_is_blank(d, start))
		return start;
	for (int guard = 0; guard < 100000; guard++) {
		if (dir > 0) {
			size_t end = text_line_end_within(d->text, start, 65536);

			if (end >= size)
				return size;
			start = end + (text_view(d->text, end, 1).p[0] == '\n');
		} else {
			if (start == 0)
				return 0;
			start = text_line_start_within(d->text, start - 1, 65536);
		}
		if (!line_is_blank(d, start))
			return start;
	}
	return start;
}

void words_in(struct doc *d, struct span at, word_vec *out)
{
	struct around w;

	around_init(&w, d, at);
	for (size_t i = 0; i < w.t.all.n; i++) {
		struct span s = w.t.all.v[i].span;

		s.start += w.base;
		s.end += w.base;
		if (token_is_word(&w.t.all.v[i]) && s.start >= at.start && s.start < at.end)
			vec_push(out, s);
	}
	around_fini(&w);
}

size_t word_last(struct doc *d, size_t pos)
{
	struct span s;

	return object_at(d, OBJECT_WORD, (struct span){ pos, pos }, &s) && s.end > pos ? char_beside(d, s.end, -1) : pos;
}

/* A place where an edge may stand: words, and the marks that are part of a
 * figure; « l' » at the start only. */
static bool edge_stops(const struct token *t, enum edge edge)
{
	static const uint32_t marks[] = { '%', '$', 0x20AC, 0xB0, 0xA3 };

	if (t->type != TOKEN_MARK)
		return edge == EDGE_START || !(t->flags & TOKEN_ELIDED);
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (t->lead == marks[i])
			return true;
	return false;
}

static size_t edge_by_word(struct doc *d, struct span at, enum edge edge, int dir)
{
	size_t from = edge == EDGE_START ? at.start : at.end, found = NONE;
	struct around w;

	around_init(&w, d, (struct span){ from, from });
	if (dir < 0 && w.base > 0 && w.base + 1 >= from) { /* the line above belongs to it */
		around_fini(&w);
		around_init(&w, d, (struct span){ from - 1, from });
	}
	for (size_t i = 0; i < w.t.all.n; i++) {
		const struct token *t = &w.t.all.v[i];
		size_t pos = w.base + (edge == EDGE_START ? t->span.start : t->span.end);

		if (!edge_stops(t, edge))
			continue;
		if (dir < 0 && pos < from)
			found = pos;
		if (dir > 0 && pos > from) {
			found = pos;
			break;
		}
	}
	around_fini(&w);
	return found;
}

bool edge_move(struct doc *d, struct span *at, enum edge edge, bool out, bool by_char)
{
	int dir = (edge == EDGE_START) == out ? -1 : 1;
	size_t from = edge == EDGE_START ? at->start : at->end;
	size_t to = by_char ? char_beside(d, from, dir) : edge_by_word(d, *at, edge, dir);

	if (to == NONE || to == from || to > text_size(d->text))
		return false;
	if (edge == EDGE_START ? to >= at->end : to <= at->start)
		return false;
	*(edge == EDGE_START ? &at->start : &at->end) = to;
	return true;
}
