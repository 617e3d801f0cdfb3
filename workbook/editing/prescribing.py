"""Prescribing: from what the rules say for a runner to what a physio gives them, and how that is handed over."""

import datetime as dt
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from workbook.diary.prescribed import file
from workbook.diary.prescribed.clinics_own import with_own
from workbook.diary.prescribed.file import PrescribedError, first_fault
from workbook.diary.prescribed.packed import qr_code
from workbook.diary.prescribed.prescribed import Prescribed, PrescribedExercise
from workbook.diary.runner_profile import Profile
from workbook.library import DATA, Library
from workbook.library.reading.faults import did_you_mean
from workbook.library.values import LETTERS
from workbook.paper.files import file_names, put
from workbook.paper.handout import PaperSize, pdf
from workbook.programme import build
from workbook.programme.prescribed.beside import LONGEST_MIN, beyond, fits, given, missing, overruled
from workbook.programme.prescription import Prescription


def draft(profile: Profile, library: Library, by: str, today: dt.date, runner: str = "") -> dict[str, Any]:
    """A prescription, as plain values, of what the rules say for a runner in the first week."""
    programme = build(profile.model_copy(update={"prescribed": None}), library)
    sessions = programme.weeks[0][1] if programme.weeks else ()
    lines: dict[tuple[Any, ...], tuple[dict[str, Any], list[str]]] = {}
    for session in sessions:
        for planned in session.prescriptions:
            line = _line(planned)
            lines.setdefault(tuple(line.items()), (line, []))[1].append(session.letter)
    everywhere = [session.letter for session in sessions]
    return {
        "id": new_id(),
        "date": today.isoformat(),
        "by": by,
        **({"runner": runner} if runner else {}),
        "sessions": profile.sessions,
        "exercises": [
            line if letters == everywhere else {**line, "sessions": letters} for line, letters in lines.values()
        ],
    }


def new_id() -> str:
    """Of a prescription: a diary holds one of each."""
    return secrets.token_hex(8)


def _line(planned: Prescription) -> dict[str, Any]:
    dose = planned.exercise.dose
    held = {"hold_s": dose.hold_s[0]} if dose.hold_s else {}
    rest = {"rest_s": max(planned.rest_s, 10)}
    return {"exercise": planned.exercise.id, "rounds": planned.rounds, "reps": dose.reps[0], **held, **rest}


_TO_THE_PHYSIO = {
    "undrawn": "{name} cannot be drawn: mend its drawing in your folder, or leave it out here.",
    "empty": "It leaves nothing to do: prescribe an exercise, or allow one that is never to be done.",
    "long": "Session {letter} takes {minutes} minutes, and a page opens none of more than "
    f"{LONGEST_MIN}: give it fewer exercises, rounds or repetitions, or shorter holds and rests.",
}
"""Why a prescription cannot be handed over yet, and what to change."""


def finished(value: Mapping[str, Any], library: Library, called: Mapping[str, str] | None = None) -> Prescribed:
    """The prescription in plain values, with the clinic's own exercises that it names.

    Raises PrescribedError with what to change, in which a field stands as it is `called` in a form.
    """
    told = said(value)
    found = _checked(told, library, called)  # its shapes, before anything is looked up in it
    names = dict.fromkeys(line.exercise for line in found.exercises)
    for name in (*names, *found.without):
        if name not in library.exercises:
            meant = did_you_mean(name, library.exercises)
            raise PrescribedError(f"No exercise here has the id {name[:80]!r}: {meant}")
    own = [library.exercises[name] for name in names if not (DATA / "exercises" / f"{name}.yaml").is_file()]
    found = _checked({**told, "own": [one.model_dump(mode="json") for one in own]}, library, called)
    fits(found, library, _TO_THE_PHYSIO)
    return found


def _checked(told: dict[str, Any], library: Library, called: Mapping[str, str] | None) -> Prescribed:
    try:
        return Prescribed.model_validate(told)
    except ValidationError as error:
        says = first_fault(error, called)
        if not error.errors()[0]["loc"]:  # of the whole: what it names are exercises
            says = re.sub(r"\w+", lambda word: _name(word[0], library), says)
        raise PrescribedError(f"To mend before it can be handed over: {says}.") from None


def _name(word: str, library: Library) -> str:
    return library.exercises[word].name if word in library.exercises else word


def said(value: Mapping[str, Any]) -> dict[str, Any]:
    """A prescription's plain values without what was left empty in its form: two that say the same are equal."""
    return {key: _filled(part) for key, part in _said_of(value).items() if key != "own"}


def _said_of(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in value.items() if part not in (None, "", [])}


def _filled(part: Any) -> Any:
    """The rows of a list that somebody filled in, each without what is empty; anything else as it is."""
    if not isinstance(part, list):
        return part
    return [_said_of(row) if isinstance(row, dict) else row for row in part if row not in (None, "")]


def review(prescribed: Prescribed, profile: Profile, library: Library) -> tuple[str, ...]:
    """What the rules say against it for this runner, what is left out or cut, in sentences; empty where nothing."""
    known = with_own(library, prescribed)
    return tuple(dict.fromkeys(map(_of_the_runner, _said(prescribed, profile, known))))


_WORDS = (
    ("you marked", "the runner marked"),
    ("you are under 18", "the runner is under 18"),
    ("you said that you cannot", "the runner said that they cannot"),
    ("a sign that you ticked", "a sign that the runner ticked"),
    ("because of your safety answers", "because of the runner's safety answers"),
    ("check it against your answers", "check it against the runner's answers"),
)
"""What the rules say to a runner, and what of it is said to the physio."""


def _of_the_runner(sentence: str) -> str:
    for theirs, of_them in _WORDS:
        sentence = sentence.replace(theirs, of_them, 1)
    return sentence


def _said(prescribed: Prescribed, profile: Profile, library: Library) -> Iterator[str]:
    prescribing = given(prescribed, profile, library)
    if prescribing.screening.hides_programme:
        yield "The runner's safety answers hide every programme: this one too, until someone has looked at them."
    for number in range(prescribed.letters):
        for line in prescribing.lines(number):
            name = line.exercise.name if line.exercise else line.line.exercise
            if line.gone:
                yield f"Session {LETTERS[number]}: {name} {line.gone}."
            yield from (f"Overruled: {name} {reason}." for reason in overruled(line, profile, library))
            if needs := missing(line, profile, library):
                yield f"{name} {needs}."
            yield from (f"{name} {more}." for more in (*beyond(line.line, library), *_idle(line.line, library)))
            yield from (f"{name}: {cut}" for cut in line.cut)
    if prescribed.sessions and prescribed.letters > prescribed.sessions:
        yield f"{prescribed.letters} different sessions, and {prescribed.sessions} a week: the last ones never come."
    if not prescribed.exercises and prescribed.without and _is_bare(prescribed, profile, library):
        yield "Nothing is left to do: all that the rules could choose is never to be done."


def _idle(line: PrescribedExercise, library: Library) -> Iterator[str]:
    """What is prescribed and means nothing for the exercise, as the end of a sentence that begins with its name."""
    if line.exercise not in library.exercises:
        return
    dose = library.exercises[line.exercise].dose
    if line.side and dose.side == "both":
        yield f"is prescribed for the {line.side} side alone, and both sides work together in it"
    if line.hold_s and not dose.hold_s:
        yield f"is prescribed with {line.hold_s} s of hold, and has no hold"


def _is_bare(prescribed: Prescribed, profile: Profile, library: Library) -> bool:
    """Whether no session of the first week has an exercise."""
    programme = build(profile.model_copy(update={"prescribed": prescribed}), library)
    return bool(programme.weeks) and not any(session.prescriptions for session in programme.weeks[0][1])


@dataclass(frozen=True)
class HandedOver:
    """A prescription as it is handed over."""

    link: str
    code: str | None
    """SVG to scan; None where the link is too long for one."""
    text: str
    """Of the file."""


def page_address(told: str) -> str:
    """Where the guide's page is, without what follows a #; nothing where nothing is told. Raises ValueError."""
    address = told.strip().partition("#")[0]
    try:
        parts = urlsplit(address)
        web = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0 and "@" not in parts.netloc
        on_disk = parts.scheme == "file" and parts.path.lower().endswith((".html", ".htm")) and not parts.query
    except ValueError:
        web = on_disk = False
    whole = (web or on_disk) and address.isprintable() and not set(address) & set("\"'<>\\ ")
    if told.strip() and not whole:
        raise ValueError(
            "The page's address begins with https:// or http://, as https://example.org/guide/, "
            "or it is the page's one file on a disk, as file:///home/anna/strength-guide.html."
        )
    return address


def handed_over(prescribed: Prescribed, address: str) -> HandedOver:
    """A prescription as a link to the page at an address, as a code and as a file. Raises ValueError."""
    link = file.link(prescribed, page_address(address))
    return HandedOver(link, qr_code(link), file.write(prescribed))


def on_paper(prescribed: Prescribed, profile: Profile, library: Library, paper: PaperSize = "a4") -> bytes:
    """A prescription as a printed guide. Raises ValueError where the safety answers hide every programme."""
    known = with_own(library, prescribed)
    sessions = prescribed.sessions or profile.sessions
    theirs = profile.model_copy(update={"prescribed": prescribed, "sessions": sessions})
    return pdf(theirs, build(theirs, known), known, paper, asked=False)


def why_no_paper(prescribed: Prescribed, profile: Profile, library: Library) -> str:
    """Why no printed guide can be handed over, as a sentence; empty where one can."""
    if not given(prescribed, profile, with_own(library, prescribed)).screening.hides_programme:
        return ""
    return "No printed guide: the runner's safety answers hide every programme until someone has looked at them."


def written(prescribed: Prescribed, profile: Profile, library: Library, address: str, folder: Path) -> tuple[Path, ...]:
    """Writes the file, the code and the printed guide, where there can be one, into a folder, named for the runner.

    Raises ValueError where the address is none, OSError.
    """
    handed = handed_over(prescribed, address)
    (name,) = file_names([prescribed.runner or prescribed.id]).values()
    parts: dict[str, str | bytes] = {f"{name}.prescription.json": handed.text}
    if handed.code and page_address(address):
        parts[f"{name}.code.svg"] = handed.code
    if not why_no_paper(prescribed, profile, library):
        parts[f"{name}.prescription.pdf"] = on_paper(prescribed, profile, library)
    folder.mkdir(parents=True, exist_ok=True)
    for part, content in parts.items():
        put(folder / part, content)
    return tuple(folder / part for part in parts)
