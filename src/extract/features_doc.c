/* features_doc.c - see features_doc.h. */
#include "extract/features_doc.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "extract/lexicon.h"

#define CALM_WORDS 3       /* of a headline in capitals at least */

#define SHAPE(a, b) ((uint16_t)(features_mix(features_mix(TOKEN_WORD, a), b) & 0x7fff))
#define SHAPE_CAPITAL SHAPE('X', 'x')
#define SHAPE_LOWER ((uint16_t)(features_mix(TOKEN_WORD, 'x') & 0x7fff))

/* The letter of a shape for the character at *p, which goes on behind it. */
static inline char shape_letter(struct sv s, size_t *p)
{
	uint32_t cp = (unsigned char)s.p[*p];
	if (cp >= 'a' && cp <= 'z') { /* most are */
		(*p)++;
		return 'x';
	}
	*p += utf8_decode(s.p + *p, s.n - *p, &cp);
	return cp_is_upper(cp) ? 'X' : cp_is_letter(cp) ? 'x' : cp_is_digit(cp) ? 'd' : (char)(cp & 127);
}

/* « Xx-Xx », « XX », « d », « x »: runs are one letter. */
static uint16_t shape_of(const struct spelling *k)
{
	struct sv s = k->text;
	uint32_t h = k->type;
	char last = 0;
	if (k->type == TOKEN_NUMBER)
		return (uint16_t)(4 + (s.n > 5 ? 5 : s.n));
	if (k->type == TOKEN_MARK)
		return (uint16_t)features_mix(3, k->lead);
	for (size_t p = 0; p < s.n;) {
		char c = shape_letter(s, &p);
		if (c != last)
			h = features_mix(h, (uint32_t)(unsigned char)c);
		last = c;
	}
	return (uint16_t)(h & 0x7fff);
}

/* Every entry of the lists that begins at token i, a word with a capital; the longest is
 * the match, where no earlier one holds the token. Returns where the match that holds i ends. */
static size_t mark_entries(struct features_doc *d, size_t i, size_t held)
{
	const struct tokens *t = d->t;
	unsigned bits[LEXICON_WORDS_MAX], longest = 0;
	size_t end = i;
	size_t n = lexicon_find_each(t, i, t->sentences.v[t->all.v[i].sentence].end, bits);
	for (size_t e = i + 1; e <= i + n; e++) {
		if (bits[e - i - 1] == 0)
			continue;
		longest = bits[e - i - 1];
		d->at[i].begins |= (uint16_t)longest;
		for (size_t k = i + 1; k < e; k++)
			d->at[k].within |= (uint16_t)longest;
		end = e;
	}
	if (i < held || end == i)
		return held;
	for (size_t k = i; k < end; k++)
		d->at[k].match = longest << 2 | (end == i + 1 ? 3u : k == i ? 0u : k + 1 == end ? 2u : 1u);
	return end;
}

/* Links each capitalised word with another of its kind that does not begin a
 * sentence: what stands around that one speaks for this one too. */
static void link_words(struct features_doc *d, const pos_vec *capitals)
{
	const struct token *v = d->t->all.v;
	uint32_t *last = xcalloc(d->t->spellings.all.n + 1, sizeof *last); /* of a first spelling: token + 1 */
	for (size_t k = 0; k < 2 * capitals->n; k++) { /* from the end on to the start again */
		size_t i = capitals->v[k < capitals->n ? k : k - capitals->n];
		struct seen *s = &d->at[i];
		uint32_t *at = &last[d->sights[v[i].spelling].first];
		if (*at != 0 && *at != i + 1 && s->other == 0)
			s->other = *at;
		if (!(v[i].flags & TOKEN_SENTENCE))
			*at = (uint32_t)i + 1;
	}
	free(last);
}

static struct sv singular(struct sv s)
{
	char last = s.n > 0 ? s.p[s.n - 1] : '\0';
	return s.n > 3 && (last == 's' || last == 'x') ? sv_cut(s, 0, s.n - 1) : s;
}

/* Finds the first spelling of each folded word. */
static void link_spellings(const struct spellings *all, struct sight *sights)
{
	size_t size = 16, n = all->all.n;
	while (size < 2 * n)
		size *= 2;
	uint32_t *slot = xcalloc(size, sizeof *slot); /* index + 1 */
	for (size_t k = 0; k < n; k++) {
		size_t at = all->all.v[k].hash & (size - 1);
		while (slot[at] != 0 && !sv_eq(all->all.v[slot[at] - 1].fold, all->all.v[k].fold))
			at = (at + 1) & (size - 1);
		if (slot[at] == 0)
			slot[at] = (uint32_t)k + 1;
		sights[k].first = slot[at] - 1;
	}
	free(slot);
}

static struct sight *see_spellings(const struct language *language, const struct spellings *all)
{
	struct sight *sights = xcalloc(all->all.n + 1, sizeof *sights);
	for (size_t k = 0; k < all->all.n; k++) {
		const struct spelling *s = &all->all.v[k];
		sights[k].word = s->type == TOKEN_NUMBER ? 7u : s->hash;
		sights[k].shape = shape_of(s);
		if (s->type == TOKEN_WORD)
			sights[k].kind = words_get(&language->names, singular(s->fold)) & TRIGGER_ANY;
	}
	link_spellings(all, sights);
	return sights;
}

/* Puts it down for each token of a sentence. Is that a headline all in capitals? */
static bool see_words(struct features_doc *d, const struct sentence *s)
{
	size_t words = 0, upper = 0;
	for (size_t i = s->first; i < s->end; i++) {
		const struct token *k = &d->t->all.v[i];
		const struct sight *x = &d->sights[k->spelling];
		d->at[i] = (struct seen){ .word = x->word, .shape = x->shape, .kind = x->kind, .flags = k->flags };
		bool word = k->type == TOKEN_WORD && k->fold.n > 1;
		words += word;
		upper += word && k->flags & (TOKEN_UPPER | TOKEN_ELIDED);
	}
	return words >= CALM_WORDS && upper * 10 >= words * 9;
}

/* In a headline all in capitals, words lose theirs but for those of the lists that are
 * neither small nor triggers, and acronyms of the lists keep all of them. */
static void calm_sentence(struct features_doc *d, const struct sentence *s)
{
	const struct tokens *t = d->t;
	for (size_t i = s->first; i < s->end; i++) {
		const struct token *k = &t->all.v[i];
		if (k->type != TOKEN_WORD || k->fold.n < 2)
			continue;
		bool name = k->fold.n > 3 && d->at[i].kind == 0 && lexicon_find(t, i, i + 1) != 0;
		bool acronym = lexicon_is_acronym(t, i);
		if (acronym)
			continue;
		d->at[i].flags &= (uint8_t)~(TOKEN_UPPER | TOKEN_CAPITAL);
		d->at[i].flags |= SEEN_CALMED | (name || i == s->first ? TOKEN_CAPITAL : 0);
		d->at[i].shape = name || i == s->first ? SHAPE_CAPITAL : SHAPE_LOWER;
	}
}

/* Steps from what is one step back, or was seen `steps` before; they are counted up to
 * one more than max. */
static inline unsigned further(bool here, unsigned steps, unsigned max)
{
	return here ? 1 : steps + (steps <= max);
}

/* A distance in steps; 0 beyond max. */
static inline uint8_t within(unsigned steps, unsigned max)
{
	return (uint8_t)(steps <= max ? steps : 0);
}

/* What a mark says of the words behind it: 1 in brackets, 2 between marks, 0 in neither;
 * -1 nothing. */
static int opens(const struct token *m)
{
	if (m->type != TOKEN_MARK)
		return -1;
	if (m->lead == ')' || m->lead == 0xBB)
		return 0;
	return m->lead == '(' ? 1 : m->lead == 0xAB || m->lead == '"' || m->lead == 0x201C ? 2 : -1;
}

/* What stands before each token of a sentence; its words with capitals go to capitals. */
static void look_back(struct features_doc *d, const struct sentence *s, pos_vec *capitals)
{
	const struct token *v = d->t->all.v;
	unsigned noun = NOUN_BACK_MAX + 1, head = HEAD_BACK_MAX + 1, mark = OPEN_BACK_MAX + 1, run = 0;
	int open = 0;
	for (size_t i = s->first; i < s->end; i++) {
		struct seen *k = &d->at[i];
		k->before = (uint8_t)run;
		k->noun_back = within(noun, NOUN_BACK_MAX);
		k->head_back = within(head, HEAD_BACK_MAX);
		k->open = mark <= OPEN_BACK_MAX ? (uint8_t)open : 0;
		int now = opens(&v[i]);
		open = now >= 0 ? now : open;
		mark = further(now >= 0, mark, OPEN_BACK_MAX);
		noun = further(k->kind & TRIGGER_NOUN, noun, NOUN_BACK_MAX);
		head = v[i].type == TOKEN_WORD ? further(k->kind & TRIGGER_HEAD, head, HEAD_BACK_MAX) : HEAD_BACK_MAX + 1;
		bool capital = k->flags & TOKEN_CAPITAL;
		run = capital ? run + (run < RUN_MAX) : 0;
		if (v[i].type != TOKEN_WORD)
			continue;
		if (capital)
			vec_push(capitals, i);
		else
			d->sights[d->sights[v[i].spelling].first].lower = true;
	}
}

/* What stands behind each token of a sentence. */
static void look_ahead(struct features_doc *d, const struct sentence *s)
{
	unsigned noun = NOUN_AHEAD_MAX, run = 0; /* steps to the noun from this token on */
	for (size_t i = s->end; i-- > s->first;) {
		struct seen *k = &d->at[i];
		noun = k->kind & TRIGGER_NOUN ? 0 : noun + (noun < NOUN_AHEAD_MAX);
		k->noun_ahead = noun < NOUN_AHEAD_MAX ? (uint8_t)noun : NO_NOUN;
		k->behind = (uint8_t)run;
		run = k->flags & TOKEN_CAPITAL ? run + (run < RUN_MAX) : 0;
	}
}

struct features_doc *features_doc_new(const struct tokens *t)
{
	struct features_doc *d = xcalloc(1, sizeof *d);
	pos_vec capitals = { 0 };
	size_t held = 0;
	vec_reserve(&capitals, t->all.n / 4);
	d->t = t;
	d->at = xmalloc((t->all.n + 1) * sizeof *d->at);
	d->at[t->all.n] = (struct seen){ 0 };
	d->sights = see_spellings(t->language, &t->spellings);
	for (size_t k = 0; k < t->sentences.n; k++) {
		const struct sentence *s = &t->sentences.v[k];
		if (see_words(d, s))
			calm_sentence(d, s);
		look_back(d, s, &capitals);
		look_ahead(d, s);
	}
	for (size_t k = 0; k < capitals.n; k++)
		held = mark_entries(d, capitals.v[k], held);
	link_words(d, &capitals);
	vec_fini(&capitals);
	return d;
}

void features_doc_free(struct features_doc *d)
{
	free(d->at);
	free(d->sights);
	free(d);
}
