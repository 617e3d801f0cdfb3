"""What a person sees: every place of the page and the parts it is made of."""
