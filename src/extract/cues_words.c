/* cues_words.c - what a spelling is around reported speech, wherever it stands: little words,
 * verbs of saying, endings. The words stand in lang/fr/cues.def; where it matters what stands
 * beside a word, see cues.c.
 */
#include "extract/cues.h"

#include <string.h>

#include "extract/marks.h"

/* Conjugations: three groups of endings, cut by '|'. */
enum verb_class {
#define CLASS(id, endings) CLASS_##id,
#include "lang/fr/cues.def"
#undef CLASS
	CLASS_COUNT
};

static const char *const endings[] = {
#define CLASS(id, endings) endings,
#include "lang/fr/cues.def"
#undef CLASS
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

static const struct sv finite_endings[] = {
#define FINITE_ENDING(ending) SV_INIT(ending),
#include "lang/fr/cues.def"
#undef FINITE_ENDING
};

/* Little words by hash; verbs by the first letter of their stem. */
struct lookup {
	struct words words;
	uint16_t first[27]; /* of each letter's verbs; [26] their number */
};

static void lookup_init(struct lookup *k)
{
	size_t v = 0;
	memset(k, 0, sizeof *k);
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		struct sv rest = sv_of(words[i].list), w;
		while (sv_next(&rest, ' ', &w))
			words_add(&k->words, w, words[i].bit);
	}
	for (size_t i = 0; i < ARRAY_LEN(selons); i++) {
		struct sv rest = sv_of(selons[i]), w;
		for (size_t n = 0; n < 2; n += sv_next(&rest, ' ', &w) ? 1 : 2)
			;
		words_add(&k->words, w, WORD_SELON_ON);
	}
	for (int letter = 0; letter < 26; letter++) {
		k->first[letter] = (uint16_t)v;
		while (v < ARRAY_LEN(verbs) && verbs[v].stem.p[0] == 'a' + letter)
			v++;
	}
	k->first[26] = (uint16_t)v;
}

/* The forms (enum verb_form) that this ending makes in a class; 0: none. */
static uint8_t forms_of(unsigned class, struct sv ending)
{
	struct sv all = sv_of(endings[class]), group, one;
	uint8_t forms = 0;
	if (ending.n == 0)
		ending = SV("_");
	for (unsigned g = 0; sv_next(&all, '|', &group); g++) {
		while (sv_next(&group, ' ', &one)) {
			if (!sv_eq(one, ending))
				continue;
			forms |= (uint8_t)(g == 0 ? FORM_FINITE : g == 1 ? FORM_PARTICIPLE :
					   sv_ends(one, SV("ant")) ? FORM_GERUND : FORM_INFINITIVE);
		}
	}
	return forms;
}

static void find_verb(const struct lookup *k, struct sv w, struct cue_token *out)
{
	if (w.n < 3 || w.p[0] < 'a' || w.p[0] > 'z')
		return;
	unsigned letter = (unsigned)(w.p[0] - 'a');
	for (size_t i = k->first[letter]; i < k->first[letter + 1]; i++) {
		struct sv stem = verbs[i].stem;
		if ((stem.n > 1 && stem.p[1] != w.p[1]) || !sv_starts(w, stem))
			continue;
		uint8_t forms = forms_of(verbs[i].class, sv_cut(w, stem.n, w.n));
		if (forms != 0 && (out->use == CUE_NONE || verbs[i].use < out->use))
			out->use = verbs[i].use;
		out->form |= forms;
	}
}

/* Is the spelling a verb in a finite form, or what only stands before one? */
static bool is_finite(const struct spelling *s, uint32_t bits)
{
	if (bits & (WORD_HAVE | WORD_BE))
		return !sv_has_word(SV("avoir etre ayant etant"), s->fold) && !sv_eq(s->text, SV("à"));
	if (bits & (WORD_SUBJECT | WORD_NE | WORD_SE))
		return true;
	if (bits & WORD_PRONOUN && !(bits & WORD_BETWEEN))
		return !sv_ends(s->fold, SV("-ci")) && !sv_ends(s->fold, SV("-la"));
	if (s->flags & TOKEN_CAPITAL || s->fold.n < 2)
		return false;
	for (size_t e = 0; e < ARRAY_LEN(finite_endings) && !(bits & WORD_COMMON_VERB) && s->fold.n > 5; e++) {
		if (sv_ends(s->fold, finite_endings[e]))
			return true;
	}
	return (bits & WORD_COMMON_VERB) != 0;
}

/* Has it a capital at its head, or a little behind it: « Paris », « iPhone »? */
static bool has_capital(const struct spelling *s)
{
	bool found = s->flags & TOKEN_CAPITAL;
	for (size_t k = 1; k < s->text.n && k < 4 && !found; k++)
		found = s->text.p[k] >= 'A' && s->text.p[k] <= 'Z';
	return found;
}

/* « indiqué », not « indique » */
static bool is_accented(struct sv w)
{
	return sv_ends(w, SV("é")) || sv_ends(w, SV("ée")) || sv_ends(w, SV("és")) || sv_ends(w, SV("ées"));
}

static void look_up(const struct lookup *k, const struct spelling *s, struct cue_token *out)
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
	bits |= is_finite(s, bits) ? WORD_FINITE : 0;
	bits |= has_capital(s) ? WORD_CAPITAL : 0;
	bits |= s->fold.n > 5 && sv_ends(s->fold, SV("ment")) && !(bits & WORD_HUMAN) ? WORD_ADVERB : 0;
	bits |= is_accented(s->text) ? WORD_ACCENTED : 0;
	out->bits = bits;
	find_verb(k, w, out);
}

struct cue_token *cues_look_up(const struct spellings *all)
{
	struct cue_token *known = xcalloc(all->all.n + 1, sizeof *known);
	struct lookup *k = xmalloc(sizeof *k);
	lookup_init(k);
	for (size_t i = 0; i < all->all.n; i++) {
		known[i].mention = -1;
		if (all->all.v[i].type == TOKEN_WORD)
			look_up(k, &all->all.v[i], &known[i]);
		else if (all->all.v[i].type == TOKEN_MARK && marks_may_be(all->all.v[i].lead))
			known[i].bits = WORD_PLACED;
	}
	free(k);
	return known;
}
