"""What the bundler wrote: a widget's script with all that it imports, and the styles of the whole page."""

from pathlib import Path

_BUILT = Path(__file__).parent / "built"


def script(name: str) -> str:
    """The module of a widget. Raises FileNotFoundError, with what to do, where nothing was built yet."""
    return _built(f"{name}.js")


def styles() -> str:
    """The style sheet of the page and of its controls, once for all of them. Raises FileNotFoundError likewise."""
    return _built("page.css")


def _built(file: str) -> str:
    try:
        return (_BUILT / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(f"{_BUILT / file} is not there: `make built` writes it from its sources") from None
