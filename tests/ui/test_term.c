/* test_term.c - the program in a pseudo-terminal, its output read by libvterm:
 * what a terminal shows is the frame that --dump-screen writes, after keys,
 * paste and resize; and on every way out the terminal is as it was.
 *
 * $POSTIL is the program, ./postil without it. Waits poll with a deadline;
 * nothing sleeps for a fixed time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>
#include <vterm.h>

#include "base/str.h"
#include "base/utf8.h"
#include "ui/theme.h"

#define ARTICLE "src/lang/fr/samples/trains.txt"
#define DEADLINE_MS 20000

struct screen {
	VTerm *vt;
	VTermScreen *cells;
	int fd;
	pid_t pid;
	int rows, cols;
	bool alt, cursor, ended;
	struct termios before;
	char dir[64];
	struct str raw; /* all that was written */
};

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int on_prop(VTermProp prop, VTermValue *v, void *user)
{
	struct screen *s = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		s->alt = v->boolean;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		s->cursor = v->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_prop };

static const char *program(void)
{
	const char *p = getenv("POSTIL");

	return p && *p ? p : "./postil";
}

/* The article copied to a directory of its own: each run has its sidecar. */
static void make_dir(struct screen *s)
{
	char command[256];

	snprintf(s->dir, sizeof s->dir, "/tmp/postil-term-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	snprintf(command, sizeof command, "cp %s %s/a.txt", ARTICLE, s->dir);
	assert_int_equal(system(command), 0);
}

static void start_with(struct screen *s, int cols, int rows, const char *term, const char *option)
{
	struct winsize w = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	char article[96];
	int master, slave;

	memset(s, 0, sizeof *s);
	make_dir(s);
	snprintf(article, sizeof article, "%s/a.txt", s->dir);
	s->rows = rows;
	s->cols = cols;
	s->cursor = true;
	str_init(&s->raw);
	s->vt = vterm_new(rows, cols);
	vterm_set_utf8(s->vt, 1);
	s->cells = vterm_obtain_screen(s->vt);
	vterm_screen_enable_altscreen(s->cells, 1);
	vterm_screen_set_callbacks(s->cells, &callbacks, s);
	vterm_screen_reset(s->cells, 1);
	assert_int_equal(openpty(&master, &slave, NULL, NULL, &w), 0);
	tcgetattr(slave, &s->before);
	s->pid = fork();
	if (s->pid == 0) {
		setenv("TERM", term, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		setenv("XDG_STATE_HOME", s->dir, 1);
		setenv("XDG_DATA_HOME", s->dir, 1);
		unsetenv("NO_COLOR");
		unsetenv("LINES");
		unsetenv("COLUMNS");
		close(master);
		login_tty(slave);
		execl(program(), program(), "--no-config", "--annotator", "test", "--set", option, article,
		      (char *)NULL);
		_exit(127);
	}
	close(slave);
	s->fd = master;
}

static void start(struct screen *s, int cols, int rows, const char *term)
{
	start_with(s, cols, rows, term, "mouse=no");
}

/* Reads what has come within ms; false at the end. */
static bool pump(struct screen *s, int ms)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	char buf[4096];

	if (s->ended || poll(&p, 1, ms) <= 0)
		return !s->ended;
	ssize_t n = read(s->fd, buf, sizeof buf);
	if (n <= 0) {
		s->ended = true;
		return false;
	}
	str_add(&s->raw, (struct sv){ buf, (size_t)n });
	vterm_input_write(s->vt, buf, (size_t)n);
	return true;
}

/* The screen as text, rows without the blanks at their ends. */
static void shown(const struct screen *s, struct str *out)
{
	str_clear(out);
	for (int y = 0; y < s->rows; y++) {
		for (int x = 0; x < s->cols; x++) {
			VTermScreenCell c;
			vterm_screen_get_cell(s->cells, (VTermPos){ y, x }, &c);
			if (c.chars[0] == (uint32_t)-1)
				continue;
			if (c.chars[0] == 0)
				str_addc(out, ' ');
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i]; i++)
				str_add_cp(out, c.chars[i]);
		}
		while (out->n && out->p[out->n - 1] == ' ')
			out->p[--out->n] = '\0';
		str_addc(out, '\n');
	}
}

/* What --dump-screen says for these keys and this size. */
static void expected(const char *keys, int cols, int rows, struct str *out)
{
	char command[512], buf[4096], dir[] = "/tmp/postil-want-XXXXXX";
	size_t n;

	assert_non_null(mkdtemp(dir));
	snprintf(command, sizeof command,
		 "cp %s %s/a.txt; LC_ALL=C.UTF-8 %s --no-config --annotator test --dump-screen %dx%d "
		 "--keys '%s' %s/a.txt; rm -rf %s",
		 ARTICLE, dir, program(), cols, rows, keys, dir, dir);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	str_clear(out);
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		str_add(out, (struct sv){ buf, n });
	pclose(f);
	/* rows without blanks at their ends */
	size_t w = 0;
	for (size_t i = 0; i < out->n; i++) {
		if (out->p[i] == '\n')
			while (w && out->p[w - 1] == ' ')
				w--;
		out->p[w++] = out->p[i];
	}
	out->n = w;
	out->p[w] = '\0';
}

/* Says the first row that differs. */
static void fail_rows(const char *got, const char *want)
{
	int row = 1;
	const char *g = got, *w = want;

	for (size_t i = 0; got[i] && got[i] == want[i]; i++) {
		if (got[i] == '\n') {
			row++;
			g = got + i + 1;
			w = want + i + 1;
		}
	}
	fail_msg("row %d of the terminal is\n%.*s\nand not\n%.*s", row, (int)strcspn(g, "\n"), g,
		 (int)strcspn(w, "\n"), w);
}

/* Waits until the terminal shows want. */
static void wait_for(struct screen *s, const char *want)
{
	long long end = now_ms() + DEADLINE_MS;
	struct str got;

	str_init(&got);
	for (;;) {
		shown(s, &got);
		if (strcmp(got.p, want) == 0)
			break;
		if (now_ms() > end || !pump(s, 200)) {
			fail_rows(got.p, want);
			break;
		}
	}
	str_fini(&got);
}

static void wait_for_keys(struct screen *s, const char *keys, int cols, int rows)
{
	struct str want;

	str_init(&want);
	expected(keys, cols, rows, &want);
	/* paths differ by their six random letters */
	char *at = strstr(want.p, "/tmp/postil-want-");
	if (at)
		memcpy(at, s->dir, strlen(s->dir));
	wait_for(s, want.p);
	str_fini(&want);
}

static void type(struct screen *s, const char *bytes)
{
	assert_int_equal(write(s->fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

/* Waits for the end of the program; its status. */
static int finish(struct screen *s)
{
	long long end = now_ms() + DEADLINE_MS;
	int status = 0;

	while (waitpid(s->pid, &status, WNOHANG) == 0) {
		if (now_ms() > end) {
			kill(s->pid, SIGKILL);
			fail_msg("the program does not end");
		}
		pump(s, 20);
	}
	while (pump(s, 0) && poll(&(struct pollfd){ .fd = s->fd, .events = POLLIN }, 1, 0) > 0)
		;
	return status;
}

static void done(struct screen *s)
{
	char command[128];

	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	close(s->fd);
	vterm_free(s->vt);
	str_fini(&s->raw);
	snprintf(command, sizeof command, "rm -rf %s", s->dir);
	assert_int_equal(system(command), 0);
}

/* As it was: main screen, cursor, paste mode off, line discipline. */
static void assert_restored(struct screen *s)
{
	struct termios after;

	assert_false(s->alt);
	assert_true(s->cursor);
	const char *on = NULL, *off = NULL;
	for (char *p = s->raw.p; (p = strstr(p, "\033[?2004")) != NULL; p++) {
		on = p[7] == 'h' ? p : on;
		off = p[7] == 'l' ? p : off;
	}
	assert_true(on == NULL || off > on);
	if (tcgetattr(s->fd, &after) == 0) { /* the master speaks for the slave */
		assert_int_equal(after.c_lflag & (ICANON | ECHO | ISIG),
				 s->before.c_lflag & (ICANON | ECHO | ISIG));
		assert_int_equal(after.c_iflag & ICRNL, s->before.c_iflag & ICRNL);
	}
}

static void test_sizes(void **state)
{
	static const int sizes[][2] = { { 160, 48 }, { 100, 30 }, { 80, 24 }, { 40, 10 } };
	struct screen s;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		start(&s, sizes[i][0], sizes[i][1], "xterm-256color");
		wait_for_keys(&s, "", sizes[i][0], sizes[i][1]);
		type(&s, "q");
		assert_int_equal(finish(&s), 0);
		assert_restored(&s);
		done(&s);
	}
}

static void test_terminals(void **state)
{
	static const char *const types[] = { "xterm", "screen-256color", "tmux-256color", "linux",
					     "vt100", "rxvt-unicode-256color" };
	struct screen s;

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		start(&s, 80, 24, types[i]);
		wait_for_keys(&s, "", 80, 24);
		type(&s, " ");
		wait_for_keys(&s, "<Space>", 80, 24);
		done(&s);
	}
}

static void test_keys(void **state)
{
	/* typed, and the same as --keys spells it; each run goes on from the last */
	static const struct {
		const char *bytes, *keys;
	} steps[] = {
		{ "\033[B", "<Down>" },
		{ "\033[6~", "<Down><PageDown>" },
		{ "\t", "<Down><PageDown><Tab>" },
		{ "\r", "<Down><PageDown><Tab><Enter>" },
		{ "/\xC5\x93uvre", "<Down><PageDown><Tab><Enter>/œuvre" },
		{ "\033", "<Down><PageDown><Tab><Enter>/œuvre<Esc>" },
		{ "?", "<Down><PageDown><Tab><Enter>/œuvre<Esc>?" },
	};
	struct screen s;

	(void)state;
	start(&s, 100, 30, "xterm-256color");
	wait_for_keys(&s, "", 100, 30);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		type(&s, steps[i].bytes);
		wait_for_keys(&s, steps[i].keys, 100, 30);
	}
	done(&s);
}

/* A paste is text: on the search line it is the pattern, no key of it runs. */
static void test_paste(void **state)
{
	struct screen s;

	(void)state;
	start(&s, 80, 24, "xterm-256color");
	wait_for_keys(&s, "", 80, 24);
	type(&s, "/\033[200~qxq\033[201~");
	wait_for_keys(&s, "/qxq", 80, 24);
	done(&s);
}

/* Waits until the words are on the screen. */
static void wait_text(struct screen *s, const char *words)
{
	long long end = now_ms() + DEADLINE_MS;
	struct str got;

	str_init(&got);
	do {
		str_clear(&got);
		pump(s, 50);
		shown(s, &got);
	} while (!strstr(got.p, words) && !s->ended && now_ms() < end);
	assert_non_null(strstr(got.p, words));
	str_fini(&got);
}

/* Waits until something has been written. */
static void wait_for_bytes(struct screen *s, const char *what)
{
	long long end = now_ms() + DEADLINE_MS;

	while (!strstr(s->raw.p, what)) {
		if (now_ms() > end || !pump(s, 200)) {
			fail_msg("the terminal was never sent %s", what[0] == '\033' ? what + 1 : what);
			break;
		}
	}
}

/* Wheel, click and drag do what the keys do; what is copied goes out by OSC 52. */
static void test_mouse(void **state)
{
	struct screen s;

	(void)state;
	start_with(&s, 100, 30, "xterm-256color", "mouse=yes");
	wait_for_keys(&s, "", 100, 30);
	type(&s, "\033[<65;10;5M");
	wait_for_keys(&s, "3<C-e>", 100, 30);
	type(&s, "\033[<64;10;5M");
	wait_for_keys(&s, "3<C-e>3<C-y>", 100, 30);
	type(&s, "jj\033[<0;5;2M\033[<0;5;2m");
	wait_for_keys(&s, "3<C-e>3<C-y>jjg", 100, 30);
	type(&s, "\033[<0;70;2M\033[<0;70;2m");
	wait_text(&s, " Entities  ");
	type(&s, "\033[<0;5;2M\033[<32;10;2M\033[<0;10;2m");
	wait_text(&s, " SELECT ");
	type(&s, "y");
	wait_for_bytes(&s, "\033]52;c;VHJhaW5z\a"); /* « Trains » */
	done(&s);
}

static const int sizes[][2] = { { 40, 10 }, { 160, 48 }, { 80, 24 }, { 100, 30 } };

static void resize(struct screen *s, const int size[2])
{
	struct winsize w = { .ws_col = (unsigned short)size[0], .ws_row = (unsigned short)size[1] };

	vterm_set_size(s->vt, size[1], size[0]);
	s->cols = size[0];
	s->rows = size[1];
	assert_int_equal(ioctl(s->fd, TIOCSWINSZ, &w), 0);
}

static void test_resize(void **state)
{
	struct screen s;

	(void)state;
	start(&s, 100, 30, "xterm-256color");
	wait_for_keys(&s, "", 100, 30);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		resize(&s, sizes[i]);
		wait_for_keys(&s, "", sizes[i][0], sizes[i][1]);
	}
	done(&s);
}

/* A size that comes while the frame of the last one is drawn is not lost. */
static void test_resize_in_frame(void **state)
{
	struct screen s;

	(void)state;
	start(&s, 100, 30, "xterm-256color");
	wait_for_keys(&s, "", 100, 30);
	for (int round = 0; round < 10; round++) {
		for (int i = 0; i < 20; i++) {
			resize(&s, sizes[i % 2]);
			pump(&s, 5); /* its first bytes, or none yet */
		}
		resize(&s, sizes[2 + round % 2]);
		wait_for_keys(&s, "", s.cols, s.rows);
	}
	done(&s);
}

static void test_ends(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT };
	struct screen s;

	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		start(&s, 80, 24, "xterm-256color");
		wait_for_keys(&s, "", 80, 24);
		assert_true(s.alt);
		kill(s.pid, signals[i]);
		int status = finish(&s);
		/* sanitizers end a crash in their own way */
		if (i < 3)
			assert_true(WIFSIGNALED(status) && WTERMSIG(status) == signals[i]);
		assert_restored(&s);
		done(&s);
	}
}

/* Control-Z gives the terminal back, the shell's "fg" takes it again. */
static void test_suspend(void **state)
{
	char line[256];
	struct winsize w = { .ws_row = 24, .ws_col = 80 };
	struct screen s = { 0 };
	struct str want, got;
	long long end;

	(void)state;
	str_init(&want);
	str_init(&got);
	start(&s, 80, 24, "xterm-256color"); /* for its vterm and directory */
	kill(s.pid, SIGKILL);
	waitpid(s.pid, NULL, 0);
	close(s.fd);
	s.pid = forkpty(&s.fd, NULL, NULL, &w);
	if (s.pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		setenv("PS1", "$ ", 1);
		execlp("bash", "bash", "--norc", "--noprofile", "-i", (char *)NULL);
		_exit(127);
	}
	snprintf(line, sizeof line, "%s --no-config --annotator test %s/a.txt\n", program(), s.dir);
	type(&s, line);
	wait_for_keys(&s, "", 80, 24);
	type(&s, "\032");
	for (end = now_ms() + DEADLINE_MS; s.alt && now_ms() < end;)
		pump(&s, 100);
	assert_false(s.alt);
	for (end = now_ms() + DEADLINE_MS; !strstr(s.raw.p, "Stopped") && now_ms() < end;)
		pump(&s, 100);
	type(&s, "fg\n");
	wait_for_keys(&s, "", 80, 24);
	assert_true(s.alt);
	str_fini(&want);
	str_fini(&got);
	done(&s);
}

/* The terminal is asked for its background behind the first frame; the
 * answer changes the theme, and the key behind it is a key. */
static void test_background(void **state)
{
	static const struct {
		const char *answer, *theme;
	} cases[] = {
		{ "\033]11;rgb:ffff/ffff/ffff\033\\j", "light" },
		{ "\033]11;rgb:1e/22/2a\aj", "dark" },
		{ "\033]11;rgb:1e1ej", NULL }, /* cut off: what cannot be part of it is a key */
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct screen s;
		struct theme t;
		char colour[16];

		start(&s, 100, 30, "xterm-256color");
		wait_for_bytes(&s, "\033]11;?");
		type(&s, cases[i].answer);
		if (!cases[i].theme)
			type(&s, " \033j");
		if (cases[i].theme) {
			wait_for_keys(&s, "j", 100, 30);
			assert_true(theme_load(&t, cases[i].theme, NULL, NULL));
			snprintf(colour, sizeof colour, "38;5;%d", colour_number(&t.hues[HUE_LOC], 256));
			wait_for_bytes(&s, colour);
		}
		type(&s, "q");
		finish(&s);
		assert_restored(&s);
		done(&s);
	}
}

/* Where colours are not wanted or the theme is told, nothing is asked. */
static void test_background_not_asked(void **state)
{
	static const char *const options[] = { "theme=light", "colour=never" };
	struct screen s;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		start_with(&s, 80, 24, "xterm-256color", options[i]);
		wait_for_keys(&s, "", 80, 24);
		type(&s, "q");
		finish(&s);
		assert_null(strstr(s.raw.p, "\033]11"));
		assert_restored(&s);
		done(&s);
	}
	start(&s, 80, 24, "linux");
	wait_for_keys(&s, "", 80, 24);
	type(&s, "q");
	finish(&s);
	assert_null(strstr(s.raw.p, "\033]11"));
	done(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_terminals),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_resize_in_frame),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_suspend),
		cmocka_unit_test(test_background),
		cmocka_unit_test(test_background_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
