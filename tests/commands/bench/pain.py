"""How often the pain rule cries for nothing, and how often it sees a true flare, over made-up runners.

`make bench ONLY=pain`. Nothing changes in a steady runner but the wobble of their ratings; in a flare the true pain
rises by three points in the fourth week and stays. The programme and the decisions are the guide's own.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.diary.check_in import CheckIn
from workbook.diary.history import History
from workbook.diary.runner_profile import Profile
from workbook.library import shipped
from workbook.programme import build
from workbook.programme.progression import decided

START = dt.date(2026, 3, 2)
WEEKS, FLARE = 6, 3
RUNNERS = 400
CASES = ((1, 0.5, 1.0), (2, 1, 1.0), (2, 2, 1.0), (3, 1, 1.0), (3, 3, 0.7))
"""True pain during and the next morning, and the standard deviation of a rating."""
INJURIES = ("achilles", "pfp", "mtss")


@dataclass(frozen=True)
class Found:
    """Over all runners of one kind."""

    red: float
    """Share of weeks that were red."""
    stopped: float
    """Share of runners of whom something is stopped after six weeks, or was before."""
    week: int
    """The programme's week that the middle runner reached."""
    caught: float
    """Share of flares that were red within two weeks."""


def _ratings(dice: random.Random, during: float, morning: float, spread: float, flares: bool) -> Iterator[CheckIn]:
    def rating(level: float) -> int:
        return min(10, max(0, round(dice.gauss(level, spread))))

    for week in range(WEEKS):
        more = 3 if flares and week >= FLARE else 0
        answers = {"pain_during": rating(during + more), "pain_morning": rating(morning + more)}
        told = {f"{question}:PLACE": score for question, score in answers.items()}
        day = START + dt.timedelta(weeks=week, days=2)
        yield CheckIn.model_construct(date=day, answers=told | {"sessions_done": 2}, elsewhere=None, side=None)


def found(during: float, morning: float, spread: float, runners: int = RUNNERS, seed: int = 1) -> Found:
    """What the rules decide over so many runners with this true pain."""
    dice, library = random.Random(seed), shipped()
    red = stopped = caught = 0
    weeks = []
    profiles = [Profile(injuries={injury: "sore"}, equipment=("dumbbell",)) for injury in INJURIES]
    planned = [(profile, build(profile, library)) for profile in profiles]
    for number in range(runners):
        injury = INJURIES[number % len(INJURIES)]
        profile, programme = planned[number % len(INJURIES)]
        for flares in (False, True):
            said = [
                check_in.model_copy(
                    update={"answers": {key.replace("PLACE", injury): n for key, n in check_in.answers.items()}}
                )
                for check_in in _ratings(dice, during, morning, spread, flares)
            ]
            history = History(START, START + dt.timedelta(weeks=WEEKS), said)
            made = decided(history, profile, programme, library).decisions
            if flares:
                caught += any(decision.light == "red" for decision in made[FLARE : FLARE + 2])
            else:
                red += sum(decision.light == "red" for decision in made)
                stopped += any(decision.standing.stopped for decision in made)
                weeks.append(made[-1].standing.week)
    return Found(red / runners / WEEKS, stopped / runners, sorted(weeks)[runners // 2], caught / runners)


def pain() -> None:
    """Prints the table."""
    print("true during / morning, SD | weeks red | something stopped | plan week reached | flare red in two weeks")
    for case in CASES:
        one = found(*case)
        print(
            f"{case[0]:g} / {case[1]:g}, SD {case[2]:g}".ljust(26)
            + f"| {one.red:9.1%} | {one.stopped:17.1%} | {one.week:17} | {one.caught:.1%}"
        )
