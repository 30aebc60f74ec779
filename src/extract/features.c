/* features.c - see features.h. */
#include "extract/features.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "extract/lexicon.h"

#define TRIGGER_SLOTS 4096 /* a power of two, more than twice the triggers */
#define SEEN_BITS 15       /* of the table of words seen in the document */
#define CALM_WORDS 3       /* of a headline in capitals at least */

/* What a word of the text around says of a name. */
enum {
	TRIGGER_PERSON = 1 << 0,
	TRIGGER_ORG = 1 << 1,
	TRIGGER_LOC = 1 << 2,
	TRIGGER_EVENT = 1 << 3,
	TRIGGER_WORK = 1 << 4,
	TRIGGER_MOVE = 1 << 5,
	TRIGGER_SAY = 1 << 6,
	TRIGGER_DEMONYM = 1 << 7,
	TRIGGER_NOUN = TRIGGER_PERSON | TRIGGER_ORG | TRIGGER_LOC | TRIGGER_EVENT | TRIGGER_WORK,
	TRIGGER_HEAD = TRIGGER_ORG | TRIGGER_LOC | TRIGGER_EVENT,
	TRIGGER_NONE = 1 << 8 /* beyond the sentence */
};

static const struct trigger {
	struct sv word;
	uint16_t kind;
} triggers[] = {
#define TRIGGER(kind, w) { SV_INIT(w), TRIGGER_##kind },
#include "lang/fr/triggers.def"
#undef TRIGGER
};

struct features_doc {
	const struct tokens *t;
	uint8_t *flags;   /* of the tokens; as they would be, where everything is in capitals */
	uint32_t *word;   /* hash of the folded token */
	uint16_t *shape;  /* hash of the shape */
	uint16_t *begins; /* lexicon bits of entries that begin here */
	uint16_t *within; /* ... that go on here */
	uint32_t *match;  /* of the longest entries from the left: bits and the place in it */
	uint32_t *other;  /* the same capitalised word elsewhere: token + 1, 0 none */
	uint8_t *lower;   /* by hash: seen in lower case */
	uint16_t *kind;   /* TRIGGER_ bits */
};

static uint32_t mix(uint32_t h, uint32_t x)
{
	h ^= x + 0x9e3779b9u + (h << 6) + (h >> 2);
	h *= 0x85ebca6bu;
	return h ^ h >> 13;
}

static uint32_t hash_bytes(struct sv s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h ^ h >> 16;
}

#define SHAPE(a, b) ((uint16_t)(mix(mix(TOKEN_WORD, a), b) & 0x7fff))
#define SHAPE_CAPITAL SHAPE('X', 'x')
#define SHAPE_LOWER ((uint16_t)(mix(TOKEN_WORD, 'x') & 0x7fff))

/* « Xx-Xx », « XX », « d », « x »: runs are one letter. */
static uint16_t shape_of(const struct tokens *t, size_t i)
{
	const struct token *k = &t->all.v[i];
	struct sv s = token_text(t, i);
	uint32_t h = k->type;
	char last = 0;
	if (k->type == TOKEN_NUMBER)
		return (uint16_t)(4 + (s.n > 5 ? 5 : s.n));
	if (k->type == TOKEN_MARK)
		return (uint16_t)mix(3, k->lead);
	for (size_t p = 0; p < s.n;) {
		uint32_t cp;
		p += utf8_decode(s.p + p, s.n - p, &cp);
		char c = cp_is_upper(cp)    ? 'X'
			 : cp_is_letter(cp) ? 'x'
			 : cp_is_digit(cp)  ? 'd'
					    : (char)(cp & 127);
		if (c != last)
			h = mix(h, (uint32_t)(unsigned char)c);
		last = c;
	}
	return (uint16_t)(h & 0x7fff);
}

/* Every entry of the lists that begins at token i; the longest is the match, where
 * no earlier one holds the token. Returns where the match that holds i ends. */
static size_t mark_entries(struct features_doc *d, size_t i, size_t held)
{
	const struct tokens *t = d->t;
	size_t end = i;
	unsigned longest = 0;
	if (t->all.v[i].type == TOKEN_MARK || !(d->flags[i] & TOKEN_CAPITAL))
		return held;
	for (size_t e = i + 1; e <= t->all.n && e <= i + LEXICON_WORDS_MAX; e++) {
		if (e > i + 1 && t->all.v[e - 1].flags & TOKEN_SENTENCE)
			break;
		unsigned bits = lexicon_find(t, i, e);
		if (bits == 0)
			continue;
		d->begins[i] |= (uint16_t)bits;
		for (size_t k = i + 1; k < e; k++)
			d->within[k] |= (uint16_t)bits;
		end = e;
		longest = bits;
	}
	if (i < held || end == i)
		return held;
	for (size_t k = i; k < end; k++)
		d->match[k] = longest << 2 | (end == i + 1 ? 3u : k == i ? 0u : k + 1 == end ? 2u : 1u);
	return end;
}

/* Links each capitalised word with another of its kind that does not begin a
 * sentence: what stands around that one speaks for this one too. */
static void link_words(struct features_doc *d)
{
	const struct tokens *t = d->t;
	size_t size = (size_t)1 << SEEN_BITS;
	uint32_t *last = xcalloc(size, sizeof *last);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < t->all.n; i++) {
			const struct token *k = &t->all.v[i];
			size_t at = d->word[i] & (size - 1);
			if (k->type != TOKEN_WORD)
				continue;
			if (!(d->flags[i] & TOKEN_CAPITAL)) {
				d->lower[at] = 1;
				continue;
			}
			if (last[at] != 0 && last[at] != i + 1 && d->other[i] == 0 &&
			    sv_eq(t->all.v[last[at] - 1].fold, k->fold))
				d->other[i] = last[at];
			if (!(k->flags & TOKEN_SENTENCE))
				last[at] = (uint32_t)i + 1;
		}
	}
	free(last);
}

static struct sv singular(struct sv s)
{
	char last = s.n > 0 ? s.p[s.n - 1] : '\0';
	return s.n > 3 && (last == 's' || last == 'x') ? sv_cut(s, 0, s.n - 1) : s;
}

/* An open table of the triggers. */
struct trigger_table {
	struct {
		uint16_t index, kind; /* index + 1; 0: free */
	} slot[TRIGGER_SLOTS];
};

static size_t trigger_slot(const struct trigger_table *x, struct sv w)
{
	size_t at = hash_bytes(w) & (TRIGGER_SLOTS - 1);
	while (x->slot[at].index != 0 && !sv_eq(triggers[x->slot[at].index - 1].word, w))
		at = (at + 1) & (TRIGGER_SLOTS - 1);
	return at;
}

static void find_triggers(struct features_doc *d)
{
	struct trigger_table x = { 0 };
	for (size_t i = 0; i < ARRAY_LEN(triggers); i++) {
		size_t at = trigger_slot(&x, triggers[i].word);
		x.slot[at].index = (uint16_t)(i + 1);
		x.slot[at].kind |= triggers[i].kind;
	}
	for (size_t i = 0; i < d->t->all.n; i++) {
		if (d->t->all.v[i].type == TOKEN_WORD)
			d->kind[i] = x.slot[trigger_slot(&x, singular(d->t->all.v[i].fold))].kind;
	}
}

/* In a headline all in capitals, words lose theirs but for those of the lists that are
 * neither small nor triggers, and acronyms of the lists keep all of them. */
static void calm_sentence(struct features_doc *d, const struct sentence *s)
{
	const struct tokens *t = d->t;
	size_t words = 0, upper = 0;
	for (size_t i = s->first; i < s->end; i++) {
		bool word = t->all.v[i].type == TOKEN_WORD && t->all.v[i].fold.n > 1;
		words += word;
		upper += word && t->all.v[i].flags & (TOKEN_UPPER | TOKEN_ELIDED);
	}
	if (words < CALM_WORDS || upper * 10 < words * 9)
		return;
	for (size_t i = s->first; i < s->end; i++) {
		const struct token *k = &t->all.v[i];
		if (k->type != TOKEN_WORD || k->fold.n < 2)
			continue;
		bool name = k->fold.n > 3 && d->kind[i] == 0 && lexicon_find(t, i, i + 1) != 0;
		bool acronym = lexicon_is_acronym(t, i);
		if (acronym)
			continue;
		d->flags[i] &= (uint8_t)~(TOKEN_UPPER | TOKEN_CAPITAL);
		d->flags[i] |= name || i == s->first ? TOKEN_CAPITAL : 0;
		d->shape[i] = name || i == s->first ? SHAPE_CAPITAL : SHAPE_LOWER;
	}
}

struct features_doc *features_doc_new(const struct tokens *t)
{
	struct features_doc *d = xcalloc(1, sizeof *d);
	size_t n = t->all.n + 1, held = 0;
	d->t = t;
	d->flags = xcalloc(n, 1);
	d->word = xcalloc(n, sizeof *d->word);
	d->shape = xcalloc(n, sizeof *d->shape);
	d->begins = xcalloc(n, sizeof *d->begins);
	d->within = xcalloc(n, sizeof *d->within);
	d->match = xcalloc(n, sizeof *d->match);
	d->other = xcalloc(n, sizeof *d->other);
	d->kind = xcalloc(n, sizeof *d->kind);
	d->lower = xcalloc((size_t)1 << SEEN_BITS, 1);
	for (size_t i = 0; i < t->all.n; i++) {
		const struct token *k = &t->all.v[i];
		d->flags[i] = k->flags;
		d->word[i] = k->type == TOKEN_NUMBER ? 7u : hash_bytes(k->fold);
		d->shape[i] = shape_of(t, i);
	}
	find_triggers(d);
	for (size_t s = 0; s < t->sentences.n; s++)
		calm_sentence(d, &t->sentences.v[s]);
	for (size_t i = 0; i < t->all.n; i++)
		held = mark_entries(d, i, held);
	link_words(d);
	return d;
}

void features_doc_free(struct features_doc *d)
{
	free(d->flags);
	free(d->word);
	free(d->shape);
	free(d->begins);
	free(d->within);
	free(d->match);
	free(d->other);
	free(d->kind);
	free(d->lower);
	free(d);
}

struct features {
	uint32_t *out;
	size_t n;
};

/* Templates: 0 to 19 words and shapes, 20s affixes, 30s lists, 40s the run of capitals,
 * 50s the document, 60s and 70s triggers, 80s marks. */
static void put(struct features *f, uint32_t template, uint32_t a, uint32_t b)
{
	if (f->n < FEATURES_MAX)
		f->out[f->n++] = mix(mix(mix(17, template), a), b) & ((1u << FEATURE_BITS) - 1);
}

static bool in_sentence(const struct features_doc *d, size_t i, size_t k)
{
	return k < d->t->all.n && d->t->all.v[k].sentence == d->t->all.v[i].sentence;
}

/* The word at i + by, or a mark of the sentence's edge. */
static uint32_t word_at(const struct features_doc *d, size_t i, int by)
{
	size_t k = i + (size_t)by;
	if (!in_sentence(d, i, k))
		return by < 0 ? 1u : 2u;
	return d->word[k];
}

static uint32_t shape_at(const struct features_doc *d, size_t i, int by)
{
	size_t k = i + (size_t)by;
	if (!in_sentence(d, i, k))
		return by < 0 ? 1u : 2u;
	return d->shape[k];
}

static uint32_t kind_at(const struct features_doc *d, size_t i, int by)
{
	size_t k = i + (size_t)by;
	return in_sentence(d, i, k) ? d->kind[k] : (uint32_t)TRIGGER_NONE;
}

/* A capitalised run around a token, of at most four words on either side. */
struct run {
	uint32_t before, behind; /* words of it on either side */
};

static struct run run_of(const struct features_doc *d, size_t i)
{
	const uint8_t *v = d->flags;
	struct run r = { 0, 0 };
	for (size_t k = i; k > 0 && r.before < 4 && v[k - 1] & TOKEN_CAPITAL && !(v[k] & TOKEN_SENTENCE); k--)
		r.before++;
	for (size_t k = i + 1;
	     k < d->t->all.n && r.behind < 4 && v[k] & TOKEN_CAPITAL && !(v[k] & TOKEN_SENTENCE); k++)
		r.behind++;
	return r;
}

/* The word itself. */
static void own_features(const struct features_doc *d, size_t i, struct run r, struct features *f)
{
	const struct token *k = &d->t->all.v[i];
	uint32_t w = d->word[i], s = d->shape[i];
	put(f, 1, 2, w);
	put(f, 3, word_at(d, i, -1), w);
	put(f, 4, w, word_at(d, i, 1));
	put(f, 14, w, s);
	for (size_t n = 2; n <= 5 && n < k->fold.n; n++) {
		put(f, 20, hash_bytes(sv_cut(k->fold, k->fold.n - n, k->fold.n)), (uint32_t)n);
		if (n > 2)
			put(f, 21, hash_bytes(sv_cut(k->fold, 0, n)), (uint32_t)n);
	}
	if (r.before + r.behind > 0 && d->flags[i] & TOKEN_CAPITAL) {
		put(f, 44, d->word[i - r.before], r.before);
		put(f, 45, d->word[i + r.behind], r.behind);
	}
}

/* What stands around it. */
static void window_features(const struct features_doc *d, size_t i, struct features *f)
{
	const struct token *k = &d->t->all.v[i];
	uint32_t w[5], s[5];
	for (int by = -2; by <= 2; by++) {
		w[by + 2] = by == 0 ? d->word[i] : word_at(d, i, by);
		s[by + 2] = by == 0 ? d->shape[i] : shape_at(d, i, by);
		if (by != 0)
			put(f, 1, (uint32_t)(by + 2), w[by + 2]);
		put(f, 2, (uint32_t)(by + 2), s[by + 2]);
	}
	put(f, 0, 0, 0);
	put(f, 5, w[1], s[2]);
	put(f, 6, s[2], w[3]);
	put(f, 7, w[0], w[1]);
	put(f, 8, w[3], w[4]);
	put(f, 9, mix(s[1], s[2]), s[3]);
	put(f, 10, mix(s[0], s[1]), s[2]);
	put(f, 11, mix(w[1], s[2]), w[3]);
	put(f, 12, mix(w[0], w[1]), s[2]);
	put(f, 13, d->flags[i] & (TOKEN_SENTENCE | TOKEN_UPPER | TOKEN_CAPITAL | TOKEN_NEWLINE), k->type);
	put(f, 15, word_at(d, i, -3), s[2]);
}

/* One feature a class of bits. */
static void put_classes(struct features *f, uint32_t template, unsigned bits, uint32_t b)
{
	for (uint32_t c = 0; bits != 0; bits >>= 1, c++) {
		if (bits & 1)
			put(f, template, c, b);
	}
}

static void lexicon_features(const struct features_doc *d, size_t i, struct features *f)
{
	size_t n = d->t->all.n;
	put(f, 30, d->begins[i], d->within[i]);
	put_classes(f, 31, d->begins[i], 0);
	put_classes(f, 32, d->within[i], 0);
	if (i + 1 < n)
		put(f, 33, d->begins[i + 1], d->within[i + 1]);
	if (i > 0)
		put(f, 34, d->begins[i - 1], d->begins[i]);
	put(f, 35, d->match[i], 0);
	put_classes(f, 36, d->match[i] >> 2, d->match[i] & 3);
}

/* How the capitalised run lies and what is around it. */
static void run_features(const struct features_doc *d, size_t i, struct run r, struct features *f)
{
	put(f, 40, r.before, r.behind);
	if (r.before + r.behind == 0 || !(d->flags[i] & TOKEN_CAPITAL))
		return;
	uint32_t left = word_at(d, i, -1 - (int)r.before), right = word_at(d, i, 1 + (int)r.behind);
	put(f, 41, left, r.before);
	put(f, 42, right, r.behind);
	put(f, 43, left, right);
	put(f, 46, d->begins[i - r.before], d->within[i + r.behind]);
}

static void document_features(const struct features_doc *d, size_t i, struct features *f)
{
	if (!(d->flags[i] & TOKEN_CAPITAL))
		return;
	size_t at = d->word[i] & (((size_t)1 << SEEN_BITS) - 1);
	put(f, 50, d->lower[at], d->flags[i] & TOKEN_SENTENCE);
	if (d->other[i] == 0)
		return;
	size_t o = d->other[i] - 1;
	put(f, 51, word_at(d, o, -1), 0);
	put(f, 52, word_at(d, o, 1), 0);
	put(f, 53, word_at(d, o, -1), shape_at(d, o, 1));
	put(f, 54, o > 0 ? d->begins[o - 1] : 0, d->begins[o]);
	put(f, 55, word_at(d, o, -2), 0);
}

/* Triggers beside the token. */
static void near_triggers(const struct features_doc *d, size_t i, uint32_t capital, struct features *f)
{
	put(f, 60, d->kind[i], d->flags[i] & (TOKEN_CAPITAL | TOKEN_SENTENCE));
	put(f, 61, kind_at(d, i, -1), capital);
	put(f, 62, kind_at(d, i, -2), mix(capital, word_at(d, i, -1)));
	put(f, 63, kind_at(d, i, 1), capital);
	put(f, 64, kind_at(d, i, 2), mix(capital, word_at(d, i, 1)));
}

/* The first noun before the run (« le groupe pétrolier français X »), the first behind
 * it (« X, ministre »), and the head of the phrase in which the token stands (« ministère
 * de l'Enseignement supérieur »). */
static void far_triggers(const struct features_doc *d, size_t i, struct run r, uint32_t capital, struct features *f)
{
	size_t first = i - r.before, end = i + r.behind + (d->flags[i] & TOKEN_CAPITAL || r.behind > 0);
	for (size_t k = 1; k <= 6 && k <= first && in_sentence(d, i, first - k); k++) {
		uint32_t kind = d->kind[first - k] & TRIGGER_NOUN;
		if (kind == 0)
			continue;
		put(f, 65, kind, mix(capital, (uint32_t)k));
		put(f, 66, d->word[first - k], capital);
		put(f, 67, kind, mix(capital, word_at(d, first, -1)));
		break;
	}
	for (size_t k = 0; k < 5 && in_sentence(d, i, end + k); k++) {
		uint32_t kind = d->kind[end + k] & TRIGGER_NOUN;
		if (kind == 0)
			continue;
		put(f, 68, kind, mix(capital, (uint32_t)k));
		put(f, 69, kind, mix(capital, word_at(d, end, 0)));
		break;
	}
	for (size_t k = 1; k <= 7 && k <= i && in_sentence(d, i, i - k); k++) {
		uint32_t capital_head = d->flags[i - k] & TOKEN_CAPITAL;
		uint32_t kind = d->kind[i - k] & TRIGGER_HEAD;
		if (d->t->all.v[i - k].type != TOKEN_WORD)
			break;
		if (kind == 0)
			continue;
		put(f, 70, kind, mix((uint32_t)k, capital_head));
		put(f, 71, d->word[i - k], mix(capital_head, capital));
		break;
	}
}

/* Does the token stand in brackets or behind an opening quotation mark? */
static void mark_features(const struct features_doc *d, size_t i, struct features *f)
{
	uint32_t open = 0;
	for (size_t k = 1; k < 12 && k <= i && in_sentence(d, i, i - k); k++) {
		const struct token *m = &d->t->all.v[i - k];
		if (m->type != TOKEN_MARK)
			continue;
		if (m->lead == ')' || m->lead == 0xBB)
			break;
		open = m->lead == '(' ? 1 : m->lead == 0xAB || m->lead == '"' || m->lead == 0x201C ? 2 : 0;
		if (open != 0)
			break;
	}
	put(f, 80, open, d->shape[i]);
}

size_t features_of(const struct features_doc *d, size_t i, uint32_t out[FEATURES_MAX], size_t *own)
{
	struct features f = { out, 0 };
	struct run r = run_of(d, i);
	uint32_t capital = d->flags[i] & (TOKEN_CAPITAL | TOKEN_UPPER);
	own_features(d, i, r, &f);
	if (own != NULL)
		*own = f.n;
	window_features(d, i, &f);
	lexicon_features(d, i, &f);
	run_features(d, i, r, &f);
	document_features(d, i, &f);
	near_triggers(d, i, capital, &f);
	far_triggers(d, i, r, capital, &f);
	mark_features(d, i, &f);
	return f.n;
}
