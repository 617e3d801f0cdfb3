"""The Today step: one of this week's sessions, to choose and to follow."""

from collections.abc import Mapping
from html import escape
from math import ceil
from typing import Any

import ipywidgets as ipw
from pydantic import ValidationError

from widgets.player import Player
from widgets.questions import Questions, choice, option
from widgets.screening_notice import open_html, screening_html
from widgets.view import View, guarded
from workbook.case import Case
from workbook.diary import SessionEntry
from workbook.guided import item, phases
from workbook.illustration import picture
from workbook.programme import Session

_DONE = "<p class='notice'>All of this week's sessions are done. Check in, and see what next week brings.</p>"
_HELP = (
    "<details><summary>What the page does while you train</summary><p>It counts you in, times holds and rests with a "
    "sound and, where your device can, a buzz, and keeps the screen on. It goes on without a connection and after a "
    "reload. Repetitions are yours to count: press Done.</p></details>"
)


class TodayView(View):
    """Offers this week's sessions and hands the chosen one to the player."""

    name = "Today"
    title = "Today"
    lead = "One exercise at a time, with this week's dose. Stop at any pain over 5, and at any pain in a bone."

    def __init__(self, case: Case) -> None:
        self.notice = ipw.HTML()
        self.asks = Questions(on_answer=self._on_choice)
        self.player = Player(self._on_done)
        super().__init__(case, self.notice, self.asks, self.player, ipw.HTML(_HELP))
        self.box.add_class("works-alone")
        self.player.observe(self._show_choice, "running")

    def _sessions(self) -> dict[str, Session]:
        """This week's by their letters; none while a safety question wants an answer."""
        week = None if self.case.unanswered else self.case.this_week
        return {session.letter: session for session in week.sessions} if week else {}

    def _done(self) -> set[str]:
        """Letters of this week's sessions that are in the diary already."""
        week = self.case.this_week
        since = max((d.number for d in self.case.decisions), default=0)
        return {s.letter for s in self.case.sessions_since(since) if week and s.week == week.week.week}

    @guarded
    def refresh(self) -> None:
        sessions, done = self._sessions(), self._done()
        hidden = open_html(self.case) + screening_html(self.case.programme.screening)
        self.notice.value = hidden if not sessions else ""
        if sessions and done >= sessions.keys():
            self.notice.value = _DONE
        options = [
            option(letter, f"Session {letter}, {ceil(s.seconds / 60)} minutes{' (done)' if letter in done else ''}")
            for letter, s in sessions.items()
        ]
        first = next((letter for letter in sessions if letter not in done), next(iter(sessions), None))
        self.asks.items = [choice("session", "Which session?", options, first)] if sessions else []
        self._offer(sessions.get(self.asks.values.get("session") or first or ""))
        self._show_choice()

    def _offer(self, session: Session | None) -> None:
        self.player.session = self._as_values(session) if session and session.prescriptions else {}

    def _as_values(self, session: Session) -> dict[str, Any]:
        library, loads = self.case.library, self.case.loads
        places = [
            {"id": i, "name": library.injuries[i].name} for i in self.case.profile.injuries if i in library.injuries
        ]
        return {
            "week": session.week,
            "letter": session.letter,
            "items": [
                item(p, picture(p.exercise, f"today-{p.exercise.id}", style=""), loads.get(p.exercise.id))
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
        self._record(entry)
        self.refresh()

    def _record(self, entry: dict[str, Any]) -> None:
        try:
            done = SessionEntry.model_validate(entry)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise ValueError(f"The session could not be saved: {escape(where)} cannot be read.") from None
        self.case.record(done)
        self.player.taken({done.id: entry})
        hurts = [p for p in done.performed if p.hurt]
        if any(p.hurt and p.hurt[0] == "elsewhere" for p in hurts):
            self.complain(
                "You skipped an exercise for pain elsewhere. Look at the signs in Check, "
                "and ask a clinician if it stays."
            )

    def restore(self, drafts: Mapping[str, dict[str, Any]]) -> None:
        known = {entry.id for entry in self.case.diary.entries}
        for name, entry in drafts.get("session", {}).items():
            if name in known:
                self.player.taken({name: entry})
            elif isinstance(entry, dict):
                self._record(entry)
