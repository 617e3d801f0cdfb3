"""Written files have names that every system takes, and are there whole or not at all."""

import ntpath
import unicodedata

import pytest

from workbook.paper import files

ODD = [
    "CON", "con", "nul.txt", "Aux .x", "COM1", "lpt\u00b9", "conin$", "a:b", "a?b", "a/b", "..", ".", "", " ", "dot.",
    "blank ", "../../etc", "C:\\x", "tab\tnew\nline", "x" * 500, "走" * 500, "🏃" * 99, "a\udcff", "\x00", "'=1+1",
    "%TEMP%", "$(x)",
]  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_a_name_is_one_that_windows_takes(name):
    """No device, no sign that it refuses, no end that it cuts off; short enough; never another folder."""
    (found,) = files.file_names([name]).values()
    assert found
    assert found == found.rstrip(". ")
    assert not set(found) & set('<>:"/\\|?*')
    assert found.isprintable()
    assert len(found.encode()) <= 121
    assert ntpath.basename(found) == found
    assert found.partition(".")[0].rstrip().casefold() not in {"con", "nul", "aux", "com1", "lpt\u00b9", "conin$"}


def test_usual_names_stay_as_they_are():
    """Letters of any language, blanks, dots inside."""
    usual = ["made_up_gaps", "Zoë", "走る", "Zoë 🏃", "anna (1)", "J. Smith", "console", "com10"]
    assert files.file_names(usual) == {name: name for name in usual}


def test_no_two_names_are_one_file_where_capitals_do_not_count():
    """Nor where an accent is a letter of its own, as on a Mac; nor where a name was cut."""
    wanted = ["Anna", "anna", "ANNA", "anna (2)", "Zo\u00eb", "Zoe\u0308", "a:b", "a?b", "x" * 300, "x" * 301, *ODD]
    found = files.file_names(wanted)
    assert list(found) == list(dict.fromkeys(wanted))
    assert len({unicodedata.normalize("NFD", stem).casefold() for stem in found.values()}) == len(found)
    assert found == files.file_names(wanted), "the same each time"


def test_a_file_is_written_as_it_is(tmp_path):
    """Line ends and letters; over another one too."""
    for text in ("a\r\nb\n", "≥ 走"):
        files.put(tmp_path / "it", text)
        assert (tmp_path / "it").read_bytes() == text.encode()
    files.put(tmp_path / "it", b"\xff")
    assert [path.name for path in tmp_path.iterdir()] == ["it"]


def test_what_was_there_stays_where_nothing_can_be_written(tmp_path):
    """A half of a file is worse than the one before."""
    (tmp_path / "it").write_text("before", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        files.put(tmp_path / "it", "half \ud800")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="irectory"):
        files.put(tmp_path / "folder", "x")
    assert (tmp_path / "it").read_text(encoding="utf-8") == "before"
    assert len(list(tmp_path.iterdir())) == 2
