/* stats.c - the article in numbers: length, what was found and how much of it is
 * decided, who is named most, who speaks how much. A list over the article.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/pane_filter.h"
#include "app/panes.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define WORDS_A_MINUTE 220
#define NAMES_SHOWN 10
#define NAME_W 36 /* columns */

struct score {
	const char *name; /* "" nobody */
	const char *tag;
	size_t count, weight;
};

typedef VEC(struct score) score_vec;

static int by_name(const void *pa, const void *pb)
{
	const struct score *a = pa, *b = pb;
	int c = strcmp(a->name, b->name);

	return c ? c : strcmp(a->tag, b->tag);
}

static int by_weight(const void *pa, const void *pb)
{
	const struct score *a = pa, *b = pb;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return by_name(pa, pb);
}

/* Equal names become one; the heaviest come first. Returns the weight of all. */
static size_t scores_sum(score_vec *s)
{
	size_t n = 0, all = 0;

	if (s->n == 0)
		return 0;
	qsort(s->v, s->n, sizeof *s->v, by_name);
	for (size_t i = 0; i < s->n; i++) {
		all += s->v[i].weight;
		if (n > 0 && by_name(&s->v[n - 1], &s->v[i]) == 0) {
			s->v[n - 1].count += s->v[i].count;
			s->v[n - 1].weight += s->v[i].weight;
		} else {
			s->v[n++] = s->v[i];
		}
	}
	s->n = n;
	qsort(s->v, s->n, sizeof *s->v, by_weight);
	return all;
}

static void add_count(struct app *a, const char *what, size_t n)
{
	struct str s;

	str_init(&s);
	str_addf(&s, "%7zu  %s", n, what);
	list_add(a, s.p);
	str_fini(&s);
}

/* « Claire Le Bihan  38 % ########  5 »; a name that is too long has a row of its own. */
static void add_bar(struct app *a, const char *name, size_t part, size_t most, size_t all, size_t count)
{
	bool drawn = option_enum(a->o.options, OPT_BORDERS) == 0;
	size_t w = list_box(a).w, wide = w < 60 ? 10 : w < 76 ? 20 : 24, n = most ? (part * wide + most - 1) / most : 0;
	size_t room = w > wide + 15 ? w - wide - 14 : 1, columns = room < NAME_W ? room : NAME_W; /* 14: what follows the name */
	struct str s;

	str_init(&s);
	utf8_printable(sv_of(name), &s);
	if (utf8_width(str_sv(&s)) > columns) {
		list_sentence(a, SV(""), 0, str_sv(&s));
		str_clear(&s);
	}
	for (size_t k = utf8_width(str_sv(&s)); k < columns; k++)
		str_addc(&s, ' ');
	str_addf(&s, "%4zu%% ", all ? (part * 200 / all + 1) / 2 : 0);
	for (size_t k = 0; k < wide; k++)
		str_adds(&s, k >= n ? " " : drawn ? "█" : "#");
	str_addf(&s, " %zu", count);
	list_add(a, s.p);
	str_fini(&s);
}

static void add_bars(struct app *a, score_vec *s, size_t shown, const char *nobody)
{
	size_t all = scores_sum(s), rest = 0, count = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (i < shown) {
			add_bar(a, *s->v[i].name ? s->v[i].name : nobody, s->v[i].weight, s->v[0].weight, all, s->v[i].count);
		} else {
			rest += s->v[i].weight;
			count += s->v[i].count;
		}
	}
	if (count)
		add_bar(a, _("others"), rest, rest > s->v[0].weight ? rest : s->v[0].weight, all, count);
}

static void article(struct app *a, struct doc *d)
{
	size_t size = text_size(d->text), n, of;
	struct span all = { 0, size < APP_WHOLE ? size : APP_WHOLE };
	size_t words = quoted_words(d, all);

	list_heading(a, _("Article"));
	if (size <= APP_WHOLE)
		add_count(a, _("characters"), text_offset(d->text, size, OFFSET_CODEPOINT));
	else
		add_count(a, _("bytes"), size);
	add_count(a, size <= APP_WHOLE ? _("words") : _("words in the first 4 MB"), words);
	if (view_paragraph(d, 0, &n, &of))
		add_count(a, _("paragraphs"), of);
	add_count(a, _("minutes to read"), (words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE);
	if (d->total)
		add_count(a, _("% decided"), (size_t)d->decided * 100 / d->total);
}

static void score(score_vec *out, const char *name, size_t weight)
{
	struct score s = { name, "", 1, weight };

	vec_push(out, s);
}

bool cmd_stats(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	score_vec kinds = { 0 }, tags = { 0 }, names = { 0 }, speakers = { 0 };
	size_t quoted = 0;

	(void)args;
	if (!d)
		return false;
	for (size_t i = 0; i < d->items.n; i++) {
		const struct item *it = &d->items.v[i];
		bool sure, speech = it->kind == KIND_QUOTE && strcmp(it->tag, "TERM") != 0;

		if (!item_stops(it))
			continue;
		score(&kinds, kind_name(it->kind), 1);
		score(&tags, it->tag, 1);
		if (it->kind == KIND_ENTITY && it->entity)
			score(&names, it->entity, 1);
		if (!speech)
			continue;
		score(&speakers, item_source(d, i, &sure), quoted_words(d, it->span));
		quoted += speakers.v[speakers.n - 1].weight;
	}
	list_open(a, LIST_STATS, _("Statistics"));
	article(a, d);
	add_count(a, _("words are quoted"), quoted);
	list_heading(a, _("Who speaks: share of the quoted words, quotes"));
	add_bars(a, &speakers, 2 * NAMES_SHOWN, _("nobody is named"));
	list_heading(a, _("Who and what is named most"));
	add_bars(a, &names, NAMES_SHOWN, "");
	list_heading(a, _("Mentions by kind"));
	add_bars(a, &kinds, SIZE_MAX, "");
	list_heading(a, _("Mentions by tag"));
	add_bars(a, &tags, SIZE_MAX, "");
	vec_fini(&kinds);
	vec_fini(&tags);
	vec_fini(&names);
	vec_fini(&speakers);
	return true;
}
