"""The notice of what the safety answers mean, for every step that must show it."""

from html import escape

from widgets.questions import option
from workbook.records import RedFlag
from workbook.screening import Screening

_HEADS = {
    "emergency": "Get help now",
    "same_day": "See someone today",
    "soon": "See a clinician first",
    "adapt": "Start, with changes",
}
_HIDDEN = "Your programme stays hidden until someone has looked at what you ticked."
_LOCKED = "See a clinician first about what you ticked. Your programme leaves that area alone until then."
_ADAPTED = "You can start. Your programme makes the changes that your answers ask for."


def heading(flag: RedFlag) -> str:
    """What to do about a sign, in two or three words."""
    return _HEADS[flag.action]


def sign(flag: RedFlag) -> dict[str, str]:
    """A box to tick for a sign; what to do stands under it as soon as it is ticked."""
    return option(flag.id, flag.label, flag.detail, f"{heading(flag)}. {flag.says}")


def outcome(screening: Screening) -> str:
    """What all the safety answers come to, in a sentence; empty where nothing was ticked."""
    if screening.hides_programme:
        return _HIDDEN
    return {"go": "", "adapt": _ADAPTED, "see_someone": _LOCKED}[screening.verdict]


def outcome_html(screening: Screening) -> str:
    """The outcome as a notice."""
    sentence = outcome(screening)
    return f"<p class='flags {screening.verdict}' role='status'>{escape(sentence)}</p>" if sentence else ""


def screening_html(screening: Screening) -> str:
    """The outcome, and under it every ticked sign with what to do, the most urgent first."""
    if screening.verdict == "go":
        return ""
    items = "".join(
        f"<li class='{flag.action}'><b>{heading(flag)}.</b> {escape(flag.says)}</li>" for flag in screening.flags
    )
    return (
        f"<section class='flags {screening.verdict}' aria-label='What your safety answers mean'>"
        f"<p><b>{escape(outcome(screening))}</b></p><ul>{items}</ul></section>"
    )
