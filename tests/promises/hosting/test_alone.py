"""The page that needs no server, beside the other: its files as they are, how long they are kept, and nothing else."""

import gzip
from collections.abc import Iterator

import pytest

from hosting.front.data_files import mark
from hosting.serve.alone import POLICY, of_this_data
from tests.helpers.serving import Crowded, answer, running
from tests.helpers.static_page import FILES, FINGERPRINT, with_traps
from tests.promises.hosting.test_attack import CLIMBS, raw

pytestmark = pytest.mark.slow

KINDS = {
    "": "text/html; charset=utf-8",
    "index.html": "text/html; charset=utf-8",
    "sw.js": "text/javascript; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json",
    f"{FINGERPRINT}/front.js": "text/javascript; charset=utf-8",
    f"{FINGERPRINT}/deeper/page.css": "text/css; charset=utf-8",
    f"{FINGERPRINT}/engine.wasm": "application/wasm",
    "rooms-0a1b2c3d.json": "application/json",
    "icon.svg": "image/svg+xml",
    "LICENSES.txt": "text/plain; charset=utf-8",
}
SENT_AS_THEY_ARE = {
    f"{FINGERPRINT}/engine.wasm.gz": "application/gzip",
    "rooms-0a1b2c3d.zip": "application/zip",
    "icon.png": "image/png",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Crowded]:
    """One for which the page alone is the page for everybody: no kernel, so it is there at once."""
    folder = with_traps(tmp_path_factory.mktemp("alone") / "static")
    with running(Crowded(folder.parent / "log", ALONE=folder, FRONT="alone")) as served:
        yield served


@pytest.mark.parametrize("name", [*KINDS, *SENT_AS_THEY_ARE])
def test_each_file_is_sent_as_what_it_is(server, name):
    """Compressed where that helps and the browser takes it; by HEAD without a body; asked again, only if it changed."""
    address, content = f"{server.url}alone/{name}", FILES[name or "index.html"]
    packed, plain = answer(address, Accept_Encoding="gzip"), answer(address)
    assert (plain.status, plain.body, plain.headers["Content-Encoding"]) == (200, content, None)
    if name in KINDS:
        assert (gzip.decompress(packed.body), packed.headers["Content-Encoding"]) == (content, "gzip")
    else:
        assert (packed.body, packed.headers["Content-Encoding"]) == (content, None)
    for seen, asks in ((packed, {"Accept_Encoding": "gzip"}), (plain, {})):
        assert seen.headers["Content-Type"] == {**KINDS, **SENT_AS_THEY_ARE}[name]
        assert seen.headers["Content-Length"] == str(len(seen.body))
        assert seen.headers["Vary"] == "Accept-Encoding"
        head = answer(address, "HEAD", **asks)
        told = ("Content-Length", "Content-Type", "Content-Encoding", "Cache-Control", "ETag")
        assert (head.status, head.body) == (200, b"")
        assert [head.headers[each] for each in told] == [seen.headers[each] for each in told]
        again = answer(address, If_None_Match=seen.headers["ETag"], **asks)
        assert (again.status, again.body) == (304, b"")
    kept = "immutable" in plain.headers["Cache-Control"]
    assert kept is ("0a1b2c3d" in name or FINGERPRINT in name)
    assert kept or plain.headers["Cache-Control"] == "no-cache"


def test_its_own_policy_lets_python_run_in_the_browser(server):
    """And forbids as much as everywhere else; the other headers are those of every answer."""
    page, other = answer(f"{server.url}alone/").headers, answer(f"{server.url}healthz").headers
    assert page["Content-Security-Policy"] == POLICY
    rules, others = (
        dict(rule.split(" ", 1) for rule in each["Content-Security-Policy"].split("; ")) for each in (page, other)
    )
    for name in ("object-src", "base-uri", "form-action", "frame-ancestors", "style-src"):
        assert rules[name] == others[name]
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"):
        assert page[name] == other[name] is not None
    assert {"Set-Cookie", "Server", "Access-Control-Allow-Origin", "Service-Worker-Allowed"} & set(page) == set()


@pytest.mark.parametrize(
    "path", ["nothing.js", "secret.txt", "out/secret.txt", "out", ".hidden/secret.txt", FINGERPRINT, f"{FINGERPRINT}/"]
)
def test_only_files_of_the_folder_are_there(server, path):
    """No list of a folder, no hidden file, and none that a link brings in from elsewhere."""
    missing = answer(f"{server.url}alone/{path}")
    assert (missing.status, missing.headers["Cache-Control"]) == (404, None)
    assert "secret" not in missing.text
    assert answer(f"{server.url}alone/other.svg").body == FILES["icon.svg"], "a link inside it is a file like others"


def test_no_path_leads_out_of_the_folder(server):
    """However `..` is written."""
    for climb in (*CLIMBS, "../secret.txt", "..%2fsecret.txt", "..\\secret.txt", "..%5csecret.txt", "%ff", "x%00.js"):
        said = raw(server, f"GET /alone/{climb} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert said.split()[1] in (b"404", b"400"), climb
        assert b"root:" not in said
        assert not said.endswith(b"secret")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_files_can_only_be_read(server, method):
    """By no other method is anything done."""
    assert answer(f"{server.url}alone/", method, b"").status == 405


def test_where_it_is_the_page_for_everybody_no_kernel_is_started(server):
    """`/` leads there without what a link adds, and whoever asks for a kernel learns that there is none."""
    for path, method in (("/?diary=secret", "GET"), ("/", "HEAD"), ("/alone", "GET")):
        said = raw(server, f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        head = said.decode().lower()
        assert head.split()[1] == "302"
        assert "\r\nlocation: /alone/\r\n" in head
        assert "\r\ncache-control: no-store\r\n" in head
        assert "secret" not in head
    assert answer(f"{server.url}readyz").status == 200
    assert answer(f"{server.url}engine", "POST", b"").status == 404
    assert answer(f"{server.url}front/0123456789abcdef/front.js").status == 404
    assert answer(f"{server.url}printable/programme.html").status == 200
    assert answer(f"{server.url}%23exercise=x").status == 200, "a mangled address is mended here, too"
    assert (server.number("guide_kernels"), server.number("guide_visitors")) == (0, 0)
    assert server.kernels() == []
    assert server.log.read_text() == ""


def test_a_page_of_other_data_is_not_offered(tmp_path):
    """It would go on by other rules than the page from which it was led to: a clinic's own are not in it."""
    (tmp_path / "index.html").write_text(f'<body data-of="{mark()}">')
    assert of_this_data(tmp_path)
    (tmp_path / "index.html").write_text('<body data-of="0123456789abcdef">')
    assert not of_this_data(tmp_path)


def test_an_overlay_makes_other_data(monkeypatch):
    """And the samples and schemas beside the data do not."""
    before = mark()
    monkeypatch.setenv("STRENGTH_GUIDE_OVERLAY", "data/samples/clinic")
    assert mark() != before
