"""The JavaScript of a widget, from the files beside this one."""

from pathlib import Path

_HERE = Path(__file__).parent.parent


def script(*names: str) -> str:
    """Files as one module, without their comments and indentation: every widget of a page sends its own copy."""
    text = "".join((_HERE / name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**", "* ", "*/")))
