"""The records of `data/`: what an exercise, an injury, a rule or a reference may hold."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from workbook.library.colour import PAPER, READABLE, contrast
from workbook.library.pose import Drawing
from workbook.library.values import (
    Amount,
    Count,
    Demand,
    Positive,
    Range,
    Record,
    Slug,
    Slugs,
    Spot,
    Stage,
    Text,
    Texts,
    Whole,
)


def _readable(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError('a colour stands in quotes, as "#7a3e9d"')
    found = contrast(colour, PAPER)
    if found < READABLE:
        raise ValueError(f"its contrast on the page is {found:.1f}, and text needs {READABLE}; take a darker one")
    return colour


def _image(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+\.(svg|png|jpg)", name):
        raise ValueError("a logo is a file beside this one that ends in .svg, .png or .jpg")
    return name


Colour = Annotated[str, AfterValidator(_readable)]


class Dose(Record):
    """How much: repetitions or holds on each side, rounds of them, and the rest between."""

    rounds: Amount
    reps: Amount
    unit: Text = "reps"
    hold_s: Amount | None = None
    side: Literal["each", "alternating", "both", "left", "right"]
    tempo: tuple[Count, Count, Count] | None = None
    """Seconds down, pause, up."""
    pace: Text | None = None
    rep_s: Annotated[int, Field(gt=0, strict=True)] | None = None
    """Seconds a repetition is reckoned at where neither tempo nor hold gives them."""
    rest_s: Range
    load: Text
    added: tuple[Literal["rounds", "reps", "side", "tempo", "rest_s"], ...] = ()
    """Fields that the post does not give and that were added here."""


class Needs(Record):
    """Equipment as groups: one item of every group of `need` is required."""

    need: tuple[Slugs, ...] = ()
    optional: Slugs = ()


class Suitability(Record):
    """What an exercise is for a sore injury, and the rules that say so."""

    verdict: Literal["good", "modify", "avoid"]
    rules: Texts

    @model_validator(mode="after")
    def _a_reason(self) -> "Suitability":
        if self.verdict != "good" and not self.rules:
            raise ValueError("a verdict other than good needs a rule that says why")
        return self


class Exercise(Record):
    """A movement with its dose, sides, cues, suitability and sources."""

    id: Slug
    name: Text
    from_post: bool = False
    stage: Stage
    slots: Slugs
    demands: tuple[Demand, ...] = ()
    new_from_week: Positive = 1
    """The first week in which a runner new to strength work does it."""
    pattern: Text
    dose: Dose
    equipment: Needs
    working_hip: Text
    push_arm: Literal["none", "same"]
    pull_arm: Literal["none", "opposite"]
    load_hand: Literal["none", "same", "opposite", "both"]
    coupling: Text | None = None
    focus: Texts
    muscles: Texts
    cues: Texts
    faults: Texts
    note: Text | None = None
    easier: Slug | None
    harder: Slug | None
    suitability: dict[str, Suitability]
    sources: Texts
    drawing: Drawing | None = None


class Injury(Record):
    """A diagnosed or felt problem, in the words that runners use, and what hip work can do for it."""

    id: Slug
    name: Text
    also_called: Texts = ()
    kind: Literal["injury", "tightness"]
    where: Text
    spot: Spot | None = None
    """Where the drawn body has it; without one it is only a row."""
    hip_work: Text
    evidence: Text
    first_line: Text
    honest_line: Text
    when_sore: Texts
    not_this: Text | None = None
    """What it must not be taken for, and what to do then; told as soon as it is ticked."""
    needs_calf: bool
    suits: Suitability | None = None
    """What holds for every exercise that says nothing about this injury."""
    sources: Texts = ()


class Clinic(Record):
    """Who offers the guide, and how it looks there; in an overlay only."""

    name: Text | None = None
    says: Text | None = None
    logo: Annotated[str, AfterValidator(_image)] | None = None
    colours: dict[Literal["accent", "push", "pull", "hip"], Colour] = {}
    """Colours of the light page; those of the dark one are made from them."""
    protocol: Slug | None = None
    """Id of the protocol to use, a file of `protocols/`; `six_weeks` where it is left out."""
    written_for: Positive | None = None
    """Version of the guide's data that the overlay was last looked at with."""


class Equipment(Record):
    """A thing that an exercise can need; having it implies having `implies` as well."""

    id: Slug
    name: Text
    also: Text | None = None
    implies: Slugs = ()
    weight: bool = False
    """Whether it comes in weights, so that a heavier one is a step up."""


class Preset(Record):
    """A set of equipment that a runner picks with one tap."""

    id: Slug
    name: Text
    equipment: Slugs


class Rule(Record):
    """Why an exercise is good, modified or avoided with one injury."""

    text: Text
    sources: Texts
    basis: Text
    injury: Slug


Group = Literal["now", "pain", "health"]
"""Where a sign is asked; every group wants an answer of its own."""


class RedFlag(Record):
    """A sign to take to someone first, what to do about it, and what it locks."""

    id: Slug
    label: Text
    short: Text | None = None
    """The sign in few words, for a phone; it lets nobody pass whom `label` means."""
    detail: Text | None = None
    action: Literal["emergency", "same_day", "soon", "adapt"]
    says: Text
    locks: Literal["all"] | tuple[Demand, ...]
    asks: Literal["tick", "age_band"] = "tick"
    easiest_variants: bool = False
    group: Group
    weekly: bool = False
    """Whether it can become true between two check-ins."""
    sources: Texts = ()
    basis: Literal["confirmed", "memory", "reasoning"]

    @property
    def in_short(self) -> str:
        return self.short or self.label

    @model_validator(mode="after")
    def _locks_until_seen(self) -> "RedFlag":
        if not self.locks and self.action != "adapt":
            raise ValueError("only a sign to adapt for may lock nothing; the others leave something out until seen")
        return self


class Term(Record):
    """A word that not every runner knows, in a plain sentence."""

    id: Slug
    word: Text
    also: Texts = ()
    """Other forms of it, as they stand in the texts."""
    says: Text
    sources: Texts = ()


class Reference(Record):
    """Where a fact comes from, and whether anyone has looked."""

    authors: Text | None = None
    year: Whole | None = None
    title: Text
    where: Text | None = None
    doi: Text | None = None
    url: Text | None = None
    confirmed: bool
    confirmed_note: Text | None = None


class Finding(Record):
    """One row of `emg.csv`: what electromyography found, in % of a maximal voluntary contraction."""

    exercise: Text
    muscle: Text
    pct_mvic: float | None
    sd: float | None
    n: int | None
    source_key: Text | None
    load: Text | None
    confidence: Text
    note: Text | None
    exercise_id: Slug | None
