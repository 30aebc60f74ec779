/* cues.h - what each word does around reported speech: verbs of saying, pronouns,
 * determiners; and the noun phrase that names who speaks.
 *
 * The ground of quotes.c and reported.c; no mention is made here.
 */
#ifndef EXTRACT_CUES_H
#define EXTRACT_CUES_H

#include "extract/extract.h"

/* Bits of a spelling; one row a WORDS of lang/fr/cues.def, but for those that say so. */
enum word_bit {
	WORD_DETERMINER = 1 << 0,
	WORD_PREPOSITION = 1 << 1,
	WORD_PRONOUN = 1 << 2,
	WORD_BETWEEN = 1 << 3, /* may stand between auxiliary and participle, subject and verb */
	WORD_BREAK = 1 << 4,   /* a clause ends before it */
	WORD_HAVE = 1 << 5,
	WORD_BE = 1 << 6,
	WORD_BEGIN = 1 << 7,	 /* « vient de », « tient à » before an infinitive */
	WORD_SELON = 1 << 8,	 /* may begin a SELON */
	WORD_SUBJECT = 1 << 9,	 /* a subject glued behind its verb */
	WORD_NOVERB = 1 << 10,	 /* looks like a verb and is none */
	WORD_HUMAN = 1 << 11,	 /* a noun for who may speak */
	WORD_NAMED = 1 << 12,	 /* announces a name or a title between marks */
	WORD_OFFENCE = 1 << 13,	 /* what a court calls a deed begins so */
	WORD_LOCUTION = 1 << 14, /* may end one: « fait savoir », « met en garde » */
	WORD_SPOKEN = 1 << 15,	 /* announces what was said: « aux cris de » */
	WORDS_KNOWN = (1 << 16) - 1, /* those above: a word with none of them is a noun, a verb ... */
	/* Spelled exactly so, with the apostrophe. */
	WORD_DE = 1 << 16,     /* not « du », « des » */
	WORD_QUE = 1 << 17,
	WORD_SE = 1 << 18,
	WORD_NE = 1 << 19,
	WORD_PERSON = 1 << 20,	    /* who speaks, or whom to */
	WORD_COMMON_VERB = 1 << 21, /* finite, but for a noun behind a determiner: « la part » */
	WORD_OF = 1 << 22,	    /* also « du », « des » */
	WORD_NO_SPEAKER = 1 << 23,  /* « selon la saison »; also its plural */
	WORD_PASSIVE = 1 << 24,	    /* with « se » it says nothing */
	WORD_PLACED = 1 << 25,	    /* what it is depends on the words beside it */
	WORD_SELON_KEY = 1 << 26,   /* the longest word of a SELON; no row */
	WORDS_EXACT = (1 << 27) - (1 << 16),
	/* By its look: no row. */
	WORD_FINITE = 1 << 27,	/* see cues_finite */
	WORD_ADVERB = 1 << 28,	/* ends like « vivement » */
	WORD_CAPITAL = 1 << 29, /* « Paris », « iPhone » */
	WORD_ACCENTED = 1 << 30 /* ends like « indiqué », « indiquées » */
};

/* WEAK: a cue only where no other one stands in the sentence. */
enum cue_use { CUE_NONE, CUE_SAY, CUE_THINK, CUE_TELL, CUE_WEAK };

enum verb_form {
	FORM_FINITE = 1 << 0,
	FORM_PARTICIPLE = 1 << 1,
	FORM_INFINITIVE = 1 << 2,
	FORM_GERUND = 1 << 3
};

struct cue_token {
	uint32_t bits;     /* enum word_bit */
	int32_t mention;   /* of the entity or date that covers it; -1: none */
	uint8_t use, form; /* enum cue_use (CUE_NONE: no verb of saying), enum verb_form */
};

struct cues {
	const struct tokens *t;
	const struct mentions *m;
	struct cue_token *at; /* one a token, and one empty behind them */
	pos_vec marks;        /* tokens that may be quotation marks or dashes */
};

/* The lists of lang/fr/cues.def made ready to look words up: once for all texts. To be freed. */
struct cue_words *cue_words_new(void);

/* Reads every token once; m must hold the entities and dates of t already and
 * may get more while the struct lives. */
void cues_init(struct cues *c, const struct tokens *t, const struct mentions *m);
void cues_fini(struct cues *c);
/* What each spelling is, wherever it stands (cues_words.c); one behind the last. To be freed. */
struct cue_token *cues_look_up(const struct cue_words *k, const struct spellings *all);

/* Has token i one of these bits? False beyond the end. */
static inline bool cues_has(const struct cues *c, size_t i, unsigned bits)
{
	return i < c->t->all.n && (c->at[i].bits & bits) != 0;
}
/* Is token i, which must be there, none of the words that have a row in cues.def? */
static inline bool cues_unknown(const struct cues *c, size_t i)
{
	return (c->at[i].bits & WORDS_KNOWN) == 0;
}
/* Is token i an adverb (« vivement »), no noun (« le règlement », « gouvernement »)? */
static inline bool cues_adverb(const struct cues *c, size_t i)
{
	const struct token *k = &c->t->all.v[i];
	return c->at[i].bits & WORD_ADVERB && (!(k->flags & TOKEN_CAPITAL) || k->flags & TOKEN_SENTENCE) &&
	       !(i > 0 && c->at[i - 1].bits & WORD_DETERMINER);
}
/* Is token i a verb in a finite form, by its own look? Few others pass. */
static inline bool cues_finite(const struct cues *c, size_t i)
{
	const struct cue_token *k = &c->at[i];
	return k->bits & WORD_FINITE && k->mention < 0 &&
	       !(k->bits & WORD_COMMON_VERB && cues_has(c, i - (i > 0), WORD_DETERMINER));
}
/* Is token i the mark cp? */
static inline bool cues_mark(const struct cues *c, size_t i, uint32_t cp)
{
	return token_is_mark(c->t, i, cp);
}
/* The entity that begins with, or covers, token i; NULL: none. */
static inline const struct mention *cues_entity(const struct cues *c, size_t i)
{
	if (i >= c->t->all.n || c->at[i].mention < 0)
		return NULL;
	const struct mention *e = &c->m->all.v[c->at[i].mention];
	return e->kind == KIND_ENTITY ? e : NULL;
}

/* May token i begin or be what tells who speaks: is cues_selon or cue_read worth its call? */
static inline bool cues_may_tell(const struct cues *c, size_t i)
{
	return c->at[i].use != CUE_NONE || c->at[i].bits & WORD_SELON;
}

/* A bit for each KIN of cues.def that holds a noun, folded, in the singular. */
uint32_t cues_kin(const struct cues *c, struct sv noun);

/* A verb group: « a, pour sa part, indiqué », « s'inquiète », « en affirmant ». */
struct cue {
	size_t first, end; /* tokens */
	size_t head;       /* token of the verb itself */
	size_t subject;    /* glued pronoun (« -t-il »); SIZE_MAX: none */
	uint8_t use, form; /* form: the one it has here */
};

/* Reads the verb group whose verb of saying is token i, looking back no
 * further than lo. False when i is none, or a noun (« une annonce »), or a
 * bare participle. */
bool cue_read(const struct cues *c, size_t i, size_t lo, struct cue *out);
/* Reads the verb group at token i from its place alone, whatever the verb: behind words
 * between marks, or between commas, with its subject behind it (« s'agace-t-il »,
 * « rigole Paul », « a grincé un élu »). Its subject ends before hi. */
bool cue_by_place(const struct cues *c, size_t i, size_t hi, struct cue *out);
/* The token behind « selon », « d'après », « aux yeux de » at token i; 0: none there, or
 * what follows cannot speak (« selon la saison »). */
size_t cues_selon(const struct cues *c, size_t i);
/* « pour les astronomes », « pour la défense »: do tokens [i, end) name one who has views
 * rather than one who gets something (« pour les élèves »)? */
bool cues_has_views(const struct cues *c, size_t i, size_t end);
/* Its bytes, up to token end: of « selon les mots de » the first word alone. */
struct span cues_selon_span(const struct cues *c, size_t i, size_t end);
/* Do tokens [i, end), a phrase, name somebody who can speak: by a name or a noun? */
bool cues_may_speak(const struct cues *c, size_t i, size_t end);
/* Is token i, behind a verb, an infinitive by its ending (« dit soutenir », « affirme payer »)? */
bool cues_infinitive(const struct cues *c, size_t i);
/* Is w, folded, a participle by its ending? Many others pass. */
bool cues_participle(struct sv w);
/* May token i be a verb in a finite form, by its ending? Many nouns pass. */
bool cues_looks_finite(const struct cues *c, size_t i);
/* Is token i a pronoun that may stand right before a verb: « le », « lui », « y »? */
bool cues_clitic(const struct cues *c, size_t i);
/* Behind « En effet, », « Mais, » at token first, which are the reporter's own; first: none. */
size_t cues_behind_connective(const struct cues *c, size_t first, size_t end);
/* « sans plus de précisions », « sans donner de chiffres » at token i: the reporter's own. */
bool cues_says_no_more(const struct cues *c, size_t i);
/* Bytes of the group as a reader would cite it: without a glued subject behind it. */
struct span cue_span(const struct cues *c, const struct cue *q);

/* The noun phrase before token v, not further back than lo (tokens): the
 * subject of a verb. Empty when none is to be seen. */
struct span speaker_before(const struct cues *c, size_t lo, size_t v);
/* Whom the relative pronoun at token i (« qui », « pour lequel ») means, not further back than lo. */
struct span speaker_antecedent(const struct cues *c, size_t lo, size_t i);
/* The first subject of a clause that begins at lo, before hi. */
struct span speaker_first(const struct cues *c, size_t lo, size_t hi);
/* The subject that a participle at token v has for itself: « , les investisseurs jugeant que »;
 * empty: none behind a comma. */
struct span speaker_absolute(const struct cues *c, size_t lo, size_t v);
/* The noun phrase at or behind token i, before hi: an inverted subject
 * (skip: words like « mardi à l'AFP » may come first) or what stands behind
 * « selon ». *end (may be NULL) gets the token behind it. */
struct span speaker_after(const struct cues *c, size_t i, size_t hi, bool skip, size_t *end);
/* Whom « on » has it from, at or a little behind token i, before hi: « de source
 * policière », « auprès de la préfecture », « dans l'arrêt ». */
struct span speaker_source(const struct cues *c, size_t i, size_t hi);
/* The glued subject « -t-il » (token i) without its hyphens. */
struct span speaker_glued(const struct cues *c, size_t i);

#endif
