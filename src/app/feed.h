/* feed.h - an RSS or Atom file as a list of items; the only door to expat.
 *
 * Reads what is in memory: nothing is fetched, no entity but XML's own is
 * expanded. An item is known by a hash of its guid, its link or its title, so
 * that it is the same one when the feed has new items above it.
 */
#ifndef APP_FEED_H
#define APP_FEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

#define FEED_ITEMS_MAX 2000

struct feed_item {
	char *title, *date; /* as written; "" when not there */
	char *html;         /* content:encoded, content, else description or summary */
	uint32_t hash;
};

struct feed {
	VEC(struct feed_item) items; /* in the order of the file */
};

/* Does this look like a feed: <rss, <feed or <rdf:RDF among the first bytes? */
bool feed_sniff(struct sv head);
/* false: *err says why, with the line. */
bool feed_parse(struct sv xml, const char *name, struct feed *out, struct error *err);
void feed_fini(struct feed *f);
/* RFC 822 or RFC 3339 as YYYY-MM-DD into day; false when it is neither. */
bool feed_day(const char *date, char day[11]);

#endif
