"""The workshop's notebook as a page: its text as HTML, and in between what its cells show, each in its place."""

import ast
from collections.abc import Iterator

import nbformat

from hosting.bundle.lock import ROOT

NOTEBOOK = nbformat.read(ROOT / "workbook" / "workshop.ipynb", as_version=4)
TITLE: str = NOTEBOOK.metadata.title
SPEAKER = "speaker"
"""The tag of notes that a room does not see."""

Call = tuple[str, tuple[object, ...]]
"""A method of the workshop, and what it is given."""


def _call(source: str) -> Call | None:
    """What a cell shows, `workshop.cards("stride")`; None where it shows nothing."""
    match ast.parse(source).body:
        case [ast.Expr(ast.Call(ast.Attribute(ast.Name("workshop"), method), given, []))]:
            return method, tuple(map(ast.literal_eval, given))
    return None


def calls() -> list[Call]:
    """What the notebook's cells show, in their order."""
    found = (_call(cell.source) for cell in NOTEBOOK.cells if cell.cell_type == "code")
    return [each for each in found if each]


def parts() -> Iterator[str]:
    """The text of each of the notebook's parts as HTML, empty where a cell shows something."""
    from nbconvert.filters import markdown2html

    for cell in NOTEBOOK.cells:
        if cell.cell_type == "markdown" and SPEAKER not in cell.metadata.get("tags", []):
            yield markdown2html(cell.source)
        elif cell.cell_type == "code" and _call(cell.source):
            yield ""
