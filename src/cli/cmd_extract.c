/* cmd_extract.c - postil extract: what is found in articles, to standard output.
 * Never touches a sidecar. With -j, articles are read by several threads and
 * written in the order they were named. */
#include <getopt.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "app/learning.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "extract/calendar.h"
#include "extract/extract.h"
#include "format/format.h"

struct job {
	const char *path;
	struct str out;
	struct error err;
	bool failed, done;
};

struct run {
	struct extract_opts extract;
	struct format_opts write;
	const struct format *format;
	bool why;
	struct learning learning;
	struct config config;
	struct job *jobs;
	size_t n, next;
	pthread_mutex_t lock;
	pthread_cond_t ready;
};

/* The rule, how sure it is, what else there is to say. */
static void write_why(const struct mention *x, const struct mentions *m, char *out, size_t n)
{
	if (x->counted)
		snprintf(out, n, "%s %.2f, counted from %s (%s)", x->rule, (double)x->confidence, m->date,
			 m->dateline.end > 0 ? "dateline" : "--date");
	else
		snprintf(out, n, "%s %.2f%s%s", x->rule, (double)x->confidence, x->code ? ", unit " : "",
			 x->code ? x->code : "");
}

static void write_mentions(const struct run *r, struct job *job, struct text *t, struct sv bytes,
			   const struct mentions *m)
{
	struct format_rows rows;
	format_rows_init(&rows);
	vec_reserve(&rows.all, m->all.n);
	for (size_t i = 0; i < m->all.n; i++) {
		const struct mention *x = &m->all.v[i];
		char *note = NULL;
		struct format_row row = { .id = size_print(i + 1, arena_alloc(&rows.arena, 24)),
					  .kind = x->kind,
					  .tag = x->tag,
					  .span = x->span,
					  .text = sv_span(bytes, x->span),
					  .origin = "extracted",
					  .status = "suggested" };
		for (int k = 0; k < ATTR_COUNT; k++)
			row.attr[k] = x->attr[k];
		row.code = x->code;
		if (r->why) {
			note = arena_alloc(&rows.arena, 160);
			write_why(x, m, note, 160);
			row.note = note;
		}
		vec_push(&rows.all, row);
	}
	format_write(r->format, &rows, job->path, t, &r->write, &job->out);
	format_rows_fini(&rows);
}

static void extract_one(const struct run *r, struct job *job)
{
	char *file = NULL;
	struct text *t = open_article(job->path, r->config.options, &file, &job->err);
	free(file);
	if (t == NULL) {
		job->failed = true;
		return;
	}
	struct sv all;
	char *bytes = text_read_all(t, &all);
	struct mentions m;
	extract(all, &r->extract, &m);
	write_mentions(r, job, t, all, &m);
	mentions_fini(&m);
	free(bytes);
	text_close(t);
}

static void *work(void *arg)
{
	struct run *r = arg;
	for (;;) {
		pthread_mutex_lock(&r->lock);
		struct job *job = r->next < r->n ? &r->jobs[r->next++] : NULL;
		pthread_mutex_unlock(&r->lock);
		if (job == NULL)
			return NULL;
		extract_one(r, job);
		pthread_mutex_lock(&r->lock);
		job->done = true;
		pthread_cond_broadcast(&r->ready);
		pthread_mutex_unlock(&r->lock);
	}
}

/* Writes each job's rows as soon as all before it are written. */
static int collect(struct run *r)
{
	int status = EXIT_DONE;
	for (size_t i = 0; i < r->n; i++) {
		struct job *job = &r->jobs[i];
		pthread_mutex_lock(&r->lock);
		while (!job->done)
			pthread_cond_wait(&r->ready, &r->lock);
		pthread_mutex_unlock(&r->lock);
		if (job->failed) {
			complain("%s", job->err.msg);
			status = EXIT_SOME_FAILED;
		}
		fwrite(job->out.p, 1, job->out.n, stdout);
		str_fini(&job->out);
	}
	return status;
}

static int run_jobs(struct run *r, unsigned threads)
{
	pthread_t *t = xcalloc(threads, sizeof *t);
	unsigned started = 0;
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->ready, NULL);
	if (r->format->head != NULL) {
		struct str head;
		str_init(&head);
		r->format->head(&head);
		fwrite(head.p, 1, head.n, stdout);
		str_fini(&head);
	}
	while (started < threads && pthread_create(&t[started], NULL, work, r) == 0)
		started++;
	if (started == 0)
		work(r);
	int status = collect(r);
	for (unsigned i = 0; i < started; i++)
		pthread_join(t[i], NULL);
	pthread_cond_destroy(&r->ready);
	pthread_mutex_destroy(&r->lock);
	free(t);
	return status;
}

static bool parse_kinds(const char *list, unsigned *kinds)
{
	struct sv rest = sv_of(list), one;
	enum kind k;
	while (sv_next(&rest, ',', &one)) {
		if (!kind_parse(sv_trim(one), &k)) {
			complain(_("unknown kind %.*s: entity, figure, date, quote"), SV_ARG(one));
			return false;
		}
		*kinds |= 1u << k;
	}
	return true;
}

static void open_memory(struct run *r, const char *file)
{
	problem_vec problems = { 0 };
	char *path = file != NULL ? xstrdup(file) : learning_path();
	learning_close(&r->learning);
	learning_open(&r->learning, path, &problems);
	for (size_t i = 0; i < problems.n; i++)
		complain("%s", problems.v[i].text);
	problems_fini(&problems);
	free(path);
	r->extract.memory = r->learning.all;
}

static bool parse_options(int argc, char **argv, struct run *r, unsigned *threads)
{
	static const struct option longs[] = { { "kind", required_argument, NULL, 'k' },
					       { "format", required_argument, NULL, 'f' },
					       { "offsets", required_argument, NULL, 'o' },
					       { "date", required_argument, NULL, 'd' },
					       { "memory", optional_argument, NULL, 'm' },
					       { "why", no_argument, NULL, 'w' },
					       { "jobs", required_argument, NULL, 'j' },
					       { NULL, 0, NULL, 0 } };
	int c;
	while ((c = getopt_long(argc, argv, "k:f:j:", longs, NULL)) != -1) {
		bool ok = true;
		switch (c) {
		case 'k':
			ok = parse_kinds(optarg, &r->extract.kinds);
			break;
		case 'f':
			r->format = format_find(sv_of(optarg));
			ok = r->format != NULL;
			if (!ok)
				complain(_("unknown format %s"), optarg);
			break;
		case 'o':
			ok = parse_offsets(optarg, &r->write.unit);
			break;
		case 'd':
			r->extract.date = optarg;
			ok = calendar_is_date(optarg);
			if (!ok)
				complain(_("%s: a date is YYYY-MM-DD"), optarg);
			break;
		case 'm':
			open_memory(r, optarg);
			break;
		case 'w':
			r->why = true;
			break;
		case 'j':
			*threads = (unsigned)strtoul(optarg, NULL, 10);
			ok = *threads >= 1 && *threads <= 256;
			if (!ok)
				complain(_("-j takes a number from 1 to 256"));
			break;
		default:
			ok = false;
		}
		if (!ok)
			return false;
	}
	return true;
}

/* What one part of an article took is kept for the next, not given back to the system and
 * asked for again page by page: a tenth of the time of many articles, a twentieth of one. */
static void keep_memory(void)
{
#ifdef M_TRIM_THRESHOLD
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
	mallopt(M_MMAP_THRESHOLD, 8 << 20);
#endif
}

int cmd_extract_run(int argc, char **argv)
{
	char dash[] = "-";
	char *const standard_input[] = { dash };
	struct run r = { .write = { OFFSET_CODEPOINT, true }, .format = format_at(0) };
	unsigned threads = 1;
	if (!parse_options(argc, argv, &r, &threads)) {
		learning_close(&r.learning);
		return EXIT_WRONG_USAGE;
	}
	char *const *files = optind < argc ? argv + optind : standard_input;
	struct gathering g = { 0 };
	config_init(&r.config, NULL, false);
	int status = gather_articles(files, optind < argc ? (size_t)(argc - optind) : 1, r.config.options, &g) ?
			     EXIT_DONE :
			     EXIT_SOME_FAILED;
	r.n = g.all.n;
	struct language *language = language_new();
	r.extract.language = language;
	keep_memory();
	r.jobs = xcalloc(r.n + 1, sizeof *r.jobs);
	for (size_t i = 0; i < r.n; i++) {
		r.jobs[i].path = g.all.v[i].path;
		str_init(&r.jobs[i].out);
	}
	if (r.n < threads)
		threads = r.n > 0 ? (unsigned)r.n : 1;
	if (run_jobs(&r, threads) != EXIT_DONE)
		status = EXIT_SOME_FAILED;
	language_free(language);
	free(r.jobs);
	gathering_fini(&g);
	config_fini(&r.config);
	learning_close(&r.learning);
	return status;
}
