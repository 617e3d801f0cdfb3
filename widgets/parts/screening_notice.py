"""The notice of what the safety answers mean, for every view that must show it."""

from collections.abc import Sequence
from html import escape

from widgets.controls.questions import option
from workbook.case import Case
from workbook.library import Library
from workbook.library.records import Group, RedFlag
from workbook.programme.screening import Screening, asked, hides, urgency
from workbook.programme.suitability import listed

_HEADS = {
    "emergency": "Get help now",
    "same_day": "See someone today",
    "soon": "See a clinician first",
    "adapt": "Start, with changes",
}
_URGENT = ("emergency", "same_day")
"""What is said at the head of every place before an engine has heard of it (urgent.js)."""
UNHEARD = (
    "<p class='notice unheard' role='status'>Your answers are being worked out. What follows from them comes here "
    "when that is done.</p>"
)
"""Shown in place of what may not hold any more, while nobody has heard the last answers (dashboard.css)."""
GROUPS: dict[Group, str] = {
    "now": "Signs that need help at once",
    "pain": "Bones, joints, legs and back",
    "health": "Health in general",
}
SIGNS: dict[Group, str] = {"now": "signs-now", "pain": "signs-pain", "health": "signs-health"}
"""Group of safety questions to the place where it is answered."""
_FIRST = "Before a session, each group of safety questions wants an answer: a tick, or “None of these”."
_AGAIN = (
    "You told of a limp, or of strong pain in a place that you have not ticked. Answer the safety questions again "
    "before you go on."
)
_TO_CARD = "<p><button type='button' class='primary' data-to='{card}'>Answer them now</button></p>"
_BEFORE = (
    "<p class='notice'>Answer the safety questions before you do this. "
    "<button type='button' class='link' data-to='{card}'>Answer them now</button></p>"
)
_SLIP = "<p><button type='button' class='quiet' data-to='check'>A slip? Look at my answers</button></p>"
_HIDDEN = "Your programme stays hidden until someone has looked at what you ticked."
_LOCKED = "See a clinician first about what you ticked. Your programme leaves that area alone until then."
_ADAPTED = "You can start. Your programme makes the changes that your answers ask for."


def heading(flag: RedFlag) -> str:
    """What to do about a sign, in two or three words."""
    return _HEADS[flag.action]


def sign(flag: RedFlag) -> dict[str, str]:
    """A box to tick for a sign; what to do stands under it as soon as it is ticked."""
    more = [f"{flag.label}."] if flag.short else []
    hint = " ".join([*more, *([flag.detail] if flag.detail else [])])
    urgent = {"urgent": flag.action} if flag.action in _URGENT else {}
    return {**option(flag.id, flag.in_short, hint, f"{heading(flag)}. {flag.says}"), **urgent}


def holding(library: Library) -> list[dict[str, str]]:
    """The signs that a session which runs is held back for, as the player shows them."""
    return [
        {"id": f.id, "group": group, "name": f.in_short, "head": heading(f), "says": f.says, "card": SIGNS[group]}
        for group, flags in asked(library).items()
        for f in sorted(flags, key=urgency)
        if hides(f)
    ]


def outcome(screening: Screening) -> str:
    """What all the safety answers come to, in a sentence; empty where nothing was ticked."""
    if screening.hides_programme:
        return _HIDDEN
    return {"go": "", "adapt": _ADAPTED, "see_someone": _LOCKED}[screening.clearance]


def outcome_html(screening: Screening) -> str:
    """The outcome as a notice."""
    sentence = outcome(screening)
    return f"<p class='flags {screening.clearance}' role='status'>{escape(sentence)}</p>" if sentence else ""


def screening_html(screening: Screening) -> str:
    """The outcome, and under it every ticked sign with what to do, the most urgent first; where they hide the
    programme, the way to the answers, too."""
    if screening.clearance == "go":
        return ""
    items = "".join(
        f"<li class='{flag.action}'><b>{heading(flag)}.</b> {escape(flag.says)}</li>" for flag in screening.flags
    )
    slip = _SLIP if screening.hides_programme else ""
    return (
        f"<section class='flags {screening.clearance}' aria-label='What your safety answers mean'>"
        f"<p><b>{escape(outcome(screening))}</b></p><ul>{items}</ul>{slip}</section>"
    )


def in_groups(groups: Sequence[Group]) -> str:
    """The groups' names, as they stand over the questions."""
    return listed([f"“{GROUPS[group]}”" for group in groups])


def open_html(case: Case) -> str:
    """What is still to be answered before a session, with the way there; empty where all is."""
    due = case.unanswered
    if not due:
        return ""
    again = any(group in case.profile.screened for group in due)
    head, why = ("First, the safety questions again", _AGAIN) if again else ("First, a few questions", _FIRST)
    return (
        f"<section class='notice' role='status' aria-label='Safety questions to answer'><h3>{head}</h3><p>{why} "
        f"Still open: {in_groups(due)}.</p>{_TO_CARD.format(card=SIGNS[due[0]])}</section>"
    )


def before_html(case: Case) -> str:
    """What stands in the place of an exercise's dose until the questions are answered; empty where all are."""
    due = case.unanswered
    return _BEFORE.format(card=SIGNS[due[0]]) if due else ""
