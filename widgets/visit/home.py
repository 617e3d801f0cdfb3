"""The head of the page: what to do today, and what was decided; at a first visit, what this is and the way in."""

from html import escape

from widgets.parts.prescribed import followed_html, waiting
from widgets.parts.screening_notice import open_html, screening_html
from widgets.pictures.exercise_figure import framed
from widgets.pictures.six_weeks import six_weeks_html
from widgets.visit.this_week import RULINGS, next_block_html, when_html
from workbook.case import Case
from workbook.drawing.illustration import picture
from workbook.drawing.stride import stride_svg
from workbook.library.number_words import counted, number_in_words
from workbook.paper.week_days import check_in_due
from workbook.programme import Session

_WELCOME = """<section class='welcome' aria-label='Welcome'>{stride}
<p class='lead'>{weeks} of strength work for your glutes, built on the push and pull of your stride.</p>
<p><button type='button' class='primary' data-to='{first}'>Begin</button></p>
<p><small><button type='button' class='link' data-to='your-diary'>Open a diary</button></small></p>
</section>"""


class Home:
    """What stands at the head of Today, as HTML."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def head(self, session: Session | None, all_done: bool) -> str:
        """What comes first: the session of the day, or what has to come before it."""
        return self._prescribed() + self._first(session, all_done)

    def _prescribed(self) -> str:
        """What waits for the runner's word, or what a newcomer follows already."""
        case = self.case
        if case.offered is not None:
            look = "<button type='button' class='link' data-to='prescription'>Look at it</button>"
            return f"<p class='notice'>{escape(waiting(case.offered))} {look}</p>"
        given = case.profile.prescribed
        return followed_html(given, True) if given and not case.profile.screened else ""

    def _first(self, session: Session | None, all_done: bool) -> str:
        case = self.case
        if not case.profile.screened and not case.profile.red_flags and not case.diary.sessions:
            return self._welcome()
        before = open_html(case)
        if before or session is None:
            return before + screening_html(case.programme.screening)
        return self._check_in_due(all_done or case.diary.trained_on(case.today)) + self._session(session, all_done)

    def _welcome(self) -> str:
        library = self.case.library
        number = len(library.protocol.weeks)
        weeks = f"{number_in_words(number).capitalize()} {'week' if number == 1 else 'weeks'}"
        stride = framed(stride_svg(library.stride, "right", None, "welcome"), ())
        return _WELCOME.format(stride=stride, weeks=weeks, first="sore")

    def _session(self, session: Session, all_done: bool) -> str:
        exercises = counted(len(session.prescriptions), "exercise")
        first = session.prescriptions[0].exercise if session.prescriptions else None
        drawing = framed(picture(first, f"home-{first.id}", style=""), ()) if first and first.drawing else ""
        name = f"<p class='first'>First: <b>{escape(first.name)}</b></p>" if first else ""
        when = "<p class='when'><b>All of this week's sessions are done.</b></p>" if all_done else when_html(self.case)
        return (
            f"<section class='tonight' aria-label='Tonight'>{when}<h3>Session {session.letter} · "
            f"{counted(session.minutes, 'minute')} · {exercises}</h3>{drawing}{name}</section>"
        )

    def _check_in_due(self, next_one: bool) -> str:
        """A card while a check-in is due; its button is the large one where it is the `next_one` to be pressed."""
        case = self.case
        due = check_in_due(case.block.history, case.library.check_in) if case.block else None
        if due is None or due > case.today:
            return ""
        kind = "primary" if next_one else "quiet"
        begun = case.check_ins or case.diary.sessions
        says = "Your check-in is due." if begun else "Say how you feel first."
        return (
            f"<p class='check-in-due'><span>{says}</span> "
            f"<button type='button' class='{kind}' data-to='check-in'>Check in</button></p>"
        )

    def below(self) -> str:
        """What was decided last, and why."""
        week = self.case.this_week
        if week is None:
            return ""
        decided = ""
        if week.decision:
            why = escape(week.decision.why[0]) if week.decision.why else ""
            decided = f"<p class='decided'><b>{RULINGS[week.decision.ruling]}.</b> {why}</p>"
        return f"{decided}{next_block_html(self.case)}{six_weeks_html(self.case)}"
