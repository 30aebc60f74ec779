/* term.c - see term.h. ncurses does the diffing; set_escdelay stands before
 * newterm so that $ESCDELAY wins; get_wch's return value says whether œ or
 * PageUp came (both are 339).
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

#include "base/fd.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/theme.h"

#define KEY_PASTE_BEGIN 2001 /* define_key: codes of our own */
#define KEY_PASTE_END 2002
#define KEY_BACKGROUND 2003 /* the beginning of an answer to OSC 11 */
#define ANSWER_MAX 64
#define ANSWER_MS 150 /* on its way for so long at most */
#define PAIRS_MAX 256
#define NUMBERS_MAX 64
#define PASTE_MAX ((size_t)1 << 20)

struct shown_style {
	attr_t attr;
	short pair;
};

struct terminal {
	SCREEN *screen;
	int fd, in;       /* of the output, for write; of the input */
	bool colour, sync, mouse;
	int colours;
	struct theme theme;
	struct {
		int fg, bg;
	} pairs[PAIRS_MAX]; /* in use, from 1 */
	int npairs;
	struct {
		uint32_t rgb;
		int number;
	} numbers[NUMBERS_MAX]; /* of the 256 */
	int nnumbers;
	struct shown_style styles[ROLE_COUNT][HUE_COUNT];
	bool answering;     /* the background's colour is coming */
	int64_t asked;      /* ms: when it was asked for; 0: not, or answered */
	struct frame last;  /* what is on the screen */
	bool drawn;
	bool pasting;
	struct str paste;
};

/* For the crash handler: set once when the terminal is taken. A signal
 * handler can reach nothing else. */
static struct termios crash_tty;
static volatile sig_atomic_t crash_fd = -1;
static volatile sig_atomic_t crash_has_tty;

static const char enter_modes[] = "\033[?2004h";
static const char leave_modes[] = "\033[?1002l\033[?2004l";
static const char ask_background[] = "\033]11;?\033\\";
static const char enter_drag[] = "\033[?1002h"; /* ncurses asks for clicks only */

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* A terminal that is gone is seen by poll. */
static void put_bytes(const struct terminal *t, const char *s, size_t n)
{
	(void)fd_write(t->fd, (struct sv){ s, n });
}

void term_crash_restore(void)
{
	static const char back[] = "\033[?2026l\033[?1002l\033[?1000l\033[?1006l\033[?2004l\033[?1l\033>\033[?25h\033[m\033[?1049l\r\n";

	if (crash_fd < 0)
		return;
	if (write(crash_fd, back, sizeof back - 1) < 0)
		return;
	if (crash_has_tty)
		tcsetattr(crash_fd, TCSANOW, &crash_tty);
}

static void start_colours(struct terminal *t)
{
	t->colours = 0;
	t->colour = false;
	if (!has_colors() || start_color() == ERR)
		return;
	t->colours = COLORS;
	use_default_colors();
	t->colour = t->colours >= 8;
}

static attr_t attributes(unsigned look)
{
	attr_t a = A_NORMAL;

	if (look & LOOK_BOLD)
		a |= A_BOLD;
	if (look & LOOK_UNDERLINE)
		a |= A_UNDERLINE;
	if (look & LOOK_REVERSE)
		a |= A_REVERSE;
	if (look & LOOK_DIM)
		a |= A_DIM;
	if (look & LOOK_ITALIC)
		a |= A_ITALIC;
	return a;
}

/* The nearest of 256 is looked for once for each colour. */
static int number_of(struct terminal *t, const struct colour *c)
{
	if (!c->set || c->is_basic || t->colours < 256)
		return colour_number(c, t->colours);
	for (int i = 0; i < t->nnumbers; i++)
		if (t->numbers[i].rgb == c->rgb)
			return t->numbers[i].number;
	if (t->nnumbers == NUMBERS_MAX)
		return colour_number(c, t->colours);
	t->numbers[t->nnumbers].rgb = c->rgb;
	return t->numbers[t->nnumbers++].number = colour_number(c, t->colours);
}

/* The pair of two colours, made when it is new; 0, the terminal's own, when
 * there are no more. */
static short pair_of(struct terminal *t, const struct style *s)
{
	int fg = number_of(t, &s->fg), bg = number_of(t, &s->bg);

	if (!t->colour || (fg < 0 && bg < 0))
		return 0;
	for (int i = 1; i <= t->npairs; i++)
		if (t->pairs[i].fg == fg && t->pairs[i].bg == bg)
			return (short)i;
	if (t->npairs + 1 >= PAIRS_MAX || t->npairs + 1 >= COLOR_PAIRS)
		return 0;
	t->npairs++;
	t->pairs[t->npairs].fg = fg;
	t->pairs[t->npairs].bg = bg;
	init_pair((short)t->npairs, (short)fg, (short)bg);
	return (short)t->npairs;
}

/* Colours of each role and hue are numbers once, not for each cell. */
static void make_styles(struct terminal *t)
{
	for (unsigned r = 0; r < ROLE_COUNT; r++) {
		for (unsigned h = 0; h < HUE_COUNT; h++) {
			struct cell c = { .role = (uint8_t)r, .hue = (uint8_t)h };
			struct style s = theme_style(&t->theme, &c);

			t->styles[r][h] = (struct shown_style){ attributes(s.look), pair_of(t, &s) };
		}
	}
}

void term_set_theme(struct terminal *t, const struct theme *theme)
{
	t->theme = *theme;
	t->npairs = 0;
	make_styles(t);
	t->drawn = false;
}

static void set_modes(struct terminal *t)
{
	/* What many send whatever their terminfo entry says. */
	static const struct {
		const char *bytes;
		int code;
	} also[] = {
		{ "\033[A", KEY_UP },   { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT },
		{ "\033[D", KEY_LEFT }, { "\033[H", KEY_HOME }, { "\033[F", KEY_END },
		{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END },
	};

	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	typeahead(-1); /* whole frames, not asking for keys between rows */
	meta(stdscr, TRUE);
	idlok(stdscr, FALSE);
	for (size_t i = 0; i < ARRAY_LEN(also); i++)
		define_key(also[i].bytes, also[i].code);
	define_key("\033[200~", KEY_PASTE_BEGIN);
	define_key("\033[201~", KEY_PASTE_END);
	define_key("\033]11;", KEY_BACKGROUND);
	put_bytes(t, enter_modes, sizeof enter_modes - 1);
	if (t->mouse) {
		mouseinterval(0);
		mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED |
				  REPORT_MOUSE_POSITION,
			  NULL);
		put_bytes(t, enter_drag, sizeof enter_drag - 1);
	}
}

static SCREEN *new_screen(const struct term_opts *o, FILE *out, FILE *in, const char **note)
{
	const char *type = o->type ? o->type : getenv("TERM");
	SCREEN *s = newterm(type && *type ? type : "xterm-256color", out, in);

	if (!s) {
		s = newterm("xterm-256color", out, in);
		if (s && note)
			*note = _("this terminal's type is unknown here; taken as xterm-256color");
	}
	return s;
}

struct terminal *term_open(const struct term_opts *o, const char **note, struct error *err)
{
	struct terminal *t = xcalloc(1, sizeof *t);
	FILE *out = o->out ? o->out : stdout, *in = o->in ? o->in : stdin;
	struct termios tty;
	bool has_tty = tcgetattr(fileno(out), &tty) == 0;

	if (note)
		*note = NULL;
	t->fd = fileno(out);
	t->in = fileno(in);
	t->sync = o->sync;
	t->mouse = o->mouse;
	frame_init(&t->last);
	str_init(&t->paste);
	set_escdelay(o->esc_delay > 0 ? o->esc_delay : 25);
	const char *delay = getenv("ESCDELAY");
	if (delay) {
		int ms = atoi(delay);

		if (ms > 0 && ms < 10000)
			set_escdelay(ms);
	}
	t->screen = new_screen(o, out, in, note);
	if (!t->screen) {
		str_fini(&t->paste);
		free(t);
		error_set(err, ERR_IO, _("this terminal cannot be used"));
		return NULL;
	}
	if (!cursor_address) {
		endwin();
		delscreen(t->screen);
		str_fini(&t->paste);
		free(t);
		error_set(err, ERR_STATE, _("this terminal cannot place a cursor"));
		return NULL;
	}
	if (has_tty) {
		crash_tty = tty;
		crash_has_tty = 1;
	}
	crash_fd = t->fd;
	set_modes(t);
	/* Until it comes back from endwin() for the first time, ncurses (6.4)
	 * takes the screen for not initialised and writes every move of the
	 * cursor by itself: forty packets a page instead of one. */
	endwin();
	if (!o->mono)
		start_colours(t);
	return t;
}

/* An answer that is still on its way would be typed into the shell. */
static void await_answer(struct terminal *t)
{
	int64_t left = t->asked ? t->asked + ANSWER_MS - now_ms() : 0;
	struct pollfd p = { .fd = t->in, .events = POLLIN };

	if (left > 0 && poll(&p, 1, (int)left) > 0)
		tcflush(t->in, TCIFLUSH);
}

void term_close(struct terminal *t)
{
	if (!t)
		return;
	await_answer(t);
	put_bytes(t, leave_modes, sizeof leave_modes - 1);
	endwin();
	delscreen(t->screen);
	crash_fd = -1;
	crash_has_tty = 0;
	frame_fini(&t->last);
	str_fini(&t->paste);
	free(t);
}

bool term_has_colours(const struct terminal *t)
{
	return t->colour;
}

void term_ask_background(struct terminal *t)
{
	/* of these some show the question as text */
	static const char *const mute[] = { "linux", "vt", "cons", "dumb", "ansi" };
	const char *type = termname();

	for (size_t i = 0; i < ARRAY_LEN(mute); i++)
		if (strncmp(type, mute[i], strlen(mute[i])) == 0)
			return;
	put_bytes(t, ask_background, sizeof ask_background - 1);
	t->asked = now_ms();
}

void term_size(struct terminal *t, unsigned *w, unsigned *h)
{
	(void)t;
	*w = COLS > 0 ? (unsigned)COLS : 1;
	*h = LINES > 0 ? (unsigned)LINES : 1;
}

/* The cell as curses takes it. */
static void make_cell(const struct terminal *t, const struct cell *c, cchar_t *out)
{
	wchar_t wide[CELL_CPS + 1];
	const struct shown_style *s = &t->styles[c->role < ROLE_COUNT ? c->role : 0][c->hue < HUE_COUNT ? c->hue : 0];
	attr_t attr = c->look ? attributes(theme_style(&t->theme, c).look) : s->attr;
	int i;

	for (i = 0; i < c->n && i < CELL_CPS; i++)
		wide[i] = (wchar_t)c->cp[i];
	wide[i] = L'\0';
	if (setcchar(out, wide, attr, s->pair, NULL) != OK)
		setcchar(out, L"\xFFFD", attr, s->pair, NULL);
}

/* Is it newer than this C library? Curses would not know what it takes. */
static bool unknown(const struct cell *c)
{
	return c->n > 0 && c->cp[0] >= 0x300 && wcwidth((wchar_t)c->cp[0]) != c->width;
}

/* Adds what stands in the cell; one that curses does not know is two of a column. How many. */
static int make_cells(const struct terminal *t, const struct cell *c, cchar_t *out)
{
	struct cell known = *c;

	if (!unknown(c)) {
		make_cell(t, c, out);
		return 1;
	}
	known.cp[0] = 0xFFFD;
	known.n = 1;
	make_cell(t, &known, out);
	if (c->width < 2)
		return 1;
	known.cp[0] = ' ';
	make_cell(t, &known, out + 1);
	return 2;
}

/* The columns [from, to) of a row: whole characters. */
static void put_row(const struct terminal *t, const struct frame *f, unsigned y, unsigned from, unsigned to)
{
	const struct cell *row = f->cells + (size_t)y * f->w;
	unsigned x = from, start = from;
	cchar_t run[128];
	int n = 0;

	while (x < to) {
		const struct cell *c = &row[x];

		if (x > start && c->width == 1 && memcmp(c, c - 1, sizeof *c) == 0) { /* blanks, mostly */
			run[n] = run[n - 1];
			n++;
		} else if (c->width > 0) {
			n += make_cells(t, c, run + n);
		}
		x += c->width == 2 ? 2 : 1;
		if (n + 2 > (int)ARRAY_LEN(run) || x >= to) {
			mvadd_wchnstr((int)y, (int)start, run, n);
			n = 0;
			start = x;
		}
	}
}

/* What differs from the frame before, in columns of whole characters; false: nothing. */
static bool row_change(const struct frame *last, const struct frame *f, unsigned y, unsigned w, unsigned *from, unsigned *to)
{
	const struct cell *a = last->cells + (size_t)y * f->w, *b = f->cells + (size_t)y * f->w;
	unsigned i = 0, k = w;

	while (i < w && memcmp(&a[i], &b[i], sizeof *a) == 0)
		i++;
	if (i == w)
		return false;
	while (k > i + 1 && memcmp(&a[k - 1], &b[k - 1], sizeof *a) == 0)
		k--;
	while (i > 0 && (a[i].width == 0 || b[i].width == 0))
		i--;
	while (k < w && (a[k].width == 0 || b[k].width == 0))
		k++;
	*from = i;
	*to = k;
	return true;
}

static bool same_frame(const struct frame *a, const struct frame *b)
{
	return a->w == b->w && a->h == b->h && a->cursor_x == b->cursor_x &&
	       a->cursor_y == b->cursor_y && a->cursor_shown == b->cursor_shown &&
	       memcmp(a->cells, b->cells, (size_t)a->w * a->h * sizeof *a->cells) == 0;
}

static void keep_frame(struct terminal *t, const struct frame *f)
{
	frame_reset(&t->last, f->w, f->h);
	memcpy(t->last.cells, f->cells, (size_t)f->w * f->h * sizeof *f->cells);
	t->last.cursor_x = f->cursor_x;
	t->last.cursor_y = f->cursor_y;
	t->last.cursor_shown = f->cursor_shown;
	t->drawn = true;
}

void term_blit(struct terminal *t, const struct frame *f)
{
	static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
	unsigned w = f->w < (unsigned)COLS ? f->w : (unsigned)COLS;
	unsigned h = f->h < (unsigned)LINES ? f->h : (unsigned)LINES;

	if (t->drawn && same_frame(&t->last, f))
		return;
	bool anew = !t->drawn || t->last.w != f->w || t->last.h != f->h;
	if (anew)
		erase();
	for (unsigned y = 0; y < h; y++) {
		unsigned from = 0, to = w;

		if (anew || row_change(&t->last, f, y, w, &from, &to))
			put_row(t, f, y, from, to);
	}
	curs_set(f->cursor_shown ? 1 : 0);
	move((int)f->cursor_y, (int)f->cursor_x);
	if (t->sync)
		put_bytes(t, begin, sizeof begin - 1);
	refresh();
	if (t->sync)
		put_bytes(t, end, sizeof end - 1);
	keep_frame(t, f);
}

void term_redraw(struct terminal *t)
{
	t->drawn = false;
	clearok(stdscr, TRUE);
}

static const struct {
	int code;
	uint16_t sym, mods;
} named[] = {
	{ KEY_UP, KEYSYM_UP, 0 },         { KEY_DOWN, KEYSYM_DOWN, 0 },
	{ KEY_LEFT, KEYSYM_LEFT, 0 },     { KEY_RIGHT, KEYSYM_RIGHT, 0 },
	{ KEY_HOME, KEYSYM_HOME, 0 },     { KEY_END, KEYSYM_END, 0 },
	{ KEY_PPAGE, KEYSYM_PAGEUP, 0 },  { KEY_NPAGE, KEYSYM_PAGEDOWN, 0 },
	{ KEY_BACKSPACE, KEYSYM_BS, 0 },  { KEY_DC, KEYSYM_DEL, 0 },
	{ KEY_IC, KEYSYM_INS, 0 },        { KEY_ENTER, KEYSYM_ENTER, 0 },
	{ KEY_BTAB, KEYSYM_TAB, KEYMOD_SHIFT },
	{ KEY_SR, KEYSYM_UP, KEYMOD_SHIFT }, { KEY_SF, KEYSYM_DOWN, KEYMOD_SHIFT },
	{ KEY_SLEFT, KEYSYM_LEFT, KEYMOD_SHIFT }, { KEY_SRIGHT, KEYSYM_RIGHT, KEYMOD_SHIFT },
};

static bool key_of_code(int code, struct key *k)
{
	*k = (struct key){ 0 };
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		k->sym = (uint16_t)(KEYSYM_F1 + (code - KEY_F(1)));
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(named); i++) {
		if (named[i].code == code) {
			k->sym = named[i].sym;
			k->mods = named[i].mods;
			return true;
		}
	}
	return false;
}

static struct key key_of_char(wint_t c)
{
	struct key k = { 0 };

	if (c == '\t')
		k.sym = KEYSYM_TAB;
	else if (c == '\r' || c == '\n')
		k.sym = KEYSYM_ENTER;
	else if (c == 27)
		k.sym = KEYSYM_ESC;
	else if (c == 127 || c == 8)
		k.sym = KEYSYM_BS;
	else if (c < 32) {
		k.cp = (uint32_t)(c == 0 ? ' ' : c < 27 ? c + 'a' - 1 : c + '@');
		k.mods = KEYMOD_CTRL;
	} else {
		k.cp = (uint32_t)c;
	}
	return k;
}

static void add_pasted(struct terminal *t, bool code, wint_t c)
{
	if (!code && t->paste.n < PASTE_MAX) {
		char one[4];
		uint32_t cp = c == '\r' ? '\n' : (uint32_t)c;
		size_t n = 0;

		if (cp < 0x80)
			one[n++] = (char)cp;
		else if (cp < 0x800) {
			one[n++] = (char)(0xC0 | cp >> 6);
			one[n++] = (char)(0x80 | (cp & 63));
		} else if (cp < 0x10000) {
			one[n++] = (char)(0xE0 | cp >> 12);
			one[n++] = (char)(0x80 | (cp >> 6 & 63));
			one[n++] = (char)(0x80 | (cp & 63));
		} else {
			one[n++] = (char)(0xF0 | cp >> 18);
			one[n++] = (char)(0x80 | (cp >> 12 & 63));
			one[n++] = (char)(0x80 | (cp >> 6 & 63));
			one[n++] = (char)(0x80 | (cp & 63));
		}
		str_add(&t->paste, (struct sv){ one, n });
	}
}

void term_copy(struct terminal *t, struct sv text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct str s;

	str_init(&s);
	str_adds(&s, "\033]52;c;");
	for (size_t i = 0; i < text.n; i += 3) {
		uint32_t v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < text.n ? (unsigned char)text.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			str_addc(&s, i + k > text.n ? '=' : digits[v >> (18 - 6 * k) & 63]);
	}
	str_addc(&s, '\a');
	put_bytes(t, s.p, s.n);
	str_fini(&s);
}

/* What the pointer did; false: nothing that matters. */
static bool read_mouse(struct mouse *m)
{
	MEVENT e;

	if (getmouse(&e) != OK || e.x < 0 || e.y < 0)
		return false;
	m->x = (unsigned)e.x;
	m->y = (unsigned)e.y;
	if (e.bstate & BUTTON4_PRESSED)
		m->what = MOUSE_UP;
	else if (e.bstate & BUTTON5_PRESSED)
		m->what = MOUSE_DOWN;
	else if (e.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED))
		m->what = MOUSE_PRESS;
	else if (e.bstate & (REPORT_MOUSE_POSITION | BUTTON1_RELEASED))
		m->what = MOUSE_DRAG;
	else
		return false;
	return true;
}

/* A character of the answer to OSC 11; true: it is whole. Whatever cannot
 * belong to it ends it, so that no key is lost for long. */
static bool take_answer(struct terminal *t, bool code, wint_t c)
{
	bool more = !code && t->paste.n < ANSWER_MAX &&
		    ((c < 128 && c > ' ' && c != '\\') || c == 27);

	if (more && c != 27) {
		char one = (char)c;

		str_add(&t->paste, (struct sv){ &one, 1 });
	}
	if (!more && !code && c != '\\' && c != 7 && c != 0x9C)
		unget_wch((wchar_t)c);
	t->answering = more;
	t->asked = more ? t->asked : 0;
	return !more;
}

enum term_event term_read(struct terminal *t, struct key *k, struct sv *paste, struct mouse *m)
{
	wint_t c;
	int rc;

	while ((rc = get_wch(&c)) != ERR) {
		bool code = rc == KEY_CODE_YES;

		if (t->answering) {
			if (!take_answer(t, code, c))
				continue;
			*paste = str_sv(&t->paste);
			return TERM_BACKGROUND;
		}
		if (code && (c == KEY_PASTE_BEGIN || c == KEY_BACKGROUND)) {
			t->pasting = c == KEY_PASTE_BEGIN;
			t->answering = !t->pasting;
			str_clear(&t->paste);
		} else if (code && c == KEY_PASTE_END) {
			t->pasting = false;
			*paste = str_sv(&t->paste);
			return TERM_PASTE;
		} else if (t->pasting) {
			add_pasted(t, code, c);
		} else if (code && c == KEY_MOUSE) {
			if (read_mouse(m))
				return TERM_MOUSE;
		} else if (code && c == KEY_RESIZE) {
			return TERM_RESIZE;
		} else if (code && key_of_code((int)c, k)) {
			return TERM_KEY;
		} else if (!code) {
			*k = key_of_char(c);
			return TERM_KEY;
		}
	}
	return TERM_NOTHING;
}

static void give_away(struct terminal *t)
{
	put_bytes(t, leave_modes, sizeof leave_modes - 1);
	endwin();
}

static void take_again(struct terminal *t)
{
	put_bytes(t, enter_modes, sizeof enter_modes - 1);
	if (t->mouse)
		put_bytes(t, enter_drag, sizeof enter_drag - 1);
	t->drawn = false;
	clearok(stdscr, TRUE);
	refresh();
}

void term_suspend(struct terminal *t)
{
	give_away(t);
	raise(SIGTSTP);
	take_again(t);
}

/* In the child: as if a shell had started it. */
static void become(char *const argv[])
{
	static const int sigs[] = { SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGHUP, SIGTERM };

	for (size_t i = 0; i < ARRAY_LEN(sigs); i++)
		signal(sigs[i], SIG_DFL);
	execvp(argv[0], argv);
	_exit(127);
}

int term_run(struct terminal *t, char *const argv[])
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old_int, old_quit;
	int status = 0;
	pid_t child;

	give_away(t);
	sigaction(SIGINT, &ignore, &old_int); /* C-c is the program's */
	sigaction(SIGQUIT, &ignore, &old_quit);
	child = fork();
	if (child == 0)
		become(argv);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGQUIT, &old_quit, NULL);
	take_again(t);
	if (child < 0)
		return 127;
	return WIFEXITED(status) ? WEXITSTATUS(status) : WIFSIGNALED(status) ? 128 + WTERMSIG(status) : 127;
}
