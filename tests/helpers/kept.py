"""The list of what the browser keeps, as the widgets' shared/kept.js has it."""

import re

from tests.helpers.scripts import SCRIPTS

LISTED: list[tuple[str, str, str]] = re.findall(
    r"^// \| (strength-guide-\S+) +\| (local|session) +\| (\S.*?) +\|$",
    (SCRIPTS / "shared" / "kept.js").read_text(encoding="utf-8"),
    re.MULTILINE,
)
"""Key, storage and what for; a key that ends in - is how several begin."""


def unlisted(key: str, storage: str) -> bool:
    """Whether a key is not in the list for this storage."""
    names = [name for name, where, _ in LISTED if where == storage]
    return not any(key == name or (name.endswith("-") and key.startswith(name)) for name in names)
