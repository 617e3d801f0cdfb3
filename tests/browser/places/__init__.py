"""The places of the page, and the way through them."""
