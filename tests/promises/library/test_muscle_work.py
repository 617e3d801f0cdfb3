"""Electromyography is shown as a broad band with its spread."""

import pytest

from workbook.library.emg import band, muscle_work


@pytest.mark.parametrize(("pct", "word"), [(18, "low"), (40, "moderate"), (40.1, "high"), (61, "very high")])
def test_percentages_become_words(pct, word):
    """Four bands, as the reviews draw them."""
    assert band(pct) == word


def test_studies_that_disagree_are_shown_as_a_spread(library):
    """Single-leg deadlift studies span two bands or more, and every study is named."""
    found = {one.muscle: one for one in muscle_work("seed_rdl", library)}
    assert found["gluteus medius"].bands == ("high", "very high")
    assert {"DISTEFANO2009", "DIAMANT2021"} <= set(found["gluteus medius"].sources)


def test_what_nobody_measured_says_nothing(library):
    """A combination without a figure gets none."""
    assert muscle_work("seed_sl_bridge_press", library) == ()
