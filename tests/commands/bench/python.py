"""What the page's own Python takes: a programme, a choice, a drawing, a printed guide. Medians, in milliseconds."""

import time
from itertools import product
from statistics import median

from tests.helpers.pages import go, view
from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.diary.runner_profile import Profile
from workbook.drawing import skeleton
from workbook.drawing import svg as drawing
from workbook.drawing.illustration import picture
from workbook.library import shipped
from workbook.paper.handout import pdf
from workbook.programme import build

EVERY = 10
"""So many combinations of answers are passed over for each that is timed."""


def programme() -> list[float]:
    """Building a programme, over a tenth of all combinations of injuries, presets, sessions and minutes."""
    library = shipped()
    states = list(product((None, "sore", "settled"), repeat=len(library.injuries)))
    all_of_them = product(states, library.presets.values(), library.protocol.sessions, library.protocol.minutes)
    taken = []
    for chosen, preset, sessions, minutes in list(all_of_them)[::EVERY]:
        injuries = {name: state for name, state in zip(library.injuries, chosen, strict=True) if state}
        profile = Profile(injuries=injuries, equipment=preset.equipment, sessions=sessions, minutes=minutes)
        begun = time.perf_counter()
        build(profile, library)
        taken.append(time.perf_counter() - begun)
    return taken


def choice() -> list[float]:
    """The Python of a choice of equipment."""
    page = Dashboard(Case())
    page.case.answer(screened=dict.fromkeys(page.case.unanswered, page.case.today))
    go(page, "Programme")
    asks, taken = view(page, "Programme").asks, []
    for turn in range(40):
        begun = time.perf_counter()
        touched = {"equipment": [] if turn % 2 else ["dumbbell"]}
        asks._on_message(None, {"kind": "answered", "touched": touched}, [])
        taken.append(time.perf_counter() - begun)
    return taken


def drawn(still: int | None = None) -> list[float]:
    """Solving and drawing each exercise, moving, or as one still."""
    taken = []
    for exercise in shipped().exercises.values():
        for cached in (skeleton.frames, drawing._box, drawing.svg):
            cached.cache_clear()
        begun = time.perf_counter()
        picture(exercise, "bench", still)
        taken.append(time.perf_counter() - begun)
    return taken


def guide() -> list[float]:
    """A printed guide."""
    case = Case()
    case.answer(equipment=("dumbbell", "resistance_band", "bench"), injuries={"mtss": "sore"}, minutes=45)
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        pdf(case.profile, case.programme, case.library)
        taken.append(time.perf_counter() - begun)
    return taken


def measured() -> dict[str, float]:
    """What was done, and the milliseconds that it took, half of the times."""
    seconds = {
        "build a programme": programme(),
        "Python of a choice of equipment": choice(),
        "solve and draw one moving exercise": drawn(),
        "one still": drawn(0),
        "a printed guide": guide(),
    }
    return {name: 1000 * median(taken) for name, taken in seconds.items()}
