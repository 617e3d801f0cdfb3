"""`python -m hosting.serve`: the page served to a crowd, as `make serve` does."""

from hosting.serve.guide import launch

launch()
