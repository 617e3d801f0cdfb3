"""How deep values of a JSON file may stand inside each other."""

import re
from itertools import accumulate

DEEPEST = 100
"""Values inside each other: a browser's Python ends, without an error, where some thousands are."""
_TEXTS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
"""What stands in quotes in a JSON file, to its end where the last ones are open."""


def bounded(text: str) -> str:
    """A JSON file's text. Raises ValueError where its values stand too deep inside each other."""
    signs = re.findall(r"[][{}]", _TEXTS.sub("", text))
    if max(accumulate(1 if sign in "[{" else -1 for sign in signs), default=0) > DEEPEST:
        raise ValueError("is nested too deep")
    return text
