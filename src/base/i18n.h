/* i18n.h - the two marks of translation.
 *
 * _("...") translates where a sentence is shown; N_("...") marks one that
 * stands in a table and is translated when it is shown (never before
 * setlocale). Sentences are English in the source, French in src/lang/po.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s)

#endif
