"""`make serve`: a ceiling with a kind answer, kernels that end, health, numbers, headers, and a log without anybody."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator

import pytest

from tests.helpers.serving import Crowded, answer, running, wait_for
from tests.helpers.strangers import Line, kernel_at, leave
from workbook.library import shipped

pytestmark = pytest.mark.slow

MARK = "zebracrossing"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Crowded]:
    with running(Crowded(tmp_path_factory.mktemp("serve") / "log", CEILING=2, POOL=1)) as served:
        yield served


def test_one_too_many_gets_a_kind_answer_and_no_kernel(server):
    """503 and when to ask again; the page is there for everybody, and the programme to read and print."""
    server.rest()
    kernels = [kernel_at(server.url) for _ in range(2)]
    with Line(server.url, kernels[0]) as first, Line(server.url, kernels[1]):
        wait_for(lambda: server.number("guide_pool") == 1)
        full = answer(f"{server.url}engine", "POST", b"")
        assert server.number("guide_kernels") == 3, "two visitors and the pool: the answer started nothing"
        assert full.status == 503
        assert int(full.headers["Retry-After"]) > 0
        assert full.headers["Cache-Control"] == "no-store"
        assert server.number("guide_refusals_total") == 1
        assert answer(f"{server.url}readyz").status == 200, "who is here stays here"
        page = answer(server.url)
        assert page.status == 200
        reads_and_prints(server, re.search(r'data-printable="/([^"]+)"', page.text)[1])
        first.answered()
        assert leave(server.url, kernels[1]) == 204
        kernels.append(kernel_at(server.url))
    for kernel in kernels:
        leave(server.url, kernel)


def reads_and_prints(server: Crowded, path: str) -> None:
    """The programme that needs no kernel: with the safety signs and the pain rule, and its PDFs."""
    programme = answer(server.url + path)
    assert programme.body.startswith(b"<!DOCTYPE html>")
    assert "<script" not in programme.text
    library = shipped()
    assert library.check_in.pain_rule.never in programme.text
    for flag in library.red_flags.values():
        assert flag.asks != "tick" or flag.says in programme.text
    papers = re.findall(r'href="([^"]+\.pdf)"', programme.text)
    assert len(papers) == 2
    for paper in papers:
        assert answer(f"{server.url}{path.rpartition('/')[0]}/{paper}").body.startswith(b"%PDF")


def test_health_and_readiness_are_told_apart(tmp_path):
    """It is alive at once, and ready when the first page has been made; its numbers are told to whom the host says."""
    server = Crowded(tmp_path / "log", CEILING=1, POOL=1, METRICS="anyone")
    super(Crowded, server).start()
    try:
        assert answer(f"{server.url}healthz").text == "alive\n"
        early = answer(f"{server.url}readyz")
        assert (early.status, early.text) == (503, "getting ready: 0 of 1 visitors\n")
        wait_for(lambda: answer(f"{server.url}readyz").text == "ready: 0 of 1 visitors\n")
        assert answer(f"{server.url}metrics", X_Forwarded_For="203.0.113.7").status == 200
    finally:
        server.stop()


def test_a_setting_that_is_none_is_said(tmp_path):
    """In a sentence with its name, before anything is served."""
    with pytest.raises(RuntimeError, match="CEILING is 'many', but must be a whole number of at least 1"):
        Crowded(tmp_path / "log", CEILING="many").start()
    with pytest.raises(RuntimeError, match="KERNELS is 'spooned', but must be forked or stock"):
        Crowded(tmp_path / "log", KERNELS="spooned").start()


@pytest.mark.parametrize("path", ["", "engine", "healthz", "printable/programme.html", "nothing-here", "metrics"])
def test_every_answer_says_what_a_browser_may_do_with_it(server, path):
    """The policy names scripts one by one; nobody is given a cookie, or told what software this is."""
    headers = answer(server.url + path, "HEAD" if not path else "GET").headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert re.fullmatch(r"'self' blob:( 'sha256-[^ ']+')+", policy["script-src"])
    assert (policy["object-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'", "'none'", "'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "screen-wake-lock=(self)" in headers["Permissions-Policy"]
    assert {"Set-Cookie", "Server", "Access-Control-Allow-Origin"} & set(headers) == set()


def test_the_page_is_asked_for_each_time_and_its_files_are_kept(server):
    """A year where the address names the version; asked again, only "not changed" is sent, compressed or not."""
    server.rest()
    page = answer(server.url).text
    more = re.search(r'data-more="/([^"]+)"', page)[1]
    files = ["", *re.findall(r'(?:src|data-plotly)="/(front/[^"]+)"', page)]
    files += [f"{more}places.json", f"{more}exercise/{next(iter(shipped().exercises))}.json"]
    assert len(files) == 5
    for address in files:
        packed, plain = answer(server.url + address, Accept_Encoding="gzip"), answer(server.url + address)
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2
        keep = "public, max-age=31536000, immutable" if address else "no-cache"
        assert packed.headers["Cache-Control"] == plain.headers["Cache-Control"] == keep
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        for seen, asks in ((packed, {"Accept_Encoding": "gzip"}), (plain, {})):
            again = answer(server.url + address, If_None_Match=seen.headers["ETag"], **asks)
            assert (again.status, again.body) == (304, b"")
        head = answer(server.url + address, "HEAD")
        assert (head.status, head.body, head.headers["ETag"]) == (200, b"", plain.headers["ETag"])
    assert (server.number("guide_visitors"), server.number("guide_kernels")) == (0, 1), "reading costs no kernel"


def test_files_of_another_version_are_not_there(server):
    """They would not fit the page that asks."""
    more = re.search(r'data-more="/(front/[0-9a-f]+/)"', answer(server.url).text)[1]
    for path in ("front/0123456789abcdef/front.js", "front//front.js", f"{more}nothing.js", f"{more}exercise/", more):
        assert answer(server.url + path).status == 404


@pytest.mark.parametrize("path", ["%23diary=", "%2523diary%3D", "some/where%23Diary=", "%23exercise="])
def test_a_mangled_address_gets_its_sign_back(path, server):
    """Where a mail program wrote %23 for #: a page whose script moves it, that nobody keeps, and no kernel."""
    server.rest()
    moved = answer(f"{server.url}{path}{MARK}", Referer=f"http://{MARK}/")
    assert moved.status == 200
    assert moved.headers["Cache-Control"] == "no-store"
    assert moved.headers["Referrer-Policy"] == "no-referrer"
    assert MARK not in moved.text
    script = re.search(r"<script>(.*?)</script>", moved.text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in moved.headers["Content-Security-Policy"]
    assert answer(f"{server.url}{path}{'x' * 12_000}").status == 200, "a long diary, too"
    assert MARK not in server.log.read_text()
    assert server.number("guide_visitors") == 0


def test_nothing_of_a_visitor_is_logged(server):
    """Neither an address nor an answer, whatever happens to it."""
    server.rest()
    told = {"Referer": f"http://{MARK}/", "User_Agent": MARK, "Cookie": f"a={MARK}"}
    assert MARK not in answer(f"{server.url}?diary={MARK}", **told).text
    given = answer(f"{server.url}engine?diary={MARK}", "POST", MARK.encode(), **told)
    kernel = json.loads(given.text)["kernel"]
    answer(f"{server.url}{MARK}")
    answer(f"{server.url}front/{MARK}/{MARK}")
    answer(f"{server.url}voila/static/{MARK}", "POST", MARK.encode())
    with Line(server.url, kernel) as line:
        for widget, model in line.widgets().items():
            if model["model_name"] == "AnyModel":
                for data in ({"kind": "answered", "touched": {MARK: MARK}}, {"kind": MARK}, [MARK], MARK):
                    line.send("comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": data}})
        line.answered()
        line.socket.send(MARK)
    assert leave(server.url, kernel) == 204
    assert MARK not in server.log.read_text()
    assert "127.0.0.1" not in server.log.read_text()
    assert MARK not in answer(f"{server.url}metrics").text
