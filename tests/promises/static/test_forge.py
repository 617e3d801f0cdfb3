"""A forge builds the page without a server and publishes it, as asked, and with no more rights than that takes."""

import re

import pytest
import yaml

from hosting.static.write import DIST
from tests import ROOT

TEXT = (ROOT / ".github" / "workflows" / "page.yml").read_text(encoding="utf-8")
JOBS = yaml.safe_load(TEXT)["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]


@pytest.mark.parametrize("workflow", ["ci", "page"])
def test_every_action_is_the_forges_own_and_stays_the_one_that_was_looked_at(workflow):
    """By its commit, which nobody can move, with its release beside it."""
    text = (ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    steps = [step for job in yaml.safe_load(text)["jobs"].values() for step in job["steps"]]
    assert len(used) == sum("uses" in step for step in steps) == 4
    assert [each for each in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


def test_only_publishing_may_write():
    """Building reads the sources, keeps no key, and is for main alone, where the repository wants it."""
    assert yaml.safe_load(TEXT)["permissions"] == {"contents": "read"}
    assert "permissions" not in JOBS["build"]
    assert JOBS["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert JOBS["publish"]["needs"] == "build"
    assert STEPS[0]["with"] == {"persist-credentials": False}
    assert yaml.safe_load(TEXT)[True] == {"push": {"branches": ["main"]}}
    assert JOBS["build"]["if"] == "vars.PAGES == 'yes'"


def test_what_is_built_is_what_is_published():
    """By the Makefile's own commands, from the folder that they write."""
    (run,) = (step["run"] for step in STEPS if "run" in step)
    made = run.partition(" && ")[0].removeprefix("make ").split()
    assert made == ["static", "one-file"]
    assert set(made) <= set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    (path,) = (step["with"]["path"] for step in STEPS if "path" in step.get("with", {}))
    assert ROOT / path == DIST / "static"
    assert run.endswith(f" {path}/")


@pytest.mark.parametrize("name", ["PAGES", "STRENGTH_GUIDE_OVERLAY", "GUIDE_ADDRESS"])
def test_hosts_are_told_what_to_set(name):
    """In the text on hosting."""
    assert f"vars.{name}" in TEXT
    told = (ROOT / "hosting" / "README.md").read_text(encoding="utf-8")
    assert f"`{name}" in told.partition("### On a forge")[2].partition("\n## ")[0]
