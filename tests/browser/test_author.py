"""The physio's form in a real browser: what is typed is drawn, checked, and written as the clinic's file."""

from contextlib import contextmanager

import nbformat
import pytest
import yaml
from playwright.sync_api import expect

from tests.helpers.serving import served
from workbook.library import Library

pytestmark = pytest.mark.browser


@contextmanager
def opened(source, tmp_path, chromium):
    """A form of a notebook's cell on a phone, served as a page."""
    notebook = tmp_path / "author.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), notebook)
    with served(notebook, tmp_path / "log", "--Voila.config_file_paths=hosting/voila", preheat=False) as address:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        context.close()
        assert errors == []


@pytest.fixture
def form(tmp_path, chromium):
    """The form on a folder that is not there yet, and that folder."""
    folder = tmp_path / "my_clinic"
    source = f"from widgets.author.author import Author\n\nAuthor({str(folder)!r}).page"
    with opened(source, tmp_path, chromium) as page:
        yield page, folder


def field(page, *steps):
    """A field of the exercise by its place: names, and numbers from 0."""
    return page.locator(f"""[id="exercise{"".join(f"[{step}]" for step in steps)}"]""")


def folded(page, what):
    return page.get_by_role("button", name="Show", description=what, exact=True)


def retype(box, text):
    """Typed anew and left, which is when the form takes it."""
    box.fill(text)
    box.press("Tab")


def change_the_pose(page, seen):
    """The drawing follows; where none can be made the last one stays, and says so."""
    still = seen.get_by_role("figure").first
    before = still.inner_html()
    folded(page, "drawing poses 1").press("Enter")
    trunk = field(page, "drawing", "poses", 0, "trunk")
    trunk.press("ArrowDown")
    expect(seen.locator("pre")).to_contain_text("trunk: 67")
    assert still.inner_html() != before
    retype(trunk, "")
    expect(seen).to_contain_text("This is the last drawing that could be made. drawing.poses.0.trunk")
    retype(trunk, "60")
    expect(seen).not_to_contain_text("This is the last drawing")


def test_a_physio_changes_a_dose_and_a_pose_and_mends_what_is_wrong(form):
    """By keyboard and label; the drawing follows, the fault is told, and the file says what differs."""
    page, folder = form
    seen = page.locator(".author-seen")
    page.get_by_label("Exercise", exact=True).select_option("Loaded step-up (step_up_loaded)")
    expect(field(page, "id")).to_have_value("step_up_loaded", timeout=60_000)
    expect(seen).to_contain_text("Nothing differs from the library")
    write = page.get_by_role("button", name="Write the file")
    expect(write).to_be_disabled()

    retype(field(page, "dose", "rounds", 0), "2")
    expect(seen.locator("pre")).to_contain_text("dose: {rounds: [2, 3]}")
    change_the_pose(page, seen)

    step = page.locator("""[name="exercise[equipment][need][0][0]"]""")
    expect(step.locator("option:checked")).to_have_text("Step")
    step.select_option("Dumbbell")
    expect(seen.locator("pre")).to_contain_text("need: [[dumbbell")
    step.select_option("Step")
    expect(seen.locator("pre")).not_to_contain_text("need:")
    retype(field(page, "name"), "")
    expect(seen).to_contain_text("should not be empty")
    expect(write).to_be_disabled()
    retype(field(page, "name"), "Loaded step-up")
    expect(write).to_be_enabled()
    assert not folder.exists()
    write.press("Enter")
    path = folder / "exercises" / "step_up_loaded.yaml"
    expect(seen).to_contain_text(f"Written: {path}")

    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert said.keys() == {"dose", "drawing"}
    assert said["dose"] == {"rounds": [2, 3]}
    found = Library.read(overlay=folder).exercises["step_up_loaded"]
    assert (found.dose.rounds, found.drawing.poses[0].trunk) == ((2, 3), 60)


def test_a_physio_begins_anew_for_another_runner(tmp_path, chromium):
    """With the keyboard; asked first, and nothing of the one before is left on the screen."""
    source = (
        "from widgets.author.prescriber import Prescriber\n\nPrescriber(by='Us', address='https://a.example/').page"
    )
    with opened(source, tmp_path, chromium) as page:
        name, seen = page.get_by_label("Name or code"), page.locator(".author-seen")
        retype(name, "Anna")
        retype(field(page, "word"), "Slowly, please.")
        expect(seen).to_contain_text("Slowly, please.")
        anew = page.get_by_role("button", name="Begin anew")
        anew.press("Enter")
        expect(seen).to_contain_text("Clear all that you entered for Anna?")
        keep = page.get_by_role("button", name="Keep it")
        expect(keep).to_be_focused()
        keep.press("Enter")
        expect(keep).not_to_be_attached()
        expect(field(page, "word")).to_have_value("Slowly, please.")
        anew.press("Enter")
        page.get_by_role("button", name="Clear it all").press("Enter")
        expect(field(page, "word")).to_have_value("")
        expect(name).to_have_value("")
        expect(page.get_by_label("From", exact=True)).to_have_value("Us")
        expect(page.get_by_label("The runner's diary")).to_be_focused()
        expect(seen).not_to_contain_text("Slowly, please.")
