"""Prescription: what a physio sends one runner, who is asked before it is followed, and the way back from it."""

from html import escape

import ipywidgets as ipw

from widgets.controls.deeds import Deeds
from widgets.parts.prescribed import can_follow, changes_html, said_by, sessions_html
from widgets.parts.screening_notice import open_html, screening_html
from widgets.view import Place, View, guarded
from workbook.case import Case
from workbook.diary.day import in_words
from workbook.diary.prescribed.clinics_own import with_own
from workbook.diary.prescribed.prescribed import Prescribed

_NOTHING = (
    "<p>Nothing is prescribed for you here. A physio can send you a programme as a link, a code to scan, or a file. "
    "Open a file in <button type='button' class='link' data-to='your-diary'>Your diary</button>.</p>"
)
_WHO = (
    "<p class='notice'>Follow it only if you know who sent it. Anybody can write a name here, and nobody has checked "
    "it. It is no diagnosis.</p>"
)


def _button(deed: str, words: str, kind: str = "quiet") -> str:
    return f"<button type='button' class='{kind}' data-deed='{deed}'>{words}</button>"


class PrescriptionView(View):
    """Shows what is offered, or what is followed or put aside."""

    places = (Place("prescription", "Prescription", "What is prescribed for you", under="plan", back="plan"),)

    def __init__(self, case: Case) -> None:
        self.shown, self.says, self.deeds = ipw.HTML(), ipw.HTML(), Deeds(self._on_deed)
        self._said_of: object = None
        super().__init__(case, self.says, self.shown, self.deeds)
        case.observe(self._on_offer, "offered")

    def _on_offer(self, _change: object) -> None:
        self.says.value = ""
        self.refresh()

    @property
    def _now(self) -> object:
        """What a sentence about a deed is true of: another tab may follow, or put aside, meanwhile."""
        last = self.case.diary.prescribed_last
        return self.case.offered, last and (last.prescribed, last.deleted), can_follow(self.case)

    def _told(self, prescribed: Prescribed) -> str:
        """Who sends what: with doses once the safety questions are answered, and nothing hides a programme."""
        case = self.case
        screening = case.programme.screening
        doses = not case.unanswered and not screening.hides_programme
        before = open_html(case) + (screening_html(screening) if screening.hides_programme else "")
        library = with_own(case.library, prescribed)
        return before + said_by(prescribed, case.profile) + sessions_html(prescribed, case.profile, library, doses)

    @guarded
    def refresh(self) -> None:
        case, last = self.case, self.case.diary.prescribed_last
        if self._said_of != self._now:
            self.says.value = ""
        if case.offered is not None:
            buttons = f"{_button('follow', 'Follow it', 'primary')} {_button('leave', 'Not now')}"
            self.shown.value = (
                f"<section class='panel' aria-label='A prescription for you'>{self._told(case.offered)}"
                f"{changes_html(case.offered, case.profile)}{_WHO}<p>{buttons}</p></section>"
            )
        elif last is None:
            self.shown.value = _NOTHING
        elif last.deleted:
            by, day = escape(last.prescribed.by), in_words(last.prescribed.date)
            self.shown.value = (
                f"<p>You put aside what {by} prescribed on {day}.</p><p>{_button('again', 'Follow it again')}</p>"
            )
        else:
            self.shown.value = (
                f"<section class='panel' aria-label='What you follow'>{self._told(last.prescribed)}"
                f"<p>{_button('aside', 'Put it aside')}</p></section>"
            )

    @guarded
    def _on_deed(self, told: dict[str, str]) -> None:
        case, deed = self.case, told["deed"]
        offered, last = case.offered, case.diary.prescribed_last
        said = ""
        if deed == "follow" and offered:
            case.offered = None
            case.take_up(offered)
            said = f"You follow what {offered.by} prescribed. It is your programme from now on."
            if not can_follow(case):
                said = f"It is kept, but it cannot be followed with your answers as they are. Tell {offered.by}."
        elif deed == "leave" and offered:
            case.offered = None
            said = "Nothing was changed."
        elif deed in ("aside", "again") and last:
            case.put_aside(last.prescribed.id, deed == "aside")
            said = (
                "It is put aside. The guide's own programme is back."
                if deed == "aside"
                else f"You follow what {last.prescribed.by} prescribed again."
            )
        self.refresh()
        ways = "<button type='button' class='link' data-to='today'>To Today</button>"
        self.says.value = f"<p class='saved' role='status'>{escape(said)} {ways}</p>" if said else ""
        self._said_of = self._now

    def recall(self) -> None:
        if not self.case.diary.entries:
            self.case.offered, self.says.value = None, ""
