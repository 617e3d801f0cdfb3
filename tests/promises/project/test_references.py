"""Every source stands beside something that is shown, and every key that is written anywhere leads to a source."""

import re
from pathlib import Path

from workbook.library import DATA

ROOT = DATA.parent
KEY = r"\b[A-Z][A-Z_]{2,}\d{4}[A-Z]?\b"


def written(*paths: Path) -> set[str]:
    """Every word of capital letters in these files, with digits or without."""
    return {word for path in paths for word in re.findall(r"\b[A-Z][A-Z0-9_]+\b", path.read_text(encoding="utf-8"))}


def shown() -> list[Path]:
    """Files whose sources people are shown: the data but the list itself, and the page's and notebooks' own texts."""
    data = [path for path in DATA.rglob("*.yaml") if not {"schemas", "samples"} & set(path.parts)]
    code = [*(ROOT / "widgets").rglob("*.py"), *(ROOT / "workbook").glob("*.ipynb")]
    return [DATA / "emg.csv", *(path for path in data if path.name != "references.yaml"), *code]


def test_every_source_stands_beside_what_it_is_a_source_of(library):
    """A list of papers that nothing rests on would only look like evidence."""
    assert library.references.keys() - written(*shown()) == set()


def test_every_key_that_is_written_leads_to_a_source(library):
    """In the page's own texts and in the manual too, where no reader of data looks."""
    texts = [DATA / "README.md", *shown(), *(ROOT / "workbook").rglob("*.py")]
    keys = {key for path in texts for key in re.findall(KEY, path.read_text(encoding="utf-8"))}
    assert keys - library.references.keys() == set()
    assert len(keys) > 100


def test_trials_that_found_nothing_stand_beside_the_promise_that_is_not_made(library):
    """The runner reads why the page promises neither fewer injuries nor faster running."""
    from widgets.parts.letterhead import every_day

    html = every_day(library)
    for key in ("LEPPANEN2024", "TORESDAHL2020", "WILLYDAVIS2011", "WU2024"):
        found = library.references[key]
        assert (found.doi or found.authors.split()[0]) in html
    assert "Pain rule: our own, built on" in html
