"""This week's sessions: the programme as planned, taken up or eased by what the check-ins decided."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.names import injury_name
from workbook.library.protocol import Week
from workbook.library.records import Exercise
from workbook.programme.block import Block, taper
from workbook.programme.chooser import hardly_felt
from workbook.programme.eased import fewer, topped_up
from workbook.programme.level import Level, has_weight, heavier, slower_steps
from workbook.programme.prescription import Prescription
from workbook.programme.programme import Session, Skipped
from workbook.programme.progression import Decision
from workbook.programme.provoking import provoking, skipped_for
from workbook.programme.standing import Standing, stopped_in_words
from workbook.programme.suitability import advice, listed
from workbook.programme.swaps import can_do


@dataclass(frozen=True)
class ThisWeek:
    """The sessions of one week, and what decided them."""

    week: Week
    sessions: tuple[Session, ...]
    decision: Decision | None
    """The last one; None in the first week."""
    race_in_days: int | None = None
    """Days until a race for which the rounds are fewer; None where none is near."""


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
        part: str | None,
        hurt: Mapping[str, frozenset[str]],
    ) -> None:
        self.standing, self.why, self.profile = standing, why, profile
        self.loads, self.library = loads, library
        self.hardly_felt = hardly_felt(profile, library)
        self.core = {slot.id for slot in library.protocol.slots if slot.core}
        self.part, self.hurt = part, hurt
        self.concerned = {place: {e.id for e in self.provoking(place, planned)} for place in standing.eased}

    def provoking(self, place: str, exercises: Sequence[Exercise]) -> list[Exercise]:
        """Those of some exercises that load a place."""
        return provoking(place, exercises, self.hurt.get(place, frozenset()), self.part, self.library)

    def harmless(self, exercise: Exercise, week: Week | None = None) -> bool:
        """Whether it can be done, this week, with all that is eased or stopped now."""
        places = {*self.standing.eased, *self.standing.stopped.values()}
        can = (week is None or exercise.stage in week.stages) and self._can(exercise)
        return can and not any(self.provoking(place, [exercise]) for place in places)

    def bearable(self, exercise: Exercise) -> bool:
        """Whether it can be done, and is not stopped."""
        return exercise.id not in self.standing.stopped and self._can(exercise)

    def eased_for(self, exercise: Exercise) -> list[str]:
        """Names of the irritated injuries that concern an exercise."""
        return [injury_name(i, self.library) for i, concerned in self.concerned.items() if exercise.id in concerned]

    def ease(self, planned: Prescription, taken: set[str]) -> Prescription:
        """The easier version where the runner can do it, at the bottom of its range."""
        exercise, name = planned.exercise, planned.exercise.name
        easier = self.library.exercises[exercise.easier] if exercise.easier else None
        names = self.eased_for(exercise)
        because = f"because {listed(names)} {'was' if len(names) == 1 else 'were'} red"
        if easier is None or easier.id in taken or not self._can(easier) or easier.id in self.standing.stopped:
            says = f"Kept at the bottom of its range {because}."
            return replace(_at_the_bottom(planned, exercise), changes=(says,))
        says = f"{easier.name} in the place of {name}, {because}."
        rest_s = planned.rest_s if planned.circuit else easier.dose.rest_s[0]
        rules = advice(easier, self.profile, self.library)
        instead = replace(planned, rest_s=rest_s, advice=rules, load=self._load(easier))
        return replace(_at_the_bottom(instead, easier), changes=(says,))

    def _load(self, exercise: Exercise) -> str:
        return self.library.protocol.young.exercise_load if self.profile.is_young else exercise.dose.load

    def take_up(self, planned: Prescription, most: int) -> Prescription:
        """The exercise at its level. Changes are told against the bottom of the range and the programme's rounds."""
        if planned.by:
            return planned
        exercise, rule = planned.exercise, self.library.protocol.progression
        level = self.standing.levels.get(exercise.id, Level())
        low, high = exercise.dose.reps
        reps = min(low + level.reps * rule.reps_step, high)
        more = 0 if planned.circuit else level.rounds  # a circuit's exercises go round together, as planned
        rounds = min(planned.rounds + more, max(most, planned.rounds))
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
        weighs = has_weight(exercise, self.library)
        if weighs and level.weight and level == Level(weight=level.weight) and not self.profile.is_young:
            changes.append(heavier(self.loads.get(exercise.id), low, self.library))
        harder = self.library.exercises[exercise.harder] if exercise.harder else None
        if not weighs and self._at_the_top(exercise, level) and harder and self._can(harder):
            changes.append(
                f"That is the top of its range. {harder.name} is the harder version, if you want it: swap it."
            )
        if self.hardly_felt and planned.slot in self.core:
            changes.append(f"You hardly felt it work: think of one cue. {exercise.cues[-1]}.")
        if changes and self.why:
            changes.append(self.why)
        return replace(planned, reps=reps, rounds=rounds, hold_s=hold_s, slower_s=slower_s, changes=tuple(changes))

    def instead(self, exercise: Exercise, week: Week) -> Prescription:
        """An exercise that fills a session of which too little is left."""
        says = "Here for what was stopped or eased: it does not load that place."
        planned = Prescription(
            exercise=exercise,
            slot=exercise.slots[0],
            rounds=min(self.library.protocol.fewest_rounds, exercise.dose.rounds[1]),
            rest_s=exercise.dose.rest_s[0],
            change_over_s=self.library.protocol.change_over_s,
            reps_left=week.reps_left,
            why=(says,),
            advice=advice(exercise, self.profile, self.library),
            load=self._load(exercise),
        )
        return replace(_at_the_bottom(planned, exercise), changes=(says,))

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


def _within(session: Session, planned: Sequence[Prescription], budget_s: int) -> Session:
    """What was added is taken back from the last exercise on until the session fits its minutes."""
    for index in reversed(range(len(session.prescriptions))):
        found = list(session.prescriptions)
        if session.seconds <= budget_s:
            break
        before = next((p for p in planned if p.exercise.id == found[index].exercise.id), None)
        if before is not None and found[index].seconds > before.seconds:
            full = ("The minutes are full: repetitions, rounds and tempo stay as planned.",)
            found[index] = _at_the_bottom(replace(found[index], rounds=before.rounds, changes=full), before.exercise)
            session = replace(session, prescriptions=tuple(found))
    return session


def _session(session: Session, dose: _Dose, week: Week, minutes: int) -> Session:
    standing, library = dose.standing, dose.library
    rule = library.protocol.progression
    taken = {p.exercise.id for p in session.prescriptions}
    kept, skipped = [], list(session.skipped)
    for planned in session.prescriptions:
        exercise = planned.exercise
        if exercise.id in standing.stopped:
            skipped.append(Skipped(planned.slot, stopped_in_words(exercise.id, standing, library), exercise.name))
        elif dose.eased_for(exercise):
            kept.append(dose.ease(planned, taken))
            taken.add(kept[-1].exercise.id)
        elif standing.eased:
            kept.append(_at_the_bottom(planned, exercise))
        else:
            kept.append(dose.take_up(planned, week.rounds[1]))
    now = replace(session, prescriptions=tuple(kept), skipped=tuple(skipped))
    budget_s, least_s = minutes * 60, min(rule.least_minutes, minutes) * 60
    if standing.eased:
        now = fewer(now, rule.ease_share, least_s)
    prescribed = any(p.by for p in now.prescriptions)  # to what a physio set, nothing is added
    if (standing.eased or standing.stopped) and not prescribed:
        can = (partial(dose.harmless, week=week), dose.harmless, dose.bearable)
        now = topped_up(now, taken, can, partial(dose.instead, week=week), least_s, library)
    return _within(now, session.prescriptions, budget_s)


def this_week(now: Block, library: Library, loads: Mapping[str, float]) -> ThisWeek | None:
    """The sessions to do now. None where the safety answers hide the programme.

    `loads` are the weights in kg that the runner last used, by exercise id.
    """
    if not now.programme.weeks:
        return None
    history, profile, standing = now.history, now.profile, now.standing
    decision = now.last
    week, planned = now.programme.weeks[standing.week - 1]
    exercises = list({p.exercise.id: p.exercise for s in planned for p in s.prescriptions}.values())
    why = f"From last week: {decision.why[0]}" if decision and decision.ruling == "progress" else ""
    part, sessions = history.told_part(history.today + dt.timedelta(days=1)), history.sessions
    hurt = {place: skipped_for(place, sessions) for place in {*standing.eased, *standing.stopped.values()}}
    dose = _Dose(exercises, standing, why, profile, loads, library, part, hurt)
    done = tuple(_session(s, dose, week, profile.minutes) for s in planned)
    rule, left = (
        library.protocol.progression,
        taper(profile.race, history.today, library.protocol.progression.taper_days),
    )
    if left is not None:
        done = tuple(
            _tapered(session, rule.taper_share, min(rule.least_minutes, profile.minutes) * 60) for session in done
        )
    return ThisWeek(week, done, decision, left)


def _tapered(session: Session, share: float, least_s: int) -> Session:
    """With fewer rounds, and nothing taken up, before a race."""
    bottom = [replace(_at_the_bottom(p, p.exercise), changes=()) for p in session.prescriptions]
    return fewer(replace(session, prescriptions=tuple(bottom)), share, least_s)
