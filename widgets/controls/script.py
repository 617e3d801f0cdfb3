"""The JavaScript of a widget, as the bundler wrote it: one file from scripts/ with all that it imports."""

from pathlib import Path

_BUILT = Path(__file__).parent / "built"


def script(name: str) -> str:
    """The module of a widget. Raises FileNotFoundError, with what to do, where the scripts were not built yet."""
    path = _BUILT / f"{name}.js"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(f"{path} is not there: `make built` writes it from widgets/controls/scripts") from None
