"""The notebook is a title and a call, and it runs."""

import nbformat
from nbclient import NotebookClient

from tests import ROOT

NOTEBOOK = ROOT / "workbook" / "runner.ipynb"


def test_the_runners_notebook_shows_one_widget():
    """Executed in a fresh kernel, its code cell shows the page and prints nothing."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown", "code"]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    outputs = notebook.cells[1].outputs
    assert [output.output_type for output in outputs] == ["execute_result"]
    assert "application/vnd.jupyter.widget-view+json" in outputs[0].data
