"""The diary reads what it wrote, merges without loss, and refuses what it cannot read."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import ROOT
from workbook.diary import diary as diaries
from workbook.diary import diary_file
from workbook.diary.diary import AnswerEntry, CheckInEntry, Diary, merge, of
from workbook.diary.diary_file import DiaryError, NewerDiaryError, read, upgrade, write
from workbook.diary.runner_profile import Profile

KEPT = ROOT / "tests" / "diaries"
"""A diary of every version that there ever was, as it was written then."""
MERGE_CASES = json.loads((ROOT / "tests" / "merge_cases.json").read_text(encoding="utf-8"))
"""Two diaries and what they become together, as JSON has it."""
DATES = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
EDITS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(dt.UTC))
CHECK_INS = st.builds(
    CheckInEntry,
    id=st.sampled_from(["a", "b", "c", "d"]),
    date=DATES,
    edited=EDITS,
    deleted=st.booleans(),
    corrected=st.booleans(),
    answers=st.dictionaries(st.sampled_from(["glute_left", "tight_right", "pain_during:mtss"]), st.integers(0, 10)),
)
VALUES = st.one_of(
    st.tuples(
        st.just("injuries"),
        st.dictionaries(st.sampled_from(["mtss", "pfp"]), st.sampled_from(["sore", "settled"])),
    ),
    st.tuples(st.just("equipment"), st.lists(st.sampled_from(["dumbbell", "bench"]), unique=True)),
    st.tuples(st.just("glute_left"), st.none() | st.integers(0, 10)),
)
ANSWERS = st.builds(
    lambda date, edited, deleted, field: AnswerEntry(
        id=f"answer-{field[0]}", date=date, edited=edited, deleted=deleted, value=field[1]
    ),
    DATES,
    EDITS,
    st.booleans(),
    VALUES,
)
DIARIES = st.lists(CHECK_INS | ANSWERS, max_size=8).map(of)


@given(DIARIES)
def test_what_is_written_is_read_back(diary):
    """load(save(x)) == x."""
    assert read(write(diary)) == diary


@given(DIARIES)
def test_opening_a_file_twice_changes_nothing(diary):
    """Merging a diary with itself gives itself."""
    assert merge(diary, read(write(diary))) == diary


@given(DIARIES, DIARIES, DIARIES)
def test_the_order_of_merging_never_matters(one, two, three):
    """Commutative and associative."""
    assert merge(one, two) == merge(two, one)
    assert merge(merge(one, two), three) == merge(one, merge(two, three))


@given(DIARIES, DIARIES)
def test_no_entry_is_lost_in_a_merge(one, two):
    """Every id of either diary is in the merged one."""
    ids = {entry.id for entry in (*one.entries, *two.entries)}
    assert {entry.id for entry in merge(one, two).entries} == ids


def entry(name, answers, edited, deleted=False):
    return CheckInEntry(
        id=name,
        date=dt.date(2026, 3, 2),
        edited=dt.datetime(2026, 3, edited, tzinfo=dt.UTC),
        answers=answers,
        deleted=deleted,
    )


def test_the_later_edit_wins():
    """A correction replaces what it corrects, from whichever side it comes."""
    first, second = of([entry("a", {"glute_left": 2}, 2)]), of([entry("a", {"glute_left": 7}, 3)])
    assert merge(second, first).check_ins[0].answers == {"glute_left": 7}


def test_a_deleted_check_in_stays_deleted():
    """An old file does not bring it back."""
    old, deleted = of([entry("a", {"glute_left": 2}, 2)]), of([entry("a", {}, 3, deleted=True)])
    assert merge(deleted, old).check_ins == ()


REFUSED = {
    "nothing": "",
    "not JSON": "Dear diary",
    "cut short": write(of([entry("a", {"glute_left": 2}, 2)]))[:-20],
    "a list": "[]",
    "another app's file": '{"exercises": []}',
    "not a number": '{"strength_guide_diary": 1, "entries": NaN}',
    "nested too deep": "[" * 100_000,
    "no entries": '{"strength_guide_diary": 1}',
    "a version that is no number": '{"strength_guide_diary": "one", "entries": []}',
    "an unknown kind": '{"strength_guide_diary": 1, "entries": [{"kind": "note"}]}',
    "an answer that nobody asked for": '{"strength_guide_diary": 2, "entries": [{"kind": "answer", '
    '"id": "answer-shoe", "date": "2026-03-02", "edited": "2026-03-02T00:00:00Z", "value": "x"}]}',
    "an edit at the end of time": write(of([entry("a", {"glute_left": 2}, 2)])).replace("2026-03-02T", "9999-12-31T"),
    "a score of eleven": write(of([entry("a", {"glute_left": 2}, 2)])).replace('"glute_left": 2', '"glute_left": 11'),
    "an answer that is text": write(of([entry("a", {"glute_left": 2}, 2)])).replace(
        '"glute_left": 2', '"glute_left": "<b>"'
    ),
    "huge": " " * (diary_file.LARGEST + 1),
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_damaged_or_foreign_file_is_refused_in_a_sentence(text):
    """The sentence says that nothing was opened."""
    with pytest.raises(DiaryError, match=r"nothing was opened"):
        read(text)


def test_signs_in_a_text_are_no_nesting():
    """Whatever brackets, quotes and strokes somebody wrote into a file beside the entries."""
    diary = of([entry("a", {"glute_left": 2}, 2)])
    assert read(json.dumps({"note": '["{\\' * 200, **json.loads(write(diary))})) == diary


def test_a_diary_of_a_newer_version_is_refused():
    """A newer file is not half understood."""
    newer = json.dumps({diary_file.MARK: diary_file.VERSION + 1, "entries": []})
    with pytest.raises(DiaryError, match="newer version"):
        read(newer)


def test_an_older_diary_is_upgraded_step_by_step():
    """Each version has one step to the next, taken in order."""
    steps = {1: lambda raw: {**raw, "path": [*raw["path"], 1]}, 2: lambda raw: {**raw, "path": [*raw["path"], 2]}}
    assert upgrade({diary_file.MARK: 1, "path": []}, steps, to=3)["path"] == [1, 2]


@pytest.mark.parametrize("file", sorted(KEPT.glob("version-*.json")), ids=lambda file: file.stem)
def test_a_diary_of_every_version_opens(file):
    """What a runner wrote long ago is all there: answers, check-ins, and what they deleted."""
    diary = read(file.read_text(encoding="utf-8"))
    assert diary.profile.injuries == {"mtss": "sore", "itb": "settled", "tight_hip_flexor": "sore"}
    assert (diary.profile.minutes, diary.profile.equipment) == (45, ("dumbbell", "resistance_band"))
    assert [check_in.answers["glute_left"] for check_in in diary.check_ins] == [2, 3, 4]
    assert sum(entry.deleted for entry in diary.entries) == 1
    assert read(write(diary)) == diary


def test_there_is_a_kept_diary_of_every_version():
    """Whoever makes a new version leaves a file of it here."""
    assert {json.loads(file.read_text())[diary_file.MARK] for file in KEPT.glob("*.json")} == set(
        range(1, diary_file.VERSION + 1)
    )


@pytest.mark.parametrize("case", MERGE_CASES, ids=lambda case: case["name"])
def test_two_diaries_become_what_the_browser_makes_of_them(case):
    """Its own union (tests/js/union.test.js) is held to the same cases; it knows no older version, and asks here."""
    texts = [json.dumps(case[which]) for which in ("one", "other")]
    if case["merged"] is None:
        with pytest.raises(NewerDiaryError):
            read(texts[0])
        return
    lost = set(case.get("unreadable", ()))
    if lost:
        with pytest.raises(DiaryError, match="damaged"):
            read(texts[0])
    one, other = [diary_file.mended(text)[0] if lost else read(text) for text in texts]
    wanted = sorted((entry for entry in case["merged"] if entry["id"] not in lost), key=lambda entry: entry["id"])
    for merged in (merge(one, other), merge(other, one)):
        entries = json.loads(write(merged))["entries"]
        assert [list(entry.items()) for entry in sorted(entries, key=lambda entry: entry["id"])] == [
            list(entry.items()) for entry in wanted
        ], "field by field, in the order that the text has them"


def test_answers_of_two_devices_are_merged_one_by_one():
    """Equipment from the phone and minutes from the laptop are both there, whichever was edited later."""
    day, phone, laptop = (
        dt.date(2026, 3, 2),
        dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 3, tzinfo=dt.UTC),
    )
    one = of([AnswerEntry(id="answer-equipment", date=day, edited=phone, value=["bench"])])
    other = of([AnswerEntry(id="answer-minutes", date=day, edited=laptop, value=45)])
    assert merge(one, other).profile == Profile(equipment=("bench",), minutes=45)


def test_an_edit_counts_though_the_clock_was_set_back():
    """A correction is later than what it corrects, whatever the clock says."""
    diary = of([entry("a", {"glute_left": 2}, 20)])
    assert diaries.put(diary, entry("a", {"glute_left": 7}, 3)).check_ins[0].answers == {"glute_left": 7}


def test_an_empty_diary_is_a_first_visit():
    """No entry, no answers, no check-in."""
    assert Diary().profile == Profile()
    assert Diary().check_ins == ()


def named(value) -> AnswerEntry:
    return AnswerEntry(id="answer-name", date=dt.date(2026, 3, 2), edited=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
                       value=value)  # fmt: skip


NAMES = [("  Anna ", "Anna"), ("", None), (" \n", None), (None, None), ("x" * 60, "x" * 60), ("Zoe\u0308", "Zo\u00eb"),
         ("走る 🏃‍♀️", "走る 🏃‍♀️"), ("<b>&", "<b>&")]  # fmt: skip


@pytest.mark.parametrize(("told", "kept"), NAMES)
def test_a_runner_is_known_by_the_name_they_chose(told, kept):
    """In one line, as it is compared and shown; an empty one is none."""
    diary = read(write(of([named(told)])))
    assert diary.profile.name == kept
    assert Profile(name=told).name == kept


@pytest.mark.parametrize("told", ["x" * 61, "a\nb", "a\x00", "\u202ebad", "a\u2028b", 7, ["Anna"], {"a": 1}])
def test_a_name_that_is_no_line_of_text_is_refused(told):
    """Too long, of two lines, with signs that turn round the text beside it, or no text."""
    with pytest.raises(ValueError, match="name"):
        Profile(name=told)
    with pytest.raises(ValueError, match="name"):
        named(told)
