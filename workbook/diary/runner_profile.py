"""What a runner has told us about themselves."""

import unicodedata
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, ValidationError
from pydantic.json_schema import SkipJsonSchema

from workbook.diary.day import EARLIEST, LATEST, Day
from workbook.diary.prescribed.prescribed import LONGEST_NAME, Prescribed
from workbook.library import Library
from workbook.library.values import LETTERS, Record, Score, Sides, Slug

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
State = Literal["sore", "settled"]


_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""What would turn round the text that a name stands in."""


def _plain_name(text: str) -> str | None:
    """A name as it is compared and shown, in one line; none where nothing is left of it."""
    name = unicodedata.normalize("NFC", text.strip())
    if len(name) > LONGEST_NAME:
        raise ValueError(f"has more than {LONGEST_NAME} characters")
    if any(unicodedata.category(sign) in _UNSEEN or unicodedata.bidirectional(sign) in _TURNING for sign in name):
        raise ValueError("holds signs that cannot be seen")
    return name or None


def _in_order(days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    return tuple(day for day in WEEKDAYS if day in days)


class CalendarFile(Record):
    """The calendar files that a runner was given of one programme: what a later one must move, or cancel."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8,32}$")]
    """Of this runner's programme, in the name of each of its entries."""
    start: Day
    events: Annotated[
        tuple[Annotated[str, Field(pattern=rf"^(session-\d{{1,2}}-[{LETTERS}]|check-in-\d{{1,2}})$")], ...],
        Field(max_length=500),
    ] = ()
    """Names of all entries that were ever in one."""


class NextBlock(Record):
    """What a runner chose after the last week, and the day on which it begins."""

    kind: Literal["build", "keep_up"]
    start: Day


class Profile(Record):
    """A runner's answers; every field has a default, so that a first visit is a profile too."""

    red_flags: tuple[Slug, ...] = ()
    screened: dict[Slug, Day] = {}
    """Group of safety questions to the day on which it was answered, by ticks or by "None of these"."""
    injuries: dict[Slug, State] = {}
    """Injury id to `sore` (now) or `settled` (past)."""
    sides: dict[Slug, Sides] = {}
    """Injury id to the side on which it is or was; an injury that is not here has an open side."""
    already: tuple[Slug, ...] = ()
    """Exercise ids that the runner does already."""
    glute_left: Score | None = None
    glute_right: Score | None = None
    """How clearly each glute is felt, 0-10."""
    age_band: Literal["under_18", "18_to_39", "40_or_over"] | None = None
    cannot: tuple[Literal["kneel", "floor"], ...] = ()
    """What the runner cannot do: kneel, or get down to the floor."""
    equipment: tuple[Slug, ...] = ()
    sessions: Annotated[int, Field(ge=1, le=7, strict=True)] = 2
    """A week."""
    minutes: Annotated[int, Field(ge=10, le=120, strict=True)] = 30
    """A session."""
    experience: Literal["new", "regular"] = "new"
    """With strength work."""
    start: Day | None = None
    """The day on which the first week begins."""
    hard_days: Annotated[tuple[Weekday, ...], AfterValidator(_in_order)] = ()
    """Days of the week with a hard run, or a race."""
    calendar: CalendarFile | None = None
    """The last programme that was put into a calendar."""
    seen: dict[Slug, Day] = {}
    """Place, an injury's id or another, to the day on which the runner told that a clinician has seen it."""
    race: Day | None = None
    """The day of the next race."""
    block: NextBlock | None = None
    """The block after the first one."""
    swaps: dict[Slug, Slug] = {}
    """Exercise id to the one that the runner chose in its place."""
    prescribed: SkipJsonSchema[Prescribed | None] = None
    """What a physio gave the runner to do, and they took; no answer, but an entry of its own."""
    name: Annotated[str, AfterValidator(_plain_name)] | None = None
    """The name or code by which the runner wants to be known to whoever reads the diary; none where none was chosen."""

    @property
    def is_young(self) -> bool:
        """Whether the runner is under 18: nobody sends them to the next weight."""
        return self.age_band == "under_18"


def answered(before: Profile, answers: Mapping[str, Any], library: Library) -> Profile:
    """The profile with these fields changed. Raises ValueError in a sentence where a value is not allowed.

    Ids that this library does not know stay: nobody was asked about them.
    """
    try:
        return Profile.model_validate({**before.model_dump(), **_with_unknown(before, answers, library)})
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(map(str, fault["loc"])).replace("_", " ")
        why = f" Choose a day from {EARLIEST.year} to {LATEST.year}." if fault["loc"] in (("start",), ("race",)) else ""
        raise ValueError(f"The answer for {field} cannot be used.{why}") from None


def _with_unknown(before: Profile, answers: Mapping[str, Any], library: Library) -> dict[str, Any]:
    known: dict[str, Collection[str]] = {
        "red_flags": library.red_flags,
        "already": library.exercises,
        "equipment": library.equipment,
    }
    full = dict(answers)
    for field in known.keys() & answers.keys():
        kept = [item for item in getattr(before, field) if item not in known[field]]
        full[field] = tuple(dict.fromkeys([*answers[field], *kept]))
    for field in {"injuries", "sides"} & answers.keys():
        others = {i: told for i, told in getattr(before, field).items() if i not in library.injuries}
        full[field] = {**answers[field], **others}
    return full
