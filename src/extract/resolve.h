/* resolve.h - whom in the article a quote's speaker means: « il », « le ministre »,
 * « l'agence », « ce dernier ».
 */
#ifndef EXTRACT_RESOLVE_H
#define EXTRACT_RESOLVE_H

#include "extract/cues.h"

/* Gives the quotes among m->all[first, n) the cluster and name of the entity that speaks,
 * where that is safe; inside[token]: stands between marks as speech. */
void speakers_resolve(const struct cues *c, const bool *inside, struct mentions *m, size_t first);

#endif
