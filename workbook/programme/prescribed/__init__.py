"""The programme of a runner to whom a physio prescribed exercises."""
