/* tokens.c - cutting text into words, numbers and marks; see tokens.h.
 * Sentences are cut in sentences.c. */
#include "extract/tokens.h"

#include <string.h>

#include "base/utf8.h"
#include "extract/sentences.h"

#define MARK_BEYOND 0xFFFFu
#define BYTES_OF_TOKEN 5 /* about so many of the text */
#define STRETCH 32       /* bytes: the token of each stretch of the text is kept */
#define ELISION_MAX 24 /* bytes of the longest elided word */

static const char *const elisions[] = {
#define ELISION(w) w,
#include "lang/fr/tokens.def"
#undef ELISION
};

static const char *const clitics[] = {
#define CLITIC(w) w,
#include "lang/fr/tokens.def"
#undef CLITIC
};

static const char *const wholes[] = {
#define WHOLE(w) w,
#include "lang/fr/tokens.def"
#undef WHOLE
};

static inline bool is_ascii(char b)
{
	return (unsigned char)b < 0x80;
}

static inline bool is_lower_ascii(char b)
{
	return b >= 'a' && b <= 'z';
}

static inline bool is_digit(char b)
{
	return b >= '0' && b <= '9';
}

static inline bool is_letter_ascii(char b)
{
	return is_lower_ascii((char)(b | 0x20));
}

/* The cutter: a place in the text and what was seen before it. */
struct cutter {
	struct tokens *out;
	struct sv s;
	size_t at;
	uint8_t pending; /* TOKEN_SPACE | TOKEN_NEWLINE for the next token */
	struct str tmp;
	struct sentence_place sentence;
	uint32_t may; /* what the last token may begin */
};

static bool in_list(const char *const *list, size_t n, struct sv w)
{
	for (size_t i = 0; i < n; i++) {
		if (sv_eq(w, sv_of(list[i])))
			return true;
	}
	return false;
}

/* The code point at `at`; *len gets its bytes, 0 at the end. */
static inline uint32_t peek(const struct cutter *c, size_t at, size_t *len)
{
	uint32_t cp = 0;
	if (at < c->s.n && is_ascii(c->s.p[at])) {
		*len = 1;
		return (unsigned char)c->s.p[at];
	}
	*len = utf8_decode(c->s.p + at, c->s.n - at, &cp);
	return *len > 0 ? cp : 0;
}

static bool is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	return cp_is_letter(cp) || cp_is_mark(cp) || cp == 0xAD;
}

/* Lower-case ASCII letters, hyphens and apostrophes only: folded as it is. */
static bool is_plain(struct sv w, struct utf8_case *letters)
{
	*letters = (struct utf8_case){ 0 };
	for (size_t i = 0; i < w.n; i++) {
		if (!((w.p[i] >= 'a' && w.p[i] <= 'z') || w.p[i] == '-' || w.p[i] == '\''))
			return false;
	}
	return true;
}

static void count_case(struct sv w, struct utf8_case *c)
{
	*c = (struct utf8_case){ 0 };
	for (size_t i = 0; i < w.n;) {
		uint32_t cp;
		i += utf8_decode(w.p + i, w.n - i, &cp);
		bool up = cp_is_upper(cp);
		c->first_upper = c->first_upper || (c->letters == 0 && up);
		c->letters += cp_is_letter(cp);
		c->upper += up;
		c->lower += cp_is_lower(cp);
	}
}

/* The folded form: points into the text where it is already folded. */
static struct sv fold(struct cutter *c, struct sv w, struct utf8_case *letters)
{
	char *out = arena_alloc(&c->out->arena, w.n + 1);
	size_t n = utf8_fold_latin(w, out, letters);
	if (n != SIZE_MAX)
		return (struct sv){ out, n };
	str_clear(&c->tmp);
	utf8_fold(w, FOLD_ALL, &c->tmp);
	count_case(w, letters);
	return (struct sv){ arena_strndup(&c->out->arena, c->tmp.p, c->tmp.n), c->tmp.n };
}

/* What the bytes of a word tell. */
static void read_word(struct cutter *c, struct spelling *f)
{
	struct utf8_case letters;
	if (!is_plain(f->text, &letters))
		f->fold = fold(c, f->text, &letters);
	if (letters.first_upper)
		f->flags |= TOKEN_CAPITAL;
	if (letters.upper > 0 && letters.lower == 0 && letters.letters > 1)
		f->flags |= TOKEN_UPPER;
	bool roman = letters.first_upper && f->fold.n > 1 && f->fold.p[0] != '\0' && strchr("ivxlc", f->fold.p[0]) != NULL;
	f->may |= roman ? MAY_ROMAN : 0;
}

/* A spelling that has not been met before. Apart from push, which is short as most are known. */
static __attribute__((noinline)) size_t add_spelling(struct cutter *c, struct spelling f, uint64_t key)
{
	if (f.type == TOKEN_WORD)
		read_word(c, &f);
	if (f.type == TOKEN_NUMBER)
		f.may = MAY_NUMERAL | MAY_GO_ON;
	else if (c->out->language != NULL)
		f.may |= begins_find(&c->out->language->begins, f.text, f.fold) | (f.type == TOKEN_MARK ? begins_fraction(f.lead) : 0);
	f.hash = fold_hash(f.fold);
	return spellings_add(&c->out->spellings, &f, key);
}

/* What the last token may begin, now that the next is known by what it may. */
static void settle(struct cutter *c, uint32_t next)
{
	struct token_begin b = { (uint32_t)c->out->all.n - 1, begins_before(c->may, next) };
	if (b.may != 0)
		vec_push(&c->out->begins, b);
}

static void push(struct cutter *c, size_t end, enum token_type type, uint8_t flags, uint16_t lead)
{
	struct tokens *out = c->out;
	struct sv w = { c->s.p + c->at, end - c->at };
	uint64_t key = wordkey_in(c->s, c->at, w.n);
	size_t k = spellings_find(&out->spellings, w, key);
	if (k == SIZE_MAX)
		k = add_spelling(c, (struct spelling){ .text = w, .fold = w, .lead = lead, .type = (uint8_t)type, .flags = flags }, key);
	const struct spelling *f = &out->spellings.all.v[k];
	if (c->may & (MAY_BEGIN | MAY_HEAD))
		settle(c, f->may);
	c->may = f->may;
	while (out->stretches.n * STRETCH < end)
		vec_push(&out->stretches, (uint32_t)out->all.n);
	vec_reserve(&out->all, out->all.n + 1);
	struct token *t = &out->all.v[out->all.n++];
	*t = (struct token){ .span = { c->at, end },
			     .fold = f->fold,
			     .type = f->type,
			     .flags = (uint8_t)(f->flags | c->pending),
			     .lead = f->lead,
			     .may = f->may,
			     .sentence = (uint32_t)out->sentences.n,
			     .spelling = (uint32_t)k };
	if ((!sentence_goes_on(t) || out->all.n == 1) && c->out->language != NULL)
		sentences_step(out, &c->sentence);
	c->pending = 0;
	c->at = end;
}

/* « U.S.A. », « S.A. »: two or more capitals, each with its dot. 0: none here. */
static size_t dotted_acronym(const struct cutter *c)
{
	size_t at = c->at, len, letters = 0;
	for (;;) {
		uint32_t cp = peek(c, at, &len);
		if (len == 0 || !cp_is_upper(cp) || at + len >= c->s.n || c->s.p[at + len] != '.')
			break;
		at += len + 1;
		letters++;
	}
	if (letters < 2)
		return 0;
	uint32_t next = peek(c, at, &len);
	if (len > 0 && cp_is_upper(next)) { /* « U.S.A »: the last without its dot */
		size_t more;
		if (!is_word(peek(c, at + len, &more)))
			at += len;
	}
	return at;
}

/* Behind the small ASCII letters that stand at `at`: eight bytes a step, without a branch for each. */
static inline size_t small_run(struct sv s, size_t at)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
	for (; s.n - at >= 8; at += 8) {
		/* the top bit of a byte says that it is no such letter; no sum carries into the next byte */
		uint64_t all = wordkey_load8(s.p + at), low = all & ~tops;
		uint64_t no = (~(low + (0x80 - 'a') * ones) | (low + (0x7F - 'z') * ones) | all) & tops;
		if (no != 0)
			return at + (size_t)__builtin_ctzll(no) / 8;
	}
	while (at < s.n && is_lower_ascii(s.p[at]))
		at++;
	return at;
}

/* Is b the second byte of a small French letter beyond ASCII: à to ÿ, behind 0xC3? */
static inline bool ends_small_letter(char b)
{
	return (unsigned char)b >= 0x9F && (unsigned char)b < 0xC0 && (unsigned char)b != 0xB7;
}

/* End of the plain run of word characters. Digits belong to it behind a letter
 * (« G8 »), but not when the word itself stands behind a digit (« 20h30 »). */
static size_t word_run(const struct cutter *c, size_t at, bool *upper)
{
	const char *p = c->s.p;
	size_t n = c->s.n, len;
	for (;;) {
		at = small_run(c->s, at);
		if (at < n && is_ascii(p[at])) {
			bool digit = is_digit(p[at]) && at > c->at && (c->at == 0 || !is_digit(p[c->at - 1]));
			if (!digit && !is_letter_ascii(p[at]))
				return at;
			*upper = *upper || !digit;
			at++;
		} else if (at + 1 < n && p[at] == '\xC3' && ends_small_letter(p[at + 1])) {
			at += 2;
		} else {
			uint32_t cp = peek(c, at, &len);
			if (len == 0 || !is_word(cp))
				return at;
			*upper = *upper || cp_is_upper(cp);
			at += len;
		}
	}
}

/* Where the clitics of the word [at, end) begin, `end` when it has none. A
 * capitalised word has some only where a capital means nothing
 * (« Kim Jong-il » keeps its own). */
static size_t clitic_start(struct cutter *c, size_t end)
{
	struct sv w = sv_cut(c->s, c->at, end);
	const struct tokens *out = c->out;
	uint32_t first;
	utf8_decode(w.p, w.n, &first);
	bool start = out->all.n == 0 || out->all.v[out->all.n - 1].type == TOKEN_MARK ||
		     (c->pending & TOKEN_NEWLINE) != 0;
	if (cp_is_upper(first) && !start)
		return end;
	str_clear(&c->tmp);
	utf8_fold(w, FOLD_ALL, &c->tmp);
	if (in_list(wholes, ARRAY_LEN(wholes), str_sv(&c->tmp)))
		return end;
	for (size_t i = 0; i < ARRAY_LEN(clitics); i++) {
		struct sv k = sv_of(clitics[i]);
		if (w.n > k.n && sv_ends(w, k))
			return end - k.n;
	}
	return end;
}

/* What the apostrophe at `at` (its bytes: len) does to the word before it. */
enum apostrophe { APOS_CUT, APOS_INSIDE, APOS_END };

static enum apostrophe apostrophe(struct cutter *c, size_t at, size_t len)
{
	size_t more;
	uint32_t next = peek(c, at + len, &more);
	if (more > 0 && at - c->at <= ELISION_MAX && !cp_is_space(next)) {
		const struct spellings *all = &c->out->spellings;
		struct sv w = sv_cut(c->s, c->at, at + len);
		size_t known = spellings_find(all, w, wordkey(w));
		if (known != SIZE_MAX && all->all.v[known].flags & TOKEN_ELIDED)
			return APOS_CUT;
		str_clear(&c->tmp);
		utf8_fold(sv_cut(c->s, c->at, at), FOLD_ALL, &c->tmp);
		if (in_list(elisions, ARRAY_LEN(elisions), str_sv(&c->tmp)))
			return APOS_CUT;
	}
	return more > 0 && is_word(next) ? APOS_INSIDE : APOS_END;
}

/* Does b end a word whatever follows? Most do: blanks, commas, full stops. */
static inline bool ends_word(char b)
{
	return is_ascii(b) && !is_letter_ascii(b) && !is_digit(b) && b != '\'' && b != '-';
}

static void cut_word(struct cutter *c)
{
	const char *p = c->s.p;
	size_t end = small_run(c->s, c->at), len;
	bool upper = false, hyphen = false;
	if (end == c->at)
		end = dotted_acronym(c);
	else if (end < c->s.n && !ends_word(p[end]))
		end = 0;
	if (end > 0) {
		push(c, end, TOKEN_WORD, 0, 0);
		return;
	}
	for (end = word_run(c, c->at, &upper);;) {
		uint32_t cp = peek(c, end, &len);
		if (len == 1 && cp != '\'' && cp != '-')
			break;
		if (len > 0 && cp_is_apostrophe(cp)) {
			enum apostrophe what = apostrophe(c, end, len);
			if (what == APOS_CUT) {
				push(c, end + len, TOKEN_WORD, TOKEN_ELIDED, 0);
				return;
			}
			if (what == APOS_END)
				break;
		} else if (len > 0 && cp_is_hyphen(cp)) {
			size_t more;
			uint32_t next = peek(c, end + len, &more);
			if (more == 0 || !(is_word(next) || (upper && cp_is_digit(next))))
				break;
			hyphen = true;
		} else {
			break;
		}
		end = word_run(c, end + len, &upper);
	}
	size_t verb = hyphen ? clitic_start(c, end) : end;
	push(c, verb, TOKEN_WORD, 0, 0);
	if (verb < end)
		push(c, end, TOKEN_WORD, TOKEN_CLITIC, 0);
}

static void cut_one(struct cutter *c)
{
	size_t len, end = c->at;
	uint32_t cp = peek(c, end, &len);
	if (cp < 0x80 ? is_letter_ascii((char)cp) : is_word(cp)) {
		cut_word(c);
	} else if (cp_is_space(cp)) {
		c->pending |= TOKEN_SPACE;
		if (cp == '\n' || cp == 0x2029 || cp == 0x2028 ||
		    (cp == '\r' && (c->at + 1 >= c->s.n || c->s.p[c->at + 1] != '\n')))
			c->pending |= TOKEN_NEWLINE;
		c->at += len;
	} else if (cp < 0x80 && is_digit((char)cp)) {
		while (end < c->s.n && is_digit(c->s.p[end]))
			end++;
		push(c, end, TOKEN_NUMBER, 0, 0);
	} else {
		end += len;
		while (cp == '.' && end < c->s.n && c->s.p[end] == '.')
			end++;
		push(c, end, TOKEN_MARK, 0, (uint16_t)(cp < MARK_BEYOND ? cp : MARK_BEYOND));
	}
}

void tokens_init(struct tokens *t, const struct language *language, struct sv text)
{
	*t = (struct tokens){ .text = text, .language = language };
	arena_init(&t->arena);
	vec_reserve(&t->all, text.n / BYTES_OF_TOKEN + 8);
	vec_reserve(&t->stretches, text.n / STRETCH + 1);
	struct cutter c = { .out = t, .s = text };
	str_init(&c.tmp);
	while (c.at < text.n) {
		if (text.p[c.at] != ' ') {
			cut_one(&c);
			continue;
		}
		c.pending |= TOKEN_SPACE;
		c.at++;
	}
	settle(&c, 0);
	if (language != NULL)
		sentences_end(t, &c.sentence);
	str_fini(&c.tmp);
}

void tokens_fini(struct tokens *t)
{
	vec_fini(&t->all);
	vec_fini(&t->begins);
	vec_fini(&t->stretches);
	vec_fini(&t->sentences);
	spellings_fini(&t->spellings);
	arena_fini(&t->arena);
}

bool tokens_same(const struct tokens *t, size_t a, size_t b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!sv_eq(t->all.v[a + i].fold, t->all.v[b + i].fold))
			return false;
	}
	return true;
}

struct sv token_text(const struct tokens *t, size_t i)
{
	return sv_span(t->text, t->all.v[i].span);
}

size_t tokens_at(const struct tokens *t, size_t pos)
{
	size_t stretch = pos / STRETCH;
	if (stretch >= t->stretches.n)
		return t->all.n;
	size_t i = t->stretches.v[stretch];
	while (i < t->all.n && t->all.v[i].span.end <= pos)
		i++;
	return i;
}
