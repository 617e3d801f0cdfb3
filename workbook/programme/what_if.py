"""What if: one thing about a runner or one rule is other than it was; what becomes of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.records import Exercise
from workbook.programme.programme import Programme
from workbook.programme.suitability import NO_CHANGE


def without_rule(library: Library, code: str) -> Library:
    """The library as if a rule had never been written.

    A verdict that rests on other rules as well stays as it is; one that rested on this rule alone falls away.
    Raises KeyError for an unknown rule.
    """
    injury = library.rules[code].injury
    exercises = {name: _without(exercise, injury, code) for name, exercise in library.exercises.items()}
    return replace(library, exercises=exercises)


def _without(exercise: Exercise, injury: str, code: str) -> Exercise:
    suits = exercise.suitability.get(injury)
    if suits is None or code not in suits.rules:
        return exercise
    rest = tuple(rule for rule in suits.rules if rule != code)
    others = {name: each for name, each in exercise.suitability.items() if name != injury}
    kept = {injury: suits.model_copy(update={"rules": rest})} if rest else {}
    return exercise.model_copy(update={"suitability": {**others, **kept}})


@dataclass(frozen=True)
class Difference:
    """What is other in the second of two programmes, exercises by id."""

    came: Mapping[str, str]
    """Exercise to the reason why it is in the second."""
    went: Mapping[str, str]
    """Exercise to the reason why it is not in the second."""
    rounds: Mapping[str, tuple[int, int]]
    """Exercise that is in both, to its rounds over all weeks before and after, where they differ."""
    advice: Mapping[str, tuple[str, ...]]
    """Exercise that is in both, to the sentences of advice that only one of the two has."""

    @property
    def exercises(self) -> int:
        """How many exercises came or went."""
        return len(self.came) + len(self.went)


def _rounds(programme: Programme) -> dict[str, int]:
    found: dict[str, int] = {}
    for session in programme.sessions:
        for planned in session.prescriptions:
            found[planned.exercise.id] = found.get(planned.exercise.id, 0) + planned.rounds
    return found


def _advice(programme: Programme) -> dict[str, set[str]]:
    planned = (p for session in programme.sessions for p in session.prescriptions)
    return {p.exercise.id: {advice.rule.text for advice in p.advice} for p in planned}


def _why_here(programme: Programme) -> dict[str, str]:
    planned = (p for session in reversed(programme.sessions) for p in session.prescriptions)
    return {p.exercise.id: " ".join(p.why) for p in planned}


def difference(before: Programme, after: Programme) -> Difference:
    """What came, what went, and what is done otherwise."""
    was, now = _rounds(before), _rounds(after)
    said, says = _advice(before), _advice(after)
    why, why_not = _why_here(after), {left.exercise.id: left.why for left in after.left_out}
    both = [name for name in was if name in now]
    return Difference(
        came={name: why[name] for name in now if name not in was},
        went={name: why_not[name] for name in was if name not in now},
        rounds={name: (was[name], now[name]) for name in both if was[name] != now[name]},
        advice={name: tuple(sorted(said[name] ^ says[name])) for name in both if said[name] != says[name]},
    )


@dataclass(frozen=True)
class WhatIf:
    """One thing that is other: the runner, or the library that they meet."""

    name: str
    runner: Profile
    library: Library


def what_ifs(runner: Profile, library: Library) -> dict[str, WhatIf]:
    """All that may be argued about for this runner, one thing at a time: what they told, or one rule."""
    found = {}

    def told(key: str, name: str, **answers: object) -> None:
        changed = runner.model_copy(update=answers)
        if changed != runner:
            found[key] = WhatIf(name, changed, library)

    for minutes in library.protocol.minutes:
        told(f"minutes_{minutes}", f"{minutes} minutes a session", minutes=minutes)
    for preset in library.presets.values():
        told(f"equipment_{preset.id}", f"Equipment: {preset.name.lower()}", equipment=preset.equipment)
    told("experience", "Used to strength work", experience="regular")
    for injury, state in runner.injuries.items():
        name, other = library.injuries[injury].name, "settled" if state == "sore" else "sore"
        told(f"state_{injury}", f"{name}: {other}", injuries={**runner.injuries, injury: other})
    for code, rule in library.rules.items():
        if rule.injury in runner.injuries and rule.text != NO_CHANGE:
            found[f"rule_{code.lower()}"] = WhatIf(f"Without the rule {code}", runner, without_rule(library, code))
    return found
