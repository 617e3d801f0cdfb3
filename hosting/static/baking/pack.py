"""Packs what a browser's Python needs: its library as it starts, what the page needs, and what only some do."""

import importlib.util
import marshal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from types import CodeType
from zipfile import ZIP_STORED, ZipFile, ZipInfo

OUT = Path("/out")
BESIDE = {
    "first": (
        "/in/library.pickle",
        "/house/widgets/controls/built/*.*",
        "/site/pydantic_core/*.so",
    ),
    "workshop": ("/in/workshop.pickle",),
    "later": ("/site/icalendar/**/*", "/site/dateutil/**/*", "/site/tzdata/**/*", "/house/workbook/paper/*.j2"),
}
"""Files that are no modules, by the pack that has them."""
PATTERNS = (
    ("/site", "**/*.py"),
    ("/house/hosting/static/browser", "*.py"),
    *(("/house", pattern) for pattern in ("workbook/**/*.py", "widgets/**/*.py", "hosting/*.py", "hosting/front/*.py")),
)
"""Where modules are, beside Python's own: the folder from which they are named, and which of its files."""
NAMED = ("anywidget", "ipywidgets", "pydantic")
"""Packages that are asked for their version."""
AT_ONCE = ("packs",)
"""What must be there before there is a pack."""
NOT_WANTED = {
    "tests",
    "test",
    "__pycache__",
    "caseload",
    "editing",
    "author",
    "author.js",
    "data",
    "win.py",
    "v1",
    "mypy.py",
}
"""Folders and files that no runner's browser needs; what is tried on Windows would bring a whole pack for nothing,
and pydantic's own first version and its part of a type checker are asked for by nobody."""
OURS = ("workbook/", "widgets/", "hosting/", "engine.py", "workshop_engine.py", "packs.py")


def _bare(code: CodeType) -> CodeType:
    """Code that knows no more in which lines it stood: that is a seventh of what it weighs, compressed a third.

    The table of lines is kept in its form (CPython's `code_location_info`): each entry says of up to eight
    instructions that they stood nowhere.
    """
    whole, rest = divmod(len(code.co_code) // 2, 8)
    nowhere = b"\xff" * whole + (bytes([0xF8 | (rest - 1)]) if rest else b"")
    inside = (_bare(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=nowhere, co_consts=tuple(inside))


class Modules:
    """Every module that could be imported, by its name, with what gives its source and where it says it stands."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Callable[[], bytes]]] = {}
        library = ZipFile(next(path for path in sys.path if path.endswith(".zip")))
        for file in library.namelist():
            self._add(file, partial(library.read, file))
        for root, pattern in PATTERNS:
            for path in Path(root).glob(pattern):
                self._add(str(path.relative_to(root)), path.read_bytes)

    def _add(self, file: str, source: Callable[[], bytes]) -> None:
        if file.endswith(".py") and not NOT_WANTED & set(file.split("/")):
            name = file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            self._found[name] = (file, source)

    def compiled(self, names: Iterable[str]) -> dict[str, tuple[bool, bytes]]:
        """Of those that came from here: whether each is a package, and its code without the documentation."""
        found = {}
        for name in sorted(set(names) & self._found.keys()):
            file, source = self._found[name]
            code = compile(source(), f"/guide/{file}", "exec", dont_inherit=True, optimize=2)
            found[name] = (file.endswith("/__init__.py"), marshal.dumps(code if file.startswith(OURS) else _bare(code)))
        return found

    def but(self, *others: Iterable[str]) -> set[str]:
        """The names of all other modules."""
        return self._found.keys() - set().union(*others)


def _zip(name: str, modules: dict[str, tuple[bool, bytes]]) -> None:
    """As Python looks for them in a zip."""
    head = importlib.util.MAGIC_NUMBER + bytes(12)
    with ZipFile(OUT / name, "w", ZIP_STORED) as zipped:
        for module, (is_package, code) in modules.items():
            file = module.replace(".", "/") + ("/__init__.pyc" if is_package else ".pyc")
            zipped.writestr(ZipInfo(file), head + code)


def _files(pack: str) -> dict[str, bytes]:
    """What lies beside the modules of a pack, by where it lies."""
    paths = sorted(path for pattern in BESIDE.get(pack, ()) for path in Path("/").glob(pattern[1:]))
    kept = [
        path
        for path in paths
        if path.is_file() and path.suffix not in (".py", ".pyc") and not NOT_WANTED & {*path.parts}
    ]
    return {str(path).partition("/")[2].partition("/")[2]: path.read_bytes() for path in kept}


def _versions() -> dict[str, bytes]:
    found = {}
    for name in NAMED:
        info = next(Path("/site").glob(f"{name}-*.dist-info"))
        version = info.name.removesuffix(".dist-info").partition("-")[2]
        found[f"{info.name}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    return found


def write(at_start: frozenset[str], used: dict[str, frozenset[str]]) -> None:
    """Writes the packs: of what was loaded at the start, of what was used then, by pack, and of all the rest."""
    modules = Modules()
    _zip("library.zip", modules.compiled({*at_start, *AT_ONCE}))
    rest = modules.but(at_start, AT_ONCE, *used.values())
    packs = {name: modules.compiled(each) for name, each in {**used, "rest": rest}.items()}
    elsewhere = {module: name for name, each in packs.items() if name != "first" for module in each}
    for name, each in packs.items():
        files = _files(name) | (_versions() if name == "first" else {})
        content = {"modules": each, "files": files, "elsewhere": elsewhere if name == "first" else {}}
        (OUT / name).write_bytes(marshal.dumps(content))
