/* prompt.c - see prompt.h. */
#include "app/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "app/command.h"
#include "app/complete.h"
#include "app/find.h"
#include "app/history.h"
#include "app/form.h"
#include "app/view.h"
#include "base/i18n.h"
#include "base/utf8.h"

void prompt_init(struct prompt *p)
{
	memset(p, 0, sizeof *p);
	str_init(&p->line);
	str_init(&p->kept);
	str_init(&p->before);
	p->choice = NONE;
}

static void clear_lines(line_vec *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i]);
	vec_clear(l);
}

void prompt_fini(struct prompt *p)
{
	for (size_t k = 0; k < ARRAY_LEN(p->history); k++) {
		clear_lines(&p->history[k]);
		vec_fini(&p->history[k]);
	}
	choices_clear(&p->choices);
	vec_fini(&p->choices);
	str_fini(&p->line);
	str_fini(&p->kept);
	str_fini(&p->before);
}

void prompt_lead(const struct prompt *p, struct str *out)
{
	switch (p->kind) {
	case PROMPT_COMMAND:
		str_adds(out, ":");
		break;
	case PROMPT_SEARCH:
		str_adds(out, "/");
		break;
	case PROMPT_FILTER:
		str_adds(out, _("filter: "));
		break;
	case PROMPT_FIELD:
		str_addf(out, _("%s: "), form_field(p->field));
		break;
	default:
		str_adds(out, _("note: "));
		break;
	}
}

void prompt_open(struct app *a, enum prompt_kind kind, struct sv text)
{
	struct prompt *p = &a->prompt;
	struct doc *d = app_doc(a);

	if (a->mode != MODE_PROMPT)
		p->back = a->mode;
	p->kind = kind;
	p->fresh = true;
	str_clear(&p->line);
	str_add(&p->line, text);
	p->at = p->line.n;
	p->history_at = p->history[kind].n;
	choices_clear(&p->choices);
	p->choice = NONE;
	p->origin = d ? d->caret : 0;
	p->origin_top = d ? d->top : 0;
	if (kind == PROMPT_SEARCH)
		find_begin(a);
	if (kind == PROMPT_FILTER) {
		str_clear(&p->before);
		str_add(&p->before, text);
	}
	a->mode = MODE_PROMPT;
}

void prompt_close(struct app *a)
{
	choices_clear(&a->prompt.choices);
	a->prompt.choice = NONE;
	if (a->mode == MODE_PROMPT)
		a->mode = a->prompt.back;
}

static void set_line(struct prompt *p, const char *s)
{
	str_clear(&p->line);
	str_adds(&p->line, s);
	p->at = p->line.n;
}

static void walk_history(struct prompt *p, int by)
{
	line_vec *h = &p->history[p->kind];

	if (by < 0 && p->history_at > 0) {
		if (p->history_at == h->n) {
			str_clear(&p->kept);
			str_add(&p->kept, str_sv(&p->line));
		}
		set_line(p, h->v[--p->history_at]);
	} else if (by > 0 && p->history_at < h->n) {
		p->history_at++;
		set_line(p, p->history_at == h->n ? p->kept.p : h->v[p->history_at]);
	}
}

static void replace(struct prompt *p, size_t start, size_t end, struct sv by)
{
	struct str s;

	str_init(&s);
	str_add(&s, sv_cut(str_sv(&p->line), 0, start));
	str_add(&s, by);
	str_add(&s, sv_cut(str_sv(&p->line), end, p->line.n));
	str_fini(&p->line);
	p->line = s;
	p->at = start + by.n;
}

static size_t char_back(const struct prompt *p)
{
	uint32_t cp;

	return p->at ? p->at - utf8_decode_back(str_sv(&p->line), p->at, &cp) : 0;
}

static size_t char_on(const struct prompt *p)
{
	uint32_t cp;

	return p->at + utf8_decode(p->line.p + p->at, p->line.n - p->at, &cp);
}

static size_t word_back(const struct prompt *p)
{
	size_t at = p->at;

	while (at > 0 && p->line.p[at - 1] == ' ')
		at--;
	while (at > 0 && p->line.p[at - 1] != ' ')
		at--;
	return at;
}

/* What is typed has an effect already. */
static void preview(struct app *a)
{
	if (a->prompt.kind == PROMPT_SEARCH)
		find_preview(a, str_sv(&a->prompt.line));
	if (a->prompt.kind == PROMPT_FILTER)
		filter_line_set(a, str_sv(&a->prompt.line), NULL); /* wrong while it is typed: the last right one stays */
}

void prompt_offer(struct app *a)
{
	struct prompt *p = &a->prompt;

	if (p->kind == PROMPT_COMMAND && p->choices.n == 0)
		p->choice_start = complete_command(a, str_sv(&p->line), p->at, &p->choices);
	p->choice = NONE;
}

/* Tab: the common part first, then one candidate after the other. */
static void complete(struct app *a, int by)
{
	struct prompt *p = &a->prompt;
	size_t n, common;
	bool fresh = p->choices.n == 0;

	if (p->kind != PROMPT_COMMAND && p->kind != PROMPT_FILTER && p->kind != PROMPT_FIELD)
		return;
	if (fresh && p->kind == PROMPT_FIELD) {
		p->choice_start = 0;
		p->choice = NONE;
		form_complete(a, p->field, p->fresh ? SV("") : sv_cut(str_sv(&p->line), 0, p->at), &p->choices);
	} else if (fresh) {
		p->choice_start = (p->kind == PROMPT_FILTER ? complete_filter : complete_command)(
			a, str_sv(&p->line), p->at, &p->choices);
		p->choice = NONE;
	}
	n = p->choices.n;
	if (n == 0)
		return;
	common = choices_common(&p->choices);
	if (fresh && n > 1 && p->kind != PROMPT_FIELD && common > p->at - p->choice_start) {
		replace(p, p->choice_start, p->at, (struct sv){ p->choices.v[0].text, common });
		return;
	}
	if (p->choice == NONE)
		p->choice = by > 0 ? 0 : n - 1;
	else
		p->choice = by > 0 ? (p->choice + 1) % n : (p->choice + n - 1) % n;
	replace(p, p->choice_start, p->at, sv_of(p->choices.v[p->choice].text));
	if (n == 1) {
		bool open = p->at > 0 && strchr("=:/", p->line.p[p->at - 1]); /* more of the word comes */

		choices_clear(&p->choices);
		p->choice = NONE;
		if (p->at == p->line.n && !open && p->kind != PROMPT_FIELD)
			prompt_insert(a, SV(" "));
	}
	preview(a);
}

void prompt_insert(struct app *a, struct sv text)
{
	struct prompt *p = &a->prompt;
	struct str one;

	str_init(&one);
	for (size_t i = 0; i < text.n; i++) /* one line only */
		str_addc(&one, text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i]);
	replace(p, p->at, p->at, str_sv(&one));
	str_fini(&one);
	preview(a);
}

static void toggle_regex(struct app *a)
{
	struct prompt *p = &a->prompt;
	struct str other;

	if (p->kind != PROMPT_SEARCH)
		return;
	str_init(&other);
	find_toggle_regex(a, str_sv(&p->line), &other);
	set_line(p, other.p);
	str_fini(&other);
	preview(a);
}

static void accept_line(struct app *a)
{
	struct prompt *p = &a->prompt;
	char *line = xstrndup(p->line.p, p->line.n);
	struct error err = { 0 };
	enum prompt_kind kind = p->kind;
	bool ok;

	history_add(p, p->kind, str_sv(&p->line));
	if (kind == PROMPT_SEARCH)
		find_cancel(a); /* the jump begins where the prompt opened */
	prompt_close(a);
	if (kind == PROMPT_SEARCH) {
		ok = find_commit(a, sv_of(line), &err);
	} else if (kind == PROMPT_FILTER) {
		ok = filter_line_set(a, sv_of(line), &err);
	} else if (kind == PROMPT_NOTE) {
		ok = note_commit(a, sv_of(line), &err);
	} else if (kind == PROMPT_FIELD) {
		ok = form_commit(a, p->field, sv_of(line), &err);
	} else {
		ok = !*line || app_run(a, sv_of(line), &err);
	}
	if (!ok)
		app_complain(a, "%s", err.msg);
	free(line);
}

static void cancel(struct app *a)
{
	if (a->prompt.kind == PROMPT_SEARCH)
		find_cancel(a);
	if (a->prompt.kind == PROMPT_FILTER)
		filter_line_set(a, str_sv(&a->prompt.before), NULL);
	prompt_close(a);
}

/* Ctrl keys of the line; false when k is none of them. */
static bool feed_control(struct app *a, struct key k)
{
	struct prompt *p = &a->prompt;

	if (!(k.mods & KEYMOD_CTRL) || k.sym != KEYSYM_NONE)
		return false;
	switch (k.cp) {
	case 'a':
		p->at = 0;
		return true;
	case 'e':
		p->at = p->line.n;
		return true;
	case 'u':
		replace(p, 0, p->at, SV(""));
		preview(a);
		return true;
	case 'w':
		replace(p, word_back(p), p->at, SV(""));
		preview(a);
		return true;
	case 'k':
		replace(p, p->at, p->line.n, SV(""));
		preview(a);
		return true;
	case 'c':
	case 'g':
		cancel(a);
		return true;
	case 'r':
		toggle_regex(a);
		return true;
	case 'p':
		walk_history(p, -1);
		return true;
	case 'n':
		walk_history(p, 1);
		return true;
	default:
		return true; /* no other control key is text */
	}
}

static void feed_named(struct app *a, struct key k)
{
	struct prompt *p = &a->prompt;
	size_t back = char_back(p);

	switch (k.sym) {
	case KEYSYM_ESC:
		cancel(a);
		break;
	case KEYSYM_ENTER:
		accept_line(a);
		break;
	case KEYSYM_BS:
		if (p->line.n == 0)
			cancel(a);
		else
			replace(p, back, p->at, SV(""));
		break;
	case KEYSYM_DEL:
		replace(p, p->at, char_on(p), SV(""));
		break;
	case KEYSYM_LEFT:
		p->at = back;
		break;
	case KEYSYM_RIGHT:
		p->at = char_on(p);
		break;
	case KEYSYM_HOME:
		p->at = 0;
		break;
	case KEYSYM_END:
		p->at = p->line.n;
		break;
	case KEYSYM_UP:
		walk_history(p, -1);
		break;
	case KEYSYM_DOWN:
		walk_history(p, 1);
		break;
	default:
		break;
	}
	if (a->mode == MODE_PROMPT && (k.sym == KEYSYM_BS || k.sym == KEYSYM_DEL))
		preview(a);
}

void prompt_feed(struct app *a, struct key k)
{
	struct prompt *p = &a->prompt;
	char utf8[4];

	if (k.sym == KEYSYM_TAB) {
		complete(a, k.mods & KEYMOD_SHIFT ? -1 : 1);
		return;
	}
	choices_clear(&p->choices);
	p->choice = NONE;
	if (p->fresh && p->kind == PROMPT_FIELD && k.sym == KEYSYM_NONE && !(k.mods & (KEYMOD_CTRL | KEYMOD_ALT)))
		set_line(p, ""); /* what is typed takes the place of what stood there */
	p->fresh = false;
	if (k.sym != KEYSYM_NONE)
		feed_named(a, k);
	else if (!feed_control(a, k) && !(k.mods & KEYMOD_ALT))
		prompt_insert(a, (struct sv){ utf8, utf8_write(k.cp, utf8) });
}
