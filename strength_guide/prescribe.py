"""`strength-guide prescribe`: begins a prescription for one runner as a file, and hands over what was changed in it."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from workbook.diary.runner_profile import Profile
from workbook.editing import prescribing
from workbook.editing.console import say
from workbook.library import Library
from workbook.paper.files import put

_BEGUN = """# A prescription. Change what differs, save, and run the same command again.
# `side` is left or right where one side alone works; `load` and `note` are words to the runner;
# `without` names exercises that are never to be done. No clinician other than you has seen it.
"""


def begin(path: Path, profile: Profile, library: Library, by: str, runner: str) -> None:
    """Writes what the rules say for a runner, to be changed. Raises OSError."""
    today = dt.datetime.now(dt.UTC).astimezone().date()
    value = prescribing.draft(profile, library, by or library.clinic.name or "Your clinic", today, runner)
    put(path, _BEGUN + yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100))
    say(f"Begun: {path}. Change it, then run the same command again, with --address of the page.")


def hand_over(path: Path, profile: Profile, library: Library, address: str) -> None:
    """Says what speaks against a prescription, writes it, and gives the link. Raises ValueError, OSError."""
    address = prescribing.page_address(address)
    prescribed = prescribing.finished(_value(path), library)
    for sentence in prescribing.review(prescribed, profile, library):
        say(f"Is this meant? {sentence}")
    for written in prescribing.written(prescribed, profile, library, address, path.parent):
        say(f"Written: {written}")
    if unprinted := prescribing.why_no_paper(prescribed, profile, library):
        say(unprinted)
    if address:
        say(f"Link: {prescribing.handed_over(prescribed, address).link}")
    else:
        say("For a link and a code, name the page with --address https://…")


def _value(path: Path) -> dict[str, Any]:
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise ValueError(f"{path}{line}: this is not written as YAML is. Undo the last change there.") from None
    if not isinstance(value, dict):
        raise ValueError(f"{path}: this is no prescription; it begins with `id`, `date` and `by`.")
    for name in ("date", "start"):
        if isinstance(value.get(name), dt.date):
            value[name] = value[name].isoformat()
    return value
