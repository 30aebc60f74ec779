/* test_update.c - what view_update makes of a few changes is what view_rebuild makes of
 * all: items, rows of the panes, counts, the current item, the screen. Random decisions,
 * tags, edges, undo, tag-all and changes from elsewhere, with every order of the panes and with
 * filters; compared after one of them or after many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/tagset.h"
#include "app/app.h"
#include "app/command.h"
#include "app/panes.h"
#include "app/view.h"
#include "ui/draw.h"

#define RANDOM_SEED 88172645u
#include "tests/random.h"

static void random_article(struct str *s)
{
	static const char *const sentences[] = {
		"« Nous perdons 12 bateaux par an », a déclaré Anne Le Guen, maire de Quimper, mardi 4 juillet 2012. ",
		"Selon Bruno Kerjean, la criée a vendu 3 200 tonnes de poisson en 2014, contre 2 900 tonnes en 2013. ",
		"La société Armor Pêche emploie 45 salariés à Lorient et « une dizaine » à Vannes. ",
		"Le Guen a affirmé que la digue coûterait au moins 2,5 millions d'euros. ",
		"« Il faut agir, dit-il, avant l'hiver », estime le préfet du Finistère. ",
		"À Quimper, 38 % des marins partiront d'ici à la semaine prochaine, selon Anne Le Guen. ",
		"Kerjean, lui, a parlé de « catastrophe » : « Quinze familles ont tout perdu. » ",
		"Le Conseil régional de Bretagne a promis 400 000 euros à Armor Pêche. ",
	};

	str_clear(s);
	str_adds(s, "La digue de Quimper\n\n");
	for (uint32_t n = 4 + random_below(24); n > 0; n--)
		str_addf(s, "%s%s", sentences[random_below(ARRAY_LEN(sentences))], random_below(3) ? "" : "\n\n");
}

/* ---- everything that must be the same ---- */

static void describe_item(const struct doc *d, size_t i, struct str *out)
{
	const struct item *it = &d->items.v[i];
	const struct pane_list *l = &d->panes[it->kind == KIND_QUOTE ? PANE_QUOTES :
					      it->kind == KIND_FIGURE || it->kind == KIND_DATE ? PANE_FIGURES : PANE_ENTITIES];

	str_addf(out, "%zu-%zu %s %s %d %016llx %ld [%s]", it->span.start, it->span.end, kind_name(it->kind), it->tag,
		 (int)it->status, it->a ? (unsigned long long)it->a->id : 0, it->m ? (long)(it->m - d->found.all.v) : -1L,
		 it->entity ? it->entity : "");
	if (it->group)
		str_addf(out, " in %s/%s", l->groups.v[it->group - 1].tag, l->groups.v[it->group - 1].name);
	str_addc(out, '\n');
}

static void describe_pane(const struct doc *d, enum pane p, struct str *out)
{
	const struct pane_list *l = &d->panes[p];

	str_addf(out, "%s: %u of %u, at %zu\n", pane_name(p), l->decided, l->count, l->cur);
	for (size_t i = 0; i < l->rows.n; i++) {
		const struct pane_row *r = &l->rows.v[i];
		const size_t *items = NULL;
		size_t n = pane_row_items(l, r, &items);

		str_addf(out, "%d %s %zd %u/%u %u:", (int)r->type, r->label ? r->label : "-", (ssize_t)r->item, r->decided, r->count,
			 pane_row_percent(d, p, r));
		for (size_t k = 0; k < n; k++) {
			str_addf(out, " %zu", items[k]);
			assert_int_equal(pane_row_of(d, p, items[k]), i);
		}
		str_addc(out, '\n');
	}
}

static void describe(struct app *a, struct doc *d, struct str *out)
{
	struct frame f;

	str_clear(out);
	str_addf(out, "%u of %u, longest %zu, current %zd\n", d->decided, d->total, d->longest, (ssize_t)d->item);
	for (size_t i = 0; i < d->items.n; i++)
		describe_item(d, i, out);
	for (int p = 0; p < PANE_COUNT; p++)
		describe_pane(d, (enum pane)p, out);
	frame_init(&f);
	frame_draw(a, &f, 130, 40);
	frame_dump(&f, true, true, out);
	frame_fini(&f);
}

/* Of several annotations of one place and kind the last is current after a change; moving may
 * choose another. */
static void choose_last(struct doc *d)
{
	if (d->item >= d->items.n)
		return;
	struct item it = d->items.v[d->item];
	for (size_t i = d->item; i < d->items.n && span_eq(d->items.v[i].span, it.span); i++)
		if (d->items.v[i].kind == it.kind && item_stops(&d->items.v[i]))
			d->item = i;
}

static void check(struct app *a, struct doc *d, const char *what)
{
	struct str one, all;

	str_init(&one);
	str_init(&all);
	choose_last(d);
	worker_wait(a->worker); /* the status line says that it works */
	describe(a, d, &one);
	view_rebuild(d);
	describe(a, d, &all);
	if (strcmp(one.p, all.p) != 0) {
		FILE *f = fopen("/tmp/test_update.one", "w"), *g = fopen("/tmp/test_update.all", "w");

		if (f && g) {
			fputs(one.p, f);
			fputs(all.p, g);
			fclose(f);
			fclose(g);
		}
		fail_msg("after %s the items are not those of all anew: see /tmp/test_update.one and .all", what);
	}
	str_fini(&one);
	str_fini(&all);
}

/* ---- what is done ---- */

/* What cannot be done here is said, and nothing changes. */
static void run(struct app *a, const char *line)
{
	struct error err = { 0 };

	app_run(a, sv_of(line), &err);
}

static void select_some(struct doc *d, struct app *a)
{
	size_t n = text_size(d->text), from = random_below((uint32_t)n - 40);

	view_goto(a, d, from);
	run(a, "select word");
	for (uint32_t k = random_below(4); k > 0; k--)
		run(a, "move word");
}

/* As by another hand: several records in a step, or one alone. */
static void from_elsewhere(struct app *a, struct doc *d)
{
	static const char *const tags[] = { "PER", "QUANTITY", "DATE", "DIRECT" };
	static const enum kind kinds[] = { KIND_ENTITY, KIND_FIGURE, KIND_DATE, KIND_QUOTE };
	uint32_t n = random_below(8) == 0 ? 60 : 1 + random_below(4);

	book_begin(d->book);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = random_below(4), start = random_below((uint32_t)text_size(d->text) - 30);
		struct annotation an = { .kind = kinds[k], .tag = tags[k], .status = (enum status)(1 + random_below(2)),
					 .at = { { start, start + 1 + random_below(25) }, "x", "", "", TEXT_THIS } };
		uint64_t id = book_count(d->book) ? book_at(d->book, random_below((uint32_t)book_count(d->book)))->id : 0;

		if (d->items.n && random_below(3) == 0) /* the place of a mention */
			an.at.span = d->items.v[random_below((uint32_t)d->items.n)].span;
		an.attr[ATTR_ENTITY] = random_below(3) ? NULL : "Anne Le Guen";
		an.attr[ATTR_SPEAKER] = random_below(3) ? NULL : "le préfet";
		switch (id ? random_below(7) : 0) {
		case 1: book_set_span(d->book, id, &an.at, random_below(5) ? PLACED_KEPT : PLACED_LOST, NULL); break;
		case 2: book_remove(d->book, id, NULL); break;
		case 3: book_set_attr(d->book, id, (enum attr)random_below(ATTR_COUNT), "12", NULL); break;
		case 4: book_set_tag(d->book, id, an.kind, an.tag, NULL); break;
		default: book_add(d->book, &an, NULL); break;
		}
	}
	book_end(d->book, NULL);
	after_change(a, d);
}

static void act(struct app *a, struct doc *d, char *what)
{
	static const char *const lines[] = {
		"accept", "accept", "reject", "reject", "untag", "undo", "undo", "redo", "accept cluster", "reject sight",
		"accept sight", "edge start out", "edge end in", "edge end out character", "tag PER", "tag ORG", "tag QUANTITY",
		"tag DIRECT", "tag INDIRECT", "tag DATE", "cycle", "repeat", "attr speaker préfet", "attr entity Quimper",
		"attr value 7", "note à revoir", "tag-all",
	};
	const char *line = lines[random_below(ARRAY_LEN(lines))];

	if (d->items.n && random_below(4))
		view_goto_item(a, d, random_below((uint32_t)d->items.n));
	else if (strncmp(line, "tag ", 4) == 0)
		select_some(d, a);
	if (random_below(9) == 0) {
		strcpy(what, "changes from elsewhere");
		from_elsewhere(a, d);
	} else if (random_below(5) == 0) {
		a->mode = MODE_PANE;
		a->pane = (enum pane)random_below(PANE_COUNT);
		d->panes[a->pane].cur = d->panes[a->pane].rows.n ? random_below((uint32_t)d->panes[a->pane].rows.n) : 0;
		pane_move(&d->panes[a->pane], 0);
		snprintf(what, 60, "%s in the %s", line, pane_name(a->pane));
		run(a, line);
	} else {
		snprintf(what, 60, "%s", line);
		run(a, line);
		if (a->mode == MODE_TAGALL)
			run(a, "apply");
	}
	a->mode = MODE_NORMAL;
}

static void random_panes(struct doc *d)
{
	static const char *const filters[] = { "", "", "", "is:open", "is:decided", "speaker:guen", "is:quoted", "-quimper", "tag:PER|figure|quote" };

	for (int p = 0; p < PANE_COUNT; p++) {
		size_t n = 0;

		while (pane_sort_at((enum pane)p, n) != SORT_END)
			n++;
		pane_set_sort(d, (enum pane)p, pane_sort_at((enum pane)p, random_below((uint32_t)n)));
		pane_set_filter(d, (enum pane)p, pane_filter_new(sv_of(filters[random_below(ARRAY_LEN(filters))]), NULL));
	}
}

static void test_few_as_all(void **state)
{
	problem_vec problems = { 0 };
	struct tagset tags;
	struct options *options = options_new();
	struct keymap *keymap = keymap_load("default", NULL, &problems);
	struct app_opts o = { .keymap = keymap, .options = options, .tags = &tags, .annotator = "x", .no_sidecar = true };
	const char *rounds = getenv("ROUNDS");
	int n = rounds ? atoi(rounds) : 30;
	char what[80];
	struct str s;

	(void)state;
	tagset_init(&tags);
	str_init(&s);
	for (int i = 0; i < n; i++) {
		struct error err = { 0 };
		struct app *a = app_new(&o, &err);
		struct doc *d;

		random_article(&s);
		assert_non_null(a);
		assert_true(app_open_text(a, text_from_memory("x", str_sv(&s)), "x", &err));
		app_resize(a, 130, 40);
		app_begin(a);
		if (random_below(6))
			app_settle(a);
		d = app_doc(a);
		for (int k = 0; k < 90; k++) {
			if (random_below(12) == 0)
				random_panes(d);
			act(a, d, what);
			if (random_below(20) == 0)
				app_settle(a); /* what was learnt changes what is found */
			if (random_below(i % 2 ? 1 : 12) == 0)
				check(a, d, what);
		}
		check(a, d, what);
		app_free(a);
	}
	str_fini(&s);
	options_free(options);
	keymap_free(keymap);
	tagset_fini(&tags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_few_as_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
