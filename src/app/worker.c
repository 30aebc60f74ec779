/* worker.c - see worker.h. The thread starts with the first job. */
#include "app/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/vec.h"

struct worker {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool started, running, quit;
	atomic_bool cancel;
	VEC(struct worker_job) queue;
	VEC(struct worker_result) done;
	int pipe[2];
};

struct worker *worker_new(struct error *err)
{
	struct worker *w = xcalloc(1, sizeof *w);

	if (pipe2(w->pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
		error_errno(err, errno, _("cannot start the extraction"));
		free(w);
		return NULL;
	}
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->changed, NULL);
	atomic_init(&w->cancel, false);
	return w;
}

int worker_fd(const struct worker *w)
{
	return w->pipe[0];
}

/* Spans count from the start of the document, not of the window. */
static void rebase(struct mentions *m, size_t by)
{
	if (by == 0)
		return;
	for (size_t i = 0; i < m->all.n; i++) {
		struct mention *x = &m->all.v[i];

		x->span.start += by;
		x->span.end += by;
		if (x->speaker.end > x->speaker.start) {
			x->speaker.start += by;
			x->speaker.end += by;
		}
		if (x->cue.end > x->cue.start) {
			x->cue.start += by;
			x->cue.end += by;
		}
	}
}

static void drop(struct worker_job *job)
{
	free(job->bytes);
	memory_free(job->memory);
	errand_free(job->errand);
}

static void finish(struct worker *w, const struct worker_result *r)
{
	pthread_mutex_lock(&w->lock);
	w->running = false;
	if (r) {
		vec_push(&w->done, *r);
		while (write(w->pipe[1], "r", 1) < 0 && errno == EINTR)
			continue;
	}
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

static void run_job(struct worker *w, struct worker_job job)
{
	struct extract_opts opts = { .cancel = &w->cancel, .memory = job.memory,
				     .date = job.date[0] ? job.date : NULL };
	struct worker_result r = { .doc = job.doc, .window = job.window };
	struct sv text = { job.bytes, job.window.end - job.window.start };

	if (job.errand) {
		r.errand = job.errand;
		errand_run(r.errand, &w->cancel);
		finish(w, &r);
		return;
	}
	bool whole = extract(text, &opts, &r.found);

	drop(&job);
	if (whole)
		rebase(&r.found, job.window.start);
	else
		mentions_fini(&r.found);
	finish(w, whole ? &r : NULL);
}

static void *worker_main(void *arg)
{
	struct worker *w = arg;

	/* Keys come first. Linux knows a niceness for each thread; where it is
	 * not so, nothing is lost. */
	setpriority(PRIO_PROCESS, (id_t)gettid(), 10);
	for (;;) {
		struct worker_job job;

		pthread_mutex_lock(&w->lock);
		while (w->queue.n == 0 && !w->quit)
			pthread_cond_wait(&w->changed, &w->lock);
		if (w->quit) {
			pthread_mutex_unlock(&w->lock);
			return NULL;
		}
		job = w->queue.v[0];
		w->queue.n--;
		for (size_t i = 0; i < w->queue.n; i++)
			w->queue.v[i] = w->queue.v[i + 1];
		w->running = true;
		pthread_mutex_unlock(&w->lock);
		run_job(w, job);
	}
}

/* Signals are the screen's: the thread takes none. */
static bool start_thread(struct worker *w)
{
	sigset_t all, old;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	rc = pthread_create(&w->thread, NULL, worker_main, w);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return rc == 0;
}

static bool is_urgent(const struct worker_job *job)
{
	return job->errand && job->errand->kind == ERRAND_CONVERT;
}

void worker_start(struct worker *w, const struct worker_job *job, bool instead)
{
	size_t n = 0;

	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < w->queue.n; i++) {
		if (instead && w->queue.v[i].doc == job->doc)
			drop(&w->queue.v[i]);
		else
			w->queue.v[n++] = w->queue.v[i];
	}
	w->queue.n = n;
	vec_push(&w->queue, *job);
	for (size_t i = w->queue.n - 1; i > 0 && is_urgent(job) && !is_urgent(&w->queue.v[i - 1]); i--) {
		w->queue.v[i] = w->queue.v[i - 1];
		w->queue.v[i - 1] = *job;
	}
	if (!w->started)
		w->started = start_thread(w);
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

bool worker_busy(struct worker *w)
{
	bool busy;

	pthread_mutex_lock(&w->lock);
	busy = w->started && (w->running || w->queue.n > 0);
	pthread_mutex_unlock(&w->lock);
	return busy;
}

bool worker_take(struct worker *w, struct worker_result *r)
{
	char c;
	bool any = false;

	pthread_mutex_lock(&w->lock);
	if (w->done.n > 0) {
		any = true;
		*r = w->done.v[0];
		w->done.n--;
		for (size_t i = 0; i < w->done.n; i++)
			w->done.v[i] = w->done.v[i + 1];
		while (read(w->pipe[0], &c, 1) < 0 && errno == EINTR)
			continue;
	}
	pthread_mutex_unlock(&w->lock);
	return any;
}

void worker_wait(struct worker *w)
{
	pthread_mutex_lock(&w->lock);
	while (w->started && (w->running || w->queue.n > 0))
		pthread_cond_wait(&w->changed, &w->lock);
	pthread_mutex_unlock(&w->lock);
}

void worker_free(struct worker *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->quit = true;
	atomic_store(&w->cancel, true);
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
	if (w->started)
		pthread_join(w->thread, NULL);
	for (size_t i = 0; i < w->queue.n; i++)
		drop(&w->queue.v[i]);
	for (size_t i = 0; i < w->done.n; i++) {
		if (w->done.v[i].errand)
			errand_free(w->done.v[i].errand);
		else
			mentions_fini(&w->done.v[i].found);
	}
	vec_fini(&w->queue);
	vec_fini(&w->done);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	close(w->pipe[0]);
	close(w->pipe[1]);
	free(w);
}
