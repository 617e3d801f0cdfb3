"""Sense: what in an overlay is allowed and hardly meant is asked about, never refused; limits are the guide's own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from workbook.library import Library
from workbook.library.questions import Question
from workbook.library.records import Exercise
from workbook.library.values import Range

FAR, LONG_REST_S = 1.5, 600
"""How many times the most, or a part of the least, of the guide's own is far outside; seconds of a very long rest."""


@dataclass(frozen=True)
class Doubt:
    """Something that is in order and may not be meant."""

    file: str
    field: str
    says: str

    def __str__(self) -> str:
        """The question that a physio reads."""
        return f"Is this meant? {self.file}, {self.field}: {self.says}"


_Check = Callable[[Library, Library], Iterator[Doubt]]
"""Asks about an overlay's library beside the guide's own."""


def _changed(ours: Library, guide: Library) -> list[Exercise]:
    """Exercises that the overlay adds or changes."""
    return [one for one in ours.exercises.values() if one != guide.exercises.get(one.id)]


def _file(exercise: Exercise) -> str:
    return f"exercises/{exercise.id}.yaml"


def _protocol(library: Library) -> str:
    return f"protocols/{library.protocol.id}.yaml"


def _limits(ranges: Iterable[Range | None]) -> Range:
    """The least and the most of all."""
    found = [number for pair in ranges if pair for number in pair]
    return min(found), max(found)


def _far(pair: Range, limits: Range, what: str, whose: str) -> str:
    """What is said of a range that reaches far outside of others; nothing where it does not."""
    far = [number for number in pair if number > FAR * limits[1] or number * FAR < limits[0]]
    return f"{far[-1]} {what}; {whose} {limits[0]} to {limits[1]}" if far else ""


def _doses(ours: Library, guide: Library) -> Iterator[Doubt]:
    whose = "the guide's own exercises have"
    doses = [exercise.dose for exercise in guide.exercises.values()]
    rounds, holds = _limits(dose.rounds for dose in doses), _limits(dose.hold_s for dose in doses)
    counts = {held: _limits(d.reps for d in doses if bool(d.hold_s) is held) for held in (False, True)}
    for exercise in _changed(ours, guide):
        dose = exercise.dose
        held = bool(dose.hold_s)
        for field, pair, limits, what in (
            ("rounds", dose.rounds, rounds, "rounds"),
            ("reps", dose.reps, counts[held], "holds a round" if held else f"{dose.unit} a round"),
            ("hold_s", dose.hold_s or holds, holds, "seconds of a hold"),
        ):
            if says := _far(pair, limits, what, whose):
                yield Doubt(_file(exercise), f"dose.{field}", says)


def _weeks(ours: Library, guide: Library) -> Iterator[Doubt]:
    limits = _limits(week.rounds for week in guide.protocol.weeks)
    for week in ours.protocol.weeks:
        if says := _far(week.rounds, limits, "rounds", "the guide's own weeks ask for"):
            yield Doubt(_protocol(ours), f"weeks.{week.week}.rounds", says)


def _rests(ours: Library, guide: Library) -> Iterator[Doubt]:
    low, high = _limits(exercise.dose.rest_s for exercise in guide.exercises.values())
    own = f"the guide's own rests are {low} to {high} seconds"
    for exercise in _changed(ours, guide):
        least, most = exercise.dose.rest_s
        if not least or most > LONG_REST_S:
            rest = f"{most} seconds of rest, more than ten minutes" if most > LONG_REST_S else "no rest after a round"
            yield Doubt(_file(exercise), "dose.rest_s", f"{rest}; {own}")
    circuit = ours.protocol.circuit
    for field, seconds in (("between_s", circuit.between_s), ("after_s", circuit.after_s)):
        if seconds > LONG_REST_S:
            yield Doubt(_protocol(ours), f"circuit.{field}", f"{seconds} seconds, more than ten minutes; {own}")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _names(ours: Library, guide: Library) -> Iterator[Doubt]:
    changed = {one.id for one in _changed(ours, guide)}
    told: set[str] = set()
    for exercise in ours.exercises.values():
        same = [one.id for one in ours.exercises.values() if _plain(one.name) == _plain(exercise.name)]
        if exercise.id in changed and len(same) > 1 and _plain(exercise.name) not in told:
            told.add(_plain(exercise.name))
            others = ", ".join(known for known in same if known != exercise.id)
            yield Doubt(_file(exercise), "name", f"{exercise.name!r} is also the name of {others}; a runner sees two")


def _the_posts_four(ours: Library, guide: Library) -> Iterator[Doubt]:
    now = {slot.id: slot for slot in ours.protocol.slots}
    for slot in guide.protocol.slots:
        for known in slot.prefer:
            there = ours.exercises.get(known)
            lost = there and there.from_post and slot.id in there.slots and slot.id in now
            if there and lost and known not in now[slot.id].prefer:
                says = f"{known} ({there.name}) is one of the post's four, and your list leaves it out"
                yield Doubt(_protocol(ours), f"slots.{slot.id}.prefer", says)


def _asked(library: Library) -> dict[tuple[str, str], Question]:
    found = library.check_in
    lists = {"questions": found.questions, "pain": found.pain, "done": found.done}
    return {(kind, question.id): question for kind, questions in lists.items() for question in questions}


def _scales(ours: Library, guide: Library) -> Iterator[Doubt]:
    before = _asked(guide)
    for (kind, known), now in _asked(ours).items():
        was = before.get((kind, known))
        if was is None:
            continue
        at = f"{kind}.{known}"
        if was.good != now.good:
            says = f"good news is {now.good!r} and was {was.good!r}; answers of before are then read the other way"
            yield Doubt("check_in.yaml", f"{at}.good", says)
        if now.low_word == was.high_word or now.high_word == was.low_word:
            says = f"{now.low} is {now.low_word!r} and was {was.low_word!r}; answers of before then mean the opposite"
            yield Doubt("check_in.yaml", f"{at}.low_word", says)
        if (was.low, was.high) != (now.low, now.high):
            says = f"the scale is {now.low}-{now.high} and was {was.low}-{was.high}; older answers stay as they were"
            yield Doubt("check_in.yaml", f"{at}.high", says)


def _left(library: Library, slot: str) -> dict[str, bool]:
    """For whom there is an exercise in a slot, by how they are called."""
    found = [exercise for exercise in library.exercises.values() if slot in exercise.slots]
    sore = {
        f"whose {injury.name!r} is sore": any(one.suitability[injury.id].verdict != "avoid" for one in found)
        for injury in library.injuries.values()
    }
    return {**sore, "without any equipment": any(not one.equipment.need for one in found)}


def _core(ours: Library, guide: Library) -> Iterator[Doubt]:
    for slot in ours.protocol.slots:
        before = _left(guide, slot.id)
        for who, there in _left(ours, slot.id).items() if slot.core else ():
            if not there and before.get(who, True):
                says = f"no exercise of {slot.name!r} is left for runners {who}; sessions are built around it"
                yield Doubt(_protocol(ours), f"slots.{slot.id}", says)


def _safety(ours: Library, guide: Library) -> Iterator[Doubt]:
    for known, flag in guide.red_flags.items():
        if known not in ours.red_flags:
            yield Doubt("red_flags.yaml", known, f"nobody is asked any more: {flag.in_short!r}")
    now, was = ours.check_in.pain_rule, guide.check_in.pain_rule
    for field in ("green_to", "amber_to", "rise", "rise_early", "climb", "climb_weeks"):
        if getattr(now, field) > getattr(was, field):
            says = f"{getattr(now, field):g} is more pain than the guide lets pass, {getattr(was, field):g}"
            yield Doubt("check_in.yaml", f"pain_rule.{field}", says)


CHECKS: tuple[_Check, ...] = (_doses, _weeks, _rests, _names, _the_posts_four, _scales, _core, _safety)


def doubts(ours: Library, guide: Library) -> tuple[Doubt, ...]:
    """All that is asked about an overlay's library."""
    return tuple(dict.fromkeys(doubt for check in CHECKS for doubt in check(ours, guide)))
