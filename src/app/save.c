/* save.c - see save.h; the commands write and quit. */
#include "app/save.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/command.h"
#include "app/docs.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "store/sidecar.h"

size_t doc_unsaved(const struct app *a, const struct doc *d)
{
	size_t kept = d->sidecar ? book_log_count(d->book) - book_unsaved(d->book) : 0;

	if (a->o.no_sidecar)
		return 0;
	kept = d->written > kept ? d->written : kept;
	return book_log_count(d->book) - kept;
}

/* A whole sidecar at path, which must not exist: nobody's work is replaced. */
static bool write_copy(struct doc *d, const char *path, struct error *err)
{
	struct sidecar_text about = doc_text(d);
	struct str all;
	bool ok;

	if (access(path, F_OK) == 0)
		return error_set(err, ERR_USAGE, _("%s exists: give another name"), path);
	str_init(&all);
	sidecar_copy(d->book, &about, &all);
	ok = fd_replace(path, str_sv(&all), 0644) || error_errno(err, errno, _("%s: cannot be written"), path);
	str_fini(&all);
	if (ok)
		d->written = book_log_count(d->book);
	return ok;
}

bool cmd_write(struct app *a, const struct args *args, struct error *err)
{
	struct doc *d = need_doc(a, err);
	struct str path;
	bool ok;

	if (!d)
		return false;
	doc_attach(a, d);
	if (args->n) {
		str_init(&path);
		str_add(&path, args->v[0]);
		ok = write_copy(d, path.p, err);
		if (ok)
			app_say(a, ngettext("%zu record written to %s", "%zu records written to %s", book_log_count(d->book)),
				book_log_count(d->book), path.p);
		str_fini(&path);
		return ok;
	}
	if (!doc_writable(a, d, err) || !book_flush(d->book, err))
		return false;
	if (!d->sidecar)
		return error_set(err, ERR_STATE, _("annotations of standard input are in no file; :write FILE keeps them"));
	if (book_log_count(d->book) == 0)
		app_say(a, _("nothing to save yet; it will be in %s"), sidecar_name(d->sidecar));
	else
		app_say(a, _("saved already, in %s"), sidecar_name(d->sidecar));
	return true;
}

bool cmd_quit(struct app *a, const struct args *args, struct error *err)
{
	bool force = arg_is(args, 0, "!");

	if (args->n && !force)
		return error_set(err, ERR_USAGE, _("quit, or quit!"));
	for (size_t i = 0; i < a->docs.n && !force; i++) {
		struct doc *d = a->docs.v[i];
		struct error why = { 0 };
		size_t n;

		if (d->sidecar)
			book_flush(d->book, &why);
		n = doc_unsaved(a, d);
		if (n == 0)
			continue;
		if (i != a->doc)
			doc_switch(a, i);
		if (!d->sidecar)
			return error_set(err, ERR_STATE,
					 ngettext("%zu decision is in no file: :write FILE keeps it, :quit! gives it up",
						  "%zu decisions are in no file: :write FILE keeps them, :quit! gives them up", n), n);
		return error_set(err, ERR_IO,
				 ngettext("%zu decision NOT SAVED; :write FILE keeps it, :quit! gives it up (%s)",
					  "%zu decisions NOT SAVED; :write FILE keeps them, :quit! gives them up (%s)", n),
				 n, why.msg);
	}
	a->quit = true;
	return true;
}

/* Of one article, by a name that is free. */
static bool rescue_into(struct doc *d, const char *directory, struct str *path, struct error *err)
{
	const char *slash = strrchr(d->path, '/'), *name = slash ? slash + 1 : d->path;

	for (int k = 0; k < 100; k++) {
		str_clear(path);
		str_addf(path, "%s/%s.rescued%d.postil", directory, strcmp(name, "-") == 0 ? "stdin" : name, k);
		if (access(path->p, F_OK) != 0)
			break;
	}
	fd_make_parents(path->p);
	return write_copy(d, path->p, err);
}

static bool rescue(struct doc *d, const char *const *directories, size_t n, struct str *say)
{
	struct error err = { 0 };
	struct str path;
	bool ok = false;

	str_init(&path);
	for (size_t i = 0; directories[i] && !ok; i++)
		ok = rescue_into(d, directories[i], &path, &err);
	if (ok)
		str_addf(say, ngettext("%s: %zu record could not be saved there; it is in %s", "%s: %zu records could not be saved there; they are in %s", n),
			 d->path, n, path.p);
	else
		str_addf(say, ngettext("%s: %zu record is LOST: %s", "%s: %zu records are LOST: %s", n), d->path, n, err.msg);
	str_addc(say, '\n');
	str_fini(&path);
	return ok;
}

bool app_rescue(struct app *a, const char *const *directories, struct str *say)
{
	bool ok = true;

	for (size_t i = 0; i < a->docs.n; i++) {
		struct doc *d = a->docs.v[i];

		if (d->sidecar)
			book_flush(d->book, NULL);
		if (doc_unsaved(a, d))
			ok = rescue(d, directories, doc_unsaved(a, d), say) && ok;
	}
	return ok;
}
