/* loop.c - see loop.h. The first frame waits for no extraction; every decision
 * is on disk before the next key is read, since the commands themselves write it.
 */
#include "ui/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/note_edit.h"
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

/* The handler of curses, which notes that the size has changed: it alone would be heard
 * only while the reader waits, and a resize during a frame would be lost. */
static void (*on_winch)(int);

static void on_resize(int sig)
{
	on_winch(sig);
	on_signal(sig);
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
	struct sigaction old;
	if (sigaction(SIGWINCH, NULL, &old) == 0 && old.sa_handler != SIG_DFL && old.sa_handler != SIG_IGN &&
	    old.sa_handler != on_resize) {
		on_winch = old.sa_handler;
		catch_signal(SIGWINCH, on_resize, 0);
	}
}

struct loop {
	struct app *a;
	struct terminal *t;
	struct looks *looks;
	struct frame f;
	key_vec early;    /* keys that came while a command took long */
	size_t early_at;
	int64_t since;    /* ms: when the command began; its last frame */
	int64_t shown;
	bool asked;       /* the terminal, for its background */
};

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* The theme that the options ask for now. */
static void dress(struct loop *l)
{
	problem_vec problems = { 0 };

	if (looks_follow(l->looks, l->a->o.options, &problems))
		term_set_theme(l->t, &l->looks->theme);
	for (size_t i = 0; i < problems.n; i++)
		app_complain(l->a, "%s", problems.v[i].text);
	problems_fini(&problems);
}

static void draw(struct loop *l)
{
	unsigned w, h;

	dress(l);
	term_size(l->t, &w, &h);
	frame_draw(l->a, &l->f, w, h);
	term_blit(l->t, &l->f);
}

static bool stops(struct key k)
{
	return k.sym == KEYSYM_ESC || (k.sym == KEYSYM_NONE && k.cp == 'c' && k.mods == KEYMOD_CTRL);
}

/* Asked by a command that takes long: keys that come are kept for later, but
 * for the one that stops it. From a fifth of a second on the screen says so. */
static bool on_busy(void *ctx, bool typing)
{
	struct loop *l = ctx;
	struct sv paste;
	struct mouse m;
	struct key k = { 0 };
	enum term_event e;
	int64_t now = now_ms();

	while ((e = term_read(l->t, &k, &paste, &m)) != TERM_NOTHING && e != TERM_END) {
		if (e == TERM_KEY && stops(k) && !typing)
			return true;
		if (e == TERM_KEY)
			vec_push(&l->early, k);
		if (e == TERM_BACKGROUND)
			looks_answer(l->looks, paste);
	}
	if (now - l->since > 200 && now - l->shown > 100) {
		l->a->busy_shown = true;
		l->shown = now;
		draw(l);
	}
	return e == TERM_END || (typing && l->early_at < l->early.n);
}

/* The next event: what came early is older. */
static enum term_event next_event(struct loop *l, struct key *k, struct sv *paste, struct mouse *m)
{
	if (l->early_at < l->early.n) {
		*k = l->early.v[l->early_at++];
		return TERM_KEY;
	}
	l->early.n = l->early_at = 0;
	return term_read(l->t, k, paste, m);
}

/* What a command asked the terminal for. */
static void serve(struct app *a, struct terminal *t)
{
	if (a->redraw)
		term_redraw(t);
	a->redraw = false;
	if (a->clip.n)
		term_copy(t, str_sv(&a->clip));
	str_clear(&a->clip);
	if (a->suspend)
		term_suspend(t);
	a->suspend = false;
	if (a->hand.edit) {
		char **argv = note_edit_command(a);

		note_edit_done(a, term_run(t, argv));
		for (size_t i = 0; argv[i]; i++)
			free(argv[i]);
		free(argv);
	}
}

/* All keys that have come; true: go on. */
static bool take_keys(struct loop *l)
{
	struct key k = { 0 };
	struct sv paste = { "", 0 };
	struct mouse m;
	unsigned w, h;

	for (;;) {
		l->since = l->shown = now_ms();
		switch (next_event(l, &k, &paste, &m)) {
		case TERM_KEY:
			app_feed(l->a, k);
			break;
		case TERM_PASTE:
			app_paste(l->a, paste);
			break;
		case TERM_MOUSE:
			app_mouse(l->a, &m);
			break;
		case TERM_RESIZE:
			term_size(l->t, &w, &h);
			app_resize(l->a, w, h);
			term_redraw(l->t);
			break;
		case TERM_BACKGROUND:
			looks_answer(l->looks, paste);
			break;
		case TERM_END:
			return false;
		default:
			return !l->a->quit;
		}
		serve(l->a, l->t);
		if (l->a->quit)
			return false;
	}
}

/* Waits for what comes next, or, when there is something left to do meanwhile, only
 * looks. The signal that ends the reader, 0 for none; *came: something did. */
static int wait_events(struct app *a, int tty, int signals, bool idle, bool *came, bool *gone)
{
	struct pollfd fds[] = { { .fd = tty, .events = POLLIN },
				{ .fd = signals, .events = POLLIN },
				{ .fd = worker_fd(a->worker), .events = POLLIN },
				{ .fd = worker_fd(a->errands), .events = POLLIN } };
	unsigned char sig;
	int n = poll(fds, ARRAY_LEN(fds), idle ? 0 : -1);

	*came = n != 0;
	if (n < 0)
		return 0; /* EINTR: a resize; term_read sees it */
	if ((fds[1].revents & POLLIN) && read(signals, &sig, 1) == 1 && sig != SIGWINCH)
		return sig;
	if ((fds[2].revents | fds[3].revents) & POLLIN)
		app_poll(a);
	*gone = a->quit;
	if ((fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) && !(fds[0].revents & POLLIN))
		*gone = true;
	return 0;
}

/* Behind the first frame, which does not wait for the answer. */
static void ask_background(struct loop *l)
{
	if (!l->asked && term_has_colours(l->t) && strcmp(option_string(l->a->o.options, OPT_THEME), "auto") == 0)
		term_ask_background(l->t);
	l->asked = true;
}

/* Draws, waits, takes what comes: the signal that ends the reader, -1 for its own end,
 * 0: go on. */
static int turn(struct loop *l, int tty, int signals)
{
	bool gone = false, came = false, idle = app_idle(l->a);
	int sig = 0;

	draw(l);
	ask_background(l);
	app_extract(l->a); /* the first time, and what of a large article has come into sight */
	l->shown = now_ms();
	while (sig == 0 && !came) {
		bool was = idle;

		sig = wait_events(l->a, tty, signals, idle, &came, &gone);
		if (came || sig)
			break;
		idle = app_idle(l->a);
		if ((was && !idle) || now_ms() - l->shown > 100) { /* counts grow in sight */
			draw(l);
			l->shown = now_ms();
		}
	}
	if (sig)
		return sig;
	return gone || !take_keys(l) ? -1 : 0;
}

int loop_run(struct app *a, struct terminal *t, struct looks *looks, int tty)
{
	struct loop l = { .a = a, .t = t, .looks = looks };
	int fds[2], sig = 0;

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0)
		return 0;
	signal_fd = fds[1];
	catch_signals();
	frame_init(&l.f);
	a->busy = on_busy;
	a->busy_ctx = &l;
	while (sig == 0)
		sig = turn(&l, tty, fds[0]);
	a->busy = NULL;
	frame_fini(&l.f);
	vec_fini(&l.early);
	signal_fd = -1;
	close(fds[0]);
	close(fds[1]);
	return sig > 0 ? sig : 0;
}
