# typography.sed - French punctuation in the translations: the apostrophe, and
# spaces that do not break before : ; ! ? % and inside « ». make french.
/^msgstr/,/^$/{
s/([[:alpha:]])'([[:alpha:]«])/\1’\2/g
s/([[:alpha:]])'([[:alpha:]«])/\1’\2/g
s/ ([:;!?»%])([] "\\),.%]|$)/\xc2\xa0\1\2/g
s/ ([:;!?»%])([] "\\),.%]|$)/\xc2\xa0\1\2/g
s/« /«\xc2\xa0/g
}
