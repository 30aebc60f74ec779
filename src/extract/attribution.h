/* attribution.h - whose words between marks are, by what stands within or behind them.
 *
 * Each function sets the speaker, the cue, the rule and how sure it is (0 to 1), and returns
 * true; or leaves the words alone.
 */
#ifndef EXTRACT_ATTRIBUTION_H
#define EXTRACT_ATTRIBUTION_H

#include "base/i18n.h"
#include "extract/cues.h"
#include "extract/marks.h"

/* How the speaker was found; completes "found by". */
#define RULE_BEHIND N_("verb and subject behind the marks")
#define RULE_NAMED N_("a name in brackets or after a dash")
#define RULE_INCISE N_("a verb of saying between the marks")
#define RULE_SELON N_("« selon » or the like, and whom it names")
#define RULE_BEFORE N_("verb and subject before the marks")
#define RULE_AGENT N_("a participle, and « par » whom")
#define RULE_COLON N_("a colon, and the subject before it")
#define RULE_SUBJECT N_("the sentence's subject, no verb of saying")
#define RULE_SENTENCE N_("the subject of the sentence before")
#define RULE_NEXT N_("the quote that follows in the sentence")
#define RULE_GAPPED N_("the verb of the quote before, and a subject of its own")
#define RULE_GOES_ON N_("the quote before: it goes on")

/* A sentence is read no further than this from the marks, in tokens: few are longer. */
#define ATTRIBUTION_MAX 250

/* Last token + 1 of the sentence in which token i, behind closing marks, stands. */
size_t attribution_limit(const struct cues *c, size_t i);
/* q is the cue, speaker may be empty. */
void attribution_set(const struct cues *c, struct marked *m, const struct cue *q,
		     struct span speaker, const char *rule, float confidence);
/* « selon », « d'après » (and « pour ») at token i, before hi, and whom it names. */
bool attribution_selon(const struct cues *c, struct marked *m, size_t i, size_t hi, bool pour);
/* « ..., dit-il, ... » between the marks. */
bool attribution_inside(const struct cues *c, struct marked *m);
/* « jugée « trop coûteuse » par la chambre » */
bool attribution_agent(const struct cues *c, struct marked *m);
/* « « ... », a déclaré X. »; loose: also a subject before its verb, « selon » far behind. */
bool attribution_behind(const struct cues *c, struct marked *m, bool loose);

#endif
