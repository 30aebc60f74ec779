/* anchor.c - see anchor.h.
 *
 * Order of tries: the words at their old place; all places of the same words,
 * chosen by how much of the context on both sides agrees; then, for words
 * that were changed themselves, the stretch between the old neighbours,
 * accepted by edit distance (Myers' bound is not needed at these lengths: a
 * banded Levenshtein distance over bytes of the folded text).
 */
#include "annotate/anchor.h"

#include <string.h>

#include "annotate/book.h"
#include "base/utf8.h"

#define SURE 24      /* bytes of context that settle a place */
#define CONTEXT_MIN 8
#define DISTANCE_MAX 512

struct anchor anchor_make(struct sv text, struct span at, struct arena *arena)
{
	struct anchor a = { .span = at };
	size_t from = at.start > ANCHOR_CONTEXT ? at.start - ANCHOR_CONTEXT : 0;
	size_t to = text.n - at.end > ANCHOR_CONTEXT ? at.end + ANCHOR_CONTEXT : text.n;
	while (from < at.start && ((unsigned char)text.p[from] & 0xC0) == 0x80)
		from++;
	while (to > at.end && to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80)
		to--;
	a.exact = arena_strndup(arena, text.p + at.start, at.end - at.start);
	a.before = arena_strndup(arena, text.p + from, at.start - from);
	a.after = arena_strndup(arena, text.p + at.end, to - at.end);
	return a;
}

static struct sv view(const char *s)
{
	return s != NULL ? sv_of(s) : SV("");
}

/* Bytes that agree behind `at` with s, and before it, backwards. */
static size_t agree_after(struct sv text, size_t at, struct sv s)
{
	size_t n = 0;
	while (n < s.n && at + n < text.n && text.p[at + n] == s.p[n])
		n++;
	return n;
}

static size_t agree_before(struct sv text, size_t at, struct sv s)
{
	size_t n = 0;
	while (n < s.n && n < at && text.p[at - n - 1] == s.p[s.n - n - 1])
		n++;
	return n;
}

struct candidate {
	struct span at;
	size_t score;
};

static void consider(struct candidate *best, struct candidate *second, struct candidate c)
{
	if (c.score > best->score || best->at.end == 0) {
		*second = *best;
		*best = c;
	} else if (c.score > second->score || second->at.end == 0) {
		*second = c;
	}
}

static enum placed find_exact(const struct anchor *a, struct sv text, struct span *found)
{
	struct sv exact = view(a->exact), before = view(a->before), after = view(a->after);
	struct candidate best = { { 0, 0 }, 0 }, second = best;
	size_t full = before.n + after.n, places = 0;
	for (size_t i = 0; exact.n > 0 && i + exact.n <= text.n && places < 5000; i++, places++) {
		const char *p = memmem(text.p + i, text.n - i, exact.p, exact.n);
		if (p == NULL)
			break;
		i = (size_t)(p - text.p);
		size_t score = agree_before(text, i, before) + agree_after(text, i + exact.n, after);
		consider(&best, &second, (struct candidate){ { i, i + exact.n }, score });
	}
	if (best.at.end == 0)
		return PLACED_LOST;
	*found = best.at;
	bool clear = best.score > second.score + CONTEXT_MIN || second.at.end == 0;
	bool same = best.at.start == a->span.start;
	if (clear && (best.score >= SURE || best.score == full || best.score * 2 >= full))
		return same ? PLACED_KEPT : PLACED_MOVED;
	if (clear && second.at.end == 0 && exact.n >= 12 && best.score >= 2)
		return PLACED_MOVED;
	return best.score >= 2 || second.at.end == 0 ? PLACED_CONFIRM : PLACED_LOST;
}

/* Edit distance of a and b, or limit + 1 when it is larger. */
static size_t distance(struct sv a, struct sv b, size_t limit)
{
	size_t row[DISTANCE_MAX + 1];
	if (a.n > DISTANCE_MAX || b.n > DISTANCE_MAX)
		return limit + 1;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t diag = row[0], least = i;
		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t up = row[j], cost = diag + (a.p[i - 1] != b.p[j - 1]);
			size_t step = (up < row[j - 1] ? up : row[j - 1]) + 1;
			row[j] = cost < step ? cost : step;
			least = row[j] < least ? row[j] : least;
			diag = up;
		}
		if (least > limit)
			return limit + 1;
	}
	return row[b.n];
}

/* Between the old neighbours: the words themselves were corrected. */
static enum placed find_between(const struct anchor *a, struct sv text, struct span *found)
{
	struct sv before = view(a->before), after = view(a->after), exact = view(a->exact);
	struct sv left = sv_cut(before, before.n > SURE ? before.n - SURE : 0, before.n);
	struct sv right = sv_cut(after, 0, SURE);
	size_t places = 0;
	enum placed result = PLACED_LOST;
	if (left.n < CONTEXT_MIN || right.n < CONTEXT_MIN || exact.n == 0)
		return PLACED_LOST;
	for (size_t i = 0; i + left.n <= text.n; i++) {
		const char *p = memmem(text.p + i, text.n - i, left.p, left.n);
		if (p == NULL)
			break;
		i = (size_t)(p - text.p);
		size_t start = i + left.n, reach = exact.n + exact.n / 2 + 16;
		struct sv window = sv_cut(text, start, start + reach + right.n);
		const char *q = window.n > 0 ? memmem(window.p, window.n, right.p, right.n) : NULL;
		if (q == NULL || q == window.p)
			continue;
		struct sv now = sv_cut(window, 0, (size_t)(q - window.p));
		size_t d = distance(exact, now, exact.n / 3 + 1);
		if (++places > 1)
			return PLACED_LOST; /* a tie */
		*found = (struct span){ start, start + now.n };
		result = d <= exact.n / 3 + 1 ? PLACED_CONFIRM : PLACED_LOST;
		if (d <= exact.n / 8 + 1)
			result = PLACED_MOVED;
	}
	return result;
}

/* ---- the most alike stretch: semi-global edit distance (Sellers 1980) ---- */

#define ALIKE_TEXT 16384 /* bytes of text looked through, around the old place */

/* One cell: the cost up to here, and where the words began and ended on the way. */
struct cell {
	uint16_t cost;
	uint32_t start, end;
};

struct alike {
	struct span words, best_at; /* in the pattern; in the text */
	uint16_t best, second;
};

static struct cell cheaper(struct cell a, struct cell b)
{
	return b.cost < a.cost ? b : a;
}

/* A column of the table: pattern against text up to byte j (its character c). */
static void next_column(const struct alike *k, struct sv pattern, struct cell *row, uint32_t j, char c)
{
	struct cell diag = row[0];
	row[0] = (struct cell){ 0, j, j };
	for (size_t i = 1; i <= pattern.n; i++) {
		struct cell match = diag, skip = row[i - 1], more = row[i];
		diag = row[i];
		match.cost = (uint16_t)(match.cost + (pattern.p[i - 1] != c));
		skip.cost++;
		more.cost++;
		struct cell down = cheaper(match, skip); /* comes from the row above */
		if (i == k->words.end)
			down.end = j;
		row[i] = cheaper(down, more);
		if (i == k->words.start)
			row[i].start = j; /* what was put in before the words is none of them */
	}
}

/* Keeps the best end and the best that is another place. */
static void note_end(struct alike *k, struct cell c)
{
	struct span at = { c.start, c.end };
	bool near = at.start < k->best_at.end + 32 && k->best_at.start < at.end + 32;
	if (c.cost < k->best) {
		if (!near)
			k->second = k->best;
		k->best = c.cost;
		k->best_at = at;
	} else if (!near && c.cost < k->second) {
		k->second = c.cost;
	}
}

static void align(struct alike *k, struct sv pattern, struct sv text)
{
	struct cell *row = xcalloc(pattern.n + 1, sizeof *row);
	for (size_t i = 0; i <= pattern.n; i++)
		row[i].cost = (uint16_t)i;
	for (size_t j = 0; j < text.n; j++) {
		next_column(k, pattern, row, (uint32_t)j + 1, text.p[j]);
		note_end(k, row[pattern.n]);
	}
	free(row);
}

/* Whole characters, without blanks at the edges. */
static struct span tidy(struct sv text, struct span at)
{
	while (at.start < at.end && (((unsigned char)text.p[at.start] & 0xC0) == 0x80 || text.p[at.start] == ' ' ||
				     text.p[at.start] == '\n'))
		at.start++;
	while (at.end < text.n && ((unsigned char)text.p[at.end] & 0xC0) == 0x80)
		at.end++;
	while (at.end > at.start && (text.p[at.end - 1] == ' ' || text.p[at.end - 1] == '\n'))
		at.end--;
	return at;
}

/* Words and neighbours were corrected: the stretch that is most like all three. */
static enum placed find_alike(const struct anchor *a, struct sv text, struct span *found)
{
	struct sv before = view(a->before), exact = view(a->exact), after = view(a->after);
	size_t from = a->span.start > ALIKE_TEXT / 2 ? a->span.start - ALIKE_TEXT / 2 : 0;
	struct sv window = sv_cut(text, from, from + ALIKE_TEXT);
	struct alike k = { .words = { before.n, before.n + exact.n }, .best = UINT16_MAX, .second = UINT16_MAX };
	size_t n = before.n + exact.n + after.n;
	enum placed result = PLACED_LOST;
	struct str pattern;
	if (n > DISTANCE_MAX || exact.n == 0 || before.n + after.n < CONTEXT_MIN)
		return PLACED_LOST;
	str_init(&pattern);
	str_add(&pattern, before);
	str_add(&pattern, exact);
	str_add(&pattern, after);
	align(&k, str_sv(&pattern), window);
	str_fini(&pattern);
	struct span at = tidy(window, k.best_at);
	bool apart = k.second >= k.best + n / 8;
	if (at.end > at.start && apart && k.best * 5u <= n * 2u)
		result = PLACED_CONFIRM;
	if (result == PLACED_CONFIRM && k.best * 4u <= n && sv_eq(sv_span(window, at), exact))
		result = PLACED_MOVED;
	*found = (struct span){ from + at.start, from + at.end };
	return result;
}

enum placed anchor_find(const struct anchor *a, struct sv text, struct span *found)
{
	enum placed p = find_exact(a, text, found);
	if (p == PLACED_KEPT || p == PLACED_MOVED)
		return p;
	struct span other;
	enum placed q = find_between(a, text, &other);
	if (q == PLACED_MOVED || (q == PLACED_CONFIRM && p == PLACED_LOST)) {
		*found = other;
		return q;
	}
	q = find_alike(a, text, &other);
	if (q == PLACED_MOVED || (q == PLACED_CONFIRM && p == PLACED_LOST)) {
		*found = other;
		return q;
	}
	return p;
}

void reanchor(struct book *b, struct sv text, struct reanchor_report *report)
{
	size_t n = book_count(b);
	uint64_t *ids = xcalloc(n, sizeof *ids);
	*report = (struct reanchor_report){ 0 };
	for (size_t i = 0; i < n; i++)
		ids[i] = book_at(b, i)->id;
	for (size_t i = 0; i < n; i++) {
		const struct annotation *a = book_find(b, ids[i]);
		struct span at = a->at.span;
		enum placed p = anchor_find(&a->at, text, &at);
		if (p == PLACED_LOST) { /* kept, clipped to the text, and listed */
			at.start = at.start < text.n ? at.start : text.n;
			at.end = at.end < text.n ? at.end : text.n;
		}
		report->kept += p == PLACED_KEPT;
		report->moved += p == PLACED_MOVED;
		report->confirm += p == PLACED_CONFIRM;
		report->lost += p == PLACED_LOST;
		book_place(b, ids[i], at, p);
	}
	free(ids);
}
