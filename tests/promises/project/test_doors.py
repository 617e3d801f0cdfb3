"""The pages for who comes to the project are true: what they name is there, and no room is left out."""

import re
import tomllib

import pytest
import yaml

from tests import ROOT
from tests.promises.project.test_rooms import ROOMS

PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "data/README.md", "hosting/README.md",
         "docs/first-minute.md", ".github/pull_request_template.md")  # fmt: skip
TOPS = ("data", "docs", "workbook", "widgets", "hosting", "strength_guide", "tests")
MADE_UP = ("lateral_step_up", "NAME")
"""What a reader writes: the files of the examples."""


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(page):
    """From the checkout's top where it begins with a room, and from the page's own folder where it is a link."""
    told = re.findall(rf"`((?:{'|'.join(TOPS)})/[\w./-]*)", text(page))
    links = [link.split("#")[0] for link in re.findall(r"\]\((?!https?:|#)([^)]+)\)", text(page))]
    gone = [path for path in told if not (ROOT / path).exists()]
    assert [path for path in gone if not any(made_up in path for made_up in MADE_UP)] == []
    assert [link for link in links if link and not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_is_in_the_makefile(page):
    """They are there to be typed."""
    there = set(re.findall(r"^([\w-]+):", text("Makefile"), re.MULTILINE))
    code = re.findall(r"```[^`]+```|`[^`]+`", text(page))
    assert {command for words in code for command in re.findall(r"\bmake ([\w-]+)", words)} <= there


def test_a_commit_is_looked_at_by_commands_that_there_are():
    """Also one that changes nothing but what runners read in the data."""
    there = set(re.findall(r"^([\w-]+):", text("Makefile"), re.MULTILINE))
    hooks = {
        hook["entry"]: hook
        for repo in yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
        for hook in repo["hooks"]
    }
    assert {entry.removeprefix("make ") for entry in hooks} <= there
    assert {"python", "jupyter", "javascript", "json", "toml", "yaml"} <= set(hooks["make lint"]["types_or"])


def test_every_room_is_told():
    """ARCHITECTURE.md names each room by the last word of its name."""
    told = set(re.findall(r"`([\w./]+?)/?`", text("ARCHITECTURE.md")))
    names = {room.split(".")[-1] for room in ROOMS}
    assert {name for name in names if not told & {name, f"{name}.py", f"widgets/{name}.py", f"library/{name}"}} == set()


def test_the_newest_version_is_that_of_the_package():
    """Versions stand with their dates, the newest first, under what is not out yet."""
    heads = re.findall(r"^## (.+)$", text("CHANGELOG.md"), re.MULTILINE)
    dated = [re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", head) for head in heads[1:]]
    assert heads[0] == "Unreleased"
    assert all(dated)
    assert dated == sorted(dated, key=lambda found: [int(part) for part in found[1].split(".")], reverse=True)
    assert dated[0][1] == tomllib.loads(text("pyproject.toml"))["project"]["version"]
