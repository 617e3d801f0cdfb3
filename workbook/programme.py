"""Profile -> Programme: six weeks of sessions, what was chosen, what was left out, and why."""

from dataclasses import dataclass
from math import ceil

from workbook.chooser import Chooser
from workbook.library import Library
from workbook.prescription import Prescription, round_s
from workbook.profile import Profile
from workbook.protocol import Slot, Week
from workbook.records import Exercise
from workbook.screening import Screening, screen


@dataclass(frozen=True)
class Skipped:
    """A slot that stays empty in a session, and why."""

    slot: str
    why: str
    stopped: bool = False
    """Whether that is because of pain, and not of the plan."""


@dataclass(frozen=True)
class Session:
    """One visit to the floor: prescriptions in the order of the day."""

    week: int
    letter: str
    prescriptions: tuple[Prescription, ...]
    skipped: tuple[Skipped, ...]

    @property
    def seconds(self) -> int:
        """How long it takes, rests included."""
        return sum(planned.seconds for planned in self.prescriptions)


@dataclass(frozen=True)
class LeftOut:
    """An exercise of the library that is nowhere in the programme, and why."""

    exercise: Exercise
    why: str


@dataclass(frozen=True)
class Programme:
    """Six weeks of sessions and everything that was left out of them."""

    weeks: tuple[tuple[Week, tuple[Session, ...]], ...]
    left_out: tuple[LeftOut, ...]
    screening: Screening

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions in order."""
        return tuple(session for _, sessions in self.weeks for session in sessions)

    def rounds_in(self, slot: str) -> int:
        """Rounds of one slot over all weeks."""
        return sum(p.rounds for session in self.sessions for p in session.prescriptions if p.slot == slot)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise of the programme once, in the order in which the runner meets it."""
        planned = (p.exercise for session in self.sessions for p in session.prescriptions)
        return tuple({exercise.id: exercise for exercise in planned}.values())


@dataclass
class _Place:
    """A slot of the session that is being filled; `rounds` is 0 while it has no minutes."""

    slot: Slot
    exercise: Exercise
    round_s: int
    fewest: int
    most: int
    rounds: int = 0

    @property
    def shortest_s(self) -> int:
        return self.fewest * self.round_s


def _queue(chooser: Chooser, week: Week) -> list[Slot]:
    """The week's slots in the order in which they are given their minutes; core slots take turns."""
    slots = [chooser.slots[name] for name in week.slots if name in chooser.slots]
    if chooser.hardly_felt:
        first_core = next(place for place, slot in enumerate(slots) if slot.core)
        slots.insert(first_core + 1, chooser.slots[chooser.library.protocol.low_feel.adds])
    turns = iter(sorted((slot for slot in slots if slot.core), key=lambda slot: chooser.done[slot.id]))
    return [next(turns) if slot.core else slot for slot in slots]


def _exercises(chooser: Chooser, week: Week, queue: list[Slot]) -> dict[int, Exercise]:
    """An exercise for each place of the queue; the slot with the fewest choices left chooses first."""
    chosen: dict[int, Exercise] = {}
    used: set[str] = set()
    options = {place: chooser.options(slot, week, used) for place, slot in enumerate(queue)}
    while options:
        place = min(options, key=lambda p: len(options[p]))
        first = next(iter(options.pop(place)), None)
        if first is not None:
            chosen[place] = first
            used.add(first.id)
            for other, found in options.items():
                if any(one is first for one in found):
                    options[other] = chooser.options(queue[other], week, used)
    return chosen


def _place(chooser: Chooser, week: Week, slot: Slot, exercise: Exercise) -> _Place:
    protocol, rounds = chooser.library.protocol, exercise.dose.rounds
    wanted = week.rounds[1] if chooser.profile.experience == "regular" else week.rounds[0]
    return _Place(
        slot=slot,
        exercise=exercise,
        round_s=round_s(exercise, exercise.dose.rest_s[0], protocol.change_over_s),
        fewest=min(protocol.fewest_rounds, rounds[0]),
        most=min(protocol.fewest_rounds if chooser.screening.easiest_variants else wanted, rounds[1]),
    )


def _give_minutes(chooser: Chooser, week: Week, places: list[_Place], budget_s: int) -> None:
    """Rounds for each place in turn, as few as let it in; then more, round by round, while they fit.

    A core slot gets all its rounds where it can. Another slot that does not fit tries its shorter exercises.
    """
    left = budget_s
    used = {place.exercise.id for place in places}
    for index, place in enumerate(places):
        tries = [place]
        if place.shortest_s > left and not place.slot.core:
            tries += [_place(chooser, week, place.slot, other) for other in chooser.options(place.slot, week, used)]
        fitting = next((one for one in tries if one.shortest_s <= left), None)
        if fitting is not None:
            asked = fitting.most if place.slot.core else fitting.fewest
            fitting.rounds = min(asked, left // fitting.round_s)
            left -= fitting.rounds * fitting.round_s
        places[index] = fitting or min(tries, key=lambda one: one.shortest_s)
        used.add(places[index].exercise.id)
    growing = True
    while growing:
        growing = False
        for place in places:
            if 0 < place.rounds < place.most and place.round_s <= left:
                place.rounds += 1
                left -= place.round_s
                growing = True


def _session(chooser: Chooser, week: Week, letter: str) -> Session:
    minutes = chooser.profile.minutes
    queue = _queue(chooser, week)
    chosen = _exercises(chooser, week, queue)
    places = [_place(chooser, week, queue[place], chosen[place]) for place in sorted(chosen)]
    _give_minutes(chooser, week, places, int(minutes * 60 * week.minutes_share))
    used = {place.exercise.id for place in places}
    skipped = [
        Skipped(slot.id, chooser.why_empty(slot, week, used)) for place, slot in enumerate(queue) if place not in chosen
    ]
    for place in places:
        if place.rounds == 0:
            need = ceil(place.shortest_s / 60)
            turn = " It takes its turn in another session." if place.slot.core else ""
            why = f"{place.exercise.name} takes {need} minutes, more than is left of the session.{turn}"
            skipped.append(Skipped(place.slot.id, why))
    on = sorted((place for place in places if place.rounds), key=lambda place: place.slot.place)
    for place in on:
        chooser.done[place.slot.id] += 1
    prescriptions = (chooser.prescribe(p.slot, week, p.exercise, p.rounds) for p in on)
    return Session(week.week, letter, tuple(prescriptions), tuple(dict.fromkeys(skipped)))


def _left_out(chooser: Chooser, planned: set[tuple[str, str]]) -> tuple[LeftOut, ...]:
    left = []
    used = {name for _, name in planned}
    for exercise in chooser.library.exercises.values():
        if exercise.id not in used:
            left.append(LeftOut(exercise, chooser.why_left_out(exercise, planned)))
    return tuple(left)


def build(profile: Profile, library: Library) -> Programme:
    """Six weeks for this runner. The same answers give the same programme.

    Where the safety answers hide the programme, it is empty and every exercise says so.
    """
    screening = screen(profile, library)
    if screening.hides_programme:
        why = "waits until someone has looked at what you ticked in the safety questions"
        return Programme((), tuple(LeftOut(e, why) for e in library.exercises.values()), screening)
    chooser = Chooser(profile, library, screening)
    letters = "ABCDEFG"[: profile.sessions]
    weeks = tuple(
        (week, tuple(_session(chooser, week, letter) for letter in letters)) for week in library.protocol.weeks
    )
    planned = {(p.slot, p.exercise.id) for _, sessions in weeks for s in sessions for p in s.prescriptions}
    return Programme(weeks, _left_out(chooser, planned), screening)
