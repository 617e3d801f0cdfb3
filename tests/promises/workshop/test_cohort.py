"""Many diaries side by side: the lesson holds, and a bad file stops nothing."""

import shutil

import pytest

from widgets.workshop.workshop import Workshop
from workbook.diary import diary_file
from workbook.library import DATA
from workbook.workshop.cohort import cohort, in_folder, made_up


def test_a_made_up_is_the_same_for_everybody():
    """Thirty people look at the same forty runners."""
    assert made_up() == made_up()
    assert len(made_up()) == 40


def test_the_mean_falls_though_nothing_changes(library):
    """Who joins in a bad week rates lower afterwards: the lesson holds for any seed."""
    for seed in range(20):
        assert cohort(made_up(seed=seed), "tight_left", library.check_in).change < -1


def test_the_fall_comes_before_the_first_session_and_hardly_earns_a_word(library):
    """From the day of joining to the days after it; of 400 runners about one in ten reads a word of change."""
    shown = cohort(made_up(400, seed=3), "tight_left", library.check_in)
    assert shown.means[1] - shown.means[0] < -1
    assert abs(shown.means[7] - shown.means[1]) < 0.5
    assert shown.words["cannot tell"] > 320
    assert 8 < shown.words["probable change"] + shown.words["clear change"] < 60


def test_a_folder_of_diaries_gives_the_same_cohort_and_lists_what_it_cannot_open(library, tmp_path):
    """Written to files and read again, nothing is other; a bad file is a sentence and stops nothing."""
    made = made_up(5)
    for name, one in made.items():
        (tmp_path / f"{name}.json").write_text(diary_file.write(one), encoding="utf-8")
    shutil.copy(DATA / "rules.yaml", tmp_path / "rules.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")
    found, faults = in_folder(tmp_path)
    assert sorted(f"{name}.json" for name in made) == sorted(found)
    assert [fault.split(":")[0] for fault in faults] == ["bytes.json", "rules.json"]
    read_again = cohort(found, "tight_left", library.check_in)
    assert read_again.means == cohort(made, "tight_left", library.check_in).means


def test_an_empty_folder_is_answered_in_a_sentence(tmp_path):
    """Nobody looks at an empty picture."""
    with pytest.raises(ValueError, match="There is no diary in the folder"):
        Workshop().cohort(tmp_path)
