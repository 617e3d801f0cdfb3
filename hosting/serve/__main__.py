"""`python -m hosting.serve`: the page served to a crowd, as `make serve` does. Voila's options may follow."""

import sys

from hosting.serve.guide import launch

launch(*sys.argv[1:])
