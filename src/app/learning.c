/* learning.c - see learning.h. */
#include "app/learning.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/dirs.h"
#include "base/fd.h"
#include "base/i18n.h"

#define TEXT_MAX 512 /* bytes of a name */

static const char heading[] = "# postil: what was kept (+) and refused (-) as a name, a line for each decision.\n"
			      "# Take lines out, or write your own: COUNT<Tab>TAG<Tab>TEXT\n";

char *learning_path(void)
{
	return user_path(DIR_DATA, "memory.tsv");
}

/* COUNT TAB TAG TAB TEXT; false when it is no such line. */
static bool read_line(struct memory *m, struct sv line)
{
	struct sv count, tag;
	char digits[16], *end;

	if (!sv_next(&line, '\t', &count) || !sv_next(&line, '\t', &tag) || !line.p || tag.n == 0)
		return false;
	line = sv_trim(line);
	count = sv_trim(count);
	if (count.n == 0 || count.n >= sizeof digits || line.n == 0 || line.n > TEXT_MAX)
		return false;
	memcpy(digits, count.p, count.n);
	digits[count.n] = '\0';
	long by = strtol(digits, &end, 10);
	if (*end != '\0' || by > 1000000 || by < -1000000)
		return false;
	memory_add(m, line, tag, (int)by);
	return true;
}

static void read_file(struct learning *l, struct sv rest, problem_vec *problems)
{
	struct sv line;

	for (size_t n = 1; sv_next(&rest, '\n', &line); n++) {
		struct sv s = sv_trim(line);

		if (s.n > 0 && s.p[0] != '#' && !read_line(l->all, line) && problems)
			problem_add(problems, l->path, n, "%s", _("not COUNT, TAG, TEXT with tabs between them"));
	}
}

void learning_open(struct learning *l, const char *path, problem_vec *problems)
{
	FILE *f;
	struct str s;
	char buf[65536];
	size_t n;

	*l = (struct learning){ .all = memory_new() };
	if (!path)
		return;
	l->path = xstrdup(path);
	f = fopen(path, "re");
	if (!f) {
		if (errno != ENOENT && problems)
			problem_add(problems, path, 0, "%s", strerror(errno));
		return;
	}
	str_init(&s);
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		str_add(&s, (struct sv){ buf, n });
	if (ferror(f) && problems)
		problem_add(problems, path, 0, "%s", strerror(errno));
	fclose(f);
	read_file(l, str_sv(&s), problems);
	str_fini(&s);
}

void learning_close(struct learning *l)
{
	memory_free(l->all);
	free(l->path);
	*l = (struct learning){ 0 };
}

/* One line; blanks of any kind become one space. */
static void add_line(struct str *s, int by, const char *tag, const char *text)
{
	str_addf(s, "%+d\t%s\t", by, tag);
	for (const char *p = text; *p; p++) {
		bool blank = (unsigned char)*p <= ' ';

		if (!blank)
			str_addc(s, *p);
		else if (s->p[s->n - 1] != ' ' && s->p[s->n - 1] != '\t')
			str_addc(s, ' ');
	}
	str_addc(s, '\n');
}

/* Appends under a lock; a file that was exchanged meanwhile is opened anew. */
static int open_locked(const char *path)
{
	for (;;) {
		struct stat mine, named;
		int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

		if (fd < 0 && errno == ENOENT) {
			fd_make_parents(path);
			fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
		}
		if (fd < 0)
			return -1;
		while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
			continue;
		if (fstat(fd, &mine) == 0 && stat(path, &named) == 0 && mine.st_ino == named.st_ino &&
		    mine.st_dev == named.st_dev)
			return fd;
		close(fd);
	}
}

static bool append(struct learning *l, struct sv lines, struct error *err)
{
	struct stat st;
	bool ok;
	int fd, keep;

	if (!l->path || lines.n == 0)
		return true;
	fd = open_locked(l->path);
	ok = fd >= 0 && fstat(fd, &st) == 0 && (st.st_size > 0 || fd_write(fd, sv_of(heading))) && fd_write(fd, lines);
	keep = errno;
	if (fd >= 0)
		close(fd);
	if (ok)
		return true;
	error_errno(err, keep, _("%s: not remembered for other articles"), l->path);
	free(l->path); /* said once */
	l->path = NULL;
	return false;
}

/* What was counted for an annotation: an entry of the memory, how often. */
struct counted {
	uint64_t id; /* 0: a free slot */
	size_t entry;
	int by;
	unsigned pass; /* of the last recount of all */
};

struct tally {
	struct memory *memory;
	struct counted *slot;
	size_t size, n;
	size_t seen; /* records of the log */
	unsigned pass;
};

struct tally *tally_new(void)
{
	struct tally *t = xcalloc(1, sizeof *t);

	t->memory = memory_new();
	t->size = 64;
	t->slot = xcalloc(t->size, sizeof *t->slot);
	return t;
}

void tally_free(struct tally *t)
{
	if (!t)
		return;
	memory_free(t->memory);
	free(t->slot);
	free(t);
}

const struct memory *tally_memory(const struct tally *t)
{
	return t->memory;
}

static struct counted *slot_of(struct counted *slot, size_t size, uint64_t id)
{
	size_t at = (size_t)(id * 0x9E3779B97F4A7C15u >> 32) & (size - 1);

	while (slot[at].id != 0 && slot[at].id != id)
		at = (at + 1) & (size - 1);
	return &slot[at];
}

static struct counted *counted_of(struct tally *t, uint64_t id)
{
	struct counted *c = slot_of(t->slot, t->size, id);

	if (c->id != 0)
		return c;
	if ((t->n + 1) * 2 > t->size) {
		struct counted *old = t->slot;

		t->slot = xcalloc(t->size * 4, sizeof *t->slot);
		for (size_t i = 0; i < t->size; i++)
			if (old[i].id)
				*slot_of(t->slot, t->size * 4, old[i].id) = old[i];
		t->size *= 4;
		free(old);
		c = slot_of(t->slot, t->size, id);
	}
	t->n++;
	*c = (struct counted){ id, SIZE_MAX, 0, 0 };
	return c;
}

static void change(struct tally *t, struct counted *c, int by, struct learning *l, struct str *lines, bool *differs)
{
	const struct memory_entry *e;

	if (c->entry == SIZE_MAX || by == 0)
		return;
	e = memory_at(t->memory, c->entry);
	*differs |= memory_change(t->memory, c->entry, by);
	if (!l)
		return;
	*differs |= memory_add(l->all, sv_of(e->text), sv_of(e->tag), by);
	add_line(lines, by, e->tag, e->text);
}

/* Counts one annotation as it is now; a NULL: it is no more. */
static void recount(struct tally *t, uint64_t id, const struct annotation *a, struct learning *l, struct str *lines,
		    bool *differs)
{
	struct counted *c = counted_of(t, id), now = { id, SIZE_MAX, 0, t->pass };

	c->pass = t->pass;

	if (a && a->kind == KIND_ENTITY && a->at.exact && a->placed != PLACED_LOST) {
		now.entry = memory_enter(t->memory, sv_of(a->at.exact), sv_of(a->tag));
		now.by = now.entry == SIZE_MAX ? 0 : a->status == STATUS_REJECTED ? -1 : 1;
	}
	if (now.entry == c->entry && now.by == c->by)
		return;
	change(t, c, -c->by, l, lines, differs);
	*c = now;
	change(t, c, c->by, l, lines, differs);
}

/* So many new records are looked at one by one. */
#define FEW 64

static void recount_all(struct tally *t, const struct book *b, struct learning *l, struct str *lines, bool *differs)
{
	t->pass++;
	for (size_t i = 0; i < book_count(b); i++)
		recount(t, book_at(b, i)->id, book_at(b, i), l, lines, differs);
	for (size_t i = 0; i < t->size; i++)
		if (t->slot[i].id && t->slot[i].pass != t->pass)
			recount(t, t->slot[i].id, NULL, l, lines, differs);
}

/* What one record of the log touches; false: too much for one by one. */
static bool recount_record(struct tally *t, const struct book *b, const struct op *o, struct learning *l,
			   struct str *lines, bool *differs)
{
	size_t n = book_log_count(b), few = 0;

	if (o->verb != OP_UNDO && o->verb != OP_REDO) {
		recount(t, o->target, book_find(b, o->target), l, lines, differs);
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		const struct op *of = book_log_at(b, i);

		if (of->step != o->step || of->verb == OP_UNDO || of->verb == OP_REDO)
			continue;
		if (few++ == FEW)
			return false;
		recount(t, of->target, book_find(b, of->target), l, lines, differs);
	}
	return true;
}

bool tally_update(struct tally *t, const struct book *b, struct learning *l, bool *differs, struct error *err)
{
	size_t n = book_log_count(b);
	struct str lines;
	bool ok;

	str_init(&lines);
	bool one_by_one = n - t->seen <= FEW;
	for (; one_by_one && t->seen < n; t->seen++)
		one_by_one = recount_record(t, b, book_log_at(b, t->seen), l, &lines, differs);
	if (!one_by_one)
		recount_all(t, b, l, &lines, differs);
	t->seen = n;
	ok = !l || append(l, str_sv(&lines), err);
	str_fini(&lines);
	return ok;
}

/* The whole memory anew: another file takes the place of the old one. */
static bool rewrite(struct learning *l, struct error *err)
{
	struct str s;
	bool ok;
	int lock;

	str_init(&s);
	str_adds(&s, heading);
	for (size_t i = 0; i < memory_entries(l->all); i++) {
		const struct memory_entry *e = memory_at(l->all, i);

		if (e->count != 0)
			add_line(&s, e->count, e->tag, e->text);
	}
	lock = open_locked(l->path);
	ok = lock >= 0 && fd_replace(l->path, str_sv(&s), 0600);
	if (!ok)
		error_errno(err, errno, "%s", l->path);
	if (lock >= 0)
		close(lock);
	str_fini(&s);
	return ok;
}

bool learning_forget(struct learning *l, struct sv text, size_t *n, struct error *err)
{
	/* what other readers have appended since the start is in the file only */
	if (l->path) {
		struct learning now;

		learning_open(&now, l->path, NULL);
		memory_free(l->all);
		l->all = now.all;
		free(now.path);
	}
	for (size_t i = 0; text.n == 0 && i < memory_entries(l->all); i++)
		*n += memory_at(l->all, i)->count != 0;
	if (text.n == 0) {
		memory_free(l->all);
		l->all = memory_new();
	} else {
		*n += memory_forget(l->all, text);
	}
	return *n == 0 || !l->path || rewrite(l, err);
}
