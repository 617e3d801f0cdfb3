"""The console: what a command says to whoever started it, in whatever letters their system has."""

import sys


def say(text: str) -> None:
    """Writes a line; what the console's encoding does not have, as Windows' in a pipe, stands as a question mark."""
    if sys.stdout is None:  # closed, as by `>&-`
        return
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(f"{text}\n".encode(encoding, "replace").decode(encoding))
