"""Today: the session to do, to choose and to follow; before there is one, the way there."""

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as ipw

from widgets.controls.player import Player
from widgets.controls.questions import Questions, choice, option
from widgets.parts.pain_told import skips_in_words
from widgets.parts.screening_notice import UNHEARD, holding
from widgets.view import Place, View, guarded
from widgets.visit.home import Home
from widgets.visit.this_week import session_html
from workbook.case import Case
from workbook.diary import session_draft
from workbook.drawing.illustration import picture
from workbook.library.number_words import counted
from workbook.library.records import Exercise
from workbook.programme import Session
from workbook.programme.guided import phases, played
from workbook.programme.screening import hides

_ELSEWHERE = "You skipped an exercise for pain elsewhere. Look at the signs in Check, and ask a clinician if it stays."
_HELP = (
    "<details><summary>What happens while you train</summary><p>It counts you in, times holds and rests with a "
    "sound and, where your device can, a buzz, and keeps the screen on. It goes on without a connection and after a "
    "reload. Repetitions are yours to count: press Done.</p></details>"
)


def _picture(exercise: Exercise) -> str:
    """Its moving drawing; empty where a clinic's own exercise has none."""
    return picture(exercise, f"today-{exercise.id}", style="") if exercise.drawing else ""


class TodayView(View):
    """The runner's home: the session of the day, or what comes before there is one; the chosen one is the player's."""

    def __init__(self, case: Case) -> None:
        self.places = (Place("today", "Today", under="today"),)
        self.home = Home(case)
        self.notice = ipw.HTML()
        self.asks = Questions(on_answer=self.refresh)
        self.player = Player(self._on_done, self.refresh)
        self.says, self.paper, self.below = ipw.HTML(), ipw.HTML(), ipw.HTML()
        unheard = ipw.HTML(UNHEARD)
        self.help = ipw.HTML(_HELP)
        parts = (unheard, self.says, self.notice, self.player, self.below, self.asks, self.paper, self.help)
        super().__init__(case, *parts)
        for part in (self.notice, self.below, self.paper):
            part.add_class("follows")
        self.box.add_class("works-alone")
        self.player.observe(self._show_choice, "running")
        case.observe(self._hold, "diary")
        self._hold()

    def _sessions(self) -> dict[str, Session]:
        """This week's by their letters; none while a safety question wants an answer."""
        week = None if self.case.unanswered else self.case.this_week
        return {session.letter: session for session in week.sessions} if week else {}

    @guarded
    def refresh(self) -> None:
        sessions, done = self._sessions(), self.case.letters_done
        options = [
            option(letter, f"Session {letter}, {counted(s.minutes, 'minute')}{' (done)' if letter in done else ''}")
            for letter, s in sessions.items()
        ]
        first = next((letter for letter in sessions if letter not in done), next(iter(sessions), None))
        several = len(sessions) > 1
        self.asks.items = [choice("session", "Another session of this week?", options, first)] if several else []
        chosen = sessions.get(self.asks.values.get("session") or first or "")
        all_done = bool(sessions) and done >= sessions.keys()
        self.notice.value = self.home.head(chosen, all_done)
        self.player.again = self._again(chosen, all_done)
        self.below.value = self.home.below() if sessions else ""
        self.help.layout.display = None if sessions else "none"
        self._offer(chosen)
        self._show_choice()

    def _again(self, chosen: Session | None, all_done: bool) -> str:
        """What stands on the quiet button of a day on which nothing is left to do; else empty."""
        if chosen is None or not (all_done or self.case.diary.trained_on(self.case.today)):
            return ""
        return "Do it once more" if chosen.letter in self.case.letters_done else "Start it today all the same"

    def _offer(self, session: Session | None) -> None:
        self.player.session = self._as_values(session) if session and session.prescriptions else {}
        self.paper.value = f"<div class='on-paper'>{session_html(session)}</div>" if session else ""

    def _as_values(self, session: Session) -> dict[str, Any]:
        library, loads = self.case.library, self.case.loads
        places = [
            {"id": i, "name": library.injuries[i].name} for i in self.case.profile.injuries if i in library.injuries
        ]
        return {
            "week": session.week,
            "letter": session.letter,
            "items": [
                played(p, _picture(p.exercise), loads.get(p.exercise.id), library) for p in session.prescriptions
            ],
            "phases": phases(session),
            "most_pain": library.check_in.pain_rule.amber_to,
            "places": [*places, {"id": "elsewhere", "name": "Somewhere else"}],
            "signs": holding(library),
        }

    def _hold(self, _change: Any = None) -> None:
        """Holds back a session that runs, wherever the sign was told."""
        self.player.held = [flag.id for flag in self.case.programme.screening.flags if hides(flag)]

    def _show_choice(self, _change: Any = None) -> None:
        self.asks.layout.display = "none" if self.player.running else None

    @guarded
    def _on_done(self, entry: dict[str, Any]) -> None:
        self._tell(self._taken(str(entry.get("id")), entry))
        self.refresh()

    def _taken(self, name: str, entry: Any) -> list[str]:
        """Puts a session into the diary, once, and gives what is to be said about it."""
        try:
            done, dropped = session_draft.read(entry)
        except ValueError as error:
            self.player.unread(name)
            return [f"{error} This browser keeps it aside: “Download what could not be read” in Your diary has it."]
        before = next((e for e in self.case.diary.entries if e.id == done.id), None)
        names = self.case.library.exercises
        said = [gone.in_words(names[gone.exercise].name if gone.exercise in names else "") for gone in dropped]
        if before is None or before.edited < done.edited:
            try:
                self.case.record(done)
            except ValueError as error:
                said.append(f"Its pain is not in a check-in. {error}")
        self.player.taken({name: entry})
        hurts = [performed.hurt[0] for performed in done.performed if performed.hurt]
        said += skips_in_words(self.case, done)
        return [*said, _ELSEWHERE] if "elsewhere" in hurts else said

    def _tell(self, sentences: list[str]) -> None:
        lines = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
        self.says.value = f"<div class='notice' role='status'>{lines}</div>" if lines else ""

    def recall(self) -> None:
        if not self.case.diary.entries:
            self._tell([])

    def takes(self, draft: str) -> bool:
        return draft == "session"

    def restore(self, drafts: Mapping[str, dict[str, Any]]) -> None:
        sessions = drafts.get("session")
        said: list[str] = []
        for name, entry in sessions.items() if isinstance(sessions, dict) else ():
            said += self._taken(name, entry)
        if said:
            self._tell(said)
