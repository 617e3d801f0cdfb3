"""The first visit: which question follows which, one at a time, until there is a session."""

from widgets.parts.screening_notice import SIGNS
from widgets.view import Place
from workbook.library import Library
from workbook.programme.screening import asked

ANSWERS = "check"
"""Where all answers stand."""
_TRUE = "Tick what is true."
_CARDS = {
    "sore": ("Sore places", "Where is it sore?", "Or where was it? Nowhere? Then go on."),
    "signs-now": ("Signs that need help", "Do you need help now?", _TRUE),
    "signs-pain": ("Bones, joints, back", "Any of these?", f"{_TRUE} Do not test a sore spot to find out."),
    "signs-health": ("Your health", "And your health?", _TRUE),
    "about": ("About you", "About you", ""),
    "kit": ("Equipment", "What do you have?", ""),
    "minutes": ("Minutes", "How many minutes a session?", "Rests are in it."),
}
"""Card to its name, question and a sentence."""


def flow(library: Library) -> tuple[str, ...]:
    """The cards in their order; those of safety questions that nobody asks are left out."""
    groups = asked(library)
    signs = [card for group, card in SIGNS.items() if group in groups]
    return ("sore", *signs, "about", "kit", "minutes")


def after(card: str, library: Library) -> str:
    """The place that follows a card; after the last one, all answers."""
    cards = (*flow(library), ANSWERS)
    return cards[cards.index(card) + 1]


def card(name: str, library: Library, under: str) -> Place:
    """A card as a place of the page."""
    cards = flow(library)
    number = cards.index(name)
    title, asks, lead = _CARDS[name]
    back = cards[number - 1] if number else "today"
    return Place(name, title, asks, lead, under, back, f"{number + 1} of {len(cards)}", alone=True)
