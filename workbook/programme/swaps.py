"""Swaps: what a runner may do in the place of an exercise, and what it takes the place of."""

from dataclasses import dataclass

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.records import Exercise
from workbook.programme.screening import screen
from workbook.programme.suitability import owned, why_not


@dataclass(frozen=True)
class Swap:
    """An exercise to do instead, and why it is offered."""

    kind: str
    """`easier`, `harder`, `another`, or `back` for the one that it was."""
    exercise: Exercise


def original(exercise: str, profile: Profile, library: Library) -> Exercise | None:
    """The exercise in whose place the runner chose this one; None where they did not."""
    return next(
        (library.exercises[a] for a, b in profile.swaps.items() if b == exercise and a in library.exercises), None
    )


def can_do(exercise: Exercise, profile: Profile, library: Library) -> bool:
    """Whether the runner has what it needs and nothing they told speaks against it."""
    return why_not(exercise, profile, owned(profile, library), screen(profile, library), library) is None


def choices(exercise: Exercise, slot: str, profile: Profile, library: Library) -> tuple[Swap, ...]:
    """Easier, harder, and others that fill the same slot on the same sides; only what the runner can do."""
    found = []
    was = original(exercise.id, profile, library)
    if was:
        found.append(Swap("back", was))
    for kind, name in (("easier", exercise.easier), ("harder", exercise.harder)):
        if name is not None:
            found.append(Swap(kind, library.exercises[name]))
    found += [
        Swap("another", other)
        for other in library.exercises.values()
        if slot in other.slots and other.dose.side == exercise.dose.side and other.id != exercise.id
    ]
    offered: dict[str, Swap] = {}
    for swap in found:
        if swap.kind == "back" or can_do(swap.exercise, profile, library):
            offered.setdefault(swap.exercise.id, swap)
    return tuple(offered.values())


def swapped(exercise: str, instead: str, profile: Profile) -> dict[str, str]:
    """The runner's swaps with this one in them; choosing what it was takes the swap back."""
    was = next((a for a, b in profile.swaps.items() if b == exercise), exercise)
    kept = {a: b for a, b in profile.swaps.items() if a != was}
    return kept if instead == was else {**kept, was: instead}
