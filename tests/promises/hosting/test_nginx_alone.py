"""The page that needs no server, from nginx itself: as the server sends it, and also while every server is away."""

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from hosting.serve.alone import POLICY
from tests.helpers.nginx import Nginx
from tests.helpers.serving import ROOT, free_port
from tests.helpers.stand_ins import served_by
from tests.helpers.static_page import FILES, with_traps
from tests.promises.hosting.test_alone import KINDS, SENT_AS_THEY_ARE

pytestmark = pytest.mark.slow
LINK = "Go on without the server: your diary is here"
YEAR = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def proxy(tmp_path_factory) -> Iterator[Nginx]:
    """One whose processes are all away."""
    folder: Path = tmp_path_factory.mktemp("nginx")
    with_traps(folder / "alone")
    with Nginx(folder, [free_port() for _ in "abc"]).running() as running:
        yield running


@pytest.fixture(scope="module")
def headers() -> Iterator[dict[str, str]]:
    """Those of every answer of the server's, with the policy of this page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", "")
        shared = runpy.run_path(str(ROOT / "hosting/voila/voila.py"))["c"].Voila.tornado_settings["headers"]
        yield {**shared, "Content-Security-Policy": POLICY}


@pytest.mark.parametrize("name", [*KINDS, *SENT_AS_THEY_ARE])
def test_each_file_is_sent_as_the_server_sends_it(proxy, headers, name):
    """Its type, its headers once each, how long it is kept; small where that helps; and only if it changed."""
    plain, packed = (proxy.ask(f"/alone/{name}", **asks) for asks in ({}, {"Accept_Encoding": "gzip"}))
    assert (plain.status, plain.read()) == (200, FILES[name or "index.html"])
    kind = {**KINDS, **SENT_AS_THEY_ARE}[name].replace("text/javascript", "application/javascript")
    if not name.endswith((".gz", ".zip", ".css")):  # which not every mime.types knows, or says a charset of
        assert plain.headers["Content-Type"] == kind
    for header, value in {**headers, "Strict-Transport-Security": "max-age=31536000"}.items():
        assert plain.headers.get_all(header) == [value]
    assert plain.headers["Cache-Control"] == (YEAR if "0a1b2c3d" in name or "0123456789abcdef" in name else "no-cache")
    assert plain.headers["Set-Cookie"] is None
    assert packed.headers["Content-Encoding"] in ((None, "gzip") if name in KINDS else (None,))
    if len(FILES[name or "index.html"]) > 1024 and name in KINDS:
        assert packed.headers["Content-Encoding"] == "gzip"
    assert proxy.ask(f"/alone/{name}", If_None_Match=plain.headers["ETag"]).status == 304
    assert proxy.ask(f"/alone/{name}", method="HEAD").status == 200


@pytest.mark.parametrize(
    "path", ["secret.txt", "out/secret.txt", "../fullchain.pem", "..%2ffullchain.pem", "0123456789abcdef/"]
)
def test_nothing_else_is_there(proxy, path):
    """Neither what a link brings in, nor what is above, nor a list; where nobody else has it, try again later."""
    answer = proxy.ask(f"/alone/{path}")
    assert answer.status in (400, 403, 404, 502)
    assert not {b"secret", b"-----BEGIN"} & set(answer.read().split())


def test_where_every_server_is_away_it_is_offered(proxy):
    """Beside what is said already; `/alone` leads there too."""
    away = proxy.ask("/")
    text = away.read().decode()
    assert (away.status, away.headers["Retry-After"]) == (502, "30")
    assert "What you entered is safe" in text
    assert f'<a href="/alone/">{LINK}</a>' in text
    assert "<!--" not in text
    moved = proxy.ask("/alone")
    assert (moved.status, moved.headers["Location"]) == (302, "/alone/")


def test_where_nginx_has_none_the_servers_are_asked(tmp_path):
    """And it is not offered by nginx, which does not know whether they have it; none of their errors is bare."""
    with served_by(tmp_path) as (proxy, processes):
        assert proxy.ask("/alone/").status == 404
        for each in processes:
            each.without_page = True
        away = proxy.ask("/")
        text = away.read().decode()
        assert (away.status, away.headers["Retry-After"]) == (503, "30")
        assert "What you entered is safe" in text
        assert LINK not in text
        assert (proxy.folder / "said").read_text() == ""
