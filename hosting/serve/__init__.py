"""Serves the page to a crowd: limits, answers when it is full, and what a host can read off."""

import sys

# jsonschema, which Jupyter's events are checked with, would load a grammar for addresses that no schema here asks for:
# 1.7 of the 2.5 seconds that a server's imports take.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
