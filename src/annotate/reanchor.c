/* reanchor.c - all annotations of a book in a text that has changed; see anchor.h.
 *
 * For every text that the log speaks of, its words are mapped to those of the
 * new text once; then each anchor costs a look at its own words and a few
 * neighbours. An anchor is sure when its words are all there, together, and
 * neighbours agree; when some of its words were changed it is sure only while most
 * of it is the same, no number and no name of it is another one, and it stands
 * between the same neighbours. A quote is never sure when a word of it is another one:
 * what somebody said was corrected, which the reader has to see.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/anchor.h"
#include "annotate/book.h"
#include "annotate/textwords.h"
#include "base/utf8.h"

#define NEAR 8 /* words on either side that are asked */

/* One old text, mapped. */
struct old_text {
	uint32_t id;
	struct textwords was;
	uint32_t *map;
};

struct search {
	struct book *book;
	struct sv text;
	struct textwords is;
	VEC(struct old_text) old;
};

/* ---- the old text from what the anchors say of it ---- */

struct piece {
	size_t start;
	const struct anchor *a;
};

typedef VEC(struct piece) piece_vec;

static size_t length(const char *s)
{
	return s != NULL ? strlen(s) : 0;
}

static int by_start(const void *x, const void *y)
{
	const struct piece *a = x, *b = y;
	return (a->start > b->start) - (a->start < b->start);
}

/* Anchors of text id, by where what they know begins. */
static void gather(const struct book *b, uint32_t id, piece_vec *out)
{
	for (size_t i = 0; i < book_log_count(b); i++) {
		const struct op *o = book_log_at(b, i);
		size_t before = length(o->to.at.before);
		if ((o->verb != OP_ADD && o->verb != OP_SPAN) || o->to.at.text != id ||
		    o->to.at.span.start < before)
			continue;
		struct piece p = { o->to.at.span.start - before, &o->to.at };
		vec_push(out, p);
	}
	if (out->n > 0)
		qsort(out->v, out->n, sizeof *out->v, by_start);
}

/* Words of a stretch that is known; those that its ends may have cut are left out. */
static void cut_stretch(struct sv s, size_t base, struct textwords *out)
{
	size_t first = out->all.n;
	textwords_cut(s, base, out);
	size_t n = out->all.n;
	if (n > first && base > 0 && out->all.v[first].start == base) {
		memmove(&out->all.v[first], &out->all.v[first + 1], (n - first - 1) * sizeof *out->all.v);
		n = --out->all.n;
	}
	if (n > first && out->all.v[n - 1].end == base + s.n)
		n = --out->all.n;
	if (n > first)
		out->all.v[first].first = true;
}

static void patch(const struct book *b, uint32_t id, struct textwords *out)
{
	piece_vec pieces = { 0 };
	struct str known;
	size_t base = 0;
	str_init(&known);
	gather(b, id, &pieces);
	for (size_t i = 0; i < pieces.n; i++) {
		const struct anchor *a = pieces.v[i].a;
		size_t at = pieces.v[i].start;
		struct str one;
		str_init(&one);
		str_adds(&one, a->before != NULL ? a->before : "");
		str_adds(&one, a->exact != NULL ? a->exact : "");
		str_adds(&one, a->after != NULL ? a->after : "");
		if (known.n == 0 || at > base + known.n) {
			cut_stretch(str_sv(&known), base, out);
			str_clear(&known);
			base = at;
		}
		if (at + one.n > base + known.n)
			str_add(&known, sv_cut(str_sv(&one), base + known.n - at, one.n));
		str_fini(&one);
	}
	cut_stretch(str_sv(&known), base, out);
	str_fini(&known);
	vec_fini(&pieces);
}

/* ---- mapped texts ---- */

static const struct old_text *old_text(struct search *s, uint32_t id)
{
	const char *kept = NULL;
	for (size_t i = 0; i < s->old.n; i++) {
		if (s->old.v[i].id == id)
			return &s->old.v[i];
	}
	struct old_text t = { .id = id };
	unsigned bits = WORDS_KEPT_BITS;
	if (!book_text(s->book, id, &kept) || kept == NULL || !textwords_read(sv_of(kept), &t.was)) {
		vec_clear(&t.was.all);
		patch(s->book, id, &t.was);
		bits = 32;
	}
	t.map = textwords_map(&t.was, &s->is, bits);
	vec_push(&s->old, t);
	return &s->old.v[s->old.n - 1];
}

/* ---- one anchor ---- */

/* An anchor in words: its own are [from, to) of the old text. */
struct place {
	const struct old_text *t;
	const struct search *s;
	size_t from, to;
	struct textwords own; /* the same from the anchor itself */
};

static uint32_t mapped(const struct place *p, size_t i)
{
	return i < p->t->was.all.n ? p->t->map[i] : WORD_GONE;
}

/* A number that was changed is another fact, however alike the rest is. */
static bool has_digit(struct sv s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	}
	return false;
}

static bool has_capital(struct sv s)
{
	uint32_t cp = 0;
	return s.n > 0 && utf8_decode(s.p, s.n, &cp) > 0 && cp_is_upper(cp);
}

/* The same for a word of the anchor itself: fewer bits may agree by chance. */
static uint32_t mapped_own(const struct place *p, size_t i)
{
	uint32_t at = mapped(p, i);
	size_t k = i - p->from;
	bool same = at != WORD_GONE && k < p->own.all.n && p->own.all.v[k].hash == p->s->is.all.v[at].hash;
	return same ? at : WORD_GONE;
}

/* Do enough neighbours, of NEAR on each side, lie where they should if the first
 * own word is new word `is`? The fewer words an anchor has, the more it needs
 * both sides: where a paragraph was moved away, each side tells another place. */
static bool is_supported(const struct place *p, uint32_t is)
{
	unsigned left = 0, right = 0;
	size_t n = p->to - p->from;
	for (size_t k = 1; k <= NEAR; k++) {
		uint32_t l = p->from >= k ? mapped(p, p->from - k) : WORD_GONE, r = mapped(p, p->to + k - 1);
		int64_t dl = (int64_t)is - (int64_t)k - (int64_t)l, dr = (int64_t)is + (int64_t)(n + k - 1) - (int64_t)r;
		left += l != WORD_GONE && dl >= -4 && dl <= 4;
		right += r != WORD_GONE && dr >= -4 && dr <= 4;
	}
	bool open_left = p->from == 0, open_right = p->to >= p->t->was.all.n; /* nothing there to ask */
	if (n >= 4)
		return left + right > 0;
	return left + right >= 3 && (left > 0 || open_left) && (right > 0 || open_right);
}

/* The nearest mapped word on one side, at most NEAR away; WORD_GONE: none. */
static uint32_t neighbour(const struct place *p, int step, size_t *away)
{
	for (size_t k = 1; k <= NEAR; k++) {
		uint32_t at = step < 0 ? (p->from >= k ? mapped(p, p->from - k) : WORD_GONE) : mapped(p, p->to + k - 1);
		if (at != WORD_GONE) {
			*away = k - 1;
			return at;
		}
	}
	return WORD_GONE;
}

/* New words that the anchor stands on now. */
struct stand {
	size_t from, to;
	size_t same;   /* bytes of its words that are there */
	size_t all;    /* of all its words */
	bool number;   /* one of them had a digit and is gone */
	bool name;     /* one of them had a capital and is gone */
	bool sure;
};

static bool follow(const struct place *p, struct sv exact, struct stand *out)
{
	size_t n = p->to - p->from;
	uint32_t low = WORD_GONE, high = 0;
	*out = (struct stand){ 0 };
	for (size_t i = p->from; i < p->to; i++) {
		uint32_t at = mapped_own(p, i);
		size_t k = i - p->from, bytes = k < p->own.all.n ? p->own.all.v[k].end - p->own.all.v[k].start : 0;
		out->all += bytes;
		if (at == WORD_GONE) {
			struct sv word = bytes > 0 ? sv_cut(exact, p->own.all.v[k].start, p->own.all.v[k].end) : SV("");
			out->number = out->number || has_digit(word);
			out->name = out->name || has_capital(word);
			continue;
		}
		low = at < low ? at : low;
		high = at > high ? at : high;
		out->same += bytes;
	}
	uint32_t first = mapped_own(p, p->from), last = mapped_own(p, p->to - 1);
	bool ends = first != WORD_GONE && last != WORD_GONE;
	size_t da = 0, db = 0;
	uint32_t left = neighbour(p, -1, &da), right = neighbour(p, 1, &db);
	if (out->same > 0 && high - low + 1 > 2 * n + 4)
		return false; /* torn apart */
	if (ends) {
		out->from = low;
		out->to = (size_t)high + 1;
		out->sure = is_supported(p, first) && out->same * 2 >= out->all && out->to - out->from <= n + n / 2 + 1;
		return true;
	}
	/* An end was changed: between the neighbours. */
	bool tight = left != WORD_GONE && right != WORD_GONE && right > left && right - left <= 2 * n + da + db + 4;
	if (!tight && out->same == 0)
		return false;
	size_t head = 0, rear = 0; /* own words that are gone at either end */
	while (head < n && mapped_own(p, p->from + head) == WORD_GONE)
		head++;
	while (rear < n && mapped_own(p, p->to - 1 - rear) == WORD_GONE)
		rear++;
	out->from = first != WORD_GONE || !tight ? low : (size_t)left + 1 + da;
	out->to = last != WORD_GONE || !tight ? (size_t)high + 1 : (size_t)right - db;
	if (tight && out->same > 0 && out->from + head > low) /* words before it went as well */
		out->from = low > left + head ? low - head : (size_t)left + 1;
	if (tight && out->same > 0 && out->to < high + 1 + rear)
		out->to = high + 1 + rear < right ? high + 1 + rear : right;
	if (out->from >= out->to && tight && right > left + 1) { /* neighbours were changed too */
		out->from = (size_t)left + 1;
		out->to = right;
	}
	out->sure = tight && da == 0 && db == 0 && out->same * 2 >= out->all && out->to - out->from <= n + 1;
	return out->from < out->to;
}

/* Marks that are typed for one another count as one. */
static uint32_t mark_class(uint32_t cp)
{
	bool quote = cp == 0xAB || cp == 0xBB || (cp >= 0x201C && cp <= 0x201F) || cp == '"';
	bool dash = cp == 0x2013 || cp == 0x2014 || cp_is_hyphen(cp);
	return quote ? '"' : dash ? '-' : cp_is_apostrophe(cp) || cp == 0x2018 ? '\'' : cp;
}

/* How far the marks at the end of text and of want, read backwards and without
 * blanks, are the same: the position in text before them. */
static size_t back_over(struct sv text, struct sv want)
{
	size_t i = text.n, k = want.n, good = text.n;
	while (k > 0 && i > 0) {
		uint32_t a, b;
		size_t na = utf8_decode_back(text, i, &a), nb = utf8_decode_back(want, k, &b);
		if (cp_is_space(a) || cp_is_space(b)) {
			i -= cp_is_space(a) ? na : 0;
			k -= cp_is_space(b) ? nb : 0;
			continue;
		}
		if (mark_class(a) != mark_class(b))
			break;
		i -= na;
		k -= nb;
		good = i;
	}
	return good;
}

/* The same forwards from the beginning of both: the position behind them. */
static size_t on_over(struct sv text, struct sv want)
{
	size_t i = 0, k = 0, good = 0;
	while (k < want.n && i < text.n) {
		uint32_t a, b;
		size_t na = utf8_decode(text.p + i, text.n - i, &a), nb = utf8_decode(want.p + k, want.n - k, &b);
		if (cp_is_space(a) || cp_is_space(b)) {
			i += cp_is_space(a) ? na : 0;
			k += cp_is_space(b) ? nb : 0;
			continue;
		}
		if (mark_class(a) != mark_class(b))
			break;
		i += na;
		k += nb;
		good = i;
	}
	return good;
}

/* Bytes of new words [from, to), with the marks that the anchor has before its first
 * and behind its last word, as far as they are there. */
static struct span bytes_of(const struct place *p, const struct stand *w, const struct anchor *a)
{
	struct span at = { p->s->is.all.v[w->from].start, p->s->is.all.v[w->to - 1].end };
	struct sv exact = sv_of(a->exact), text = p->s->text;
	size_t n = p->own.all.n;
	if (n == 0)
		return at;
	at.start = back_over(sv_cut(text, 0, at.start), sv_cut(exact, 0, p->own.all.v[0].start));
	at.end += on_over(sv_cut(text, at.end, text.n), sv_cut(exact, p->own.all.v[n - 1].end, exact.n));
	return at;
}

/* Do the letters of both agree but for one in `part`? Edit distance of what is folded. */
static bool alike(struct sv a, struct sv b, size_t part)
{
	struct str x, y;
	size_t row[257];
	str_init(&x);
	str_init(&y);
	utf8_fold(a, FOLD_ALL, &x);
	utf8_fold(b, FOLD_ALL, &y);
	bool fits = x.n > 0 && y.n > 0 && x.n <= 256 && y.n <= 256;
	for (size_t j = 0; fits && j <= y.n; j++)
		row[j] = j;
	for (size_t i = 1; fits && i <= x.n; i++) {
		size_t diag = row[0];
		row[0] = i;
		for (size_t j = 1; j <= y.n; j++) {
			size_t up = row[j], cost = diag + (x.p[i - 1] != y.p[j - 1]);
			size_t step = (up < row[j - 1] ? up : row[j - 1]) + 1;
			row[j] = cost < step ? cost : step;
			diag = up;
		}
	}
	bool ok = fits && row[y.n] * part <= (x.n > y.n ? x.n : y.n);
	str_fini(&x);
	str_fini(&y);
	return ok;
}

static enum placed by_map(const struct place *p, const struct anchor *a, struct span *found)
{
	struct stand w;
	if (!follow(p, sv_of(a->exact), &w))
		return PLACED_LOST;
	*found = bytes_of(p, &w, a);
	struct sv now = sv_span(p->s->text, *found);
	/* Another number or name is another fact; a letter or two is a correction. */
	w.sure = w.sure && !w.number && !w.name;
	if (!w.sure && !w.number && w.same > 0 && is_supported(p, (uint32_t)w.from) &&
	    alike(sv_of(a->exact), now, w.name ? 6 : 3))
		w.sure = true;
	if (!w.sure)
		return PLACED_CONFIRM;
	return span_eq(*found, a->span) && sv_eq(now, sv_of(a->exact)) ? PLACED_KEPT : PLACED_MOVED;
}

static void find_words(struct place *p, const struct anchor *a)
{
	textwords_cut(sv_of(a->exact), 0, &p->own);
	size_t n = p->own.all.n;
	p->from = textwords_from(&p->t->was, a->span.start + (n > 0 ? p->own.all.v[0].start : 0));
	p->to = n > 0 ? textwords_from(&p->t->was, a->span.start + p->own.all.v[n - 1].start + 1) : p->from;
}

/* Marks without a word: by themselves, near where the neighbours are now. */
static enum placed find_marks(const struct place *p, const struct anchor *a, struct span *found)
{
	size_t away = 0, from = 0;
	uint32_t left = neighbour(p, -1, &away);
	struct sv exact = sv_of(a->exact), text = p->s->text;
	if (left == WORD_GONE || exact.n == 0 || away > 0)
		return PLACED_LOST;
	from = p->s->is.all.v[left].end;
	const char *q = memmem(text.p + from, text.n - from < 64 ? text.n - from : 64, exact.p, exact.n);
	if (q == NULL)
		return PLACED_LOST;
	*found = (struct span){ (size_t)(q - text.p), (size_t)(q - text.p) + exact.n };
	bool next = (size_t)left + 1 >= p->s->is.all.n || found->start <= p->s->is.all.v[left + 1].start;
	return !next ? PLACED_CONFIRM : found->start == a->span.start ? PLACED_KEPT : PLACED_MOVED;
}

static enum placed place_one(struct search *s, const struct anchor *a, struct span *found)
{
	struct place p = { .t = old_text(s, a->text), .s = s };
	if (a->exact == NULL)
		return PLACED_LOST;
	find_words(&p, a);
	enum placed how = p.own.all.n > 0 && p.to > p.from ? by_map(&p, a, found) : find_marks(&p, a, found);
	textwords_fini(&p.own);
	if (how == PLACED_LOST) {
		how = anchor_find(a, s->text, found);
		if (how == PLACED_KEPT || how == PLACED_MOVED)
			how = PLACED_CONFIRM; /* the same words, but the text around says nothing */
	}
	return how;
}

/* Are its words the same ones still, whatever stands between them? */
static bool same_words(struct sv was, struct sv is)
{
	struct textwords a = { 0 }, b = { 0 };
	textwords_cut(was, 0, &a);
	textwords_cut(is, 0, &b);
	bool same = a.all.n == b.all.n;
	for (size_t i = 0; same && i < a.all.n; i++)
		same = a.all.v[i].hash == b.all.v[i].hash;
	textwords_fini(&a);
	textwords_fini(&b);
	return same;
}

static bool is_quote(const struct book *b, const struct op *o)
{
	const struct annotation *a = o->verb == OP_ADD ? &o->to : book_find(b, o->target);
	return a != NULL && a->kind == KIND_QUOTE;
}

static void replace(struct search *s, size_t i)
{
	const struct op *o = book_log_at(s->book, i);
	struct anchor at = o->to.at;
	struct arena arena;
	enum placed how = place_one(s, &o->to.at, &at.span);
	arena_init(&arena);
	if (how == PLACED_LOST) { /* kept, clipped to the text, and listed */
		at.span.start = at.span.start < s->text.n ? at.span.start : s->text.n;
		at.span.end = at.span.end < s->text.n ? at.span.end : s->text.n;
	} else if (how == PLACED_MOVED) {
		struct sv now = sv_span(s->text, at.span);
		if (is_quote(s->book, o) && !same_words(sv_of(at.exact), now))
			how = PLACED_CONFIRM;
	}
	if (how == PLACED_MOVED) {
		struct sv now = sv_span(s->text, at.span);
		at.exact = arena_strndup(&arena, now.p, now.n);
	}
	/* What nobody has answered yet stays a question. */
	if (how != PLACED_LOST && (o->to.placed == PLACED_CONFIRM || o->to.placed == PLACED_LOST))
		how = PLACED_CONFIRM;
	book_set_anchor(s->book, i, &at, how);
	arena_fini(&arena);
}

void reanchor(struct book *b, struct sv text, struct reanchor_report *report)
{
	struct search s = { .book = b, .text = text };
	bool *due = xcalloc(book_log_count(b), sizeof *due);
	*report = (struct reanchor_report){ 0 };
	if (text.n <= WORDS_TEXT_MAX)
		textwords_cut(text, 0, &s.is);
	for (size_t i = 0; i < book_log_count(b); i++) {
		const struct op *o = book_log_at(b, i);
		due[i] = (o->verb == OP_ADD || o->verb == OP_SPAN) && o->to.at.text != TEXT_THIS;
		if (due[i])
			old_text(&s, o->to.at.text); /* before an anchor is replaced: patch() reads them */
	}
	for (size_t i = 0; i < book_log_count(b); i++) {
		if (due[i])
			replace(&s, i);
	}
	book_fold(b);
	for (size_t i = 0; i < book_count(b); i++) {
		const struct annotation *a = book_at(b, i);
		if (a->at.text == TEXT_THIS)
			continue;
		report->kept += a->placed == PLACED_KEPT;
		report->moved += a->placed == PLACED_MOVED;
		report->confirm += a->placed == PLACED_CONFIRM;
		report->lost += a->placed == PLACED_LOST;
	}
	for (size_t i = 0; i < s.old.n; i++) {
		textwords_fini(&s.old.v[i].was);
		free(s.old.v[i].map);
	}
	vec_fini(&s.old);
	textwords_fini(&s.is);
	free(due);
}
