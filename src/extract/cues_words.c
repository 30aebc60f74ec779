/* cues_words.c - what a spelling is around reported speech, wherever it stands: little words,
 * verbs of saying, endings. The words stand in lang/fr/cues.def; where it matters what stands
 * beside a word, see cues.c.
 */
#include "extract/cues.h"

#include <limits.h>
#include <string.h>

#include "extract/marks.h"

/* Conjugations: three groups of endings, cut by '|'. */
enum verb_class {
#define CLASS(id, endings) CLASS_##id,
#include "lang/fr/cues.def"
#undef CLASS
	CLASS_COUNT
};

static const char *const conjugations[] = {
#define CLASS(id, endings) endings,
#include "lang/fr/cues.def"
#undef CLASS
};

/* No more endings than half of their letters and blanks. */
enum {
	ENDINGS_MAX = (0
#define CLASS(id, endings) +sizeof(endings)
#include "lang/fr/cues.def"
#undef CLASS
		       ) / 2
};

static const struct verb {
	struct sv stem;
	uint8_t class, use;
} verbs[] = {
#define VERB(stem, class, use) { SV_INIT(stem), CLASS_##class, CUE_##use },
#include "lang/fr/cues.def"
#undef VERB
};

static const struct word_list {
	uint32_t bit;
	const char *list;
} words[] = {
#define WORDS(bit, list) { (uint32_t)WORD_##bit, list },
#include "lang/fr/cues.def"
#undef WORDS
};

static const char *const selons[] = {
#define SELON(words) words,
#include "lang/fr/cues.def"
#undef SELON
};

static const char *const kin[] = {
#define KIN(nouns) nouns,
#include "lang/fr/cues.def"
#undef KIN
};
_Static_assert(ARRAY_LEN(kin) <= 32, "a bit for each");

static const struct sv finite_endings[] = {
#define FINITE_ENDING(ending) SV_INIT(ending),
#include "lang/fr/cues.def"
#undef FINITE_ENDING
};

/* Verbs by the first two letters of their stem, of which one may be missing. */
#define PAIRS (26 * 27)

struct cue_words {
	struct words words, kin;
	uint16_t first[PAIRS + 1]; /* of each pair's verbs; at the end their number */
	struct ending {
		struct sv text;
		uint8_t form; /* enum verb_form */
	} ending[ENDINGS_MAX];
	uint16_t of_class[CLASS_COUNT + 1]; /* the first ending of each class; at the end their number */
	size_t longest[CLASS_COUNT];        /* bytes of its longest ending */
	bool ends_finite[UCHAR_MAX + 1];    /* the last bytes of finite_endings */
};

/* The pair of letters with which a word begins; PAIRS: none. */
static unsigned pair_of(struct sv w)
{
	bool second = w.n > 1 && w.p[1] >= 'a' && w.p[1] <= 'z';
	if (w.n == 0 || w.p[0] < 'a' || w.p[0] > 'z')
		return PAIRS;
	return (unsigned)(w.p[0] - 'a') * 27 + (second ? (unsigned)(w.p[1] - 'a') + 1 : 0);
}

static unsigned char last_byte(struct sv w)
{
	return w.n > 0 ? (unsigned char)w.p[w.n - 1] : 0;
}

/* Cuts the conjugations into their endings; « _ » is none at all. */
static void cut_endings(struct cue_words *k)
{
	uint16_t n = 0;
	for (unsigned class = 0; class < CLASS_COUNT; class++) {
		struct sv all = sv_of(conjugations[class]), group, one;
		k->of_class[class] = n;
		for (unsigned g = 0; sv_next(&all, '|', &group); g++) {
			while (sv_next(&group, ' ', &one)) {
				if (one.n > k->longest[class])
					k->longest[class] = one.n;
				enum verb_form other = sv_ends(one, SV("ant")) ? FORM_GERUND : FORM_INFINITIVE;
				k->ending[n++] = (struct ending){ .text = sv_eq(one, SV("_")) ? SV("") : one,
								  .form = (uint8_t)(g == 0 ? FORM_FINITE : g == 1 ? FORM_PARTICIPLE : other) };
			}
		}
	}
	k->of_class[CLASS_COUNT] = n;
}

static void add_list(struct words *all, const char *list, uint32_t bit)
{
	struct sv rest = sv_of(list), w;
	while (sv_next(&rest, ' ', &w))
		words_add(all, w, bit);
}

struct cue_words *cue_words_new(void)
{
	struct cue_words *k = xcalloc(1, sizeof *k);
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		add_list(&k->words, words[i].list, words[i].bit);
	for (size_t i = 0; i < ARRAY_LEN(kin); i++)
		add_list(&k->kin, kin[i], UINT32_C(1) << i);
	for (size_t i = 0; i < ARRAY_LEN(selons); i++) {
		struct sv rest = sv_of(selons[i]), w, longest = SV("");
		while (sv_next(&rest, ' ', &w))
			longest = w.n > longest.n ? w : longest;
		words_add(&k->words, longest, WORD_SELON_KEY);
	}
	for (size_t i = 0; i < ARRAY_LEN(finite_endings); i++)
		k->ends_finite[last_byte(finite_endings[i])] = true;
	for (unsigned pair = 0, v = 0; pair <= PAIRS; pair++) {
		k->first[pair] = (uint16_t)v;
		while (v < ARRAY_LEN(verbs) && pair_of(verbs[v].stem) == pair)
			v++;
	}
	cut_endings(k);
	return k;
}

/* The forms (enum verb_form) that this ending makes in a class; 0: none. */
static uint8_t forms_of(const struct cue_words *k, unsigned class, struct sv ending)
{
	uint8_t forms = 0;
	for (size_t i = k->of_class[class]; i < k->of_class[class + 1]; i++)
		forms |= sv_eq(k->ending[i].text, ending) ? k->ending[i].form : 0;
	return forms;
}

static void find_in_pair(const struct cue_words *k, unsigned pair, struct sv w, struct cue_token *out)
{
	for (size_t i = k->first[pair]; i < k->first[pair + 1]; i++) {
		struct sv stem = verbs[i].stem;
		if (stem.n > 2 && w.n > 2 && stem.p[2] > w.p[2]) /* they stand in alphabetical order */
			break;
		if (w.n > stem.n + k->longest[verbs[i].class] || (stem.n > 2 && w.n > 2 && stem.p[2] < w.p[2]) || !sv_starts(w, stem))
			continue;
		uint8_t forms = forms_of(k, verbs[i].class, sv_cut(w, stem.n, w.n));
		if (forms != 0 && (out->use == CUE_NONE || verbs[i].use < out->use))
			out->use = verbs[i].use;
		out->form |= forms;
	}
}

static void find_verb(const struct cue_words *k, struct sv w, struct cue_token *out)
{
	unsigned one = pair_of(sv_cut(w, 0, 1)), two = pair_of(w);
	if (w.n < 2 || one == PAIRS)
		return;
	find_in_pair(k, one, w, out);
	if (two != one)
		find_in_pair(k, two, w, out);
}

/* Is the spelling a verb in a finite form, or what only stands before one? */
static bool is_finite(const struct cue_words *k, const struct spelling *s, uint32_t bits)
{
	if (bits & (WORD_HAVE | WORD_BE))
		return !sv_has_word(SV("avoir etre ayant etant"), s->fold) && !sv_eq(s->text, SV("à"));
	if (bits & (WORD_SUBJECT | WORD_NE | WORD_SE))
		return true;
	if (bits & WORD_PRONOUN && !(bits & WORD_BETWEEN))
		return !sv_ends(s->fold, SV("-ci")) && !sv_ends(s->fold, SV("-la"));
	if (s->flags & TOKEN_CAPITAL || s->fold.n < 2)
		return false;
	if (bits & WORD_COMMON_VERB)
		return true;
	bool may = s->fold.n > 5 && k->ends_finite[last_byte(s->fold)];
	for (size_t e = 0; e < ARRAY_LEN(finite_endings) && may; e++) {
		if (sv_ends(s->fold, finite_endings[e]))
			return true;
	}
	return false;
}

/* Has it a capital at its head, or a little behind it: « Paris », « iPhone »? */
static bool has_capital(const struct spelling *s)
{
	bool found = s->flags & TOKEN_CAPITAL;
	for (size_t k = 1; k < s->text.n && k < 4 && !found; k++)
		found = s->text.p[k] >= 'A' && s->text.p[k] <= 'Z';
	return found;
}

/* « indiqué », « indiquées », not « indique » */
static bool is_accented(struct sv w)
{
	w.n -= sv_ends(w, SV("s"));
	w.n -= sv_ends(w, SV("e"));
	return sv_ends(w, SV("é"));
}

static void look_up(const struct cue_words *k, const struct spelling *s, struct cue_token *out)
{
	struct sv w = s->fold;
	bool elided = s->flags & TOKEN_ELIDED && w.n > 1;
	uint32_t exact = elided ? words_get(&k->words, w) : 0;
	w.n -= elided;
	uint32_t bits = words_get(&k->words, w);
	bits = elided ? (bits & ~(uint32_t)WORDS_EXACT) | exact : bits;
	uint32_t one = w.n > 3 && w.p[w.n - 1] == 's' ? words_get(&k->words, sv_cut(w, 0, w.n - 1)) : 0;
	if (!(bits & WORDS_KNOWN))
		bits |= one & (WORD_HUMAN | WORD_NAMED);
	bits |= one & WORD_NO_SPEAKER;
	/* « l'ex-président », « le vice-amiral » */
	const char *hyphen = !(bits & WORDS_KNOWN) ? memchr(w.p, '-', w.n) : NULL;
	if (hyphen != NULL)
		bits |= words_get(&k->words, sv_cut(w, (size_t)(hyphen + 1 - w.p), w.n)) & WORD_HUMAN;
	bits |= is_finite(k, s, bits) ? WORD_FINITE : 0;
	bits |= has_capital(s) ? WORD_CAPITAL : 0;
	bits |= s->fold.n > 5 && sv_ends(s->fold, SV("ment")) && !(bits & WORD_HUMAN) ? WORD_ADVERB : 0;
	bits |= is_accented(s->text) ? WORD_ACCENTED : 0;
	out->bits = bits;
	find_verb(k, w, out);
}

struct cue_token *cues_look_up(const struct cue_words *k, const struct spellings *all)
{
	struct cue_token *known = xcalloc(all->all.n + 1, sizeof *known);
	for (size_t i = 0; i < all->all.n; i++) {
		const struct spelling *s = &all->all.v[i];
		known[i].mention = -1;
		if (s->type == TOKEN_WORD)
			look_up(k, s, &known[i]);
		else if (s->type == TOKEN_MARK && marks_may_be(s->lead))
			known[i].bits = WORD_PLACED;
	}
	return known;
}

uint32_t cues_kin(const struct cues *c, struct sv noun)
{
	return words_get(&c->t->language->cues->kin, noun);
}
