"""A session that a browser sends is read, without what cannot be read: a weight is lost, and never the session."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.diary import session_draft
from workbook.diary.diary import SessionEntry


def draft(performed: Any = (), **more: Any) -> dict[str, Any]:
    entry = {"kind": "session", "id": "d33a4505", "date": "2026-11-27", "edited": "2026-11-27T11:04:03Z"}
    return {**entry, "week": 1, "letter": "A", "performed": list(performed), "effort": None, **more}


def done(**more: Any) -> dict[str, Any]:
    return {"exercise": "hip_thrust", "rounds": 2, "load_kg": 20, "hurt": None, **more}


def test_a_sound_session_is_read_whole():
    """With nothing to say about it."""
    entry, dropped = session_draft.read(draft([done(hurt=["mtss", 6])], effort=7))
    assert (entry.performed[0].load_kg, entry.performed[0].hurt, entry.effort) == (20, ("mtss", 6), 7)
    assert dropped == ()


@pytest.mark.parametrize("load_kg", [315, -5, 0, 1e308, float("nan"), "1,250", "abc", [20], {}])
def test_a_weight_that_cannot_be_read_is_left_out_with_a_word(load_kg):
    """The rounds of that exercise and all of the others stay."""
    entry, [gone] = session_draft.read(draft([done(), done(exercise="plank", load_kg=load_kg)]))
    assert [(p.rounds, p.load_kg) for p in entry.performed] == [(2, 20), (2, None)]
    assert gone.exercise == "plank"
    assert gone.in_words("Plank").startswith("Plank: weight ")
    assert gone.in_words("Plank").endswith(" was left out: it has to be over 0 and at most 300 kg.")


@pytest.mark.parametrize(
    ("raw", "field", "stays"),
    [
        (draft([done(hurt=["mtss", 11])]), "hurt", 1),
        (draft([done(hurt="mtss")]), "hurt", 1),
        (draft([done()], effort="hard"), "effort", 1),
        (draft([done(), done(rounds=21)]), "rounds", 1),
        (draft([done(), done(rounds=1.5)]), "rounds", 1),
        (draft([done(), done(exercise="<b>")]), "exercise", 1),
        (draft([done(), {}]), "exercise", 1),
        (draft([done(), 5, None]), "performed", 1),
        (draft([done(grip="wide")]), "grip", 1),
        (draft([done()], mood="good"), "mood", 1),
        (draft(performed="none") | {"performed": "none"}, "performed", 0),
    ],
)  # fmt: skip
def test_any_other_value_is_left_out_by_itself(raw, field, stays):
    """Down to an exercise that makes no sense; what it was is said."""
    entry, dropped = session_draft.read(raw)
    assert len(entry.performed) == stays
    assert field in [gone.field for gone in dropped]
    assert all("was left out" in gone.in_words("Plank") for gone in dropped)


@pytest.mark.parametrize(
    "raw",
    [
        None, 5, "x", [], {}, draft(id="a b"), draft(id="answer-injuries"), draft(date="1970-01-01"), draft(week=0),
        draft(letter="Z"), draft(kind="check_in"), draft(edited="soon"), draft([5] * 60),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_session_is_told_in_a_sentence(raw):
    """Its day, its name or its week cannot be guessed."""
    with pytest.raises(ValueError, match=r"^A session could not be read \(.+\), so it is not in your diary\.$"):
        session_draft.read(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(values=st.lists(st.tuples(st.sampled_from(["exercise", "rounds", "load_kg", "hurt", "x"]), JSON), max_size=4))
def test_whatever_stands_in_an_exercise_the_session_is_read(values):
    """No value of one exercise takes another's away."""
    entry, _ = session_draft.read(draft([done(), done(**dict(values)), done(exercise="plank")]))
    assert isinstance(entry, SessionEntry)
    assert [entry.performed[0].exercise, entry.performed[-1].exercise] == ["hip_thrust", "plank"]
