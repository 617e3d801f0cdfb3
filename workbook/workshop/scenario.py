"""Scenario: a card of the workshop about a made-up runner. It asks; its answer is worked out by the rules."""

from collections.abc import Collection
from typing import Any, Literal

from pydantic import ValidationError, model_validator

from workbook.diary.runner_profile import Profile
from workbook.library.side import Side
from workbook.library.values import Record, Score, Slug, Slugs, Text, Texts

Kind = Literal["working_hip", "stride", "leave_out", "may_say", "changes"]

NOTHING, EVERYTHING = "nothing", "everything"
"""Options of `leave_out` and `changes` that are no exercise."""

_NEEDS: dict[Kind, frozenset[str]] = {
    "working_hip": frozenset({"exercise"}),
    "stride": frozenset({"arm_back"}),
    "leave_out": frozenset({"runner", "options"}),
    "may_say": frozenset({"asked", "ratings"}),
    "changes": frozenset({"runner", "change", "options"}),
}
"""What each kind of card is made of; it has nothing of the others."""
_MAY: dict[Kind, frozenset[str]] = {"may_say": frozenset({"before"})}
"""What a kind of card may have besides."""


class Scenario(Record):
    """A card: a story about a made-up runner and a question. It holds no answer: see `workbook.workshop.answers`."""

    id: Slug
    kind: Kind
    title: Text
    story: Text
    question: Text
    exercise: Slug | None = None
    arm_back: Side | None = None
    runner: Profile | None = None
    change: dict[Slug, Any] | None = None
    """Fields of the runner that become something else."""
    asked: Slug | None = None
    """The check-in's question that the ratings answer."""
    ratings: tuple[Score | None, ...] = ()
    """One a week from the week of the first session; None for a week without."""
    before: tuple[Score, ...] = ()
    """One a day, on days before the first session; the first is that of joining."""
    options: Slugs = ()
    tempting: Text
    """Why another option than the right one looks right."""
    sources: Texts = ()

    @model_validator(mode="after")
    def _made_of_what_its_kind_needs(self) -> "Scenario":
        needs = _NEEDS[self.kind]
        known = frozenset().union(*_NEEDS.values(), *_MAY.values())
        given = {name for name in known if getattr(self, name) not in (None, (), {})}
        wrong = [f"has no {_named(needs - given)}"] if needs - given else []
        unused = given - needs - _MAY.get(self.kind, frozenset())
        wrong += [f"has {_named(unused)}, which it does not use"] if unused else []
        if wrong:
            raise ValueError(f"a card of kind `{self.kind}` {' and '.join(wrong)}")
        try:
            self.changed()
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise ValueError(f"`change` does not fit a runner: {where}: {first['msg']}") from None
        return self

    def changed(self) -> Profile:
        """The runner after the change. Raises ValidationError where the change does not fit a runner."""
        before = (self.runner or Profile()).model_dump()
        return Profile.model_validate({**before, **(self.change or {})})


def _named(fields: Collection[str]) -> str:
    return " and no ".join(f"`{field}`" for field in sorted(fields))
