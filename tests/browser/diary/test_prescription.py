"""A prescription from the physio to one runner and back: through two browsers, and no server keeps any of it."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alone import tap
from tests.browser.conftest import is_kept, visiting
from tests.browser.test_journey import at, none_of_these, settled, sideways
from tests.helpers.prescriptions import LINE
from widgets.author.prescriber import Prescriber
from workbook.caseload import caseload
from workbook.diary.link import text_in
from workbook.diary.prescribed import file
from workbook.diary.runner_profile import Profile

pytestmark = pytest.mark.browser
ORDER = {
    "by": "Riverside Physio",
    "runner": "Anna 7",
    "word": "Slowly, please.",
    "sessions": 2,
    "exercises": [
        {**LINE, "rounds": 1, "reps": 6, "rest_s": 10, "side": "left", "note": "Knee over the toes."},
        {"exercise": "calf_raise_double", "rounds": 1, "reps": 12, "rest_s": 10},
    ],
    "without": [],
}


def prescribed(address: str, **changes) -> str:
    """The link that a physio's form gives."""
    prescriber = Prescriber(Profile(injuries={"pfp": "sore"}), by=ORDER["by"], address=address)
    prescriber.name.value = ORDER["runner"]
    prescriber.form.told = {"draft": prescriber.form.asked["draft"], "value": {**ORDER, **changes}}
    link = prescriber._link.value
    return link[link.index("href='") + 6 :].partition("'")[0]


def followed(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("region", name="A prescription for you")).to_contain_text("Riverside Physio")
    page.get_by_role("button", name="Follow it", exact=True).click()
    expect(page.get_by_text("You follow what Riverside Physio prescribed.")).to_be_visible()


def followed_once_safe(page: Page, link: str) -> None:
    """Opened, the safety questions answered, followed, and seen in Plan; Python may only have begun."""
    page.goto(link, wait_until="commit")
    offered = page.get_by_role("region", name="A prescription for you")
    expect(offered).to_contain_text("Riverside Physio", timeout=60_000)
    none_of_these(page)
    at(page, "prescription")
    page.get_by_role("button", name="Follow it", exact=True).click()
    expect(page.get_by_text("You follow what Riverside Physio prescribed.")).to_be_visible()
    at(page, "plan")
    expect(page.get_by_role("region", name="This week")).to_contain_text("Prescribed by Riverside Physio")


def trained(page: Page) -> None:
    """The session of two exercises, each done."""
    at(page, "today")
    page.get_by_role("button", name="Start the session").click()
    player = page.get_by_role("dialog")
    expect(player.get_by_text("Riverside Physio: Knee over the toes.")).to_be_visible()
    expect(player.get_by_text("6 reps, left side only")).to_be_visible()
    tap(page, "Next")
    tap(page, "Done")
    expect(page.get_by_text("Rest", exact=True)).to_be_visible()
    tap(page, "Next", "Next")
    tap(page, "Done")
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def test_it_is_made_sent_followed_trained_and_handed_back(chromium: Browser, server, address, tmp_path: Path):
    """Made in the physio's workbook, opened on a phone of somebody new, and read by the runner's code."""
    link = prescribed(address)
    asked: list[str] = []
    with visiting(chromium, address, 390) as page:
        page.on("request", lambda request: asked.append(request.url))
        followed(page, link)
        assert not sideways(page)
        assert "#" not in page.url or "prescription=" not in page.url
        at(page, "today")
        expect(page.get_by_role("button", name="Start the session")).to_have_count(0)
        none_of_these(page)
        is_kept(page, "prescribed-")
        trained(page)
        at(page, "your-diary")
        page.get_by_text("Send it to your physio").first.click()
        expect(page.get_by_label("Your name or code")).to_have_value("Anna 7")
        page.get_by_label("How much").select_option("week")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download a file for them").click()
        folder = tmp_path / "caseload"
        folder.mkdir()
        download.value.save_as(folder / "from a mail.json")
        page.get_by_role("button", name="Make a link for them").press("Enter")
        handed = page.get_by_role("textbox", name="Link")
        expect(handed).to_have_value(re.compile("#diary="))
        sent = handed.input_value()
    assert json.loads(text_in(sent.partition("#")[2]))["entries"]
    found = caseload.read(folder)
    assert found.runners == ("Anna 7",)
    assert list(found.frame.exercises.dropna()) == [2]
    assert found.profiles["Anna 7"].prescribed.by == "Riverside Physio"
    with visiting(chromium, address, 1200) as page:
        page.goto(sent)
        expect(page.get_by_role("group", name="Another diary")).to_contain_text("1 session")
    packed = link.partition("#")[2]
    assert not any("Anna" in url or packed[:40] in url or "prescription=" in url for url in asked)
    log = Path(server.log).read_text(encoding="utf-8", errors="replace")
    assert not any(word in log for word in ("Anna 7", packed[:40], "Riverside"))


def test_who_says_not_now_has_nothing_changed(visitor_once: Page, address):
    page = visitor_once
    none_of_these(page)
    is_kept(page, "answer-screened")
    page.goto(prescribed(address))
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    assert "prescribed" not in page.evaluate("localStorage.getItem('strength-guide-diary')")


def test_it_is_put_aside_and_followed_again(visitor_once: Page, address):
    page = visitor_once
    none_of_these(page)
    followed(page, prescribed(address))
    at(page, "plan")
    expect(page.get_by_role("region", name="This week")).to_contain_text("Prescribed by Riverside Physio")
    at(page, "prescription")
    page.get_by_role("button", name="Put it aside").click()
    expect(page.get_by_text("The guide's own programme is back.")).to_be_visible()
    at(page, "plan")
    expect(page.get_by_role("region", name="This week")).not_to_contain_text("Riverside")
    at(page, "prescription")
    page.get_by_role("button", name="Follow it again").click()
    at(page, "plan")
    expect(page.get_by_role("region", name="This week")).to_contain_text("Prescribed by Riverside Physio")


def test_a_script_in_it_is_text(visitor_once: Page, address):
    """A hostile one is shown as it is written, and nothing of it runs: `visiting` sees every error and every host."""
    page = visitor_once
    bad = "<img src=x onerror=\"document.title='hacked'\">"
    page.goto(prescribed(address, word=bad))
    expect(page.get_by_text(bad)).to_be_visible()
    assert page.title() != "hacked"


def test_a_file_opens_as_the_link_does(visitor_once: Page, tmp_path):
    page = visitor_once
    order = file.checked({"id": "0123456789abcdef", "date": dt.date.today().isoformat(), **ORDER})
    (tmp_path / "anna.prescription.json").write_text(file.write(order), encoding="utf-8")
    at(page, "your-diary")
    page.get_by_label("Open diary").set_input_files(tmp_path / "anna.prescription.json")
    expect(page.get_by_role("region", name="A prescription for you")).to_contain_text("Slowly, please.")


def test_a_first_visit_leads_to_it_and_days_tell_its_number(chromium: Browser, address):
    """A choice that was drawn before becomes a sentence, and is a choice again once it is put aside."""
    with visiting(chromium, address, 390) as page:
        at(page, "days")
        expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()
        page.goto(prescribed(address, sessions=4))
        expect(page.get_by_role("region", name="A prescription for you")).to_be_visible()
        none_of_these(page)
        at(page, "check")
        waits = page.get_by_text("A prescription by Riverside Physio waits for your word.", exact=True)
        expect(waits).to_be_visible()
        expect(page.get_by_role("button", name="Here is tonight's session")).to_have_count(0)
        page.get_by_role("button", name="Look at the prescription").click()
        page.locator(".guide-page[data-place='prescription']").wait_for()
        settled(page)
        page.get_by_role("button", name="Follow it", exact=True).click()
        expect(page.get_by_text("You follow what Riverside Physio prescribed.")).to_be_visible()
        at(page, "days")
        expect(page.get_by_text("4 a week, as Riverside Physio prescribed.")).to_be_visible()
        expect(page.get_by_role("group", name="Sessions a week")).to_have_count(0)
        at(page, "prescription")
        page.get_by_role("button", name="Put it aside").click()
        expect(page.get_by_text("It is put aside.")).to_be_visible()
        at(page, "days")
        expect(page.get_by_role("group", name="Sessions a week").get_by_role("radio", name="2")).to_be_checked()
