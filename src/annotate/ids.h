/* ids.h - numbers that are never used twice, on any machine: random ones. */
#ifndef ANNOTATE_IDS_H
#define ANNOTATE_IDS_H

#include <stdint.h>

struct ids {
	uint64_t state;
};

void ids_init(struct ids *g); /* seeded by the system */
uint64_t ids_next(struct ids *g); /* never 0 */

#endif
