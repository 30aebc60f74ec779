/* dates_relative.c - time told from now or from an event: « mardi dernier », « ce matin »,
 * « la semaine prochaine », « il y a trois ans », « deux jours plus tard ». See dates.h. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "extract/dates.h"
#include "extract/fractions.h"

static struct calendar_distance distance(enum calendar_unit unit, int n)
{
	return (struct calendar_distance){ .unit = unit, .n = n };
}

/* How far n periods are; none for those that no calendar counts. */
static struct calendar_distance periods_away(const struct date_word *p, int n)
{
	switch (p->value) {
	case 1:
		return distance(sv_eq(p->word, SV("jour")) ? CALENDAR_DAY : CALENDAR_NONE, n);
	case 7:
		return distance(CALENDAR_WEEK, n);
	case 30:
		return distance(CALENDAR_MONTH, n);
	case 365:
		return distance(CALENDAR_YEAR, n);
	default:
		return distance(CALENDAR_NONE, 0);
	}
}

/* « nuit de vendredi à samedi », « nuit de mardi », « nuit du 3 au 4 août », « matinée du mercredi 20
 * avril », « soirée du 22 » */
static bool read_night(const struct tokens *t, size_t i, struct found *f)
{
	static const char *const parts[] = { "nuit", "soiree", "matinee", NULL };
	bool du = token_is(t, i + 1, "du");
	if (!token_is_any(t, i, parts) || !(du || token_is(t, i + 1, "de")))
		return false;
	if (du && token_may(t, i + 2, MAY_NUMERAL | MAY_WEEKDAY | MAY_CENTURY) && date_day_read(t, i + 2, f))
		return true;
	if (date_find(DATE_WEEKDAYS, t, i + 2) == NULL)
		return false;
	f->end = i + 3;
	int day = date_number(t, f->end, 2);
	size_t k = f->end + (day > 0);
	if (!(token_is(t, k, "a") || token_is(t, k, "au")) || date_find(DATE_WEEKDAYS, t, k + 1) == NULL)
		return true;
	f->end = k + 2;
	/* « nuit de samedi 3 à dimanche 4 mai » */
	struct found last = { .first = k + 1 };
	if (day > 0 && date_day_read(t, k + 1, &last) && last.value[0] != '\0') {
		size_t n = strlen(last.value);
		snprintf(f->value, sizeof f->value, "%.*s%02d", (int)(n - 2), last.value, day);
		date_iso_to(f, last.value);
		f->end = last.end;
	}
	return true;
}

/* « de novembre [2012] » behind « un mercredi », « un matin »: one of its days. */
static bool read_month_behind(const struct tokens *t, size_t k, struct found *f)
{
	const struct date_word *m = date_find(DATE_MONTHS, t, k + 1);
	if (m == NULL || !(token_is(t, k, "de") || token_is(t, k, "d'")) || t->all.v[k + 1].flags & (TOKEN_CAPITAL | TOKEN_SENTENCE))
		return false;
	int y = date_year(t, k + 2);
	date_iso(f, y, m->value, 0);
	f->end = k + (y > 0 ? 3 : 2);
	return true;
}

/* « mercredi », « mercredi soir », « lundi dernier », « mardi de la semaine prochaine » */
bool date_weekday_read(const struct tokens *t, size_t i, struct found *f)
{
	f->rule = N_("weekday");
	if (read_night(t, i + token_is(t, i, "la"), f))
		return true;
	f->rule = N_("weekday");
	const struct date_word *d = date_find(DATE_WEEKDAYS, t, i);
	const unsigned name = TOKEN_CAPITAL | TOKEN_SENTENCE;
	if (d == NULL || (i > 1 && token_is(t, i - 1, "du") && (t->all.v[i - 2].flags & name) == TOKEN_CAPITAL))
		return false; /* « le Journal du dimanche » */
	size_t k = i + 1;
	const struct date_word *side = date_find(DATE_LAST_NEXT, t, k);
	if (side != NULL && !token_is(t, k, "suivant"))
		k++;
	f->end = date_skip_daypart(t, k);
	if (side == NULL && f->end == k && read_month_behind(t, k, f)) {
		bool rank = i > 0 && !(t->all.v[i].flags & TOKEN_SENTENCE) &&
			    (date_find(DATE_RANKS, t, i - 1) != NULL || date_find(DATE_LAST_NEXT, t, i - 1) != NULL);
		f->first = i - rank; /* « premier dimanche d'octobre » */
		return true;
	}
	if (side == NULL && i > 0 && token_is(t, i - 1, "du") && token_is(t, f->end, "au") && date_find(DATE_WEEKDAYS, t, f->end + 1) != NULL) {
		f->end = date_skip_daypart(t, f->end + 2); /* « du lundi au vendredi midi » */
		return true;
	}
	f->from = (struct calendar_distance){ .unit = CALENDAR_WEEKDAY, .weekday = d->value };
	if (side == NULL)
		f->from.n = date_is_to_come(t, i) ? 2 : 0;
	else if (side->value != 0)
		f->from.n = side->value;
	else
		f->from.unit = CALENDAR_NONE;
	return true;
}

/* « -là », « là » behind a period: the token behind it, k when there is none. */
static size_t skip_la(const struct tokens *t, size_t k)
{
	if (token_is_mark(t, k, '-') && token_is(t, k + 1, "la"))
		return k + 2;
	if (token_is(t, k, "-la"))
		return k + 1;
	bool accent = token_is(t, k, "la") && token_text(t, k).n == 3; /* « là » */
	if (accent || (token_is(t, k, "la") && !(k + 1 < t->all.n && t->all.v[k + 1].type == TOKEN_WORD)))
		return k + 1;
	return k;
}

/* The period of « année-là », « mois-ci »: NULL when token i is none. */
static const struct date_word *period_there(const struct tokens *t, size_t i, bool *here)
{
	if (i >= t->all.n || t->all.v[i].fold.n < 5)
		return NULL;
	struct sv s = t->all.v[i].fold;
	*here = sv_ends(s, SV("-ci"));
	if (!*here && !sv_ends(s, SV("-la")))
		return NULL;
	static const char *const periods[] = { "jour", "jours", "week-end", "nuit", "soir", "matin", "semaine", "semaines", "mois",
					       "annee", "annees", "ete", "hiver", "printemps", "automne", NULL };
	static const struct date_word kinds[] = { { SV_INIT("semaine"), 7 }, { SV_INIT("mois"), 30 },
						  { SV_INIT("annee"), 365 }, { SV_INIT("jour"), 1 } };
	s.n -= 3;
	for (size_t p = 0; periods[p] != NULL; p++) {
		if (!sv_eq(s, sv_of(periods[p])))
			continue;
		for (size_t k = 0; k < 3; k++) {
			if (sv_eq(s, kinds[k].word))
				return &kinds[k];
		}
		return &kinds[3];
	}
	return NULL;
}

/* « ce matin », « ces dernières semaines », « cette année-là », « ces deux derniers jours » */
bool date_this_read(const struct tokens *t, size_t i, struct found *f)
{
	struct numeral n;
	if (!date_find(DATE_DEMONSTRATIVES, t, i) || (i + 1 < t->all.n && t->all.v[i + 1].flags & TOKEN_SENTENCE))
		return false;
	size_t k = i + 1;
	bool several = token_is(t, i, "ces"), here = false;
	if (token_may(t, k, MAY_NUMERAL) && numeral_plain(t, k, &n))
		k = n.end;
	bool last = date_find(DATE_LAST_NEXT, t, k) != NULL;
	if (last || (token_is(t, k, "meme") && !several))
		k++;
	const struct date_word *p = date_period(t, k), *there = p == NULL ? period_there(t, k, &here) : NULL;
	f->rule = N_("this one");
	if (there != NULL) {
		f->end = k + 1;
		if (here && !several)
			f->from = periods_away(there, 0);
		return true;
	}
	if (p == NULL || (p->value == 0 && !last))
		return false;
	size_t e = skip_la(t, ++k);
	bool that = e > k, behind = !that && date_find(DATE_LAST_NEXT, t, e) != NULL;
	f->end = e + behind;
	if (last || several || that || behind || f->end != i + 2)
		return true;
	if (p->value == 1)
		f->from = token_is(t, i + 1, "week-end") || token_is(t, i + 1, "nuit") ? f->from : distance(CALENDAR_DAY, 0);
	else
		f->from = periods_away(p, 0);
	return !token_is(t, i + 1, "journee");
}

/* « de l'année », « du mois », « de 2012 », « 2012 » behind « premier semestre ». */
static size_t skip_whole(const struct tokens *t, size_t k, int *year)
{
	size_t q = k;
	if (token_is(t, q, "du") || token_is(t, q, "de"))
		q += token_is(t, q, "de") && token_is(t, q + 1, "l'") ? 2 : 1;
	*year = date_year(t, q);
	if (*year > 0)
		return date_counts_something(t, q) ? k : q + 1;
	if (q > k && (token_is(t, q, "annee") || token_is(t, q, "an") || token_is(t, q, "mois"))) {
		q++;
		*year = date_year(t, q);
		return q + (*year > 0 || date_find(DATE_LAST_NEXT, t, q) != NULL);
	}
	return k;
}

/* The first and last month of quarter or half r. */
static void print_part_of_year(struct found *f, int year, int rank, int months)
{
	struct found last = { 0 };
	if (rank < 1 || rank * months > 12)
		return;
	date_iso(f, year, (rank - 1) * months + 1, 0);
	date_iso(&last, year, rank * months, 0);
	date_iso_to(f, last.value);
}

/* « premier semestre 2012 », « 3e trimestre », « 8 premiers mois de l'année », « deuxième quinzaine
 * de novembre »; n: the number at
 * token i, which ends there when there is none. */
static bool read_part_of_year(const struct tokens *t, size_t i, const struct numeral *n, struct found *f)
{
	size_t k = n->end;
	int year, rank = date_number(t, i, 1);
	bool ordinal = rank > 0 && token_is_glued(t, i + 1) && (token_is(t, i + 1, "e") || token_is(t, i + 1, "er") || token_is(t, i + 1, "eme"));
	bool counted = !ordinal && k > i; /* « 8 premiers mois » */
	if (ordinal) {
		k = i + 2;
	} else {
		const struct date_word *r = date_find(DATE_RANKS, t, k);
		if (r == NULL && !token_is(t, k, "premiers") && !token_is(t, k, "premieres"))
			return false;
		rank = r != NULL ? r->value : 1;
		k++;
	}
	const struct date_word *p = date_period(t, k);
	if (p == NULL || p->value < 1)
		return false;
	k++;
	if (p->value <= 15 && read_month_behind(t, k, f))
		return true;
	if (p->value < 7)
		return false;
	f->end = skip_whole(t, k, &year);
	bool part = p->value == 90 || p->value == 180;
	bool season = date_find(DATE_SEASONS, t, k - 1) != NULL;
	if (part && season && year > 0)
		print_part_of_year(f, year, rank, p->value == 90 ? 3 : 6);
	if (f->end > k)
		return counted || part || p->value <= 30;
	return part && season && !counted; /* « au premier trimestre » */
}

/* « début de », « fin du »: the token behind, k when none stands there. */
static size_t skip_period_part(const struct tokens *t, size_t k)
{
	if (date_find(DATE_PERIOD_PARTS, t, k) == NULL)
		return k;
	size_t q = k + 1;
	if (token_is(t, q, "du") || token_is(t, q, "d'") || token_is(t, q, "de"))
		q += token_is(t, q, "de") && (token_is(t, q + 1, "l'") || token_is(t, q + 1, "la") || token_is(t, q + 1, "cette")) ? 2 : 1;
	return q > k + 1 ? q : k;
}

/* « dernier », « suivant » behind a period; « suivant les produits » is a preposition. */
static const struct date_word *follows(const struct tokens *t, size_t k)
{
	static const char *const articles[] = { "le", "la", "les", "l'", "un", "une", "ce", "cette", "leur", "son", "sa", NULL };
	bool preposition = token_is(t, k, "suivant") && token_is_any(t, k + 1, articles);
	bool age = token_is(t, k, "passes") && k > 0 && token_is(t, k - 1, "ans"); /* « à 70 ans passés » */
	return preposition || age ? NULL : date_find(DATE_LAST_NEXT, t, k);
}

/* « Dernier Hiver »: a title */
static bool is_titled(const struct tokens *t, size_t k)
{
	return k > 0 && (t->all.v[k].flags & (TOKEN_CAPITAL | TOKEN_SENTENCE)) == TOKEN_CAPITAL &&
	       t->all.v[k - 1].flags & TOKEN_CAPITAL;
}

/* « d'avant », « d'après » behind « la semaine », « l'hiver », at the end of their clause. */
static bool is_next_to(const struct tokens *t, size_t k, struct found *f)
{
	f->end = k + 2;
	return token_is(t, k, "d'") && (token_is(t, k + 1, "avant") || token_is(t, k + 1, "apres")) &&
	       (k + 2 >= t->all.n || t->all.v[k + 2].type == TOKEN_MARK || t->all.v[k + 2].flags & TOKEN_SENTENCE);
}

/* « semaine 31 »: of the year, not of pregnancy */
static bool read_week(const struct tokens *t, size_t i, struct found *f)
{
	int week = date_number(t, i + 1, 2);
	f->end = i + 2;
	f->rule = N_("week of the year");
	return token_is(t, i, "semaine") && week >= 1 && week <= 53 && !(t->all.v[i + 1].flags & TOKEN_SENTENCE) &&
	       !token_is(t, i + 2, "de") && !token_is(t, i + 2, "d'") && !date_counts_something(t, i + 1);
}

/* « fin des années 1980 », « début du XXe siècle » */
static bool read_part_of_many(const struct tokens *t, size_t i, struct found *f)
{
	size_t k = skip_period_part(t, i);
	const char *rule = f->rule;
	if (k == i && date_find(DATE_PERIOD_PARTS, t, i) != NULL && token_is(t, i + 1, "des") && token_is(t, i + 2, "annees") &&
	    date_number(t, i + 3, 4) >= 10) {
		f->end = i + 4;
		return true;
	}
	bool century = k > i && date_century_read(t, k, f);
	f->rule = rule;
	return century;
}

/* « dernières 24 heures », « prochains trois mois » */
static bool read_last_of(const struct tokens *t, size_t i, struct found *f)
{
	struct numeral n;
	struct sv w = t->all.v[i].fold;
	if (!(sv_starts(w, SV("derni")) || sv_starts(w, SV("prochain"))) || !token_may(t, i + 1, MAY_NUMERAL) ||
	    t->all.v[i + 1].flags & TOKEN_SENTENCE || !numeral_plain(t, i + 1, &n) || date_period(t, n.end) == NULL)
		return false;
	f->end = n.end + 1;
	return true;
}

/* « seconde moitié du XIXe siècle », « deuxième partie des années 1970 », « première moitié de mai » */
static bool read_half(const struct tokens *t, size_t i, struct found *f)
{
	static const char *const halves[] = { "moitie", "partie", NULL };
	size_t k = i + 2;
	int year;
	if (date_find(DATE_RANKS, t, i) == NULL || !token_is_any(t, i + 1, halves))
		return false;
	if (token_is(t, k, "des") && token_is(t, k + 1, "annees") && date_number(t, k + 2, 4) >= 10) {
		f->end = k + 3;
		return true;
	}
	const char *rule = f->rule;
	bool century = token_is(t, k, "du") && date_century_read(t, k + 1, f);
	f->rule = rule;
	if (century)
		return true;
	if (token_is(t, k, "du") && token_is(t, k + 1, "mois"))
		k += 2;
	if (read_month_behind(t, k, f))
		return true;
	f->end = skip_whole(t, k, &year);
	return f->end > k;
}

/* « week-end du 14-Juillet », « week-end du 12 mai », « week-end de Pâques »: behind its first word */
static bool read_weekend_of(const struct tokens *t, size_t k, struct found *f)
{
	struct found of = { .first = k + 1 };
	bool du = token_is(t, k, "du");
	if (!(du || token_is(t, k, "de")) || k + 1 >= t->all.n || t->all.v[k + 1].flags & TOKEN_SENTENCE)
		return false;
	bool day = du && token_may(t, k + 1, MAY_NUMERAL | MAY_WEEKDAY | MAY_CENTURY) && date_day_read(t, k + 1, &of);
	if (!day && !(date_phrase_read(t, k + 1, &of) && of.from.unit != CALENDAR_DAY))
		return false;
	f->end = of.end;
	memcpy(f->value, of.value, sizeof f->value);
	return true;
}

/* « semaine dernière », « an prochain », « trois dernières années », « printemps 2012 »,
 * « début de l'année », « fin du mois dernier », « début de soirée » */
bool date_period_read(const struct tokens *t, size_t i, struct found *f)
{
	struct numeral n;
	f->rule = N_("period");
	if (!token_may(t, i, MAY_NUMERAL) || !numeral_plain(t, i, &n))
		n.end = i;
	if (read_part_of_many(t, i, f) || read_last_of(t, i, f) || read_half(t, i, f) || read_part_of_year(t, i, &n, f) || read_week(t, i, f))
		return true;
	if (sv_starts(t->all.v[i].fold, SV("week")) && date_period(t, i) != NULL && read_weekend_of(t, i + 1, f))
		return true;
	if (n.end > i && !token_may(t, n.end, MAY_PERIOD))
		return false;
	size_t k = skip_period_part(t, i);
	bool part = k > i;
	/* « trois dernières années », « deux journées précédentes » */
	if (!part && n.end > i &&
	    (date_find(DATE_LAST_NEXT, t, n.end) != NULL || (date_period(t, n.end) != NULL && follows(t, n.end + 1) != NULL)))
		k = n.end;
	else
		n.end = 0;
	const struct date_word *side = date_find(DATE_LAST_NEXT, t, k);
	k += side != NULL;
	bool before = side != NULL;
	const struct date_word *p = date_period(t, k);
	bool season = date_find(DATE_SEASONS, t, k) != NULL;
	bool ahead = (side != NULL && side->value > 0) || (n.end > 0 && k < t->all.n && sv_starts(t->all.v[k].fold, SV("heure"))); /* « les prochaines heures »; « les dernières minutes » are of a match */
	if (p == NULL || (p->value == 0 && !ahead && date_find(DATE_LAST_NEXT, t, k + 1) == NULL) ||
	    token_is(t, k, "temps") || (part && sv_starts(t->all.v[k].fold, SV("saison"))) ||
	    (k > i && t->all.v[k].flags & TOKEN_SENTENCE) || (before && is_titled(t, k)))
		return false;
	k++;
	if (before && n.end == 0 && side->value < 0 && p->value > 0 && p->value <= 15 && read_month_behind(t, k, f))
		return true; /* « dernière semaine d'août » */
	if (side == NULL && n.end == 0 && (is_next_to(t, k, f) || (!part && p->value == 1 && read_month_behind(t, k, f))))
		return true; /* « la semaine d'avant », « un matin de mars » */
	if (side == NULL && (side = follows(t, k)) != NULL)
		k++;
	if (side == NULL && token_is(t, k, "en") && token_is(t, k + 1, "cours") && p->value >= 7) {
		f->end = k + 2; /* « l'année en cours » */
		f->from = n.end == 0 && !part ? periods_away(p, 0) : f->from;
		return true;
	}
	int y = side == NULL ? date_year(t, k) : -1;
	if (y > 0 && (token_is(t, k - 1, "annee") || season)) {
		if (!season)
			snprintf(f->value, sizeof f->value, "%d", y);
		f->end = season ? date_skip_second_year(t, k, &y) : k + 1;
		return !(token_is(t, k - 1, "ete") && k >= 2 && token_is(t, k - 2, "a"));
	}
	if (before && k == i + 1)
		return false;
	if (side == NULL && !(part && p->value >= 1))
		return false;
	f->end = k;
	bool one = n.end == 0 && !part && side != NULL && side->value != 0;
	struct sv s = t->all.v[before ? k - 1 : k - 2].fold;
	if (one && (sv_eq(s, p->word)) && !(before && side->value < 0 && p->value == 1))
		f->from = periods_away(p, side->value);
	return true;
}

/* « siècle », « demi-siècle » */
static const struct date_word *period_or_half(const struct tokens *t, size_t i)
{
	static const struct date_word half = { SV_INIT("demi"), 0 };
	static const char *const halves[] = { "demi-siecle", "demi-heure", "demi-journee", NULL };
	return token_is_any(t, i, halves) ? &half : date_period(t, i);
}

/* « il y a », « d'ici [à] », with « environ », « un peu plus de » and their like behind it:
 * the token behind; i when none begins there. */
static size_t skip_head(const struct tokens *t, size_t i, bool *ago, bool *about)
{
	static const char *const words[] = { "environ", "pres", "plus", "moins", "tout", "juste", "a", "un", "peu",
					     "peine", "quelque", "d'", "de", "presque", "bientot", "deja", NULL };
	size_t k = i;
	*ago = (token_is(t, i, "il") && token_is(t, i + 1, "y") && token_is(t, i + 2, "a")) ||
	       (token_is(t, i, "il") && token_is(t, i + 1, "ya"));
	bool within = token_is(t, i, "d'") && token_is(t, i + 1, "ici");
	if (!*ago && !within)
		return i;
	k += *ago ? (token_is(t, i + 1, "ya") ? 2 : 3) : 2;
	while (k < i + 9 && token_is_any(t, k, words) && !(token_is(t, k, "un") && period_or_half(t, k + 1) != NULL)) {
		*about = *about || !token_is(t, k, "a");
		k++;
	}
	return k;
}

/* « et demi », « et deux mois » behind a longer period. */
static size_t skip_more_time(const struct tokens *t, size_t k, const struct date_word *p)
{
	struct numeral n;
	const struct date_word *less;
	if (!token_is(t, k, "et"))
		return k;
	if (token_is(t, k + 1, "demi") || token_is(t, k + 1, "demie"))
		return k + 2;
	if (token_may(t, k + 1, MAY_NUMERAL) && numeral_plain(t, k + 1, &n) &&
	    (less = date_period(t, n.end)) != NULL && less < p) /* the list is in their order */
		return n.end + 1;
	return k;
}

/* « il y a trois ans », « trois ans plus tard », « d'ici à trois semaines », « deux jours après » */
bool date_distance_read(const struct tokens *t, size_t i, struct found *f)
{
	static const char *const later[] = { "auparavant", "avant", "apres", NULL };
	struct numeral n = { 0 };
	bool ago, about = false;
	size_t head = skip_head(t, i, &ago, &about), k = head;
	if (numeral_read(t, k, &n))
		k = n.end;
	else if (token_is(t, k, "quelques") || token_is(t, k, "plusieurs") || (ago && token_is(t, k, "longtemps")))
		k++;
	else
		return false;
	f->rule = N_("distance in time");
	if (ago && token_is(t, k - 1, "longtemps")) {
		f->end = k;
		return true;
	}
	if ((n.flags & (NUMERAL_OF | NUMERAL_FRACTION) && token_is(t, k, "d'")) || token_is(t, k, "de"))
		k++;
	const struct date_word *p = period_or_half(t, k);
	if (p == NULL || token_is(t, k, "temps"))
		return false;
	size_t e = skip_more_time(t, ++k, p);
	bool exact = e == k && n.end > 0 && !about && n.value.scale == 0 && n.value.mant < 4000 &&
		     !(n.flags & (NUMERAL_APPROX | NUMERAL_UNREADABLE | NUMERAL_FRACTION));
	k = e;
	if (head == i) {
		if (token_is(t, k, "plus") && (token_is(t, k + 1, "tard") || token_is(t, k + 1, "tot")))
			k += 2;
		else if (token_is_any(t, k, later))
			k++;
		else
			return false;
	}
	f->end = k;
	if (ago && exact)
		f->from = periods_away(p, -(int)n.value.mant);
	return true;
}
