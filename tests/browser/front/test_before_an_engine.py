"""The page is there before any kernel is asked for; what is answered meanwhile arrives in order, once."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Response, Route, WebSocketRoute, expect

from tests.browser.conftest import is_kept
from tests.browser.diary.test_survival import ready, stored
from tests.browser.test_journey import at, is_sore, rate, sore, step
from tests.browser.test_network import WORKING, answered, says, tick
from tests.helpers.serving import Crowded

pytestmark = pytest.mark.browser
ENGINE = "**/engine"
PLACES = ("Pattern", "Programme", "Plan", "Check in", "Progress", "Library", "Check", "Your diary", "Privacy", "Today")


def visit(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """A page, and all that it asks the server to do, as it goes on."""
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.goto(address)
    ready(page)
    return page, asked


def values(page: Page) -> dict[str, object]:
    """What the diary in the browser holds, nothing of it twice."""
    found = {entry["id"]: entry for entry in stored(page)["entries"]}
    assert len(found) == len(stored(page)["entries"])
    return {key: entry.get("value", entry.get("answers")) for key, entry in found.items()}


def answer_much(page: Page) -> None:
    """Two injuries, one taken back, and a check-in that is filled in and saved."""
    for name in ("Shin splints", "ITB syndrome"):
        is_sore(page, name)
    is_sore(page, "Runner's knee")
    sore(page, "ITB syndrome").uncheck()
    step(page, "Check in")
    rate(page, "^Left: in your main sets", 7)
    rate(page, "^Left: in your main sets", 4)
    page.get_by_role("button", name="Save check-in").click()


def much_has_arrived(page: Page) -> None:
    """All of it, in its order: the last score counts, and one check-in was saved."""
    expect(page.get_by_text(re.compile(r"Check-in of .* saved"))).to_be_visible()
    kept = values(page)
    assert kept.pop("answer-injuries") == {"mtss": "sore", "pfp": "sore"}
    [check_in] = [value for key, value in kept.items() if not key.startswith("answer-")]
    assert check_in == {"glute_left": 4}
    for name in ("Shin splints", "Runner's knee"):
        expect(sore(page, name)).to_be_checked()
    expect(sore(page, "ITB syndrome")).not_to_be_checked()


def test_answers_wait_for_a_kernel_that_comes_half_a_minute_late(context, address):
    """Everything can be answered meanwhile, and none of it is lost or doubled."""
    page, held = context.new_page(), []
    page.clock.install()
    page.route(ENGINE, lambda route: held.append(route))  # Playwright cannot take a list's own method
    page.goto(address)
    answer_much(page)
    page.clock.fast_forward(30_000)
    expect(says(page, WORKING)).to_be_visible()
    assert len(held) == 1
    expect(page.get_by_text("Connection lost")).to_have_count(0)
    held[0].continue_()
    much_has_arrived(page)
    expect(says(page, WORKING)).to_have_count(0)


def test_a_page_that_is_only_read_asks_for_no_kernel(context, address):
    """Scrolled, gone through place by place, with an exercise opened by its address; and left."""
    page, asked = visit(context, address)
    for name in PLACES:
        step(page, name)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    step(page, "Programme")
    page.get_by_role("link", name="Clam (band optional)", exact=True).locator("visible=true").click()
    expect(page.get_by_role("article", name="Clam (band optional)")).to_be_visible()
    page.evaluate("location.hash = '#exercise=seed_rdl'")
    expect(page.get_by_role("article", name="RDL (single-leg)")).to_be_visible()
    page.goto("about:blank")
    opened = context.new_page()
    opened.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    opened.goto(f"{address}#exercise=clam_band")
    expect(opened.get_by_role("heading", name="Library", exact=True, level=2)).to_be_visible()
    expect(opened.get_by_role("article").first).to_be_visible()
    opened.close()
    assert asked == []


def test_an_address_of_no_exercise_is_told(context, address):
    """By a kernel, since no file says it."""
    page = context.new_page()
    page.goto(f"{address}#exercise=handstand")
    expect(page.get_by_text("The exercise that this address names is not in this library")).to_be_visible()


def test_a_kernel_that_is_dead_when_it_comes_is_followed_by_another(context, server: Crowded):
    """The page goes on by itself, without a word."""
    page, given = context.new_page(), []

    def give(route: Route) -> None:
        answer = route.fetch()
        if not given:
            server.kill_kernels()
        given.append(answer.json()["kernel"])
        route.fulfill(response=answer)

    page.route(ENGINE, give)
    page.goto(server.url)
    answer_much(page)
    much_has_arrived(page)
    assert len(given) == len(set(given)) == 2
    expect(page.get_by_text("Connection lost")).to_have_count(0)


def test_a_kernel_that_dies_with_answers_on_their_way_is_followed_by_another(context, server: Crowded):
    """It never did what it was told, so the next is told all of it; nobody has to reload."""
    page, connections = context.new_page(), []

    def carry(line: WebSocketRoute) -> None:
        there = line.connect_to_server()
        connections.append(line.url)
        if len(connections) > 1:
            return

        def say(message: str | bytes) -> None:
            if b"kernel_info_request" in bytes(message):
                there.send(message)
            elif len(connections) == 1:
                connections.append("killed")
                server.kill_kernels()

        line.on_message(say)

    page.route_web_socket(re.compile("/channels"), carry)
    page.clock.install()
    page.goto(server.url)
    answer_much(page)
    page.clock.fast_forward(4000)
    expect(says(page, WORKING)).to_be_visible()
    page.clock.fast_forward(4000)
    expect(says(page, WORKING)).to_have_count(0, timeout=40_000)  # the server sees it within 10 s, the page 8 s later
    much_has_arrived(page)
    first, killed, second = connections
    assert killed == "killed"
    assert first != second
    expect(page.get_by_text("Connection lost")).to_have_count(0)


def test_a_full_page_goes_on_when_there_is_a_place(context, address):
    """It says so, offers a programme to read, and asks again when the server said."""
    page, asked = context.new_page(), []

    def full_at_first(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=503, headers={"Retry-After": "30"}, body="Full just now\n")
        else:
            route.continue_()

    page.clock.install()
    page.route(ENGINE, full_at_first)
    page.goto(address)
    tick(page)
    notice = says(page, "Full just now")
    expect(notice).to_contain_text("This page asks again by itself")
    expect(notice.get_by_role("link", name="Read a programme that needs no connection")).to_be_visible()
    page.clock.fast_forward(31_000)
    answered(page)
    expect(notice).to_have_count(0)
    assert len(asked) == 2


def test_a_renewed_guide_is_loaded_anew_once(context, address):
    """What was entered is there again; where that did not help, the page says so instead of going round."""
    page, loaded = context.new_page(), []

    def of_another_page(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "told": "another"})

    def noted(answer: Response) -> None:
        if answer.request.is_navigation_request():
            loaded.append(answer.url)

    page.on("response", noted)
    page.route(ENGINE, of_another_page)
    page.goto(address)
    tick(page)
    notice = says(page, "This guide was renewed while you had it open")
    expect(notice).to_contain_text("What you entered is kept")
    assert len(loaded) == 2
    page.unroute(ENGINE)
    notice.get_by_role("link", name="Reload the page").click()
    answered(page)
    assert len(loaded) == 3


def test_a_page_of_an_older_release_is_loaded_anew_when_it_is_only_read(context, address):
    """The server was renewed between the page and its files, and has none of the old ones any more."""
    page = context.new_page()
    asked: list[Route] = []

    def gone_once(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=404) if len(asked) == 1 else route.continue_()

    page.route("**/places.json", gone_once)
    with page.expect_response(lambda come: come.url.endswith("/places.json") and come.ok):
        page.goto(address)
    step(page, "Programme")
    expect(page.get_by_role("heading", name="Its exercises")).to_be_visible()
    assert len(asked) == 2


def test_a_page_whose_browser_keeps_nothing_is_not_loaded_anew(context, address):
    """What was entered would be lost: that is for its owner to do, and is not called kept."""
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('private'); } })")
    page.route(ENGINE, lambda route: route.fulfill(json={"kernel": "k", "told": "another"}))
    page.goto(address)
    tick(page)
    notice = says(page, "This guide was renewed while you had it open")
    expect(notice).to_contain_text("refuses to keep what you entered")
    expect(sore(page, "Shin splints")).to_be_checked()


def test_two_tabs_wait_each_for_its_own(context, address):
    """What is answered in both before there is a kernel is in the diary, and in both, afterwards."""
    held = []
    context.route(ENGINE, lambda route: held.append(route))
    context.clock.install()
    (one, asked), (two, asked_too) = visit(context, address), visit(context, address)
    at(two, "habits")
    for page, box in ((one, sore(one, "Shin splints")), (two, two.get_by_role("checkbox", name="Clams"))):
        with page.expect_request(ENGINE):
            box.check()
    one.clock.fast_forward(4000)
    expect(says(one, WORKING)).to_be_visible()
    assert (len(asked), len(asked_too)) == (1, 1)
    for route in held:
        route.continue_()
    context.unroute(ENGINE)
    for page in (one, two):
        expect(sore(page, "Shin splints")).to_be_checked()
        at(page, "habits")
        expect(page.get_by_role("checkbox", name="Clams")).to_be_checked()
    is_kept(one, "answer-injuries")
    assert {"answer-injuries", "answer-already"} <= values(one).keys()


def test_other_places_that_come_after_the_kernel_are_shown(context, address):
    """What the kernel has changed meanwhile stays."""
    before, _ = visit(context, address)
    tick(before)
    is_kept(before, "answer-injuries")
    before.evaluate("localStorage.removeItem('strength-guide-page')")
    before.goto("about:blank")
    page, held = context.new_page(), []
    page.route("**/places.json", lambda route: held.append(route))
    page.goto(address)
    expect(page.locator("body[data-engine=here]")).to_have_count(1)
    page.get_by_role("navigation", name="Places").get_by_role("button", name="Library").click()
    for route in held:
        route.continue_()
    expect(page.get_by_role("heading", name=re.compile(r"\d+ of \d+ exercises"))).to_be_visible()
    step(page, "Check in")
    expect(page.get_by_role("group", name=re.compile("^Shin splints: worst pain"))).to_be_visible()
