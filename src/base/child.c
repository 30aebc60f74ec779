/* child.c - see child.h. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/i18n.h"
#include "base/mem.h"

#define COMPLAINT_MAX 4096 /* bytes of standard error that are kept */
#define TICK 50            /* ms between looks at *cancel */

extern char **environ;

struct child {
	pid_t pid;
	int out, err;       /* read ends, -1: closed */
	int64_t deadline;   /* ms of the monotonic clock */
	struct str complaint;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Ours, with these two in it. The strings are borrowed, the array is the caller's. */
static char **make_environment(char *locale, char *term)
{
	size_t n = 0, k = 0;
	char **env;

	while (environ[n])
		n++;
	env = xcalloc(n + 3, sizeof *env);
	for (size_t i = 0; i < n; i++)
		if (strncmp(environ[i], "LC_ALL=", 7) != 0 && strncmp(environ[i], "TERM=", 5) != 0)
			env[k++] = environ[i];
	env[k++] = locale;
	env[k] = term;
	return env;
}

/* In the child: calls that are safe behind the fork of a program with threads. */
static void become(char *const argv[], char **env, const int fds[3], int tell, unsigned seconds)
{
	struct rlimit cpu = { seconds + 1, seconds + 2 }, core = { 0, 0 };
	struct sigaction plain = { .sa_handler = SIG_DFL };
	sigset_t none;
	int why;

	setsid();
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	sigemptyset(&plain.sa_mask);
	for (int sig = 1; sig < 32; sig++)
		sigaction(sig, &plain, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &core);
	for (int i = 0; i < 3; i++)
		dup2(fds[i], i); /* fds are beyond 2 */
	for (int fd = 3; fd < 1024; fd++)
		if (fd != tell)
			close(fd);
	if (chdir("/") == 0) {
		environ = env;
		execvp(argv[0], argv);
	}
	why = errno;
	while (write(tell, &why, sizeof why) < 0 && errno == EINTR)
		continue;
	_exit(127);
}

/* A descriptor beyond the three standard ones. */
static int beyond(int fd)
{
	int moved;

	if (fd < 0 || fd > 2)
		return fd;
	moved = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	close(fd);
	return moved;
}

static bool make_pipe(int fds[2])
{
	if (pipe2(fds, O_CLOEXEC) != 0) {
		fds[0] = fds[1] = -1;
		return false;
	}
	fds[0] = beyond(fds[0]);
	fds[1] = beyond(fds[1]);
	return fds[0] >= 0 && fds[1] >= 0;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* What exec said; 0: the program runs. */
static int exec_fault(int fd)
{
	int why = 0;
	ssize_t n;

	while ((n = read(fd, &why, sizeof why)) < 0 && errno == EINTR)
		continue;
	return n == (ssize_t)sizeof why ? why : 0;
}

/* 0, or the errno that kept the program from running. */
static int start(struct child *c, char *const argv[], int in, unsigned seconds)
{
	int out[2], err[2], tell[2] = { -1, -1 }, why = 0;
	int from = in >= 0 ? fcntl(in, F_DUPFD_CLOEXEC, 3) : beyond(open("/dev/null", O_RDONLY | O_CLOEXEC));
	char locale[] = "LC_ALL=C.UTF-8", term[] = "TERM=dumb";
	char **env = make_environment(locale, term); /* before the fork: it allocates */
	bool ok = make_pipe(out);

	ok = make_pipe(err) && ok;
	ok = make_pipe(tell) && ok && from >= 0;
	c->pid = ok ? fork() : -1;
	if (c->pid == 0)
		become(argv, env, (const int[]){ from, out[1], err[1] }, tell[1], seconds);
	if (c->pid < 0)
		why = errno ? errno : EAGAIN;
	shut(&from);
	shut(&out[1]);
	shut(&err[1]);
	shut(&tell[1]);
	if (c->pid > 0)
		why = exec_fault(tell[0]);
	shut(&tell[0]);
	c->out = out[0];
	c->err = err[0];
	free(env);
	return why;
}

/* Reads what is there; false at the end. */
static bool take(int *fd, struct str *out, size_t limit)
{
	char buf[65536];
	ssize_t n = read(*fd, buf, sizeof buf);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (n <= 0) {
		shut(fd);
		return false;
	}
	if (out->n < limit)
		str_add(out, (struct sv){ buf, (size_t)n < limit - out->n ? (size_t)n : limit - out->n });
	return true;
}

static bool called_off(const struct child_bounds *b)
{
	return b->cancel && atomic_load(b->cancel);
}

static bool has_ended(const struct child *c)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

/* Both streams to their ends, or until the program is gone and nobody else writes;
 * CHILD_DONE then. */
static enum child_end listen_to(struct child *c, const struct child_bounds *b, struct str *out)
{
	size_t had = out->n;

	while (c->out >= 0 || c->err >= 0) {
		struct pollfd fds[] = { { .fd = c->out, .events = POLLIN }, { .fd = c->err, .events = POLLIN } };
		int64_t left = c->deadline - now_ms();

		if (called_off(b))
			return CHILD_CALLED_OFF;
		if (left <= 0)
			return CHILD_SLOW;
		if (poll(fds, 2, (int)(left < TICK ? left : TICK)) <= 0) {
			if (has_ended(c)) /* a child of its own holds the stream */
				return CHILD_DONE;
			continue;
		}
		if (fds[0].revents)
			take(&c->out, out, had + b->limit + 1);
		if (fds[1].revents)
			take(&c->err, &c->complaint, COMPLAINT_MAX);
		if (out->n - had > b->limit)
			return CHILD_TOO_MUCH;
	}
	return CHILD_DONE;
}

/* Waits for the exit of one that has closed its streams. */
static enum child_end wait_exit(const struct child *c, const struct child_bounds *b)
{
	const struct timespec tick = { 0, 2000000 };

	for (;;) {
		if (has_ended(c))
			return CHILD_DONE;
		if (called_off(b))
			return CHILD_CALLED_OFF;
		if (now_ms() >= c->deadline)
			return CHILD_SLOW;
		nanosleep(&tick, NULL);
	}
}

static struct sv last_line(const struct str *s)
{
	struct sv rest = sv_trim(str_sv(s)), line = rest;

	for (size_t i = rest.n; i > 0; i--) {
		if (rest.p[i - 1] == '\n') {
			line = sv_cut(rest, i, rest.n);
			break;
		}
	}
	return sv_trim(line);
}

static enum child_end judge(const char *name, int status, const struct child *c, struct error *err)
{
	struct sv said = last_line(&c->complaint);

	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return CHILD_DONE;
	if (WIFSIGNALED(status))
		error_set(err, ERR_IO, _("%s was ended by signal %d"), name, WTERMSIG(status));
	else if (said.n)
		error_set(err, ERR_IO, "%s: " SV_FMT, name, (int)(said.n < 300 ? said.n : 300), said.p);
	else
		error_set(err, ERR_IO, _("%s failed with status %d"), name, WEXITSTATUS(status));
	return CHILD_FAILED;
}

static void say_end(enum child_end end, const char *name, const struct child_bounds *b, struct error *err)
{
	if (end == CHILD_SLOW)
		error_set(err, ERR_LIMIT, _("%s was ended after %u seconds"), name, b->seconds);
	else if (end == CHILD_TOO_MUCH)
		error_set(err, ERR_LIMIT, _("%s was ended: it wrote more than %zu MB"), name, b->limit >> 20);
	else
		error_set(err, ERR_STATE, _("%s was called off"), name);
}

enum child_end child_run(char *const argv[], int in, const struct child_bounds *bounds, struct str *out,
			 struct error *err)
{
	struct child c = { .out = -1, .err = -1, .deadline = now_ms() + (int64_t)bounds->seconds * 1000 };
	enum child_end end = CHILD_FAILED;
	int status = 0, why = start(&c, argv, in, bounds->seconds);

	str_init(&c.complaint);
	if (why == 0) {
		end = listen_to(&c, bounds, out);
		if (end == CHILD_DONE)
			end = wait_exit(&c, bounds);
	} else if (why == ENOENT || why == EACCES) {
		end = CHILD_MISSING;
		error_set(err, ERR_IO, _("%s is not installed"), argv[0]);
	} else {
		error_errno(err, why, "%s", argv[0]);
	}
	if (c.pid > 0) { /* what it has left running too: the group is as old as it */
		kill(-c.pid, SIGKILL);
		kill(c.pid, SIGKILL);
		while (waitpid(c.pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
	shut(&c.out);
	shut(&c.err);
	if (why == 0 && end == CHILD_DONE)
		end = judge(argv[0], status, &c, err);
	else if (why == 0)
		say_end(end, argv[0], bounds, err);
	str_fini(&c.complaint);
	return end;
}
