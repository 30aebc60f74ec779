/* blobs.S - the packed lists and the tagger's model, as they are in their files. */
	.section .rodata
	.globl lang_lists, lang_lists_end, lang_model, lang_model_end
	.balign 16
lang_lists:
	.incbin LISTS_FILE
lang_lists_end:
	.balign 16
lang_model:
	.incbin "src/lang/fr/model.bin"
lang_model_end:
	.section .note.GNU-stack,"",%progbits
