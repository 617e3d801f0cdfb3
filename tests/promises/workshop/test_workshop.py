"""The workshop asks first and then reveals, and its notebook is an hour that runs and reads."""

import re
from html import unescape
from itertools import pairwise

import nbformat
import pytest

from tests import ROOT
from tests.helpers import notebooks
from tests.promises.page.test_views import answer as choose
from widgets.workshop.predict import Predict, Revealed
from widgets.workshop.scenario_card import scenario_card
from workbook.library import shipped
from workbook.workshop.answers import answer
from workbook.workshop.cards import read

NOTEBOOK = ROOT / "workbook" / "workshop.ipynb"
CARDS = read(shipped())


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture
def asked():
    """A question of our own, whose right answer is `b`."""
    predict = Predict("<h3>Card</h3>")
    predict.ask("Which?", {"a": "First <b>", "b": "Second"}, lambda: Revealed("b", "<p>Because.</p>"))
    return predict


def test_nothing_is_revealed_before_a_prediction(asked):
    """The button is off and says why; even a press that comes through shows no answer."""
    assert asked.button.disabled
    assert "Choose an answer first" in asked.hint.value
    asked.button.click()
    assert asked.answer.value == ""
    assert "Choose an answer first" in asked._error.value


def test_the_answer_is_not_even_worked_out_before_the_prediction():
    """What has not been sent to the browser cannot be looked up there."""
    called = []
    predict = Predict()
    predict.ask("Which?", {"a": "A"}, lambda: called.append(1) or Revealed("a", ""))
    predict.button.click()
    assert called == []
    choose(predict.asks, prediction="a")
    assert called == []
    predict.button.click()
    assert called == [1]


def test_an_invented_option_is_no_prediction(asked):
    """Only what was offered can be chosen."""
    choose(asked.asks, prediction="c")
    assert asked.button.disabled


@pytest.mark.parametrize(("chosen", "says"), [("a", "Not as you predicted"), ("b", "As you predicted")])
def test_right_and_wrong_predictions_are_shown_in_words(asked, chosen, says):
    """Both are marked in the list, and the reason stands below."""
    choose(asked.asks, prediction=chosen)
    assert not asked.button.disabled
    asked.button.click()
    assert f"<h3>{says}</h3>" in asked.answer.value
    assert "<b>Second</b> – the rules’ answer" in asked.answer.value
    assert "your prediction" in asked.answer.value
    assert "<p>Because.</p>" in asked.answer.value


def test_options_are_escaped(asked):
    """A title with a sign of HTML in it is text."""
    choose(asked.asks, prediction="a")
    asked.button.click()
    assert "First &lt;b&gt;" in asked.answer.value


def test_a_prediction_stands_once_it_is_revealed_and_can_be_made_again(asked):
    """The options are gone with the reveal; asking again hides the answer and forgets the choice."""
    choose(asked.asks, prediction="a")
    asked.button.click()
    assert asked.asks.items == []
    assert asked.button.description == "Predict again"
    asked.button.click()
    assert asked.answer.value == ""
    assert asked.prediction is None
    assert asked.button.disabled


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_shows_reason_source_and_temptation_after_the_reveal(card, library):
    """And nothing of it before; the drawing has no colours until then."""
    shown = scenario_card(card, library)
    head = shown.box.children[0].value
    assert not re.search(r"class=['\"][hpl]['\"]", head)
    choose(shown.asks, prediction=next(iter(answer(card, library).options)))
    shown.button.click()
    said = unescape(shown.answer.value)
    assert answer(card, library).why[0] in said
    assert card.tempting in said
    assert "Sources: " in said
    if card.kind in ("working_hip", "stride") and answer(card, library).right != "none":
        assert re.search(r"class=['\"]h['\"]", shown.answer.value)


def test_texts_of_the_file_are_escaped(library):
    """A card is written by a person, and shown as text."""
    card = CARDS["lunge_row"].model_copy(update={"title": "<script>", "story": "<i>", "tempting": "a <b> c"})
    shown = scenario_card(card, library)
    assert "<script>" not in shown.box.children[0].value
    assert "<i>" not in shown.box.children[0].value
    choose(shown.asks, prediction="left")
    shown.button.click()
    assert "a &lt;b&gt; c" in shown.answer.value


def test_the_first_screen_says_that_nothing_here_is_personal(notebook):
    """Title, the sentence on personal data, and what the hour holds."""
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert "No personal data" in first.source[:200]
    assert "Do not enter your own health answers" in " ".join(first.source.split())


def test_the_minutes_are_an_hour_and_each_part_is_there(notebook):
    """From 0 to 60 without a gap, and every part of the table is a heading below."""
    table = re.findall(r"^\| (\d+)–(\d+) \| \*\*(.+?)[.?]\*\*", notebook.cells[0].source, re.M)
    ends = [(int(start), int(end)) for start, end, _ in table]
    assert ends[0][0] == 0
    assert ends[-1][1] == 60
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    headings = "\n".join(re.findall(r"^## (.+)$", "\n".join(c.source for c in notebook.cells), re.M))
    assert all(name in headings for *_, name in table)


def test_the_notebook_reads_as_a_document(notebook):
    """Text before each code cell, code of three lines at most, and a note for the speaker with its minutes a part."""
    for before, cell in pairwise(notebook.cells):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown"
            assert len(cell.source.splitlines()) <= 3
    notes = [cell.source for cell in notebook.cells if "speaker" in cell.metadata.get("tags", [])]
    assert len(notes) == notebook.cells[0].source.count("| **")
    assert all(re.search(r"<summary>For the speaker: \d+–\d+", note) for note in notes)


def test_the_notebook_runs_in_a_clean_kernel(tmp_path):
    """Every cell but the import shows one widget, nothing is printed, and nothing is written."""
    checkout = notebooks.copied(tmp_path)
    notebook = notebooks.run("workshop", checkout)
    assert notebooks.written(checkout) == ([], [])
    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert outputs[0] == []
    assert len(outputs) == 10
    for shown in outputs[1:]:
        assert [output.output_type for output in shown] == ["execute_result"]
        assert "application/vnd.jupyter.widget-view+json" in shown[0].data
