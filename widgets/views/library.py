"""The Library view: every exercise by equipment, stage, arm and injury, each with an address of its own."""

from html import escape

import ipywidgets as ipw

from widgets.controls.questions import Questions, choice, option
from widgets.parts.glossary import words_html
from widgets.parts.screening_notice import before_html
from widgets.pictures.exercise_card import anchor, library_card
from widgets.pictures.exercise_figure import thumbnail
from widgets.view import Place, View, guarded
from workbook.case import Case
from workbook.library.number_words import counted
from workbook.library.records import Exercise
from workbook.programme.suitability import owned

_STAGES = {
    "activate": "Light drill",
    "integrate": "Push and pull",
    "strengthen": "Strengthen",
    "run_specific": "Run drills",
}
_UNKNOWN = (
    "<p class='notice' role='status'>The exercise that this address names is not in this library. Choose one below.</p>"
)
_ALL = option("all", "All")
_HIDE_NONE = option("all", "Hide nothing")

_LEAD = "All exercises, whether they are in your programme or not. Each has an address that you can share."


class LibraryView(View):
    """Lists what the filters leave, and shows the exercise that was chosen."""

    places = (Place("library", "Library", "", _LEAD, "library"),)

    def __init__(self, case: Case) -> None:
        self.filters = Questions(on_answer=self._on_filter)
        self.chosen = ipw.HTML()
        self.list = ipw.HTML()
        self.words = ipw.HTML()
        self.exercise: str | None = None
        super().__init__(case, self.chosen, self.filters, self.list, self.words)

    @staticmethod
    def _filters(case: Case) -> list[dict[str, object]]:
        injuries = [option(injury.id, injury.name) for injury in case.library.injuries.values()]
        return [
            choice("kit", "Equipment", [_ALL, option("mine", "What I have"), option("none", "Nothing")], "all"),
            choice("stage", "Stage", [_ALL, *(option(stage, name) for stage, name in _STAGES.items())], "all"),
            choice("arm", "Arm", [_ALL, option("push", "Push"), option("pull", "Pull")], "all"),
            choice("injury", "Hide what to leave out while this is sore", [_HIDE_NONE, *injuries], "all"),
        ]

    def show(self, exercise: str) -> None:
        """Chooses an exercise by its id; an unknown one is said not to be there."""
        self.exercise = exercise
        self.refresh()

    def recall(self) -> None:
        if not self.case.diary.entries:  # a filter can name an injury
            self.filters.values, self.exercise = {}, None

    @guarded
    def _on_filter(self) -> None:
        self.refresh()

    def _fits(self, exercise: Exercise) -> bool:
        said = {"kit": "all", "stage": "all", "arm": "all", "injury": "all", **self.filters.values}
        owns = owned(self.case.profile, self.case.library) if said["kit"] == "mine" else frozenset()
        arms = {"push": exercise.push_arm != "none", "pull": exercise.pull_arm != "none"}
        suits = exercise.suitability.get(said["injury"])
        return (
            (said["kit"] == "all" or all(owns & set(group) for group in exercise.equipment.need))
            and said["stage"] in ("all", exercise.stage)
            and arms.get(said["arm"], True)
            and (suits is None or suits.verdict != "avoid")
        )

    def _not_now(self, exercise: Exercise) -> str:
        """Why the runner is not to do it at all, whatever their equipment, or not yet, as HTML; empty if they may."""
        programme = self.case.programme
        locked = {"impact", *programme.screening.locks} & set(exercise.demands)
        left_out = (left.why for left in programme.left_out if left.exercise.id == exercise.id)
        if (locked or programme.screening.hides_programme) and (why := next(left_out, "")):
            return f"<p class='notice'>{escape(exercise.name)} {escape(why)}.</p>"
        return before_html(self.case)

    @guarded
    def refresh(self) -> None:
        library = self.case.library
        self.filters.items = self._filters(self.case)
        chosen = library.exercises.get(self.exercise or "")
        unknown = "" if self.exercise is None else _UNKNOWN
        self.chosen.value = library_card(chosen, library, self._not_now(chosen)) if chosen else unknown
        found = [exercise for exercise in library.exercises.values() if self._fits(exercise)]
        rows = "".join(
            f"<li><a href='#{anchor(exercise)}'>{thumbnail(exercise)}<span><b>{escape(exercise.name)}</b>"
            f"<small>{_STAGES[exercise.stage]}</small></span></a></li>"
            for exercise in found
        )
        total = len(library.exercises)
        self.list.value = (
            f"<section><h3>{len(found)} of {counted(total, 'exercise')}</h3><ul class='shelf'>{rows}</ul></section>"
        )
        self.words.value = words_html(self.chosen.value + rows, library)
