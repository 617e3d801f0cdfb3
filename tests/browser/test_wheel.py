"""The wheel is the whole guide: library, page, notebooks and data, under one name that clashes with nobody's."""

import json
import re
import subprocess
import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from playwright.sync_api import expect

import workbook
from hatch_build import inside
from tests import ROOT
from tests.browser.conftest import visiting
from tests.browser.test_journey import FOUR, none_of_these, sore, step
from tests.helpers.installed import InstalledGuide, install
from tests.helpers.serving import running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    return install(tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def package(installed):
    """The folder of the installed package."""
    found = installed.run("-c", "import strength_guide; print(strength_guide.__path__[0])")
    return Path(found.stdout.strip())


def test_all_of_it_has_one_name(package):
    """Beside the package and its metadata the wheel puts nothing among other people's packages."""
    [info] = package.parent.glob("strength_guide_for_runners-*.dist-info")
    files = Distribution.at(info).files or []
    assert {file.parts[0] for file in files if file.parts[0] != ".."} == {"strength_guide", info.name}
    assert {"py.typed", "data", "workbook", "widgets", "hosting"} <= {path.name for path in package.iterdir()}


def test_the_library_is_the_checkouts(installed):
    """Data is found where it was installed, and is the same."""
    code = "from strength_guide.workbook.library import DATA, shipped; print(DATA); print(len(shipped().exercises))"
    folder, number = installed.run("-c", code).stdout.splitlines()
    assert Path(folder).is_relative_to(installed.folder)
    assert int(number) == len(list((ROOT / "data" / "exercises").glob("*.yaml")))
    checkout = subprocess.run(
        [sys.executable, "-m", "strength_guide", "check"], cwd=ROOT, capture_output=True, text=True
    )
    assert installed.guide("check").stdout == checkout.stdout


def test_no_line_leads_back_to_the_rooms_of_a_checkout(package):
    """Every import of a room, wherever it stands, is of the installed one."""
    sources = [path.read_text(encoding="utf-8") for path in (*package.rglob("*.py"), *package.rglob("*.ipynb"))]
    assert len(sources) > 100
    rooms = "workbook|widgets|hosting"
    back = re.compile(rf"""(?m)^\s*"?(?:from|import) (?:{rooms})\b.*|import_module\("\w.*|"-m", "(?:{rooms}).*""")
    assert [found for text in sources for found in back.findall(text)] == []


def test_the_public_names_are_the_same(installed):
    """What `workbook` offers in a checkout, `strength_guide.workbook` offers here."""
    code = "import json, strength_guide.workbook as w; print(json.dumps([n for n in w.__all__ if getattr(w, n)]))"
    assert json.loads(installed.run("-c", code).stdout) == list(workbook.__all__)


def test_a_guide_is_printed(installed):
    """`strength-guide print` for a sore knee; a word that names nothing is answered with the one that was meant."""
    assert installed.guide("print", "--injury", "pfp", "--to", "guide.pdf").returncode == 0
    assert (installed.folder / "guide.pdf").read_bytes().startswith(b"%PDF")
    refused = installed.guide("print", "--injury", "pfb")
    assert refused.returncode == 1
    assert "did you mean 'pfp'" in refused.stdout


def test_the_page_of_the_installed_copy_is_walked(installed, chromium, tmp_path):
    """`strength-guide` serves it with the template, scripts and kernel of the wheel: an answer leads to a programme."""
    with running(InstalledGuide(installed, tmp_path / "log")) as server, visiting(chromium, server.url, 390) as page:
        none_of_these(page)
        sore(page, "Runner's knee").first.check()
        step(page, "Programme")
        expect(page.get_by_text(FOUR[0]).first).to_be_visible()
        step(page, "Library")
        expect(page.get_by_role("heading", name="Library", level=2)).to_be_visible()


def test_the_notebooks_are_put_where_they_may_be_changed(installed, tmp_path):
    """Copies in a folder of one's own; one that is there already is left as it is."""
    (tmp_path / "physio.ipynb").write_text("mine", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from strength_guide.notebooks import copied; copied(Path(sys.argv[1]))"
    )
    assert installed.run("-c", code, tmp_path).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"runner.ipynb", "physio.ipynb", "workshop.ipynb"}
    assert (tmp_path / "physio.ipynb").read_text(encoding="utf-8") == "mine"
    assert "from strength_guide.widgets.dashboard" in (tmp_path / "runner.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(("before", "after"), [
    ("from workbook.case import Case\n", "from strength_guide.workbook.case import Case\n"),
    ("    from hosting import settings\n", "    from strength_guide.hosting import settings\n"),
    ('    "from widgets.author import Author\\n",\n', '    "from strength_guide.widgets.author import Author\\n",\n'),
    ("from workbooks import x\n", "from workbooks import x\n"),
    ('says = "taken from workbook/"\n', 'says = "taken from workbook/"\n'),
])  # fmt: skip
def test_only_lines_that_import_a_room_differ(before, after):
    """A name that begins alike, and a sentence, stay."""
    assert inside(before) == after
