/* article.c - see article.h. */
#include "app/article.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/feed.h"
#include "app/filters.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/sidecar.h"

#define HEAD 4096
#define STEPS 3                     /* article.html.gz takes two */
#define SOURCE_MAX ((size_t)256 << 20) /* bytes of a feed */

/* The first bytes of a regular file; nothing when it is none. */
static struct sv read_head(const char *path, char buf[HEAD])
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	ssize_t n = 0;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		n = read(fd, buf, HEAD);
	if (fd >= 0)
		close(fd);
	return (struct sv){ buf, n > 0 ? (size_t)n : 0 };
}

/* FEED#HASH: the part before it, when that is a file; NULL. */
static char *feed_of(const char *path, uint32_t *hash)
{
	const char *mark = strrchr(path, '#');
	char *feed, *end;

	if (!mark || strlen(mark) != 9 || strspn(mark + 1, "0123456789abcdef") != 8 || access(path, F_OK) == 0)
		return NULL;
	*hash = (uint32_t)strtoul(mark + 1, &end, 16);
	feed = xstrndup(path, (size_t)(mark - path));
	if (access(feed, F_OK) == 0)
		return feed;
	free(feed);
	return NULL;
}

/* head: the first bytes of path. */
static char *kept_of(const char *path, struct sv head, const struct options *o)
{
	const char *dir = option_string(o, OPT_DIRECTORY);
	uint32_t hash = 0;
	char *feed = feed_of(path, &hash), *side;
	struct str s;

	if (!feed && (strcmp(path, "-") == 0 || (!filter_of(o, sv_of(path), NULL) && !filter_sniff(head))))
		return NULL;
	side = sidecar_path(feed ? feed : path, NULL, dir);
	str_init(&s);
	str_add(&s, sv_cut(sv_of(side), 0, strlen(side) - strlen(".postil")));
	if (feed)
		str_addf(&s, ".%08x", hash);
	str_adds(&s, ".txt");
	free(side);
	free(feed);
	return s.p; /* the caller's now */
}

char *article_kept(const char *path, const struct options *o)
{
	char head[HEAD];

	return kept_of(path, read_head(path, head), o);
}

bool article_is_kept(const char *kept)
{
	struct stat st;

	return stat(kept, &st) == 0 && S_ISREG(st.st_mode);
}

bool article_is_stale(const char *path, const char *kept)
{
	struct stat from, to;

	if (strchr(path, '#') || stat(path, &from) != 0 || stat(kept, &to) != 0)
		return false;
	return from.st_mtim.tv_sec > to.st_mtim.tv_sec ||
	       (from.st_mtim.tv_sec == to.st_mtim.tv_sec && from.st_mtim.tv_nsec > to.st_mtim.tv_nsec);
}

/* ---- converting ---- */

static bool read_whole(const char *path, struct str *out, struct error *err)
{
	FILE *f = fopen(path, "rbe");
	char buf[65536];
	size_t n;
	bool ok;

	if (!f)
		return error_errno(err, errno, "%s", path);
	while ((n = fread(buf, 1, sizeof buf, f)) > 0 && out->n <= SOURCE_MAX)
		str_add(out, (struct sv){ buf, n });
	ok = ferror(f) ? error_errno(err, errno, "%s", path) :
	     out->n > SOURCE_MAX ? error_set(err, ERR_LIMIT, _("%s: too large for a feed"), path) : true;
	fclose(f);
	return ok;
}

static bool has_markup(const char *s)
{
	return strpbrk(s, "<&") != NULL;
}

/* The sentence of the row that a command stands in: what it needs. */
static const char *needs(const struct options *o, const char *command)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (option_string(o, (enum option_id)i) == command)
			return _(option_at((enum option_id)i)->help);
	return _("a filter of your own");
}

/* Title, date, then what it says: as an article would have it. */
static bool convert_item(const char *path, const struct feed_item *it, const struct filtering *f, struct str *out,
			 struct error *err)
{
	const char *command = option_string(f->options, OPT_FILTER_ITEM);
	struct error why = { 0 };
	struct str page, title;
	char day[11];
	bool ok = true;

	str_init(&page);
	str_init(&title);
	utf8_printable(sv_of(it->title), &title);
	str_addf(out, "%s\n\n", title.p);
	if (feed_day(it->date, day))
		str_addf(out, "%s\n\n", day);
	if (has_markup(it->html)) {
		str_addf(&page, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>%s</body></html>\n",
			 it->html);
		ok = filter_run(f, command, path, str_sv(&page), out, &why) ||
		     error_set(err, why.code, "%s: %s (%s)", path, why.msg, needs(f->options, command));
	} else {
		str_addf(out, "%s\n", it->html);
	}
	str_fini(&page);
	str_fini(&title);
	return ok;
}

static bool convert_feed_item(const char *path, const char *feed, uint32_t hash, const struct filtering *f,
			      struct str *out, struct error *err)
{
	struct str xml;
	struct feed all;
	bool ok = false;

	str_init(&xml);
	if (read_whole(feed, &xml, err) && feed_parse(str_sv(&xml), feed, &all, err)) {
		size_t i = 0;

		while (i < all.items.n && all.items.v[i].hash != hash)
			i++;
		if (i < all.items.n)
			ok = convert_item(path, &all.items.v[i], f, out, err);
		else
			error_set(err, ERR_FORMAT, _("%s: the feed no longer has this item"), path);
		feed_fini(&all);
	}
	str_fini(&xml);
	return ok;
}

/* Suffix after suffix: article.html.gz is unpacked, then read as a page. */
static bool convert_file(const char *path, const struct filtering *f, struct str *out, struct error *err)
{
	struct sv name = sv_of(path);
	char head[HEAD];
	const char *command = filter_of(f->options, name, &name);
	struct error why = { 0 };

	if (access(path, R_OK) != 0)
		return error_errno(err, errno, "%s", path);
	if (!command) {
		const char *suffix = filter_sniff(read_head(path, head));

		command = suffix ? options_filter(f->options, sv_of(suffix)) : NULL;
	}
	for (int step = 0; step < STEPS && command; step++) {
		struct str in = *out;

		str_init(out);
		bool ok = filter_run(f, command, path, step ? str_sv(&in) : (struct sv){ NULL, 0 }, out, &why);

		str_fini(&in);
		if (!ok)
			return error_set(err, why.code, "%s: %s (%s)", path, why.msg, needs(f->options, command));
		command = filter_of(f->options, name, &name);
	}
	return true;
}

bool article_convert(const char *path, const struct article_how *how, struct str *out, struct error *err)
{
	const struct filtering f = { how->options, how->cancel };
	uint32_t hash = 0;
	char *feed = feed_of(path, &hash);
	bool ok = feed ? convert_feed_item(path, feed, hash, &f, out, err) : convert_file(path, &f, out, err);

	free(feed);
	if (ok && !filter_is_text(sv_cut(str_sv(out), 0, HEAD)))
		ok = error_set(err, ERR_FORMAT, _("%s: what the filter wrote is no text"), path);
	return ok;
}

bool article_keep(const char *kept, struct sv text, struct error *err)
{
	fd_make_parents(kept);
	return fd_replace(kept, text, 0666) ||
	       error_errno(err, errno, _("%s: the text cannot be kept"), kept);
}

struct text *article_open(const char *path, const struct article_how *how, char **file, struct error *err)
{
	char buf[HEAD];
	struct sv head = read_head(path, buf);
	char *kept = kept_of(path, head, how->options);
	struct text *t = NULL;
	struct str s;

	*file = NULL;
	if (!kept) {
		if (how->force || filter_is_text(head))
			t = text_open(path, how->enc, err);
		else /* pictures, programs */
			error_set(err, ERR_FORMAT, _("%s: is no text; --force opens it all the same"), path);
		*file = t ? xstrdup(path) : NULL;
		return t;
	}
	*file = kept;
	if (article_is_kept(kept))
		return text_open(kept, ENC_AUTO, err);
	if (how->later)
		return NULL;
	str_init(&s);
	if (article_convert(path, how, &s, err)) {
		if (how->keep && article_keep(kept, str_sv(&s), err))
			t = text_open(kept, ENC_AUTO, err);
		else
			t = text_from_memory(path, str_sv(&s));
	}
	str_fini(&s);
	return t;
}
