"""Prescribed: what a physio gives one runner to do, exercise by exercise, and what a stranger's may not hold."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from workbook.diary.day import Day
from workbook.library.records import Exercise
from workbook.library.values import LETTERS, Record, Slug

MOST_EXERCISES, MOST_OWN, MOST_LEFT_OUT = 24, 6, 60
ROUNDS, REPS, HOLD_S, REST_S = (1, 10), (1, 60), (1, 300), (10, 600)
"""The least and the most of a prescribed dose; a rest holds the five seconds in which the next round is counted in."""


LONGEST_NAME = 60
"""Letters of the name or code that a runner is known by."""
_FARTHEST_DAYS = 370
_LONGEST_TITLE, _LONGEST_TEXT, _LARGEST = 80, 1_000, 1_000
"""Letters of an own exercise's name, and of any of its texts; centimetres, degrees and seconds in it."""


def _inside(value: Any) -> Iterator[Any]:
    """All that stands in plain values, however deep."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _inside(one)
    else:
        yield value


def _immodest(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > _LONGEST_TEXT
    return isinstance(value, int | float) and abs(value) > _LARGEST


def _plain(text: str) -> str:
    """A text of people, without signs that nobody sees and that turn what stands around them."""
    kept = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Co", "Cs"))
    plain = re.sub(r"[^\S\n]+", " ", kept).strip()
    if not plain:
        raise ValueError("should not be empty")
    return plain


Name = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_plain)]
Words = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(_plain)]


class PrescribedExercise(Record):
    """One exercise with the dose that the physio set, in some sessions of a week or in all."""

    exercise: Slug
    sessions: Annotated[
        tuple[Annotated[str, Field(pattern=f"^[{LETTERS}]$")], ...], Field(max_length=len(LETTERS))
    ] = ()
    """Letters of the week's sessions; in all of them where there is none."""
    rounds: Annotated[int, Field(ge=ROUNDS[0], le=ROUNDS[1], strict=True)]
    reps: Annotated[int, Field(ge=REPS[0], le=REPS[1], strict=True)]
    """Repetitions, or holds, of a round; on each side where the exercise has two."""
    hold_s: Annotated[int, Field(ge=HOLD_S[0], le=HOLD_S[1], strict=True)] | None = None
    rest_s: Annotated[int, Field(ge=REST_S[0], le=REST_S[1], strict=True)]
    side: Literal["left", "right"] | None = None
    """The only side that does it; both in turn where there is none."""
    load: Name | None = None
    note: Words | None = None
    """A word to the runner about this exercise."""


class Prescribed(Record):
    """What a physio gives a runner: exercises with their dose, or none, and then the rules choose."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8,32}$")]
    date: Day
    by: Name
    """The clinic's or the physio's name."""
    runner: Annotated[Name, Field(max_length=LONGEST_NAME)] | None = None
    """The name or code by which the physio knows the runner."""
    word: Words | None = None
    """To the runner."""
    exercises: Annotated[tuple[PrescribedExercise, ...], Field(max_length=MOST_EXERCISES)] = ()
    without: Annotated[tuple[Slug, ...], Field(max_length=MOST_LEFT_OUT)] = ()
    """Exercises that the runner is not to do."""
    sessions: Annotated[int, Field(ge=1, le=7, strict=True)] | None = None
    """A week."""
    start: Day | None = None
    own: Annotated[tuple[Exercise, ...], Field(max_length=MOST_OWN)] = ()
    """The clinic's own exercises among them, whole."""

    @property
    def letters(self) -> int:
        """How many different sessions the exercises make."""
        return max([1, *(LETTERS.index(letter) + 1 for one in self.exercises for letter in one.sessions)])

    def of_session(self, number: int) -> tuple[PrescribedExercise, ...]:
        """The exercises of a week's session of this number, from 0; more sessions than there are go round again."""
        letter = LETTERS[number % self.letters]
        return tuple(one for one in self.exercises if not one.sessions or letter in one.sessions)

    @model_validator(mode="after")
    def _near(self) -> "Prescribed":
        if self.start and abs(self.start - self.date).days > _FARTHEST_DAYS:
            raise ValueError("the first day should be within a year of the day of the prescription")
        return self

    @model_validator(mode="after")
    def _modest(self) -> "Prescribed":
        for number, exercise in enumerate(self.own, start=1):
            plain = exercise.model_dump(mode="json")
            if len(exercise.name) > _LONGEST_TITLE or any(map(_immodest, _inside(plain))):
                raise ValueError(f"own exercise {number}, {exercise.id}, holds a text or a number that is too large")
        return self

    @model_validator(mode="after")
    def _every_session_has_one(self) -> "Prescribed":
        bare = [LETTERS[number] for number in range(self.letters) if self.exercises and not self.of_session(number)]
        if bare:
            raise ValueError(f"session {', '.join(bare)} has no exercise")
        for number in range(self.letters):
            names = [one.exercise for one in self.of_session(number)]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"session {LETTERS[number]} has {', '.join(twice)} twice")
        both = sorted({one.exercise for one in self.exercises} & set(self.without))
        if both:
            raise ValueError(f"{', '.join(both)} is both prescribed and left out")
        return self
