/* main_lists.c - pack-lists DIR OUT: packs the lists of names at build time.
 * A line is an entry; # begins a comment. See extract/lexicon.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "extract/lexicon.h"

typedef VEC(uint32_t) entry_vec;

static void add_line(struct sv line, enum lexicon class, entry_vec *out)
{
	struct tokens t;
	tokens_init(&t, NULL, line);
	if (t.all.n > 0 && t.all.n <= LEXICON_WORDS_MAX) {
		uint32_t hash = lexicon_hash(&t, 0, t.all.n);
		bool acronym = t.all.n == 1 && t.all.v[0].flags & TOKEN_UPPER;
		vec_push(out, lexicon_entry(acronym ? lexicon_acronym(hash) : hash, class));
		if (t.all.n > 1)
			vec_push(out, lexicon_entry(lexicon_hash(&t, 0, 1), (unsigned)LEXICON_BEGINS(t.all.n)));
	}
	tokens_fini(&t);
}

static void add_file(const char *dir, const char *name, enum lexicon class, entry_vec *out)
{
	char path[1024], line[1024];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "r");
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		char *form = line;
		while (line[0] != '#' && form != NULL && *form != '\0') {
			char *next = strstr(form, " = ");
			if (next != NULL)
				*next = '\0';
			add_line(sv_of(form), class, out);
			if (class == LEXICON_PERSON && strchr(form, ' ') != NULL)
				add_line(sv_of(strchr(form, ' ') + 1), LEXICON_LASTNAME, out);
			form = next == NULL ? NULL : next + 3;
		}
	}
	fclose(f);
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Sorted, each entry once. */
static void sort_entries(entry_vec *all)
{
	size_t n = 0;
	qsort(all->v, all->n, sizeof *all->v, by_value);
	for (size_t i = 0; i < all->n; i++) {
		if (n == 0 || all->v[n - 1] != all->v[i])
			all->v[n++] = all->v[i];
	}
	all->n = n;
}

/* Where the entries of each bucket begin, and where the last one's end. */
static uint32_t *find_buckets(const entry_vec *all)
{
	uint32_t *starts = xcalloc(LEXICON_BUCKETS + 1, sizeof *starts);
	size_t at = 0;
	for (size_t b = 0; b <= LEXICON_BUCKETS; b++) {
		while (at < all->n && lexicon_bucket(all->v[at] >> 5) < b)
			at++;
		starts[b] = (uint32_t)at;
	}
	return starts;
}

int main(int argc, char **argv)
{
	entry_vec all = { 0 };
	if (argc != 3)
		return 2;
#define X(id, file) add_file(argv[1], file, LEXICON_##id, &all);
	LEXICON_TABLE(X)
#undef X
	if (all.n == 0)
		return 1;
	sort_entries(&all);
	uint32_t *starts = find_buckets(&all);
	FILE *out = fopen(argv[2], "wb");
	bool ok = out != NULL && fwrite(starts, sizeof *starts, LEXICON_BUCKETS + 1, out) == LEXICON_BUCKETS + 1 &&
		  fwrite(all.v, sizeof *all.v, all.n, out) == all.n;
	if (out != NULL && fclose(out) != 0)
		ok = false;
	if (!ok)
		perror(argv[2]);
	free(starts);
	vec_fini(&all);
	return ok ? 0 : 1;
}
