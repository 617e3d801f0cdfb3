"""An exercise with its dose, planned: how long it takes, which side does what, and why it is there."""

from dataclasses import dataclass

from workbook.library.number_words import counted, of_one
from workbook.library.records import Exercise
from workbook.library.side import Side, other_side
from workbook.programme.suitability import Advice

BREATH_S = 3
"""Between two holds of one round."""


@dataclass(frozen=True)
class Position:
    """Who does what on one side: the working hip, and the arm that pushes, pulls or holds."""

    working_hip: Side
    push_arm: Side | None
    pull_arm: Side | None
    load_hand: Side | None


@dataclass(frozen=True)
class Prescription:
    """One exercise in one session. Planned, never overwritten by what was done."""

    exercise: Exercise
    slot: str
    rounds: int
    rest_s: int
    change_over_s: int
    reps_left: tuple[int, int]
    why: tuple[str, ...]
    advice: tuple[Advice, ...]
    load: str = ""
    """How heavy, in words for this runner."""
    circuit: bool = False
    """Whether it goes round with the session's other core exercises; then `rest_s` leads to the next of them."""
    reps: int | None = None
    """Repetitions (or holds) to aim for; the least of the exercise's range where it is None."""
    hold_s: int | None = None
    """Seconds of each hold to aim for; the least of the exercise's range where it is None."""
    slower_s: int = 0
    """Seconds added to the lowering."""
    changes: tuple[str, ...] = ()
    """What is other than planned, and why."""
    by: str = ""
    """Who prescribed it; nobody where the rules chose it."""
    note: str = ""
    """Their word about it."""
    beside: str = ""
    """What the guide says next to that word."""

    @property
    def seconds(self) -> int:
        """How long it takes at what is aimed for, the rest after each round included."""
        work = work_s(self.exercise, self.change_over_s, self.reps, self.hold_s, self.slower_s)
        return self.rounds * (work + self.rest_s)

    @property
    def words(self) -> tuple[str, ...]:
        """Their word with who says it, and the guide's next to it; none where nobody says one."""
        return tuple(filter(None, (f"{self.by}: {self.note}", self.beside))) if self.note else ()

    @property
    def positions(self) -> tuple[Position, ...]:
        """Left and right in turn; empty where both sides work together."""
        return positions(self.exercise)


def rep_s(exercise: Exercise, hold_s: int | None = None) -> int:
    """Seconds of one repetition: its tempo, else the pace it is reckoned at, else its hold or the shortest."""
    dose = exercise.dose
    if dose.tempo is not None:
        return sum(dose.tempo)
    return dose.rep_s or hold_s or (dose.hold_s[0] if dose.hold_s else 3)


def rest_s(exercise: Exercise) -> int:
    """Seconds of rest after a round of straight sets: the least of the exercise's range."""
    return exercise.dose.rest_s[0]


def _sides(exercise: Exercise) -> int:
    return 2 if exercise.dose.side in ("each", "alternating") else 1


def _changes_over(exercise: Exercise) -> bool:
    return exercise.dose.side == "each"


def work_s(
    exercise: Exercise, change_over_s: int, reps: int | None = None, hold_s: int | None = None, slower_s: int = 0
) -> int:
    """Seconds of one round without its rest: at the least of the exercise's ranges, or at what is aimed for."""
    times = reps or exercise.dose.reps[0]
    one = times * (rep_s(exercise, hold_s) + slower_s)
    if is_hold(exercise):
        one += (times - 1) * BREATH_S
    return _sides(exercise) * one + (change_over_s if _changes_over(exercise) else 0)


def is_hold(exercise: Exercise) -> bool:
    """Whether a repetition is a hold for its time, without a tempo."""
    dose = exercise.dose
    return bool(dose.hold_s) and not dose.tempo and not dose.rep_s


def arithmetic(planned: Prescription) -> str:
    """The minutes of a prescription, as a sum that a runner can check."""
    exercise, times = planned.exercise, planned.reps or planned.exercise.dose.reps[0]
    unit = "holds" if is_hold(exercise) else exercise.dose.unit
    one = f"{_spanned((times, times), unit)} × {rep_s(exercise, planned.hold_s) + planned.slower_s} s"
    if is_hold(exercise) and times > 1:
        one += f" + {times - 1} × {BREATH_S} s to breathe"
    if _sides(exercise) == 2:
        one = f"2 sides × ({one})" if "+" in one else f"2 sides × {one}"
    rounds = counted(planned.rounds, "round")
    change = f" + {planned.change_over_s} s to change sides" if _changes_over(exercise) else ""
    rest = "to the next exercise or round" if planned.circuit else "rest"
    return f"{rounds} × ({one}{change} + {planned.rest_s} s {rest}) = {planned.seconds} s"


def _arm(rule: str, hip: Side) -> Side | None:
    if rule == "same":
        return hip
    if rule == "opposite":
        return other_side(hip)
    return None


def positions(exercise: Exercise) -> tuple[Position, ...]:
    """The side rule of the post: the pull arm is opposite the working hip, the push arm on its side."""
    if exercise.dose.side == "both":
        return ()
    alone: Side | None = exercise.dose.side if exercise.dose.side in ("left", "right") else None
    hips: tuple[Side, ...] = (alone,) if alone else ("left", "right")
    return tuple(
        Position(
            hip,
            _arm(exercise.push_arm, hip),
            _arm(exercise.pull_arm, hip),
            _arm(exercise.load_hand, hip),
        )
        for hip in hips
    )


def span(pair: tuple[int, int]) -> str:
    """A range in words: 10-12, or 12 where both ends agree."""
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}-{pair[1]}"


def _spanned(pair: tuple[int, int], many: str) -> str:
    return f"{span(pair)} {of_one(many) if pair == (1, 1) else many}"


_SIDES = {
    "each": " each side",
    "alternating": " each side, in turn",
    "both": "",
    "left": ", left side only",
    "right": ", right side only",
}


def work_in_words(exercise: Exercise, reps: int | None = None, hold_s: int | None = None) -> str:
    """One round of an exercise: '10-12 reps each side', '3-4 holds of 15-25 s each side'; or with what to aim for."""
    dose = exercise.dose
    times = dose.reps if reps is None else (reps, reps)
    holds = dose.hold_s if hold_s is None else (hold_s, hold_s)
    side = _SIDES[dose.side]
    if holds and is_hold(exercise):
        if times == (1, 1):
            return f"{span(holds)} s{side}"
        return f"{span(times)} holds of {span(holds)} s{side}"
    hold = f", {span(holds)} s hold each" if holds else ""
    return f"{_spanned(times, dose.unit)}{side}{hold}"


def aim_in_words(planned: Prescription) -> str:
    """One round as it is to be done this time: '12 reps each side'."""
    return work_in_words(planned.exercise, planned.reps, planned.hold_s)


def tempo_in_words(exercise: Exercise, slower_s: int = 0) -> str:
    """The tempo as seconds down, held and up, or the pace in a word."""
    dose = exercise.dose
    if dose.tempo is None:
        return dose.pace or "steady"
    down, pause, up = dose.tempo[0] + slower_s, *dose.tempo[1:]
    return f"{down} s down, {pause} s pause, {up} s up"
