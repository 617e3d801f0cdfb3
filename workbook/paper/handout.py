"""The handout: all that a runner's printed guide says, and the guide as a PDF, set by Typst from `handout.typ`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from workbook.diary.day import in_words
from workbook.diary.runner_profile import Profile
from workbook.drawing.illustration import picture
from workbook.drawing.stride import stride_svg
from workbook.drawing.svg import PRINT_STYLE
from workbook.library import Library
from workbook.library.number_words import counted, number_in_words
from workbook.library.protocol import Week
from workbook.library.records import Clinic, Exercise, Reference
from workbook.library.stride import Stride
from workbook.library.stride import in_words as says_moment
from workbook.library.values import LETTERS
from workbook.paper import typeset
from workbook.paper.logo import picture_format, unfit
from workbook.programme import Programme, Session
from workbook.programme.prescribed.young import beside
from workbook.programme.prescription import Position, Prescription, positions, span, tempo_in_words, work_in_words
from workbook.programme.screening import urgency

PaperSize = Literal["a4", "us-letter"]
_TEMPLATE = Path(__file__).with_suffix(".typ")
_ACCENT = "#a8431a"
STATES = {"sore": "sore now", "settled": "past, settled"}
"""An injury's state as paper says it."""
_ALWAYS = {
    "title": "Strength Guide for Runners",
    "footer": "Strength Guide for Runners. Not a diagnosis. No clinician has reviewed its texts yet.",
    "signs_title": "Before you start",
    "signs_lead": "Is any of this true for you? Then do not start: do what stands beside it.",
    "caution": "This guide is not a diagnosis. It does not take the place of someone who can examine you. It does not "
    "promise fewer injuries or faster running. Under 18, use it with a parent or guardian who agrees and a qualified "
    "coach.",
    "sources_lead": "What the exercises, doses and rules rest on. A source marked as not checked has not been read "
    "by us. The keys are those of the guide's data.",
}
"""What the guide says to everybody."""


def source_in_words(reference: Reference) -> str:
    """A reference as it stands in a list, with a word where nobody has checked it."""
    parts = [
        reference.authors,
        f"({reference.year})" if reference.year else None,
        f"{reference.title}.",
        reference.where,
    ]
    address = (reference.doi and f"doi:{reference.doi}") or reference.url
    checked = "" if reference.confirmed else " [not checked]"
    return " ".join(part for part in (*parts, address) if part) + checked


def _choices(profile: Profile, library: Library) -> list[tuple[str, str]]:
    injuries = [
        f"{library.injuries[i].name} ({STATES[s]})" for i, s in profile.injuries.items() if i in library.injuries
    ]
    equipment = [library.equipment[one].name for one in profile.equipment if one in library.equipment]
    told = [
        ("Injuries and tightness", ", ".join(injuries) or "none"),
        ("Equipment", ", ".join(equipment) or "none"),
        ("Sessions a week", str(profile.sessions)),
    ]
    given = profile.prescribed
    if given is None:
        return [*told, ("Minutes a session", str(profile.minutes))]
    whom = f" for {given.runner}" if given.runner else ""
    word = [("A word to you", given.word.replace("\n", " "))] if given.word else []
    own = beside(given.word, given.by, profile)
    word += [("To that word", own)] if own else []
    return [*told, ("Prescribed by", f"{given.by}{whom}, {in_words(given.date)}"), *word]


def _position(exercise: Exercise, position: Position) -> list[tuple[str, str]]:
    parts = [("hip", f"{position.working_hip} hip"), ("", f" works ({exercise.working_hip})")]
    for kind, side, does in (("push", position.push_arm, "pushes"), ("pull", position.pull_arm, "pulls")):
        if side:
            parts += [("", ", "), (kind, f"{side} arm"), ("", f" {does}")]
    return parts


def _stills(exercise: Exercise) -> list[dict[str, str]]:
    drawing = exercise.drawing
    if drawing is None:
        return []
    ends = enumerate(drawing.start_and_end)
    return [
        {"svg": picture(exercise, f"{exercise.id}-{n}", number, PRINT_STYLE), "name": drawing.poses[number].name}
        for n, number in ends
    ]


def _card(planned: Prescription, library: Library) -> dict[str, Any]:
    exercise, slots = planned.exercise, {slot.id: slot.name for slot in library.protocol.slots}
    young = planned.load != exercise.dose.load
    rounds = (
        ""
        if young
        else f"{'1 round' if exercise.dose.rounds == (1, 1) else f'{span(exercise.dose.rounds)} rounds'} of "
    )
    return {
        "name": exercise.name,
        "tags": " · ".join(["From the post"] * exercise.from_post + [slots[planned.slot]]),
        "dose": f"{rounds}{work_in_words(exercise)}",
        "how": f"{tempo_in_words(exercise)}; rest {span(exercise.dose.rest_s)} s. Load: {planned.load}.",
        "cues": list(exercise.cues),
        "sides": [_position(exercise, position) for position in positions(exercise) if exercise.working_hip != "none"],
        "stills": _stills(exercise),
        "advice": [(library.injuries[a.injury].name, a.rule.text) for a in planned.advice],
        "words": list(planned.words),
        "why": " ".join(planned.why),
        "sources": ", ".join(exercise.sources) or "clinical reasoning",
    }


def _cited(exercises: Iterable[Exercise], planned: Iterable[Prescription], library: Library) -> list[tuple[str, str]]:
    keys = dict.fromkeys(
        [
            *library.protocol.sources,
            *library.check_in.pain_rule.sources,
            *library.stride.sources,
            *(key for exercise in exercises for key in exercise.sources),
            *(key for p in planned for a in p.advice for key in a.rule.sources),
        ]
    )
    return [(key, source_in_words(library.references[key])) for key in keys if key in library.references]


def _signs(library: Library) -> list[tuple[str, str]]:
    """What is asked before any programme, the most urgent first, and what to do about it."""
    flags = (flag for flag in library.red_flags.values() if flag.asks == "tick")
    return [(flag.label, flag.says) for flag in sorted(flags, key=urgency)]


def _clinic(clinic: Clinic) -> dict[str, str]:
    """Who offers the guide."""
    return {"name": clinic.name or "", "says": clinic.says or "", "accent": clinic.colours.get("accent", _ACCENT)}


def _logo(logo: bytes | None) -> dict[str, Any]:
    """The clinic's picture; one that cannot be printed is left out, with the reason."""
    wrong = "" if logo is None else unfit(logo)
    return {
        "bytes": [] if wrong else list(logo or b""),
        "format": picture_format(logo or b""),
        "wrong": f"The logo is left out: {wrong}." if wrong else "",
    }


def _stride(stride: Stride) -> dict[str, Any]:
    """The moments of the stride, and the pattern in them."""
    return {
        "stride": [
            {
                "name": m.name,
                "says": says_moment(m, "right"),
                "svg": stride_svg(stride, "right", m, f"s{n}", PRINT_STYLE),
            }
            for n, m in enumerate(stride.moments)
        ],
        "pattern": {
            "says": "Push with one arm, pull with the other, and one hip drives. The pull arm is opposite the working "
            "hip, and the push arm is on its side. Here the right arm leads.",
            "honest": stride.honest,
            "sources": f"({', '.join(stride.sources)})",
        },
    }


def _week(week: Week) -> dict[str, Any]:
    effort = f"Stop each round with {span(week.reps_left)} left."
    return {"number": week.week, "name": week.name, "say": week.say, "effort": effort}


def _session(session: Session) -> dict[str, Any]:
    title = f"Week {session.week}, session {session.letter}: {counted(session.minutes, 'minute')}"
    exercises = [(p.exercise.name, f"{p.rounds} × {work_in_words(p.exercise)}") for p in session.prescriptions]
    return {"title": title + ", as a circuit" * bool(session.circuit), "exercises": exercises}


def contents(
    profile: Profile, programme: Programme, library: Library, paper: PaperSize, asked: bool = True
) -> dict[str, Any]:
    """All that the printed guide says but its logo, as plain values; with the safety questions if nobody `asked` them.

    Raises ValueError where the safety answers hide the programme.
    """
    if not programme.weeks:
        raise ValueError("There is no programme to print: your safety answers hide it.")
    rule, weeks = library.check_in.pain_rule, number_in_words(len(programme.weeks))
    by_exercise = {p.exercise.id: p for s in programme.sessions for p in s.prescriptions}
    cards = [by_exercise[exercise.id] for exercise in programme.exercises]
    return {
        **_ALWAYS,
        **_stride(library.stride),
        "lead": f"A {weeks}-week glute-strength programme, built on the push and pull of your stride.",
        "weeks_title": f"{weeks.capitalize()} {'week' if len(programme.weeks) == 1 else 'weeks'}",
        "paper": paper,
        "clinic": _clinic(library.clinic),
        "choices_title": "What you told us" if asked else "Who this programme is for",
        "choices": _choices(profile, library),
        "signs": [] if asked else _signs(library),
        "pain": {"title": "On every day", "rules": [*rule.sentences[:3]], "never": rule.never},
        "letters": list(LETTERS[: profile.sessions]),
        "weeks_lead": f"Leave {counted(library.protocol.hours_between_sessions, 'hour')} between sessions, and have "
        "none in the day before a hard run. Tick each one when it is done. The page adjusts the dose when you check "
        "in.",
        "weeks": [_week(week) for week, _ in programme.weeks],
        "sessions": [_session(session) for session in programme.sessions],
        "cards": [_card(planned, library) for planned in cards],
        "sources": _cited(programme.exercises, cards, library),
    }


def pdf(profile: Profile, programme: Programme, library: Library, paper: PaperSize = "a4", asked: bool = True) -> bytes:
    """The guide as a PDF, with the safety questions if nobody `asked` them.

    Raises ValueError where the safety answers hide the programme.
    """
    guide = contents(profile, programme, library, paper, asked)
    return typeset.pdf(_TEMPLATE, "guide", {**guide, "logo": _logo(library.logo)})
