"""The physio's notebook runs from the top, reads as a document, and writes nothing beside what it says."""

from itertools import pairwise

import pytest

from tests.helpers import notebooks

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return notebooks.copied(tmp_path_factory.mktemp("physio"))


@pytest.fixture(scope="module")
def notebook(checkout):
    """The notebook, executed with each line that waits behind a `#`."""
    return notebooks.run("physio", checkout)


def outputs(notebook, cell: str) -> dict[str, str]:
    """What a cell showed, by kind."""
    found = next(one for one in notebook.cells if one["id"] == cell)["outputs"]
    whole = {kind: text for output in found for kind, text in output.get("data", {"text": output.get("text")}).items()}
    return {kind: text.replace("<wbr>", "") if isinstance(text, str) else text for kind, text in whole.items()}


def test_it_runs_and_writes_only_what_it_says(notebook, checkout):
    """The one PDF, and with the `#` taken away tables and a report; git passes them over."""
    assert notebooks.written(checkout) == ([], ["data/samples/caseload/caseload/", "workbook/guide.pdf"])
    caseload = {path.name for path in (checkout / "data" / "samples" / "caseload" / "caseload").iterdir()}
    assert {"caseload.csv", "caseload.parquet", "caseload.xlsx"} < caseload
    assert sum(name.endswith(".pdf") for name in caseload) == 1
    assert all(output.output_type != "error" for cell in notebook.cells for output in cell.get("outputs", ()))


def test_what_the_form_and_the_commands_write_is_passed_over(checkout):
    """An overlay of the name that form and texts use, the picture of all exercises, a bundle."""
    (checkout / "my_clinic" / "exercises").mkdir(parents=True)
    for name in ("my_clinic/exercises/mine.yaml", "figures.png", "strength-guide-0.1.0-linux.zip"):
        (checkout / name).write_text("made up", encoding="utf-8")
    assert notebooks.written(checkout)[0] == []


def test_every_part_shows_what_it_is_about(notebook):
    """Frames, faults, the page, the form, a chart and a caseload."""
    assert "seed_rdl" in outputs(notebook, "exercises")["text/html"]
    assert "COLLINGS2023" in outputs(notebook, "evidence_of")["text/html"]
    assert "avoid" in outputs(notebook, "rules_of")["text/html"]
    assert "weeks.3.rounds" in outputs(notebook, "ours")["text/html"]
    assert outputs(notebook, "faults_of")["text"].startswith("25 faults in the data:")
    for widget in ("author_form", "runner_page"):
        assert "application/vnd.jupyter.widget-view+json" in outputs(notebook, widget)
    assert "red" in outputs(notebook, "in_red")["text/html"]
    for chart in ("multiples", "overview"):
        assert "application/vnd.plotly.v1+json" in outputs(notebook, chart)


def test_no_table_cuts_a_sentence(notebook):
    """Each of them is the one that wraps; tests/browser/test_tables.py measures how wide they are."""
    found = [
        output["data"]["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if "<table" in output.get("data", {}).get("text/html", "")
    ]
    assert len(found) >= 14
    assert [table for table in found if "guide-table" not in table] == []
    assert [table for table in found if "...</td>" in table or "…</td>" in table] == []


def test_it_reads_as_a_document(notebook):
    """A title, and words before what is shown; cells are short, as the code is in modules."""
    cells = notebook.cells
    assert cells[0].source.startswith("# The physio's workbook")
    titles = [cell.source.partition("\n")[0] for cell in cells if cell.source.startswith("## ")]
    assert [title[3] for title in titles] == list("12345678")
    for before, cell in pairwise(cells):
        assert cell.cell_type == "markdown" or before.cell_type == "markdown" or len(cell.source.splitlines()) <= 8
