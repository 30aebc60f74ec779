/* note_edit.c - a note written in the user's editor: the file it is edited in, and the
 * words of $VISUAL or $EDITOR. Who has the terminal runs it (ui/loop.c): nothing
 * here goes through a shell.
 */
#include "app/note_edit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/docs.h"
#include "app/ini.h"
#include "base/i18n.h"
#include "base/words.h"

static bool write_all(int fd, const char *s)
{
	size_t n = strlen(s);

	while (n > 0) {
		ssize_t k = write(fd, s, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return false;
		s += k;
		n -= (size_t)k;
	}
	return true;
}

bool cmd_note_edit(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const char *dir = getenv("TMPDIR"), *old = "";
	struct str path;
	int fd;

	(void)args;
	if (!d || !doc_writable(a, d, err))
		return false;
	if (d->item >= d->items.n)
		return error_set(err, ERR_STATE, _("no annotation here: tag something first"));
	if (d->items.v[d->item].a && d->items.v[d->item].a->note)
		old = d->items.v[d->item].a->note;
	str_init(&path);
	str_addf(&path, "%s/postil-note-XXXXXX.txt", dir && dir[0] == '/' ? dir : "/tmp");
	fd = mkostemps(path.p, 4, O_CLOEXEC);
	if (fd < 0 || !write_all(fd, old) || !write_all(fd, *old ? "\n" : "")) {
		error_errno(err, errno, "%s", path.p);
		if (fd >= 0) {
			close(fd);
			unlink(path.p);
		}
		str_fini(&path);
		return false;
	}
	close(fd);
	note_edit_drop(a);
	a->hand.edit = str_take(&path);
	str_fini(&path);
	return true;
}

void note_edit_drop(struct app *a)
{
	if (a->hand.edit)
		unlink(a->hand.edit);
	free(a->hand.edit);
	a->hand.edit = NULL;
}

char **note_edit_command(const struct app *a)
{
	const char *const names[] = { getenv("VISUAL"), getenv("EDITOR"), "vi" };
	const char *line = "";
	VEC(char *) argv = { 0 };
	struct str word;
	size_t at = 0;

	for (size_t i = 0; i < ARRAY_LEN(names) && !*line; i++)
		line = names[i] ? names[i] : "";
	str_init(&word);
	while (word_next(sv_of(line), &at, "'\"", &word, NULL))
		vec_push(&argv, xstrndup(word.p, word.n));
	str_fini(&word);
	vec_push(&argv, xstrdup(a->hand.edit));
	vec_push(&argv, (char *)NULL);
	return argv.v;
}

void note_edit_done(struct app *a, int status)
{
	struct doc *d = app_doc(a);
	struct error err = { 0 };
	struct str text;
	bool had = d && d->item < d->items.n && d->items.v[d->item].a && d->items.v[d->item].a->note;

	str_init(&text);
	if (status != 0)
		app_complain(a, _("the editor ended with status %d: the note stays as it was"), status);
	else if (!ini_read_file(a->hand.edit, &text, &err))
		app_complain(a, "%s", err.msg);
	else if ((had || sv_trim(str_sv(&text)).n > 0) && !note_commit(a, sv_trim(str_sv(&text)), &err))
		app_complain(a, "%s", err.msg);
	str_fini(&text);
	note_edit_drop(a);
}
