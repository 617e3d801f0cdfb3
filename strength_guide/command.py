"""The command `strength-guide`: the page, a crowd's server, the check of a folder, a guide to print, the notebooks."""

import argparse
import os
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from workbook.diary import DiaryError, Profile, read
from workbook.diary.runner_profile import State
from workbook.editing.check import run
from workbook.editing.console import say
from workbook.library import OVERLAY, Library, LibraryError, shipped
from workbook.library.reading.faults import did_you_mean
from workbook.library.reading.setting import HOUSE, NoFolderError
from workbook.paper.files import put
from workbook.paper.handout import PaperSize, pdf
from workbook.programme import build

_LARGEST = 2_000_000
"""Letters of a diary."""


def page(asked: argparse.Namespace) -> int:
    """Serves the runner's page to this machine, until Ctrl+C."""
    from voila.app import Voila  # which only who serves needs

    shipped()
    say(f"The guide opens at http://localhost:{asked.port} (Ctrl+C stops it).")
    sys.stdout.flush()
    voila = HOUSE / "hosting" / "voila"
    Voila.launch_instance(
        [f"--Voila.config_file_paths={voila}", f"--port={asked.port}", str(HOUSE / "workbook" / "runner.ipynb")]
    )
    return 0


def serve(_asked: argparse.Namespace) -> int:
    """Serves it to a crowd, as the environment's settings say, until Ctrl+C."""
    from hosting.serve.guide import launch  # which only who serves needs

    say("The guide is served to everybody who may reach it (Ctrl+C stops it).")
    sys.stdout.flush()
    launch()
    return 0


def check(asked: argparse.Namespace) -> int:
    """Says every mistake in a folder, or every change beside what it was."""
    return run(" ".join(asked.folder))


def lab(asked: argparse.Namespace) -> int:
    """Opens the notebooks in JupyterLab; an installed copy's in a folder of one's own, where they may be changed."""
    from strength_guide.notebooks import open_in_lab  # which only who has JupyterLab needs

    return open_in_lab(Path(asked.folder))


def printed(asked: argparse.Namespace) -> int:
    """Writes a guide to print. It asks the safety questions on paper, because nobody was asked here."""
    library = shipped()
    profile = _profile(asked, library)
    put(asked.to, pdf(profile, build(profile, library), library, asked.paper, asked=False))
    say(f"Written: {asked.to}")
    return 0


def _profile(asked: argparse.Namespace, library: Library) -> Profile:
    """For whom to print. Raises ValueError with a sentence about the first word that names nothing."""
    told = _diary(asked.diary).model_dump() if asked.diary else {}
    injuries = dict(_injury(word, library.injuries) for word in asked.injury)
    for word in asked.equipment:
        _known("--equipment", word, library.equipment)
    chosen = {"injuries": injuries, "equipment": tuple(asked.equipment), **_numbers(asked)}
    try:
        return Profile.model_validate(told | {field: value for field, value in chosen.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"--{first['loc'][0]} is {first['input']}: {first['msg'].lower()}.") from None


def _numbers(asked: argparse.Namespace) -> dict[str, int]:
    return {name: value for name in ("sessions", "minutes") if (value := getattr(asked, name)) is not None}


def _diary(path: Path) -> Profile:
    text = path.read_text(encoding="utf-8-sig")
    if len(text) > _LARGEST:
        raise ValueError(f"{path} is no diary: it has {len(text):,} letters.")
    return read(text).profile


def _injury(word: str, known: Collection[str]) -> tuple[str, str]:
    name, _, state = word.partition("=")
    _known("--injury", name, known)
    _known(f"--injury {name}=", state or "sore", get_args(State))
    return name, state or "sore"


def _known(option: str, word: str, known: Collection[str]) -> None:
    if word not in known:
        raise ValueError(f"{option} {word!r}: {did_you_mean(word, known)}")


def _port(written: str) -> int:
    """A port as somebody writes it. Raises ArgumentTypeError."""
    if written.isascii() and written.isdigit() and 0 < int(written[:9]) <= 65_535:
        return int(written)
    raise argparse.ArgumentTypeError(f"{written!r} is no port; it is a whole number from 1 to 65535, as 8866")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="strength-guide", description="Strength Guide for Runners, on this machine.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        said = (does.__doc__ or "").strip()
        command = commands.add_parser(name, help=said, description=said)
        command.set_defaults(does=does)
        command.add_argument("--overlay", metavar="FOLDER", help="a clinic's own data, over what comes with the guide")
        return command

    add("page", page).add_argument("--port", type=_port, default=8866, help="8866 unless another is named")
    add("serve", serve)
    add("check", check).add_argument("folder", nargs="*", help="a library or an overlay; the guide's own if none")
    paper = add("print", printed)
    paper.add_argument("--to", type=Path, default=Path("strength-guide.pdf"), help="the file that is written")
    paper.add_argument("--paper", choices=get_args(PaperSize), default="a4")
    paper.add_argument("--diary", type=Path, help="a runner's diary, whose answers count")
    paper.add_argument("--injury", action="append", default=[], metavar="ID[=STATE]", help="as pfp, or itbs=settled")
    paper.add_argument("--equipment", nargs="+", default=[], metavar="ID")
    paper.add_argument("--sessions", type=int, help="a week")
    paper.add_argument("--minutes", type=int, help="a session")
    add("lab", lab).add_argument(
        "folder", nargs="?", default="strength-guide", help="for an installed copy's notebooks"
    )
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """The command: 0 where it did what was asked, 1 where something was wrong, 2 where the words were."""
    given = list(sys.argv[1:] if words is None else words)
    if not given or (given[0].startswith("--") and given[0] not in ("--help",)):
        given.insert(0, "page")
    asked = _parser().parse_args(given)
    if asked.overlay is not None:
        os.environ[OVERLAY] = asked.overlay
    try:
        return int(asked.does(asked))
    except (LibraryError, NoFolderError, DiaryError, ValueError, OSError) as error:
        say(str(error))
        return 1
