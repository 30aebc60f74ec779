/* speech.h - are words between marks said by somebody (DIRECT), or only set off (TERM)? */
#ifndef EXTRACT_SPEECH_H
#define EXTRACT_SPEECH_H

#include "extract/cues.h"
#include "extract/marks.h"

/* Weighs the signs of lang/fr/cues.def (EVIDENCE); m has its speaker and rule already. last:
 * the words between marks before m, weighed already, or NULL. *why gets the strongest sign for what was decided, *sure how sure it is (0 to 1). */
bool speech_weigh(const struct cues *c, const struct marked *m, const struct marked *last,
		  const char **why, float *sure);

#endif
