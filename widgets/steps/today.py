"""The Today step: one of this week's sessions, to choose and to follow."""

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as ipw

from widgets.controls.player import Player
from widgets.controls.questions import Questions, choice, option
from widgets.parts.pain_told import skips_in_words
from widgets.parts.screening_notice import UNHEARD, open_html, screening_html
from widgets.steps.this_week import session_html, when_html
from widgets.view import View, guarded
from workbook.case import Case
from workbook.diary import session_draft
from workbook.drawing.illustration import picture
from workbook.programme import Session
from workbook.programme.guided import phases, played

_DONE = "<p class='notice'>All of this week's sessions are done. Check in, and see what next week brings.</p>"
_ELSEWHERE = "You skipped an exercise for pain elsewhere. Look at the signs in Check, and ask a clinician if it stays."
_HELP = (
    "<details><summary>What the page does while you train</summary><p>It counts you in, times holds and rests with a "
    "sound and, where your device can, a buzz, and keeps the screen on. It goes on without a connection and after a "
    "reload. Repetitions are yours to count: press Done.</p></details>"
)


class TodayView(View):
    """Offers this week's sessions and hands the chosen one to the player."""

    name = "Today"
    title = "Today"

    def __init__(self, case: Case) -> None:
        most = case.library.check_in.pain_rule.amber_to
        self.lead = (
            f"One exercise at a time, with this week's dose. Stop at any pain over {most}, and at any in a bone."
        )
        self.notice = ipw.HTML()
        self.asks = Questions(on_answer=self._on_choice)
        self.player = Player(self._on_done)
        self.says, self.paper = ipw.HTML(), ipw.HTML()
        unheard, help_ = ipw.HTML(UNHEARD), ipw.HTML(_HELP)
        super().__init__(case, unheard, self.notice, self.asks, self.player, self.says, self.paper, help_)
        for part in (self.notice, self.paper):
            part.add_class("follows")
        self.box.add_class("works-alone")
        self.player.observe(self._show_choice, "running")

    def _sessions(self) -> dict[str, Session]:
        """This week's by their letters; none while a safety question wants an answer."""
        week = None if self.case.unanswered else self.case.this_week
        return {session.letter: session for session in week.sessions} if week else {}

    def _done(self) -> set[str]:
        """Letters of this week's sessions of which something was done."""
        week = self.case.this_week
        since = max((d.number for d in self.case.decisions), default=0)
        sessions = self.case.sessions_since(since)
        return {s.letter for s in sessions if week and s.week == week.week.week and s.exercises_done}

    @guarded
    def refresh(self) -> None:
        sessions, done = self._sessions(), self._done()
        hidden = open_html(self.case) + screening_html(self.case.programme.screening)
        self.notice.value = hidden if not sessions else ""
        if sessions:
            self.notice.value = _DONE if done >= sessions.keys() else when_html(self.case)
        options = [
            option(letter, f"Session {letter}, {s.minutes} minutes{' (done)' if letter in done else ''}")
            for letter, s in sessions.items()
        ]
        first = next((letter for letter in sessions if letter not in done), next(iter(sessions), None))
        self.asks.items = [choice("session", "Which session?", options, first)] if sessions else []
        self._offer(sessions.get(self.asks.values.get("session") or first or ""))
        self._show_choice()

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
                played(p, picture(p.exercise, f"today-{p.exercise.id}", style=""), loads.get(p.exercise.id), library)
                for p in session.prescriptions
            ],
            "phases": phases(session),
            "places": [*places, {"id": "elsewhere", "name": "Somewhere else"}],
        }

    @guarded
    def _on_choice(self) -> None:
        self._offer(self._sessions().get(self.asks.values.get("session", "")))

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
