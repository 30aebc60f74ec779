/* fd.h - descriptors: what write(2) leaves to its callers. */
#ifndef BASE_FD_H
#define BASE_FD_H

#include "base/str.h"

/* Writes all bytes, whatever interrupts or shortens it; false with errno when
 * the system refuses. */
bool fd_write(int fd, struct sv bytes);

/* fsync until it is done or refused; false with errno. */
bool fd_sync(int fd);
/* The same for the directory in which path stands: a new name is durable then. */
bool fd_sync_directory(const char *path);

/* Puts bytes at path by way of a temporary file beside it: all of them, synced, or
 * none; false with errno. */
bool fd_replace(const char *path, struct sv bytes, unsigned mode);

/* Makes the directories in which path stands, as far as they are missing, for
 * this user only. What cannot be made shows when path is opened. */
void fd_make_parents(const char *path);

#endif
