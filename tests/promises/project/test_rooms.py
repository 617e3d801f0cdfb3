"""The house has rooms: imports go down only, nothing goes round in a circle, no room, file or function is too large."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests import ROOT

ROOMS = (
    "workbook.library.reading",
    "workbook.library",
    "workbook.drawing",
    "workbook.diary",
    "workbook.programme",
    "workbook.paper",
    "workbook.caseload",
    "workbook.workshop",
    "workbook.editing",
    "workbook.frames",
    "workbook.case",
    "workbook",
    "widgets.where",
    "widgets.controls",
    "widgets.view",
    "widgets.parts",
    "widgets.pictures",
    "widgets.visit",
    "widgets.views",
    "widgets.workshop",
    "widgets.author",
    "widgets.dashboard",
    "widgets",
    "hosting",
    "strength_guide",
)
"""From the ground up: a module may import from its own room and from those before it."""
CODE = {".py", ".js", ".mjs", ".ts", ".css"}
MOST_FILES, MOST_LINES, LONGEST = 18, 40, 250
MOST_LINES_OF_SCRIPT = 60


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TOPS = ("workbook", "widgets", "hosting", "strength_guide")
FILES = {name_of(path): path for top in TOPS for path in (ROOT / top).rglob("*.py")}
TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in FILES.items()}
COMMANDS = {module for module in FILES if module.endswith(".__main__")}
"""What `python -m` runs: nobody imports it, and it stands above every room."""


def imported(module: str) -> set[str]:
    """Every module of ours that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & FILES.keys()
            names |= inside | ({str(node.module)} if len(inside) < len(node.names) else set())
    return names & FILES.keys()


def room(module: str) -> int:
    """The number of a module's room: of all that hold it, the innermost."""
    holding = (room for room in ROOMS if f"{module}.".startswith(f"{room}."))
    return ROOMS.index(max(holding, key=len))


def views() -> set[str]:
    """Every module with a view in it, told by its class."""
    return {
        module
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "View" for base in node.bases)
    }


@pytest.mark.parametrize("module", sorted(FILES.keys() - COMMANDS))
def test_imports_go_down_only(module):
    """A room knows the rooms below it and none above, wherever in a file the import stands."""
    assert [other for other in imported(module) if room(other) > room(module) or other in COMMANDS] == []


@pytest.mark.parametrize("view", sorted(views()))
def test_only_a_page_knows_a_view(view):
    """The dashboard and the notebooks' pages put views together: no view knows another."""
    assert len(views()) >= 7
    knowing = {module for module in FILES if view in imported(module)}
    assert knowing <= {"widgets.dashboard", "widgets.workshop.workshop"}


def test_nothing_goes_round_in_a_circle():
    """No module needs itself by way of others."""
    TopologicalSorter({module: imported(module) for module in FILES}).prepare()


def test_a_name_is_one_thing():
    """No two classes or types of the rules and the page are called alike, but those that only their own file knows."""
    found: dict[str, list[str]] = {}
    for module in (name for name in FILES if name.startswith(("workbook.", "widgets."))):
        aliases = [node.targets[0] for node in TREES[module].body if isinstance(node, ast.Assign)]
        classes = [node.name for node in TREES[module].body if isinstance(node, ast.ClassDef)]
        for name in (*classes, *(alias.id for alias in aliases if isinstance(alias, ast.Name))):
            if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name):
                found.setdefault(name, []).append(module)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("top", ["workbook", "widgets", "hosting", "strength_guide", "tests"])
def test_no_room_is_crowded(top):
    """A folder of code can be seen at a glance."""
    folders = [ROOT / top, *(path for path in (ROOT / top).rglob("*") if path.is_dir() and path.name != "built")]
    crowded = {folder: sum(path.suffix in CODE - {".css"} for path in folder.iterdir()) for folder in folders}
    assert [folder for folder, number in crowded.items() if number > MOST_FILES] == []


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_no_file_is_long(path):
    """A file is about one thing."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", sorted(path for top in (*TOPS, "tests")
                                        for path in (ROOT / top).rglob("*.py")), ids=name_of)  # fmt: skip
def test_no_function_is_long(path):
    """A function can be read without scrolling."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_LINES, node.name


SCRIPTS = sorted(path for top in ("widgets/controls/scripts", "hosting") for path in (ROOT / top).rglob("*.js")
                 if not path.name.endswith(".min.js") and not path.is_relative_to(ROOT / "hosting/voila"))  # fmt: skip
BEGINS = re.compile(r"( *)(?!.*\b(?:if|for|while|switch|catch) \()(?:.*\bfunction\b.*|.*=>|.*\w\(.*\)) \{")
"""A line that begins a function, as the formatter writes it; what ends it stands as far to the right."""


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_function_of_a_script_is_long(path):
    """Counted from its first line to its last, with what is empty or a comment: the linter leaves that out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    begun = [(at, found[1]) for at, line in enumerate(lines) if (found := BEGINS.fullmatch(line))]
    for at, indent in begun:
        length = next(n for n, line in enumerate(lines[at:], 1) if n > 1 and re.match(rf"{indent}\S", line))
        assert length <= MOST_LINES_OF_SCRIPT, lines[at]
