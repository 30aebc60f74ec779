/* pane_filter.c - see pane_filter.h. */
#include "app/pane_filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/panes.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "base/words.h"

enum field { FIELD_WORDS, FIELD_TAG, FIELD_SPEAKER, FIELD_IS, FIELD_NOTE, FIELD_COUNT };

static const struct {
	const char *name, *help;
} fields[FIELD_COUNT] = {
	{ "", NULL },
	{ "tag:", N_("a tag or a kind: PER, PERCENT, figure") },
	{ "speaker:", N_("who says it") },
	{ "is:", N_("open, decided, noted, quoted") },
	{ "note:", N_("words of the note") },
};

enum state { IS_OPEN, IS_DECIDED, IS_NOTED, IS_QUOTED, IS_COUNT };

static const struct {
	const char *name, *help;
} states[IS_COUNT] = {
	{ "open", N_("not decided yet") },
	{ "decided", N_("kept or tagged by you") },
	{ "noted", N_("has a note") },
	{ "quoted", N_("somebody says it") },
};

struct alternative {
	struct search *words; /* WORDS, SPEAKER, NOTE */
	char *tag;            /* TAG */
	enum state is;        /* IS */
};

struct term {
	enum field field;
	bool without;
	VEC(struct alternative) any;
};

struct pane_filter {
	char *line;
	VEC(struct term) terms;
};

const char *pane_filter_field(size_t i, const char **help)
{
	if (i + 1 >= FIELD_COUNT)
		return NULL;
	*help = fields[i + 1].help;
	return fields[i + 1].name;
}

const char *pane_filter_state(size_t i, const char **help)
{
	if (i >= IS_COUNT)
		return NULL;
	*help = states[i].help;
	return states[i].name;
}

const char *pane_filter_line(const struct pane_filter *f)
{
	return f ? f->line : "";
}

void pane_filter_free(struct pane_filter *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->terms.n; i++) {
		struct term *t = &f->terms.v[i];

		for (size_t k = 0; k < t->any.n; k++) {
			search_free(t->any.v[k].words);
			free(t->any.v[k].tag);
		}
		vec_fini(&t->any);
	}
	vec_fini(&f->terms);
	free(f->line);
	free(f);
}

/* ---- from the line ---- */

static bool add_alternative(struct term *t, struct sv word, struct error *err)
{
	struct alternative a = { .is = IS_COUNT };

	if (t->field == FIELD_TAG) {
		a.tag = xstrndup(word.p, word.n);
	} else if (t->field == FIELD_IS) {
		for (int i = 0; i < IS_COUNT; i++)
			if (sv_eq(word, sv_of(states[i].name)))
				a.is = (enum state)i;
		if (a.is == IS_COUNT)
			return error_set(err, ERR_USAGE, _("is: takes open, decided, noted or quoted, not %.*s"),
					 SV_ARG(word));
	} else {
		a.words = search_new(word, 0, err);
		if (!a.words)
			return false;
	}
	vec_push(&t->any, a);
	return true;
}

static bool add_term(struct pane_filter *f, struct sv word, struct error *err)
{
	struct term t = { .field = FIELD_WORDS };
	struct sv one;
	bool ok = true;

	if (word.n > 1 && word.p[0] == '-') {
		t.without = true;
		word = sv_cut(word, 1, word.n);
	}
	for (int i = 1; i < FIELD_COUNT; i++) {
		if (sv_starts(word, sv_of(fields[i].name))) {
			t.field = (enum field)i;
			word = sv_cut(word, strlen(fields[i].name), word.n);
			break;
		}
	}
	while (ok && sv_next(&word, '|', &one))
		if (one.n > 0) /* still being typed */
			ok = add_alternative(&t, one, err);
	vec_push(&f->terms, t);
	return ok;
}

struct pane_filter *pane_filter_new(struct sv line, struct error *err)
{
	struct pane_filter *f;
	struct str word;
	size_t at = 0;
	bool ok = true;

	line = sv_trim(line);
	if (line.n == 0)
		return NULL;
	f = xcalloc(1, sizeof *f);
	f->line = xstrndup(line.p, line.n);
	str_init(&word);
	while (ok && word_next(line, &at, "\"", &word, NULL))
		ok = add_term(f, str_sv(&word), err);
	str_fini(&word);
	if (!ok) {
		pane_filter_free(f);
		return NULL;
	}
	return f;
}

/* ---- who says it ---- */

/* The tightest quote with a speaker that holds, or else only meets, the span. */
static const struct item *quote_around(const struct doc *d, struct span at, bool holds)
{
	const struct item *best = NULL;
	size_t i = view_item_from(d, at.start > d->longest ? at.start - d->longest : 0);

	for (; i < d->items.n && d->items.v[i].span.start < at.end; i++) {
		const struct item *it = &d->items.v[i];
		const char *who = it->kind == KIND_QUOTE && item_stops(it) ? item_attr(it, ATTR_SPEAKER) : NULL;

		if (!who || !*who || !(holds ? span_holds(it->span, at) : span_hits(it->span, at)))
			continue;
		if (!best || it->span.end - it->span.start < best->span.end - best->span.start)
			best = it;
	}
	return best;
}

/* Does the name say who the speaker is? « Mme Le Bihan », « La RMO », not « la
 * préfecture de Bretagne ». */
static bool names_speaker(const struct item *name, struct span speaker)
{
	size_t n = name->span.end - name->span.start;

	return name->kind == KIND_ENTITY && item_stops(name) && name->entity && span_holds(speaker, name->span) &&
	       (strcmp(name->tag, "PER") == 0 ? name->span.end == speaker.end : n * 2 >= speaker.end - speaker.start);
}

/* The cluster of the speaker: as the quote has it, or as the name has it that stands
 * where the speaker does; else the words themselves. */
static const char *speaker_name(const struct doc *d, const struct item *quote)
{
	struct span at = quote->m ? quote->m->speaker : (struct span){ 0, 0 };
	const char *who = item_attr(quote, ATTR_SPEAKER);

	if (quote->entity && *quote->entity)
		return quote->entity;
	for (size_t i = view_item_from(d, at.start); i < d->items.n && d->items.v[i].span.start < at.end; i++)
		if (names_speaker(&d->items.v[i], at))
			return d->items.v[i].entity;
	return who ? who : "";
}

static bool ends_sentence(const char *p, size_t n, size_t i)
{
	return p[i] == '\n' || (strchr(".!?", p[i]) && p[i] && i + 1 < n && (p[i + 1] == ' ' || p[i + 1] == '\n'));
}

/* What stands between two stops around `at`; cheap, as it is asked of every row. */
static struct span sentence_around(struct doc *d, struct span at)
{
	char buf[SENTENCE_MAX];
	size_t from = at.start > sizeof buf ? at.start - sizeof buf : 0, end = 0;
	size_t n = text_read(d->text, from, buf, at.start - from), start = n;

	while (start > 0 && !ends_sentence(buf, n, start - 1))
		start--;
	n = text_read(d->text, at.end, buf, sizeof buf);
	while (end < n && !ends_sentence(buf, n, end))
		end++;
	return (struct span){ from + start, at.end + end };
}

const char *item_source(struct doc *d, size_t item, bool *sure)
{
	const struct item *it = &d->items.v[item], *quote;

	*sure = true;
	if (it->kind == KIND_QUOTE)
		return speaker_name(d, it);
	quote = quote_around(d, it->span, true);
	if (!quote) {
		*sure = false;
		quote = quote_around(d, sentence_around(d, it->span), false);
	}
	return quote ? speaker_name(d, quote) : "";
}

/* ---- does an item pass? ---- */

#define NEAR 60 /* bytes behind a figure that may say of what it is */

/* A clause before the item belongs to what it says: « a tué 12 personnes ». */
static void add_clause_before(struct doc *d, struct span at, struct str *out)
{
	char buf[40];
	size_t from = at.start > sizeof buf ? at.start - sizeof buf : 0;
	size_t n = text_read(d->text, from, buf, at.start - from), start = n;

	while (start > 0 && !strchr(".,;:!?\n", buf[start - 1]))
		start--;
	str_addc(out, '\n');
	str_add(out, (struct sv){ buf + start, n - start });
}

static void item_words(struct doc *d, size_t item, struct str *out)
{
	const struct item *it = &d->items.v[item];

	str_clear(out);
	if (it->entity)
		str_addf(out, "%s\n", it->entity);
	if (it->kind == KIND_QUOTE && item_attr(it, ATTR_SPEAKER))
		str_addf(out, "%s\n", item_attr(it, ATTR_SPEAKER));
	if (it->kind == KIND_FIGURE || it->kind == KIND_DATE) {
		size_t own = pane_figure_words(d, it, out);

		if (out->n > own + NEAR) {
			out->n = own + NEAR;
			out->p[out->n] = '\0';
		}
	} else {
		view_copy(d, it->span, 4000, out);
	}
	if (it->a && it->a->note)
		str_addf(out, "\n%s", it->a->note);
	if (it->kind == KIND_FIGURE)
		add_clause_before(d, it->span, out);
}

static bool has(const struct alternative *a, const char *s)
{
	struct span hit;

	return s && *s && search_in(a->words, sv_of(s), 0, &hit);
}

static bool is_state(struct doc *d, size_t item, enum state s)
{
	const struct item *it = &d->items.v[item];
	bool sure;

	switch (s) {
	case IS_OPEN:
		return item_is_open(it);
	case IS_DECIDED:
		return !item_is_open(it);
	case IS_NOTED:
		return it->a && it->a->note && *it->a->note;
	default:
		return *item_source(d, item, &sure) != '\0';
	}
}

static bool one_holds(const struct term *t, const struct alternative *a, struct doc *d, size_t item,
		      const struct str *words)
{
	const struct item *it = &d->items.v[item];
	bool sure;

	switch (t->field) {
	case FIELD_TAG:
		return strcasecmp(a->tag, it->tag) == 0 || strcasecmp(a->tag, kind_name(it->kind)) == 0;
	case FIELD_SPEAKER:
		return has(a, item_source(d, item, &sure)) || has(a, item_attr(it, ATTR_SPEAKER));
	case FIELD_IS:
		return is_state(d, item, a->is);
	case FIELD_NOTE:
		return it->a && has(a, it->a->note);
	default:
		return has(a, words->p);
	}
}

bool pane_filter_takes(const struct pane_filter *f, struct doc *d, size_t item, struct str *buf)
{
	bool read = false;

	for (size_t i = 0; f && i < f->terms.n; i++) {
		const struct term *t = &f->terms.v[i];
		bool holds = t->any.n == 0;

		if (holds)
			continue;
		if (t->field == FIELD_WORDS && !read) {
			item_words(d, item, buf);
			read = true;
		}
		for (size_t k = 0; k < t->any.n && !holds; k++)
			holds = one_holds(t, &t->any.v[k], d, item, buf);
		if (holds == t->without)
			return false;
	}
	return true;
}

bool pane_filter_looks_around(const struct pane_filter *f)
{
	for (size_t i = 0; f && i < f->terms.n; i++) {
		const struct term *t = &f->terms.v[i];

		for (size_t k = 0; k < t->any.n; k++)
			if (t->field == FIELD_SPEAKER || (t->field == FIELD_IS && t->any.v[k].is == IS_QUOTED))
				return true;
	}
	return false;
}
