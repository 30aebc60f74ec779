/* text.c - opening an article and reading its bytes; see text.h.
 * Encodings are in encoding.c, offsets and lines in index.c. */
#include "text/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <xxhash.h>

#include "base/i18n.h"
#include "text/encoding.h"
#include "text/internal.h"

#define WINDOW_SIZE 65536

/* ---- opening ---- */

static struct text *text_new(const char *name)
{
	struct text *t = xcalloc(1, sizeof *t);
	t->name = xstrdup(name);
	t->fd = -1;
	str_init(&t->memory);
	return t;
}

void text_close(struct text *t)
{
	if (t == NULL)
		return;
	if (t->fd >= 0)
		close(t->fd);
	for (size_t i = 0; i < ARRAY_LEN(t->windows); i++)
		free(t->windows[i].buf);
	vec_fini(&t->index);
	layout_cache_free(t->layout);
	str_fini(&t->memory);
	free(t->name);
	free(t);
}

struct text *text_from_memory(const char *name, struct sv bytes)
{
	struct text *t = text_new(name);
	t->enc = ENC_UTF8;
	t->skip = sv_starts(bytes, SV("\xEF\xBB\xBF")) ? 3 : 0;
	str_add(&t->memory, sv_cut(bytes, t->skip, bytes.n));
	t->size = t->memory.n;
	return t;
}

static bool refuse_kind(const char *path, mode_t mode, struct error *err)
{
	if (S_ISREG(mode))
		return true;
	const char *what = S_ISDIR(mode)  ? _("is a directory") :
			   S_ISFIFO(mode) ? _("is a named pipe; use: postil - < PIPE") :
			   S_ISSOCK(mode) ? _("is a socket") :
					    _("is a device");
	return error_set(err, ERR_IO, "%s: %s", path, what);
}

/* All of standard input into an unlinked temporary file. */
static int spool_stdin(struct error *err)
{
	FILE *f = tmpfile();
	char buf[65536];
	ssize_t n;
	if (f == NULL) {
		error_errno(err, errno, _("cannot make a temporary file"));
		return -1;
	}
	while ((n = read(STDIN_FILENO, buf, sizeof buf)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || fwrite(buf, 1, (size_t)n, f) != (size_t)n) {
			error_errno(err, errno, _("standard input"));
			fclose(f);
			return -1;
		}
	}
	int fd = fflush(f) == 0 ? fcntl(fileno(f), F_DUPFD_CLOEXEC, 3) : -1;
	if (fd < 0)
		error_errno(err, errno, _("standard input"));
	fclose(f);
	return fd;
}

static int open_file(const char *path, struct stat *st, struct error *err)
{
	/* O_NONBLOCK: a FIFO without writer must not freeze the reader. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		/* A socket or a device without driver: say what it is. */
		if (stat(path, st) == 0 && !S_ISREG(st->st_mode) && errno != EACCES)
			refuse_kind(path, st->st_mode, err);
		else
			error_errno(err, errno, "%s", path);
		return -1;
	}
	if (fstat(fd, st) != 0) {
		error_errno(err, errno, "%s", path);
		close(fd);
		return -1;
	}
	if (!refuse_kind(path, st->st_mode, err)) {
		close(fd);
		return -1;
	}
	return fd;
}

bool text_may_open(const char *path, struct error *err)
{
	struct stat st;
	if (stat(path, &st) != 0 || access(path, R_OK) != 0)
		return error_errno(err, errno, "%s", path);
	return refuse_kind(path, st.st_mode, err);
}

/* Finds out the encoding; what is not UTF-8 is converted to a spool file. */
static bool settle_encoding(struct text *t, enum text_encoding want, struct error *err)
{
	char head[ENCODING_PROBE];
	ssize_t n = pread(t->fd, head, sizeof head, 0);
	if (n < 0)
		return error_errno(err, errno, "%s", t->name);
	struct sv probe = { head, (size_t)n };
	t->enc = want != ENC_AUTO ? want : encoding_detect(probe, &t->skip);
	if (t->enc == ENC_UTF8) {
		t->skip = sv_starts(probe, SV("\xEF\xBB\xBF")) ? 3 : 0;
		return true;
	}
	int fd = encoding_spool(t->fd, t->enc, t->name, err);
	if (fd < 0)
		return false;
	if (!t->spooled) /* fate is judged by the file itself */
		(void)fstat(t->fd, &t->st);
	close(t->fd);
	t->fd = fd;
	t->skip = 0;
	return true;
}

struct text *text_open(const char *path, enum text_encoding enc, struct error *err)
{
	struct text *t = text_new(path);
	struct stat now;
	t->spooled = strcmp(path, "-") == 0;
	t->fd = t->spooled ? spool_stdin(err) : open_file(path, &t->st, err);
	if (t->fd < 0 || !settle_encoding(t, enc, err)) {
		text_close(t);
		return NULL;
	}
	if (fstat(t->fd, &now) != 0) {
		error_errno(err, errno, "%s", path);
		text_close(t);
		return NULL;
	}
	t->size = (size_t)now.st_size > t->skip ? (size_t)now.st_size - t->skip : 0;
	return t;
}

/* ---- what it is ---- */

enum text_encoding text_encoding(const struct text *t)
{
	return t->enc;
}

size_t text_size(const struct text *t)
{
	return t->size;
}

enum text_fate text_fate(const struct text *t)
{
	struct stat st;
	if (t->fd < 0 || t->spooled)
		return TEXT_SAME;
	if (stat(t->name, &st) != 0)
		return TEXT_GONE;
	return st.st_dev == t->st.st_dev && st.st_ino == t->st.st_ino &&
			       st.st_size == t->st.st_size &&
			       st.st_mtim.tv_sec == t->st.st_mtim.tv_sec &&
			       st.st_mtim.tv_nsec == t->st.st_mtim.tv_nsec ?
		       TEXT_SAME :
		       TEXT_CHANGED;
}

/* ---- bytes ---- */

static size_t file_read(const struct text *t, size_t pos, char *buf, size_t n)
{
	size_t got = 0;
	while (got < n) {
		ssize_t k = pread(t->fd, buf + got, n - got, (off_t)(t->skip + pos + got));
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0) /* truncated since, or a bad disk: what there is */
			break;
		got += (size_t)k;
	}
	return got;
}

/* The window that holds all of it; NULL. */
static const struct window *window_of(const struct text *t, size_t pos, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(t->windows); i++) {
		const struct window *w = &t->windows[i];
		if (pos >= w->start && pos + n <= w->start + w->n)
			return w;
	}
	return NULL;
}

size_t text_read(const struct text *t, size_t pos, char *buf, size_t n)
{
	if (pos >= t->size)
		return 0;
	if (n > t->size - pos)
		n = t->size - pos;
	const struct window *w = t->fd < 0 ? NULL : window_of(t, pos, n);
	if (t->fd >= 0 && w == NULL)
		return file_read(t, pos, buf, n);
	memcpy(buf, w != NULL ? w->buf + (pos - w->start) : t->memory.p + pos, n);
	return n;
}

/* Reads the window anew so that it holds [pos, pos + n) and some before. */
static void window_load(struct text *t, struct window *w, size_t pos, size_t n)
{
	size_t start = pos > WINDOW_SIZE / 4 ? pos - WINDOW_SIZE / 4 : 0;
	size_t want = pos - start + (n > WINDOW_SIZE ? n : WINDOW_SIZE);
	if (w->cap < want) {
		w->buf = xrealloc(w->buf, want);
		w->cap = want;
	}
	w->start = start;
	w->n = file_read(t, start, w->buf, want < t->size - start ? want : t->size - start);
}

struct sv text_view(struct text *t, size_t pos, size_t n)
{
	if (pos >= t->size || n == 0)
		return (struct sv){ "", 0 };
	if (n > t->size - pos)
		n = t->size - pos;
	if (t->fd < 0)
		return (struct sv){ t->memory.p + pos, n };
	struct window *oldest = &t->windows[0];
	for (size_t i = 0; i < ARRAY_LEN(t->windows); i++) {
		struct window *w = &t->windows[i];
		if (pos >= w->start && pos + n <= w->start + w->n) {
			w->used = ++t->clock;
			return (struct sv){ w->buf + (pos - w->start), n };
		}
		if (w->used < oldest->used)
			oldest = w;
	}
	window_load(t, oldest, pos, n);
	oldest->used = ++t->clock;
	if (pos >= oldest->start + oldest->n)
		return (struct sv){ "", 0 };
	size_t have = oldest->start + oldest->n - pos;
	return (struct sv){ oldest->buf + (pos - oldest->start), have < n ? have : n };
}

uint64_t text_digest(const struct text *t)
{
	if (t->fd < 0)
		return XXH3_64bits(t->memory.p, t->memory.n);
	char *buf = xmalloc(WINDOW_SIZE);
	XXH3_state_t *state = XXH3_createState();
	uint64_t digest = 0;
	if (state != NULL) {
		XXH3_64bits_reset(state);
		for (size_t pos = 0, n; (n = file_read(t, pos, buf, t->size - pos < WINDOW_SIZE ? t->size - pos : WINDOW_SIZE)) > 0; pos += n)
			XXH3_64bits_update(state, buf, n);
		digest = XXH3_64bits_digest(state);
		XXH3_freeState(state);
	}
	free(buf);
	return digest;
}

uint64_t text_digest_of(void *text)
{
	return text_digest(text);
}

char *text_read_all(const struct text *t, struct sv *out)
{
	size_t n = text_size(t);
	char *bytes = xmalloc(n + 1);
	*out = (struct sv){ bytes, text_read(t, 0, bytes, n) };
	return bytes;
}
