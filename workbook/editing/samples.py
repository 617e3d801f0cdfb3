"""Made-up runners, to teach and to try a caseload with; run as a command it writes `data/samples/` anew."""

import datetime as dt
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbook.diary import diary as diaries
from workbook.diary import diary_file
from workbook.diary.check_in import is_pain, key_of
from workbook.diary.diary import ANSWER, AnswerEntry, CheckInEntry, Performed, SessionEntry
from workbook.diary.runner_profile import Profile
from workbook.library import DATA, shipped
from workbook.library.questions import DURING, MORNING
from workbook.paper.files import put
from workbook.programme import build

FOLDER = DATA / "samples"
START = dt.date(2026, 3, 2)
"""A Monday."""
BASELINE = (6, 4, 2)
"""Days before it on which runners rate for the first time; those with gaps do not."""
WEEKS = 6
NOTE = "This runner is made up. No person gave these answers."
INJURIES = ("mtss", "pfp", "itb", "achilles")
EQUIPMENT: tuple[tuple[str, ...], ...] = (
    (),
    ("dumbbell",),
    ("resistance_band",),
    ("dumbbell", "resistance_band", "bench"),
)


class _Runner:
    """Someone who never was: what they told, and how each week went."""

    def __init__(self, name: str, dice: random.Random, injury: str, **answers: Any) -> None:
        self.name, self.dice, self.injury = name, dice, injury
        told = {"injuries": {injury: "sore"}, "start": START.isoformat(), "sessions": 2, **answers}
        self.profile = Profile.model_validate(told)
        self.programme = build(self.profile, shipped())
        self.entries: list[Any] = [
            AnswerEntry(id=f"{ANSWER}{field}", date=START, edited=_at(START), value=value)
            for field, value in told.items()
        ]

    def before(self, felt: float, tight: float) -> None:
        """Check-ins before the first session. Their dice are their own, so that the weeks stay as they were."""
        dice = random.Random(self.name)
        for back in BASELINE:
            day = START - dt.timedelta(days=back)
            scores = _scores(dice, felt, tight, 0, self.injury)
            answers = {key: score for key, score in scores.items() if not is_pain(key)}
            self.entries.append(
                CheckInEntry(id=f"{self.name}-before-{back}", date=day, edited=_at(day), answers=answers)
            )

    def week(self, number: int, scores: Mapping[str, int], sessions: int) -> None:
        """One check-in at the end of the week, and the sessions before it."""
        monday = START + dt.timedelta(weeks=number)
        for index in range(sessions):
            self._session(number, index, monday + dt.timedelta(days=3 * index), scores)
        day = monday + dt.timedelta(days=6)
        rated = {key: max(0, min(10, score)) for key, score in scores.items()}
        answers = {**rated, "limp": 0, "sessions_done": sessions, "effort": self.dice.randint(5, 7)}
        self.entries.append(
            CheckInEntry(id=f"{self.name}-check-in-{number}", date=day, edited=_at(day), answers=answers)
        )

    def _session(self, number: int, index: int, day: dt.date, scores: Mapping[str, int]) -> None:
        planned = self.programme.weeks[number][1][index]
        pain = scores.get(key_of(DURING, self.injury), 0)
        performed = [
            Performed(exercise=p.exercise.id, rounds=0, hurt=(self.injury, pain))
            if pain > 5 and index == len(planned.prescriptions) - 1
            else Performed(exercise=p.exercise.id, rounds=p.rounds)
            for index, p in enumerate(planned.prescriptions)
        ]
        self.entries.append(
            SessionEntry(
                id=f"{self.name}-session-{number}-{planned.letter}",
                date=day,
                edited=_at(day),
                week=number + 1,
                letter=planned.letter,
                performed=tuple(performed),
                effort=self.dice.randint(5, 8),
            )
        )

    def text(self) -> str:
        """The diary as a file, with a line before all others that says that it is made up."""
        plain = json.loads(diary_file.write(diaries.of(self.entries)))
        return json.dumps({"made_up": NOTE, **plain}, ensure_ascii=False, indent=1) + "\n"


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 18, tzinfo=dt.UTC)


def _scores(dice: random.Random, felt: float, tight: float, pain: float, injury: str) -> dict[str, int]:

    def around(score: float) -> int:
        return round(score + dice.uniform(-0.7, 0.7))

    worst = around(pain)
    return {
        "glute_left": around(felt - 0.7),
        "glute_right": around(felt + 0.3),
        "tight_left": around(tight),
        "tight_right": around(tight - 0.5),
        key_of(DURING, injury): worst,
        key_of(MORNING, injury): min(2, max(0, worst - 1)) if worst <= 5 else worst + 1,
    }


STORIES: Mapping[str, tuple[tuple[float, float, float, int] | None, ...]] = {
    "steady": ((3, 5, 2, 2), (4, 5, 2, 2), (5, 5, 1, 2), (6, 4, 1, 2), (7, 5, 1, 2), (8, 5, 0, 2)),
    "flare": ((3, 6, 2, 2), (4, 6, 2, 2), (4, 6, 7, 1), (4, 6, 4, 2), (5, 5, 2, 2), (5, 6, 1, 2)),
    "gaps": ((4, 4, 1, 2), None, (4, 4, 1, 1), None, None, (5, 4, 1, 1)),
    "flat": ((5, 5, 1, 2), (5, 5, 1, 2), (5, 5, 1, 2), (5, 5, 1, 1), (5, 5, 1, 2), (5, 5, 1, 2)),
    "worse": ((6, 4, 2, 2), (5, 5, 3, 2), (5, 5, 4, 2), (4, 6, 6, 1), (3, 7, 7, 1), (3, 7, 8, 0)),
    "quiet": ((3, 5, 2, 2), (4, 5, 2, 1), (4, 5, 2, 1), None, None, None),
}
"""How six weeks went: felt glute work, tightness, worst pain, sessions done; None for a week without an entry."""


def _written(name: str, story: str, dice: random.Random) -> str:
    injury = dice.choice(INJURIES)
    runner = _Runner(name, dice, injury, minutes=dice.choice([20, 30]), equipment=dice.choice(EQUIPMENT))
    first = STORIES[story][0]
    if first is not None and story != "gaps":
        runner.before(*first[:2])
    for number, week in enumerate(STORIES[story]):
        if week is not None:
            felt, tight, pain, sessions = week
            runner.week(number, _scores(dice, felt, tight, pain, injury), sessions)
    return runner.text()


def made_up(seed: int = 20260302) -> dict[str, str]:
    """File name, inside the folder of samples, to the file's text: the same ones each time."""
    dice = random.Random(seed)
    files = {f"made_up_{s}.json": _written(f"made_up_{s}", s, dice) for s in ("steady", "flare", "gaps")}
    often = ["steady"] * 12 + ["flat"] * 11 + ["flare"] * 6 + ["gaps"] * 5 + ["quiet"] * 4 + ["worse"] * 2
    dice.shuffle(often)
    for number, story in enumerate(often, start=1):
        name = f"made_up_{number:02}"
        files[f"caseload/{name}.json"] = _written(name, story, dice)
    return files


def write(folder: Path = FOLDER) -> None:
    """Writes every file."""
    (folder / "caseload").mkdir(parents=True, exist_ok=True)
    for name, text in made_up().items():
        put(folder / name, text)


if __name__ == "__main__":
    write()
