"""Where the page's Python runs: on a server, or in the visitor's own browser."""

import sys

IN_BROWSER = sys.platform == "emscripten"
"""Whether this Python runs in the visitor's own browser. Read it as `where.IN_BROWSER`, when it is needed."""
