/* fd.c - see fd.h. */
#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

bool fd_write(int fd, struct sv bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = sv_cut(bytes, (size_t)n, bytes.n);
	}
	return true;
}

bool fd_sync(int fd)
{
	int rc;

	while ((rc = fsync(fd)) != 0 && errno == EINTR)
		;
	return rc == 0;
}

bool fd_sync_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash == NULL ? xstrdup(".") : xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
	int fd;

	while ((fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0 && errno == EINTR)
		;
	bool ok = fd >= 0 && (fd_sync(fd) || errno == EINVAL); /* some file systems cannot */
	if (fd >= 0)
		close(fd);
	free(dir);
	return ok;
}

bool fd_replace(const char *path, struct sv bytes, unsigned mode)
{
	struct str tmp;
	int fd, why = 0;

	str_init(&tmp);
	str_addf(&tmp, "%s.tmp%ld", path, (long)getpid());
	fd = open(tmp.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd < 0 || !fd_write(fd, bytes) || !fd_sync(fd))
		why = errno;
	if (fd >= 0 && close(fd) != 0 && why == 0)
		why = errno;
	if (why == 0 && rename(tmp.p, path) != 0)
		why = errno;
	else if (why == 0 && !fd_sync_directory(path))
		why = errno;
	if (why != 0 && fd >= 0)
		unlink(tmp.p);
	str_fini(&tmp);
	errno = why;
	return why == 0;
}

void fd_make_parents(const char *path)
{
	char *s = xstrdup(path);

	for (char *p = s + 1; *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		mkdir(s, 0700);
		*p = '/';
	}
	free(s);
}
