/* keycost.c - what each key costs in an article with many annotations.
 *
 *	keycost ANNOTATIONS TIMES [RATIO]
 *
 * Makes an article and a sidecar in a directory of its own (each annotation a step of
 * its own), types every deciding key TIMES times and draws the screen after each
 * (160x48, three panes), as the reader does between two reads. Prints a table: key,
 * milliseconds until the screen is made (least, median, 99th percentile) and the
 * processor time of this thread as a multiple of that of a step down, records that it
 * adds to the log. What the disk takes counts as time, not as processor time; extraction
 * runs in another thread. The exit status is 1 when a key did not do what its row says,
 * each time; with RATIO also when the least processor time of a key that changes one
 * annotation is above RATIO steps.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "annotate/tagset.h"
#include "app/app.h"
#include "app/docs.h"
#include "app/keymap.h"
#include "app/options.h"
#include "app/view.h"
#include "base/fd.h"
#include "store/sidecar.h"
#include "ui/draw.h"

#define WIDTH 160
#define HEIGHT 48

/* Where a row begins: the next mention of that sort. */
enum from { ANYWHERE, OPEN, OPEN_TOWN, OPEN_DAY, KEPT, KEPT_FIGURE };

enum { MANY = -1 }; /* records: two or more */

/* Each row: where it begins and the keys that bring everything to where the key is worth
 * something (not measured), the key, what takes it back (not measured), and what the key
 * adds to the log, each time: so many records, the last with this verb. A key that did
 * nothing, or something else, would be a fast one. Without records the key moves. */
static const struct {
	const char *name;
	enum from from;
	const char *before, *key, *after;
	int records;
	enum op_verb verb;
	bool many; /* annotations change: no ratio is asked */
} rows[] = {
	{ "down", ANYWHERE, "", "j", "", 0, OP_COUNT, false },
	{ "page down", ANYWHERE, "", "<PageDown>", "", 0, OP_COUNT, false },
	{ "next mention", ANYWHERE, "", "<Tab>", "", 0, OP_COUNT, false },
	{ "next open", ANYWHERE, "", "]", "", 0, OP_COUNT, false },
	{ "accept", OPEN, "", "<Enter>", "u]", 1, OP_ADD, false },
	{ "accept, on", OPEN, "", "<Enter>", "", 1, OP_ADD, false },
	{ "refuse", OPEN, "", "x", "u]", 1, OP_ADD, false },
	{ "undo", OPEN, "<Enter>", "u", "]", 1, OP_UNDO, false },
	{ "redo", OPEN, "<Enter>u", "<C-r>", "]", 1, OP_REDO, false },
	{ "tag", OPEN, "", "O", "u]", 1, OP_ADD, false },
	{ "tag the selection", OPEN, "jwvll", "M", "u", 1, OP_ADD, false },
	{ "undo of that", OPEN, "jwvllM", "u", "", 1, OP_UNDO, false },
	{ "delete", OPEN, "sa<Enter><Apos>a", "U", "uu]", 1, OP_REMOVE, false },
	{ "delete what stood", KEPT, "", "U", "u", 1, OP_REMOVE, false },
	{ "edge out", KEPT, "", "r", "u", 1, OP_SPAN, false },
	{ "edge in", KEPT_FIGURE, "", "R", "u", 2, OP_SPAN, false },
	{ "repeat", OPEN, "<Enter>]", ".", "uu]", 1, OP_ADD, false },
	{ "accept in figures", OPEN, "f", "a", "u<Esc>]", 1, OP_ADD, false },
	{ "refuse in figures", OPEN, "f", "x", "u<Esc>]", 1, OP_ADD, false },
	{ "a name, all of it", OPEN_TOWN, "e", "a", "u<Esc>]", MANY, OP_ADD, true },
	{ "refuse all of it", OPEN_TOWN, "e", "x", "u<Esc>]", MANY, OP_ADD, true },
	{ "tag-all, list", OPEN_DAY, "", "*", "<Esc>", 0, OP_COUNT, true },
	{ "tag-all, apply", OPEN_DAY, "*", "<Enter>", "u", MANY, OP_ADD, true },
	{ "undo of that", OPEN_DAY, "*<Enter>", "u", "", 1, OP_UNDO, true },
};

struct bench {
	struct app *a;
	struct frame f;
	struct tagset tags;
	struct options *options;
	struct keymap *keymap;
	char dir[64];
	char path[80];
};

static int64_t now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- the article and its sidecar ---- */

static const char *const first[] = { "Anne", "Bruno", "Chantal", "Denis", "Élise", "Fabrice", "Gwen", "Hugo" };
static const char *const towns[] = { "Quimper", "Landerneau", "Morlaix", "Vannes", "Pontivy", "Auray", "Lorient" };
static const char *const ends[] = { "ac", "ec", "el", "en", "ic", "ou", "oux", "an", "in", "eau", "ard", "on" };

static const char *family(size_t i, char out[40])
{
	static const char *const heads[] = { "Ker", "Le B", "Tré", "Mor", "Gall", "Pen", "Ros", "Lan", "Plou", "Col" };

	snprintf(out, 40, "%s%s%s", heads[i % 10], ends[i / 10 % 12], ends[i / 120 % 12]);
	return out;
}

/* Something to annotate. */
struct place {
	struct span at;
	enum kind kind;
	const char *tag;
};

typedef VEC(struct place) places_vec;

static void add(struct str *s, places_vec *to, enum kind kind, const char *tag, const char *words)
{
	struct place p = { { s->n, s->n + strlen(words) }, kind, tag };

	str_adds(s, words);
	vec_push(to, p);
}

static void sentence(struct str *s, size_t i, places_vec *to)
{
	char name[100], fam[40], number[40];
	size_t r = i * 2654435761u % 1000003;

	snprintf(name, sizeof name, "%s %s", first[r % 8], family(r / 8, fam));
	add(s, to, KIND_ENTITY, "PER", name);
	str_adds(s, r % 3 ? " a déclaré mardi à " : " a annoncé hier depuis ");
	add(s, to, KIND_ENTITY, "LOC", towns[r % 7]);
	str_adds(s, " : « ");
	size_t from = s->n;
	str_adds(s, "Il faudra ");
	snprintf(number, sizeof number, "%zu personnes", 12 + r % 900);
	add(s, to, KIND_FIGURE, "QUANTITY", number);
	str_adds(s, " pour réparer le quai");
	struct place quote = { { from, s->n }, KIND_QUOTE, "DIRECT" };
	vec_push(to, quote);
	str_adds(s, " ». Les travaux coûteront ");
	snprintf(number, sizeof number, "%zu euros", 1000 + r % 7777);
	add(s, to, KIND_FIGURE, "MONEY", number);
	str_adds(s, i % 5 == 4 ? ".\n\n" : ". ");
}

static void write_files(struct bench *b, size_t wanted)
{
	struct str s, side;
	places_vec all = { 0 };
	struct error err = { 0 };
	struct book *book = book_new("hand");
	struct arena arena;
	size_t done = 0;

	str_init(&s);
	str_init(&side);
	arena_init(&arena);
	str_adds(&s, "La digue\n\n");
	/* one sentence in ten stays open */
	for (size_t i = 0; done < wanted; i++) {
		size_t n = all.n;

		sentence(&s, i, &all);
		done += i % 10 ? all.n - n : 0;
	}
	for (size_t i = 0; i < all.n; i++) {
		struct place *p = &all.v[i];
		struct annotation an = { .kind = p->kind, .tag = p->tag, .status = STATUS_ACCEPTED, .origin = "user" };

		if (i / 5 % 10 == 0)
			continue;
		an.at.span = p->at;
		an.at.exact = arena_strndup(&arena, s.p + p->at.start, p->at.end - p->at.start);
		an.at.before = an.at.after = "";
		if (p->kind == KIND_ENTITY)
			an.attr[ATTR_ENTITY] = an.at.exact;
		book_add(book, &an, &err);
	}
	fd_replace(b->path, str_sv(&s), 0644);
	struct text *t = text_open(b->path, ENC_AUTO, &err);
	struct doc *d = doc_new(b->path, "hand");
	doc_put_text(d, t);
	struct sidecar_text about = doc_text(d);
	sidecar_copy(book, &about, &side);
	char path[100];
	snprintf(path, sizeof path, "%s.postil", b->path);
	fd_replace(path, str_sv(&side), 0644);
	printf("# %zu bytes, %zu annotations, sidecar of %zu bytes\n", s.n, book_count(book), side.n);
	doc_free(d);
	book_free(book);
	arena_fini(&arena);
	vec_fini(&all);
	str_fini(&s);
	str_fini(&side);
}

/* ---- typing ---- */

static void type(struct bench *b, const char *keys)
{
	key_vec v = { 0 };

	keys_parse(sv_of(keys), &v, NULL);
	for (size_t i = 0; i < v.n; i++)
		app_feed(b->a, v.v[i]);
	vec_fini(&v);
}

static bool begins(const struct bench *b, enum from from)
{
	const struct doc *d = app_doc(b->a);
	const struct item *it = d->item < d->items.n ? &d->items.v[d->item] : NULL;

	if (from == ANYWHERE || !it)
		return from == ANYWHERE;
	if (from >= KEPT)
		return it->status == STATUS_ACCEPTED && (from == KEPT || it->kind == KIND_FIGURE);
	return it->status == STATUS_SUGGESTED && (from != OPEN_TOWN || strcmp(it->tag, "LOC") == 0) &&
	       (from != OPEN_DAY || it->kind == KIND_DATE);
}

/* false: there is no such mention any more. */
static bool begin(struct bench *b, enum from from)
{
	for (size_t i = 0; i < 10000 && !begins(b, from); i++)
		type(b, "<Tab>");
	return begins(b, from);
}

static int by_size(const void *x, const void *y)
{
	const double *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

/* Where one is, to see whether a key moved. */
struct spot {
	enum mode mode;
	size_t caret, records;
};

static struct spot spot(const struct bench *b)
{
	const struct doc *d = app_doc(b->a);

	return (struct spot){ b->a->mode, d->caret, book_log_count(d->book) };
}

/* Did the key do what its row says? */
static bool did(const struct bench *b, size_t row, struct spot was)
{
	struct spot is = spot(b);
	size_t n = is.records - was.records;

	if (rows[row].records == 0)
		return n == 0 && (is.mode != was.mode || is.caret != was.caret);
	return (rows[row].records == MANY ? n >= 2 : n == (size_t)rows[row].records) &&
	       book_log_at(app_doc(b->a)->book, is.records - 1)->verb == rows[row].verb;
}

/* The least processor time of the key, in milliseconds, and how often it did what its row says;
 * prints its line. */
static double measure(struct bench *b, size_t row, size_t times, double step, size_t *done)
{
	double *wall = xcalloc(times, sizeof *wall), *cpu = xcalloc(times, sizeof *cpu), least;
	size_t records = 0;

	*done = 0;
	for (size_t i = 0; i < times; i++) {
		bool there = begin(b, rows[row].from);

		type(b, rows[row].before);
		frame_draw(b->a, &b->f, WIDTH, HEIGHT);
		struct spot was = spot(b);
		int64_t t = now(CLOCK_MONOTONIC), c = now(CLOCK_THREAD_CPUTIME_ID);
		type(b, rows[row].key);
		bool ok = there && did(b, row, was);
		if (!ok && i - *done < 3)
			printf("# %s: did not do it, « %s »\n", rows[row].name, b->a->message.p);
		frame_draw(b->a, &b->f, WIDTH, HEIGHT);
		cpu[i] = (double)(now(CLOCK_THREAD_CPUTIME_ID) - c) / 1e6;
		wall[i] = (double)(now(CLOCK_MONOTONIC) - t) / 1e6;
		*done += ok;
		records += spot(b).records - was.records;
		type(b, rows[row].after);
	}
	qsort(wall, times, sizeof *wall, by_size);
	qsort(cpu, times, sizeof *cpu, by_size);
	least = cpu[0];
	printf("%-20s %8.2f %8.2f %8.2f %8.1f %8.1f\n", rows[row].name, wall[0], wall[times / 2], wall[times * 99 / 100],
	       step > 0 ? least / step : 1.0, (double)records / (double)times);
	fflush(stdout);
	free(wall);
	free(cpu);
	return least;
}

int main(int argc, char **argv)
{
	struct bench b = { .a = NULL };
	problem_vec problems = { 0 };
	struct error err = { 0 };
	double most = argc > 3 ? atof(argv[3]) : 0, step = 0;
	size_t wanted = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000, times = argc > 2 ? strtoul(argv[2], NULL, 10) : 50;
	int status = 0;

	snprintf(b.dir, sizeof b.dir, "%s/keycost.XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	if (!mkdtemp(b.dir))
		return 2;
	snprintf(b.path, sizeof b.path, "%s/a.txt", b.dir);
	tagset_init(&b.tags);
	b.options = options_new();
	b.keymap = keymap_load("default", NULL, &problems);
	keymap_bind_tags(b.keymap, &b.tags, &problems);
	write_files(&b, wanted);
	struct app_opts o = { .keymap = b.keymap, .options = b.options, .tags = &b.tags, .annotator = "hand" };
	b.a = app_new(&o, &err);
	app_resize(b.a, WIDTH, HEIGHT);
	frame_init(&b.f);
	int64_t t = now(CLOCK_MONOTONIC);
	if (!b.a || !app_open(b.a, b.path, ENC_AUTO, &err)) {
		fprintf(stderr, "keycost: %s\n", err.msg);
		return 2;
	}
	doc_attach(b.a, app_doc(b.a));
	printf("# sidecar read, items made in %.1f ms\n", (double)(now(CLOCK_MONOTONIC) - t) / 1e6);
	app_begin(b.a);
	app_settle(b.a);
	t = now(CLOCK_MONOTONIC);
	view_rebuild(app_doc(b.a));
	printf("# all made anew in %.1f ms\n", (double)(now(CLOCK_MONOTONIC) - t) / 1e6);
	printf("# %u items, %u decided\n", app_doc(b.a)->total, app_doc(b.a)->decided);
	printf("%-20s %8s %8s %8s %8s %8s\n", "key", "least", "median", "p99", "steps", "records");
	for (size_t i = 0; times > 0 && i < ARRAY_LEN(rows); i++) {
		size_t done;
		double ms = measure(&b, i, times, step, &done);

		if (i == 0)
			step = ms;
		if (done < times)
			status = 1;
		if (most > 0 && !rows[i].many && ms > most * step)
			status = 1;
	}
	app_free(b.a);
	frame_fini(&b.f);
	keymap_free(b.keymap);
	options_free(b.options);
	tagset_fini(&b.tags);
	char path[100];
	snprintf(path, sizeof path, "%s.postil", b.path);
	unlink(path);
	unlink(b.path);
	rmdir(b.dir);
	return status;
}
