"""Days in a real browser: typed on a keyboard, at the other end of the world, and at midnight."""

import datetime as dt
import json
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import is_kept
from tests.browser.test_journey import at, rate, step
from workbook.diary.day import in_words

pytestmark = pytest.mark.browser


def kept_start(page: Page) -> list[str]:
    entries = json.loads(page.evaluate("localStorage.getItem('strength-guide-diary')") or '{"entries": []}')["entries"]
    return [entry["value"] for entry in entries if entry["id"] == "answer-start"]


def test_a_date_typed_on_a_keyboard_counts_once_its_year_is_there(visitor_once: Page):
    """Years 2, 20 and 202 are on the way and are told to nobody; one that cannot be is told when it is left."""
    page = visitor_once
    at(page, "days")
    field = page.get_by_label("First day of week 1")
    page.evaluate("""() => { window.told = []; addEventListener("storage", () => {});
      const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, text) {
        window.told.push(text); set.call(this, key, text); }; }""")
    field.click()
    page.keyboard.press("Home")
    page.keyboard.type("11302026")
    expect(field).to_have_value("2026-11-30")
    at(page, "kit")
    page.get_by_role("checkbox", name="Dumbbell").check()
    is_kept(page, "dumbbell")
    at(page, "days")
    assert kept_start(page) == ["2026-11-30"]
    assert not page.evaluate("window.told.some((text) => /\\b0[0-9]{3}-11-30/.test(text))")
    field.click()
    page.keyboard.press("Home")
    page.keyboard.type("11300202")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert").filter(has_text="Choose a day from 2000 to 2099")).to_be_visible()
    assert kept_start(page) == ["2026-11-30"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_visitors_own(chromium, address, zone):
    """14 hours before and 11 hours behind the server: a check-in of their today is saved, and stays."""
    context = chromium.new_context(timezone_id=zone, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    step(page, "Check in")
    today = dt.datetime.now(ZoneInfo(zone)).date()
    expect(page.get_by_label("Date of this check-in")).to_have_value(today.isoformat())
    rate(page, "^Left: in your main sets", 4)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text(f"Check-in of {in_words(today)} saved")).to_be_visible()
    page.reload()
    step(page, "Check in")
    page.get_by_text(re.compile(r"Past check-ins")).click()
    expect(page.get_by_text(in_words(today), exact=True)).to_be_visible()
    context.close()


def test_midnight_begins_a_day_on_an_open_page(chromium, address):
    """The date of an empty check-in follows the clock; that of a half-filled one stays."""
    context = chromium.new_context(timezone_id="Europe/London", viewport={"width": 390, "height": 844})
    page = context.new_page()
    tonight = dt.datetime.now(ZoneInfo("Europe/London")).replace(hour=23, minute=58, second=0, microsecond=0)
    page.clock.install(time=tonight)
    page.goto(address)
    step(page, "Check in")
    field = page.get_by_label("Date of this check-in")
    expect(field).to_have_value(tonight.date().isoformat())
    page.clock.fast_forward("05:00")
    tomorrow = tonight.date() + dt.timedelta(days=1)
    expect(field).to_have_value(tomorrow.isoformat())
    expect(field).to_have_attribute("max", tomorrow.isoformat())
    rate(page, "^Left: in your main sets", 4)
    page.clock.fast_forward("24:00:00")
    expect(field).to_have_attribute("max", (tomorrow + dt.timedelta(days=1)).isoformat())
    expect(field).to_have_value(tomorrow.isoformat())
    context.close()
