/* gather.c - see gather.h. */
#include "app/gather.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include "app/feed.h"
#include "base/dirs.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "base/utf8.h"

static void add(struct gathering *g, char *path, char *title, const char *day)
{
	struct gathered x = { .path = path, .title = title };

	memcpy(x.day, day, strnlen(day, sizeof x.day - 1));
	vec_push(&g->all, x);
}

void gathering_fini(struct gathering *g)
{
	for (size_t i = 0; i < g->all.n; i++) {
		free(g->all.v[i].path);
		free(g->all.v[i].title);
	}
	vec_fini(&g->all);
}

/* ---- feeds ---- */

/* The whole file when it is a feed; false with nothing in out when it is none. */
static bool read_feed(const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	char buf[16384];
	ssize_t n;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		while ((n = read(fd, buf, sizeof buf)) > 0) {
			str_add(out, (struct sv){ buf, (size_t)n });
			if (!feed_sniff(str_sv(out)))
				break;
		}
	close(fd);
	if (feed_sniff(str_sv(out)))
		return true;
	str_clear(out);
	return false;
}

static bool add_feed(struct gathering *g, const char *path, struct sv xml, struct error *err)
{
	struct feed f;

	if (!feed_parse(xml, path, &f, err))
		return false;
	for (size_t i = 0; i < f.items.n; i++) {
		struct feed_item *it = &f.items.v[i];
		struct str name;
		char day[11] = "";

		feed_day(it->date, day);
		str_init(&name);
		str_addf(&name, "%s#%08x", path, it->hash);
		add(g, str_take(&name), it->title, day);
		it->title = NULL;
		str_fini(&name);
	}
	feed_fini(&f);
	g->many = true;
	return true;
}

/* ---- directories ---- */

static bool ends(const char *name, const char *suffix)
{
	return sv_ends(sv_of(name), sv_of(suffix));
}

static bool is_regular(const char *dir, const struct dirent *e)
{
	struct str s;
	struct stat st;
	bool ok;

	if (e->d_type != DT_UNKNOWN && e->d_type != DT_LNK)
		return e->d_type == DT_REG;
	str_init(&s);
	str_addf(&s, "%s/%s", dir, e->d_name);
	ok = stat(s.p, &st) == 0 && S_ISREG(st.st_mode);
	str_fini(&s);
	return ok;
}

static bool is_feed_name(const char *name)
{
	return ends(name, ".xml") || ends(name, ".rss") || ends(name, ".atom");
}

static bool is_text_name(const char *name)
{
	return ends(name, ".txt") || ends(name, ".text") || ends(name, ".md");
}

/* Without the kept texts, which stand for what they were made from. */
static bool is_wanted(const char *name, const struct options *o)
{
	return name[0] != '.' && (is_text_name(name) || is_feed_name(name) || filter_of(o, sv_of(name), NULL));
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

typedef VEC(char *) name_vec;

static bool has_name(const name_vec *names, struct sv name)
{
	char *key = xstrndup(name.p, name.n);
	bool found = bsearch(&key, names->v, names->n, sizeof *names->v, by_name) != NULL;

	free(key);
	return found;
}

/* page.html.txt beside page.html, feed.xml.0123abcd.txt beside feed.xml. */
static bool is_kept_text(const name_vec *names, const char *name, const struct options *o)
{
	struct sv stem = sv_of(name);

	if (!ends(name, ".txt"))
		return false;
	stem.n -= strlen(".txt");
	if (filter_of(o, stem, NULL) && has_name(names, stem))
		return true;
	if (stem.n < 9 || stem.p[stem.n - 9] != '.' || strspn(stem.p + stem.n - 8, "0123456789abcdef") != 8)
		return false;
	return has_name(names, sv_cut(stem, 0, stem.n - 9));
}

static bool read_names(const char *dir, const struct options *o, name_vec *names, struct error *err)
{
	DIR *d = opendir(dir);
	const struct dirent *e;

	if (!d)
		return error_errno(err, errno, "%s", dir);
	while ((e = readdir(d)))
		if (is_wanted(e->d_name, o) && is_regular(dir, e))
			vec_push(names, xstrdup(e->d_name));
	closedir(d);
	if (names->n > 1)
		qsort(names->v, names->n, sizeof *names->v, by_name);
	return true;
}

static bool add_directory(struct gathering *g, const char *path, const struct filtering *f, struct error *err)
{
	size_t before = g->all.n, n = strlen(path);
	char *dir;
	name_vec names = { 0 };
	bool ok;

	while (n > 1 && path[n - 1] == '/')
		n--;
	dir = xstrndup(path, n);
	ok = read_names(dir, f->options, &names, err);
	for (size_t i = 0; i < names.n; i++) {
		struct str s, xml;

		if (is_kept_text(&names, names.v[i], f->options))
			continue;
		str_init(&s);
		str_init(&xml);
		if (strcmp(dir, ".") != 0) /* names as they are here */
			str_adds(&s, dir);
		if (strcmp(dir, "/") != 0 && s.n > 0)
			str_addc(&s, '/');
		str_adds(&s, names.v[i]);
		if (!is_feed_name(names.v[i]))
			add(g, str_take(&s), NULL, "");
		else if (read_feed(s.p, &xml)) /* a broken one is no reason to show nothing */
			add_feed(g, s.p, str_sv(&xml), NULL);
		str_fini(&xml);
		str_fini(&s);
	}
	for (size_t i = 0; i < names.n; i++)
		free(names.v[i]);
	vec_fini(&names);
	if (ok && g->all.n == before)
		ok = error_set(err, ERR_IO, _("%s: no article in this directory"), path);
	g->many = g->many || ok;
	free(dir);
	return ok;
}

/* ---- addresses ---- */

static const char *suffix_of(struct sv bytes)
{
	struct sv head = sv_cut(bytes, 0, 512);
	const char *known = filter_sniff(head);

	if (known)
		return known;
	if (feed_sniff(head))
		return "xml";
	return memmem(head.p, head.n, "<", 1) ? "html" : "txt";
}

static bool same_bytes(const char *path, struct sv bytes)
{
	FILE *f = fopen(path, "rbe");
	char buf[16384];
	size_t n, at = 0;
	bool same = f != NULL;

	while (same && (n = fread(buf, 1, sizeof buf, f)) > 0) {
		same = sv_eq(sv_cut(bytes, at, at + n), (struct sv){ buf, n });
		at += n;
	}
	if (f)
		fclose(f);
	return same && at == bytes.n;
}

/* Where the pages that were fetched are: a readable name, and a hash of the address. */
static void page_path(const struct options *o, const char *url, const char *suffix, struct str *out)
{
	const char *dir = option_string(o, OPT_DIRECTORY), *name = strstr(url, "://") + 3;
	char *pages = *dir ? NULL : user_path(DIR_DATA, "pages");
	size_t n = 0;

	dir_add(pages ? pages : dir, out);
	free(pages);
	for (; *name && *name != '?' && n < 80; name++, n++) {
		bool plain = (*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z') ||
			     (*name >= '0' && *name <= '9') || (*name == '.' && n > 0);

		str_addc(out, plain ? *name : '-');
	}
	str_addf(out, ".%08x.%s", (unsigned)(XXH3_64bits(url, strlen(url)) & 0xffffffffu), suffix);
}

static bool add_address(struct gathering *g, const char *url, const struct filtering *f, struct error *err)
{
	struct str page, path;
	bool ok;

	str_init(&page);
	str_init(&path);
	ok = filter_fetch(f, url, &page, err);
	if (ok) {
		page_path(f->options, url, suffix_of(str_sv(&page)), &path);
		if (!same_bytes(path.p, str_sv(&page))) {
			fd_make_parents(path.p);
			ok = fd_replace(path.p, str_sv(&page), 0600) ||
			     error_errno(err, errno, _("%s: cannot be written"), path.p);
		}
		ok = ok && gather(g, path.p, f, err);
	}
	str_fini(&page);
	str_fini(&path);
	return ok;
}

bool gather(struct gathering *g, const char *arg, const struct filtering *f, struct error *err)
{
	struct stat st;
	struct str xml;
	bool ok = true;

	if (strstr(arg, "://") && access(arg, F_OK) != 0)
		return add_address(g, arg, f, err);
	if (strcmp(arg, "-") != 0 && stat(arg, &st) == 0 && S_ISDIR(st.st_mode))
		return add_directory(g, arg, f, err);
	str_init(&xml);
	if (!is_text_name(arg) && !filter_of(f->options, sv_of(arg), NULL) && strcmp(arg, "-") != 0 &&
	    read_feed(arg, &xml))
		ok = add_feed(g, arg, str_sv(&xml), err);
	else
		add(g, xstrdup(arg), NULL, "");
	str_fini(&xml);
	return ok;
}
