/* ini.c - see ini.h. */
#include "app/ini.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <iniparser/iniparser.h>

#include "base/fd.h"
#include "base/i18n.h"
#include "base/utf8.h"

#define LINE_MAX_BYTES 1000 /* iniparser's own buffer holds 1,024 */
#define FILE_MAX_BYTES (1 << 20)

bool ini_read_file(const char *path, struct str *out, struct error *err)
{
	char buf[8192];
	size_t n;
	FILE *f = fopen(path, "rbe");
	if (f == NULL)
		return error_errno(err, errno, "%s", path);
	errno = 0;
	while ((n = fread(buf, 1, sizeof buf, f)) > 0 && out->n <= FILE_MAX_BYTES)
		str_add(out, (struct sv){ buf, n });
	int why = ferror(f) ? errno : 0;
	fclose(f);
	if (why != 0)
		return error_errno(err, why, "%s", path);
	if (out->n > FILE_MAX_BYTES)
		return error_set(err, ERR_LIMIT, _("%s: too large for a settings file"), path);
	return true;
}

static char *lower(struct sv s)
{
	char *p = xstrndup(s.p, s.n);
	for (char *c = p; *c != '\0'; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
	return p;
}

/* One line that is no comment: fills e (value left NULL) or says what is
 * wrong. A section only changes *section. */
static const char *read_line(struct sv line, char **section, struct ini_entry *e)
{
	if (line.p[0] == '[') {
		const char *end = memchr(line.p, ']', line.n);
		if (end == NULL)
			return N_("a section without its ]");
		free(*section);
		*section = lower(sv_trim(sv_cut(line, 1, (size_t)(end - line.p))));
		return NULL;
	}
	const char *eq = memchr(line.p, '=', line.n);
	if (eq == NULL)
		return N_("neither [section] nor name = value");
	struct sv key = sv_trim(sv_cut(line, 0, (size_t)(eq - line.p)));
	if (key.n == 0)
		return N_("no name before =");
	e->key = lower(key);
	return NULL;
}

static const char *line_fault(struct sv line)
{
	if (line.n > LINE_MAX_BYTES)
		return N_("line too long");
	if (memchr(line.p, '\0', line.n) != NULL)
		return N_("a NUL byte");
	return utf8_valid(line) ? NULL : N_("not UTF-8");
}

/* Checks line by line; what is right goes to clean, for iniparser. */
static void scan(struct ini *ini, struct sv rest, const char *name, struct str *clean,
		 problem_vec *problems)
{
	char *section = xstrdup("");
	struct sv line;
	if (sv_starts(rest, SV("\xEF\xBB\xBF")))
		rest = sv_cut(rest, 3, rest.n);
	for (size_t n = 1; sv_next(&rest, '\n', &line); n++) {
		const char *fault = line_fault(line);
		struct ini_entry e = { .line = n };
		line = sv_trim(line);
		if (fault == NULL && (line.n == 0 || line.p[0] == '#' || line.p[0] == ';'))
			continue;
		if (fault == NULL)
			fault = read_line(line, &section, &e);
		if (fault != NULL) {
			problem_add(problems, name, n, "%s", _(fault));
			continue;
		}
		str_add(clean, line);
		str_addc(clean, '\n');
		if (e.key != NULL) {
			e.section = xstrdup(section);
			vec_push(&ini->all, e);
		}
	}
	free(section);
}

static int quiet(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static int quiet(const char *fmt, ...)
{
	(void)fmt; /* our own messages have said it, with the line */
	return 0;
}

/* iniparser reads files by name only: one in memory, which no full disk spoils. */
static dictionary *load(const struct str *clean)
{
	char path[32];
	int fd = memfd_create("postil", MFD_CLOEXEC);
	dictionary *d = NULL;
	if (fd < 0)
		return NULL;
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (fd_write(fd, str_sv(clean))) {
		iniparser_set_error_callback(quiet);
		d = iniparser_load(path);
	}
	close(fd);
	return d;
}

static uint32_t name_hash(const char *s)
{
	uint32_t h = 2166136261u;
	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

void ini_parse(struct ini *ini, struct sv text, const char *name, problem_vec *problems)
{
	struct str clean, full;
	*ini = (struct ini){ 0 };
	str_init(&clean);
	str_init(&full);
	scan(ini, text, name, &clean, problems);
	dictionary *d = ini->all.n > 0 ? load(&clean) : NULL;
	size_t kept = 0;
	if (ini->all.n > 0 && d == NULL)
		problem_add(problems, name, 0, _("cannot be read: no memory for it"));
	for (size_t i = 0; i < ini->all.n; i++) {
		struct ini_entry *e = &ini->all.v[i];
		str_clear(&full);
		str_addf(&full, "%s:%s", e->section, e->key);
		const char *value = d != NULL ? iniparser_getstring(d, full.p, NULL) : NULL;
		if (value == NULL) {
			problem_add(problems, name, e->line, "%s", _("cannot be read"));
			free(e->section);
			free(e->key);
			continue;
		}
		e->value = xstrdup(value);
		e->hash = name_hash(full.p);
		for (size_t k = 0; k < kept; k++) {
			if (ini->all.v[k].hash == e->hash && strcmp(ini->all.v[k].section, e->section) == 0 &&
			    strcmp(ini->all.v[k].key, e->key) == 0)
				problem_add(problems, name, e->line,
					    _("%s stands in line %zu already; the last one counts"),
					    e->key, ini->all.v[k].line);
		}
		ini->all.v[kept++] = *e;
	}
	ini->all.n = kept;
	if (d != NULL)
		iniparser_freedict(d);
	str_fini(&clean);
	str_fini(&full);
}

void ini_fini(struct ini *ini)
{
	for (size_t i = 0; i < ini->all.n; i++) {
		free(ini->all.v[i].section);
		free(ini->all.v[i].key);
		free(ini->all.v[i].value);
	}
	vec_fini(&ini->all);
}
