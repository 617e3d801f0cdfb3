"""What the page costs, beside an empty Voila page and a page of stock widgets, in one run: `make bench`."""
