"""The workshop: the parts of the session's notebook, each as one widget."""

from html import escape
from pathlib import Path

import ipywidgets as ipw

from widgets.parts.citation import cite
from widgets.parts.letterhead import style
from widgets.pictures.stride_choice import StrideChoice
from widgets.workshop.argue import Argue
from widgets.workshop.cohort import cohort_card
from widgets.workshop.scenario_card import scenario_card
from workbook.library import Library, shipped
from workbook.workshop.answers import answer
from workbook.workshop.cohort import cohort, in_folder, made_up
from workbook.workshop.scenario import Kind, Scenario

_MADE_UP = (
    "Made-up runners who joined in a week in which this was 5 or more (week 0). The week after that they rated it on "
    "three days. From week 2 on they trained for six weeks, and rated it once a week. Some of these weeks are missing."
)
_TRUTH = (
    "They were made so that nothing changes in any of them: each has a level of their own, and rates it with a wobble "
    "of one and a half points. The mean falls because they joined in a bad week, and it falls before the first session."
)


class Workshop:
    """All that the notebook shows; it asks nobody for anything about themselves, and keeps nothing."""

    def __init__(self, library: Library | None = None, cards: dict[str, Scenario] | None = None) -> None:
        self.library = library or shipped()
        if cards is None:
            from workbook.workshop.cards import read  # where the page runs in a browser, the build has read them

            cards = read(self.library)
        self.scenarios = cards
        self._style = ipw.HTML(style(self.library.clinic))

    def _page(self, *parts: ipw.Widget) -> ipw.VBox:
        page = ipw.VBox([self._style, *parts])
        page.add_class("guide-page")
        return page

    def cards(self, kind: Kind) -> ipw.VBox:
        """The cards of one kind, in the order of the file."""
        found = [card for card in self.scenarios.values() if card.kind == kind]
        return self._page(*(scenario_card(card, self.library).box for card in found))

    def stride(self) -> ipw.VBox:
        """The stride: choose the leading arm and see which hip works."""
        choice = StrideChoice(self.library)
        choice.refresh()
        return self._page(choice.asks, choice.figure)

    def argue(self) -> ipw.VBox:
        """A programme to change in one thing, and to argue about."""
        return self._page(Argue(self.scenarios, self.library).box)

    def cohort(self, folder: str | Path | None = None, question: str = "tight_left") -> ipw.VBox:
        """A made-up cohort in whom nothing changes, or the diaries (`.json`) of a folder, by one of its questions."""
        found, faults = (made_up(question=question), ()) if folder is None else in_folder(Path(folder))
        says = _MADE_UP if folder is None else f"The diaries of the folder {folder}."
        shown = cohort(found, question, self.library.check_in)
        return self._page(cohort_card(shown, says, _TRUTH if folder is None else "", faults, self.library).box)

    def sources(self) -> ipw.VBox:
        """Every source that a card's answer rests on."""
        keys = {
            key: None
            for card in self.scenarios.values()
            for key in (*answer(card, self.library).sources, *card.sources)
        }
        items = "".join(
            f"<li>{cite([key], self.library)}: {escape(self.library.references[key].title)}</li>"
            for key in sorted(keys)
        )
        return self._page(ipw.HTML(f"<h3>Sources of the answers</h3><ul>{items}</ul>"))
