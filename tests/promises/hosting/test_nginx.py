"""The reverse proxy as it ships: what it lets through, what it refuses, and to which process each visitor goes."""

import json
from collections import Counter
from http.client import HTTPResponse
from itertools import count
from ssl import TLSVersion
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.helpers.nginx import Nginx
from tests.helpers.serving import wait_for
from tests.helpers.stand_ins import Process, served_by

pytestmark = pytest.mark.slow

NEIGHBOURS = count(2)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with served_by(tmp_path_factory.mktemp("nginx")) as pair:
        yield pair


@pytest.fixture
def proxy(cluster) -> Nginx:
    return cluster[0]


@pytest.fixture
def processes(cluster) -> list[Process]:
    """As they are when nothing has happened to them."""
    for process in cluster[1]:
        process.full = process.without_page = False
        process.asked.clear()
    return cluster[1]


@pytest.fixture
def at() -> str:
    """An address of one's own, for the limits count by address."""
    return f"127.0.0.{next(NEIGHBOURS)}"


def ask(proxy: Nginx, at: str, **headers) -> HTTPResponse:
    """The answer to a page that asks for its kernel."""
    return proxy.ask("/engine", method="POST", at=at, **headers)


def visit(proxy: Nginx, at: str, cookie: str = "") -> tuple[str, str, str]:
    """The process that gave a kernel to a page, the kernel, and the visitor's cookie."""
    page = proxy.ask("/", at=at, **({"Cookie": cookie} if cookie else {}))
    assert page.status == 200
    cookie = cookie or page.headers["Set-Cookie"].split(";")[0]
    given = json.load(ask(proxy, at, Cookie=cookie))
    return given["told"], given["kernel"], cookie


def channels(proxy: Nginx, kernel: str, cookie: str = "") -> ClientConnection:
    """The page's websocket to its kernel."""
    address = f"{proxy.url.replace('https', 'wss')}api/kernels/{kernel}/channels?session_id=secret"
    # This client reads in one thread and writes in another, and one of a hundred requests is lost where TLS 1.3 sends
    # its tickets meanwhile.
    trust = proxy.trust
    trust.maximum_version = TLSVersion.TLSv1_2
    return connect(address, additional_headers={"Cookie": cookie} if cookie else None, ssl=trust)


def test_without_encryption_a_visitor_is_sent_to_the_encrypted_page(proxy):
    """What they asked for is kept, and the encrypted page tells the browser to come encrypted from now on."""
    answer = proxy.ask("/some?where", tls=False)
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/some?where")
    assert "max-age=31536000" in proxy.ask("/front/0a/a.js").headers["Strict-Transport-Security"]


@pytest.mark.usefixtures("processes")
def test_sixty_at_one_address_are_spread_over_the_processes(proxy, at):
    """A workshop begins at once; a stranger who goes on like that is asked to wait, and can read the page meanwhile."""
    made = Counter(visit(proxy, at)[0] for _ in range(60))
    assert sorted(made) == ["a", "b", "c"]
    assert min(made.values()) >= 5
    refused = [answer for answer in (ask(proxy, at) for _ in range(10)) if answer.status == 429]
    assert refused
    assert refused[0].headers["Retry-After"] == "30"
    assert "What you entered is safe" in refused[0].read().decode()
    assert proxy.ask("/", at=at).status == 200


@pytest.mark.usefixtures("processes")
def test_a_visitor_stays_with_one_process(proxy, at):
    """The cookie is given once, says nothing of the visitor, and leads page, kernel and websocket to one process."""
    answer = proxy.ask("/", at=at)
    process = answer.read().decode().split()[0]
    cookie, *rules = answer.headers["Set-Cookie"].split("; ")
    assert sorted(rules) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]
    for _ in range(3):
        again = proxy.ask("/", at=at, Cookie=cookie)
        assert (again.read().decode().split()[0], again.headers["Set-Cookie"]) == (process, None)
        given = ask(proxy, at, Cookie=cookie)
        assert given.headers["Set-Cookie"] is None
        told = json.load(given)
        assert told["told"] == process
    with channels(proxy, told["kernel"], cookie) as socket:
        assert socket.recv() == f"{process} localhost:{proxy.https}", "the server compares the host with the origin"
    wait_for(lambda: " websocket 101 " in proxy.logged()[-1])
    assert "," not in proxy.logged()[-1], "the first process asked was the right one"


@pytest.mark.usefixtures("processes")
def test_a_page_that_lost_its_cookie_gets_one_with_its_kernel(proxy, at):
    """Its tab came back without asking for the page again."""
    given = ask(proxy, at)
    told, cookie = json.load(given), given.headers["Set-Cookie"].split(";")[0]
    with channels(proxy, told["kernel"], cookie) as socket:
        assert socket.recv().split()[0] == told["told"]
    wait_for(lambda: " websocket 101 " in proxy.logged()[-1])
    assert "," not in proxy.logged()[-1]


@pytest.mark.usefixtures("processes")
def test_a_visitor_who_keeps_no_cookies_is_found(proxy, at):
    """The processes are asked one after the other which of them knows the kernel; it also ends where it lives."""
    for _ in range(6):
        told = json.load(ask(proxy, at))
        with channels(proxy, told["kernel"]) as socket:
            assert socket.recv().split()[0] == told["told"]
        assert proxy.ask(f"/voila/api/shutdown/{told['kernel']}", method="POST", at=at).status == 204
    with pytest.raises(InvalidStatus, match="404"), channels(proxy, str(uuid4())):
        pass


def test_a_full_process_hands_over_and_only_all_of_them_refuse(proxy, processes, at):
    """The visitor's websocket follows to the next process; when all are full, the guide's own answer comes through."""
    process, _, cookie = visit(proxy, at)
    full = next(each for each in processes if each.name == process)
    full.full = True
    other, kernel, _ = visit(proxy, at, cookie)
    assert other != process
    full.full = False
    with channels(proxy, kernel, cookie) as socket:
        assert socket.recv().split()[0] == other
    for each in processes:
        each.full = True
    answer = ask(proxy, at)
    assert (answer.status, answer.headers["Retry-After"], answer.read()) == (503, "120", b"its own answer")
    assert proxy.ask("/", at=at).status == 200


def test_the_page_comes_from_whoever_has_it(proxy, processes, at):
    """A process that has just been started has none yet."""
    for missing in processes:
        for each in processes:
            each.without_page = each is not missing
        answer = proxy.ask("/", at=at)
        assert (answer.status, answer.read().decode().split()[0]) == (200, missing.name)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.usefixtures("processes")
def test_the_page_is_sent_small_and_only_when_it_changed(proxy, at, encoding):
    """Whichever of them compresses it; a browser that has it gets no body."""
    cookie = visit(proxy, at)[2]
    answer = proxy.ask("/", at=at, Accept_Encoding=encoding, Cookie=cookie)
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert (len(answer.read()) < 500) is (encoding == "gzip")
    known = {"If_None_Match": answer.headers["ETag"], "Accept_Encoding": encoding, "Cookie": cookie}
    assert proxy.ask("/", at=at, **known).status == 304


def test_what_a_link_adds_does_not_reach_the_server(proxy, processes, at):
    """It means nothing there, and might name somebody."""
    assert proxy.ask("/?template=gone&utm_source=letter", at=at).status == 200
    assert proxy.ask("/engine?utm_source=letter", method="POST", at=at).status == 200
    assert sorted(uri for process in processes for uri in process.asked) == ["/", "/engine"]


def test_a_file_is_asked_for_once_and_sent_small(proxy, processes, at):
    """Thirty visitors cost the processes one request; a browser that has it gets no body."""
    answers = [proxy.ask("/front/0b/once.js", at=at, Accept_Encoding="gzip") for _ in range(30)]
    assert {answer.status for answer in answers} == {200}
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"public, max-age=31536000, immutable"}
    assert len(answers[0].read()) < 500
    asked = [uri for process in processes if process.name != "a" for uri in process.asked]
    assert asked == ["/front/0b/once.js"]
    again = proxy.ask("/front/0b/once.js", at=at, If_None_Match=answers[0].headers["ETag"])
    assert again.status == 304


@pytest.mark.usefixtures("processes")
def test_in_the_middle_of_an_upgrade_each_page_finds_its_files(proxy, at):
    """Wherever they are asked for; a version that nobody has is not there, and asked for again the next time."""
    for version in ("0a", "0b"):
        for number in range(6):
            assert proxy.ask(f"/front/{version}/{number}.js", at=at).status == 200
    assert [proxy.ask("/front/0c/front.js", at=at).status for _ in range(2)] == [404, 404]
    assert "cache=HIT" not in proxy.logged()[-1]


@pytest.mark.usefixtures("processes")
def test_no_header_is_there_twice(proxy, at):
    """The guide sends the policy, nginx what only nginx can promise."""
    names = Counter(name.lower() for name in proxy.ask("/", at=at).headers)
    assert max(names.values()) == 1
    assert names["content-security-policy"] == names["strict-transport-security"] == 1


@pytest.mark.parametrize("path", ["/metrics", "/healthz", "/readyz"])
def test_a_stranger_sees_no_inside(proxy, path):
    """Health and figures are for whoever runs the page, at the process itself."""
    assert proxy.ask(path).status == 404


def test_a_large_upload_is_refused(proxy, at):
    """The page sends nothing by HTTP."""
    assert proxy.ask("/voila/api/shutdown/x", method="POST", body=b"x" * 70_000, at=at).status == 413


@pytest.mark.usefixtures("processes")
def test_one_address_holds_two_hundred_websockets(proxy, at):
    """Enough for every workshop, and too few to take all the connections that there are."""
    kernel = visit(proxy, at)[1]
    shake = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "a" * 22,
    }
    held = [proxy.ask(f"/api/kernels/{kernel}/channels", at=at, **shake) for _ in range(201)]
    assert Counter(answer.status for answer in held) == {101: 200, 429: 1}
    for answer in held:
        answer.close()


@pytest.mark.usefixtures("processes")
def test_the_log_knows_nobody(proxy, at):
    """No address, browser, query, cookie or kernel in any line, and each kind of request has one."""
    _, kernel, cookie = visit(proxy, at)
    with channels(proxy, kernel, cookie):
        pass
    for path in (
        "/?sore=knee",
        "/elsewhere?sore=knee",
        "/front/0a/x.js?sore=knee",
        f"/%23diary=sore{'x' * 12_000}",
    ):
        proxy.ask(path, at=at, Referer="https://clinic.example/anna", User_Agent="Hers/1.0")
    assert proxy.ask(f"/%23diary=sore{'x' * 12_000}", at=at).status != 414, "a link whose # was changed is long"
    with pytest.raises(InvalidStatus), channels(proxy, str(uuid4()), cookie):
        pass
    wait_for(lambda: any(" websocket 101 " in line for line in proxy.logged()))
    text = "\n".join(proxy.logged())
    for secret in (at, "Hers", "sore", "secret", kernel, cookie.split("=")[1], "clinic"):
        assert secret not in text
    assert {line.split()[1] for line in proxy.logged()} >= {"page", "engine", "websocket", "static", "other"}
    assert (proxy.folder / "said").read_text() == ""


def test_with_no_process_left_a_sentence_is(tmp_path, at):
    """All are away: the page says so, and that nothing is lost."""
    with served_by(tmp_path) as (proxy, processes):
        kernel = visit(proxy, at)[1]
        ports = [process.port for process in processes]
    with Nginx(tmp_path, ports).running() as proxy:
        answer = proxy.ask("/", at=at)
        assert (answer.status, answer.headers["Retry-After"]) == (502, "30")
        assert "What you entered is safe in this browser" in answer.read().decode()
        assert ask(proxy, at).status == proxy.ask(f"/api/kernels/{kernel}", at=at).status == 502
