/* features_doc.c - see features_doc.h. */
#include "extract/features_doc.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "extract/lexicon.h"

#define TRIGGER_SLOTS 4096 /* a power of two, more than twice the triggers */
#define CALM_WORDS 3       /* of a headline in capitals at least */

static const struct trigger {
	struct sv word;
	uint16_t kind;
} triggers[] = {
#define TRIGGER(kind, w) { SV_INIT(w), TRIGGER_##kind },
#include "lang/fr/triggers.def"
#undef TRIGGER
};

#define SHAPE(a, b) ((uint16_t)(features_mix(features_mix(TOKEN_WORD, a), b) & 0x7fff))
#define SHAPE_CAPITAL SHAPE('X', 'x')
#define SHAPE_LOWER ((uint16_t)(features_mix(TOKEN_WORD, 'x') & 0x7fff))

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
		uint32_t cp;
		p += utf8_decode(s.p + p, s.n - p, &cp);
		char c = cp_is_upper(cp)    ? 'X'
			 : cp_is_letter(cp) ? 'x'
			 : cp_is_digit(cp)  ? 'd'
					    : (char)(cp & 127);
		if (c != last)
			h = features_mix(h, (uint32_t)(unsigned char)c);
		last = c;
	}
	return (uint16_t)(h & 0x7fff);
}

/* Every entry of the lists that begins at token i; the longest is the match, where
 * no earlier one holds the token. Returns where the match that holds i ends. */
static size_t mark_entries(struct features_doc *d, size_t i, size_t held)
{
	const struct tokens *t = d->t;
	unsigned bits[LEXICON_WORDS_MAX], longest = 0;
	size_t end = i;
	if (t->all.v[i].type == TOKEN_MARK || !(d->at[i].flags & TOKEN_CAPITAL))
		return held;
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
static void link_words(struct features_doc *d)
{
	const struct tokens *t = d->t;
	size_t size = (size_t)1 << LOWER_BITS;
	uint32_t *last = xcalloc(size, sizeof *last);
	pos_vec capitals = { 0 };
	for (size_t i = 0; i < t->all.n; i++) {
		if (t->all.v[i].type != TOKEN_WORD)
			continue;
		if (d->at[i].flags & TOKEN_CAPITAL)
			vec_push(&capitals, i);
		else
			d->lower[d->at[i].word & (size - 1)] = 1;
	}
	for (size_t k = 0; k < 2 * capitals.n; k++) { /* from the end on to the start again */
		size_t i = capitals.v[k % capitals.n];
		struct seen *s = &d->at[i];
		size_t at = s->word & (size - 1);
		if (last[at] != 0 && last[at] != i + 1 && s->other == 0 &&
		    sv_eq(t->all.v[last[at] - 1].fold, t->all.v[i].fold))
			s->other = last[at];
		if (!(t->all.v[i].flags & TOKEN_SENTENCE))
			last[at] = (uint32_t)i + 1;
	}
	vec_fini(&capitals);
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
	size_t at = fold_hash(w) & (TRIGGER_SLOTS - 1);
	while (x->slot[at].index != 0 && !sv_eq(triggers[x->slot[at].index - 1].word, w))
		at = (at + 1) & (TRIGGER_SLOTS - 1);
	return at;
}

/* The words that announce names, of each spelling. */
static uint16_t *trigger_kinds(const struct spellings *all)
{
	struct trigger_table x = { 0 };
	uint16_t *kinds = xcalloc(all->all.n + 1, sizeof *kinds);
	for (size_t i = 0; i < ARRAY_LEN(triggers); i++) {
		size_t at = trigger_slot(&x, triggers[i].word);
		x.slot[at].index = (uint16_t)(i + 1);
		x.slot[at].kind |= triggers[i].kind;
	}
	for (size_t k = 0; k < all->all.n; k++) {
		if (all->all.v[k].type == TOKEN_WORD)
			kinds[k] = x.slot[trigger_slot(&x, singular(all->all.v[k].fold))].kind;
	}
	return kinds;
}

/* What the spellings of the tokens tell. */
static void see_words(struct features_doc *d)
{
	const struct spellings *all = &d->t->spellings;
	uint16_t *kinds = trigger_kinds(all), *shapes = xcalloc(all->all.n + 1, sizeof *shapes);
	for (size_t k = 0; k < all->all.n; k++)
		shapes[k] = shape_of(&all->all.v[k]);
	for (size_t i = 0; i < d->t->all.n; i++) {
		const struct token *k = &d->t->all.v[i];
		d->at[i].word = k->type == TOKEN_NUMBER ? 7u : all->all.v[k->spelling].hash;
		d->at[i].shape = shapes[k->spelling];
		d->at[i].kind = kinds[k->spelling];
		d->at[i].flags = k->flags;
	}
	free(kinds);
	free(shapes);
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
		bool name = k->fold.n > 3 && d->at[i].kind == 0 && lexicon_find(t, i, i + 1) != 0;
		bool acronym = lexicon_is_acronym(t, i);
		if (acronym)
			continue;
		d->at[i].flags &= (uint8_t)~(TOKEN_UPPER | TOKEN_CAPITAL);
		d->at[i].flags |= SEEN_CALMED | (name || i == s->first ? TOKEN_CAPITAL : 0);
		d->at[i].shape = name || i == s->first ? SHAPE_CAPITAL : SHAPE_LOWER;
	}
}

/* One step further from what is at distance 1, or was seen at distance `before`; 0 beyond max. */
static uint8_t distance(bool here, uint8_t before, unsigned max)
{
	return here ? 1 : before > 0 && before < max ? before + 1 : 0;
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

/* What stands before each token of a sentence, and behind it. */
static void see_sentence(struct features_doc *d, const struct sentence *s)
{
	const struct token *v = d->t->all.v;
	int open = 0;
	uint8_t away = 0;
	for (size_t i = s->first + 1; i < s->end; i++) {
		struct seen *k = &d->at[i];
		const struct seen *last = k - 1;
		if (last->flags & TOKEN_CAPITAL)
			k->before = last->before < RUN_MAX ? last->before + 1 : RUN_MAX;
		k->noun_back = distance(last->kind & TRIGGER_NOUN, last->noun_back, NOUN_BACK_MAX);
		if (v[i - 1].type == TOKEN_WORD)
			k->head_back = distance(last->kind & TRIGGER_HEAD, last->head_back, HEAD_BACK_MAX);
		int now = opens(&v[i - 1]);
		open = now >= 0 ? now : open;
		away = distance(now >= 0, away, OPEN_BACK_MAX);
		k->open = away > 0 ? (uint8_t)open : 0;
	}
	for (size_t i = s->end; i-- > s->first;) {
		struct seen *k = &d->at[i];
		const struct seen *next = i + 1 < s->end ? k + 1 : NULL;
		uint8_t ahead = next != NULL ? next->noun_ahead : NO_NOUN;
		k->noun_ahead = k->kind & TRIGGER_NOUN ? 0 : ahead + 1 < NOUN_AHEAD_MAX ? ahead + 1 : NO_NOUN;
		if (next != NULL && next->flags & TOKEN_CAPITAL)
			k->behind = next->behind < RUN_MAX ? next->behind + 1 : RUN_MAX;
	}
}

struct features_doc *features_doc_new(const struct tokens *t)
{
	struct features_doc *d = xcalloc(1, sizeof *d);
	size_t held = 0;
	d->t = t;
	d->at = xcalloc(t->all.n + 1, sizeof *d->at);
	d->lower = xcalloc((size_t)1 << LOWER_BITS, 1);
	see_words(d);
	for (size_t s = 0; s < t->sentences.n; s++) {
		calm_sentence(d, &t->sentences.v[s]);
		see_sentence(d, &t->sentences.v[s]);
	}
	for (size_t i = 0; i < t->all.n; i++)
		held = mark_entries(d, i, held);
	link_words(d);
	return d;
}

void features_doc_free(struct features_doc *d)
{
	free(d->at);
	free(d->lower);
	free(d);
}
