"""Plan: this week, and one tap deeper all six, the reasons, and what was left out; equipment and time lead to it."""

import datetime as dt
from collections.abc import Sequence

import ipywidgets as ipw

from widgets import where
from widgets.controls.deeds import Deeds
from widgets.controls.handover import Handover
from widgets.controls.questions import Item, Questions, choice, date, go_on, on_card, option, presets, section, ticks
from widgets.parts.screening_notice import UNHEARD, open_html, screening_html
from widgets.pictures.six_weeks import six_weeks_html
from widgets.view import Place, View, guarded
from widgets.visit.first_visit import after, card
from widgets.visit.this_week import this_week_html
from widgets.visit.ways import ways_html
from widgets.visit.whole_programme import general_html, programme_html
from workbook.case import Case
from workbook.diary.day import in_words
from workbook.diary.runner_profile import WEEKDAYS
from workbook.paper import page
from workbook.paper.calendar_file import calendar, calendar_file, session_days
from workbook.paper.handout import PaperSize, pdf

_EXPERIENCE = (option("new", "New to it"), option("regular", "Most weeks"))
_DAYS = [option(day, day.capitalize()) for day in WEEKDAYS]
_NO_AGE = (
    "<p class='notice'>You gave no age, so this is a programme for adults. Under 18? "
    "<button type='button' class='link' data-to='about'>Say so first</button></p>"
)
_SESSIONS = "Sessions a week"
_NOT_YOURS = "Ask them if you want more or fewer. Put the prescription aside, and you choose again."
_WHOLE = "All weeks and every exercise, with the reason why it is here."
_FIRST = "Answer the safety questions first: then your guide and calendar are here."
_WAYS = ("programme", "days", "guide")


class ProgrammeView(View):
    """Asks for equipment, sessions and minutes, and shows the programme that follows."""

    def __init__(self, case: Case) -> None:
        library = case.library
        self.places = (
            Place("plan", "Plan", under="plan"),
            Place("programme", "Programme", "Programme", _WHOLE, "plan", "plan"),
            card("kit", library, "today"),
            card("minutes", library, "today"),
            Place("days", "Days", "Which days?", "Sessions stay clear of hard runs.", "plan", "plan"),
            Place("guide", "Guide and calendar", "Take it with you", under="more", back="more"),
        )
        self.notice = self.at(ipw.HTML(), "plan", "programme", "guide")
        self.asks = self.at(Questions(self._items(case), self._on_answer, "programme"), "kit", "minutes", "days")
        self.week, self.programme = self.at(ipw.HTML(), "plan"), self.at(ipw.HTML(), "programme")
        self.deeds = Deeds(self._on_deed)
        self.handover = self.at(Handover(self._on_wish), "guide")
        unheard = self.at(ipw.HTML(UNHEARD), "plan", "programme", "guide")
        parts = (self.notice, unheard, self.asks, self.week, self.programme, self.handover, self.deeds)
        super().__init__(case, *parts)
        for part in (self.notice, self.week, self.programme, self.handover):
            part.add_class("follows")
        self.kept = (self.asks,)
        self.recall()

    @staticmethod
    def _items(case: Case) -> list[Item]:
        library = case.library
        protocol = library.protocol
        return [
            *on_card(
                "kit",
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
                go_on(after("kit", library)),
            ),
            *on_card(
                "minutes",
                choice("minutes", "Minutes a session", _numbers(protocol.minutes)),
                go_on(after("minutes", library)),
            ),
            *on_card(
                "days",
                _sessions(case),
                choice("experience", "Strength work so far", _EXPERIENCE),
                date("start", "First day of week 1", ahead=True),
                date("race", "Next race, if there is one", ahead=True),
                ticks("hard_days", "Days with a hard run", _DAYS, short=True),
                go_on("plan", "Done"),
            ),
        ]

    def recall(self) -> None:
        profile = self.case.profile
        self._given = profile.prescribed
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
            sessions=self.case.profile.sessions if _are_prescribed(self.case) else int(said["sessions"]),
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
    def _on_wish(self, wish: str, zone: str, time: str, remind: str, address: str) -> None:
        try:
            if self.case.unanswered and not self.case.programme.screening.hides_programme:
                raise ValueError(_FIRST)
            if wish == "calendar":
                self.handover.give(*self._calendar(zone, time, remind, address))
            else:
                self._print("us-letter" if wish == "us-letter" else "a4")
        except ValueError as error:
            self.handover.say(str(error))

    def _print(self, paper: PaperSize) -> None:
        """By the browser itself where Python runs in it: typst would be 25 MB more to fetch and 200 MB of memory."""
        case = self.case
        guide = (case.profile, case.programme, case.library, paper, not case.unanswered)
        if where.IN_BROWSER:
            self.handover.to_print(page.html(*guide))
        else:
            self.handover.give("strength-guide.pdf", "application/pdf", pdf(*guide), "Your guide is downloaded.")

    def _calendar(self, zone: str, time: str, remind: str, address: str) -> tuple[str, str, bytes, str]:
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
        content = calendar(programme.sessions, profile.start, profile, library, zone, at, now, minutes, address)
        says = session_days(profile, library, profile.start.weekday()).says
        if before and profile.calendar and before.id != profile.calendar.id:
            says += f" The entries from {in_words(before.start)} on stay: this is another programme."
        return "strength-guide.ics", "text/calendar", content, f"Your calendar file is downloaded. {says}".strip()

    @guarded
    def refresh(self) -> None:
        case = self.case
        if case.profile.prescribed != self._given:  # its sessions a week and first day are answers by now
            self.recall()
        self.asks.items = self._items(case)
        self.notice.value = open_html(case) or (_NO_AGE if case.profile.age_band is None else "")
        self.week.value = self._week()
        self.programme.value = programme_html(case)
        self.handover.layout.display = "none" if case.unanswered else None

    def _week(self) -> str:
        """What Plan shows: a dose only once the safety questions are answered and do not hide it."""
        case, screening = self.case, self.case.programme.screening
        if screening.hides_programme:
            return screening_html(screening)
        if case.unanswered:
            return screening_html(screening) + general_html(case, "plan") + ways_html(*_WAYS)
        return this_week_html(case) + six_weeks_html(case) + ways_html(*_WAYS)


def _are_prescribed(case: Case) -> bool:
    """Whether the sessions a week that count are those that a physio prescribed."""
    given = case.profile.prescribed
    return given is not None and given.sessions == case.profile.sessions


def _sessions(case: Case) -> Item:
    """What is asked about sessions a week, the runner's own number among the answers; what is prescribed is told."""
    own, given = case.profile.sessions, case.profile.prescribed
    if given and _are_prescribed(case):
        return section("sessions", _SESSIONS, f"{own} a week, as {given.by} prescribed. {_NOT_YOURS}")
    numbers = sorted({*case.library.protocol.sessions, own})
    return choice("sessions", _SESSIONS, _numbers(numbers))


def _numbers(numbers: Sequence[int]) -> list[dict[str, str]]:
    return [option(str(number), str(number)) for number in numbers]
