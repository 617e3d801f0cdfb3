"""How the exercises of a session share its minutes: rounds for each, as straight sets or going round in a circuit."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from workbook.library.protocol import Circuit, Slot, Week
from workbook.library.records import Exercise
from workbook.programme.chooser import Chooser, Lead
from workbook.programme.prescription import rest_s, work_s

SHORTEST_S = 600
"""Seconds under which no session is cut for the sake of the weeks after it."""


def whole_minutes(seconds: int) -> int:
    """How many minutes seconds take, rounded up."""
    return ceil(seconds / 60)


@dataclass(eq=False)
class OpenSlot:
    """A slot of the session that is being filled; `rounds` is 0 while it has no minutes."""

    slot: Slot
    exercise: Exercise
    lead: Lead
    work_s: int
    rest_s: int
    fewest: int
    most: int
    rounds: int = 0
    cut: bool = False
    """Whether rounds were taken away again, so that the weeks rise."""

    @property
    def first(self) -> bool:
        """Whether it comes before what is only there if minutes are left."""
        return self.slot.core or self.slot.only_for is not None

    def anew(self) -> "OpenSlot":
        """The same, without rounds."""
        return OpenSlot(self.slot, self.exercise, self.lead, self.work_s, self.rest_s, self.fewest, self.most)

    def take(self, rounds: int) -> None:
        """Takes rounds away again."""
        self.rounds -= rounds
        self.cut = True

    @property
    def hips(self) -> int:
        """Rounds that work each hip."""
        return self.rounds if self.exercise.working_hip != "none" else 0


def open_slot(chooser: Chooser, week: Week, slot: Slot, exercise: Exercise, lead: Lead) -> OpenSlot:
    """The exercise in its slot, without rounds yet, with the fewest and the most that it can have."""
    fewest, own = chooser.library.protocol.fewest_rounds, exercise.dose.rounds
    wanted = week.rounds[1] if chooser.profile.experience == "regular" else week.rounds[0]
    if slot.only_for and week.minutes_share == 1:
        wanted = own[1]  # a tendon's dose does not wait for the week's
    few = not (slot.core or slot.only_for) and chooser.profile.experience == "new"
    if chooser.screening.easiest_variants or few:
        wanted = min(wanted, fewest)
    return OpenSlot(
        slot,
        exercise,
        lead,
        work_s(exercise, chooser.library.protocol.change_over_s),
        rest_s(exercise),
        min(fewest, own[0], week.rounds[1]),
        min(wanted, own[1]),
    )


@dataclass
class Filled:
    """Slots with their rounds, and the circuit that the core ones go round in; None for straight sets."""

    slots: list[OpenSlot]
    circuit: Circuit | None

    def __post_init__(self) -> None:
        first = min((p.slot.place for p in self.slots if p.slot.core), default=0)

        def when(index: int) -> tuple[int, int]:
            slot = self.slots[index].slot
            return (first if self.circuit and slot.core else slot.place, slot.place)

        self._order = sorted(range(len(self.slots)), key=when)

    @property
    def on(self) -> list[OpenSlot]:
        """The slots that have rounds, in the order of the day; those of a circuit stand together."""
        return [self.slots[index] for index in self._order if self.slots[index].rounds]

    @property
    def seconds(self) -> int:
        """How long it takes; after the last round nobody rests."""
        straight = moves = times = 0
        on = self.on
        if not on:
            return 0
        for p in on:
            if self.circuit and p.slot.core:
                straight += p.rounds * p.work_s
                moves, times = moves + p.rounds, max(times, p.rounds)
            else:
                straight += p.rounds * (p.work_s + p.rest_s)
        last = on[-1]
        if self.circuit is None:
            return straight - last.rest_s
        rest = self.circuit.after_s if last.slot.core else last.rest_s
        return straight + (moves - times) * self.circuit.between_s + times * self.circuit.after_s - rest

    @property
    def worth(self) -> tuple[int, int]:
        """How many core exercises there are; and the rounds of these and of what is there for an injury."""
        return sum(p.slot.core and p.rounds > 0 for p in self.slots), sum(p.rounds for p in self.slots if p.first)

    def give(self, wanted: Sequence[tuple[OpenSlot, int]], budget_s: int) -> bool:
        """Gives slots these rounds if the session then fits; else leaves all as it was."""
        before = [(one, one.rounds) for one, _ in wanted]
        for one, rounds in wanted:
            one.rounds = rounds
        if self.seconds <= budget_s:
            return True
        for one, rounds in before:
            one.rounds = rounds
        return False

    def grow(self, slots: Sequence[OpenSlot], budget_s: int) -> None:
        """A round more for each in turn, again and again, while they fit; the core of a circuit all at once."""
        together = self.circuit is not None and any(p.slot.core for p in slots)
        growing = True
        while growing:
            able = [p for p in slots if 0 < p.rounds < p.most]
            if together:
                all_able = bool(able) and len(able) == sum(p.rounds > 0 for p in slots)
                growing = all_able and self.give([(p, p.rounds + 1) for p in able], budget_s)
            else:
                given = [self.give([(p, p.rounds + 1)], budget_s) for p in able]
                growing = any(given)


def fill(slots: list[OpenSlot], others: dict[int, list[OpenSlot]], budget_s: int, circuit: Circuit | None) -> Filled:
    """Rounds for each slot in turn: core and injuries first, as few as let them in; then more; then the rest.

    `others` holds, by index, what may stand in a slot that its own exercise does not fit in.
    """
    filled = Filled([p.anew() for p in slots], circuit)
    here = filled.slots
    for one in here:
        if one.first and not filled.give([(one, one.fewest)], budget_s) and not one.slot.core:
            filled.give([(one, 1)], budget_s)
    filled.grow([p for p in here if p.slot.only_for], budget_s)
    filled.grow([p for p in here if p.slot.core], budget_s)
    for index, one in enumerate(here):
        if not one.first:
            _let_in(filled, index, [one, *map(OpenSlot.anew, others.get(index, ()))], budget_s)
    filled.grow([p for p in here if not p.first], budget_s)
    return filled


def _let_in(filled: Filled, index: int, tries: list[OpenSlot], budget_s: int) -> None:
    """Puts the first of these that fits into the slot: with its fewest rounds, or else with one."""
    here = filled.slots
    for one_round in (False, True):
        for one in tries:
            taken = any(p.rounds and p.exercise.id == one.exercise.id for p in here)
            here[index] = one
            if not taken and filled.give([(one, 1 if one_round else one.fewest)], budget_s):
                return
    here[index] = tries[0]


def best(slots: list[OpenSlot], others: dict[int, list[OpenSlot]], budget_s: int, circuit: Circuit) -> Filled:
    """Straight sets, or a circuit where that lets more of the core exercises in, or more rounds of what comes first."""
    straight = fill(slots, others, budget_s, None)
    if all(p.rounds == p.most for p in straight.slots if p.first):
        return straight
    around = fill(slots, others, budget_s, circuit)
    return around if around.worth[0] > 1 and around.worth > straight.worth else straight


def hips(week: Sequence[Filled]) -> int:
    """Rounds that work each hip in a week."""
    return sum(p.hips for filled in week for p in filled.slots)


def cut(week: Sequence[Filled], most: int, full: int | None = None) -> None:
    """Takes rounds away until each hip has at most `most` in the week: first from what is not core.

    Where that is not enough, straight sets of the core lose a round each; then core exercises that come more than once
    go, unless the week is within a round; last, where `full` is given, core exercises lose rounds until it is under it.
    """
    while hips(week) > most:
        if _take_a_round(week, lambda _, p: not p.first):
            continue
        if _take_a_round(week, lambda filled, p: p.slot.core and not filled.circuit and p.rounds > p.fewest):
            continue
        if hips(week) > most + 1 and _take_a_core(week):
            continue
        if full is None or hips(week) < full or not _take_a_round(week, lambda _, p: p.slot.core and p.rounds > 1):
            return


def _take_a_round(week: Sequence[Filled], may: Callable[[Filled, OpenSlot], bool]) -> bool:
    able = [
        (p.rounds, number, index)
        for number, filled in enumerate(week)
        for index, p in enumerate(filled.slots)
        if p.hips and may(filled, p) and filled.seconds - p.work_s - p.rest_s >= SHORTEST_S
    ]
    if able:
        _, number, index = max(able)
        week[number].slots[index].take(1)
    return bool(able)


def _take_a_core(week: Sequence[Filled]) -> bool:
    comes = Counter(p.slot.id for filled in week for p in filled.slots if p.rounds)
    able = [
        (not p.slot.every_week, hips([filled]), comes[p.slot.id], number, index)
        for number, filled in enumerate(week)
        for index, p in enumerate(filled.slots)
        if p.hips
        and p.slot.core
        and comes[p.slot.id] > 1
        and filled.seconds - p.rounds * (p.work_s + p.rest_s) >= SHORTEST_S
    ]
    if able:
        *_, number, index = max(able)
        week[number].slots[index].take(week[number].slots[index].rounds)
    return bool(able)
