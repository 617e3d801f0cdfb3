"""Voila serves the page: what a browser, or a reader without scripts, gets first."""

import base64
import hashlib
import re

import pytest

from tests.helpers.serving import answer, guide

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first_answer(tmp_path_factory):
    with guide(tmp_path_factory.mktemp("voila") / "log", preheat=False) as url:
        yield answer(url)


@pytest.fixture(scope="module")
def first_response(first_answer):
    return first_answer.text


def test_the_first_response_has_a_title_and_a_sentence(first_response):
    """Somebody on a slow line reads what this is before any script has run."""
    assert "<title>Strength Guide for Runners</title>" in first_response
    assert '<html lang="en-GB">' in first_response
    assert 'name="viewport"' in first_response
    assert "A glute-strength programme for runners" in first_response


def test_the_page_names_no_other_host(first_response):
    """No font, icon or script comes from anywhere else."""
    hosts = set(re.findall(r"(?:src|href)=[\"'](?:https?:)?//([^/\"']+)", first_response))
    assert hosts == set()


def test_the_page_holds_one_widget_and_no_error(first_response):
    """The notebook ran: its one root widget is in the page, and no traceback is."""
    assert first_response.count("application/vnd.jupyter.widget-view+json") >= 1
    assert "Traceback" not in first_response


def test_each_inline_script_is_one_that_the_policy_knows(first_answer):
    """So the policy needs no 'unsafe-inline', and a script that got into a text would not run."""
    policy = dict(rule.split(" ", 1) for rule in first_answer.headers["Content-Security-Policy"].split("; "))
    inline = [*re.findall(r"<script>(.*?)</script>", first_answer.text, re.DOTALL), "window.voila_heartbeat()"]
    assert len(inline) > 1
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"], script
    assert "unsafe" not in policy["script-src"]
    assert "unsafe" not in policy["default-src"]
    assert not re.search(r"<[^>]+ on[a-z]+=", first_answer.text.split("</script>")[0]), "no handler in an attribute"
