"""The command `strength-guide`: the page, a crowd's server, the check of a folder, a guide to print, the notebooks."""

import argparse
import os
import socket
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from workbook.caseload.folder import merged
from workbook.caseload.handed import Handed
from workbook.diary import Profile
from workbook.diary.runner_profile import State
from workbook.editing.check import run
from workbook.editing.console import say
from workbook.library import OVERLAY, Library, shipped
from workbook.library.reading.faults import did_you_mean
from workbook.library.reading.setting import existing
from workbook.paper.files import put
from workbook.paper.handout import PaperSize, pdf
from workbook.programme import build


def page(asked: argparse.Namespace) -> int:
    """Serves the runner's page to this machine, until Ctrl+C."""
    from hosting.serve.guide import launch  # which only who serves needs

    shipped()
    _free(asked.port)
    say(f"The guide opens at http://localhost:{asked.port} (Ctrl+C stops it).")
    sys.stdout.flush()
    # Each kernel reads the files anew, so that who changes them sees what they did.
    os.environ.update({"KERNELS": "stock", "POOL": "2", **os.environ, "PORT": str(asked.port)})
    launch()
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
    put(_written_to(asked.to), pdf(profile, build(profile, library), library, asked.paper, asked=False))
    say(f"Written: {asked.to}")
    return 0


def prescribed(asked: argparse.Namespace) -> int:
    """Begins a prescription for one runner as a file; once that is changed, makes the link, the code and the paper."""
    from strength_guide import prescribe  # which only who prescribes needs

    library, path = shipped(), Path(asked.file)
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise ValueError(f"FILE is {asked.file!r}; it is a file whose name ends in .yaml, as anna.yaml")
    profile = _profile(asked, library)
    if path.exists():
        prescribe.hand_over(path, profile, library, asked.address)
    else:
        prescribe.begin(path, profile, library, asked.by, asked.runner)
    return 0


def _written_to(named: str) -> Path:
    """The file to write. Raises ValueError where something else is there, or no folder."""
    path = Path(named).resolve()  # a link's own file is written, and the link stays
    if path.suffix.lower() != ".pdf":
        raise ValueError(f"--to is {named!r}; it is a file whose name ends in .pdf, as guide.pdf")
    if path.exists() and not path.is_file():
        raise ValueError(f"--to is {named!r}, which is there and is no file; name another one")
    if not path.parent.is_dir():
        raise ValueError(f"--to is {named!r}, and there is no folder {path.parent}; make it first, or name another one")
    return path


def _profile(asked: argparse.Namespace, library: Library) -> Profile:
    """For whom to print. Raises ValueError with a sentence about the first word that names nothing."""
    told = _diary(asked.diary, library).model_dump() if asked.diary is not None else {}
    injuries = dict(_injury(word, library.injuries) for word in _words(asked.injury))
    equipment = tuple(_known("--equipment", word, library.equipment) for word in _words(asked.equipment))
    chosen: dict[str, Any] = {"injuries": {**told.get("injuries", {}), **injuries}}
    if equipment:
        chosen["equipment"] = equipment
    numbers = {name: value for name in ("sessions", "minutes") if (value := getattr(asked, name)) is not None}
    try:
        return Profile.model_validate({**told, **chosen, **numbers})
    except ValidationError as error:
        first = error.errors()[0]
        limit = first["msg"].removeprefix("Input should be ")
        raise ValueError(f"--{first['loc'][0]} is {first['input']}; it should be {limit}") from None


def _words(given: Sequence[str]) -> list[str]:
    """Words as somebody lists them, with commas or blanks between."""
    return [word.lower() for each in given for word in each.replace(",", " ").split()]


def _diary(named: str, library: Library) -> Profile:
    try:
        profile = merged([Handed(Path(named), named)]).profile
    except OSError as error:
        raise ValueError(f"--diary is {named!r}, which cannot be read: {error.strerror}") from None
    unknown = sorted({*profile.injuries, *profile.equipment} - {*library.injuries, *library.equipment})
    if unknown:
        raise ValueError(
            f"The diary names {', '.join(unknown)}, unknown here. Name the clinic's folder with --overlay."
        )
    return profile


def _injury(word: str, known: Collection[str]) -> tuple[str, str]:
    name, _, state = word.partition("=")
    return _known("--injury", name, known), _known(f"--injury {name}=", state or "sore", get_args(State))


def _known(option: str, word: str, known: Collection[str]) -> str:
    if word not in known:
        raise ValueError(f"{option} {word!r}: {did_you_mean(word, known)}")
    return word


def _free(port: int) -> None:
    """Raises ValueError where another program listens there."""
    with socket.socket() as probe:
        if probe.connect_ex(("localhost", port)) == 0:
            raise ValueError(
                f"Port {port} is taken, by another guide perhaps. Choose one with --port=9000 or the like."
            )


def _port(written: str) -> int:
    """A port as somebody writes it. Raises ArgumentTypeError."""
    if written.isascii() and written.isdigit() and 0 < int(written[:9]) <= 65_535:
        return int(written)
    raise argparse.ArgumentTypeError(f"{written!r} is no port; it is a whole number from 1 to 65535, as 8866")


def _about_the_runner(command: argparse.ArgumentParser) -> None:
    command.add_argument("--diary", metavar="FILE", help="a runner's diary; what is named beside it comes on top")
    command.add_argument("--injury", action="append", default=[], metavar="ID[=STATE]", help="as pfp, or itb=settled")
    command.add_argument("--equipment", nargs="+", default=[], metavar="ID")
    command.add_argument("--sessions", type=int, help="a week")
    command.add_argument("--minutes", type=int, help="a session")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="strength-guide", description="Strength Guide for Runners, on this machine.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, does: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        said = (does.__doc__ or "").strip()
        command = commands.add_parser(name, help=said, description=said)
        command.set_defaults(does=does)
        if does is not check:
            command.add_argument("--overlay", metavar="FOLDER", help="a clinic's data, over what comes with the guide")
        return command

    add("page", page).add_argument("--port", type=_port, default=8866, help="8866 unless another is named")
    add("serve", serve)
    add("check", check).add_argument("folder", nargs="*", help="a library or an overlay; the guide's own if none")
    paper = add("print", printed)
    paper.add_argument("--to", default="strength-guide.pdf", metavar="FILE", help="the PDF that is written")
    paper.add_argument("--paper", choices=get_args(PaperSize), default="a4")
    order = add("prescribe", prescribed)
    order.add_argument("file", metavar="FILE", help="as anna.yaml: begun where it is not there, else handed over")
    order.add_argument("--by", default="", help="your clinic, or your name")
    order.add_argument("--runner", default="", help="the name or code by which you know the runner")
    order.add_argument("--address", default="", help="of the page that the link is to open, as https://…")
    for command in (paper, order):
        _about_the_runner(command)
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
    try:
        if getattr(asked, "overlay", None) is not None:
            os.environ[OVERLAY] = str(existing("--overlay", asked.overlay))
        return int(asked.does(asked))
    except (ValueError, OSError) as error:
        say(str(error))
        return 1
