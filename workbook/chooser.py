"""Which exercise stands in which slot for one runner, in which order things are tried, and why."""

from workbook.library import Library
from workbook.prescription import Prescription
from workbook.profile import Profile
from workbook.protocol import Slot, Week
from workbook.records import Exercise
from workbook.screening import Screening
from workbook.suitability import advice, owned, why_not


class Chooser:
    """What is settled for a runner before the first session."""

    def __init__(self, profile: Profile, library: Library, screening: Screening) -> None:
        self.profile, self.library, self.screening = profile, library, screening
        kit = owned(profile, library)
        self.refused = {
            exercise.id: why_not(exercise, profile, kit, screening, library) for exercise in library.exercises.values()
        }
        self.slots = {slot.id: slot for slot in library.protocol.slots if self._wanted(slot)}
        self.order = {slot.id: self._candidates(slot) for slot in self.slots.values()}
        self.done: dict[str, int] = dict.fromkeys(self.slots, 0)

    def _wanted(self, slot: Slot) -> bool:
        if slot.only_for is None:
            return True
        if slot.only_for == "needs_calf":
            known = self.library.injuries
            return any(known[i].needs_calf for i in self.profile.injuries if i in known)
        return slot.only_for in self.profile.injuries

    def _easier_than(self, exercise_id: str) -> list[str]:
        chain, here = [], self.library.exercises[exercise_id].easier
        while here is not None:
            chain.append(here)
            here = self.library.exercises[here].easier
        return chain

    def _candidates(self, slot: Slot) -> list[Exercise]:
        exercises = self.library.exercises
        tried = dict.fromkeys([*slot.prefer, *self._easier_than(slot.prefer[0]), *exercises])
        found = [exercises[name] for name in tried if slot.id in exercises[name].slots]
        if slot.id == self.library.protocol.low_feel.adds:
            found.sort(key=lambda exercise: exercise.id in self.profile.already)
        if self.screening.easiest_variants:
            found.sort(key=lambda exercise: len(self._easier_than(exercise.id)))
        return found

    def options(self, slot: Slot, week: Week, used: set[str]) -> list[Exercise]:
        """What can stand in the slot this week and is not in the session yet, the first choice first."""
        return [
            exercise
            for exercise in self.order[slot.id]
            if (slot.any_stage or exercise.stage in week.stages)
            and exercise.id not in used
            and self.refused[exercise.id] is None
        ]

    def why_left_out(self, exercise: Exercise, planned: set[str]) -> str:
        """Why an exercise is nowhere in the programme."""
        if reason := self.refused[exercise.id]:
            return reason
        open_slots = [self.slots[name] for name in exercise.slots if name in self.slots]
        if not open_slots:
            return "has no place in a programme for your answers"
        for slot in open_slots:
            others = [other.name for other in self.order[slot.id] if other.id in planned]
            if others:
                fill = "fill" if len(others) > 1 else "fills"
                return f"is not needed: {' and '.join(others)} {fill} the {slot.name.lower()} slot"
        return f"does not fit into your {self.profile.minutes} minutes"

    def why_empty(self, slot: Slot, week: Week, used: set[str]) -> str:
        reasons = []
        for exercise in self.order[slot.id]:
            if exercise.id in used:
                reasons.append(f"{exercise.name} is already in this session")
            elif reason := self.refused[exercise.id]:
                reasons.append(f"{exercise.name} {reason}")
            else:
                reasons.append(f"{exercise.name} comes in a later week")
        return "; ".join(reasons) + "."

    def why_chosen(self, slot: Slot, exercise: Exercise) -> tuple[str, ...]:
        why = [f"{slot.name}: {slot.purpose}."]
        if exercise.from_post:
            why.append("One of the post's four exercises.")
        first = self.order[slot.id][0]
        if first is not exercise and (reason := self.refused[first.id]):
            why.append(f"It takes the place of {first.name}, which {reason.rstrip('.')}.")
        if self.screening.easiest_variants and first is exercise:
            why.append("The easiest version for now, because of the pain that you ticked.")
        elif slot.id == "pull" and exercise.pull_arm == "none":
            why.append("A reach takes the place of the pull, as there is nothing to pull against.")
        if exercise.id in self.profile.already:
            why.append("You do it already: use it to feel the work, not to tire.")
        return tuple(why)

    def prescribe(self, slot: Slot, week: Week, exercise: Exercise, rounds: int) -> Prescription:
        return Prescription(
            exercise=exercise,
            slot=slot.id,
            rounds=rounds,
            rest_s=exercise.dose.rest_s[0],
            change_over_s=self.library.protocol.change_over_s,
            reps_left=week.reps_left,
            why=self.why_chosen(slot, exercise),
            advice=advice(exercise, self.profile, self.library),
        )
