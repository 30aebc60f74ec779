/* app.c - the state machine: keys to commands; see app.h. */
#include "app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/files.h"
#include "app/find.h"
#include "app/follow.h"
#include "app/hand.h"
#include "app/hints.h"
#include "app/note_edit.h"
#include "app/panel.h"
#include "app/panes.h"
#include "app/prompt.h"
#include "app/review.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define MESSAGES_MAX 100

struct app *app_new(const struct app_opts *opts, struct error *err)
{
	struct app *a = xcalloc(1, sizeof *a);

	a->worker = worker_new(err);
	a->errands = a->worker ? worker_new(err) : NULL;
	if (!a->errands) {
		worker_free(a->worker);
		free(a);
		return NULL;
	}
	a->nothing = text_from_memory("", SV(""));
	str_init(&a->places);
	a->o = *opts;
	learning_open(&a->learning, opts->memory, opts->problems);
	a->w = 80;
	a->h = 24;
	str_init(&a->message);
	str_init(&a->pattern);
	str_init(&a->pattern_before);
	a->list.found = a->hand.page = NONE;
	str_init(&a->last);
	str_init(&a->running);
	str_init(&a->clip);
	prompt_init(&a->prompt);
	return a;
}

void app_free(struct app *a)
{
	if (!a)
		return;
	worker_free(a->errands);
	worker_free(a->worker);
	learning_close(&a->learning);
	for (size_t i = 0; i < a->docs.n; i++)
		doc_free(a->docs.v[i]);
	vec_fini(&a->docs);
	vec_fini(&a->order);
	for (size_t i = 0; i < a->keymaps.n; i++)
		keymap_free(a->keymaps.v[i]);
	vec_fini(&a->keymaps);
	text_close(a->nothing);
	str_fini(&a->places);
	for (size_t i = 0; i < a->messages.n; i++)
		free(a->messages.v[i]);
	vec_fini(&a->messages);
	vec_fini(&a->pending);
	list_fini(&a->list);
	review_free(a->review);
	prompt_fini(&a->prompt);
	search_free(a->search);
	str_fini(&a->message);
	str_fini(&a->pattern);
	str_fini(&a->pattern_before);
	vec_fini(&a->hits.at);
	str_fini(&a->last);
	str_fini(&a->running);
	str_fini(&a->clip);
	hand_unstick(a);
	note_edit_drop(a);
	free(a);
}

struct doc *app_doc(const struct app *a)
{
	return a->doc < a->docs.n ? a->docs.v[a->doc] : NULL;
}

enum mode app_focus(const struct app *a)
{
	return a->mode == MODE_PROMPT ? a->prompt.back : a->mode;
}

enum pane app_pane(const struct app *a)
{
	enum mode m = app_focus(a);

	if (mode_is_list(m))
		m = a->list.back;
	return m == MODE_PANE ? a->pane : PANE_COUNT;
}

struct doc *need_doc(struct app *a, struct error *err)
{
	struct doc *d = app_doc(a);

	if (!d)
		error_set(err, ERR_STATE, _("no article is open"));
	else if (d->state == DOC_OPEN)
		return d;
	else
		error_set(err, ERR_STATE, d->state == DOC_CONVERTING ? _("%s is still being converted") :
								       _("%s is not open"), d->path);
	return NULL;
}

/* With the time of day, for :messages. */
static void remember_message(struct app *a)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };
	struct str line;

	if (a->messages.n >= MESSAGES_MAX) {
		free(a->messages.v[0]);
		memmove(a->messages.v, a->messages.v + 1, --a->messages.n * sizeof *a->messages.v);
	}
	localtime_r(&now, &tm);
	str_init(&line);
	str_addf(&line, "%02d:%02d:%02d %c %s", tm.tm_hour, tm.tm_min, tm.tm_sec, a->message_is_error ? '!' : ' ',
		 a->message.p);
	vec_push(&a->messages, str_take(&line));
	str_fini(&line);
}

static void say(struct app *a, bool error, const char *fmt, va_list ap)
	__attribute__((format(printf, 3, 0)));

static void say(struct app *a, bool error, const char *fmt, va_list ap)
{
	char buf[600];

	vsnprintf(buf, sizeof buf, fmt, ap);
	str_clear(&a->message);
	utf8_printable(sv_of(buf), &a->message);
	a->message_is_error = error;
	remember_message(a);
}

void app_say(struct app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(a, false, fmt, ap);
	va_end(ap);
}

void app_complain(struct app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(a, true, fmt, ap);
	va_end(ap);
}

void app_resize(struct app *a, unsigned w, unsigned h)
{
	a->w = w;
	a->h = h;
	for (size_t i = 0; i < a->docs.n; i++)
		if (a->docs.v[i]->state == DOC_OPEN)
			view_normalize(a, a->docs.v[i]);
	if (app_doc(a))
		view_scroll_to_caret(a, app_doc(a));
	files_resized(a);
	list_resized(a);
}

static void clear_pending(struct app *a)
{
	vec_clear(&a->pending);
	a->count = 0;
}

static void run_bound(struct app *a, const char *command)
{
	struct error err = { 0 };
	size_t count = a->count;

	vec_clear(&a->pending);
	a->count = count; /* app_run hands it to the command */
	if (!app_run(a, sv_of(command), &err))
		app_complain(a, "%s", err.msg);
	a->count = 0;
}

static bool feed_mark(struct app *a, struct key k)
{
	char line[24];
	const char *verb = a->want_mark ? "mark" : "to-mark";

	if (!a->want_mark && !a->want_to_mark)
		return false;
	a->want_mark = a->want_to_mark = false;
	if (k.sym == KEYSYM_NONE && k.mods == 0 && k.cp < 128 && k.cp > ' ') {
		snprintf(line, sizeof line, "%s %c", verb, (char)k.cp);
		run_bound(a, line);
	}
	return true;
}

static void unbound(struct app *a, struct key k)
{
	struct str s;
	bool esc = k.sym == KEYSYM_ESC;

	str_init(&s);
	for (size_t i = 0; i < a->pending.n; i++)
		key_format(a->pending.v[i], &s);
	if (!esc)
		app_say(a, _("%s is not bound; ? shows the keys"), s.p);
	str_fini(&s);
	clear_pending(a);
}

static bool feed_digit(struct app *a, struct key k)
{
	const char *command;

	if (k.sym != KEYSYM_NONE || k.mods != 0 || a->pending.n > 0 || k.cp < '0' || k.cp > '9')
		return false;
	if (k.cp == '0' && a->count == 0)
		return false;
	if (a->count == 0 &&
	    keymap_find(a->o.keymap, (enum keymode)a->mode, &k, 1, &command) != KEYMAP_NONE)
		return false;
	if (a->count < 100000000)
		a->count = a->count * 10 + (k.cp - '0');
	return true;
}

/* Keys with which people go on take the tour away and do no more: what it covers was not
 * read yet. Any other does what it does. */
static bool feed_tour(struct app *a, struct key k)
{
	bool was = a->tour;

	a->tour = false;
	layers_close(a, true);
	return was && k.mods == 0 &&
	       (k.sym == KEYSYM_ENTER || k.sym == KEYSYM_ESC || (k.sym == KEYSYM_NONE && k.cp == ' '));
}

static void feed(struct app *a, struct key k)
{
	const char *command = NULL;

	str_clear(&a->message);
	a->message_is_error = false;
	if (feed_tour(a, k))
		return;
	if (a->mode == MODE_PROMPT) {
		prompt_feed(a, k);
		return;
	}
	if (hints_feed(a, k) || hand_feed(a, k) || feed_mark(a, k) || feed_digit(a, k))
		return;
	if (k.sym == KEYSYM_ESC && (a->pending.n || a->count)) {
		clear_pending(a);
		return;
	}
	vec_push(&a->pending, k);
	switch (keymap_find(a->o.keymap, (enum keymode)a->mode, a->pending.v, a->pending.n, &command)) {
	case KEYMAP_PREFIX:
		return;
	case KEYMAP_FOUND:
		if (*command) {
			run_bound(a, command);
			return;
		}
		/* fall through */
	default:
		unbound(a, k);
	}
}

void app_feed(struct app *a, struct key k)
{
	if (a->extract_now)
		app_settle(a);
	struct follow was = follow_begin(a);
	feed(a, k);
	follow_end(a, was);
}

void app_paste(struct app *a, struct sv text)
{
	if (a->mode == MODE_PROMPT)
		prompt_insert(a, text);
	else
		app_complain(a, _("pasted text is not taken as keys; use : or / first"));
}

/* ---- extraction ---- */

/* The window of bytes that is to be extracted for what is in sight. */
static struct span wanted_window(const struct doc *d)
{
	size_t size = text_size(d->text), from;

	if (size <= APP_WHOLE)
		return (struct span){ 0, size };
	from = d->top > APP_WINDOW / 2 ? d->top - APP_WINDOW / 2 : 0;
	return (struct span){ from, from + APP_WINDOW < size ? from + APP_WINDOW : size };
}

void app_extract(struct app *a)
{
	struct doc *d = app_doc(a);
	struct span w;
	char *bytes;
	size_t n;

	files_survey(a);
	if (!d || d->state != DOC_OPEN)
		return;
	doc_attach(a, d);
	/* large texts: again when the screen comes near the edge of the window */
	if (d->asked && d->taught == a->taught &&
	    (text_size(d->text) <= APP_WHOLE ||
	     (d->window.start <= d->top &&
	      (d->top + APP_WINDOW / 4 < d->window.end || d->window.end == text_size(d->text)))))
		return;
	w = wanted_window(d);
	if (w.start > 0)
		w.start = text_line_start_within(d->text, w.start, 8192);
	bytes = xmalloc(w.end - w.start + 1);
	n = text_read(d->text, w.start, bytes, w.end - w.start);
	w.end = w.start + n;
	bool again = d->asked;
	d->asked = true;
	d->taught = a->taught;
	d->window = w;
	struct memory *known = memory_copy(a->learning.all);
	memory_prefer(known, tally_memory(d->own));
	struct worker_job job = { .doc = a->doc, .window = w, .bytes = bytes, .memory = known };
	snprintf(job.date, sizeof job.date, "%s", option_string(a->o.options, OPT_DATE));
	worker_start(a->worker, &job, again);
}

void app_learn(struct app *a, struct doc *d)
{
	struct error err = { 0 };
	bool differs = false;

	if (!tally_update(d->own, d->book, &a->learning, &differs, &err))
		app_complain(a, "%s", err.msg);
	a->taught += differs; /* what is found is found anew behind the next frame: app_extract */
}

static void take_found(struct app *a, struct worker_result *r)
{
	struct doc *d = r->doc < a->docs.n ? a->docs.v[r->doc] : NULL;

	if (!d || d->state != DOC_OPEN) {
		mentions_fini(&r->found);
		return;
	}
	if (d->has_found) {
		d->item = NONE; /* its strings go away with the old mentions */
		vec_clear(&d->items);
		mentions_fini(&d->found);
	}
	bool first = !d->has_found;
	enum pane focus = first && d == app_doc(a) ? app_pane(a) : PANE_COUNT;
	bool there = focus != PANE_COUNT && pane_is_entered(d, focus);
	d->found = r->found;
	d->has_found = true;
	view_rebuild(d);
	for (int p = 0; first && p < PANE_COUNT; p++) { /* it came back before it had its rows */
		bool here = p == (int)focus;
		bool back = (!here || there) && pane_return(d, (enum pane)p);

		if (here && back)
			follow_row(a, d);
		else if (here && there)
			pane_enter(d, focus);
	}
	files_changed(a, r->doc);
}

static void take_errand(struct app *a, struct errand *e)
{
	if (e->kind == ERRAND_CONVERT)
		doc_converted(a, e);
	else
		files_surveyed(a, e);
	files_changed(a, e->doc);
	errand_free(e);
}

bool app_poll(struct app *a)
{
	struct worker_result r;
	bool any = false;

	for (; worker_take(a->worker, &r); any = true)
		take_found(a, &r);
	for (; worker_take(a->errands, &r); any = true)
		take_errand(a, r.errand);
	return any;
}

bool app_idle(struct app *a)
{
	return find_count(a, (size_t)1 << 20);
}

void app_settle_doc(struct app *a)
{
	const struct doc *d = app_doc(a);

	while (d && d->state == DOC_CONVERTING) {
		worker_wait(a->errands);
		app_poll(a);
	}
	app_extract(a);
	worker_wait(a->worker);
	app_poll(a);
}

void app_settle(struct app *a)
{
	app_extract(a);
	do {
		worker_wait(a->worker);
		worker_wait(a->errands);
	} while (app_poll(a));
	while (app_idle(a))
		continue;
}
