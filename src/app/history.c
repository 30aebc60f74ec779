/* history.c - see history.h. */
#include "app/history.h"

#include <stdlib.h>
#include <string.h>

#include "app/ini.h"
#include "base/dirs.h"
#include "base/fd.h"
#include "base/utf8.h"

#define HISTORY_MAX 200 /* lines of a prompt */

static const char leads[PROMPT_KINDS] = { [PROMPT_COMMAND] = ':', [PROMPT_SEARCH] = '/', [PROMPT_FILTER] = '&' };

char *history_path(void)
{
	return user_path(DIR_STATE, "history");
}

static void drop(struct prompt *p, enum prompt_kind kind, size_t i)
{
	line_vec *h = &p->history[kind];

	free(h->v[i]);
	memmove(h->v + i, h->v + i + 1, (--h->n - i) * sizeof *h->v);
	if (i < p->history_old[kind])
		p->history_old[kind]--;
}

void history_add(struct prompt *p, enum prompt_kind kind, struct sv line)
{
	line_vec *h = &p->history[kind];

	if (line.n == 0 || memchr(line.p, '\n', line.n))
		return;
	for (size_t i = 0; i < h->n; i++)
		if (sv_eq(sv_of(h->v[i]), line))
			drop(p, kind, i--);
	if (h->n >= HISTORY_MAX)
		drop(p, kind, 0);
	vec_push(h, xstrndup(line.p, line.n));
}

static void read_lines(struct prompt *p, const char *path)
{
	struct str text;
	struct sv rest, line;

	str_init(&text);
	if (ini_read_file(path, &text, NULL)) {
		rest = str_sv(&text);
		while (rest.n > 0 && sv_next(&rest, '\n', &line)) {
			for (int k = 0; line.n > 1 && k < PROMPT_KINDS; k++)
				if (leads[k] == line.p[0] && utf8_valid(line))
					history_add(p, (enum prompt_kind)k, sv_cut(line, 1, line.n));
		}
	}
	str_fini(&text);
}

void history_load(struct app *a, const char *path)
{
	read_lines(&a->prompt, path);
	for (int k = 0; k < PROMPT_KINDS; k++)
		a->prompt.history_old[k] = a->prompt.history[k].n;
}

void history_save(const struct app *a, const char *path)
{
	struct prompt all;
	struct str out;
	bool any = false;

	memset(&all, 0, sizeof all);
	read_lines(&all, path); /* what others have written meanwhile */
	str_init(&out);
	for (int k = 0; k < PROMPT_KINDS; k++) {
		for (size_t i = a->prompt.history_old[k]; leads[k] && i < a->prompt.history[k].n; i++) {
			history_add(&all, (enum prompt_kind)k, sv_of(a->prompt.history[k].v[i]));
			any = true;
		}
		for (size_t i = 0; i < all.history[k].n; i++) {
			if (leads[k])
				str_addf(&out, "%c%s\n", leads[k], all.history[k].v[i]);
			free(all.history[k].v[i]);
		}
		vec_fini(&all.history[k]);
	}
	if (any) {
		fd_make_parents(path);
		fd_replace(path, str_sv(&out), 0600);
	}
	str_fini(&out);
}
