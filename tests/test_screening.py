"""Safety answers decide whether there is a programme, and say what to do."""

import pytest

from workbook.profile import Profile
from workbook.programme import build
from workbook.screening import screen


def flags(library, action):
    return [f.id for f in library.red_flags.values() if f.action == action and f.asks == "tick"]


def test_nothing_ticked_is_go(library):
    """No sign, no notice."""
    assert screen(Profile(), library).verdict == "go"


@pytest.mark.parametrize("action", ["emergency", "same_day"])
def test_a_yes_to_an_urgent_question_hides_the_programme(library, action):
    """Every emergency and same-day sign hides all of it and says what to do."""
    for name in flags(library, action):
        programme = build(Profile(red_flags=(name,)), library)
        assert programme.screening.blockers == (library.red_flags[name].says,)
        assert programme.sessions == ()


def test_every_other_sign_asks_for_someone_or_changes_something(library):
    """Soon means see someone first; adapt starts with changes; each has its sentence."""
    for name in flags(library, "soon"):
        assert screen(Profile(red_flags=(name,)), library).verdict == "see_someone"
    for name in flags(library, "adapt"):
        found = screen(Profile(red_flags=(name,)), library)
        assert (found.verdict, found.hides_programme) == ("adapt", False)


def test_the_most_urgent_sign_stands_first(library):
    """Two ticks give two sentences, the emergency before the rest."""
    signs = (flags(library, "adapt")[0], flags(library, "emergency")[0])
    found = screen(Profile(red_flags=signs), library)
    assert [flag.action for flag in found.flags] == ["emergency", "adapt"]


def test_under_eighteen_adapts_without_a_tick(library):
    """The age question is enough."""
    assert screen(Profile(age_band="under_18"), library).verdict == "adapt"


def test_a_locked_demand_leaves_its_exercises_out_with_the_reason(library):
    """Tendon pain after certain medicines takes calf work away, even from an Achilles runner."""
    profile = Profile(injuries={"achilles": "sore"}, red_flags=("tendon_after_medicine",))
    programme = build(profile, library)
    assert "calf" not in {p.slot for s in programme.sessions for p in s.prescriptions}
    why = {skipped.slot: skipped.why for skipped in programme.sessions[0].skipped}
    assert "because of your safety answers: it loads the calf and its tendon" in why["calf"]


def test_no_sentence_of_the_screening_asks_for_a_test_or_names_a_number(library):
    """Nobody is told to hop on a sore bone, and no country's emergency number is printed."""
    for flag in library.red_flags.values():
        said = f"{flag.label} {flag.detail or ''} {flag.says}".lower()
        assert not {"999", "112", "911"} & set(said.split())
        assert "test" not in said.replace("do not test", "")
        assert "try" not in said.replace("do not try", "").split()
