"""One thing that is other: the programme says what becomes of it, and the workshop argues about it first."""

from html import unescape

import pytest

from tests.promises.page.test_views import answer as choose
from widgets.workshop.argue import Argue, size
from workbook.diary.runner_profile import Profile
from workbook.programme import build
from workbook.programme.what_if import difference, what_ifs, without_rule
from workbook.workshop.cards import read


@pytest.fixture(scope="module")
def cards(library):
    return read(library)


def test_going_without_a_rule_lets_fall_what_rested_on_it_alone(library):
    """The box squat is free for a sore knee without P1; the step-down still rests on another rule."""
    free = without_rule(library, "P1")
    assert "pfp" not in free.exercises["sl_squat_box"].suitability
    assert free.exercises["lateral_step_down"].suitability["pfp"].verdict == "avoid"
    assert library.exercises["sl_squat_box"].suitability["pfp"].verdict == "avoid"


def test_a_difference_names_what_came_and_what_went(library):
    """With a dumbbell the post's RDL comes in, and back out without it."""
    nothing, one = (build(Profile(minutes=45, equipment=equipment), library) for equipment in ((), ("dumbbell",)))
    assert "seed_rdl" in difference(nothing, one).came
    assert "needs a dumbbell or a kettlebell" in difference(one, nothing).went["seed_rdl"]
    assert difference(one, one).exercises == 0


def test_every_change_that_is_offered_can_be_built(library, cards):
    """For each runner of the cards, each change, and a runner of every injury."""
    runners = [card.runner for card in cards.values() if card.runner]
    for runner in (*runners, Profile(injuries=dict.fromkeys(library.injuries, "sore"))):
        for change in what_ifs(runner, library).values():
            assert change.runner != runner or change.library is not library
            difference(build(runner, library), build(change.runner, change.library))


def test_arguing_takes_a_prediction_and_shows_the_difference(library, cards):
    """Fewer minutes take exercises away; how many decides which prediction was right."""
    argue = Argue(cards, library)
    choose(argue.asks, runner="tendon_settled", change="minutes_20")
    runner = cards["tendon_settled"].runner
    found = difference(build(runner, library), build(runner.model_copy(update={"minutes": 20}), library))
    choose(argue.predict.asks, prediction=size(found.exercises))
    argue.predict.button.click()
    assert "As you predicted" in argue.predict.answer.value
    for name in found.went:
        assert library.exercises[name].name in unescape(argue.predict.answer.value)


def test_another_change_asks_for_another_prediction(library, cards):
    """An answer of the change before is not left standing."""
    argue = Argue(cards, library)
    choose(argue.predict.asks, prediction="none")
    argue.predict.button.click()
    choose(argue.asks, change="experience")
    assert argue.predict.answer.value == ""
    assert argue.predict.button.disabled
