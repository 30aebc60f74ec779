/* places.c - see places.h. */
#include "app/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fd.h"

#define PLACES_MAX 1000

struct place {
	size_t at, size;
	struct sv path;
};

char *places_path(void)
{
	const char *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct str s;

	str_init(&s);
	if (xdg && xdg[0] == '/')
		str_addf(&s, "%s/postil/places.tsv", xdg);
	else
		str_addf(&s, "%s/.local/state/postil/places.tsv", home ? home : "/nonexistent");
	return s.p; /* the caller's now */
}

static bool read_number(struct sv s, size_t *out)
{
	*out = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || *out > SIZE_MAX / 16)
			return false;
		*out = *out * 10 + (size_t)(s.p[i] - '0');
	}
	return s.n > 0;
}

static bool next_place(struct sv *rest, struct place *p)
{
	struct sv line, at, size;

	while (sv_next(rest, '\n', &line)) {
		if (sv_next(&line, '\t', &at) && sv_next(&line, '\t', &size) && line.p && line.n > 0 &&
		    read_number(at, &p->at) && read_number(size, &p->size)) {
			p->path = line;
			return true;
		}
	}
	return false;
}

static void read_file(const char *path, struct str *out)
{
	FILE *f = fopen(path, "re");
	char buf[16384];
	size_t n;

	while (f && (n = fread(buf, 1, sizeof buf, f)) > 0 && out->n < (size_t)4 << 20)
		str_add(out, (struct sv){ buf, n });
	if (f)
		fclose(f);
}

/* The document's path from the root; NULL for standard input. */
static char *full_path(const struct doc *d)
{
	return strcmp(d->path, "-") == 0 || strchr(d->path, '\n') ? NULL : realpath(d->path, NULL);
}

void places_load(struct app *a, const char *path)
{
	struct str s;

	str_init(&s);
	read_file(path, &s);
	for (size_t i = 0; s.n > 0 && i < a->docs.n; i++) {
		struct doc *d = a->docs.v[i];
		struct sv rest = str_sv(&s);
		char *name = full_path(d);
		struct place p;

		while (name && next_place(&rest, &p)) {
			if (!sv_eq(p.path, sv_of(name)))
				continue;
			if (p.size == text_size(d->text) && p.at < p.size)
				d->caret = d->top = p.at;
			break;
		}
		free(name);
	}
	str_fini(&s);
}

static bool is_open(char *const *names, size_t n, struct sv path)
{
	for (size_t i = 0; i < n; i++)
		if (names[i] && sv_eq(sv_of(names[i]), path))
			return true;
	return false;
}

void places_save(const struct app *a, const char *path)
{
	char **names = xcalloc(a->docs.n + 1, sizeof *names);
	struct str old, out;
	size_t lines = 0;

	str_init(&old);
	str_init(&out);
	read_file(path, &old);
	for (size_t i = 0; i < a->docs.n; i++) {
		const struct doc *d = a->docs.v[i];

		names[i] = full_path(d);
		if (names[i] && lines++ < PLACES_MAX)
			str_addf(&out, "%zu\t%zu\t%s\n", d->caret, text_size(d->text), names[i]);
	}
	struct sv rest = str_sv(&old);
	struct place p;
	while (lines < PLACES_MAX && old.n > 0 && next_place(&rest, &p)) {
		if (is_open(names, a->docs.n, p.path))
			continue;
		str_addf(&out, "%zu\t%zu\t%.*s\n", p.at, p.size, SV_ARG(p.path));
		lines++;
	}
	fd_make_parents(path);
	if (out.n > 0)
		fd_replace(path, str_sv(&out), 0600);
	for (size_t i = 0; i < a->docs.n; i++)
		free(names[i]);
	free(names);
	str_fini(&old);
	str_fini(&out);
}
