"""The same visitors as elsewhere, at a page whose server knows nothing but files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.helpers.static_site import FileServer, files_served


@pytest.fixture(scope="session")
def files(static_site: Path) -> Iterator[FileServer]:
    with files_served(static_site) as server:
        yield server


@pytest.fixture(scope="session")
def address(files: FileServer) -> str:
    return files.url


@pytest.fixture
def visitor(visitor_once: Page) -> Page:
    """On a phone only: what is drawn is the same at any width as at the other page."""
    return visitor_once
