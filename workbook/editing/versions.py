"""The data's version: a changed record is written down, so that clinics hear of it when they upgrade. `make recorded`.

The number is the data's own and whole: an overlay stands on the data, which change at another pace than the package,
and nobody has to put a whole number in quotes.
"""

import argparse
import hashlib
import io
import json
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from workbook.editing.console import say
from workbook.library import DATA
from workbook.library.number_words import counted
from workbook.library.reader import Reader
from workbook.library.reading import history
from workbook.library.reading.history import FILE, Step, Versions, address
from workbook.library.reading.overlay import differences
from workbook.library.reading.setting import CHECKOUT
from workbook.library.reading.tree import GONE, TreePath, known
from workbook.paper.files import put

Trees = Mapping[str, Any]
_DRAWN = "drawing"
_LONGEST = 100
"""Signs of a text or a list that are kept of what was."""


def trees(folder: Path) -> dict[str, Any]:
    """What stands in each file of a folder of data, as plain values."""
    reader = Reader(folder)
    files = [file for file in reader.contents[folder].read if file.endswith(".yaml")]
    return {file: reader.yaml(file) for file in sorted(files)}


def fingerprint(found: Trees) -> str:
    """What tells these values from all others, however their files are laid out."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def _other(value: Any, names: Mapping[str, str]) -> Any:
    """The same with new names for ids."""
    if isinstance(value, dict):
        return {names.get(key, key): _other(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_other(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value


def _file(name: str, names: Mapping[str, str]) -> str:
    path = Path(name)
    return path.with_stem(names.get(path.stem, path.stem)).as_posix() if len(path.parts) > 1 else name


def _short(value: Any) -> Any:
    """A value, or its beginning where it is long."""
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value if len(written) <= _LONGEST else f"{written[: _LONGEST - 2]} …"


def _id(file: str, path: TreePath, record: Any) -> str:
    return str(path[-1]) if path else known(record) or Path(file).stem


def step(before: Trees, after: Trees, renamed: Mapping[str, str]) -> Step:
    """What the data of one version made other than it was in those of another."""
    old = {_file(name, renamed): _other(tree, renamed) for name, tree in before.items()}
    was: dict[str, dict[str, Any]] = {}
    added, gone = [], []
    for file in sorted({*old, *after}):
        for path, one, other in differences(old.get(file, GONE), after.get(file, GONE)):
            if one is GONE and isinstance(other, dict):
                added.append(address(file, path))
            elif other is GONE and isinstance(one, dict):
                gone.append(_id(file, path, one))
            elif _DRAWN in path:
                was.setdefault(file, {})[".".join(map(str, path[: path.index(_DRAWN) + 1]))] = None
            else:
                was.setdefault(file, {})[".".join(map(str, path))] = None if one is GONE else _short(one)
    return Step(was, tuple(added), tuple(gone), renamed)


def next_history(past: Versions, before: Trees, after: Trees, renamed: Mapping[str, str]) -> Versions:
    """The history with one version more."""
    number = past.version + 1
    return Versions(number, fingerprint(after), {**past.steps, number: step(before, after, renamed)})


def as_text(told: Versions) -> str:
    """The file's text, a line for each thing."""
    steps = {str(number): vars(one) for number, one in told.steps.items()}
    value = {"version": told.version, "fingerprint": told.fingerprint, "steps": steps}
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _git(*words: str, at: Path) -> bytes:
    return subprocess.run(["git", *words], cwd=at, capture_output=True, check=True).stdout


def _at(commit: str, folder: Path) -> tuple[Versions, Trees]:
    """History and data of a commit."""
    packed = _git("archive", commit, folder.name, at=folder.parent)
    with TemporaryDirectory() as room, tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(room, filter="data")
        there = Path(room) / folder.name
        return history.of(there), trees(there)


def _before(folder: Path, commit: str) -> tuple[Versions, Trees] | None:
    """The last history and data that belong together; those of a commit come with the history that is there now."""
    if commit:
        return history.of(folder), _at(commit, folder)[1]
    commits = _git("log", "--format=%H", "--", folder.name, at=folder.parent).decode().split()
    found = (_at(one, folder) for one in commits)
    return next((pair for pair in found if fingerprint(pair[1]) == pair[0].fingerprint), None)


def recorded(folder: Path, renamed: Mapping[str, str], commit: str = "") -> str:
    """Writes a folder's history where its data changed, and says so. Raises ValueError with a sentence.

    What was recorded and not committed yet is written anew, as the same version.
    """
    now, after = history.of(folder), trees(folder)
    if fingerprint(after) == now.fingerprint:
        return f"The data are those of version {now.version}: nothing to record."
    try:
        pair = _before(folder, commit)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ValueError(f"Git has to say what the data were, and did not: {error}") from error
    if pair is None:
        raise ValueError(
            f"No commit has the data of version {now.version}: fetch the whole history of git, or name the commit that "
            "has them with BEFORE="
        )
    told = next_history(*pair, after, renamed)
    put(folder / FILE, as_text(told))
    made = told.steps[told.version]
    changed = sum(map(len, made.was.values()))
    return (
        f"Version {told.version}: {counted(changed, 'value')} changed, {len(made.added)} came, {len(made.gone)} went."
    )


def main(words: Sequence[str] | None = None) -> int:
    """The command: 0 where the history is right now."""
    parser = argparse.ArgumentParser(prog="make recorded", description=__doc__)
    parser.add_argument("--renamed", nargs="*", default=[], metavar="WAS=IS", help="ids that were renamed")
    parser.add_argument("--before", default="", metavar="COMMIT", help="which has the data of the last version")
    asked = parser.parse_args(words)
    pairs = dict(pair.split("=", 1) for pair in asked.renamed if "=" in pair)
    try:
        say(recorded((CHECKOUT or DATA.parent) / "data", pairs, asked.before))
    except ValueError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
