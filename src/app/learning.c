/* learning.c - see learning.h. */
#include "app/learning.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fd.h"
#include "base/i18n.h"

#define TEXT_MAX 512 /* bytes of a name */

static const char heading[] = "# postil: what was kept (+) and refused (-) as a name, a line for each decision.\n"
			      "# Take lines out, or write your own: COUNT<Tab>TAG<Tab>TEXT\n";

char *learning_path(void)
{
	const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct str s;

	str_init(&s);
	if (xdg && xdg[0] == '/')
		str_addf(&s, "%s/postil/memory.tsv", xdg);
	else
		str_addf(&s, "%s/.local/share/postil/memory.tsv", home ? home : "/nonexistent");
	return s.p; /* the caller's now */
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

struct memory *learning_tally(const struct book *b)
{
	struct memory *m = memory_new();

	for (size_t i = 0; i < book_count(b); i++) {
		const struct annotation *a = book_at(b, i);

		if (a->kind == KIND_ENTITY && a->at.exact && a->placed != PLACED_LOST)
			memory_add(m, sv_of(a->at.exact), sv_of(a->tag), a->status == STATUS_REJECTED ? -1 : 1);
	}
	return m;
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

static void difference(struct learning *l, const struct memory *from, const struct memory *to, bool both,
		       struct str *lines, bool *differs)
{
	for (size_t i = 0; i < memory_entries(to); i++) {
		const struct memory_entry *e = memory_at(to, i);
		struct sv text = sv_of(e->text), tag = sv_of(e->tag);
		int was = memory_count(from, text, tag), by = both ? e->count - was : -e->count;

		if (by == 0 || (!both && was != 0))
			continue;
		*differs |= memory_add(l->all, text, tag, by);
		add_line(lines, by, e->tag, e->text);
	}
}

bool learning_take(struct learning *l, const struct memory *before, const struct memory *after, bool *differs,
		   struct error *err)
{
	struct str lines;
	bool ok;

	str_init(&lines);
	difference(l, before, after, true, &lines, differs);
	difference(l, after, before, false, &lines, differs);
	ok = append(l, str_sv(&lines), err);
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
