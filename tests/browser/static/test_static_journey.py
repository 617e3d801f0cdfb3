"""What a runner does at the page with a server goes likewise at the one without: the same tests, and no other host."""

from tests.browser.test_journey import (
    pytestmark,
    test_a_broken_file_is_refused_and_what_was_there_stays,
    test_a_runner_answers_trains_and_comes_back,
    test_an_emergency_sign_shows_what_to_do_and_no_programme,
)

__all__ = [
    "pytestmark",
    "test_a_broken_file_is_refused_and_what_was_there_stays",
    "test_a_runner_answers_trains_and_comes_back",
    "test_an_emergency_sign_shows_what_to_do_and_no_programme",
]
