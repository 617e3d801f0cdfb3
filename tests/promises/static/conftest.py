"""The Python of the page without a server."""

import pytest

from tests.promises.static.python_there import PythonThere


@pytest.fixture(scope="session")
def python_there(static_site, tmp_path_factory) -> PythonThere:
    return PythonThere(static_site, tmp_path_factory.mktemp("python"))
