/* form.c - see form.h. The form is a list: a row an attribute, Enter writes in it. Values
 * that the tag set allows, that others have, or that stand in the paragraph as words, are
 * offered by Tab.
 */
#include "app/form.h"

#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/status.h"
#include "app/steps.h"
#include "app/select.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define LABEL_W 13 /* columns up to the value */

const char *form_field(size_t field)
{
	static const char *const labels[ATTR_COUNT] = {
		[ATTR_VALUE] = N_("value"),     [ATTR_UNIT] = N_("unit"), [ATTR_MODIFIER] = N_("modifier"),
		[ATTR_SPEAKER] = N_("speaker"), [ATTR_CUE] = N_("cue"),   [ATTR_ENTITY] = N_("entity"),
	};

	return field == FORM_TAG ? _("tag") : field == FORM_NOTE ? _("note") : _(labels[field]);
}

/* Attributes that a kind has; a user's own tags may have any. */
static bool has_attr(const struct app *a, const struct item *it, enum attr attr)
{
	const struct tag *t = tagset_find(a->o.tags, sv_of(it->tag));

	if (t && t->allowed[attr])
		return true;
	switch (it->kind) {
	case KIND_ENTITY:
		return attr == ATTR_ENTITY;
	case KIND_FIGURE:
		return attr == ATTR_VALUE || attr == ATTR_UNIT || attr == ATTR_MODIFIER;
	case KIND_DATE:
		return attr == ATTR_VALUE;
	case KIND_QUOTE:
		return attr == ATTR_SPEAKER || attr == ATTR_CUE || attr == ATTR_ENTITY;
	default:
		return attr == ATTR_VALUE || attr == ATTR_ENTITY;
	}
}

/* NULL: anything may stand there. */
static const char *allowed(const struct app *a, const struct item *it, size_t field)
{
	const struct tag *t = tagset_find(a->o.tags, sv_of(it->tag));

	if (field >= ATTR_COUNT)
		return NULL;
	if (t && t->allowed[field])
		return t->allowed[field];
	return field == ATTR_MODIFIER && it->kind == KIND_FIGURE ? "min|max|more|less|approx" : NULL;
}

static const char *field_value(const struct item *it, size_t field)
{
	if (field == FORM_TAG)
		return it->tag;
	if (field == FORM_NOTE)
		return it->a && it->a->note ? it->a->note : "";
	const char *v = item_attr(it, (enum attr)field);
	return v ? v : field == ATTR_ENTITY && it->entity ? it->entity : "";
}

static void add_row(struct app *a, const struct item *it, size_t field)
{
	const char *choices = allowed(a, it, field);
	struct list_line *l;
	struct str s;

	str_init(&s);
	str_adds(&s, form_field(field));
	do
		str_addc(&s, ' ');
	while (utf8_width(str_sv(&s)) < LABEL_W);
	str_adds(&s, field_value(it, field));
	for (size_t i = 0; i < s.n; i++) /* a note may have lines */
		if (s.p[i] == '\n')
			s.p[i] = ' ';
	if (choices)
		str_addf(&s, "  (%s)", choices);
	l = list_add(a, s.p);
	l->id = field;
	l->key_width = utf8_width(sv_of(form_field(field)));
	str_fini(&s);
}

static void fill(struct app *a, const struct item *it)
{
	for (size_t i = 0; i < a->list.lines.n; i++)
		free(a->list.lines.v[i].text);
	vec_clear(&a->list.lines);
	add_row(a, it, FORM_TAG);
	for (int i = 0; i < ATTR_COUNT; i++)
		if (has_attr(a, it, (enum attr)i))
			add_row(a, it, (size_t)i);
	add_row(a, it, FORM_NOTE);
}

/* Of a pane the row's: it becomes the current one. */
static const struct item *current(struct app *a, struct doc *d, struct error *err)
{
	size_t i = status_subject(a, d);

	if (i != NONE) {
		if (i != d->item)
			view_goto_item(a, d, i);
		return &d->items.v[i];
	}
	error_set(err, ERR_STATE, _("no annotation here: tag something first"));
	return NULL;
}

void form_uncover(struct app *a)
{
	struct doc *d = app_doc(a);

	if (!d || d->item >= d->items.n)
		return;
	if (a->list.page == NONE)
		a->list.page = d->top;
	view_uncover(a, d, d->items.v[d->item].span, list_top(a));
}

bool cmd_form(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct item *it;
	struct str s;

	(void)args;
	if (!d || !doc_writable(a, d, err) || !(it = current(a, d, err)))
		return false;
	str_init(&s);
	view_copy(d, it->span, 200, &s);
	list_open(a, LIST_FORM, s.p);
	str_fini(&s);
	fill(a, it);
	a->list.cur = 1;
	a->mode = MODE_TAGALL;
	form_uncover(a);
	return true;
}

bool form_ask(struct app *a, size_t field, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct item *it = d && doc_writable(a, d, err) ? current(a, d, err) : NULL;

	if (!it)
		return false;
	a->prompt.field = field;
	prompt_open(a, PROMPT_FIELD, sv_of(field_value(it, field)));
	return true;
}

bool form_edit(struct app *a, struct error *err)
{
	if (a->list.cur >= a->list.lines.n)
		return error_set(err, ERR_STATE, _("no annotation here"));
	return form_ask(a, (size_t)a->list.lines.v[a->list.cur].id, err);
}

/* The choice that is meant: it, or the only one that begins so; nothing is always allowed. */
static bool choose(const char *choices, struct sv *value)
{
	struct sv rest = sv_of(choices), one, found = { 0 };
	size_t n = 0;

	while (sv_next(&rest, '|', &one)) {
		if (sv_eq(one, *value))
			return true;
		if (sv_starts(one, *value)) {
			found = one;
			n++;
		}
	}
	if (n == 1 && value->n > 0)
		*value = found;
	return value->n == 0 || n == 1;
}

bool form_check(struct app *a, size_t item, size_t field, struct sv *value, struct error *err)
{
	const struct doc *d = app_doc(a);
	const char *choices = d && item < d->items.n ? allowed(a, &d->items.v[item], field) : NULL;

	return !choices || choose(choices, value) || error_set(err, ERR_USAGE, _("%s: one of %s"), form_field(field), choices);
}

bool form_commit(struct app *a, size_t field, struct sv value, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct str line;
	bool ok;

	value = sv_trim(value);
	if (!d || d->item >= d->items.n)
		return error_set(err, ERR_STATE, _("no annotation here"));
	if (!form_check(a, d->item, field, &value, err))
		return false;
	if (field == FORM_TAG && value.n == 0)
		return error_set(err, ERR_USAGE, _("a tag cannot be empty; U takes the annotation away"));
	str_init(&line);
	if (field == FORM_NOTE) {
		ok = note_commit(a, value, err);
	} else if (strlen(field_value(&d->items.v[d->item], field)) == value.n && d->items.v[d->item].a &&
		   strncmp(field_value(&d->items.v[d->item], field), value.p, value.n) == 0) {
		ok = true; /* as it was */
	} else {
		if (field == FORM_TAG)
			str_addf(&line, "tag %.*s", SV_ARG(value));
		else
			str_addf(&line, "attr %s " SV_FMT, attr_name((enum attr)field), SV_ARG(value.n ? value : SV(ATTR_NOTHING)));
		ok = app_run(a, str_sv(&line), err);
	}
	str_fini(&line);
	if (a->mode == MODE_TAGALL && a->list.kind == LIST_FORM && d->item < d->items.n) {
		fill(a, &d->items.v[d->item]);
		a->list.cur += ok && a->list.cur + 1 < a->list.lines.n;
	}
	return ok;
}

/* ---- completion ---- */

static void offer(choice_vec *out, struct sv word, struct sv candidate)
{
	if (candidate.n == 0 || !sv_starts(candidate, word) || out->n >= 200)
		return;
	for (size_t i = 0; i < out->n; i++)
		if (sv_eq(sv_of(out->v[i].text), candidate))
			return;
	struct choice c = { xstrndup(candidate.p, candidate.n), NULL };

	vec_push(out, c);
}

/* What the same attribute holds elsewhere; speakers are people and organisations too. */
static void offer_used(struct doc *d, size_t field, struct sv word, choice_vec *out)
{
	for (size_t i = 0; i < d->items.n; i++) {
		const struct item *it = &d->items.v[i];
		bool person = it->kind == KIND_ENTITY && (strcmp(it->tag, "PER") == 0 || strcmp(it->tag, "ORG") == 0);
		const char *v = item_attr(it, (enum attr)field);

		if (v)
			offer(out, word, sv_of(v));
		if (it->entity && (field == ATTR_ENTITY || (field == ATTR_SPEAKER && person)))
			offer(out, word, sv_of(it->entity));
	}
}

#define PHRASE 4 /* words that are offered together, at most */

struct start {
	size_t word, away; /* bytes from the annotation */
};

static int by_nearness(const void *x, const void *y)
{
	const struct start *a = x, *b = y;

	return a->away != b->away ? (a->away > b->away) - (a->away < b->away) : (a->word > b->word) - (a->word < b->word);
}

/* No mark but an apostrophe or a hyphen stands between two words. */
static bool goes_on(struct doc *d, size_t from, size_t to)
{
	struct str s;
	bool only = true;

	str_init(&s);
	view_copy(d, (struct span){ from, to }, 16, &s);
	for (size_t i = 0, n; i < s.n && only; i += n) {
		uint32_t cp;

		n = utf8_decode(s.p + i, s.n - i, &cp);
		only = cp_is_space(cp) || cp_is_letter(cp) || cp_is_apostrophe(cp) || cp_is_hyphen(cp);
	}
	str_fini(&s);
	return only;
}

/* Words of the paragraph that begin like what was typed, the nearest first: one, then with those behind. */
static void offer_phrases(struct doc *d, struct span at, struct sv typed, choice_vec *out)
{
	struct span paragraph;
	word_vec words = { 0 };
	VEC(struct start) starts = { 0 };
	struct str s;

	if (typed.n == 0 || !object_at(d, OBJECT_PARAGRAPH, at, &paragraph))
		return;
	words_in(d, paragraph, &words);
	str_init(&s);
	for (size_t i = 0; i < words.n; i++) {
		size_t from = words.v[i].start, away = from > at.end ? from - at.end : from < at.start ? at.start - from : 0;
		struct start one = { i, away };

		str_clear(&s);
		view_copy(d, (struct span){ from, from + typed.n }, typed.n, &s);
		if (sv_eq(str_sv(&s), typed))
			vec_push(&starts, one);
	}
	if (starts.n > 0)
		qsort(starts.v, starts.n, sizeof *starts.v, by_nearness);
	for (size_t i = 0; i < starts.n; i++)
		for (size_t k = starts.v[i].word; k < words.n && k < starts.v[i].word + PHRASE; k++) {
			if (k > starts.v[i].word && !goes_on(d, words.v[k - 1].end, words.v[k].start))
				break;
			str_clear(&s);
			view_copy(d, (struct span){ words.v[starts.v[i].word].start, words.v[k].end }, 200, &s);
			offer(out, typed, str_sv(&s));
		}
	str_fini(&s);
	vec_fini(&starts);
	vec_fini(&words);
}

void form_complete(struct app *a, size_t field, struct sv word, choice_vec *out)
{
	struct doc *d = app_doc(a);
	const char *choices;
	struct sv rest, one;

	if (!d || d->item >= d->items.n)
		return;
	choices = allowed(a, &d->items.v[d->item], field);
	if (choices) {
		for (rest = sv_of(choices); sv_next(&rest, '|', &one);)
			offer(out, word, one);
	} else if (field == FORM_TAG) {
		for (size_t i = 0; i < a->o.tags->tags.n; i++)
			offer(out, word, sv_of(a->o.tags->tags.v[i].name));
	} else if (field < ATTR_COUNT) {
		offer_used(d, field, word, out);
		offer_phrases(d, d->items.v[d->item].span, word, out);
	}
}
