/* sidecar.c - see sidecar.h.
 *
 * One descriptor, opened for appending, with an open-file-description lock
 * on the file itself: it is never renamed, so the lock stays where it is. A
 * failed write or fsync leaves the descriptor under suspicion: it is closed,
 * and the next step is written on a fresh one together with everything that
 * the disk may not have (a record that stands twice counts once).
 */
#include "store/sidecar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/dirs.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "store/record.h"

struct sidecar {
	char *path;
	int fd;            /* -1: not there yet, or closed after a fault */
	bool readonly;
	bool mend;         /* the next write begins with a newline */
	bool fresh;        /* made by us: its directory must be synced */
	bool has_header;   /* of the article as it is */
	bool has_id;
	uint32_t id;       /* of the article as it is: record_text */
	struct sidecar_text text;
};

char *sidecar_path(const char *article, const char *annotator, const char *directory)
{
	struct str s;
	const char *base = strrchr(article, '/');
	str_init(&s);
	if (directory != NULL && directory[0] != '\0') {
		dir_add(directory, &s);
		str_adds(&s, base != NULL ? base + 1 : article);
	} else {
		str_adds(&s, article);
	}
	if (annotator != NULL && annotator[0] != '\0') {
		str_addc(&s, '.');
		for (const char *p = annotator; *p != '\0'; p++)
			str_addc(&s, *p == '/' || *p == '.' ? '_' : *p);
	}
	str_adds(&s, ".postil");
	return s.p;
}

static bool lock(int fd)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	if (fcntl(fd, F_OFD_SETLK, &l) == 0)
		return true;
	return errno != EAGAIN && errno != EACCES; /* a file system without locks: go on */
}

static bool read_all(int fd, struct str *out)
{
	char buf[65536];
	struct stat st;
	ssize_t n;
	if (lseek(fd, 0, SEEK_SET) != 0)
		return false;
	if (fstat(fd, &st) == 0 && st.st_size > 0)
		str_reserve(out, (size_t)st.st_size + 1);
	while ((n = read(fd, buf, sizeof buf)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		str_add(out, (struct sv){ buf, (size_t)n });
	}
	return true;
}

static uint32_t text_id(struct sidecar *s)
{
	if (!s->has_id)
		s->id = record_text(s->text.digest(s->text.ctx));
	s->has_id = true;
	return s->id;
}

static void take_header(struct sidecar *s, const struct header *h, struct book *book, struct sidecar_report *report)
{
	report->headers++;
	if (h->digest == 0)
		return; /* of a merge that could not tell */
	book_add_text(book, record_text(h->digest), h->words);
	if (record_text(h->digest) == text_id(s) && h->length == s->text.length)
		s->has_header = true;
}

/* Replays what is in the file. Returns the length up to which lines are whole. */
static size_t replay(struct sidecar *s, struct sv all, struct book *book,
		     struct sidecar_report *report)
{
	size_t at = 0, good = 0, last_at = 0;
	uint64_t last = 0; /* the last batch, which begins at last_at */
	for (size_t n = 1; at < all.n; n++) {
		const char *nl = memchr(all.p + at, '\n', all.n - at);
		size_t end = nl != NULL ? (size_t)(nl - all.p) : all.n;
		struct op o;
		struct header h = { 0 };
		enum record_type type = end > at ? record_read(sv_cut(all, at, end), &o, &h, book_arena(book)) :
						   RECORD_HEADER;
		if (type == RECORD_OP) {
			uint64_t batch = o.batch != 0 ? o.batch : o.step;
			last_at = batch != last ? at : last_at;
			last = batch;
			book_replay_owned(book, &o);
			report->records++;
		} else if (type == RECORD_HEADER && end > at) {
			take_header(s, &h, book, report);
		} else if (type == RECORD_BAD && nl == NULL) {
			report->torn = true;
			break;
		} else if (type == RECORD_BAD && report->bad_lines++ == 0) {
			report->first_bad = n;
		}
		at = nl != NULL ? end + 1 : end;
		good = at;
	}
	report->text_changed = report->records > 0 && book_this_text(book, text_id(s));
	book_unread(book, report->bad_lines);
	book_fold(book);
	report->cut = book_cut(book);
	if (report->cut > 0 && !book_has_batch(book, last)) { /* it was being written, and nothing since */
		report->torn = true;
		good = last_at;
	}
	s->mend = good > 0 && all.p[good - 1] != '\n';
	return good;
}

/* May a file be made here? */
static void check_place(struct sidecar *s, struct sidecar_report *report)
{
	const char *slash = strrchr(s->path, '/');
	char *dir = slash == NULL ? xstrdup(".") :
				    xstrndup(s->path, slash == s->path ? 1 : (size_t)(slash - s->path));
	if (access(dir, W_OK | X_OK) != 0) {
		snprintf(report->why, sizeof report->why, "%s: %s", dir, strerror(errno));
		s->readonly = report->readonly = true;
	}
	free(dir);
}

static bool load(struct sidecar *s, struct book *book, struct sidecar_report *report,
		 struct error *err)
{
	struct str all;
	str_init(&all);
	if (!read_all(s->fd, &all)) {
		str_fini(&all);
		return error_errno(err, errno, "%s", s->path);
	}
	size_t good = replay(s, str_sv(&all), book, report);
	bool ours = all.n == 0 || report->headers > 0 || report->records > 0 ||
		    (report->torn && sv_starts(SV("postil\tversion=1\tdigest="), sv_cut(str_sv(&all), 0, 14)));
	if (!ours)
		error_set(err, ERR_FORMAT, _("%s: is not a sidecar of postil; left alone"), s->path);
	else if (report->torn && !s->readonly && ftruncate(s->fd, (off_t)good) != 0)
		s->mend = true;
	if (report->locked) { /* what the other one is just writing */
		report->torn = false;
		report->cut = 0;
	}
	str_fini(&all);
	return ours;
}

static bool open_existing(struct sidecar *s, struct sidecar_report *report, struct error *err)
{
	int flags = O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
	struct stat st;
	s->fd = s->readonly ? -1 : open(s->path, O_RDWR | O_APPEND | flags);
	if (s->fd < 0 && (s->readonly || errno != ENOENT)) {
		if (!s->readonly)
			snprintf(report->why, sizeof report->why, "%s: %s", s->path, strerror(errno));
		s->fd = open(s->path, O_RDONLY | flags);
		s->readonly = report->readonly = true;
	}
	if (s->fd < 0)
		return errno == ENOENT || error_errno(err, errno, "%s", s->path);
	if (fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode))
		return error_set(err, ERR_FORMAT, _("%s: is not a regular file"), s->path);
	report->exists = true;
	if (!s->readonly && !lock(s->fd)) {
		report->locked = true;
		s->readonly = report->readonly = true;
		snprintf(report->why, sizeof report->why, "%s",
			 _("another postil has this article open"));
	}
	return true;
}

struct sidecar *sidecar_open(const char *path, unsigned flags, const struct sidecar_text *text,
			     struct book *book, struct sidecar_report *report, struct error *err)
{
	struct sidecar *s = xcalloc(1, sizeof *s);
	*report = (struct sidecar_report){ 0 };
	s->path = xstrdup(path);
	s->fd = -1;
	s->text = *text;
	s->readonly = report->readonly = (flags & SIDECAR_READONLY) != 0;
	if (!open_existing(s, report, err) ||
	    (s->fd >= 0 && !load(s, book, report, err))) {
		sidecar_close(s);
		return NULL;
	}
	if (s->fd < 0 && !s->readonly)
		check_place(s, report);
	return s;
}

void sidecar_close(struct sidecar *s)
{
	if (s == NULL)
		return;
	if (s->fd >= 0)
		close(s->fd);
	free(s->path);
	free(s);
}

const char *sidecar_name(const struct sidecar *s)
{
	return s->path;
}

/* ---- writing ---- */

/* Opens (or makes) the file for a write; after a fault it is a fresh descriptor. */
static bool reopen(struct sidecar *s, struct error *err)
{
	struct stat st;
	int flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY;
	s->fd = open(s->path, flags | O_CREAT | O_EXCL, 0644);
	s->fresh = s->fd >= 0;
	if (s->fd < 0 && errno == EEXIST)
		s->fd = open(s->path, flags);
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return error_errno(err, errno, "%s", s->path);
	if (!lock(s->fd)) {
		close(s->fd);
		s->fd = -1;
		return error_set(err, ERR_LOCKED, _("%s: another postil writes it"), s->path);
	}
	if (st.st_size == 0)
		s->has_header = false;
	return true;
}

static void add_header(struct sidecar *s, struct str *out)
{
	struct str words;
	str_init(&words);
	bool kept = s->text.words != NULL && s->text.words(s->text.ctx, &words);
	header_write(&(struct header){ s->text.digest(s->text.ctx), s->text.length, kept ? words.p : NULL }, out);
	str_fini(&words);
}

bool sidecar_sink(void *ctx, const struct op *ops, size_t n, struct error *err)
{
	struct sidecar *s = ctx;
	struct str out;
	if (s->readonly)
		return error_set(err, ERR_STATE, _("read-only: nothing is saved"));
	if (s->fd < 0 && !reopen(s, err))
		return false;
	str_init(&out);
	if (s->mend)
		str_addc(&out, '\n');
	if (!s->has_header)
		add_header(s, &out);
	for (size_t i = 0; i < n; i++)
		record_write(&ops[i], text_id(s), &out);
	bool ok = fd_write(s->fd, str_sv(&out)) && fd_sync(s->fd) &&
		  (!s->fresh || fd_sync_directory(s->path));
	str_fini(&out);
	if (!ok) {
		error_errno(err, errno, _("%s: not saved"), s->path);
		close(s->fd);
		s->fd = -1;
		s->mend = true; /* half a line may stand there */
		return false;
	}
	s->mend = s->fresh = false;
	s->has_header = true;
	return true;
}

void sidecar_copy(const struct book *book, const struct sidecar_text *text, struct str *out)
{
	struct sidecar s = { .text = *text };
	add_header(&s, out);
	for (size_t i = 0; i < book_log_count(book); i++)
		record_write(book_log_at(book, i), text_id(&s), out);
}
