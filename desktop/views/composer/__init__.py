"""Writing an answer: the field, what it may still cost, and drafts."""
