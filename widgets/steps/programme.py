"""The Programme step: equipment and time in; six weeks of sessions, the reasons, and what was left out."""

import datetime as dt
from html import escape

import ipywidgets as ipw

from widgets import place
from widgets.controls.deeds import Deeds
from widgets.controls.handover import Handover
from widgets.controls.questions import Item, Questions, choice, date, option, presets, ticks
from widgets.parts.balance import balance_html
from widgets.parts.exercise_card import anchor, card, swaps_html
from widgets.parts.glossary import words_html
from widgets.parts.screening_notice import UNHEARD, open_html, screening_html
from widgets.steps.this_week import this_week_html
from widgets.view import View, guarded
from workbook.case import Case
from workbook.diary.day import in_words
from workbook.diary.runner_profile import WEEKDAYS
from workbook.library.protocol import Week
from workbook.paper import page
from workbook.paper.calendar_file import calendar, calendar_file, session_days
from workbook.paper.handout import PaperSize, pdf
from workbook.programme import Programme, Session
from workbook.programme.prescription import Prescription, arithmetic, span, work_in_words
from workbook.programme.suitability import listed
from workbook.programme.swaps import choices

_EXPERIENCE = (option("new", "New to it"), option("regular", "Most weeks"))
_DAYS = [option(day, day.capitalize()) for day in WEEKDAYS]
_NO_AGE = (
    "<p class='notice'>You gave no age in Check, so this is a programme for adults. Under 18, say so there first.</p>"
)


class ProgrammeView(View):
    """Asks for equipment, sessions and minutes, and shows the programme that follows."""

    name = "Programme"
    title = "Programme"
    lead = "Say what you have and how long you have. Every exercise comes with the reason why it is here."

    def __init__(self, case: Case) -> None:
        self.notice = ipw.HTML()
        self.asks = Questions(self._items(case), self._on_answer, "programme")
        self.programme = ipw.HTML()
        self.deeds = Deeds(self._on_deed)
        self.handover = Handover(self._on_wish)
        unheard = ipw.HTML(UNHEARD)
        super().__init__(case, self.notice, unheard, self.asks, self.programme, self.handover, self.deeds)
        for part in (self.notice, self.programme, self.handover):
            part.add_class("follows")
        self.kept = (self.asks,)
        self.recall()

    @staticmethod
    def _items(case: Case) -> list[Item]:
        library = case.library
        protocol = library.protocol
        return [
            presets(
                "preset",
                "Start from",
                "equipment",
                [(preset.name, list(preset.equipment)) for preset in library.presets.values()],
            ),
            ticks(
                "equipment",
                "Equipment",
                [option(e.id, e.name, e.also) for e in library.equipment.values()],
                "What can stand in for what",
            ),
            choice("sessions", "Sessions a week", _numbers(protocol.sessions)),
            choice("minutes", "Minutes a session", _numbers(protocol.minutes)),
            choice("experience", "Strength work so far", _EXPERIENCE),
            date("start", "First day of week 1", ahead=True),
            date("race", "Next race, if there is one", ahead=True),
            ticks("hard_days", "Days with a hard run", _DAYS, short=True),
        ]

    def recall(self) -> None:
        profile = self.case.profile
        self.asks.values = {
            "equipment": [piece for piece in self.case.library.equipment if piece in profile.equipment],
            "sessions": str(profile.sessions),
            "minutes": str(profile.minutes),
            "experience": profile.experience,
            "start": profile.start.isoformat() if profile.start else None,
            "race": profile.race.isoformat() if profile.race else None,
            "hard_days": list(profile.hard_days),
        }

    @guarded
    def _on_answer(self) -> None:
        said = self.asks.values
        self.case.answer(
            equipment=tuple(said.get("equipment", ())),
            sessions=int(said["sessions"]),
            minutes=int(said["minutes"]),
            experience=said["experience"],
            start=said.get("start"),
            race=said.get("race"),
            hard_days=tuple(said.get("hard_days", ())),
        )
        self.asks.taken()

    @guarded
    def _on_deed(self, deed: dict[str, str]) -> None:
        if deed["deed"] == "swap":
            self.case.swap(deed["exercise"], deed["instead"])
            self.deeds.focus(f"card-{deed['instead']}")
        elif deed["deed"] == "seen":
            self.case.seen_by_clinician(deed["place"])
        elif deed["deed"] == "block":
            self.case.next_block("keep_up" if deed["kind"] == "keep_up" else "build" if deed["kind"] else None)

    @guarded
    def _on_wish(self, wish: str, zone: str, time: str, remind: str) -> None:
        try:
            if wish == "calendar":
                self.handover.give(*self._calendar(zone, time, remind))
            else:
                self._print("us-letter" if wish == "us-letter" else "a4")
        except ValueError as error:
            self.handover.say(str(error))

    def _print(self, paper: PaperSize) -> None:
        """By the browser itself where Python runs in it: typst would be 25 MB more to fetch and 200 MB of memory."""
        case = self.case
        guide = (case.profile, case.programme, case.library, paper, not case.unanswered)
        if place.IN_BROWSER:
            self.handover.to_print(page.html(*guide))
        else:
            self.handover.give("strength-guide.pdf", "application/pdf", pdf(*guide), "Your guide is downloaded.")

    def _calendar(self, zone: str, time: str, remind: str) -> tuple[str, str, bytes, str]:
        library, programme = self.case.library, self.case.programme
        if not programme.sessions:
            raise ValueError("There is no programme for a calendar: your safety answers hide it.")
        before = self.case.profile.calendar
        self.case.answer(calendar=calendar_file(programme, self.case.profile, library))
        profile = self.case.profile
        assert profile.start is not None, "calendar_file has asked for it"
        at = dt.time.fromisoformat(time)
        minutes = int(remind) if remind.isdecimal() else None
        now = dt.datetime.now(dt.UTC)
        content = calendar(programme.sessions, profile.start, profile, library, zone, at, now, minutes)
        says = session_days(profile, library, profile.start.weekday()).says
        if before and profile.calendar and before.id != profile.calendar.id:
            says += f" The entries from {in_words(before.start)} on stay: this is another programme."
        return "strength-guide.ics", "text/calendar", content, f"Your calendar file is downloaded. {says}".strip()

    @guarded
    def refresh(self) -> None:
        self.notice.value = open_html(self.case) + (_NO_AGE if self.case.profile.age_band is None else "")
        self.programme.value = self._html(self.case.programme)

    def _html(self, programme: Programme) -> str:
        screening = programme.screening
        notice = screening_html(screening)
        if screening.hides_programme:
            return notice
        weeks = "".join(self._week(week, sessions) for week, sessions in programme.weeks)
        html = (
            f"{notice}{self._summary(programme)}{this_week_html(self.case)}{balance_html(programme)}"
            f"<section><h3>{len(programme.weeks)} weeks as planned</h3>{weeks}</section>"
            f"<section><h3>Your exercises</h3><div class='cards'>{self._cards(programme)}</div></section>"
            f"{self._left_out(programme)}"
        )
        return html + words_html(html, self.case.library)

    def _summary(self, programme: Programme) -> str:
        profile = self.case.profile
        exercises = len(programme.exercises)
        return (
            f"<p class='summary'><b>{len(programme.weeks)} weeks, {profile.sessions} sessions a week, "
            f"{exercises} exercises, each session within {profile.minutes} minutes.</b> "
            f"Leave {self.case.library.protocol.hours_between_sessions} hours between sessions, and none in the day "
            "before a hard run.</p><details><summary>How heavy?</summary>"
            f"<p>{escape(self.case.library.protocol.load_for(profile.is_young))}</p></details>"
        )

    def _week(self, week: Week, sessions: tuple[Session, ...]) -> str:
        return (
            f"<details class='week'><summary><b>Week {week.week}: {escape(week.name)}</b>"
            f"<span>stop each round with {span(week.reps_left)} left</span></summary>"
            f"<p>{escape(week.say)}</p>{''.join(map(self._session, sessions))}</details>"
        )

    def _session(self, session: Session) -> str:
        rows = "".join(
            f"<li><a href='#{anchor(p.exercise)}'>{escape(p.exercise.name)}</a> "
            f"<span>{p.rounds} × {escape(work_in_words(p.exercise))}</span></li>"
            for p in session.prescriptions
        )
        sums = "".join(f"<li>{escape(p.exercise.name)}: {escape(arithmetic(p))}</li>" for p in session.prescriptions)
        last = session.prescriptions[session.sets[-1][0]].rest_s
        slots = {slot.id: slot.name for slot in self.case.library.protocol.slots}
        skipped = "".join(f"<li><b>{escape(slots[s.slot])}:</b> {escape(s.why)}</li>" for s in session.skipped)
        left = f"<p>Slots without an exercise:</p><ul>{skipped}</ul>" if skipped else ""
        return (
            f"<div class='session'><h4>Session {session.letter} · {session.minutes} minutes</h4><ol>{rows}</ol>"
            f"{_around(session)}<details><summary>How the {session.minutes} minutes add up</summary><ul>{sums}</ul>"
            f"<p>Less the rest after the last round, {last} s: {session.seconds} s in all, at the first number of each "
            f"range. More repetitions take longer.</p>{left}</details></div>"
        )

    def _cards(self, programme: Programme) -> str:
        planned: dict[str, list[tuple[int, Prescription]]] = {}
        for session in programme.sessions:
            for prescription in session.prescriptions:
                planned.setdefault(prescription.exercise.id, []).append((session.week, prescription))
        return "".join(
            card(exercise, planned[exercise.id], self.case.library, self._swaps(planned[exercise.id][0][1]))
            for exercise in programme.exercises
        )

    def _swaps(self, planned: Prescription) -> str:
        return swaps_html(
            planned.exercise, choices(planned.exercise, planned.slot, self.case.profile, self.case.library)
        )

    def _left_out(self, programme: Programme) -> str:
        items = "".join(
            f"<li><b>{escape(left.exercise.name)}</b> {escape(left.why)}.</li>" for left in programme.left_out
        )
        many = len(programme.left_out)
        title = f"What was left out, and why ({many})"
        return f"<details class='left-out'><summary>{title}</summary><ul>{items}</ul></details>"


def _around(session: Session) -> str:
    """What to do with a circuit; empty where all are straight sets."""
    names = [escape(planned.exercise.name) for planned in session.circuit]
    if not names:
        return ""
    rest = session.circuit[-1].rest_s
    return (
        f"<p class='around'><b>Circuit:</b> one round each of {listed(names)}, then {rest} s rest, and again. "
        "So they all fit your minutes.</p>"
    )


def _numbers(numbers: tuple[int, ...]) -> list[dict[str, str]]:
    return [option(str(number), str(number)) for number in numbers]
