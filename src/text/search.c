/* search.c - see search.h.
 *
 * A literal pattern is folded once; the text is never folded as a whole. A
 * filter looks at three bytes of the text at a time, sixteen places at once:
 * could they begin a match? What passes is verified by folding on the fly. Regular expressions are
 * PCRE2's, on pieces that overlap, with a match limit: a bad pattern ends,
 * it does not hang.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/search.h"

#include <string.h>

#include <pcre2.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/pattern.h"

#define PIECE SEARCH_TICK /* bytes scanned at a time */
#define FIRST_PIECE 8192  /* of a search: the next match is often near */
#define OVERLAP 4096      /* longest match found across two pieces */
#define BEHIND 256        /* what \b, ^ and look-behind may see */
#define MATCH_LIMIT 2000000
#define SIEVE 3

typedef unsigned char lanes __attribute__((vector_size(16)));

/* What the byte at one place may be: one of two, or at least `high`, or white space. */
struct sieve {
	unsigned char one, other, high;
	bool space, any;
};

struct search {
	unsigned flags, fold;
	struct str needle;   /* folded */
	bool starts[256];    /* bytes that can begin a match */
	struct sieve sieve[SIEVE];
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	search_tick *tick;
	void *ctx;
	bool stopped, gave_up;
};

/* Exact where the pattern says so by a capital or an accent of its own. */
static unsigned smart_fold(struct sv pattern, unsigned flags)
{
	unsigned fold = FOLD_ALL;
	for (size_t i = 0; i < pattern.n;) {
		uint32_t cp;
		size_t n = utf8_decode(pattern.p + i, pattern.n - i, &cp);
		if (cp == '\\' && (flags & SEARCH_REGEX)) { /* \S \D \p{Lu} are no capitals */
			i += 2;
			continue;
		}
		if (cp_is_upper(cp))
			fold &= ~(unsigned)FOLD_CASE;
		if (cp_is_letter(cp) && cp_base(cp) != cp)
			fold &= ~(unsigned)FOLD_ACCENT;
		i += n;
	}
	if (flags & SEARCH_NOCASE)
		fold |= FOLD_CASE;
	if (flags & SEARCH_CASE)
		fold &= ~(unsigned)FOLD_CASE;
	if (flags & SEARCH_ACCENT)
		fold &= ~(unsigned)FOLD_ACCENT;
	return fold;
}

/* Lead bytes of everything that folds to what the needle begins with: known up
 * to U+2FFF, where all of Latin and the punctuation is; above it any may be. */
static void find_starts(struct search *s)
{
	unsigned char first = s->needle.n > 0 ? (unsigned char)s->needle.p[0] : 0;
	char buf[16], own[4];
	struct str one = { buf, 0, sizeof buf };
	memset(s->starts, 0, sizeof s->starts);
	s->starts[first] = true;
	if (s->fold & FOLD_CASE && first >= 'a' && first <= 'z')
		s->starts[first - 32] = true;
	if (first == ' ')
		memset(s->starts + '\t', true, 5);
	for (unsigned b = first == 0xEF ? 0x80 : 0xE3; b < 0x100; b++) /* U+FFFD: any ill-formed byte */
		s->starts[b] = b < 0xF5 || first == 0xEF;
	for (uint32_t cp = 0x80; cp < 0x3000; cp++) {
		size_t n = utf8_write(cp, own);
		if (s->starts[(unsigned char)own[0]])
			continue;
		one.n = 0;
		utf8_fold((struct sv){ own, n }, s->fold, &one);
		if (one.n > 0 && (unsigned char)one.p[0] == first)
			s->starts[(unsigned char)own[0]] = true;
	}
}

/* The sieve is never finer than literal_at. Behind the first byte anything that is
 * not ASCII passes: it may be a letter with an accent, or a mark of the one before;
 * behind a space of the needle anything does, as white space comes in runs. */
static void make_sieve(struct search *s)
{
	for (size_t k = 0; k < SIEVE; k++) {
		struct sieve *v = &s->sieve[k];
		unsigned char c = k < s->needle.n ? (unsigned char)s->needle.p[k] : 0;
		v->any = k >= s->needle.n || (k > 0 && (memchr(s->needle.p, ' ', k) != NULL || s->needle.p[0] == '\xEF'));
		v->space = c == ' ';
		v->one = v->other = c;
		if (s->fold & FOLD_CASE && c >= 'a' && c <= 'z')
			v->other = (unsigned char)(c - 32);
		v->high = 0x80;
	}
	s->sieve[0].any = s->needle.n == 0;
	unsigned b = 0x80;
	while (b < 0xFF && !s->starts[b])
		b++;
	s->sieve[0].high = (unsigned char)b;
}

static bool compile(struct search *s, struct sv pattern, struct error *err)
{
	int code;
	PCRE2_SIZE at;
	struct str regex;
	uint32_t opts = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
	if (s->fold & FOLD_CASE)
		opts |= PCRE2_CASELESS;
	/* As typed first: what is wrong is said of that. */
	s->code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n, opts, &code, &at, NULL);
	if (s->code == NULL) {
		char msg[128];
		pcre2_get_error_message(code, (PCRE2_UCHAR *)msg, sizeof msg);
		return error_set(err, ERR_USAGE, _("wrong pattern at character %zu: %s"),
				 utf8_count(sv_cut(pattern, 0, at < pattern.n ? at : pattern.n)) + 1, msg);
	}
	str_init(&regex);
	pattern_to_regex(pattern, (s->fold & FOLD_ACCENT) != 0, &regex);
	pcre2_code *smart = pcre2_compile((PCRE2_SPTR)regex.p, regex.n, opts, &code, &at, NULL);
	str_fini(&regex);
	if (smart != NULL) {
		pcre2_code_free(s->code);
		s->code = smart;
	}
	pcre2_jit_compile(s->code, PCRE2_JIT_COMPLETE); /* without JIT it is only slower */
	s->data = pcre2_match_data_create_from_pattern(s->code, NULL);
	s->context = pcre2_match_context_create(NULL);
	if (s->data == NULL || s->context == NULL)
		return error_set(err, ERR_LIMIT, _("out of memory"));
	pcre2_set_match_limit(s->context, MATCH_LIMIT);
	return true;
}

/* White space comes in runs: one space stands for each. */
static void collapse_spaces(struct str *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->p[i] != ' ' || n == 0 || s->p[n - 1] != ' ')
			s->p[n++] = s->p[i];
	s->n = n;
	s->p[n] = '\0';
}

struct search *search_new(struct sv pattern, unsigned flags, struct error *err)
{
	struct search *s = xcalloc(1, sizeof *s);
	if ((flags & SEARCH_REGEX) && pattern_is_plain(pattern))
		flags &= ~(unsigned)SEARCH_REGEX; /* the same, faster */
	s->flags = flags;
	s->fold = smart_fold(pattern, flags);
	str_init(&s->needle);
	utf8_fold(pattern, s->fold, &s->needle);
	collapse_spaces(&s->needle);
	bool ok = pattern.n > 0 && pattern.n < OVERLAP;
	if (!ok)
		error_set(err, ERR_USAGE, _("nothing to search for, or too much of it"));
	else if (flags & SEARCH_REGEX)
		ok = compile(s, pattern, err);
	else if (s->needle.n == 0)
		ok = error_set(err, ERR_USAGE, _("nothing to search for, or too much of it"));
	if (!ok) {
		search_free(s);
		return NULL;
	}
	if (s->code == NULL) {
		find_starts(s);
		make_sieve(s);
	}
	return s;
}

struct search *search_parse(struct sv typed, unsigned flags, struct error *err)
{
	flags = pattern_flags(&typed, flags);
	return search_new(typed, flags, err);
}

void search_free(struct search *s)
{
	if (s == NULL)
		return;
	pcre2_code_free(s->code);
	pcre2_match_data_free(s->data);
	pcre2_match_context_free(s->context);
	str_fini(&s->needle);
	free(s);
}

void search_watch(struct search *s, search_tick *tick, void *ctx)
{
	s->tick = tick;
	s->ctx = ctx;
	s->stopped = false;
}

bool search_stopped(const struct search *s)
{
	return s->stopped;
}

bool search_gave_up(const struct search *s)
{
	return s->gave_up;
}

/* ---- one piece ---- */

/* Does the folded needle stand at byte i of text? Its end, 0 when not. A run
 * of white space in the text matches one space of the needle. */
static size_t literal_at(const struct search *s, struct sv text, size_t i)
{
	size_t k = 0;
	char buf[16];
	struct str one = { buf, 0, sizeof buf };
	while (k < s->needle.n) {
		unsigned char c = i < text.n ? (unsigned char)text.p[i] : 0;
		uint32_t cp;
		if (c > ' ' && c < 0x80) {
			if ((s->fold & FOLD_CASE) && c >= 'A' && c <= 'Z')
				c = (unsigned char)(c + 32);
			if (c != (unsigned char)s->needle.p[k])
				return 0;
			k++;
			i++;
			continue;
		}
		size_t n = utf8_decode(text.p + i, text.n - i, &cp);
		if (n == 0)
			return 0;
		if (k > 0 && s->needle.p[k - 1] == ' ' && cp_is_space(cp)) {
			i += n;
			continue;
		}
		one.n = 0;
		utf8_fold(sv_cut(text, i, i + n), s->fold, &one); /* at most 4 bytes: never grows */
		if (one.n > s->needle.n - k || memcmp(one.p, s->needle.p + k, one.n) != 0)
			return 0;
		if (k == 0 && one.n == 0)
			return 0; /* a match begins with what it is */
		k += one.n;
		i += n;
	}
	/* Accents that follow belong to the last letter. */
	while ((s->fold & FOLD_ACCENT) && i < text.n && (unsigned char)text.p[i] >= 0xCC) {
		uint32_t cp;
		size_t n = utf8_decode(text.p + i, text.n - i, &cp);
		if (!cp_is_mark(cp))
			break;
		i += n;
	}
	return i;
}

static bool is_word_at(struct sv text, size_t start, size_t end)
{
	uint32_t a = ' ', b = ' ';
	utf8_decode_back(text, start, &a);
	utf8_decode(text.p + end, text.n - end, &b);
	return !(cp_is_letter(a) || cp_is_digit(a)) && !(cp_is_letter(b) || cp_is_digit(b));
}

static bool sieve_passes(const struct sieve *v, unsigned char c)
{
	return v->any || c == v->one || c == v->other || c >= v->high || (v->space && (c == ' ' || (c >= '\t' && c <= '\r')));
}

static lanes sieve_lanes(const struct sieve *v, const char *p)
{
	lanes c;
	memcpy(&c, p, sizeof c);
	lanes ok = (lanes)(c == v->one) | (lanes)(c == v->other) | (lanes)(c >= v->high);
	if (v->space)
		ok |= (lanes)(c == ' ') | ((lanes)(c >= (unsigned char)'\t') & (lanes)(c <= (unsigned char)'\r'));
	return ok;
}

static lanes beyond_ascii(const char *p)
{
	lanes c;
	memcpy(&c, p, sizeof c);
	return (lanes)(c >= (unsigned char)0x80);
}

static bool lanes_any(lanes v)
{
	uint64_t w[2];
	memcpy(w, &v, sizeof w);
	return (w[0] | w[1]) != 0;
}

/* The next place from i where the sieve lets a match begin; text.n: none. */
static size_t sift(const struct search *s, struct sv text, size_t i)
{
	const struct sieve *v = s->sieve;
	while (i + sizeof(lanes) + SIEVE <= text.n) {
		lanes ok = sieve_lanes(&v[0], text.p + i);
		if (!v[1].any)
			ok &= sieve_lanes(&v[1], text.p + i + 1);
		if (!v[2].any) /* a letter of two bytes before it: its place is elsewhere */
			ok &= sieve_lanes(&v[2], text.p + i + 2) | beyond_ascii(text.p + i) |
			      beyond_ascii(text.p + i + 1);
		if (!lanes_any(ok)) {
			i += sizeof(lanes);
			continue;
		}
		for (size_t k = 0; k < sizeof(lanes); k++)
			if (ok[k])
				return i + k;
	}
	while (i < text.n && !sieve_passes(&v[0], (unsigned char)text.p[i]))
		i++;
	return i;
}

static bool literal_find(const struct search *s, struct sv text, size_t from, struct span *hit)
{
	for (size_t i = from; i < text.n; i++) {
		i = sift(s, text, i);
		size_t end = i < text.n && s->starts[(unsigned char)text.p[i]] ? literal_at(s, text, i) : 0;
		if (end > i && (!(s->flags & SEARCH_WORD) || is_word_at(text, i, end))) {
			*hit = (struct span){ i, end };
			return true;
		}
	}
	return false;
}

/* last: the text ends with this piece. */
static bool find(struct search *s, struct sv text, size_t from, bool last, struct span *hit)
{
	if (s->code == NULL)
		return literal_find(s, text, from, hit);
	while (from <= text.n) {
		int n = pcre2_match(s->code, (PCRE2_SPTR)text.p, text.n, from, last ? 0 : PCRE2_NOTEOL,
				    s->data, s->context);
		if (n < 0 && n != PCRE2_ERROR_NOMATCH)
			s->gave_up = true;
		if (n < 0)
			return false;
		const PCRE2_SIZE *v = pcre2_get_ovector_pointer(s->data);
		*hit = (struct span){ v[0], v[1] > v[0] ? v[1] : v[0] };
		if (hit->end > hit->start && hit->start >= from &&
		    (!(s->flags & SEARCH_WORD) || is_word_at(text, hit->start, hit->end)))
			return true;
		from = (hit->start > from ? hit->start : from) + 1; /* an empty match finds nothing */
	}
	return false;
}

bool search_in(struct search *s, struct sv text, size_t from, struct span *hit)
{
	return from <= text.n && find(s, text, from, true, hit);
}

/* ---- the whole text ---- */

static bool tick(struct search *s, size_t pos)
{
	if (s->tick != NULL && !s->stopped)
		s->stopped = s->tick(s->ctx, pos);
	return !s->stopped;
}

bool search_next(struct search *s, struct text *t, size_t pos, struct span *hit)
{
	size_t piece = FIRST_PIECE;
	while (pos < text_size(t) && !s->stopped) {
		size_t from = pos > BEHIND ? pos - BEHIND : 0;
		struct sv v = text_view(t, from, piece + OVERLAP);
		bool last = from + v.n >= text_size(t);
		if (v.n <= pos - from)
			return false;
		if (find(s, v, pos - from, last, hit) && (last || hit->start < piece)) {
			hit->start += from;
			hit->end += from;
			return true;
		}
		if (last)
			return false;
		pos = from + piece;
		if (piece == PIECE && !tick(s, pos))
			return false;
		piece = piece < PIECE ? piece * 2 : PIECE;
	}
	return false;
}

void search_scan(struct search *s, struct text *t, size_t from, size_t to, size_t most,
		 pos_vec *out, size_t *next)
{
	size_t pos = from, piece = FIRST_PIECE;
	if (to > text_size(t))
		to = text_size(t);
	while (pos < to && out->n < most && !s->stopped) {
		size_t base = pos > BEHIND ? pos - BEHIND : 0;
		if (piece > to - base)
			piece = to - base;
		struct sv v = text_view(t, base, piece + OVERLAP);
		bool last = base + v.n >= text_size(t);
		size_t end = base + piece < to ? piece : to - base, at = pos - base;
		struct span hit;
		if (v.n <= at)
			break;
		while (out->n < most && at < end && find(s, v, at, last, &hit) && hit.start < end) {
			vec_push(out, base + hit.start);
			at = hit.end > hit.start ? hit.end : hit.start + 1;
		}
		pos = base + (at > end || out->n >= most ? at : end);
		piece = piece < PIECE ? piece * 2 : PIECE;
		tick(s, pos);
	}
	*next = pos < to && out->n < most && !s->stopped ? to : pos;
}

bool search_prev(struct search *s, struct text *t, size_t pos, struct span *hit)
{
	size_t stop = pos < text_size(t) ? pos : text_size(t), piece = FIRST_PIECE;
	pos_vec found = { 0 };
	bool any = false;
	while (stop > 0 && !any && !s->stopped) {
		size_t from = stop > piece ? stop - piece : 0, next;
		found.n = 0;
		search_scan(s, t, from, stop, SIZE_MAX, &found, &next);
		any = found.n > 0 && !s->stopped && search_next(s, t, found.v[found.n - 1], hit);
		stop = from;
		piece = piece < PIECE ? piece * 2 : PIECE;
	}
	vec_fini(&found);
	return any;
}
