"""The upgrade: what became other underneath an overlay since the version of the data that it was written for."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workbook.library import DATA, Library
from workbook.library.reader import Reader
from workbook.library.reading import history
from workbook.library.reading.history import Step, address
from workbook.library.reading.overlay import HIDE, Change
from workbook.library.reading.tree import GONE, at

_CLINIC = "clinic.yaml"
_IN_LISTS = ("protocols/", "check_in.yaml", "equipment.yaml", "stride.yaml")
"""Files whose records stand one level deeper, in a list of many."""


def _about(file: str, field: str) -> tuple[str, ...]:
    """What of a file a field is a part of: the dose, the verdict on an injury, one question, one week."""
    steps = tuple(field.split("."))
    if file.startswith("exercises/"):
        return steps[: 2 if steps[0] == "suitability" else 1]
    return steps[: 2 if file.startswith(_IN_LISTS) else 1]


def _short(value: Any) -> str:
    text = "nothing" if value is None or value is GONE else str(value)
    return text if len(text) <= 100 else f"{text[:98]} …"


def _underneath(steps: Mapping[int, Step], changes: tuple[Change, ...], base: Reader) -> Iterator[str]:
    """Values that changed in the guide, of records and parts that the overlay changes as well."""
    touched = {(one.file, _about(one.file, one.field)) for one in changes if not one.field.endswith(HIDE)}
    was: dict[tuple[str, str], tuple[int, Any]] = {}
    for number, step in steps.items():
        for file, fields in step.was.items():
            for field, value in fields.items():
                first = was.get((file, field), (number, value))[1]
                was[file, field] = number, first
    for (file, field), (number, before) in sorted(was.items()):
        if (file, _about(file, field)) not in touched or not base.has(file, base.folder):
            continue
        now = at(base.yaml(file), tuple(field.split(".")))
        became = "is drawn anew" if field.endswith("drawing") else f"was {_short(before)}, is {_short(now)}"
        if before != now:
            yield f"Changed underneath: {address(file, (field,))}: {became} (version {number})."


def _renamed(steps: Mapping[int, Step], changes: tuple[Change, ...], base: Reader) -> Iterator[str]:
    """Records of the overlay that bear an id which the guide gave up for another."""
    for number, step in steps.items():
        for was, now in step.renamed.items():
            homes = [address(one.file, (one.field,)) for one in changes if _names(one, was)]
            yield from (
                f"Renamed: {home}: the guide calls {was!r} now {now!r} (version {number}), and yours stands beside it; "
                f"take the id {now!r} to change the guide's."
                for home in dict.fromkeys(homes)
                if not base.has(f"exercises/{was}.yaml", base.folder)
            )


def _names(change: Change, known: str) -> bool:
    """Whether an overlay adds a record of this id."""
    inside = change.field.split(".") if change.field else [Path(change.file).stem]
    return change.before is None and inside[-1] == known


def _same_id(steps: Mapping[int, Step], changes: tuple[Change, ...], base: Reader) -> Iterator[str]:
    """Records that the overlay had of its own before the guide got one of that id."""
    for number, step in steps.items():
        for added in step.added:
            file, _, field = added.partition(", ")
            mine = [one for one in changes if one.file == file and f"{one.field}.".startswith(field and f"{field}.")]
            record = at(base.yaml(file), tuple(filter(None, field.split("."))))
            if mine and isinstance(record, dict):
                called = f" ({record['name']})" if "name" in record else ""
                yield (
                    f"The same id: {added}: since version {number} the guide has one of its own{called}, and yours is "
                    "laid over it. If yours is another, give it another id."
                )


def told(found: Library, folder: Path = DATA) -> list[str]:
    """Sentences for whoever upgrades the guide under an overlay."""
    past, written_for = history.of(folder), found.clinic.written_for
    line = f"`written_for: {past.version}`"
    if written_for is None:
        return [
            f"No version of the guide's data is named in {_CLINIC}. Add the line {line}, as you write for this one:",
            "after an upgrade this check then says what changed underneath what you change.",
        ]
    if written_for > past.version:
        return [
            f"Your {_CLINIC} says {written_for} in `written_for`, and this guide's data are version {past.version}: "
            "upgrade the guide, or mend the number."
        ]
    steps, base = past.since(written_for), Reader(folder)
    says = [one for part in (_underneath, _renamed, _same_id) for one in part(steps, found.changes, base)]
    if says:
        return [*says, f"Once you have looked at this, write {line} in {_CLINIC}."]
    if steps:
        return [f"Nothing that you change is other than in version {written_for}; write {line} in {_CLINIC}."]
    return []
