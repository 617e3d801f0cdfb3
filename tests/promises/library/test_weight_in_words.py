"""A weight is told in both units, as whoever wrote it would write it."""

import pytest

from workbook.library.number_words import weight_in_words


@pytest.mark.parametrize(
    ("kg", "said"),
    [
        (12.0, "12 kg (26 lb)"),
        (20.41, "20.41 kg (45 lb)"),
        (2.5, "2.5 kg (5.5 lb)"),
        (1.0, "1 kg (2.2 lb)"),
        (300.0, "300 kg (661 lb)"),
        (0.45, "0.45 kg (1 lb)"),
    ],
)
def test_a_weight_in_both_units(kg, said):
    """Whole pounds, tenths of small ones, and what was written in pounds as it was."""
    assert weight_in_words(kg) == said


def test_quarters_of_a_pound_come_back_as_they_were_written():
    """The diary keeps hundredths of a kg; every step of plates and dumbbells is told apart."""
    for quarters in range(4, 4 * 660 + 1):
        kg = round(quarters / 4 * 0.45359237, 2)
        assert weight_in_words(kg).endswith(f"({quarters / 4:g} lb)")
