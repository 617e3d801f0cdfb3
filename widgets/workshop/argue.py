"""Argue: a made-up runner's programme, one thing that is other, and a prediction of what becomes of it."""

from collections.abc import Iterable, Mapping
from html import escape

import ipywidgets as ipw

from widgets.controls.questions import Questions, choice, option
from widgets.parts.citation import cite
from widgets.view import Complaining, guarded
from widgets.workshop.predict import Predict, Revealed
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.programme import Programme, build
from workbook.programme.screening import screen
from workbook.programme.what_if import Difference, WhatIf, difference, what_ifs
from workbook.workshop.scenario import Scenario

_SIZES = {"none": (0, "None"), "few": (2, "One or two"), "some": (5, "Three to five"), "many": (999, "Six or more")}
"""Id to the most exercises that it stands for, and its words."""


def size(exercises: int) -> str:
    """Id of the size that a number of exercises falls into."""
    return next(key for key, (most, _) in _SIZES.items() if exercises <= most)


def _items(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def difference_html(found: Difference, change: WhatIf) -> str:
    """What came, went and is done otherwise, with the reasons."""
    exercises = change.library.exercises
    name = {key: f"<b>{escape(exercise.name)}</b>" for key, exercise in exercises.items()}
    parts = (
        ("Comes in", [f"{name[e]}: {escape(why)}" for e, why in found.came.items()]),
        ("Goes", [f"{name[e]} {escape(why)}" for e, why in found.went.items()]),
        ("Rounds over all weeks", [f"{name[e]}: {was} before, {now} after" for e, (was, now) in found.rounds.items()]),
        (
            "Advice that only one of the two has",
            [f"{name[e]}: {escape(' '.join(said))}" for e, said in found.advice.items()],
        ),
    )
    shown = "".join(f"<h4>{title}</h4>{_items(lines)}" for title, lines in parts if lines)
    return shown or "<p>Nothing at all changes: no exercise, no round and no sentence.</p>"


def _programme_html(programme: Programme) -> str:
    names = _items(escape(exercise.name) for exercise in programme.exercises)
    many = counted(len(programme.exercises), "exercise")
    return f"<details><summary>{many} before the change</summary>{names}</details>"


class Argue(Complaining):
    """Choose a runner and what becomes other, say what will happen, and see it; `box` is what is shown."""

    def __init__(self, cards: Mapping[str, Scenario], library: Library) -> None:
        super().__init__()
        self.library = library
        self.cards = {
            name: card
            for name, card in cards.items()
            if card.runner is not None and not screen(card.runner, library).hides_programme
        }
        self.asks = Questions([], self._on_choice)
        self.before = ipw.HTML()
        self.predict = Predict()
        self._shown: tuple[str, str] | None = None
        self.box = ipw.VBox([self.asks, self.before, self.predict.box, self._error])
        self._on_choice()

    @property
    def runner(self) -> Profile:
        """The made-up runner who is argued about."""
        name = self.asks.values.get("runner")
        card = self.cards.get(str(name)) or next(iter(self.cards.values()))
        return card.runner or Profile()

    @guarded
    def _on_choice(self) -> None:
        possible = what_ifs(self.runner, self.library)
        runners = [option(name, card.title) for name, card in self.cards.items()]
        options = [option(name, change.name, self._rule(name)) for name, change in possible.items()]
        self.asks.items = [
            choice("runner", "Which runner?", runners, next(iter(self.cards))),
            choice("change", "What becomes other?", options, next(iter(possible))),
        ]
        wanted = str(self.asks.values.get("change"))
        change = possible.get(wanted) or next(iter(possible.values()))
        self._ask(self.runner, change)

    def _rule(self, name: str) -> str | None:
        code = name.removeprefix("rule_").upper()
        return self.library.rules[code].text if name.startswith("rule_") else None

    def _ask(self, runner: Profile, change: WhatIf) -> None:
        before = build(runner, self.library)
        self.before.value = _programme_html(before)

        def reveal() -> Revealed:
            found = difference(before, build(change.runner, change.library))
            sources = cite(self.library.protocol.sources, self.library)
            html = f"{difference_html(found, change)}<p><small>Shape of the programme: {sources}</small></p>"
            return Revealed(size(found.exercises), html)

        words = {key: text for key, (_, text) in _SIZES.items()}
        self.predict.ask(f"{change.name}: how many exercises come in or go?", words, reveal)
