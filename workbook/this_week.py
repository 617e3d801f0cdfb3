"""This week's sessions: the programme as planned, taken up or eased by what the check-ins decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from workbook.chooser import hardly_felt
from workbook.level import Level, has_weight, slower_steps
from workbook.library import Library
from workbook.prescription import Prescription
from workbook.profile import Profile
from workbook.programme import Programme, Session, Skipped
from workbook.progression import LIMP, Decision, Standing, affected
from workbook.protocol import Week
from workbook.records import Exercise
from workbook.suitability import advice, listed
from workbook.swaps import can_do


@dataclass(frozen=True)
class ThisWeek:
    """The sessions of one week, and what decided them."""

    week: Week
    sessions: tuple[Session, ...]
    decision: Decision | None
    """The last one; None in the first week."""


class _Dose:
    """What is settled for all of a week's exercises."""

    def __init__(
        self,
        planned: Sequence[Exercise],
        standing: Standing,
        why: str,
        profile: Profile,
        loads: Mapping[str, float],
        library: Library,
    ) -> None:
        self.standing, self.why, self.profile = standing, why, profile
        self.loads, self.library = loads, library
        self.hardly_felt = hardly_felt(profile, library)
        self.core = {slot.id for slot in library.protocol.slots if slot.core}
        self.concerned = {injury: {e.id for e in affected(injury, planned)} for injury in standing.eased}

    def eased_for(self, exercise: Exercise) -> list[str]:
        """Names of the irritated injuries that concern an exercise."""
        return [_name(i, self.library) for i, concerned in self.concerned.items() if exercise.id in concerned]

    def ease(self, planned: Prescription, taken: set[str]) -> Prescription:
        """The easier version where the runner can do it, at the bottom of its range."""
        exercise, name = planned.exercise, planned.exercise.name
        easier = self.library.exercises[exercise.easier] if exercise.easier else None
        because = f"because {listed(self.eased_for(exercise))} was red"
        if easier is None or easier.id in taken or not self._can(easier) or easier.id in self.standing.stopped:
            says = f"Kept at the bottom of its range {because}."
            return replace(_at_the_bottom(planned, exercise), changes=(says,))
        says = f"{easier.name} in the place of {name}, {because}."
        rest_s = planned.rest_s if planned.circuit else easier.dose.rest_s[0]
        instead = replace(planned, rest_s=rest_s, advice=advice(easier, self.profile, self.library))
        return replace(_at_the_bottom(instead, easier), changes=(says,))

    def take_up(self, planned: Prescription, most: int) -> Prescription:
        """The exercise at its level. Changes are told against the bottom of the range and the plan's rounds."""
        exercise, rule = planned.exercise, self.library.protocol.progression
        level = self.standing.levels.get(exercise.id, Level())
        low, high = exercise.dose.reps
        reps = min(low + level.reps * rule.reps_step, high)
        rounds = min(planned.rounds + level.rounds, max(most, planned.rounds))
        changes = [f"{reps} {exercise.dose.unit} to aim for, up from {low}."] if reps > low else []
        if rounds > planned.rounds:
            changes.append(f"{rounds} rounds, up from {planned.rounds}.")
        hold_s, slower_s = None, 0
        if level.slower and exercise.dose.tempo is not None:
            slower_s = level.slower * rule.lowering_step_s
            changes.append(f"Lower in {exercise.dose.tempo[0] + slower_s} s, up from {exercise.dose.tempo[0]} s.")
        elif exercise.dose.hold_s is not None:
            hold_s = min(exercise.dose.hold_s[0] + level.slower * rule.hold_step_s, exercise.dose.hold_s[1])
            if level.slower:
                changes.append(f"Hold for {hold_s} s, up from {exercise.dose.hold_s[0]} s.")
        if level.weight and not level.reps and not level.rounds and not level.slower and has_weight(exercise):
            changes.append(heavier(self.loads.get(exercise.id), low, self.library))
        harder = self.library.exercises[exercise.harder] if exercise.harder else None
        if not has_weight(exercise) and self._at_the_top(exercise, level) and harder and self._can(harder):
            changes.append(
                f"That is the top of its range. {harder.name} is the harder version, if you want it: swap it."
            )
        if self.hardly_felt and planned.slot in self.core:
            changes.append(f"You hardly felt it work: think of one cue. {exercise.cues[-1]}.")
        if changes and self.why:
            changes.append(self.why)
        return replace(planned, reps=reps, rounds=rounds, hold_s=hold_s, slower_s=slower_s, changes=tuple(changes))

    def _can(self, exercise: Exercise) -> bool:
        return can_do(exercise, self.profile, self.library)

    def _at_the_top(self, exercise: Exercise, level: Level) -> bool:
        rule, (low, high) = self.library.protocol.progression, exercise.dose.reps
        reached = low + level.reps * rule.reps_step >= high
        return reached and level.slower >= slower_steps(exercise, self.library) and level != Level()


def _at_the_bottom(planned: Prescription, exercise: Exercise) -> Prescription:
    """The prescription with this exercise, at the bottom of its range."""
    hold_s = exercise.dose.hold_s[0] if exercise.dose.hold_s else None
    return replace(planned, exercise=exercise, reps=exercise.dose.reps[0], hold_s=hold_s, slower_s=0)


def _name(injury: str, library: Library) -> str:
    return "the limp" if injury == LIMP else library.injuries[injury].name


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
    if share <= most:
        return f"{step}, within the {least:.0%} to {most:.0%} that are added at a time. Then {again}."
    return f"{step}, a larger step than the {least:.0%} to {most:.0%} that are added at a time, so {again}."


def _third_fewer(session: Sequence[Prescription], share: float) -> list[Prescription]:
    """Rounds taken away one by one from the exercise that has most, so that each keeps one."""
    rounds = [p.rounds for p in session]
    for _ in range(ceil(sum(rounds) * share)):
        most = max(range(len(rounds)), key=lambda n: (rounds[n], n), default=None)
        if most is None or rounds[most] == 1:
            break
        rounds[most] -= 1
    return [_with_rounds(p, now) for p, now in zip(session, rounds, strict=True)]


def _with_rounds(planned: Prescription, rounds: int) -> Prescription:
    if rounds == planned.rounds:
        return planned
    says = f"{rounds} of {planned.rounds} rounds: a third fewer sets."
    return replace(planned, rounds=rounds, changes=(*planned.changes, says))


def _within(session: Session, planned: Sequence[Prescription], budget_s: int) -> Session:
    """What was added is taken back from the last exercise on until the session fits its minutes."""
    for place in reversed(range(len(session.prescriptions))):
        found = list(session.prescriptions)
        if session.seconds <= budget_s:
            break
        before = next((p for p in planned if p.exercise.id == found[place].exercise.id), None)
        if before is not None and found[place].seconds > before.seconds:
            full = ("The minutes are full: repetitions, rounds and tempo stay as planned.",)
            as_planned = _at_the_bottom(replace(found[place], rounds=before.rounds, changes=full), before.exercise)
            found[place] = as_planned
            session = replace(session, prescriptions=tuple(found))
    return session


def _session(session: Session, dose: _Dose, week: Week, minutes: int) -> Session:
    standing = dose.standing
    taken = {p.exercise.id for p in session.prescriptions}
    kept, skipped = [], list(session.skipped)
    for planned in session.prescriptions:
        exercise = planned.exercise
        if exercise.id in standing.stopped:
            injury = _name(standing.stopped[exercise.id], dose.library)
            says = f"{exercise.name} is stopped: {injury} was red twice in a row. Ask a clinician before you go on."
            skipped.append(Skipped(planned.slot, says))
        elif dose.eased_for(exercise):
            kept.append(dose.ease(planned, taken))
            taken.add(kept[-1].exercise.id)
        elif standing.eased:
            kept.append(_at_the_bottom(planned, exercise))
        else:
            kept.append(dose.take_up(planned, week.rounds[1]))
    if standing.eased:
        kept = _third_fewer(kept, dose.library.protocol.progression.ease_share)
    taken_up = replace(session, prescriptions=tuple(kept), skipped=tuple(skipped))
    return _within(taken_up, session.prescriptions, int(minutes * 60))


def this_week(
    programme: Programme,
    decision: Decision | None,
    profile: Profile,
    library: Library,
    loads: Mapping[str, float],
) -> ThisWeek | None:
    """The sessions to do now. None where the safety answers hide the programme.

    `loads` are the weights in kg that the runner last used, by exercise id.
    """
    if not programme.weeks:
        return None
    standing = decision.standing if decision else Standing()
    week, planned = programme.weeks[standing.week - 1]
    exercises = list({p.exercise.id: p.exercise for s in planned for p in s.prescriptions}.values())
    why = f"From last week: {decision.why[0]}" if decision and decision.verdict == "progress" else ""
    dose = _Dose(exercises, standing, why, profile, loads, library)
    return ThisWeek(week, tuple(_session(s, dose, week, profile.minutes) for s in planned), decision)
