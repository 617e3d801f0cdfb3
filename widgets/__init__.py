"""What a person sees: every step of the page and the parts it is made of."""
