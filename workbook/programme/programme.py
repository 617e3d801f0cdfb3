"""Profile -> Programme: six weeks of sessions, what was chosen, what was left out, and why."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.protocol import Week
from workbook.library.records import Exercise
from workbook.library.values import LETTERS
from workbook.programme.chooser import Chooser, chosen_for, queued
from workbook.programme.minutes import Filled, OpenSlot, best, cut, hips, open_slot, whole_minutes
from workbook.programme.prescribed.sessions import Prescribing, follows
from workbook.programme.prescription import Prescription
from workbook.programme.screening import Screening, screen
from workbook.programme.suitability import advice

_AROUND = "It goes round with the other core exercises, as the post writes rounds: so they all fit your minutes."


@dataclass(frozen=True)
class Skipped:
    """A slot that stays empty in a session, and why."""

    slot: str
    why: str
    stopped: str = ""
    """Name of the exercise, where that is because of pain and not of the programme."""


@dataclass(frozen=True)
class Session:
    """One visit to the floor: prescriptions in the order of the day."""

    week: int
    letter: str
    prescriptions: tuple[Prescription, ...]
    skipped: tuple[Skipped, ...]

    @property
    def sets(self) -> tuple[tuple[int, int], ...]:
        """Every round in the order of the day, as the number of its prescription, from 0, and its own, from 1.

        All rounds of an exercise come before the next; those of a circuit go round.
        """
        found: list[tuple[int, int]] = []
        for around, group in groupby(enumerate(self.prescriptions), key=lambda one: one[1].circuit):
            rounds = [(number, n) for number, planned in group for n in range(1, planned.rounds + 1)]
            found += sorted(rounds, key=lambda one: one[1]) if around else rounds
        return tuple(found)

    @property
    def seconds(self) -> int:
        """How long it takes at what is aimed for; nobody rests after the last round."""
        last = self.prescriptions[self.sets[-1][0]].rest_s if self.sets else 0
        return sum(planned.seconds for planned in self.prescriptions) - last

    @property
    def minutes(self) -> int:
        """The same in minutes, as it is told."""
        return whole_minutes(self.seconds)

    @property
    def circuit(self) -> tuple[Prescription, ...]:
        """The prescriptions that go round; empty where all are straight sets."""
        return tuple(planned for planned in self.prescriptions if planned.circuit)


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
    by: str = ""
    """Who prescribed its exercises; nobody where the rules chose them."""

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions in order."""
        return tuple(session for _, sessions in self.weeks for session in sessions)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise of the programme once, in the order in which the runner meets it."""
        planned = (p.exercise for session in self.sessions for p in session.prescriptions)
        return tuple({exercise.id: exercise for exercise in planned}.values())


def _fill(chooser: Chooser, week: Week, number: int, this_week: Counter[str]) -> tuple[Filled, list[Skipped]]:
    """What stands in a week's session of this number, counted from 0, and the slots that nothing can fill."""
    queue = queued(chooser, week, number, this_week)
    leads = [chooser.lead(slot, week, number) for slot in queue]
    chosen = chosen_for(chooser, week, queue, leads)
    used = {exercise.id for exercise in chosen.values()}
    slots: list[OpenSlot] = []
    others: dict[int, list[OpenSlot]] = {}
    for n, exercise in sorted(chosen.items()):
        slot = queue[n]
        if not (slot.core or slot.only_for):
            found = chooser.not_harder(exercise, chooser.options(slot, week, leads[n], used))
            others[len(slots)] = [open_slot(chooser, week, slot, other, leads[n]) for other in found]
        slots.append(open_slot(chooser, week, slot, exercise, leads[n]))
    budget_s = int(chooser.profile.minutes * 60 * week.minutes_share)
    filled = best(slots, others, budget_s, chooser.library.protocol.circuit)
    for one in filled.on:
        chooser.done[one.slot.id] += 1
        this_week[one.slot.id] += 1
        chooser.came[one.slot.id, one.exercise.id] += 1
    empty = [Skipped(slot.id, chooser.why_empty(slot, week, used)) for n, slot in enumerate(queue) if n not in chosen]
    return filled, empty


def _why_no_minutes(one: OpenSlot, week: Week) -> str:
    if one.cut:
        return f"{one.exercise.name} is left out so that the weeks rise: week {week.fewer_than} asks for more."
    need = whole_minutes(one.fewest * (one.work_s + one.rest_s))
    turn = " It takes its turn in another session." if one.slot.core else ""
    return f"{one.exercise.name} takes {counted(need, 'minute')}, more than is left of the session.{turn}"


def _prescribe(chooser: Chooser, one: OpenSlot, week: Week, rest_s: int, around: bool) -> Prescription:
    protocol, profile = chooser.library.protocol, chooser.profile
    young = profile.is_young
    first = protocol.weeks_for(young)[0]
    why = chooser.why_chosen(one.slot, one.exercise, one.lead)
    return Prescription(
        exercise=one.exercise,
        slot=one.slot.id,
        rounds=one.rounds,
        rest_s=rest_s,
        change_over_s=protocol.change_over_s,
        reps_left=first.reps_left if chooser.screening.easiest_variants else week.reps_left,
        why=(*why, _AROUND) if around else why,
        advice=advice(one.exercise, profile, chooser.library),
        load=protocol.young.exercise_load if young else one.exercise.dose.load,
        circuit=around,
    )


def _session(chooser: Chooser, week: Week, letter: str, filled: Filled, empty: list[Skipped]) -> Session:
    planned, around = [], filled.circuit if filled.worth[0] > 1 else None
    last = [one for one in filled.on if one.slot.core][-1:]
    for one in filled.on:
        if around and one.slot.core:
            rest = around.after_s if one in last else around.between_s
            planned.append(_prescribe(chooser, one, week, rest, True))
        else:
            planned.append(_prescribe(chooser, one, week, one.rest_s, False))
    short = [Skipped(one.slot.id, _why_no_minutes(one, week)) for one in filled.slots if not one.rounds]
    return Session(week.week, letter, tuple(planned), tuple(dict.fromkeys([*empty, *short])))


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
    chooser, weeks = Chooser(profile, library, screening), library.protocol.weeks_for(profile.is_young)
    if prescribing := follows(profile, library, screening):
        return _as_prescribed(prescribing, chooser, weeks)
    made: dict[int, list[tuple[Filled, list[Skipped]]]] = {}
    for week in weeks:
        this_week: Counter[str] = Counter()
        made[week.week] = [_fill(chooser, week, number, this_week) for number in range(profile.sessions)]
    _rise(weeks, {number: [filled for filled, _ in found] for number, found in made.items()})
    planned = tuple(
        (week, tuple(_session(chooser, week, LETTERS[n], *one) for n, one in enumerate(made[week.week])))
        for week in weeks
    )
    used = {(p.slot, p.exercise.id) for _, sessions in planned for s in sessions for p in s.prescriptions}
    return Programme(planned, _left_out(chooser, used), screening)


def _as_prescribed(prescribing: Prescribing, chooser: Chooser, weeks: tuple[Week, ...]) -> Programme:
    """The same sessions each week: the dose is the physio's."""
    by, many = prescribing.prescribed.by, prescribing.profile.sessions
    say = f"Do what {by} set. The dose stays until they change it."
    found = []
    for week in (week.model_copy(update={"name": "As prescribed", "say": say}) for week in weeks):
        sessions = [
            Session(week.week, LETTERS[number], tuple(prescribing.prescriptions(week, number)), ())
            for number in range(many)
        ]
        found.append((week, tuple(sessions)))
    used = {p.exercise.id for _, sessions in found for session in sessions for p in session.prescriptions}
    left = [
        LeftOut(exercise, chooser.refused[exercise.id] or f"is not part of what {by} prescribed")
        for exercise in chooser.library.exercises.values()
        if exercise.id not in used
    ]
    return Programme(tuple(found), tuple(left), chooser.screening, by)


def _rise(weeks: tuple[Week, ...], filled: dict[int, list[Filled]]) -> None:
    """Makes each week smaller than the one that it is to be smaller than, the fullest weeks first."""
    by_number = {week.week: week for week in weeks}

    def below(week: Week) -> int:
        return 0 if week.fewer_than is None else 1 + below(by_number[week.fewer_than])

    for week in sorted(weeks, key=below):
        if week.fewer_than is not None:
            fullest = hips(filled[week.fewer_than])
            if week.minutes_share < 1:
                cut(filled[week.week], int(fullest * week.minutes_share), fullest)
            else:
                cut(filled[week.week], fullest - 1)
