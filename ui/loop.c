/* loop.c - see loop.h. The first frame waits for no extraction; every decision
 * is on disk before the next key is read, since the commands themselves write it.
 */
#include "ui/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "ui/draw.h"

/* The write end of the self-pipe: a handler can reach nothing else. */
static volatile sig_atomic_t signal_fd = -1;

static void on_signal(int sig)
{
	int keep = errno;
	unsigned char byte = (unsigned char)sig;

	if (signal_fd >= 0 && write(signal_fd, &byte, 1) < 0)
		errno = keep;
	errno = keep;
}

static void on_crash(int sig)
{
	term_crash_restore();
	signal(sig, SIG_DFL);
	raise(sig);
}

static void catch_signal(int sig, void (*fn)(int), int flags)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = fn;
	sa.sa_flags = flags;
	sigaction(sig, &sa, NULL);
}

static void catch_signals(void)
{
	static const int ends[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
	static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		catch_signal(ends[i], on_signal, SA_RESTART);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		catch_signal(crashes[i], on_crash, (int)SA_RESETHAND);
	catch_signal(SIGPIPE, SIG_IGN, 0);
}

/* All keys that have come; true: go on. */
static bool take_keys(struct app *a, struct terminal *t)
{
	struct key k = { 0 };
	struct sv paste = { "", 0 };
	struct mouse m;
	unsigned w, h;

	for (;;) {
		switch (term_read(t, &k, &paste, &m)) {
		case TERM_KEY:
			app_feed(a, k);
			break;
		case TERM_PASTE:
			app_paste(a, paste);
			break;
		case TERM_MOUSE:
			app_mouse(a, &m);
			break;
		case TERM_RESIZE:
			term_size(t, &w, &h);
			app_resize(a, w, h);
			term_redraw(t);
			break;
		case TERM_END:
			return false;
		default:
			return !a->quit;
		}
		if (a->redraw)
			term_redraw(t);
		a->redraw = false;
		if (a->clip.n)
			term_copy(t, str_sv(&a->clip));
		str_clear(&a->clip);
		if (a->suspend)
			term_suspend(t);
		a->suspend = false;
		if (a->quit)
			return false;
	}
}

static void draw(struct app *a, struct terminal *t, struct frame *f)
{
	unsigned w, h;

	term_size(t, &w, &h);
	frame_draw(a, f, w, h);
	term_blit(t, f);
}

/* Waits for what comes next; the signal that ends it, 0 for none. */
static int wait_events(struct app *a, int tty, int signals, bool *gone)
{
	struct pollfd fds[] = { { .fd = tty, .events = POLLIN },
				{ .fd = signals, .events = POLLIN },
				{ .fd = worker_fd(a->worker), .events = POLLIN } };
	unsigned char sig;

	if (poll(fds, ARRAY_LEN(fds), -1) < 0)
		return 0; /* EINTR: a resize; term_read sees it */
	if ((fds[1].revents & POLLIN) && read(signals, &sig, 1) == 1)
		return sig;
	if (fds[2].revents & POLLIN)
		app_poll(a);
	if ((fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) && !(fds[0].revents & POLLIN))
		*gone = true;
	return 0;
}

int loop_run(struct app *a, struct terminal *t, int tty)
{
	struct frame f;
	int fds[2], sig = 0;
	bool gone = false;

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0)
		return 0;
	signal_fd = fds[1];
	catch_signals();
	frame_init(&f);
	draw(a, t, &f);
	app_extract(a);
	while (!gone) {
		sig = wait_events(a, tty, fds[0], &gone);
		if (sig || gone || !take_keys(a, t))
			break;
		draw(a, t, &f);
		app_extract(a); /* large articles: what has come into sight */
	}
	frame_fini(&f);
	signal_fd = -1;
	close(fds[0]);
	close(fds[1]);
	return sig;
}
