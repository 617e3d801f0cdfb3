"""Double progression (ACSM 2009): how far an exercise has been taken, and the next step within its source's range."""

from dataclasses import dataclass, replace
from math import ceil

from workbook.library import Library
from workbook.library.records import Exercise


@dataclass(frozen=True)
class Level:
    """How far an exercise has been taken: steps of repetitions, more rounds, slower lowering, heavier weights."""

    reps: int = 0
    rounds: int = 0
    slower: int = 0
    weight: int = 0


def step_up(exercise: Exercise, level: Level, rounds: tuple[int, int], library: Library) -> Level:
    """The next step of double progression: repetitions, then rounds, then slower lowering, then weight.

    `rounds` are the least and the most of the coming week. Where the source's range leaves no step, the level stays.
    """
    rule, dose = library.protocol.progression, exercise.dose
    if dose.reps[0] + level.reps * rule.reps_step < dose.reps[1]:
        return replace(level, reps=level.reps + 1)
    if rounds[0] + level.rounds < min(rounds[1], dose.rounds[1]):
        return replace(level, rounds=level.rounds + 1)
    if level.slower < slower_steps(exercise, library):
        return replace(level, slower=level.slower + 1)
    if has_weight(exercise, library):
        return Level(weight=level.weight + 1)
    return level


def has_weight(exercise: Exercise, library: Library) -> bool:
    """Whether the exercise needs something that comes in weights."""
    return any(library.equipment[piece].weight for group in exercise.equipment.need for piece in group)


def slower_steps(exercise: Exercise, library: Library) -> int:
    """How often lowering can be slowed, or a hold lengthened, within the source's range."""
    rule, dose = library.protocol.progression, exercise.dose
    if dose.tempo is not None:
        return rule.most_lowering_s // rule.lowering_step_s
    return ceil((dose.hold_s[1] - dose.hold_s[0]) / rule.hold_step_s) if dose.hold_s else 0


def heavier(load_kg: float | None, reps: int, library: Library) -> str:
    """What the next weight means, with the arithmetic of weights as they are sold."""
    rule = library.protocol.progression
    least, most = rule.weight_share
    again = f"start again at {reps}"
    heavier = [kg for kg in rule.weights_kg if load_kg is not None and kg > load_kg]
    if load_kg is None or not heavier:
        return f"Take the next weight, and {again}: weights as they are sold go up in large steps."
    share = (heavier[0] - load_kg) / load_kg
    step = f"Take {heavier[0]:g} kg after {load_kg:g} kg: {share:.0%} more"
    if round(share, 2) <= most:
        return f"{step}, within the {least:.0%} to {most:.0%} that are added at a time. Then {again}."
    return f"{step}, a larger step than the {least:.0%} to {most:.0%} that are added at a time, so {again}."
