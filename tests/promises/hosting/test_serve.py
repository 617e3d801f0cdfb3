"""`make serve`: a ceiling with a kind answer, kernels that end, health, numbers, headers, and a log without anybody."""

import base64
import gzip
import hashlib
import os
import re
import signal
from collections.abc import Iterator

import psutil
import pytest

from hosting.kernels.warm import KERNEL
from tests.helpers.serving import Crowded, answer, running, wait_for
from tests.helpers.strangers import Line, kernel_of
from workbook.library import shipped

pytestmark = pytest.mark.slow

MARK = "zebracrossing"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Crowded]:
    with running(Crowded(tmp_path_factory.mktemp("serve") / "log", CEILING=2, POOL=1)) as served:
        yield served


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory) -> Iterator[Crowded]:
    """It ends a kernel without a page after 6 seconds, and one without a touch after 10."""
    log = tmp_path_factory.mktemp("forgetful") / "log"
    with running(Crowded(log, CEILING=4, POOL=1, GONE_S=6, IDLE_S=10)) as served:
        yield served


def leave(server: Crowded, kernel: str) -> None:
    assert answer(f"{server.url}voila/api/shutdown/{kernel}", "POST", b"").status == 204


def empty(server: Crowded) -> None:
    """Everybody has left or was ended, and the pool is full again."""
    wait_for(lambda: (server.number("guide_visitors"), server.number("guide_kernels")) == (0, 1))
    wait_for(lambda: server.number("guide_pool") == 1)


def dead(kernel: psutil.Process) -> bool:
    """To the last of its threads: until then its parent is told that it lives."""
    return not kernel.is_running() or (kernel.status() == psutil.STATUS_ZOMBIE and kernel.num_threads() == 1)


def kill(server: Crowded) -> None:
    """Kills its kernels, and waits until they are dead."""
    kernels = [psutil.Process(pid) for pid in server.kernels()]
    server.kill_kernels()
    wait_for(lambda: all(map(dead, kernels)))


def test_one_too_many_gets_a_kind_answer_and_no_kernel(server):
    """503, when to come again, the safety texts, and the programme to read and print; whoever is in stays in."""
    empty(server)
    kernels = [kernel_of(answer(server.url).text) for _ in range(2)]
    with Line(server.url, kernels[0]) as first, Line(server.url, kernels[1]):
        wait_for(lambda: server.number("guide_pool") == 1)
        full = answer(server.url)
        assert server.number("guide_kernels") == 3, "two visitors and the pool: the answer started nothing"
        assert full.status == 503
        assert int(full.headers["Retry-After"]) > 0
        assert full.headers["Cache-Control"] == "no-store"
        assert "Full just now" in full.text
        assert "<script" not in full.text
        library = shipped()
        assert library.check_in.pain_rule.never in full.text
        for flag in library.red_flags.values():
            assert flag.asks != "tick" or flag.says in full.text
        for link in re.findall(r'href="(printable/[^"]+)"', full.text):
            paper = answer(server.url + link)
            assert paper.status == 200
            assert paper.body.startswith(b"%PDF" if link.endswith("pdf") else b"<!DOCTYPE html>")
        assert "guide_refusals_total 1.0" in answer(f"{server.url}metrics").text
        assert answer(f"{server.url}readyz").status == 200, "who is here stays here"
        first.answered()
        leave(server, kernels[1])
        kernels.append(kernel_of(answer(server.url).text))
    for kernel in kernels:
        answer(f"{server.url}voila/api/shutdown/{kernel}", "POST", b"")


def test_a_page_that_went_away_or_is_not_touched_frees_its_kernel(forgetful):
    """Its heartbeat over HTTP keeps nothing alive. Who is at it stays; at the end only the pool is left."""
    empty(forgetful)
    stays = kernel_of(answer(forgetful.url).text)
    with Line(forgetful.url, stays) as line:
        gone = kernel_of(answer(forgetful.url).text)

        def forgotten(kernel: str) -> bool:
            return answer(f"{forgetful.url}api/kernels/{kernel}").status == 404

        def forgotten_meanwhile() -> bool:
            line.widgets()
            return forgotten(gone)

        wait_for(forgotten_meanwhile, every=1)
        assert not forgotten(stays)
        wait_for(lambda: forgotten(stays))
    empty(forgetful)
    ended = answer(f"{forgetful.url}metrics").text
    assert 'guide_ended_total{why="gone"} 1.0' in ended
    assert 'guide_ended_total{why="idle"} 1.0' in ended


def test_a_dead_kernel_is_given_to_nobody(forgetful):
    """Neither one that waits in the pool nor one that its visitor has: it is ended, and the pool filled again."""
    empty(forgetful)
    kill(forgetful)
    kernel = kernel_of(answer(forgetful.url).text)
    with Line(forgetful.url, kernel) as line:
        line.answered()
        kill(forgetful)
        wait_for(lambda: answer(f"{forgetful.url}api/kernels/{kernel}").status == 404)
    empty(forgetful)


@pytest.mark.skipif(not psutil.LINUX, reason="kernels are forked on Linux alone")
def test_visitors_do_not_need_the_process_that_their_kernels_were_forked_from(forgetful):
    """When it is killed, whoever is in goes on, and whoever comes next gets a kernel forked from a new one."""
    empty(forgetful)
    warm = forgetful.warm()
    assert {psutil.Process(pid).name() for pid in forgetful.kernels()} == {KERNEL}
    with Line(forgetful.url, kernel_of(answer(forgetful.url).text)) as line:
        os.kill(warm, signal.SIGKILL)
        line.answered()
        kernels = [kernel_of(answer(forgetful.url).text) for _ in range(3)]
        assert len(set(kernels)) == 3
        assert forgetful.warm() != warm
        line.answered()
        kernels.append(line.kernel)
    for kernel in kernels:
        leave(forgetful, kernel)
    empty(forgetful)


def test_health_and_readiness_are_told_apart(tmp_path):
    """It is alive at once, and ready when the first page has been made."""
    server = Crowded(tmp_path / "log", CEILING=1, POOL=1)
    super(Crowded, server).start()
    try:
        assert answer(f"{server.url}healthz").text == "alive\n"
        early = answer(f"{server.url}readyz")
        assert (early.status, early.text) == (503, "getting ready: 0 of 1 visitors\n")
        wait_for(lambda: answer(f"{server.url}readyz").text == "ready: 0 of 1 visitors\n")
    finally:
        server.stop()


def test_a_setting_that_is_none_is_said(tmp_path):
    """In a sentence with its name, before anything is served."""
    with pytest.raises(RuntimeError, match="CEILING is 'many', but must be a whole number of at least 1"):
        Crowded(tmp_path / "log", CEILING="many").start()
    with pytest.raises(RuntimeError, match="KERNELS is 'spooned', but must be forked or stock"):
        Crowded(tmp_path / "log", KERNELS="spooned").start()


def test_a_host_can_have_stock_kernels(tmp_path):
    """Each starts by itself, and serves the page all the same."""
    with running(Crowded(tmp_path / "log", CEILING=2, POOL=1, KERNELS="stock")) as server:
        with Line(server.url, kernel_of(answer(server.url).text)) as line:
            assert line.widgets()
        assert all("ipykernel_launcher" in psutil.Process(pid).cmdline() for pid in server.kernels())


@pytest.mark.parametrize("path", ["", "healthz", "printable/programme.html", "nothing-here", "metrics"])
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


def test_scripts_are_compressed_and_kept(server):
    """A year where the address names the version, a day elsewhere; asked again, only "not changed" is sent."""
    empty(server)
    page = answer(server.url, Accept_Encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"
    html = gzip.decompress(page.body).decode()
    leave(server, kernel_of(html))
    script, plotly = re.search(r'href="/([^"]+voila\.js)"', html)[1], re.search(r'data-plotly="/([^"]+)"', html)[1]
    for address, lasting in ((script, "public, max-age=31536000, immutable"), (plotly, "public, max-age=86400")):
        packed, plain = answer(server.url + address, Accept_Encoding="gzip"), answer(server.url + address)
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2
        assert packed.headers["Cache-Control"] == plain.headers["Cache-Control"] == lasting
        again = answer(server.url + address, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["%23diary=", "%2523diary%3D", "some/where%23Diary=", "%23exercise="])
def test_a_mangled_address_gets_its_sign_back(path, server):
    """Where a mail program wrote %23 for #: a page whose script moves it, that nobody keeps, and no kernel."""
    empty(server)
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


def test_the_first_words_come_before_the_kernel(server):
    """While kernels start, somebody who has to wait reads what this is; and the page they get is whole."""
    empty(server)
    kernels = []
    for _ in range(2):
        page = answer(server.url).text
        assert page.count("<!DOCTYPE html>") == page.count("</html>") == page.count("<title>") == 1
        assert page.count('id="jupyter-config-data"') == 1
        kernels.append(kernel_of(page))
    assert len(set(kernels)) == 2
    for kernel in kernels:
        leave(server, kernel)


def test_nothing_of_a_visitor_is_logged(server):
    """Neither an address nor an answer, whatever happens to it."""
    empty(server)
    page = answer(f"{server.url}?diary={MARK}", Referer=f"http://{MARK}/", User_Agent=MARK, Cookie=f"a={MARK}")
    kernel = kernel_of(page.text)
    answer(f"{server.url}{MARK}")
    answer(f"{server.url}voila/static/{MARK}", "POST", MARK.encode())
    with Line(server.url, kernel) as line:
        for widget, model in line.widgets().items():
            if model["model_name"] == "AnyModel":
                for data in ({"kind": "answered", "touched": {MARK: MARK}}, {"kind": MARK}, [MARK], MARK):
                    line.send("comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": data}})
        line.answered()
        line.socket.send(MARK)
    leave(server, kernel)
    assert MARK not in server.log.read_text()
    assert "127.0.0.1" not in server.log.read_text()
    assert MARK not in answer(f"{server.url}metrics").text
