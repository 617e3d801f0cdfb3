"""No answer of a runner reaches the server's log, an address, or any file that the server writes."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.browser.diary.test_survival import ready
from tests.browser.test_journey import at, rate, step
from tests.helpers.kept import unlisted
from tests.helpers.serving import Crowded, running
from workbook.case import Case
from workbook.diary.link import pack

pytestmark = pytest.mark.browser
MARK = "zebracrossing"
"""An answer that stands nowhere else; an equipment id that this library does not know is kept as it is."""


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder for all that the server writes; its name is short, as the address of a kernel's socket must be."""
    folder = Path(tempfile.mkdtemp(prefix="home"))
    yield folder
    shutil.rmtree(folder)


def test_no_answer_leaves_the_browser_and_the_kernels_memory(chromium, tmp_path, home, monkeypatch):
    """Answers, a file, a link, a table, a damaged file, a kernel's error: the mark is found nowhere outside."""
    for name in ("HOME", "TMPDIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(home))
    marked, downloads = Case(), tmp_path / "downloads"
    marked.answer(equipment=(MARK, "dumbbell"), injuries={MARK: "sore"})
    downloads.mkdir()
    log, addresses = tmp_path / "log", []
    with running(Crowded(log, CEILING=4, POOL=1)) as server:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
        context.on("request", lambda request: addresses.append(request.url))
        context.on("request", lambda request: addresses.append(str(request.headers)))
        page = context.new_page()
        page.goto(server.url + "#diary=" + pack(marked.diary))
        ready(page)
        page.get_by_role("button", name="Add it to the diary here").click()
        expect(page.get_by_text("Diary opened: 0 check-ins")).to_be_visible()
        open_files(page, downloads, marked)
        check_in(page)
        make_a_link_and_a_table(page)
        page.reload()
        ready(page)
        assert MARK in page.evaluate("localStorage.getItem('strength-guide-diary')")
        keys_in_list(page)
        written = {path: path.read_bytes() for path in everything(home)}
        context.close()
    assert MARK not in log.read_text()
    assert not [address for address in addresses if MARK in address or "glute_left" in address]
    packed = pack(marked.diary)[:40]
    assert not [address for address in addresses if packed in address]
    assert not [path for path, content in written.items() if MARK.encode() in content]


def open_files(page: Page, folder: Path, marked: Case) -> None:
    """A diary, and one that is damaged."""
    file, damaged = folder / f"{MARK}.json", folder / f"{MARK}-damaged.json"
    file.write_text(marked.diary_text())
    at(page, "your-diary")
    page.get_by_label("Open diary").set_input_files(file)
    expect(page.get_by_text("Diary opened: 0 check-ins")).to_be_visible()
    damaged.write_text(f'{{"strength_guide_diary": 2, "entries": ["{MARK}"]}}')
    page.get_by_label("Open diary").set_input_files(damaged)
    expect(page.get_by_text("This diary is damaged")).to_be_visible()


def check_in(page: Page) -> None:
    step(page, "Check in")
    rate(page, "^Left: in your main sets", 7)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text("1 check-in so far")).to_be_visible()


def make_a_link_and_a_table(page: Page) -> None:
    step(page, "Your diary")
    page.get_by_role("button", name="Make a private link").click()
    expect(page.get_by_role("textbox", name="Link")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as a table").click()
    assert re.fullmatch(r"strength-guide-diary-[0-9-]{10}\.xlsx", saved.value.suggested_filename)
    assert "xl/worksheets/sheet2.xml" in ZipFile(saved.value.path()).namelist(), "it came whole"


def keys_in_list(page: Page) -> None:
    """Every key that the page keeps is in the list, and in the storage that it names."""
    for storage in ("local", "session"):
        assert [key for key in page.evaluate(f"Object.keys({storage}Storage)") if unlisted(key, storage)] == []


def everything(folder: Path) -> list[Path]:
    """Every file below a folder; sockets and pipes hold nothing."""
    found = (Path(where) / name for where, _, names in os.walk(folder) for name in names)
    return [path for path in found if path.is_file()]
