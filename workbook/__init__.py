"""What follows from the data: the rules, in plain Python, and the notebooks that are the doors to them."""
