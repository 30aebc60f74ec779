/* search.c - see search.h.
 *
 * A literal pattern is folded once; the text is scanned for bytes that can
 * begin a match and each candidate is verified by folding on the fly, so the
 * text itself is never folded as a whole. Regular expressions are PCRE2's,
 * on pieces that overlap, with a match limit: a bad pattern ends, it does
 * not hang.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/search.h"

#include <string.h>

#include <pcre2.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

#define PIECE 262144   /* bytes scanned at a time */
#define OVERLAP 4096   /* longest match found across two pieces */
#define MATCH_LIMIT 2000000

struct search {
	unsigned flags, fold;
	struct str needle;   /* folded */
	bool starts[256];    /* bytes that can begin a match */
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
};

/* Exact where the pattern says so by a capital or an accent of its own. */
static unsigned smart_fold(struct sv pattern, unsigned flags)
{
	unsigned fold = FOLD_ALL;
	for (size_t i = 0; i < pattern.n;) {
		uint32_t cp;
		i += utf8_decode(pattern.p + i, pattern.n - i, &cp);
		if (cp_is_upper(cp))
			fold &= ~(unsigned)FOLD_CASE;
		if (cp_is_letter(cp) && cp_base(cp) != cp)
			fold &= ~(unsigned)FOLD_ACCENT;
	}
	if (flags & SEARCH_CASE)
		fold &= ~(unsigned)FOLD_CASE;
	if (flags & SEARCH_ACCENT)
		fold &= ~(unsigned)FOLD_ACCENT;
	return fold;
}

/* Lead bytes of everything that folds to what the needle begins with. */
static void find_starts(struct search *s)
{
	unsigned char first = s->needle.n > 0 ? (unsigned char)s->needle.p[0] : 0;
	memset(s->starts, 0, sizeof s->starts);
	s->starts[first] = true;
	if (s->fold & FOLD_CASE && first >= 'a' && first <= 'z')
		s->starts[first - 32] = true;
	bool beyond = first >= 0x80 || first == ' ' || first == '\'' || first == '-' ||
		      ((first | 0x20) >= 'a' && (first | 0x20) <= 'z' &&
		       (s->fold & (FOLD_ACCENT | FOLD_CASE)));
	for (unsigned b = 0xC2; beyond && b < 0xF5; b++)
		s->starts[b] = true;
	if (first == ' ')
		memset(s->starts + '\t', true, 5);
}

static bool compile(struct search *s, struct sv pattern, struct error *err)
{
	int code;
	PCRE2_SIZE at;
	uint32_t opts = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE;
	if (s->fold & FOLD_CASE)
		opts |= PCRE2_CASELESS;
	s->code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n, opts, &code, &at, NULL);
	if (s->code == NULL) {
		char msg[128];
		pcre2_get_error_message(code, (PCRE2_UCHAR *)msg, sizeof msg);
		return error_set(err, ERR_USAGE, _("wrong pattern at character %zu: %s"),
				 (size_t)at + 1, msg);
	}
	pcre2_jit_compile(s->code, PCRE2_JIT_COMPLETE); /* without JIT it is only slower */
	s->data = pcre2_match_data_create_from_pattern(s->code, NULL);
	s->context = pcre2_match_context_create(NULL);
	if (s->data == NULL || s->context == NULL)
		return error_set(err, ERR_LIMIT, _("out of memory"));
	pcre2_set_match_limit(s->context, MATCH_LIMIT);
	return true;
}

struct search *search_new(struct sv pattern, unsigned flags, struct error *err)
{
	struct search *s = xcalloc(1, sizeof *s);
	s->flags = flags;
	s->fold = smart_fold(pattern, flags);
	str_init(&s->needle);
	utf8_fold(pattern, s->fold, &s->needle);
	find_starts(s);
	bool ok = pattern.n > 0 && pattern.n < OVERLAP;
	if (!ok)
		error_set(err, ERR_USAGE, _("nothing to search for, or too much of it"));
	else if (flags & SEARCH_REGEX)
		ok = compile(s, pattern, err);
	if (!ok) {
		search_free(s);
		return NULL;
	}
	return s;
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

/* Does the folded needle stand at byte i of text? Its end, 0 when not. A run
 * of white space in the text matches one space of the needle. */
static size_t literal_at(const struct search *s, struct sv text, size_t i)
{
	size_t k = 0;
	char buf[16];
	struct str one = { buf, 0, sizeof buf };
	while (k < s->needle.n) {
		uint32_t cp;
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

static bool literal_find(const struct search *s, struct sv text, size_t from, struct span *hit)
{
	bool exact = (s->fold & (FOLD_CASE | FOLD_ACCENT)) == 0 &&
		     strpbrk(s->needle.p, " '-") == NULL;
	for (size_t i = from; i < text.n; i++) {
		if (exact) {
			const char *p = memmem(text.p + i, text.n - i, s->needle.p, s->needle.n);
			if (p == NULL)
				return false;
			i = (size_t)(p - text.p);
		} else {
			while (i < text.n && !s->starts[(unsigned char)text.p[i]])
				i++;
		}
		size_t end = i < text.n ? literal_at(s, text, i) : 0;
		if (end > i && (!(s->flags & SEARCH_WORD) || is_word_at(text, i, end))) {
			*hit = (struct span){ i, end };
			return true;
		}
	}
	return false;
}

static bool find(const struct search *s, struct sv text, size_t from, struct span *hit)
{
	if (s->code == NULL)
		return literal_find(s, text, from, hit);
	while (from <= text.n) {
		if (pcre2_match(s->code, (PCRE2_SPTR)text.p, text.n, from, 0,
				s->data, s->context) < 0)
			return false;
		const PCRE2_SIZE *v = pcre2_get_ovector_pointer(s->data);
		*hit = (struct span){ v[0], v[1] > v[0] ? v[1] : v[0] };
		if (hit->end > hit->start &&
		    (!(s->flags & SEARCH_WORD) || is_word_at(text, hit->start, hit->end)))
			return true;
		from = hit->start + 1; /* an empty match finds nothing */
	}
	return false;
}

bool search_next(const struct search *s, struct text *t, size_t pos, struct span *hit)
{
	while (pos < text_size(t)) {
		/* A little before pos, for what looks back (words, ^). */
		size_t from = pos > 8 ? pos - 8 : 0;
		struct sv piece = text_view(t, from, PIECE + OVERLAP);
		bool last = from + piece.n >= text_size(t);
		if (piece.n <= pos - from)
			return false;
		if (find(s, piece, pos - from, hit) && (last || hit->start < PIECE)) {
			hit->start += from;
			hit->end += from;
			return true;
		}
		if (last)
			return false;
		pos = from + PIECE;
	}
	return false;
}

bool search_prev(const struct search *s, struct text *t, size_t pos, struct span *hit)
{
	size_t stop = pos < text_size(t) ? pos : text_size(t);
	while (stop > 0) {
		size_t from = stop > PIECE ? stop - PIECE : 0;
		struct span one;
		bool any = false;
		for (size_t at = from; at < stop && search_next(s, t, at, &one) && one.start < stop;
		     at = one.end > at ? one.end : at + 1) {
			*hit = one;
			any = true;
		}
		if (any)
			return true;
		stop = from;
	}
	return false;
}

size_t search_count(const struct search *s, struct text *t, size_t most)
{
	size_t n = 0;
	struct span hit;
	for (size_t at = 0; n < most && search_next(s, t, at, &hit); at = hit.end)
		n++;
	return n;
}
