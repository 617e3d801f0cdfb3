"""A diary that nothing can lose: what happens to a hosted page is done to a real one, and everything comes back."""

import datetime as dt
import json
import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import chromium_path, is_kept
from tests.browser.test_journey import at, is_sore, rate, sore, step
from tests.helpers.serving import CHROMIUM_FLAGS, Crowded, running, wait_for
from workbook.case import Case
from workbook.diary import diary_file

pytestmark = pytest.mark.browser
LOST = 15_000
"""Milliseconds within which the page must say that it is cut off."""
ASKED = 3000
"""Milliseconds between its questions whether its kernel is there."""


def visit(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    ready(page)
    return page


def ready(page: Page) -> None:
    page.get_by_role("navigation", name="Places", include_hidden=True).wait_for(state="attached")


def begin(page: Page) -> None:
    """A tick that reaches the diary, and a check-in that is half filled."""
    is_sore(page, "Shin splints")
    is_kept(page, "answer-injuries")
    step(page, "Check in")
    rate(page, "^Left: in your main sets", 7)


def all_is_back(page: Page, *, right: int | None = None) -> None:
    """What `begin` did, and the right side's score where one was given."""
    ready(page)
    expect(page.get_by_role("heading", name="Check in", exact=True, level=2)).to_be_visible()
    group = page.get_by_role("group", name=re.compile("^Left: in your main sets"))
    expect(group.get_by_role("radio", name="7")).to_be_checked()
    if right is not None:
        group = page.get_by_role("group", name=re.compile("^Right: in your main sets"))
        expect(group.get_by_role("radio", name=str(right))).to_be_checked()
    expect(page.get_by_text("It is not saved yet")).to_be_visible()
    expect(sore(page, "Shin splints")).to_be_checked()


def cut_off(page: Page, after: int = 0) -> None:
    """The banner says so in time, and the controls are quiet."""
    banner = page.get_by_text("Connection lost; what you entered is safe in this browser")
    expect(banner).to_be_visible(timeout=after + LOST)
    assert page.evaluate("[...document.querySelectorAll('.place:not(.works-alone)')].every((place) => place.inert)")


def cut_off_in_time(page: Page) -> None:
    """As `cut_off`, by the clock of the page, which the test has installed and sets forward."""
    banner = page.get_by_text("Connection lost; what you entered is safe in this browser")
    begun = page.evaluate("Date.now()")
    while page.evaluate("Date.now()") - begun < LOST and not banner.is_visible():
        page.clock.run_for(ASKED)
        with suppress(AssertionError):  # what it asks over the line takes its own time
            expect(banner).to_be_visible(timeout=1000)
    cut_off(page)
    assert page.evaluate("Date.now()") - begun <= LOST


def stored(page: Page) -> dict:
    return page.evaluate("JSON.parse(localStorage.getItem('strength-guide-diary'))")


def test_a_touch_is_in_the_browser_at_once(context, address):
    """Within 300 ms of the last touch: here, before the page draws again."""
    page = visit(context, address)
    step(page, "Check in")
    page.get_by_role("group", name=re.compile("^Left: over the last day")).wait_for()
    kept = page.evaluate(
        """async () => {
          const box = document.querySelector('[data-item=tight_left] input[value="3"]');
          const begun = performance.now();
          box.click();
          while (!(localStorage.getItem("strength-guide-draft-check_in") ?? "").includes("tight_left"))
            await new Promise(requestAnimationFrame);
          return performance.now() - begun;
        }"""
    )
    assert kept < 300


def test_the_kernel_is_killed_while_typing(context, server):
    """What was touched between the death and the banner is back after Reload."""
    context.clock.install()
    page = visit(context, server.url)
    begin(page)
    server.kill_kernels()
    rate(page, "^Right: in your main sets", 4)
    cut_off_in_time(page)
    page.get_by_role("button", name="Reload", exact=True).click()
    all_is_back(page, right=4)


def test_an_idle_kernel_is_ended(context, tmp_path):
    """Nobody has touched the page for minutes, and the server ends what nobody uses."""
    with running(Crowded(tmp_path / "log", CEILING=2, POOL=1, IDLE_S=5, GONE_S=4)) as server:
        page = context.new_page()
        page.clock.install()
        page.goto(server.url)
        ready(page)
        begin(page)
        page.clock.fast_forward("05:00")
        cut_off(page, after=10_000)
        page.get_by_role("button", name="Reload", exact=True).click()
        all_is_back(page)


def test_the_server_is_stopped_and_started(context, server):
    """After a restart of everything, Reload is enough."""
    context.clock.install()
    page = visit(context, server.url)
    begin(page)
    server.stop()
    cut_off_in_time(page)
    server.start()
    page.get_by_role("button", name="Reload", exact=True).click()
    all_is_back(page)


def test_the_network_is_cut_and_comes_back(context, server):
    """The banner comes, and goes by itself; nothing needs to be entered again."""
    context.clock.install()
    page = visit(context, server.url)
    begin(page)
    context.set_offline(True)
    rate(page, "^Right: in your main sets", 4)
    cut_off_in_time(page)
    context.set_offline(False)
    expect(page.get_by_text("Connection lost")).to_have_count(0, timeout=40_000)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text(re.compile("Check-in of .* saved"))).to_be_visible()
    answers = next(entry["answers"] for entry in stored(page)["entries"] if entry["kind"] == "check_in")
    assert answers == {"glute_left": 7, "glute_right": 4}


def test_a_reload_at_every_place_brings_the_place_and_the_answers_back(context, address):
    """Wherever in the page that is."""
    page = visit(context, address)
    begin(page)
    for name in ("Check", "Pattern", "Programme", "Today", "Check in", "Progress", "Library"):
        step(page, name)
        page.reload()
        ready(page)
        expect(page.get_by_role("heading", name=name, exact=True, level=2)).to_be_visible()
    step(page, "Check in")
    all_is_back(page)


def test_scripts_that_come_late_lose_nothing(context, address):
    """On a slow line the kernel may have spoken before the other places are there."""
    page = visit(context, address)
    begin(page)

    def late(route: Route) -> None:
        time.sleep(0.5)  # what a slow line takes
        route.continue_()

    page.route("**/front/**", late)
    page.reload()
    all_is_back(page)


def test_a_closed_tab_is_opened_again(context, address):
    """A new tab in the same browser begins where the old one was left."""
    page = visit(context, address)
    begin(page)
    page.close()
    page = visit(context, address)
    step(page, "Check in")
    all_is_back(page)


def test_two_tabs_edit_at_once(context, address):
    """Different answers in each, as fast as they come; both tabs and the browser hold them all."""
    one = visit(context, address)
    two = visit(context, address)
    click = (
        "(name) => [...document.querySelectorAll(`[data-card=habits][data-item=${name[0]}] input`)][name[1]].click()"
    )
    tap = (
        "(n) => [...document.querySelectorAll('[data-item=injuries] .q-spot.q-tile')][n].querySelector('input').click()"
    )
    for turn in range(3):
        one.evaluate(tap, turn)
        two.evaluate(click, ["already", turn])
        two.evaluate(click, ["glute_left", turn])
    for page in (one, two):
        for name in ("Shin splints", "ITB syndrome", "Achilles tendinopathy"):
            expect(sore(page, name)).to_be_checked()
        at(page, "habits")
        expect(page.get_by_role("checkbox", name="Clams")).to_be_checked()
        last = page.locator("[data-card=habits][data-item=glute_left] input").nth(2)
        expect(last).to_be_checked()  # the last of all: in the other tab it comes out of the diary
    values = {entry["id"]: entry["value"] for entry in stored(one)["entries"]}
    assert sorted(values["answer-injuries"]) == ["achilles", "itb", "mtss"]
    assert len(values["answer-already"]) == 3
    assert values["answer-glute_left"] == 2
    assert len(values) == len(stored(one)["entries"]), "nothing is doubled"


def test_the_browser_crashes_between_two_writes(chromium, address, tmp_path):
    """Killed while answers pour in: the older or the newer diary is there, whole, and never half of one."""
    profile = str(tmp_path / "profile")
    pour = """() => {
      const boxes = [...document.querySelectorAll('[data-card=habits][data-item=glute_left] input')];
      let n = 0;
      setInterval(() => boxes[n++ % boxes.length].click(), 100);
    }"""
    poured = """async () => {
      while (!localStorage.getItem("strength-guide-diary")?.includes("glute_left"))
        await new Promise(requestAnimationFrame);
    }"""
    found = []
    for _ in range(2):
        context = chromium.browser_type.launch_persistent_context(
            profile, executable_path=chromium_path(), args=CHROMIUM_FLAGS
        )
        page = visit(context, address)
        found.append(page.evaluate("localStorage.getItem('strength-guide-diary')"))
        if len(found) == 1:
            page.evaluate(pour)
            page.evaluate(poured)
            wait_for(lambda: on_disk(profile, "answer-glute_left"))
        for pid in processes(profile):
            os.kill(pid, signal.SIGKILL)
    assert found[0] is None
    assert diary_file.read(found[1]).profile.glute_left is not None


def on_disk(profile: str, word: str) -> bool:
    """Whether what the browser keeps is there already; Chromium writes it down every few seconds."""
    written = b"".join(path.read_bytes() for path in Path(profile).glob("Default/Local Storage/leveldb/*.log"))
    return word.encode() in written or word.encode("utf-16-le") in written


def processes(profile: str) -> list[int]:
    """Every process of the browser that has this profile."""
    commands = {int(path.parent.name): path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")}
    return [pid for pid, command in commands.items() if f"--user-data-dir={profile}".encode() in command]


def refuses(page: Page, tmp_path: Path) -> None:
    """The page says that it cannot keep the diary, and hands it over as a file instead."""
    is_sore(page, "Shin splints")
    at(page, "check")
    expect(page.get_by_text("What to expect")).to_be_visible()
    expect(page.get_by_text("This browser refuses to keep your diary").locator("visible=true")).to_be_visible()
    step(page, "Your diary")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download diary").click()
    download.value.save_as(tmp_path / "diary.json")
    assert diary_file.read((tmp_path / "diary.json").read_text()).profile.injuries == {"mtss": "sore"}


def test_storage_is_full(context, address, tmp_path):
    """Another page of this host took all the space."""
    page = visit(context, address)
    page.evaluate(
        """() => {
          for (let size = 1 << 22; size; size >>= 1)
            try { for (let n = 0; ; n++) localStorage.setItem(`other-${size}-${n}`, "x".repeat(size)); } catch {}
        }"""
    )
    refuses(page, tmp_path)


def test_storage_is_switched_off(chromium, address, tmp_path):
    """A browser whose owner lets no site keep anything."""
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Preferences").write_text(json.dumps(blocked))
    context = chromium.browser_type.launch_persistent_context(
        profile.parent, executable_path=chromium_path(), args=CHROMIUM_FLAGS, accept_downloads=True
    )
    page = visit(context, address)
    with pytest.raises(Exception, match="Access is denied"):
        page.evaluate("localStorage.length")
    refuses(page, tmp_path)
    context.close()


def test_a_private_window_promises_nothing(context, address):
    """The page does not say that the diary is safe for long, and offers the file."""
    page = visit(context, address)
    begin(page)
    step(page, "Your diary")
    expect(page.get_by_text("a private window forgets everything when it closes")).to_be_visible()
    step(page, "Check in")
    page.reload()
    all_is_back(page)


def test_the_clock_is_set_back(context, address):
    """An answer that is changed after the clock went back a year is the changed one."""
    page = context.new_page()
    page.clock.install(time=dt.datetime(2026, 11, 20))
    page.goto(address)
    ready(page)
    step(page, "Check in")
    rate(page, "^Left: in your main sets", 7)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text(re.compile("Check-in of 20 November 2026 saved"))).to_be_visible()
    page.clock.set_system_time(dt.datetime(2025, 11, 20))
    page.reload()
    ready(page)
    expect(page.get_by_text("Past check-ins (1)")).to_be_visible()  # the kernel is there, and knows the day
    page.get_by_role("button", name=re.compile("^More: another day")).click()
    page.get_by_label("Date of this check-in").fill("2026-11-20")
    rate(page, "^Left: in your main sets", 3)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text(re.compile("Check-in of 20 November 2026 corrected"))).to_be_visible()
    page.reload()
    ready(page)
    scores = [entry["answers"] for entry in stored(page)["entries"] if entry["kind"] == "check_in"]
    assert scores == [{"glute_left": 3}]


def test_a_diary_of_four_hundred_check_ins(context, address, tmp_path):
    """Opens, charts, corrects and comes back, and the page never stands still for two seconds."""
    case = Case()
    for day in range(400):
        date = dt.date(2025, 9, 1) + dt.timedelta(days=day)
        case.check_in(date, {"glute_left": day % 11, "tight_right": 5, "effort": 6})
    file = tmp_path / "long.json"
    file.write_text(case.diary_text())
    page = visit(context, address)
    idle = watch(page)
    at(page, "your-diary")
    page.get_by_label("Open diary").set_input_files(file)
    expect(page.get_by_text("Diary opened: 400 check-ins, 400 of them new here.")).to_be_visible()
    step(page, "Progress")
    expect(page.get_by_role("figure")).to_be_visible()
    step(page, "Check in")
    page.get_by_text("Past check-ins (400)").click()
    page.get_by_role("button", name="Correct the check-in of 5 October 2026").click()
    rate(page, "^Left: in your main sets", 10)
    page.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_text("5 October 2026 (corrected)")).to_be_visible()
    assert longest_standstill(page, idle) < 2
    page.reload()
    ready(page)
    expect(page.get_by_text("Past check-ins (400)")).to_be_visible()
    kept = stored(page)["entries"]
    assert sum(entry.get("corrected", False) for entry in kept) == 1


def watch(page: Page) -> Page:
    """From now on the page measures how long it stands still; so does an idle one beside it, which is given back."""
    idle = page.context.new_page()
    for each in (idle, page):
        each.evaluate(
            """() => {
              let last = performance.now();
              window.standstill = 0;
              setInterval(() => {
                const now = performance.now();
                window.standstill = Math.max(window.standstill, now - last - 50);
                last = now;
              }, 50);
            }"""
        )
    page.bring_to_front()
    return idle


def longest_standstill(page: Page, idle: Page) -> float:
    """Seconds, without those for which the machine let an idle page stand still as well."""
    stood = [each.evaluate("window.standstill") for each in (page, idle)]
    return (stood[0] - stood[1]) / 1000
