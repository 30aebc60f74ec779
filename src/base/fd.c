/* fd.c - see fd.h. */
#include "base/fd.h"

#include <errno.h>
#include <stdlib.h>
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
