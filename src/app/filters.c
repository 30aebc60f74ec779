/* filters.c - see filters.h. */
#include "app/filters.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/fd.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/words.h"
#include "text/encoding.h"

#define QUOTES "'\""

typedef VEC(char *) word_vec;

/* ---- which ---- */

/* Other names of the same. */
static struct sv plain_suffix(struct sv s)
{
	static const char *const same[][2] = { { "htm", "html" }, { "xhtml", "html" } };

	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		if (sv_eq(s, sv_of(same[i][0])))
			return sv_of(same[i][1]);
	return s;
}

const char *filter_of(const struct options *o, struct sv name, struct sv *stem)
{
	const char *command;
	char low[16] = { 0 };
	size_t dot = name.n;

	while (dot > 0 && name.p[dot - 1] != '.' && name.p[dot - 1] != '/')
		dot--;
	if (dot < 2 || name.p[dot - 1] != '.' || name.p[dot - 2] == '/' || name.n == dot || name.n - dot > sizeof low)
		return NULL;
	for (size_t i = dot; i < name.n; i++)
		low[i - dot] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + 32 : name.p[i]);
	command = options_filter(o, plain_suffix((struct sv){ low, name.n - dot }));
	if (command && stem)
		*stem = sv_cut(name, 0, dot - 1);
	return command;
}

const char *filter_sniff(struct sv head)
{
	if (sv_starts(head, SV("%PDF-")))
		return "pdf";
	if (sv_starts(head, SV("\x1f\x8b")))
		return "gz";
	if (sv_starts(head, SV("BZh")) && head.n > 4 && head.p[4] == '1')
		return "bz2";
	return sv_starts(head, SV("\xfd" "7zXZ")) ? "xz" : NULL;
}

bool filter_is_text(struct sv head)
{
	size_t controls = 0, skip = 0;
	enum text_encoding enc = encoding_detect(head, &skip);

	if (enc == ENC_UTF16LE || enc == ENC_UTF16BE)
		return true;
	for (size_t i = 0; i < head.n; i++) {
		unsigned char c = (unsigned char)head.p[i];

		controls += c < 32 && !strchr("\t\n\r\f\b\033", c);
		controls += c == 0;
	}
	return controls <= 8 || controls * 50 <= head.n;
}

/* ---- cutting ---- */

static void clear_words(word_vec *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->v[i]);
	vec_clear(w);
}

/* %f, %u and %% of a word; true when it named the file. */
static bool fill_in(struct sv word, const char *path, struct str *out)
{
	bool named = false;

	for (size_t i = 0; i < word.n; i++) {
		char next = i + 1 < word.n ? word.p[i + 1] : '\0';

		if (word.p[i] != '%' || (next != 'f' && next != 'u' && next != '%')) {
			str_addc(out, word.p[i]);
			continue;
		}
		i++;
		named = named || next != '%';
		str_adds(out, next == '%' ? "%" : path);
	}
	return named;
}

/* ---- running ---- */

/* The file of one stage: the user's, or a temporary one that holds bytes. */
struct source {
	char path[PATH_MAX];
	int fd;
	bool temporary;
};

static bool source_open(struct source *s, const char *path, struct sv bytes, struct error *err)
{
	const char *dir = getenv("TMPDIR");

	*s = (struct source){ .fd = -1 };
	if (!bytes.p) {
		if (!realpath(path, s->path))
			return error_set(err, ERR_IO, "%s", strerror(errno));
		s->fd = open(s->path, O_RDONLY | O_CLOEXEC);
		return s->fd >= 0 || error_set(err, ERR_IO, "%s", strerror(errno));
	}
	if (snprintf(s->path, sizeof s->path, "%s/postil-XXXXXX", dir && dir[0] == '/' ? dir : "/tmp") >=
	    (int)sizeof s->path)
		return error_set(err, ERR_IO, _("cannot make a temporary file"));
	s->fd = mkostemp(s->path, O_CLOEXEC);
	if (s->fd < 0)
		return error_errno(err, errno, _("cannot make a temporary file"));
	s->temporary = true;
	return (fd_write(s->fd, bytes) && lseek(s->fd, 0, SEEK_SET) == 0) ||
	       error_errno(err, errno, _("cannot make a temporary file"));
}

static void source_close(struct source *s)
{
	if (s->fd >= 0)
		close(s->fd);
	if (s->temporary)
		unlink(s->path);
}

static struct child_bounds bounds_of(const struct filtering *f)
{
	return (struct child_bounds){ .seconds = (unsigned)option_int(f->options, OPT_FILTER_TIMEOUT),
				      .limit = (size_t)option_int(f->options, OPT_FILTER_LIMIT) << 20,
				      .cancel = f->cancel };
}

/* One program; words are still to be filled in. */
static enum child_end run_stage(const struct filtering *f, const word_vec *words, const char *path,
				struct sv bytes, struct str *out, struct error *err)
{
	struct child_bounds bounds = bounds_of(f);
	word_vec argv = { 0 };
	struct source s;
	enum child_end end = CHILD_FAILED;
	bool named = false;

	if (source_open(&s, path, bytes, err)) {
		for (size_t i = 0; i < words->n; i++) {
			struct str w;

			str_init(&w);
			named = fill_in(sv_of(words->v[i]), s.path, &w) || named;
			vec_push(&argv, str_take(&w));
			str_fini(&w);
		}
		vec_push(&argv, NULL);
		end = child_run(argv.v, named ? -1 : s.fd, &bounds, out, err);
		argv.n--;
	}
	source_close(&s);
	clear_words(&argv);
	vec_fini(&argv);
	return end;
}

/* How one alternative goes on. */
struct chain {
	enum child_end end;
	struct str out;       /* of the last stage */
	bool any;             /* a stage has run */
};

static void chain_stage(struct chain *c, const struct filtering *f, word_vec *words, const char *path,
			struct sv bytes, struct error *err)
{
	struct str in = c->out;

	if (words->n > 0 && c->end == CHILD_DONE) {
		str_init(&c->out);
		c->end = run_stage(f, words, path, c->any ? str_sv(&in) : bytes, &c->out, err);
		str_fini(&in);
		c->any = true;
	}
	clear_words(words);
}

/* The alternative has run; true: another one need not be tried. */
static bool chain_settled(const struct chain *c, struct error *err)
{
	if (c->end == CHILD_SLOW || c->end == CHILD_TOO_MUCH || c->end == CHILD_CALLED_OFF)
		return true;
	if (c->end != CHILD_DONE || !c->any)
		return false;
	if (sv_trim(str_sv(&c->out)).n > 0)
		return true;
	error_set(err, ERR_FORMAT, _("no text came out"));
	return false;
}

bool filter_run(const struct filtering *f, const char *command, const char *path, struct sv bytes,
		struct str *out, struct error *err)
{
	struct chain c = { .end = CHILD_DONE };
	struct error one = { 0 }, said = { 0 };
	word_vec words = { 0 };
	struct str word;
	size_t at = 0;
	bool more = true, quoted = false, settled = false;

	error_set(&said, ERR_USAGE, _("the filter names no program"));
	str_init(&word);
	str_init(&c.out);
	while (more && !settled) {
		more = word_next(sv_of(command), &at, QUOTES, &word, &quoted);
		bool bar = !quoted && strcmp(word.p, "|") == 0;

		if (more && !bar && (quoted || strcmp(word.p, "||") != 0)) {
			vec_push(&words, xstrndup(word.p, word.n));
			continue;
		}
		chain_stage(&c, f, &words, path, bytes, &one);
		if (more && bar)
			continue;
		settled = chain_settled(&c, &one);
		if (one.code != ERR_NONE && (said.code == ERR_USAGE || c.end != CHILD_MISSING))
			said = one; /* what failed tells more than what is missing */
		if (!settled) {
			str_clear(&c.out);
			c.end = CHILD_DONE;
			c.any = false;
		}
	}
	bool ok = settled && c.end == CHILD_DONE;
	if (ok)
		str_add(out, str_sv(&c.out));
	else if (err)
		*err = said;
	clear_words(&words);
	vec_fini(&words);
	str_fini(&word);
	str_fini(&c.out);
	return ok;
}

static bool is_address(const char *url)
{
	size_t n = strncmp(url, "https://", 8) == 0 ? 8 : strncmp(url, "http://", 7) == 0 ? 7 : 0;

	if (n == 0 || url[n] == '\0' || strlen(url) > 2000)
		return false;
	for (const char *p = url; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f)
			return false;
	return true;
}

bool filter_fetch(const struct filtering *f, const char *url, struct str *out, struct error *err)
{
	const char *command = option_string(f->options, OPT_FILTER_URL);
	struct child_bounds bounds = bounds_of(f);
	word_vec argv = { 0 };
	struct str word, filled;
	size_t at = 0;
	bool named = false, ok;

	if (!is_address(url))
		return error_set(err, ERR_USAGE, _("%s: only http:// and https:// addresses are fetched"), url);
	if (!*command)
		return error_set(err, ERR_USAGE, _("%s: nothing is fetched unless you say how: [filters] url in "
						   "config.ini"), url);
	str_init(&word);
	while (word_next(sv_of(command), &at, QUOTES, &word, NULL)) {
		str_init(&filled);
		named = fill_in(str_sv(&word), url, &filled) || named;
		vec_push(&argv, str_take(&filled));
		str_fini(&filled);
	}
	if (!named)
		vec_push(&argv, xstrdup(url));
	vec_push(&argv, NULL);
	struct error why = { 0 };
	ok = child_run(argv.v, -1, &bounds, out, &why) == CHILD_DONE;
	if (!ok)
		error_set(err, why.code, "%s: %s", url, why.msg);
	argv.n--;
	clear_words(&argv);
	vec_fini(&argv);
	str_fini(&word);
	return ok;
}
