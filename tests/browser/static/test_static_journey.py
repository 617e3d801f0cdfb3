"""What a runner does at the page with a server goes likewise at the one without: the same tests, and no other host."""

from tests.browser.test_journey import (
    pytestmark,
    test_a_broken_file_is_refused_and_what_was_there_stays,
    test_a_runner_answers_trains_and_comes_back,
    test_an_emergency_sign_shows_what_to_do_and_no_programme,
    test_forgetting_in_one_tab_forgets_in_the_other,
    test_taps_as_fast_as_they_come_are_all_kept,
)

__all__ = [
    "pytestmark",
    "test_a_broken_file_is_refused_and_what_was_there_stays",
    "test_a_runner_answers_trains_and_comes_back",
    "test_an_emergency_sign_shows_what_to_do_and_no_programme",
    "test_forgetting_in_one_tab_forgets_in_the_other",
    "test_taps_as_fast_as_they_come_are_all_kept",
]
