"""Progress, hold or ease: what a week's answers mean for the next one, by rules that a runner can read.

The steps of a dose follow double progression (ACSM), the lights the pain-monitoring model (Thomee 1997, Silbernagel
2007). The order of the rules and all thresholds are our own; they stand in the protocol's file.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple

from workbook.diary.day import in_words
from workbook.diary.history import History
from workbook.diary.pain import LIMPED, Light
from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.library.names import ELSEWHERE, exercise_name, injury_name
from workbook.library.number_words import counted
from workbook.programme.programme import Programme
from workbook.programme.standing import Ruling, RunnerWeek, Standing
from workbook.programme.suitability import listed

_AT_FIRST = Standing()
_MOST_NAMES = 4
"""Exercises that a reason names."""


@dataclass(frozen=True)
class Decision:
    """What was decided at the end of one week, from which answers."""

    number: int
    """The runner's own week, from 1."""
    week: int
    """The protocol's week that it was."""
    ruling: Ruling
    why: tuple[str, ...]
    standing: Standing
    """Where the runner stands after it."""
    light: Light | None = None
    """The week's light by the pain rule."""


def _red(week: RunnerWeek) -> Iterator[str]:
    if week.facts.limped:
        yield f"You limped ({in_words(week.facts.limped, year=False)}): {LIMPED}."
    red = [one for one in week.facts.places if one.light == "red"]
    yield from (one.says(week.library) for one in red)
    if any(one.place == ELSEWHERE for one in red) or (week.facts.limped and not week.sore):
        yield "That is none of the injuries that you ticked. Answer the safety questions again, and ask a clinician."


def _missed(week: RunnerWeek) -> Iterator[str]:
    rule, planned = week.rule, week.asked
    if week.done >= ceil(rule.sessions_share * planned):
        return
    said = "No session is" if week.done == 0 else f"{week.done} of {counted(planned, 'session')} is"
    if week.done == 0 and week.facts.sessions:
        yield f"{len(week.facts.sessions)} recorded, but with next to nothing done: that counts as no session."
    back = min(rule.break_back, week.standing.week - 1)
    if week.done == 0 and week.standing.away + 1 == rule.break_weeks and back:
        away = f"{said} recorded in {counted(rule.break_weeks, 'week')}"
        yield f"{away}: the plan goes back by {counted(back, 'week')} and starts light again."
    else:
        yield f"{said} recorded: the week repeats."


def _new_amber(week: RunnerWeek) -> Iterator[str]:
    amber = [one.says(week.library) for one in week.facts.places if one.light == "amber" and not one.steady]
    yield from amber
    if amber:
        yield "The week repeats, and nothing is added."


def _unrated(week: RunnerWeek) -> Iterator[str]:
    rated = {one.place for one in week.facts.places}
    unrated = [f"{injury_name(place, week.library)}: no pain was rated." for place in week.sore if place not in rated]
    yield from unrated
    if unrated:
        yield "Rate it, and the programme can go on; until then the week repeats."


def _all_out(week: RunnerWeek) -> Iterator[str]:
    effort = week.facts.effort
    if effort is not None and effort >= week.rule.effort_hold:
        most = week.library.check_in.highest("effort")
        yield f"Your sessions took {effort:.2g} of {most}, nearly all you had: the week repeats, and nothing is added."


def _few_again(week: RunnerWeek) -> Iterator[str]:
    if week.few and week.standing.few:
        yield f"{_done(week)} It is not the first such week, so the plan waits for you."


def _hardly_felt(week: RunnerWeek) -> Iterator[str]:
    rule, planned = week.rule, week.library.protocol.weeks[week.standing.week - 1]
    felt = week.facts.mean("glute_left", "glute_right")
    if felt is None or felt > rule.felt_at_most or "strengthen" in planned.stages or week.programme.by:
        return
    if week.standing.felt_held < rule.felt_weeks:
        most = week.library.check_in.highest("glute_left")
        yield f"You felt your glutes work {felt:.2g} of {most}: the first stage stays. Felt first, then strong."


_RULES: tuple[tuple[Ruling, Callable[[RunnerWeek], Iterator[str]]], ...] = (
    ("ease", _red),
    ("missed", _missed),
    ("hold", _new_amber),
    ("hold", _unrated),
    ("hold", _all_out),
    ("hold", _few_again),
    ("hold", _hardly_felt),
)
"""In this order: the first that has something to say decides."""


def _judge(week: RunnerWeek) -> tuple[Ruling, tuple[str, ...]]:
    """The ruling on a week, and its reasons."""
    for ruling, rule in _RULES:
        if why := tuple(rule(week)):
            return ruling, why
    return "progress", (*_acceptable(week), _done(week))


def _acceptable(week: RunnerWeek) -> list[str]:
    said = [one.says(week.library) for one in week.facts.places]
    if any(one.light == "amber" for one in week.facts.places):
        said.append("That is acceptable, and as usual for you: the dose may go on.")
    if week.standing.reds:
        said.append("After red the dose goes back to what it was, and nothing is added yet.")
    return said or ["No sore injury is ticked."]


def _done(week: RunnerWeek) -> str:
    sessions = week.facts.sessions
    done, of = sum(s.exercises_done for s in sessions), sum(len(s.performed) for s in sessions)
    parts = f" In the sessions you did {done} of {counted(of, 'exercise')}." if done < of else ""
    return f"{week.done} of {counted(week.asked, 'session')} done.{parts}"


def _some(names: list[str]) -> str:
    """The first names, and how many others there are."""
    many = len(names) - _MOST_NAMES
    return listed(names if many <= 1 else [*names[:_MOST_NAMES], counted(many, "other")])


def _back(week: RunnerWeek, stopped: Standing) -> Iterator[str]:
    """What is given back with this week, of all that was `stopped` by then, with its day."""
    seen = week.seen(stopped.since)
    for place in sorted(week.given_back() | seen):
        told = {**week.standing.stopped, **stopped.stopped}
        names = [exercise_name(e, week.library) for e, other in told.items() if other == place]
        where, calm = injury_name(place, week.library), counted(week.rule.calm_weeks, "week")
        why = (
            f"you told on {in_words(week.profile.seen[place], year=False)} that a clinician has seen it"
            if place in seen
            else f"{where} has been calm for {calm} on {in_words(week.end, year=False)}"
        )
        if names:
            yield f"{_some(names)} {'is' if len(names) == 1 else 'are'} back: {why}."


def _stops(week: RunnerWeek, after: Standing) -> Iterator[str]:
    """What is stopped with this week, and what to do where nothing of the programme can be stopped."""
    for place in week.red:
        if after.reds.get(place, 0) < week.rule.reds_to_stop or place in week.standing.since:
            continue
        names = [exercise_name(e, week.library) for e, other in after.stopped.items() if other == place]
        runs = f"{injury_name(place, week.library)} was red in {counted(after.reds[place], 'week')} running"
        if names:
            yield f"{runs}: {_some(names)} {'is' if len(names) == 1 else 'are'} stopped. Ask a clinician."
        else:
            yield f"{runs}, and nothing in this plan loads it: run less, or not at all, and ask a clinician."


def _decision(number: int, week: RunnerWeek) -> Decision:
    ruling, why = _judge(week)
    held = week.standing.felt_held + (ruling == "hold" and bool(list(_hardly_felt(week))))
    stopped = week.after(ruling)
    after = replace(stopped.without(week.seen(stopped.since)), felt_held=held)
    light, _ = week.facts.light(week.library)
    why = *why, *_stops(week, stopped), *_back(week, stopped)
    return Decision(number + 1, week.standing.week, ruling, why, after, light)


def _all(
    history: History, profile: Profile, programme: Programme, library: Library, standing: Standing
) -> Iterator[tuple[Decision, RunnerWeek]]:
    """A decision on every week that is counted, the running one too, each from where the last one left the runner."""
    for number in history.counted:
        facts = history.week(number, library.check_in)
        week = RunnerWeek(facts, standing, history, profile, programme, library)
        decision = _decision(number, week)
        yield decision, week
        standing = decision.standing


def _done_weeks(made: Sequence[tuple[Decision, RunnerWeek]]) -> tuple[Decision, ...]:
    """The decisions of the weeks that are over, and of the running one as soon as it is red."""
    if not made:
        return ()
    last, week = made[-1]
    done = [decision for decision, _ in made if decision is not last or decision.ruling == "ease"]
    seen = week.seen(week.standing.since)
    if done and last.ruling != "ease" and seen:  # told in the running week: it counts at once
        why = *done[-1].why, *_back(week, week.standing)
        done[-1] = replace(done[-1], standing=done[-1].standing.without(seen), why=why)
    return tuple(done)


def _preview(made: Sequence[tuple[Decision, RunnerWeek]], number: int) -> Decision | None:
    """The decision of the running week if it ended as it is, or with nothing in it yet, like the one before."""
    if not made:
        return None
    *before, (decision, week) = made
    if not week.facts.empty or not before or before[-1][1].facts.empty:
        return decision
    like = replace(week, facts=replace(before[-1][1].facts, first=week.facts.first))
    return _decision(number, like)


class Decided(NamedTuple):
    """All that a runner's weeks have decided."""

    decisions: tuple[Decision, ...]
    """One for every week that is over, and for the running one as soon as it is red."""
    preview: Decision | None
    """What would be decided if the running week ended as it is, or with nothing in it yet, like the one before."""


def decided(
    history: History, profile: Profile, programme: Programme, library: Library, begins: Standing = _AT_FIRST
) -> Decided:
    """What the weeks have decided, from where the runner stood at the first."""
    made = list(_all(history, profile, programme, library, begins))
    return Decided(_done_weeks(made), _preview(made, history.weeks - 1))
