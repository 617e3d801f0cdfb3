"""Cards about made-up runners that the rules answer, and cohorts of them."""
