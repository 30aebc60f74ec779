/* cmd_merge.c - postil merge: diverged copies of a sidecar as one.
 *
 * A sidecar is a log of records, each with an id of its own and a logical time;
 * its state does not depend on the order of the lines. So the merged log is
 * the union of the records: decisions, undo and history of both sides, with
 * the first lines for every text they were made on. Lines that cannot be read
 * are kept as they stand.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/book.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "store/record.h"

struct merge {
	struct str head;     /* the first lines */
	struct str out;      /* records */
	uint64_t *ids;       /* open table of those in out; 0 free */
	size_t size, n;
	VEC(uint64_t) texts; /* digests of the first lines */
	bool untold;         /* a record that does not name its text */
	size_t lines, added; /* records in all, those that the first file has not */
};

static bool take_id(struct merge *m, uint64_t id)
{
	if (m->n * 2 >= m->size) {
		uint64_t *old = m->ids;
		size_t was = m->size;
		m->size = was > 0 ? was * 2 : 1024;
		m->ids = xcalloc(m->size, sizeof *m->ids);
		m->n = 0;
		for (size_t i = 0; i < was; i++) {
			if (old[i] != 0)
				take_id(m, old[i]);
		}
		free(old);
	}
	size_t at = (size_t)(id * 0x9E3779B97F4A7C15u >> 32) & (m->size - 1);
	while (m->ids[at] != 0 && m->ids[at] != id)
		at = (at + 1) & (m->size - 1);
	if (m->ids[at] == id)
		return false;
	m->ids[at] = id;
	m->n++;
	return true;
}

/* One first line for each text. */
static void take_header(struct merge *m, const struct header *h, struct sv line)
{
	for (size_t i = 0; i < m->texts.n; i++) {
		if (m->texts.v[i] == h->digest)
			return;
	}
	vec_push(&m->texts, h->digest);
	str_add(&m->head, line);
	str_addc(&m->head, '\n');
}

static bool read_sidecar(const char *path, struct str *out)
{
	FILE *f = fopen(path, "re");
	char buf[65536];
	size_t n;
	while (f != NULL && (n = fread(buf, 1, sizeof buf, f)) > 0)
		str_add(out, (struct sv){ buf, n });
	bool ok = f != NULL && !ferror(f);
	if (!ok)
		complain("%s: %s", path, strerror(errno));
	if (f != NULL)
		fclose(f);
	return ok;
}

static void keep(struct merge *m, struct sv line, bool first)
{
	str_add(&m->out, line);
	str_addc(&m->out, '\n');
	m->lines++;
	m->added += !first;
}

static void keep_record(struct merge *m, struct sv line, const struct op *o, bool first)
{
	m->untold = m->untold || ((o->verb == OP_ADD || o->verb == OP_SPAN) && o->to.at.text == TEXT_UNKNOWN);
	keep(m, line, first);
}

/* Is the line, which is no record, in the merged log already? */
static bool is_there(const struct merge *m, struct sv line)
{
	struct sv rest = str_sv(&m->out), one;
	while (sv_next(&rest, '\n', &one)) {
		if (sv_eq(one, line))
			return true;
	}
	return false;
}

static bool add(struct merge *m, const char *path, bool first)
{
	struct str all;
	struct arena arena;
	size_t number = 0, records = 0;
	str_init(&all);
	if (!read_sidecar(path, &all)) {
		str_fini(&all);
		return false;
	}
	arena_init(&arena);
	struct sv rest = str_sv(&all), line;
	while (all.n > 0 && sv_next(&rest, '\n', &line)) {
		struct op o;
		struct header h = { 0 };
		number++;
		if (line.n == 0)
			continue;
		enum record_type type = record_read(line, &o, &h, &arena);
		records += type != RECORD_BAD;
		if (type == RECORD_HEADER)
			take_header(m, &h, line);
		else if (type == RECORD_OP && take_id(m, o.id))
			keep_record(m, line, &o, first);
		else if (type == RECORD_BAD && rest.p == NULL)
			complain(_("%s:%zu: an unfinished last line is left out"), path, number);
		else if (type == RECORD_BAD && !is_there(m, line))
			keep(m, line, first);
	}
	if (records == 0 && all.n > 0)
		complain(_("%s: is not a sidecar of postil; left alone"), path);
	arena_fini(&arena);
	str_fini(&all);
	return records > 0 || number == 0;
}

/* Reads the merged records into a book; returns the lines that are none. */
static size_t replay(struct sv all, struct book *b)
{
	struct sv line;
	size_t unread = 0;
	while (all.n > 0 && sv_next(&all, '\n', &line)) {
		struct op o;
		struct header h;
		if (record_read(line, &o, &h, book_arena(b)) == RECORD_OP)
			book_replay_owned(b, &o);
		else
			unread += line.n > 0;
	}
	return unread;
}

/* What no copy has the rest of was being written when that was cut off: it is no part of the
 * log, and at the end of a file only would it be seen as such. */
static void leave_out_cut(struct merge *m)
{
	struct book *b = book_new("");
	struct merge whole = { 0 };
	struct sv rest = str_sv(&m->out), line;
	struct str kept;
	book_unread(b, replay(rest, b));
	book_fold(b);
	size_t cut = book_cut(b);
	for (size_t i = 0; cut > 0 && i < book_log_count(b); i++)
		take_id(&whole, book_log_at(b, i)->id);
	str_init(&kept);
	while (cut > 0 && rest.n > 0 && sv_next(&rest, '\n', &line)) {
		struct op o;
		struct header h;
		bool op = line.n > 0 && record_read(line, &o, &h, book_arena(b)) == RECORD_OP;
		if (line.n == 0 || (op && take_id(&whole, o.id)))
			continue;
		str_add(&kept, line);
		str_addc(&kept, '\n');
	}
	if (cut > 0) {
		complain(ngettext("a step that was not written to its end is left out: %zu record",
				  "a step that was not written to its end is left out: %zu records", cut), cut);
		str_clear(&m->out);
		str_add(&m->out, str_sv(&kept));
	}
	str_fini(&kept);
	free(whole.ids);
	book_free(b);
}

static bool merge(struct merge *m, char **paths, int n, struct str *out)
{
	bool ok = true;
	*m = (struct merge){ 0 };
	str_init(&m->head);
	str_init(&m->out);
	for (int i = 0; i < n && ok; i++)
		ok = add(m, paths[i], i == 0);
	if (ok)
		leave_out_cut(m);
	if (m->texts.n > 1 && m->untold)
		complain(_("the copies were made on different texts: their annotations will be looked for by their words"));
	str_add(out, str_sv(&m->head));
	str_add(out, str_sv(&m->out));
	vec_fini(&m->texts);
	str_fini(&m->head);
	str_fini(&m->out);
	free(m->ids);
	return ok;
}

int cmd_merge_run(int argc, char **argv)
{
	struct merge m;
	struct str out;
	int status = EXIT_SOME_FAILED;
	if (argc < 3) {
		complain(_("merge: which sidecars?"));
		return EXIT_WRONG_USAGE;
	}
	str_init(&out);
	if (merge(&m, argv + 1, argc - 1, &out)) {
		fwrite(out.p, 1, out.n, stdout);
		status = EXIT_DONE;
	}
	str_fini(&out);
	return status;
}

int cmd_merge_driver_run(int argc, char **argv)
{
	struct merge m;
	struct str out;
	int status = EXIT_DONE;
	if (argc != 4) {
		complain(_("merge-driver: BASE OURS THEIRS"));
		return EXIT_WRONG_USAGE;
	}
	str_init(&out);
	if (!merge(&m, argv + 2, 2, &out)) {
		status = EXIT_SOME_FAILED;
	} else if (!fd_replace(argv[2], str_sv(&out), 0644)) {
		complain("%s: %s", argv[2], strerror(errno));
		status = EXIT_SOME_FAILED;
	}
	str_fini(&out);
	return status;
}
