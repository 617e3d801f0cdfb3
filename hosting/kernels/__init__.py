"""A kernel a visitor, forked from one warm process that has imported the page already."""
