"""A number is a number: `true`, a text in quotes, and a text of blanks alone are refused where they stand."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tests.helpers.overlays import only_fault
from workbook.caseload.received import OddError, Quick
from workbook.diary import diary_file
from workbook.diary.diary_file import DiaryError, mended
from workbook.library import DATA
from workbook.library.protocol import Protocol
from workbook.library.questions import Questionnaire
from workbook.library.reading.faults import path_of
from workbook.library.records import Exercise
from workbook.library.stride import Stride

FILES = {"check_in.yaml": Questionnaire, "protocols/six_weeks.yaml": Protocol, "stride.yaml": Stride} | {
    f"exercises/{path.name}": Exercise for path in sorted((DATA / "exercises").glob("*.yaml"))
}
SAMPLE = (DATA / "samples" / "made_up_steady.json").read_text(encoding="utf-8")


def replaced(value: Any, by: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Replaces every number inside, in place, and gives where each was."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in list(steps):
        if isinstance(one, int | float) and not isinstance(one, bool):
            value[step] = by if isinstance(by, bool) else str(one)
            yield (*at, step)
        else:
            yield from replaced(one, by, (*at, step))


@pytest.mark.parametrize("by", [True, "text"])
def test_every_number_of_the_data_has_to_be_one(by):
    """In each file all numbers are replaced, by `true` or by the same in quotes: each place is told."""
    for file, model in FILES.items():
        value = yaml.safe_load((DATA / file).read_text(encoding="utf-8"))
        there = set(replaced(value, by))
        with pytest.raises(ValidationError) as raised:
            model.model_validate(value)
        assert there <= {path_of(error) for error in raised.value.errors()}, file


@pytest.mark.parametrize(
    ("file", "text", "field"),
    [
        ("clinic.yaml", "name: ' '", "name"),
        ("exercises/clam_band.yaml", "cues: [Lift, '  ']", "cues.1"),
        ("protocols/six_weeks.yaml", "load: ' '", "load"),
        ("protocols/six_weeks.yaml", "progression: {weight_share: [0.5, 0.1]}", "progression.weight_share"),
        ("protocols/six_weeks.yaml", "progression: {weights_kg: [4, 2, 8]}", "progression.weights_kg"),
        ("references.yaml", "SEED: {year: true}", "SEED.year"),
        ("check_in.yaml", "done: [{id: limp, high: 10}]", "file"),
    ],
)
def test_nonsense_is_refused_with_its_place(tmp_path, file, text, field):
    """A text of blanks, numbers in the wrong order, a limp of ten."""
    fault = only_fault(tmp_path, file, text)
    assert (fault.file, fault.field) == (f"{tmp_path.name}/{file}", field)


def entries() -> list[dict[str, Any]]:
    """A diary with one entry of each kind."""
    some = {"date": "2026-03-02", "edited": "2026-03-02T10:00:00Z"}
    done = {"exercise": "clam_band", "rounds": 2, "load_kg": 4, "hurt": ["pfp", 3]}
    return [
        {**some, "kind": "answer", "id": "answer-sessions", "value": 2},
        {**some, "kind": "check_in", "id": "c", "answers": {"glute_left": 3, "limp": 1}, "elsewhere": None},
        {**some, "kind": "session", "id": "s", "week": 1, "letter": "A", "performed": [done], "effort": 5},
    ]


NUMBERS = [
    (0, ("value",)), (1, ("answers", "glute_left")), (1, ("answers", "limp")), (2, ("week",)), (2, ("effort",)),
    (2, ("performed", 0, "rounds")), (2, ("performed", 0, "load_kg")), (2, ("performed", 0, "hurt", 1)),
]  # fmt: skip


@pytest.mark.parametrize("wrong", [True, "1", " ", [1]])
@pytest.mark.parametrize(("entry", "at"), NUMBERS)
def test_a_diarys_number_has_to_be_one_and_the_rest_is_kept(entry, at, wrong):
    """The file is refused with the entry and the value named; what can be read of it is not lost."""
    changed = entries()
    inside: Any = changed[entry]
    for step in at[:-1]:
        inside = inside[step]
    inside[at[-1]] = wrong
    text = json.dumps({diary_file.MARK: diary_file.VERSION, "entries": changed})
    with pytest.raises(DiaryError, match=rf"entry {entry + 1} of 3, .*{at[0]}.* cannot be") as raised:
        diary_file.read(text)
    assert "nothing was opened" in str(raised.value)
    whole, lost = mended(text)
    assert (len(whole.entries), lost) == (2, 1)


@pytest.mark.parametrize(("field", "wrong"), [("limp", 10), ("limp", 2)])
def test_a_limp_is_yes_or_no(field, wrong):
    """In a diary and in a caseload's quick look alike."""
    changed = entries()
    changed[1]["answers"][field] = wrong
    text = json.dumps({diary_file.MARK: diary_file.VERSION, "entries": changed})
    with pytest.raises(DiaryError, match=f"entry 2 of 3, c: limp is 0 for no or 1 for yes, and not {wrong}"):
        diary_file.read(text)
    written = diary_file.write(diary_file.read(SAMPLE))
    Quick().take(written.encode())
    assert f'"{field}": 0' in written
    with pytest.raises(OddError):
        Quick().take(written.replace(f'"{field}": 0', f'"{field}": {wrong}', 1).encode())


@pytest.mark.parametrize("blank", ["", " ", "\t"])
@pytest.mark.parametrize("field", ["elsewhere", "side"])
def test_a_place_of_blanks_is_refused(field, blank):
    """It would name no part of the body."""
    changed = entries()
    changed[1][field] = blank
    with pytest.raises(DiaryError, match=f"entry 2 of 3, c: {field} cannot be"):
        diary_file.read(json.dumps({diary_file.MARK: diary_file.VERSION, "entries": changed}))
