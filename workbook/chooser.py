"""Which exercise stands in which slot for one runner, in which order things are tried, and why."""

from workbook.library import Library
from workbook.prescription import Prescription
from workbook.profile import Profile
from workbook.protocol import Slot, Week
from workbook.records import Exercise
from workbook.screening import Screening
from workbook.suitability import Advice, advice, listed, owned, why_not
from workbook.swaps import original


def hardly_felt(profile: Profile, library: Library) -> bool:
    """Whether either glute is felt so little that it gets a drill more."""
    felt = [score for score in (profile.glute_left, profile.glute_right) if score is not None]
    return bool(felt) and min(felt) <= library.protocol.low_feel.at_most


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
        self.names = {slot.id: slot.name for slot in library.protocol.slots}
        self.done: dict[str, int] = dict.fromkeys(self.slots, 0)
        self.hardly_felt = hardly_felt(profile, library)
        self._possible: dict[tuple[str, int], list[Exercise]] = {}
        self._said: dict[tuple[str, str], tuple[tuple[str, ...], tuple[Advice, ...]]] = {}

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
        if (slot.id, week.week) not in self._possible:
            self._possible[slot.id, week.week] = [
                exercise
                for exercise in self.order[slot.id]
                if (slot.any_stage or exercise.stage in week.stages) and self.refused[exercise.id] is None
            ]
        found = [exercise for exercise in self._possible[slot.id, week.week] if exercise.id not in used]
        instead = self._chosen_by_runner(found[0], used) if found else None
        return [instead, *found] if instead else found

    def _chosen_by_runner(self, exercise: Exercise, used: set[str]) -> Exercise | None:
        """What the runner chose in the place of an exercise, where they can do it and it is not in the session yet."""
        name = self.profile.swaps.get(exercise.id)
        if name is None or name in used or self.refused.get(name, "unknown") is not None:
            return None
        return self.library.exercises[name]

    def why_left_out(self, exercise: Exercise, planned: set[tuple[str, str]]) -> str:
        """Why an exercise is nowhere in the programme; `planned` holds slots and what stands in them."""
        if reason := self.refused[exercise.id]:
            return reason
        for name in exercise.slots:
            others = [other.name for other in self.library.exercises.values() if (name, other.id) in planned]
            if others:
                fill = "fill" if len(others) > 1 else "fills"
                return f"is not needed: {listed(others)} {fill} the {self.names[name].lower()} slot"
        if not any(name in self.slots for name in exercise.slots):
            return self._only_for(exercise)
        return f"does not fit into your {self.profile.minutes} minutes"

    def _only_for(self, exercise: Exercise) -> str:
        """Why no slot of the exercise is in the programme: it is kept for injuries that the runner did not tick."""
        wanted = {s.only_for for s in self.library.protocol.slots if s.id in exercise.slots}
        injuries = [
            i.name
            for i in self.library.injuries.values()
            if i.id in wanted or ("needs_calf" in wanted and i.needs_calf)
        ]
        return f"is added here only for {listed(injuries, 'or')}; it does no harm to keep it up beside the programme"

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
        if swapped := original(exercise.id, self.profile, self.library):
            return (*why, f"You chose it in the place of {swapped.name}.")
        wanted = self.library.exercises[slot.prefer[0]]
        instead = exercise is not wanted
        if instead and (reason := self.refused[wanted.id]):
            why.append(f"It takes the place of {wanted.name}, which {reason}.")
        elif instead and self.screening.easiest_variants:
            why.append("The easiest version for now, because of the pain that you ticked.")
        if slot.id == "pull" and exercise.pull_arm == "none" and not self.screening.easiest_variants:
            why.append("A reach takes the place of the pull, as there is nothing to pull against.")
        if slot.id == self.library.protocol.low_feel.adds and self.hardly_felt:
            why.append("There is one drill more each week, because you hardly feel one of your glutes.")
        if exercise.id in self.profile.already:
            why.append("You do it already: use it to feel the work, not to tire.")
        return tuple(why)

    def prescribe(self, slot: Slot, week: Week, exercise: Exercise, rounds: int) -> Prescription:
        key = slot.id, exercise.id
        if key not in self._said:  # the same in every week
            self._said[key] = self.why_chosen(slot, exercise), advice(exercise, self.profile, self.library)
        why, rules = self._said[key]
        return Prescription(
            exercise=exercise,
            slot=slot.id,
            rounds=rounds,
            rest_s=exercise.dose.rest_s[0],
            change_over_s=self.library.protocol.change_over_s,
            reps_left=self.library.protocol.weeks[0].reps_left if self.screening.easiest_variants else week.reps_left,
            why=why,
            advice=rules,
        )
