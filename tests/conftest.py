"""What several tests need: the shipped library and a fresh case."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from workbook.case import Case
from workbook.library import Library, shipped

# jsonschema loads this where it is there, for 1.3 seconds of grammars of addresses that no schema here asks for.
sys.modules["rfc3987_syntax"] = None

START = dt.date(2026, 3, 2)
SCREENED = dict.fromkeys(("now", "pain", "health"), START)
"""Every group of safety questions answered."""


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped()


@pytest.fixture
def case(library) -> Case:
    return Case(library)


@pytest.fixture
def weeks_of():
    """Saves one check-in a week into a case; None leaves the week out."""

    def save(case: Case, **series: list[int | None]) -> None:
        for week in range(max(map(len, series.values()))):
            answers = {name: values[week] for name, values in series.items() if values[week] is not None}
            if answers:
                case.check_in(START + dt.timedelta(weeks=week), answers)

    return save


def _shared(config: pytest.Config, base: Path) -> Path:
    """The folder of temporary files that all processes of the run share."""
    return base.parent if hasattr(config, "workerinput") else base


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first, so that no process is left with them when the others have done all else."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begins what takes long to build before a test asks for it, so that none waits for another's building."""
    asked = not session.config.option.collectonly
    if asked and any("built" in getattr(item, "fixturenames", ()) for item in session.items):
        from tests.helpers.static_site import begin  # not for the Python of browsers, where tests of rules run, too

        begin(_shared(session.config, session.config._tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def built(tmp_path_factory, pytestconfig) -> Path:
    """A folder with the pages whose Python runs in the browser."""
    from tests.helpers.static_site import built_once

    return built_once(_shared(pytestconfig, tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def static_site(built) -> Path:
    """The folder of the page as files alone."""
    return built / "static"


@pytest.fixture(scope="session")
def one_file(built) -> Path:
    """The page as one file."""
    return built / "strength-guide.html"
