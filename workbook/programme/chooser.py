"""Which exercise stands in which slot for one runner, in which order things are tried, and why."""

from collections import Counter
from typing import Literal

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.protocol import Slot, Week
from workbook.library.records import Exercise
from workbook.programme.screening import Screening
from workbook.programme.suitability import listed, owned, why_not
from workbook.programme.swaps import original

Lead = Literal["", "learn", "vary"]
"""The list of a slot that leads, before what it prefers."""


def hardly_felt(profile: Profile, library: Library) -> bool:
    """Whether either glute is felt so little that it gets an exercise more."""
    felt = [score for score in (profile.glute_left, profile.glute_right) if score is not None]
    return bool(felt) and min(felt) <= library.protocol.low_feel.at_most


class Chooser:
    """What is settled for a runner before the first session."""

    def __init__(self, profile: Profile, library: Library, screening: Screening) -> None:
        self.profile, self.library, self.screening = profile, library, screening
        equipment = owned(profile, library)
        self.refused = {
            exercise.id: why_not(exercise, profile, equipment, screening, library)
            for exercise in library.exercises.values()
        }
        self.slots = {slot.id: slot for slot in library.protocol.slots if self._wanted(slot)}
        self.order = {slot.id: self._candidates(slot) for slot in self.slots.values()}
        self.names = {slot.id: slot.name for slot in library.protocol.slots}
        self.done: dict[str, int] = dict.fromkeys(self.slots, 0)
        self.came: Counter[tuple[str, str]] = Counter()
        """How often an exercise stood in a slot so far."""
        self.hardly_felt = hardly_felt(profile, library)
        self._possible: dict[tuple[str, int, Lead], list[Exercise]] = {}

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

    def lead(self, slot: Slot, week: Week, number: int) -> Lead:
        """Which list of the slot leads in a week's session of this number, counted from 0."""
        if self.screening.easiest_variants:
            return ""
        if week.learn and slot.learn and (self._sore(slot) if slot.only_for else self.profile.experience == "new"):
            return "learn"
        return "vary" if week.vary and slot.vary and number % 2 else ""

    def _sore(self, slot: Slot) -> bool:
        """Whether an injury for which the slot is there is sore."""
        known = self.library.injuries
        return any(
            state == "sore"
            and (slot.only_for == injury or (slot.only_for == "needs_calf" and known[injury].needs_calf))
            for injury, state in self.profile.injuries.items()
            if injury in known
        )

    def _leading(self, slot: Slot, lead: Lead) -> tuple[str, ...]:
        """The list that leads; what needs no equipment never varies what needs some."""
        if lead != "vary":
            return slot.learn if lead == "learn" else ()
        exercises = self.library.exercises
        usual = next((one for one in self.order[slot.id] if self.refused[one.id] is None), None)
        loaded = usual is not None and bool(usual.equipment.need)
        return tuple(name for name in slot.vary if exercises[name].equipment.need or not loaded)

    def _comes(self, slot: Slot, week: Week, exercise: Exercise) -> bool:
        """Whether the runner can do it, and the week has come to it."""
        too_early = self.profile.experience == "new" and exercise.new_from_week > week.week
        stage = slot.any_stage or exercise.stage in week.stages
        return stage and not too_early and self.refused[exercise.id] is None

    def options(self, slot: Slot, week: Week, lead: Lead, used: set[str]) -> list[Exercise]:
        """What can stand in the slot this week and is not in the session yet, the first choice first."""
        key = slot.id, week.week, lead
        if key not in self._possible:
            leading = [self.library.exercises[name] for name in self._leading(slot, lead)]
            tried = {exercise.id: exercise for exercise in (*leading, *self.order[slot.id])}
            self._possible[key] = [exercise for exercise in tried.values() if self._comes(slot, week, exercise)]
        found = [exercise for exercise in self._possible[key] if exercise.id not in used]
        if (slot.turns or lead) and not self.screening.easiest_variants:
            first = self._leading(slot, lead)
            found.sort(key=lambda exercise: self._turn(slot, first, exercise))
        instead = self._chosen_by_runner(found[0], used) if found else None
        return [instead, *found] if instead else found

    def _turn(self, slot: Slot, leading: tuple[str, ...], exercise: Exercise) -> tuple[int, bool, int]:
        """What sorts first: what leads, what the slot prefers, what the runner does not do anyway, what came least."""
        leads, prefers = exercise.id in leading, exercise.id in slot.prefer
        behind = slot.id == self.library.protocol.low_feel.adds and exercise.id in self.profile.already
        came = self.came[slot.id, exercise.id] if leads or slot.turns else 0
        return 0 if leads else 1 if prefers or not slot.turns else 2, behind, came

    def not_harder(self, exercise: Exercise, others: list[Exercise]) -> list[Exercise]:
        """Those of the others whose line of easier versions is no longer."""
        most = len(self._easier_than(exercise.id))
        return [other for other in others if other is not exercise and len(self._easier_than(other.id)) <= most]

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
        """Why nothing stands in a slot in a session of this week that has the `used` exercises already."""
        reasons = []
        for exercise in self.order[slot.id]:
            if exercise.id in used:
                reasons.append(f"{exercise.name} is already in this session")
            elif reason := self.refused[exercise.id]:
                reasons.append(f"{exercise.name} {reason}")
            elif later := self._later(slot, week, exercise):
                reasons.append(f"{exercise.name} comes in week {later}")
            else:
                reasons.append(f"{exercise.name} has no place in week {week.week} or a later one")
        return ". ".join(reasons) + "."

    def _later(self, slot: Slot, week: Week, exercise: Exercise) -> int | None:
        """The first week after this one in which the exercise can stand in the slot; None where there is none."""
        weeks = (later for later in self.library.protocol.weeks if later.week > week.week and slot.id in later.slots)
        return next((later.week for later in weeks if self._comes(slot, later, exercise)), None)

    def why_chosen(self, slot: Slot, exercise: Exercise, lead: Lead) -> tuple[str, ...]:
        why = [f"{slot.name}: {slot.purpose}."]
        if exercise.from_post:
            why.append("One of the post's four exercises.")
        if swapped := original(exercise.id, self.profile, self.library):
            return (*why, f"You chose it in the place of {swapped.name}.")
        wanted = self.library.exercises[slot.prefer[0]]
        if exercise is not wanted:
            why += self._why_instead(slot, exercise, wanted, lead)
        if slot.id == "pull" and exercise.pull_arm == "none" and not self.screening.easiest_variants:
            why.append("A reach takes the place of the pull, as there is nothing to pull against.")
        if slot.id == self.library.protocol.low_feel.adds and self.hardly_felt:
            why.append("There is one drill more each week, because you hardly feel one of your glutes.")
        if exercise.id in self.profile.already:
            why.append("You do it already: use it to feel the work, not to tire.")
        return tuple(why)

    def _why_instead(self, slot: Slot, exercise: Exercise, wanted: Exercise, lead: Lead) -> list[str]:
        """Why another exercise stands where the slot's first choice could."""
        if self.screening.easiest_variants:
            return ["The easiest version for now, because of the pain that you ticked."]
        leads = exercise.id in self._leading(slot, lead)
        if leads and lead == "learn":
            return [f"It comes before {wanted.name}, which asks more of you."]
        if leads:
            return ["Another exercise for the same job, so that you meet the pattern in more than one position."]
        if reason := self.refused[wanted.id]:
            return [f"It takes the place of {wanted.name}, which {reason}."]
        if slot.turns:
            return ["The exercises of this slot take turns."]
        if self.profile.experience == "new" and wanted.new_from_week > 1:
            return [f"It comes before {wanted.name}, which waits until week {wanted.new_from_week}."]
        return []


def queued(chooser: Chooser, week: Week, number: int, this_week: Counter[str]) -> list[Slot]:
    """The slots of a session in the order in which they are given their minutes; core slots take turns."""
    slots = [chooser.slots[name] for name in week.slots if name in chooser.slots]
    if number % 2:
        slots.sort(key=lambda slot: slot.every_second)
    if chooser.hardly_felt:
        first_core = next(number for number, slot in enumerate(slots) if slot.core)
        slots.insert(first_core + 1, chooser.slots[chooser.library.protocol.low_feel.adds])

    def turn(slot: Slot) -> tuple[int, bool, int]:
        return this_week[slot.id], not slot.every_week, chooser.done[slot.id]

    turns = iter(sorted((slot for slot in slots if slot.core), key=turn))
    return [next(turns) if slot.core else slot for slot in slots]


def chosen_for(chooser: Chooser, week: Week, queue: list[Slot], leads: list[Lead]) -> dict[int, Exercise]:
    """An exercise for each slot of the queue; the slot with the fewest choices left chooses first."""
    chosen: dict[int, Exercise] = {}
    used: set[str] = set()
    options = {n: chooser.options(slot, week, leads[n], used) for n, slot in enumerate(queue)}
    while options:
        number = min(options, key=lambda n: len(options[n]))
        first = next(iter(options.pop(number)), None)
        if first is not None:
            chosen[number] = first
            used.add(first.id)
            for other, found in options.items():
                if any(one is first for one in found):
                    options[other] = chooser.options(queue[other], week, leads[other], used)
    return chosen
