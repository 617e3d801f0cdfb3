"""The Programme step: equipment and time in; six weeks of sessions, the reasons, and what was left out."""

from html import escape
from math import ceil

import ipywidgets as ipw

from widgets.exercise_card import address, card
from widgets.questions import Item, Questions, choice, option, presets, ticks
from widgets.screening_notice import screening_html
from widgets.view import View, guarded
from workbook.case import Case
from workbook.prescription import Prescription, arithmetic, span, work_in_words
from workbook.programme import Programme, Session
from workbook.protocol import Week

_EXPERIENCE = (option("new", "New to it"), option("regular", "Most weeks"))
_NONE_TICKED = (
    "You ticked none of the safety questions in Check. If you have not read them yet, read them before you start."
)


class ProgrammeView(View):
    """Asks for equipment, sessions and minutes, and shows the programme that follows."""

    name = "Programme"
    title = "Programme"
    lead = "Say what you have and how long you have. Every exercise comes with the reason why it is here."

    def __init__(self, case: Case) -> None:
        self.asks = Questions(self._items(case), self._on_answer, "programme")
        self.plan = ipw.HTML()
        super().__init__(case, self.asks, self.plan)
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
        ]

    def recall(self) -> None:
        profile = self.case.profile
        self.asks.values = {
            "equipment": [item for item in self.case.library.equipment if item in profile.equipment],
            "sessions": str(profile.sessions),
            "minutes": str(profile.minutes),
            "experience": profile.experience,
        }

    @guarded
    def _on_answer(self) -> None:
        said = self.asks.values
        self.case.answer(
            equipment=tuple(said.get("equipment", ())),
            sessions=int(said["sessions"]),
            minutes=int(said["minutes"]),
            experience=said["experience"],
        )
        self.asks.taken()

    @guarded
    def refresh(self) -> None:
        self.plan.value = self._html(self.case.programme)

    def _html(self, programme: Programme) -> str:
        screening = programme.screening
        notice = screening_html(screening) or f"<p class='notice'>{_NONE_TICKED}</p>"
        if screening.hides_programme:
            return notice
        weeks = "".join(self._week(week, sessions) for week, sessions in programme.weeks)
        return (
            f"{notice}{self._summary(programme)}"
            f"<section><h3>Six weeks</h3>{weeks}</section>"
            f"<section><h3>Your exercises</h3><div class='cards'>{self._cards(programme)}</div></section>"
            f"{self._left_out(programme)}"
        )

    def _summary(self, programme: Programme) -> str:
        profile = self.case.profile
        exercises = len(programme.exercises)
        return (
            f"<p class='summary'><b>{len(programme.weeks)} weeks, {profile.sessions} sessions a week, "
            f"{exercises} exercises, each session within {profile.minutes} minutes.</b> "
            f"Push and pull: {programme.rounds_in('push')} and {programme.rounds_in('pull')} rounds in all. Leave "
            f"{self.case.library.protocol.hours_between_sessions} hours between sessions, and none in the day before "
            "a hard run.</p><details><summary>How heavy?</summary>"
            f"<p>{escape(self.case.library.protocol.load)}</p></details>"
        )

    def _week(self, week: Week, sessions: tuple[Session, ...]) -> str:
        opened = " open" if week.week == 1 else ""
        return (
            f"<details class='week'{opened}><summary><b>Week {week.week}: {escape(week.name)}</b>"
            f"<span>stop each set with {span(week.reps_left)} left</span></summary>"
            f"<p>{escape(week.say)}</p>{''.join(map(self._session, sessions))}</details>"
        )

    def _session(self, session: Session) -> str:
        rows = "".join(
            f"<li><a href='#{address(p.exercise)}'>{escape(p.exercise.name)}</a> "
            f"<span>{p.rounds} × {escape(work_in_words(p.exercise))}</span></li>"
            for p in session.prescriptions
        )
        sums = "".join(f"<li>{escape(p.exercise.name)}: {escape(arithmetic(p))}</li>" for p in session.prescriptions)
        slots = {slot.id: slot.name for slot in self.case.library.protocol.slots}
        skipped = "".join(f"<li><b>{escape(slots[s.slot])}:</b> {escape(s.why)}</li>" for s in session.skipped)
        left = f"<p>Slots without an exercise:</p><ul>{skipped}</ul>" if skipped else ""
        minutes = ceil(session.seconds / 60)
        return (
            f"<div class='session'><h4>Session {session.letter} · {minutes} minutes</h4><ol>{rows}</ol>"
            f"<details><summary>How the {minutes} minutes add up</summary><ul>{sums}</ul>"
            f"<p>{session.seconds} s in all, with every repetition of the range done.</p>{left}</details></div>"
        )

    def _cards(self, programme: Programme) -> str:
        planned: dict[str, list[tuple[int, Prescription]]] = {}
        for session in programme.sessions:
            for prescription in session.prescriptions:
                planned.setdefault(prescription.exercise.id, []).append((session.week, prescription))
        return "".join(card(exercise, planned[exercise.id], self.case.library) for exercise in programme.exercises)

    def _left_out(self, programme: Programme) -> str:
        items = "".join(
            f"<li><b>{escape(left.exercise.name)}</b> {escape(left.why)}.</li>" for left in programme.left_out
        )
        many = len(programme.left_out)
        title = f"What was left out, and why ({many})"
        return f"<details class='left-out'><summary>{title}</summary><ul>{items}</ul></details>"


def _numbers(numbers: tuple[int, ...]) -> list[dict[str, str]]:
    return [option(str(number), str(number)) for number in numbers]
