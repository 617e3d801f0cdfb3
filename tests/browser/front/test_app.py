"""The page without a server is an app on a home screen: it needs no connection, and is brought up to date whole."""

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.alone import tap
from tests.browser.conftest import chromium_path, is_kept, opened
from tests.browser.test_journey import at, is_sore, rate, sore, step
from tests.helpers.serving import CHROMIUM_FLAGS
from tests.helpers.static_site import FileServer, files_served, made_newer

pytestmark = pytest.mark.browser
MOST, LEAST = 9_000_000, 1000
"""Bytes of a first visit and of a second one, with all that is fetched ahead."""
WHOLE = """() => new Promise((done) => {
  const { serviceWorker } = navigator;
  const look = () => serviceWorker.controller?.state === "activated" ? done() : requestAnimationFrame(look);
  look(); })"""
"""Until the service worker has taken the page up: every file is kept by then."""
NEWER = "A newer guide is here."


@pytest.fixture
def folder(static_site, tmp_path) -> Path:
    """The site, to be changed."""
    return Path(shutil.copytree(static_site, tmp_path / "site"))


@pytest.fixture
def phone(chromium, tmp_path) -> Iterator[BrowserContext]:
    """A browser that keeps what it is given, as no private window does; it complains of nothing."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=chromium_path(),
        args=CHROMIUM_FLAGS,
        viewport={"width": 390, "height": 844},
        reduced_motion="reduce",
    )
    complaints = []
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


def visit(context: BrowserContext, address: str) -> Page:
    """A new tab, with Python in it."""
    page = context.new_page()
    page.goto(address)
    works(page)
    return page


def works(page: Page) -> None:
    expect(page.locator("body[data-engine=here]")).to_have_count(1, timeout=60_000)


def content(server: FileServer) -> int:
    """How many bytes of content were sent since this was asked last."""
    size = sum(each for _, each in server.sent)
    server.sent.clear()
    return size


@contextmanager
def in_flight(context: BrowserContext, server: FileServer) -> Iterator[None]:
    """Without a connection, and without anybody at the other end of it."""
    server.shutdown()
    server.server_close()
    context.set_offline(True)
    yield
    context.set_offline(False)


def test_on_the_home_screen_it_needs_no_connection(phone, folder, diary):
    """A first visit fetches it once, a second one nothing. Then everything works in flight, from a tap on its icon."""
    with files_served(folder) as server:
        page = visit(phone, server.url)
        page.evaluate(WHOLE)
        assert content(server) < MOST
        with page.expect_response("**/plotly*") as chart:
            page.evaluate("fetch(document.body.dataset.plotly)")
        assert chart.value.from_service_worker, "it could be drawn without a connection already"
        opened(page, diary)
        is_kept(page, "mtss")
        page.close()
        page = visit(phone, server.url)
        can_be_installed(phone, page)
        assert content(server) < LEAST
        page.close()
        with in_flight(phone, server):
            page = visit(phone, f"{server.url}?from=home")
            a_runner_trains(page)
            page.reload()
            works(page)
            expect(page.get_by_role("cell", name="7 clearly felt")).to_be_visible()
            step(page, "Today")
            page.get_by_role("button", name="Go on with the session").click()
            expect(page.locator(".player-says")).to_be_visible()


def can_be_installed(context: BrowserContext, page: Page) -> None:
    """As Chromium itself says, which has read the manifest and the icons."""
    asked = context.new_cdp_session(page)
    assert asked.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = asked.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert asked.send("Page.getAppId")["appId"] == page.url
    named = json.loads(manifest["data"])
    assert page.title() == f"Today – {named['name']}"
    icons = page.evaluate(SIZES, [icon["src"] for icon in named["icons"]])
    assert icons == [icon["sizes"] for icon in named["icons"]]
    touch = page.locator("link[rel=apple-touch-icon]").get_attribute("href")
    assert page.evaluate(SIZES, [touch]) == ["180x180"]


SIZES = """async (addresses) => Promise.all(addresses.map(async (address) => {
  const image = Object.assign(new Image(), { src: address });
  await image.decode();
  return `${image.naturalWidth}x${image.naturalHeight}`; }))"""
PRINTED = """() => new Promise((done) => new MutationObserver(() => {
  const frame = document.querySelector("iframe");
  const listen = () => frame.contentWindow.addEventListener("beforeprint", () => done(frame.contentDocument.title));
  frame?.addEventListener("load", listen, { capture: true });
}).observe(document.body, { childList: true }))"""


def a_runner_trains(page: Page) -> None:
    """Answers, programme, what is taken along, player, check-in, chart, exercise and link."""
    at(page, "kit")
    page.get_by_role("checkbox", name="Mini band").check()
    expect(page.locator("body[data-unheard]")).to_have_count(0)
    step(page, "Programme")
    expect(page.get_by_role("article").first).to_be_visible()
    at(page, "days")
    page.get_by_label("First day of week 1").fill(dt.date.today().isoformat())
    step(page, "Guide and calendar")
    with page.expect_download() as calendar:
        page.get_by_role("button", name="Calendar file").click()
    assert "BEGIN:VEVENT" in Path(calendar.value.path()).read_text()
    printed = page.evaluate_handle(f"({{ title: ({PRINTED})() }})")
    page.get_by_role("button", name="Printed guide, A4").click()
    assert printed.evaluate("({ title }) => title") == "Strength Guide for Runners"
    step(page, "Today")
    page.get_by_role("button", name="Start the session").click()
    tap(page, "Next")
    page.get_by_role("button", name="Done", exact=True).press("Enter")
    expect(page.locator(".player-says")).to_be_visible()
    page.get_by_role("button", name="End", exact=True).click()
    page.keyboard.press("Escape")
    step(page, "Check in")
    rate(page, "^Left: in your main sets", 7)
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_text("6 check-ins so far")).to_be_visible()
    step(page, "Your diary")
    page.get_by_role("button", name="Make a private link").click()
    expect(page.get_by_role("textbox", name="Link")).to_have_value(re.compile("#diary="))
    expect(page.locator(".diary-code svg")).to_be_visible()
    step(page, "Progress")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()


def test_a_newer_guide_is_used_when_the_runner_says_so(phone, folder):
    """Until then the old one is whole; a tab of the old one goes on; one that did not come whole changes nothing."""
    (old,) = (folder / "python").glob("later-*.gz")
    size = old.stat().st_size
    with files_served(folder) as server:
        page = visit(phone, server.url)
        is_sore(page, "Shin splints")
        is_kept(page, "mtss")
        page.evaluate(WHOLE)
        first = version(page)
        made_newer(folder)
        (lost,) = (folder / "python").glob("later-*.gz")
        lost.rename(folder / "lost")
        updated(page)
        step(page, "Pattern")
        expect(page.get_by_text(NEWER)).to_have_count(0)
        (folder / "lost").rename(lost)
        updated(page)
        expect(page.get_by_text(NEWER)).to_be_visible()
        other = phone.new_page()
        other.goto(server.url)
        assert version(other) == first
        page.get_by_role("button", name="Use it now").click()
        expect(page.locator(f"body[data-version='{first}']")).to_have_count(0)
        works(page)
        expect(sore(page, "Shin splints")).to_be_checked()
        assert other.evaluate(FETCHED, f"python/{old.name}") == size
        expect(other.get_by_text(NEWER)).to_be_visible()
        assert version(other) == first


FETCHED = "async (address) => (await (await fetch(address)).arrayBuffer()).byteLength"


def version(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-version")


def updated(page: Page) -> None:
    """The browser looks for a newer worker, as it does at each visit, until that is installed or given up."""
    page.evaluate(
        """async () => {
             const found = await (await navigator.serviceWorker.getRegistration()).update();
             const { installing } = found;
             if (installing) await new Promise((done) => installing.addEventListener("statechange", done));
           }"""
    )


def test_two_guides_of_one_host_do_not_touch_each_other(phone, folder, tmp_path):
    """Nor what else the host keeps in browsers; each has an address of its own as an app."""
    clinics = tmp_path / "clinics"
    for name in ("one", "two"):
        shutil.copytree(folder, clinics / name)
    (clinics / "index.html").write_text("<link rel='icon' href='data:,'>")
    with files_served(clinics) as server:
        page = phone.new_page()
        page.goto(server.url)
        page.evaluate("caches.open('photos')")
        kept, apps = {}, set()
        for name in ("one", "two"):
            page.goto(f"{server.url}{name}/")
            apps.add(phone.new_cdp_session(page).send("Page.getAppId")["appId"])
            page.evaluate("navigator.serviceWorker.register('sw.js')")
            page.evaluate(WHOLE)
            kept[name] = page.evaluate(CACHES)
        assert len(apps) == 2
        assert kept["one"].items() < kept["two"].items()
        made_newer(clinics / "one")
        page.goto(f"{server.url}one/")
        updated(page)
        page.goto(server.url)
        page.goto(f"{server.url}one/")
        page.evaluate(WHOLE)
        now = page.evaluate(CACHES)
        assert {name: number for name, number in now.items() if "/one/" not in name} == {
            name: number for name, number in kept["two"].items() if "/one/" not in name
        }
        assert now["photos"] == 0


CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
  [name, (await (await caches.open(name)).keys()).length])))"""
