"""The runner's notebook is a title and a call; no notebook leaves anything for git to take up."""

import pytest

from tests.helpers.notebooks import copied, run, written


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("runner"))


def test_the_runners_notebook_shows_one_widget(checkout):
    """Executed in a fresh kernel, its code cell shows the page and prints nothing."""
    notebook = run("runner", checkout)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code"]
    outputs = notebook.cells[1].outputs
    assert [output.output_type for output in outputs] == ["execute_result"]
    assert "application/vnd.jupyter.widget-view+json" in outputs[0].data
    assert written(checkout) == ([], [])
