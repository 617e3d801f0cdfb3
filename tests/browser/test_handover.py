"""The guide that a browser prints: whole on either paper, and printed under a strict policy, also from a disk."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.promises.paper.test_handout import PAPERS, is_whole, runner, words
from tests.promises.paper.test_typeset import clinic
from widgets.controls.handover import Handover
from widgets.controls.script import styles
from workbook.case import Case
from workbook.paper import page as paper

pytestmark = pytest.mark.browser
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' blob: 'wasm-unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src blob: data:"
)
FOOT = "Strength Guide for Runners. Not a diagnosis. No clinician has reviewed its texts yet."
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1"
FILE = """<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<style>{css}</style><div class="guide-page"><div id="root"></div></div><script type="module">
const heard = [];
const model = {{ on: (_, what) => heard.push(what), off() {{}}, send() {{}} }};
window.hear = (message) => heard.forEach((what) => what(message));
const script = new Blob([{script}], {{ type: "text/javascript" }});
const {{ default: widget }} = await import(URL.createObjectURL(script));
window.remove = widget.render({{ model, el: document.getElementById("root") }});
</script>"""
PRINTED = """(html) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("nothing was printed")), 15000);
  new MutationObserver(() => {
    const frame = document.querySelector("iframe");
    const listen = () => frame.contentWindow.addEventListener("beforeprint", () => done(frame.contentDocument.title));
    frame?.addEventListener("load", listen, { capture: true });
  }).observe(document.body, { childList: true });
  hear({ kind: "print", html });
})"""
"""Has a page printed, and tells the title of what was."""


@pytest.fixture
def guide(library) -> Case:
    """For a runner of a clinic, whose words are in many scripts, and a script of the other kind."""
    return runner(clinic(library, "走る عيادة <script>parent.hit = 1</script> Zoë 📞"))


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path, request) -> Iterator[Page]:
    """The buttons, alone in one file on a disk, in the browser that the test names."""
    script = json.dumps(Handover._esm).replace("</", "<\\/")
    (tmp_path / "page.html").write_text(FILE.format(policy=POLICY, css=styles(), script=script), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 390, "height": 844}, **getattr(request, "param", {}))
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.get_by_role("button", name="Calendar file")).to_be_visible()
    yield page
    context.close()
    assert complaints == []


def html(case: Case, size: str = "a4") -> str:
    return paper.html(case.profile, case.programme, case.library, size)


def test_the_guide_is_whole_on_paper(chromium, library):
    """As the browser makes a PDF of it: all its words on sheets of the right size, none empty, a box a session."""
    case = runner(library)
    page = chromium.new_page()
    for size, sides in PAPERS.items():
        page.set_content(html(case, size))
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert tuple(round(float(side)) for side in sheets[0].mediabox[2:]) == sides
    assert page.locator(".box").count() == len(case.programme.weeks) * case.profile.sessions
    page.close()
    said = [words(sheet.extract_text()) for sheet in sheets]
    assert len(said) < 25
    feet = [words(f"{number} / {len(said)}{FOOT}") for number in range(1, len(said) + 1)]
    assert all(sheet.startswith(foot) and len(sheet) > 300 for sheet, foot in zip(said, feet, strict=True))
    is_whole(feet[0] + "".join(sheet.removeprefix(foot) for sheet, foot in zip(said, feet, strict=True)), case)


def test_the_guide_is_printed_from_a_file_under_a_strict_policy(opened, guide):
    """By itself, not seen on the screen, the newest one alone; no script that somebody wrote runs in it."""
    sideways = "document.documentElement.scrollWidth > innerWidth"
    for _ in range(2):
        assert opened.evaluate(PRINTED, html(guide)) == "Strength Guide for Runners"
        assert not opened.evaluate(sideways)
    expect(opened.get_by_role("status")).to_have_text(re.compile("ready to print: choose “Save as PDF” to keep it"))
    expect(opened.locator("iframe")).to_have_count(1)
    frame = opened.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("Strength Guide for Runners")
    expect(frame.locator(".card h3").first).to_have_text(guide.library.clinic.name)
    opened.evaluate("remove()")
    expect(opened.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("opened", [{"user_agent": IPHONE}], indirect=True)
def test_where_no_frame_is_printed_the_guide_opens_in_a_tab(opened, guide):
    """By a link, which no browser takes for an advertisement."""
    opened.evaluate("(html) => hear({ kind: 'print', html })", html(guide))
    expect(opened.get_by_role("status")).to_contain_text("Print it there")
    with opened.expect_popup() as tab:
        opened.get_by_role("link", name="Open your guide").click()
    expect(tab.value.locator(".card h3").first).to_have_text(guide.library.clinic.name)
    expect(opened.locator("iframe")).to_have_count(0)
