"""Whether a runner can do an exercise, what to change for their injuries, and why not where they cannot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbook.diary.asked import sore
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.records import Exercise, Rule
from workbook.library.values import Demand
from workbook.programme.screening import Screening

Verdict = Literal["good", "modify", "avoid"]

_CAUTION: tuple[Verdict, ...] = ("good", "modify", "avoid")
_SETTLED: dict[Verdict, Verdict] = {"good": "good", "modify": "good", "avoid": "modify"}
NO_CHANGE = "No special change."
"""The text of a rule that is there for its sources and not shown."""
_DEMANDS = {
    "impact": "it has impact",
    "running": "it is a run drill",
    "standing": "it loads the leg in standing",
    "knee_bend": "it bends the knee under load",
    "hinge": "it hinges the back forward under load",
    "calf": "it loads the calf and its tendon",
    "floor": "it is done on the floor",
    "kneeling": "it is done kneeling",
    "side_lying": "it is done lying on the side",
    "hip_drop": "it lets the hip drop",
}
_CANNOT: dict[str, tuple[Demand, str]] = {
    "kneel": ("kneeling", "you cannot kneel"),
    "floor": ("floor", "you cannot get down to the floor"),
}


@dataclass(frozen=True)
class Advice:
    """A rule as it applies to one of the runner's injuries."""

    injury: str
    verdict: Verdict
    rule: Rule


def verdict_for(exercise: Exercise, injury: str, state: str) -> Verdict:
    """The verdict for one injury: as written while sore, one step milder once settled."""
    written = exercise.suitability[injury].verdict
    return written if state == "sore" else _SETTLED[written]


def verdict(exercise: Exercise, profile: Profile) -> Verdict:
    """The most cautious verdict among all of the runner's injuries."""
    each = [
        verdict_for(exercise, injury, state)
        for injury, state in profile.injuries.items()
        if injury in exercise.suitability
    ]
    return max(each, key=_CAUTION.index, default="good")


def advice(exercise: Exercise, profile: Profile, library: Library) -> tuple[Advice, ...]:
    """What the rules say of this exercise for this runner; nothing for what has settled and needs no change."""
    found = []
    for injury, state in profile.injuries.items():
        suits = exercise.suitability.get(injury)
        if suits is None:
            continue
        for_this = verdict_for(exercise, injury, state)
        if state == "settled" and for_this == "good":
            continue
        rules = (library.rules[code] for code in suits.rules)
        found += [Advice(injury, for_this, rule) for rule in rules if rule.text != NO_CHANGE]
    return tuple(found)


def owned(profile: Profile, library: Library) -> frozenset[str]:
    """The runner's equipment and all that it implies (two weights are also one)."""
    known = [library.equipment[piece] for piece in profile.equipment if piece in library.equipment]
    return frozenset(name for thing in known for name in (thing.id, *thing.implies))


def listed(words: Sequence[str], last: str = "and") -> str:
    """'a, b and c'."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def either(names: Iterable[str]) -> str:
    """'a dumbbell or a kettlebell', in the words of the equipment list."""
    return listed([f"{'an' if name[0] in 'aeiou' else 'a'} {name[0].lower()}{name[1:]}" for name in names], "or")


def why_not(
    exercise: Exercise,
    profile: Profile,
    equipment: frozenset[str],
    screening: Screening,
    library: Library,
) -> str | None:
    """Why the runner cannot do it, as the end of a sentence that starts with its name; None where they can.

    What a physio prescribed stands above the rules, and below what the runner told of their safety and cannot do.
    """
    prescribed = profile.prescribed
    if prescribed and exercise.id in prescribed.without:
        return f"is left out: {prescribed.by} took it out for you"
    if prescribed and any(one.exercise == exercise.id for one in prescribed.exercises):
        return why_not_safe(exercise, profile, screening, library)
    return (
        why_no_equipment(exercise, equipment, library)
        or why_not_sore(exercise, profile, library)
        or why_not_safe(exercise, profile, screening, library)
        or why_not_yet(exercise, profile, screening, library)
    )


def why_no_equipment(exercise: Exercise, equipment: frozenset[str], library: Library) -> str | None:
    """What it needs and the runner does not have."""
    missing = [group for group in exercise.equipment.need if not equipment & set(group)]
    if not missing:
        return None
    if not all(missing):
        return "needs equipment that is not offered here"  # an overlay hides it
    wants = (either(library.equipment[piece].name for piece in group) for group in missing)
    return f"needs {' and '.join(wants)}"


def why_not_sore(exercise: Exercise, profile: Profile, library: Library) -> str | None:
    """The injury that speaks against it, with the rule that says so."""
    for injury, state in profile.injuries.items():
        if injury in exercise.suitability and verdict_for(exercise, injury, state) == "avoid":
            rule = library.rules[exercise.suitability[injury].rules[0]]
            return f"is left out: you marked {library.injuries[injury].name} as {state}. {rule.text.rstrip('.')}"
    return None


def why_not_safe(exercise: Exercise, profile: Profile, screening: Screening, library: Library) -> str | None:
    """Why nobody may give it to this runner: what they ticked in the safety questions, and what they cannot do."""
    if exercise.id in library.brought and (screening.flags or profile.cannot):
        return "is left out: it came with the prescription, and the guide cannot check it against your answers"
    locked = [demand for demand in exercise.demands if demand in screening.locks]
    if locked:
        return f"is left out because of your safety answers: {_DEMANDS[locked[0]]}"
    for answer in profile.cannot:
        demand, says = _CANNOT[answer]
        if demand in exercise.demands:
            return f"is left out: you said that {says}"
    return None


def why_not_yet(exercise: Exercise, profile: Profile, screening: Screening, library: Library) -> str | None:
    """Why it wants some calm weeks first."""
    calm = f"two weeks with every symptom at 0-{library.check_in.pain_rule.green_to}"
    if "impact" in exercise.demands:
        return f"is not part of this programme: hops want {calm} first"
    if exercise.stage == "run_specific" and (sore(profile, library) or screening.easiest_variants):
        return f"waits: run drills want {calm} first"
    return None
