"""What a stranger can try on the served page, a row each: nothing is run, told, stopped or slowed down."""

import json
import re
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.helpers.serving import Crowded, answer, running, wait_for
from tests.helpers.strangers import Line, kernel_at, leave

pytestmark = pytest.mark.slow

GUESS = str(uuid.UUID(int=7, version=4))
FOREIGN = "https://elsewhere.example"
CODE = "open({!r}, 'w').write('run')"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Crowded]:
    with running(Crowded(tmp_path_factory.mktemp("serve") / "log", CEILING=12, MOST_MB=700)) as served:
        yield served


@pytest.fixture(scope="module", autouse=True)
def slow(server) -> Iterator[tuple[float, dict[str, socket.socket]]]:
    """Connections that never finish what they say, from before all the other tests; and when they began."""
    sent = {
        "nothing": b"",
        "half an engine": b"POST /engine HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nhalf",
        "half a header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        "half a body": b"POST /voila/api/shutdown/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nhalf",
    }
    opened = {}
    for what, begun in sent.items():
        opened[what] = socket.create_connection(("localhost", server.port))
        opened[what].sendall(begun)
    yield time.monotonic(), opened
    for connection in opened.values():
        connection.close()


@pytest.fixture(scope="module")
def kernel(server) -> str:
    """A stranger's own kernel: they asked for it, as the page does."""
    return kernel_at(server.url)


@pytest.fixture
def line(server, kernel) -> Iterator[Line]:
    with Line(server.url, kernel) as opened:
        opened.answered()
        yield opened


@contextmanager
def another(server: Crowded) -> Iterator[str]:
    """A kernel of somebody else, who leaves at the end."""
    theirs = kernel_at(server.url)
    yield theirs
    assert leave(server.url, theirs) in (204, 404)


def raw(server: Crowded, request: bytes, seconds: float = 10) -> bytes:
    """What comes back for bytes that no client would send; empty if the server hangs up."""
    with socket.create_connection(("localhost", server.port), timeout=seconds) as connection:
        connection.sendall(request)
        parts = []
        try:
            while part := connection.recv(65536):
                parts.append(part)
        except ConnectionResetError:
            pass
        return b"".join(parts)


def closed_with(line: Line) -> int:
    """The code with which the server closes the connection, whatever is still on its way; 1006 if it just ends."""
    try:
        while True:
            line.receive()
    except ConnectionClosed as end:
        return end.rcvd.code if end.rcvd else 1006


# A raw websocket to one's own kernel.


def test_a_permitted_message_is_answered(line):
    """Else the silence of the next test would mean nothing."""
    number = line.send("kernel_info_request", {})
    while True:
        channel, header, parent, _ = line.receive()
        if channel == "shell" and parent["msg_id"] == number:  # the server asks for itself as well
            break
    assert header["msg_type"] == "kernel_info_reply"


@pytest.mark.parametrize(
    ("kind", "channel", "content"),
    [
        ("execute_request", "shell", {"code": "CODE", "silent": False, "store_history": False}),
        ("execute_request", "control", {"code": "CODE", "silent": True}),
        ("execute_request", "iopub", {"code": "CODE", "silent": True}),
        ("execute_request", "stdin", {"code": "CODE", "silent": True}),
        ("input_reply", "stdin", {"value": "CODE"}),
        ("complete_request", "shell", {"code": "import o", "cursor_pos": 8}),
        ("inspect_request", "shell", {"code": "print", "cursor_pos": 5, "detail_level": 1}),
        ("history_request", "shell", {"output": True, "raw": True, "hist_access_type": "tail", "n": 9}),
        ("is_complete_request", "shell", {"code": "1 +"}),
        ("connect_request", "shell", {}),
        ("shutdown_request", "shell", {"restart": True}),
        ("shutdown_request", "control", {"restart": False}),
        ("interrupt_request", "control", {}),
        ("debug_request", "control", {"type": "request", "seq": 1, "command": "evaluate", "arguments": {}}),
        ("create_subshell_request", "control", {}),
        ("usage_request", "control", {}),
        ("kernel_info_request", "control", {}),
        ("apply_request", "shell", {}),
        ("made_up_request", "shell", {}),
        ("comm_open", "shell", {"comm_id": "a", "target_name": "jupyter.widget", "data": {"state": {}}}),
        ("comm_open", "shell", {"comm_id": "a", "target_name": "made up", "target_module": "os", "data": {}}),
        ("comm_open", "control", {"comm_id": "a", "target_name": "jupyter.widget.control", "data": {}}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_kernel_is_told_only_what_widgets_say(line, tmp_path, kind, channel, content):
    """Any other message is dropped by the server: no code is run, and not even an error comes back."""
    target = tmp_path / "run"
    number = line.send(kind, json.loads(json.dumps(content).replace("CODE", CODE.format(str(target)))), channel)
    heard = line.answered()
    assert [each for each in heard if each["to"] == number] == []
    assert not target.exists()


def test_a_kernel_tells_only_what_widgets_need(line):
    """An error inside the kernel, which would name files and lines, does not reach the stranger."""
    number = line.send("comm_msg", {"comm_id": "made up", "data": {}})
    kinds = {each["msg_type"] for each in line.answered() if each["to"] == number}
    assert kinds <= {"status"}


NESTED = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(b"\xff" * 8, id="a number of parts that takes a thousand years to count to"),
        pytest.param((2**40).to_bytes(8, "little") + b"\0" * 64, id="a trillion parts"),
        pytest.param((60).to_bytes(8, "little") + (8).to_bytes(8, "little") * 60, id="parts that lie over each other"),
        pytest.param(b"", id="nothing"),
        pytest.param("text", id="text"),
        pytest.param(json.dumps({"header": {"msg_type": "execute_request"}, "channel": "shell"}), id="the old way"),
        pytest.param([b"not json", b"{}", b"{}", b"{}"], id="a header that is not JSON"),
        pytest.param([b"[]", b"{}", b"{}", b"{}"], id="a header that is a list"),
        pytest.param([NESTED, b"{}", b"{}", b"{}"], id="a header a hundred thousand deep"),
        pytest.param([b'{"msg_type": {}}', b"{}", b"{}", b"{}"], id="a kind that is no word"),
        pytest.param([b'{"msg_type": "comm_open"}', b"{}", b"{}", b"null"], id="a content that is nothing"),
        pytest.param([b"{}"], id="one part"),
    ],
)
def test_a_malformed_message_ends_the_connection(server, kernel, message):
    """And nothing else: the server and the kernel answer as before."""
    with Line(server.url, kernel) as line:
        line.answered()
        line.socket.send(line.framed(message) if isinstance(message, list) else message)
        assert closed_with(line) == 1008
    assert answer(f"{server.url}healthz").status == 200
    with Line(server.url, kernel) as line:
        line.answered()


@pytest.mark.parametrize("content", [b"{}", b"null", b"[]", NESTED, b'{"comm_id": 7, "data": []}', b"{"])
def test_nonsense_for_a_widget_does_not_end_its_kernel(line, content):
    """What is inside a permitted message is the kernel's to refuse."""
    header = {"msg_id": "x", "msg_type": "comm_msg", "session": line.session, "username": "", "version": "5.3"}
    line.socket.send(line.framed([json.dumps(header).encode(), b"{}", b"{}", content]))
    line.answered()


@pytest.mark.parametrize(
    ("size", "compression"),
    [pytest.param(9_000_000, None, id="9 MB"), pytest.param(100_000_000, "deflate", id="100 MB, 100 kB when packed")],
)
def test_a_message_that_is_too_large_is_not_read(server, kernel, size, compression):
    """The largest diary is smaller. The connection ends, and no memory is spent."""
    before = psutil.Process(server.pid).memory_info().rss
    with Line(server.url, kernel, options={"compression": compression}) as line:
        line.answered()
        with suppress(ConnectionClosed):  # perhaps before all was sent
            line.socket.send(b"\0" * size)
        assert closed_with(line) in (1006, 1009)
    assert psutil.Process(server.pid).memory_info().rss - before < 60_000_000


def test_a_flood_of_messages_ends_its_connection_and_slows_nobody(server, kernel):
    """Somebody else is answered in the meantime."""
    with another(server) as theirs, Line(server.url, kernel) as flood, Line(server.url, theirs) as line:
        line.answered()
        flood.answered()
        _, message = flood.packed("comm_msg", {"comm_id": "made up", "data": {}})

        def pour() -> None:
            with suppress(ConnectionClosed):
                for _ in range(20_000):
                    flood.socket.send(message)

        pouring = threading.Thread(target=pour)
        pouring.start()
        begun = time.monotonic()
        line.answered()
        assert answer(f"{server.url}healthz").status == 200
        assert time.monotonic() - begun < 10
        pouring.join()
        assert closed_with(flood) == 1008


def test_who_does_not_read_is_cut_off(server, kernel):
    """The server does not keep megabytes for a connection that asks and never listens."""
    blocked = server.number("guide_blocked_total")
    with socket.create_connection(("localhost", server.port)) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        options = {"sock": slow, "compression": None, "max_queue": 1, "ping_interval": None, "close_timeout": 1}
        with Line(server.url, kernel, options=options) as line:
            comm = uuid.uuid4().hex
            line.send("comm_open", {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}})
            for _ in range(30):
                line.send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
            wait_for(lambda: server.number("guide_blocked_total") > blocked, 20)


def test_a_kernel_has_few_connections(server):
    """Each costs the server four sockets."""
    with another(server) as theirs:
        lines = [Line(server.url, theirs).__enter__() for _ in range(4)]
        with pytest.raises(InvalidStatus, match="429"):
            Line(server.url, theirs).__enter__()
        for line in lines:
            line.__exit__()


@pytest.mark.skipif(not psutil.LINUX, reason="other systems have no such limit")
@pytest.mark.usefixtures("kernel")
def test_a_kernel_cannot_take_all_the_memory_or_time(server):
    """It may hold 700 MB, as the setting says, and gives way to the server."""
    for pid in server.kernels():
        assert psutil.Process(pid).rlimit(psutil.RLIMIT_DATA) == (700 * 2**20, 700 * 2**20)
        assert psutil.Process(pid).nice() >= 5


# Somebody else's kernel.


def test_a_guessed_kernel_is_not_there(server):
    """It cannot be looked at, stopped or talked to."""
    assert answer(f"{server.url}api/kernels/{GUESS}").status == 404
    assert answer(f"{server.url}voila/api/shutdown/{GUESS}", "POST", b"").status == 404
    with pytest.raises(InvalidStatus, match="404"):
        Line(server.url, GUESS).__enter__()


@pytest.mark.parametrize("method", ["DELETE", "POST", "PUT", "PATCH", "HEAD"])
def test_nothing_can_be_done_to_a_kernel_but_to_look(server, kernel, method):
    """Whoever knows its id can see that it is there, and end it by leaving the page."""
    assert answer(f"{server.url}api/kernels/{kernel}", method, b"").status == 405
    assert answer(f"{server.url}api/kernels/{kernel}").status == 200


def test_another_page_cannot_use_a_kernel(server):
    """A foreign origin may not connect, look or end, even if it knew the id; a page without a name neither."""
    with another(server) as theirs:
        for origin in (FOREIGN, "null", f"http://localhost:{server.port + 1}", f"http://localhost.{FOREIGN[8:]}"):
            with pytest.raises(InvalidStatus, match="403"):
                Line(server.url, theirs, options={"origin": origin}).__enter__()
            assert answer(f"{server.url}voila/api/shutdown/{theirs}", "POST", b"", Origin=origin).status == 404
            assert answer(f"{server.url}api/kernels/{theirs}", Origin=origin).status == 404
        seen = answer(f"{server.url}api/kernels/{theirs}")
        assert seen.status == 200
        assert "Access-Control-Allow-Origin" not in seen.headers


def test_a_kernel_is_talked_to_in_one_way(server, kernel):
    """Jupyter's older protocol has a parser of its own, which is not there."""
    with pytest.raises(InvalidStatus, match="400"):
        Line(server.url, kernel, options={"subprotocols": None}).__enter__()


# What else Jupyter and Voila serve.


@pytest.mark.parametrize(
    "path",
    [
        "api",
        "api/kernels",
        "api/kernels/",
        "api/kernels/KERNEL/restart",
        "api/kernels/KERNEL/interrupt",
        "api/kernelspecs",
        "api/contents",
        "api/contents/runner.ipynb",
        "api/terminals",
        "api/sessions",
        "api/status",
        "api/config/notebook",
        "api/me",
        "api/events/subscribe",
        "login",
        "logout",
        "lab",
        "tree",
        "files/runner.ipynb",
        "nbconvert/html/runner.ipynb",
        "static/favicon.ico",
        "voila/files/runner.ipynb",
        "voila/files/library.py",
        "voila/tree",
        "voila/render/runner.ipynb",
        "voila/query/KERNEL",
        "voila/execution/KERNEL",
        "voila/api/contents",
        "voila/api/themes/x",
        "voila/api/shutdown/",
        "voila/templates/lab/static/voila.js",
        "voila/templates/guide/index.html.j2",
        "voila/labextensions/jupyterlab-plotly/package.json",
        "voila/static/voila.js",
        "voila/templates/guide/static/front.js",
        "front",
        "front/",
        "front/front.js",
        "engine/",
        "engine/KERNEL",
        "runner.ipynb",
        ".env",
        "data/red_flags.yaml",
        "hosting/serve/voila.py",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_what_the_page_needs_is_served(server, kernel, path, method):
    """No list of kernels, no files, no terminals, no log-in."""
    body = b"{}" if method == "POST" else None
    assert answer(server.url + path.replace("KERNEL", kernel), method, body).status in (404, 405)


CLIMBS = (
    "../../../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252f..%252f..%252f..%252fetc%252fpasswd",
    "....//....//....//....//....//etc/passwd",
    "..\\..\\..\\..\\..\\..\\etc\\passwd",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "%00/etc/passwd",
    "../voila.py",
    "../../voila.py",
)


@pytest.mark.parametrize(
    "route",
    [
        "front/",
        "front/VERSION/",
        "front/VERSION/exercise/",
        "voila/static/",
        "voila/templates/guide/static/",
        "printable/",
        "",
    ],
)
def test_no_path_leads_out_of_what_is_served(server, route):
    """Files are looked up in a list, so that `..` means nothing, however it is written."""
    version = re.search(r'data-more="/front/([0-9a-f]+)/"', answer(server.url).text)[1]
    for climb in CLIMBS:
        path = f"/{route.replace('VERSION', version)}{climb}"
        said = raw(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert said.split()[1] in (b"404", b"400"), path
        assert b"root:" not in said
        assert b"get_config" not in said


# The page's own address, and the engine's.

QUERIES = (
    "template=nope&theme=../../x",
    "<script>alert('stranger')</script>",
    f"kernel_id={GUESS}&token=stranger&%3Cscript%3Ealert(%27stranger%27)%3C/script%3E=1",
    "x=" + "stranger" * 1000,
    "%00%ff%fe",
)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:24])
def test_a_query_means_nothing(server, query):
    """The same page to the last byte, and a kernel as ever."""
    page = answer(f"{server.url}?{query}")
    assert (page.status, page.body) == (200, answer(server.url).body)
    given = answer(f"{server.url}engine?{query}", "POST", b"")
    assert sorted(json.loads(given.text)) == ["kernel", "told"]
    assert "stranger" not in given.text
    assert leave(server.url, json.loads(given.text)["kernel"]) == 204


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "HEAD"])
def test_reading_costs_no_kernel(server, method):
    """Neither the page nor a preview of its link, nor any other method on it, or on the engine, starts one."""
    before = server.number("guide_visitors")
    assert answer(server.url, method, b"").status == (200 if method in ("GET", "HEAD") else 405)
    if method != "POST":
        assert answer(f"{server.url}engine", method, b"").status == 405
    assert server.number("guide_visitors") == before


@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://localhost", "http://localhost:1", "://", "localhost:PORT"])
def test_another_page_cannot_ask_for_a_kernel(server, origin):
    """A page elsewhere could take every place here, from its visitors' browsers."""
    before, blocked = server.number("guide_visitors"), server.number("guide_blocked_total")
    refused = answer(f"{server.url}engine", "POST", b"", Origin=origin.replace("PORT", str(server.port)))
    assert (refused.status, refused.text) == (403, "403 Forbidden\n")
    assert "Access-Control-Allow-Origin" not in refused.headers
    assert server.number("guide_visitors") == before
    assert server.number("guide_blocked_total") == blocked + 1


def test_the_pages_own_origin_gets_a_kernel(server):
    """Else the refusals above would mean nothing."""
    given = answer(f"{server.url}engine", "POST", b"", Origin=server.url.rstrip("/"))
    assert leave(server.url, json.loads(given.text)["kernel"]) == 204


@pytest.mark.parametrize("body", [b"{", NESTED[:16_000], b"\xff\0" * 4000, b"x" * 16_385])
def test_what_is_sent_to_the_engine_is_not_read(server, body):
    """A kernel or none, and nothing else; a form that is none, and more than 16 kB, are refused."""
    before = server.number("guide_visitors")
    for kind in ("application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        given = answer(f"{server.url}engine", "POST", body, Content_Type=kind)
        refused = len(body) > 16_384 or "multipart" in kind
        assert given.status == (400 if refused else 200)
        assert refused or leave(server.url, json.loads(given.text)["kernel"]) == 204
    assert server.number("guide_visitors") == before


def test_a_flood_for_kernels_ends_at_the_ceiling(server):
    """Sixty ask at once: as many get one as there are places, and the others are told at once; the page still comes."""
    places = int(12 - server.number("guide_visitors"))
    with ThreadPoolExecutor(60) as pool:
        asked = [pool.submit(answer, f"{server.url}engine", "POST", b"") for _ in range(60)]
        begun = time.monotonic()
        assert answer(server.url).status == 200
        assert answer(f"{server.url}healthz").status == 200
        assert time.monotonic() - begun < 10
        given = [each.result() for each in asked]
    kernels = {json.loads(each.text)["kernel"] for each in given if each.status == 200}
    assert len(kernels) == places
    assert {each.status for each in given} == {200, 503}
    assert len(server.kernels()) <= 12 + server.pool
    assert {leave(server.url, each) for each in kernels} == {204}


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(b"GET /?" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", id="a line without an end"),
        pytest.param(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n", id="headers without an end"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", id="a body to come, of 100 MB"),
        pytest.param(
            b"POST /voila/api/shutdown/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + b"10000\r\n"
            + b"x" * 65536
            + b"\r\n",
            id="an upload in pieces",
        ),
        pytest.param(
            b"POST /engine HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            id="two lengths",
        ),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20 + b"\r\n\r\n", id="TLS where there is none"),
        pytest.param(b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", id="a proxy"),
    ],
)
def test_what_no_browser_sends_is_refused(server, request_):
    """An error or no answer, and no kernel."""
    before = server.number("guide_visitors")
    said = raw(server, request_)
    assert said == b"" or said.split()[1][:1] == b"4"
    assert server.number("guide_visitors") == before


def test_connections_that_never_ask_hinder_nobody(server):
    """A hundred half-sent requests lie open, and the next is answered; those are closed after half a minute."""
    lying = [socket.create_connection(("localhost", server.port)) for _ in range(100)]
    try:
        for connection in lying:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        begun = time.monotonic()
        assert answer(f"{server.url}healthz").status == 200
        assert time.monotonic() - begun < 10
    finally:
        for connection in lying:
            connection.close()


@pytest.mark.parametrize("what", ["half a body", "half an engine", "half a header", "nothing"])
def test_who_is_slow_is_hung_up_on(slow, what):
    """After 30 seconds without the end of its headers, or 10 without the end of its body."""
    begun, connections = slow
    connections[what].settimeout(begun + 40 - time.monotonic())
    said = connections[what].recv(4096)
    assert said == b"" or said.split()[1][:1] == b"4"


def test_the_numbers_are_for_this_machine(server):
    """Not for somebody who comes through a proxy on it."""
    assert answer(f"{server.url}metrics").status == 200
    for header in ("X-Forwarded-For", "X-Real-Ip", "Forwarded"):
        assert answer(f"{server.url}metrics", **{header: "203.0.113.7"}).status == 404


def test_the_server_keeps_count_and_keeps_quiet(server, line):
    """What is dropped is in its numbers, and nothing of it, or of all the above, in its log."""
    before = server.number("guide_blocked_total")
    for _ in range(3):
        line.send("execute_request", {"code": "'stranger'", "silent": False})
    line.answered()
    assert server.number("guide_blocked_total") == before + 3
    log = server.log.read_text()
    assert "stranger" not in log
    assert FOREIGN not in log
    assert "127.0.0.1" not in log
    assert "Traceback" not in log
