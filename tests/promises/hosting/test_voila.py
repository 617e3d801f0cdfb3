"""What a browser, or a reader without scripts, gets first: of the guide's own server, and of Voila by itself."""

import base64
import hashlib
import re
from collections.abc import Iterator

import pytest

from tests.helpers.serving import ROOT, Answer, answer, guide, served
from tests.helpers.strangers import baked, kernel_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def guides(tmp_path_factory) -> Iterator[Answer]:
    with guide(tmp_path_factory.mktemp("guide") / "log", preheat=False) as url:
        yield answer(url)


@pytest.fixture(scope="module")
def voilas(tmp_path_factory) -> Iterator[Answer]:
    """As Binder and JupyterHub have it: the kernel comes with the page."""
    log, configured = tmp_path_factory.mktemp("voila") / "log", "--Voila.config_file_paths=hosting/voila"
    with served(ROOT / "workbook" / "runner.ipynb", log, configured, preheat=False) as url:
        yield answer(url)


@pytest.fixture(params=["guides", "voilas"])
def first_answer(request) -> Answer:
    return request.getfixturevalue(request.param)


@pytest.fixture
def first_response(first_answer) -> str:
    return first_answer.text


def test_the_first_response_has_a_title_and_a_sentence(first_response):
    """Somebody on a slow line reads what this is before any script has run."""
    assert "<title>Strength Guide for Runners</title>" in first_response
    assert '<html lang="en-GB">' in first_response
    assert 'name="viewport"' in first_response
    assert "A glute-strength programme for runners" in first_response


def test_the_styles_come_as_they_were_written(first_response):
    """In a style element nothing may be escaped: `>` would be `&gt;` there, and select nothing."""
    assert (ROOT / "widgets" / "tokens.css").read_text(encoding="utf-8") in first_response


def test_the_page_names_no_other_host(first_response):
    """No font, icon or script comes from anywhere else."""
    hosts = set(re.findall(r"(?:src|href)=[\"'](?:https?:)?//([^/\"']+)", first_response))
    assert hosts == set()


def test_the_guides_page_holds_all_that_is_seen_first(guides):
    """Its widgets' states and their scripts, once each; no kernel, and no traceback."""
    assert guides.text.count('id="baked"') == guides.text.count("</html>") == guides.text.count("<title>") == 1
    made = baked(guides.text)
    assert set(made["roots"]) <= set(made["first"])
    assert {each["state"].get("_anywidget_id") for each in made["first"].values()} - {None} == made["scripts"].keys()
    assert "kernelId" not in guides.text
    assert "Traceback" not in guides.text


def test_voilas_page_holds_one_widget_and_no_error(voilas):
    """The notebook ran: its one root widget is in the page with its kernel, and no traceback is."""
    assert voilas.text.count("application/vnd.jupyter.widget-view+json") >= 1
    assert kernel_of(voilas.text)
    assert "Traceback" not in voilas.text


def test_each_inline_script_is_one_that_the_policy_knows(first_answer):
    """So the policy needs no 'unsafe-inline', and a script that got into a text would not run."""
    policy = dict(rule.split(" ", 1) for rule in first_answer.headers["Content-Security-Policy"].split("; "))
    assert len(re.findall("<script>", first_answer.text)) == 1
    inline = [*re.findall(r"<script>(.*?)</script>", first_answer.text, re.DOTALL), "window.voila_heartbeat()"]
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"], script
    assert "unsafe" not in policy["script-src"]
    assert "unsafe" not in policy["default-src"]
    assert not re.search(r"<[^>]+ on[a-z]+=", first_answer.text.split("</script>")[0]), "no handler in an attribute"
