"""Every card of the workshop is answered by the rules, and a fault in the cards is told with its place."""

import re

import pytest

from workbook.library import DATA, shipped
from workbook.library.reading.faults import LibraryError
from workbook.programme import build
from workbook.programme.swaps import can_do
from workbook.programme.what_if import without_rule
from workbook.workshop.answers import answer, trend_of
from workbook.workshop.cards import FILE, read

CARDS = read(shipped())


def of_kind(kind):
    return [card for card in CARDS.values() if card.kind == kind]


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_the_rules_answer_every_card_with_one_of_its_options(card, library):
    """There is one right answer, it can be chosen, and it comes with a reason and with sources that exist."""
    found = answer(card, library)
    assert found.right in found.options
    assert len(found.options) >= 3
    assert all(found.options.values())
    assert found.why
    assert {*found.sources, *card.sources} <= library.references.keys()


@pytest.mark.parametrize("card", of_kind("working_hip"), ids=lambda card: card.id)
def test_the_working_hip_is_the_one_that_is_drawn(card, library):
    """Answer, drawing and the exercise's own words agree."""
    exercise = library.exercises[card.exercise]
    right = answer(card, library).right
    assert right == exercise.drawing.working
    assert (right == "none") == (exercise.working_hip == "none")


@pytest.mark.parametrize("card", of_kind("leave_out"), ids=lambda card: card.id)
def test_what_is_left_out_is_nowhere_in_the_runners_programme(card, library):
    """The one answer is what this runner cannot do; all other options they can."""
    right = answer(card, library).right
    programme = build(card.runner, library)
    assert (right == "everything") == (programme.sessions == ())
    if right != "everything":
        possible = {name: can_do(library.exercises[name], card.runner, library) for name in card.options if "_" in name}
        assert [name for name, can in possible.items() if not can] == [right] * (right != "nothing")
        assert right not in {exercise.id for exercise in programme.exercises}


@pytest.mark.parametrize("card", of_kind("may_say"), ids=lambda card: card.id)
def test_a_chart_may_say_the_trends_word_and_never_a_cause(card, library):
    """The word is the trend's, and no card can be answered with “it worked”."""
    found = answer(card, library)
    assert found.right == trend_of(card, library.check_in).word.replace(" ", "_")
    assert "cause" in found.options
    assert "shows no cause" in " ".join(found.why)


def test_the_three_charts_have_three_words(library):
    """No baseline, a flat line, a rise: the cards teach what they say they teach."""
    words = {card.id: trend_of(card, library.check_in).word for card in of_kind("may_say")}
    assert words == {"four_weeks": "no baseline", "flat_hip": "cannot tell", "clear_rise": "clear change"}


@pytest.mark.parametrize("card", of_kind("changes"), ids=lambda card: card.id)
def test_what_changes_is_in_one_of_two_programmes(card, library):
    """The answer is the option that only one of them holds."""
    before, after = ({e.id for e in build(runner, library).exercises} for runner in (card.runner, card.changed()))
    moved = (before ^ after) & set(card.options)
    assert moved == {answer(card, library).right} - {"nothing"}


def test_each_kind_of_card_is_there():
    """Eight to fourteen cards, of every kind."""
    assert 8 <= len(CARDS) <= 14
    assert {card.kind for card in CARDS.values()} == {"working_hip", "stride", "leave_out", "may_say", "changes"}


def test_an_answer_follows_the_rules_when_they_change(library):
    """Without the rule about bending, the sore outer knee's card has nothing left out, and the card is a fault."""
    with pytest.raises(ValueError, match="'nothing', which is not among the options"):
        answer(CARDS["outer_knee"], without_rule(library, "I2"))
    with pytest.raises(LibraryError, match=r"scenarios.yaml, line \d+, outer_knee.options: the rules answer 'nothing'"):
        read(without_rule(library, "I2"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("exercise: hip_hike", "exercise: hip_hyke", "found 'hip_hyke'; did you mean 'hip_hike'?"),
        ("sources: [YOUDAS2013]", "sources: [YOUDAS2031]", "did you mean 'YOUDAS2013'?"),
        ("asked: glute_left", "asked: glute_lefty", "did you mean 'glute_left'?"),
        ("injuries: {itb: sore}", "injuries: {itbs: sore}", "did you mean 'itb'?"),
        ("injuries: {itb: sore}", "injuries: {itb: sour}", "found 'sour'; did you mean 'sore'?"),
        ("arm_back: left", "arm_back: behind", "found 'behind'; allowed: left, right"),
        ("question: Which hip is driving?", "qestion: Which hip is driving?", "did you mean 'question'?"),
        ("  exercise: hip_hike", "  exercise: hip_hike\n  before: [2]", "has `before`, which it does not use"),
        ("  asked: tight_right\n", "", "a card of kind `may_say` has no `asked`"),
        ("  arm_back: left", "  arm_back: left\n  exercise: seed_rdl", "has `exercise`, which it does not use"),
        ("injuries: {achilles: settled}", "minutes: 5", "`change` does not fit a runner: minutes"),
        ("- id: pelvis_hike", "- id: lunge_row", "'lunge_row' stands twice"),
        ("  title: Heels up", "  title: Heels up\n  title: Heels", "is written twice"),
        ("[2, 3, 4, 5]", "[2, 3, 4, 50]", "found 50"),
        ("[seed_rdl, lateral_step_down,", "[pogo_hops, lateral_step_down,", "only one of the options may be"),
        ("kind: stride", "kind: [", "is not YAML"),
        ("minutes: 45", "start: 2026-13-45", "found '2026-13-45'; input should be a valid date"),
    ],
)
def test_a_fault_in_the_cards_is_told_with_its_line(library, tmp_path, old, new, says):
    """File, line, what was found, and how to mend it."""
    text = (DATA / FILE).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / FILE
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LibraryError) as error:
        read(library, path)
    told = [str(fault) for fault in error.value.faults if says in str(fault)]
    assert told, str(error.value)
    assert re.match(r"scenarios.yaml, line \d+, ", told[0])


def test_a_missing_file_is_told(library, tmp_path):
    """No traceback, a sentence."""
    with pytest.raises(LibraryError, match="cannot be read"):
        read(library, tmp_path / FILE)
