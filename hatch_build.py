"""What makes the wheel: every room of the house inside `strength_guide`, with the imports that follow.

The checkout keeps its rooms at the top, where they are short to name: `from workbook.library import shipped`. Installed
beside other people's packages, names as ordinary as `widgets` or `workbook` would clash; there it is
`from strength_guide.workbook.library import shipped`. The lines that import are all that differs.
"""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("workbook", "widgets", "hosting")
KEPT = (
    "data",
    "workbook",
    "widgets",
    "hosting/front",
    "hosting/kernels",
    "hosting/serve",
    "hosting/voila",
    "hosting/*.py",
)
"""What an installed copy needs, with all that is inside; the rest of hosting/ is for machines that have a checkout."""
BUILT = ("widgets/controls/built", "hosting/voila/templates/guide/static/front.js")
LEFT = shutil.ignore_patterns("__pycache__", ".*", "*.pyc", "scripts")
IMPORTS = re.compile(rf"""^(\s*"?)(from|import) ({"|".join(ROOMS)})\b""", re.MULTILINE)


def inside(text: str) -> str:
    """Python, or a notebook's JSON, whose imports of the rooms are those of an installed copy."""
    return IMPORTS.sub(r"\1\2 strength_guide.\3", text)


class Rooms(BuildHookInterface):  # type: ignore[type-arg]
    """Moves the rooms into the package, unless it is installed to be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the package's tree apart from the checkout, and has it taken into the wheel.

        Raises RuntimeError where the scripts were not built.
        """
        if version == "editable":
            return
        self.made = Path(tempfile.mkdtemp())
        root = Path(self.root)
        for built in BUILT:
            if not (root / built).exists():
                raise RuntimeError(f"{built} is not there: `make wheel` writes it, and then the wheel")
        shutil.copytree(root / "strength_guide", self.made, ignore=LEFT, dirs_exist_ok=True)
        for pattern in KEPT:
            for found in root.glob(pattern):
                to = self.made / found.relative_to(root)
                if found.is_dir():
                    shutil.copytree(found, to, ignore=LEFT)
                else:
                    to.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(found, to)
        for path in (*self.made.rglob("*.py"), *self.made.rglob("*.ipynb")):
            path.write_text(inside(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        build_data["force_include"][str(self.made)] = "strength_guide"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Takes the tree away again."""
        if version != "editable":
            shutil.rmtree(self.made)
