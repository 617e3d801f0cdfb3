"""The page's widgets where other front ends draw them: stock Voila, and JupyterLab, which know nothing of ours."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import ROOT
from tests.helpers.serving import Server, running, served

pytestmark = pytest.mark.browser
NOTEBOOK = ROOT / "workbook" / "runner.ipynb"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A desk's browser, which asks no other host: stock Voila would have fonts from one."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.route(lambda address: "//localhost" not in address, lambda route: route.abort())
    yield context
    context.close()


def answered(page: Page) -> None:
    """A tick has its effect, which only the kernel knows; address and title of what is around stay."""
    title, address = page.title(), page.url
    page.get_by_role("button", name="Begin", exact=True).click(timeout=60_000)
    page.get_by_role("checkbox", name="Runner's knee: sore now").check()
    bar = page.get_by_role("navigation", name="Places")
    bar.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Runner's knee (now)")).to_be_visible(timeout=60_000)
    bar.get_by_role("button", name="Today").click()
    assert (page.title(), page.url) == (title, address)


class Lab(Server):
    """JupyterLab, with the notebooks of a folder and nothing of ours in its settings."""

    def __init__(self, folder: Path, log: Path) -> None:
        super().__init__(folder, log)
        self._command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={self.port}", "--allow-root"]
        self._command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--ServerApp.port_retries=0"]
        self._environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(log.parent / "settings")}


def test_stock_voila_shows_the_page_as_it_is(context, tmp_path):
    """With Voila's own template, and JupyterLab's front end in it."""
    with served(NOTEBOOK, tmp_path / "log", preheat=False) as address:
        page = context.new_page()
        page.goto(address)
        answered(page)


def test_jupyterlab_shows_the_page_as_it_is(context, tmp_path):
    """Twice in one notebook, too: each page has widgets of its own."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "runner.ipynb").write_bytes(NOTEBOOK.read_bytes())
    with running(Lab(tmp_path / "notes", tmp_path / "log")) as lab:
        page = context.new_page()
        page.goto(f"{lab.url}lab/tree/runner.ipynb?reset")
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
        page.get_by_role("main").get_by_text("runner_page()").first.click()
        page.keyboard.press("Control+Enter")
        answered(page)
        page.get_by_role("main").get_by_text("runner_page()").first.click()
        page.keyboard.press("Control+Enter")
        answered(page)
