/* command_export.c - the annotations of the article in sight, written to a file
 * by way of a temporary one beside it: never half a file.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/command.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "format/format.h"

const char *export_format(size_t i)
{
	const struct format *f = format_at(i);

	return f ? f->name : NULL;
}

static size_t write_rows(struct doc *d, const struct format *f, struct str *out)
{
	struct format_opts opts = { .unit = OFFSET_CODEPOINT, .header = true };
	struct format_rows rows;
	const struct link *links;
	size_t n, nlinks;

	format_rows_init(&rows);

	if (f->head)
		f->head(out);
	for (size_t i = 0; i < book_count(d->book); i++) {
		const struct annotation *an = book_at(d->book, i);

		if (an->status != STATUS_REJECTED && an->placed != PLACED_LOST)
			format_rows_add(&rows, an);
	}
	nlinks = book_links(d->book, &links);
	format_rows_link(&rows, links, nlinks);
	n = rows.all.n;
	format_write(f, &rows, d->path, d->text, &opts, out);
	format_rows_fini(&rows);
	return n;
}

/* The article itself must never be written to, by whatever name. */
static bool is_article(const struct app *a, const char *path)
{
	struct stat to, at;

	if (stat(path, &to) != 0)
		return false;
	for (size_t i = 0; i < a->docs.n; i++)
		if (stat(a->docs.v[i]->path, &at) == 0 && at.st_dev == to.st_dev &&
		    at.st_ino == to.st_ino)
			return true;
	return false;
}

static bool export_to(struct app *a, const struct args *args, bool over, struct error *err)
{
	struct doc *d = need_doc(a, err);
	const struct format *f = format_find(args->v[0]);
	struct str path, out;
	size_t rows;
	bool ok;

	if (!d)
		return false;
	if (!f)
		return error_set(err, ERR_USAGE, _("no such format: %.*s"), SV_ARG(args->v[0]));
	str_init(&path);
	str_init(&out);
	str_add(&path, args->v[1]);
	rows = write_rows(d, f, &out);
	if (is_article(a, path.p))
		ok = error_set(err, ERR_USAGE, _("%s is an article: it is never written to"), path.p);
	else if (!over && access(path.p, F_OK) == 0)
		ok = error_set(err, ERR_USAGE, _("%s is there already; :export! writes over it"), path.p);
	else
		ok = fd_replace(path.p, str_sv(&out), 0666) ||
		     error_errno(err, errno, _("%s: cannot be written"), path.p);
	if (ok)
		app_say(a, ngettext("%zu annotation written to %s", "%zu annotations written to %s", rows), rows, path.p);
	str_fini(&path);
	str_fini(&out);
	return ok;
}

bool cmd_export(struct app *a, const struct args *args, struct error *err)
{
	return export_to(a, args, false, err);
}

bool cmd_export_over(struct app *a, const struct args *args, struct error *err)
{
	return export_to(a, args, true, err);
}
