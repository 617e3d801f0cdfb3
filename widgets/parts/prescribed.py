"""What a physio prescribed, in words: who sends it, each session with its doses, and what became of it here."""

from collections.abc import Mapping
from html import escape

from workbook.case import Case
from workbook.diary.day import in_words
from workbook.diary.prescribed.prescribed import Prescribed
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.values import LETTERS
from workbook.programme.prescribed.beside import given, missing, overruled
from workbook.programme.prescribed.sessions import Line
from workbook.programme.prescribed.young import beside
from workbook.programme.prescription import Prescription, work_in_words
from workbook.programme.suitability import listed


def said_by(prescribed: Prescribed, profile: Profile) -> str:
    """HTML of who prescribes, since when, for whom, and their word with the guide's next to it."""
    whom = f" for {escape(prescribed.runner)}" if prescribed.runner else ""
    word = "".join(f"<p>{escape(line)}</p>" for line in (prescribed.word or "").split("\n") if line)
    head = f"<p>Prescribed by <b>{escape(prescribed.by)}</b>{whom} on {in_words(prescribed.date)}.</p>"
    own = beside(prescribed.word, prescribed.by, profile)
    said = f"<blockquote class='word'>{word}</blockquote>" if word else ""
    return head + said + (f"<p>{escape(own)}</p>" if own else "")


def waiting(prescribed: Prescribed) -> str:
    """That one waits for a yes or a no, as a sentence."""
    return f"A prescription by {prescribed.by} waits for your word."


def sessions_html(prescribed: Prescribed, profile: Profile, library: Library, doses: bool = True) -> str:
    """HTML of each session, with what is left out, cut or against the rules, and of what is not to be done; without the
    `doses` it has names alone."""
    prescribing, week = given(prescribed, profile, library), library.protocol.weeks[0]
    parts = []
    for number in range(prescribed.letters if prescribed.exercises else 0):
        planned = {one.exercise.id: one for one in prescribing.prescriptions(week, number)} if doses else {}
        rows = "".join(
            f"<li><b>{escape(_name(line))}</b> <span>{_dose(line, planned)}</span>"
            f"{_told(line, prescribed, profile, library) if doses else ''}</li>"
            for line in prescribing.lines(number)
        )
        parts.append(f"<div class='session'><h4>Session {LETTERS[number]}</h4><ol>{rows}</ol></div>")
    return "".join(parts) + _without(prescribed, library)


def _dose(line: Line, doses: Mapping[str, Prescription]) -> str:
    planned = doses.get(line.exercise.id) if line.exercise and not line.gone else None
    if planned is None:
        return ""
    load = f", {line.line.load}" if line.line.load and line.line.load == planned.load else ""
    return escape(f"{planned.rounds} × {work_in_words(planned.exercise)}{load}")


def _was(line: Line, library: Library) -> str:
    """What was prescribed, where the runner does something else."""
    return library.exercises[line.line.exercise].name


def _name(line: Line) -> str:
    return line.exercise.name if line.exercise else line.line.exercise.replace("_", " ")


def _told(line: Line, prescribed: Prescribed, profile: Profile, library: Library) -> str:
    """What is to be said of one exercise, as a list."""
    rules = [f"The guide's own rules: {_name(line)} {rule}." for rule in overruled(line, profile, library)]
    needs = missing(line, profile, library)
    said = [
        *filter(None, (line.line.note, beside(line.line.note, prescribed.by, profile))),
        *([f"{_name(line)} {line.gone}. Tell {prescribed.by}."] if line.gone else []),
        *([f"You do it in the place of {_was(line, library)}."] if line.swapped else []),
        *rules,
        *([f"{prescribed.by} chose it all the same. Stop if it hurts."] if rules else []),
        *([f"It {needs}."] if needs else []),
        *line.cut,
    ]
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in said)
    return f"<ul class='changes'>{items}</ul>" if items else ""


def _without(prescribed: Prescribed, library: Library) -> str:
    names = [library.exercises[name].name for name in prescribed.without if name in library.exercises]
    return f"<p><b>Not for you:</b> {escape(listed(names))}.</p>" if names else ""


def changes_html(prescribed: Prescribed, profile: Profile) -> str:
    """HTML of what is other on the page once it is followed, and what stays."""
    what = ["Your programme"] if prescribed.exercises or prescribed.without else []
    if prescribed.sessions and prescribed.sessions != profile.sessions:
        what.append(f"sessions a week: {prescribed.sessions} (now {profile.sessions})")
    if prescribed.start and prescribed.start != profile.start:
        now = f" (now {in_words(profile.start)})" if profile.start else ""
        what.append(f"first day: {in_words(prescribed.start)}{now}")
    changes = f"<p><b>What changes:</b> {escape(listed(what))}.</p>" if what else "<p>Nothing changes.</p>"
    return (
        f"{changes}<p><b>What stays:</b> your answers, check-ins and sessions. Signs that you tick come first, and "
        "pain eases it.</p>"
    )


def can_follow(case: Case) -> bool:
    """Whether what is prescribed is the runner's programme."""
    prescribed = case.profile.prescribed
    return bool(case.programme.by) or bool(prescribed and not prescribed.exercises and case.programme.weeks)


def followed_html(prescribed: Prescribed, can: bool) -> str:
    """HTML of a line about what is followed, with the way to it; `can` is whether it can be."""
    look = "<button type='button' class='link' data-to='prescription'>Look at it</button>"
    if not can:
        return (
            f"<p class='notice'>What {escape(prescribed.by)} prescribed cannot be followed with your answers. The "
            f"guide's own programme takes its place. Tell them. {look}</p>"
        )
    many = f", {counted(len(prescribed.exercises), 'exercise')}" if prescribed.exercises else ""
    return f"<p class='prescribed'>Prescribed by <b>{escape(prescribed.by)}</b>{many}. {look}</p>"
