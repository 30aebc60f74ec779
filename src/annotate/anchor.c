/* anchor.c - making anchors, and finding one by its own words; see anchor.h.
 * Finding all of them again after a change is reanchor.c. */
#include "annotate/anchor.h"

#include <string.h>

#include "annotate/textwords.h"
#include "base/utf8.h"

#define SURE 24      /* bytes of context that settle a place */
#define CONTEXT_MIN 8
#define PLACES_MAX 5000

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

enum placed anchor_find(const struct anchor *a, struct sv text, struct span *found)
{
	struct sv exact = view(a->exact), before = view(a->before), after = view(a->after);
	struct candidate best = { { 0, 0 }, 0 }, second = best;
	size_t full = before.n + after.n, places = 0;
	for (size_t i = 0; exact.n > 0 && i + exact.n <= text.n && places < PLACES_MAX; i++, places++) {
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

/* The words of text from i on that are those of want; 0 words: never. */
static bool same_words(const struct textwords *text, size_t i, const struct textwords *want)
{
	for (size_t k = 0; k < want->all.n; k++) {
		if (i + k >= text->all.n || text->all.v[i + k].hash != want->all.v[k].hash)
			return false;
	}
	return want->all.n > 0;
}

bool anchor_next_place(const struct anchor *a, struct sv text, size_t from, struct span *found)
{
	struct textwords all = { 0 }, want = { 0 };
	bool ok = false;
	textwords_cut(text, 0, &all);
	textwords_cut(view(a->exact), 0, &want);
	size_t first = textwords_from(&all, from);
	for (size_t k = 0; k < all.all.n && !ok; k++) {
		size_t i = (first + k) % all.all.n;
		ok = same_words(&all, i, &want);
		if (ok)
			*found = (struct span){ all.all.v[i].start, all.all.v[i + want.all.n - 1].end };
	}
	textwords_fini(&all);
	textwords_fini(&want);
	return ok;
}
