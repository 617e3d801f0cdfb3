"""A prescription as a file and as a link: what goes in comes out, and of a stranger's nothing gets past."""

import json
import random
from typing import Any

import pytest

from tests.helpers.prescriptions import LINE, PLAIN, prescribed
from workbook.diary import diary_file
from workbook.diary.diary_file import DiaryError
from workbook.diary.link import text_in
from workbook.diary.prescribed import file
from workbook.diary.prescribed.file import MARK, PrescribedError, link, pack, read, write
from workbook.diary.prescribed.packed import folded
from workbook.library import shipped
from workbook.programme.prescribed.beside import opened

SCRIPT = "<img src=x onerror=alert(1)>"


def test_what_goes_in_comes_out():
    given = prescribed()
    assert read(write(given)) == given
    assert read(text_in(f"#prescription={pack(given)}")) == given
    assert read(text_in(f"%23prescription%3D{pack(given)}")) == given


def test_a_mail_programs_mangling_is_mended():
    packed = pack(prescribed())
    wrapped = "=\r\n".join(packed[n : n + 70] for n in range(0, len(packed), 70))
    assert read(text_in(f"#prescription=3D{wrapped}&utm=mail")) == prescribed()


def test_an_ordinary_one_fits_a_link_and_a_code():
    """Three sessions of eight exercises, each with a word, and a clinic's own exercise with its drawing."""
    library = shipped()
    ids = list(library.exercises)[:24]
    lines = [
        {"exercise": name, "rounds": 3, "reps": 8 + n % 5, "rest_s": 60, "sessions": ["ABC"[n % 3]]}
        | ({"note": f"Word number {n} about this one."} if n % 2 else {})
        for n, name in enumerate(ids)
    ]
    assert len(link(prescribed(exercises=lines, without=[]), "https://guide.example.org/")) < 2_900
    own = library.exercises["seed_rdl"].model_dump(mode="json", exclude_defaults=True) | {"id": "clinic_rdl"}
    one = prescribed(exercises=[{**LINE, "exercise": "clinic_rdl"}], own=[own], without=[])
    assert len(link(one, "https://guide.example.org/")) < 2_900


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"by": ""}, "by:"),
        ({"by": "\u202e\u200b"}, "by:"),
        ({"by": "x" * 81}, "by:"),
        ({"word": "x" * 601}, "word:"),
        ({"date": "0002-01-01"}, "date:"),
        ({"sessions": 8}, "sessions:"),
        ({"exercises": [{**LINE, "rounds": 99}]}, "exercise 1, rounds:"),
        ({"exercises": [{**LINE, "reps": 8.0}]}, "exercise 1, reps:"),
        ({"exercises": [{**LINE, "reps": True}]}, "exercise 1, reps:"),
        ({"exercises": [{**LINE, "rest_s": 1}]}, "exercise 1, rest_s:"),
        ({"exercises": [{**LINE, "exercise": "../../etc"}]}, "exercise 1, exercise:"),
        ({"exercises": [LINE, LINE]}, "twice"),
        ({"exercises": [{**LINE, "sessions": ["B"]}]}, "session A has no exercise"),
        ({"exercises": [LINE], "without": ["seed_rdl"]}, "both prescribed and left out"),
        ({"exercises": [LINE] * 25}, "exercises:"),
        ({"red_flags": []}, "red_flags:"),
        ({"screened": {"now": "2026-03-02"}}, "screened:"),
    ],
)
def test_what_it_may_not_hold_is_refused_with_its_place(changes, says):
    with pytest.raises(PrescribedError, match=says) as refused:
        file.checked({**PLAIN, **changes})
    assert "Ask who sent it" in str(refused.value)


def _hostile(seed: int) -> str:
    """A prescription with something in it that no physio wrote."""
    lot = random.Random(seed)
    value: Any = lot.choice(
        [SCRIPT, "x" * 70_000, -1, 10**400, 1e308, None, True, [], {}, [[]] * 50, "\u0000", "\ud800", "%s%n",
         "javascript:1", {"$ref": "#"}, "9" * 5_000, "2026-02-30", "NaN", ["seed_rdl"] * 400, {"id": SCRIPT}]
    )  # fmt: skip
    raw = json.loads(json.dumps({MARK: 1, **PLAIN}))
    own = shipped().exercises["seed_rdl"].model_dump(mode="json") | {"id": "own_one"}
    raw["own"] = [own]
    at: Any = raw
    for _ in range(lot.randrange(1, 5)):
        keys = list(at) if isinstance(at, dict) else list(range(len(at))) if isinstance(at, list) else []
        if not keys:
            break
        key = lot.choice(keys)
        if not isinstance(at[key], dict | list) or lot.random() < 0.3:
            at[key] = value
            break
        at = at[key]
    else:
        at[lot.choice(list(at) if isinstance(at, dict) else [0])] = value
    if lot.random() < 0.15:
        raw[lot.choice(["red_flags", "screened", "profile", "__proto__"])] = value
    text = json.dumps(raw)
    return text[: lot.randrange(len(text))] if lot.random() < 0.15 else text


@pytest.mark.parametrize("hundred", range(5))
def test_five_hundred_hostile_ones_are_refused_or_harmless(hundred):
    """Each is refused in a sentence, or holds nothing but what a prescription may."""
    refused = []
    for seed in range(100 * hundred, 100 * hundred + 100):
        try:
            found = opened(_hostile(seed), shipped())
        except PrescribedError as error:
            refused.append(str(error))
        else:
            assert len(write(found)) < file.LARGEST
            assert read(text_in(pack(found))) == found
    assert len(refused) > 30
    assert all(says.endswith(".") and len(says) < 400 for says in refused)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"strength_guide_prescription": 2}', '{"strength_guide_prescription": true}',
     '{"strength_guide_prescription": 1}', "[" * 5_000, '{"strength_guide_prescription": 1, "by": NaN}', "x" * 300_000],
)  # fmt: skip
def test_what_is_no_prescription_is_refused(text):
    with pytest.raises(PrescribedError):
        read(text)


def test_a_bomb_is_refused():
    """A small link that unfolds into very much."""
    with pytest.raises(DiaryError, match="too large"):
        text_in(folded(" " * 40_000_000))


def test_a_session_of_hours_is_refused():
    lines = [
        {**LINE, "exercise": name, "rounds": 10, "reps": 60} for name in ("seed_rdl", "rdl_double", "step_up_loaded")
    ]
    with pytest.raises(PrescribedError, match="120 minutes"):
        opened(write(prescribed(exercises=lines, without=[])), shipped())


def test_a_diary_is_told_from_it():
    assert file.is_one(write(prescribed()))
    assert not file.is_one(diary_file.write(diary_file.read('{"strength_guide_diary": 4, "entries": []}')))


def test_one_that_leaves_nothing_to_do_is_refused():
    with pytest.raises(PrescribedError, match="nothing to do"):
        opened(write(prescribed(exercises=[], without=list(shipped().exercises))), shipped())


@pytest.mark.parametrize("change", [{"name": "x" * 90}, {"note": "x" * 2_000}])
def test_an_own_exercise_has_bounds(change):
    own = shipped().exercises["seed_rdl"].model_dump(mode="json") | {"id": "own_one"} | change
    with pytest.raises(PrescribedError, match="own exercise 1"):
        file.checked({**PLAIN, "own": [own]})


def test_a_first_day_lies_near():
    with pytest.raises(PrescribedError, match="within a year"):
        file.checked({**PLAIN, "start": "2099-01-01"})
