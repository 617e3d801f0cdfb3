"""A setting is read as it was meant, or refused in one sentence with its name, its value and what is allowed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hosting import settings
from workbook.library import DATA, OVERLAY, Library
from workbook.library.reading import setting

ROOT = DATA.parent


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with a clinic's folder in it."""
    folder = tmp_path / "my clinic"
    folder.mkdir()
    (folder / "clinic.yaml").write_text("name: Hill Street", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


FOLDERS = (
    "~/my clinic", "$HOME/my clinic", "${HOME}/my clinic/", "'~/my clinic'", '"~/my clinic"', " ~/my clinic \n",
    "“~/my clinic”", "my clinic", "./my clinic/.", "~\\my clinic", "my clinic\\", "~/my clinic//",
    "../{here}/my clinic",
)  # fmt: skip


@pytest.mark.parametrize("value", FOLDERS)
def test_a_folder_is_found_as_it_is_written(home, value, monkeypatch):
    """With a tilde, a variable, quotes, blanks, a slash too many, or Windows' slashes."""
    value = value.format(here=home.name) if "{here}" in value else value
    assert setting.folder(value) == home / "my clinic"
    assert Library.read(overlay=value).clinic.name == "Hill Street"
    monkeypatch.setenv(OVERLAY, value)
    assert setting.overlay() == home / "my clinic"


def test_a_folder_is_looked_for_in_the_project_too(home):
    """From wherever a kernel works; and a folder that is here comes first."""
    assert setting.folder("data/samples/clinic") == DATA / "samples" / "clinic"
    (home / "data" / "samples" / "clinic").mkdir(parents=True)
    assert setting.folder("data/samples/clinic") == home / "data" / "samples" / "clinic"


@pytest.mark.parametrize("value", ["", "  ", '""', "''"])
def test_an_empty_setting_is_none(value, monkeypatch):
    """As a file of settings keeps one that nobody filled in."""
    monkeypatch.setenv(OVERLAY, value)
    monkeypatch.setenv("POOL", value)
    assert setting.overlay() is None
    assert settings.whole("POOL", 4) == 4


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "value", ["~/nowhere", "~nobody9/clinic", "$NOBODY/clinic", "C:\\Users\\hill\\clinic", "~/my clinic/clinic.yaml"]
)
def test_a_folder_that_is_none_is_refused_in_a_sentence(value, monkeypatch):
    """It names what was set, and where it was looked for."""
    monkeypatch.setenv(OVERLAY, value)
    with pytest.raises(SystemExit) as refused:
        settings.check_overlay()
    said = str(refused.value)
    assert said.startswith(f"{OVERLAY} is {value!r}, but must be a folder")
    assert ("is a file" if value.endswith(".yaml") else "there is no ") in said
    assert said.count("\n") == 0


WHOLE = {"40": 40, " 40 ": 40, "'40'": 40, '"40"': 40, "040": 40}


@pytest.mark.parametrize("value", WHOLE)
def test_a_number_is_read_without_what_stands_around_it(value, monkeypatch):
    """Files of settings keep blanks and quotes."""
    monkeypatch.setenv("CEILING", value)
    assert settings.whole("CEILING", 1) == WHOLE[value]


@pytest.mark.parametrize("value", ["many", "0", "-1", "4.5", "1e3", "４", "1_000", "40MB", "9" * 6000, "$HOME", "4 0"])
def test_a_number_that_is_none_is_refused(value, monkeypatch):
    """Whatever Python would make of it."""
    monkeypatch.setenv("CEILING", value)
    with pytest.raises(SystemExit, match=r"^CEILING is '.*', but must be a whole number of at least 1\.$") as refused:
        settings.whole("CEILING", 1)
    assert len(str(refused.value)) < 300


def test_a_port_has_an_end(monkeypatch):
    """The last one is 65535."""
    monkeypatch.setenv("PORT", "65536")
    with pytest.raises(SystemExit, match="PORT is '65536', but must be a whole number of at least 1 and at most 65535"):
        settings.whole("PORT", 8866, most=65_535)


@pytest.mark.parametrize(("value", "taken"), [("", "forked"), ("Stock", "stock"), (" 'forked' ", "forked")])
def test_a_word_is_one_of_those_allowed(value, taken, monkeypatch):
    """The first where nothing is set; capitals do not count."""
    monkeypatch.setenv("KERNELS", value)
    assert settings.one_of("KERNELS", ("forked", "stock")) == taken
    monkeypatch.setenv("KERNELS", "spooned")
    with pytest.raises(SystemExit, match="KERNELS is 'spooned', but must be forked or stock"):
        settings.one_of("KERNELS", ("forked", "stock"))


@pytest.mark.parametrize(("value", "on"), [("", True), ("1", True), ("'0'", False), ("No", False), ("off ", False)])
def test_a_switch_is_on_or_off(value, on, monkeypatch):
    """In the words that people use for it."""
    monkeypatch.setenv("PREHEAT", value)
    assert settings.switch("PREHEAT") is on
    monkeypatch.setenv("PREHEAT", "perhaps")
    with pytest.raises(SystemExit, match="PREHEAT is 'perhaps', but must be 1 or 0"):
        settings.switch("PREHEAT")


def test_a_page_is_found_in_its_folder_or_refused(home, monkeypatch):
    """The default is taken where it is there; nothing is taken where nothing is set, and no folder without a page."""
    made, clinic = home / "made", home / "my clinic"
    monkeypatch.delenv("ALONE", raising=False)
    assert settings.page_folder("ALONE", made) is None
    for folder in (made, clinic):
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text("<!DOCTYPE html>", encoding="utf-8")
    assert settings.page_folder("ALONE", made) == made
    monkeypatch.setenv("ALONE", "~/my clinic/")
    assert settings.page_folder("ALONE", made) == clinic
    for nothing in ("", " ", '""'):
        monkeypatch.setenv("ALONE", nothing)
        assert settings.page_folder("ALONE", made) is None
    for wrong in (home, clinic / "index.html", home / "nowhere"):
        monkeypatch.setenv("ALONE", str(wrong))
        with pytest.raises(SystemExit, match=r"^ALONE is '.*', but must be a folder with an index\.html in it"):
            settings.page_folder("ALONE", made)


@pytest.mark.parametrize("value", ["http://localhost", "203.0.113.7", "no such machine", "localhost:8866", "x" * 300])
def test_an_address_is_one_of_this_machine(value, monkeypatch):
    """Else the server would end in the middle of its start."""
    monkeypatch.setenv("ADDRESS", '"127.0.0.1" ')
    assert settings.address("ADDRESS", "localhost") == "127.0.0.1"
    monkeypatch.setenv("ADDRESS", value)
    with pytest.raises(SystemExit, match=r"ADDRESS is .* but must be a name or an address of this machine"):
        settings.address("ADDRESS", "localhost")


BROKEN = str(DATA / "samples" / "broken_clinic")
VOILA = ["voila", "--Voila.config_file_paths=hosting/voila", "--no-browser", "workbook/runner.ipynb"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "values", "says"),
    [
        (VOILA, {"PREHEAT": "perhaps"}, "PREHEAT is 'perhaps', but must be 1 or 0.\n"),
        (VOILA, {OVERLAY: "~/nowhere"}, "STRENGTH_GUIDE_OVERLAY is '~/nowhere', but must be a folder"),
        (["hosting.serve"], {"METRICS": "all"}, "METRICS is 'all', but must be loopback or anyone.\n"),
        (["hosting.serve"], {"ALONE": "", "FRONT": "alone"}, "FRONT is 'alone', but must be server where there is no"),
        (["hosting.serve"], {OVERLAY: BROKEN}, "25 faults in the data:\n"),
        (["hosting.serve"], {OVERLAY: "{empty}"}, "holds nothing that is read, and STRENGTH_GUIDE_OVERLAY names it\n"),
    ],
)
def test_a_server_ends_with_the_sentence_alone(module, values, says, tmp_path):
    """No traceback, and nothing served with other settings than those asked for."""
    given = {name: value.format(empty=tmp_path) for name, value in values.items()}
    run = subprocess.run(
        [sys.executable, "-m", *module], cwd=ROOT, env={**os.environ, **given}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert says in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("words", [["~/my clinic"], ["my", "clinic"], ["'my clinic/'"], ["~\\my clinic"]])
def test_the_check_takes_a_folder_as_it_is_written(words):
    """And in blanks that a shell took apart."""
    run = checked(*words)
    assert (run.returncode, "added: Hill Street" in run.stdout) == (0, True)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("value", ["~/nowhere", "my clinic/clinic.yaml"])
def test_the_check_refuses_a_folder_that_is_none(value):
    """In one sentence."""
    run = checked(value)
    assert run.returncode == 1
    assert run.stdout.startswith(f"FOLDER is {value!r}, but must be a folder with a clinic's files")
    assert (run.stdout.count("\n"), run.stderr) == (1, "")


def checked(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workbook.library", *words], cwd=Path.cwd(), check=False, capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.mark.parametrize("port", ["abc", "0", "70000", "88 66", "-1", "$$(false)", "8866x", ""])
def test_the_guides_own_page_refuses_a_port_that_is_none(port):
    """Before anything is said to be open; nothing of it is run by the shell."""
    kept = [f"--old-file={each}" for each in (".venv/.ready", "widgets/controls/built/.ready")]
    made = ["make", "-s", *kept, f"PY={sys.executable}", "guide", f"PORT={port}"]
    ended = subprocess.run(made, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert f"{port.replace('$$', '$')!r} is no port; it is a whole number from 1 to 65535, as 8866" in ended.stderr
    assert "opens at" not in ended.stdout


ADDRESSES = ("https://example.org/guide/", "http://192.168.0.7:8080/a%20b.html", "https://[::1]/", "")
NO_ADDRESSES = (
    "example.org", "file:///guide.html", "javascript:alert(1)", "https://", "https://a/?b", "https://a/#b",
    "https://a b/", "https://me:word@a/", "https://a:99999/", 'https://a/"onload=x', "https://a/<b>", "https://ä/", "https://[a/",
)  # fmt: skip


@pytest.mark.parametrize("value", ADDRESSES)
def test_an_address_in_the_web_is_taken_as_it_is(value, monkeypatch):
    """With quotes and blanks around it, too; and none is none."""
    monkeypatch.setenv("GUIDE_ADDRESS", f" '{value}' ")
    assert settings.web_address("GUIDE_ADDRESS") == value


@pytest.mark.parametrize("value", NO_ADDRESSES)
def test_what_no_link_can_begin_with_is_refused(value, monkeypatch):
    """With what an address must be."""
    monkeypatch.setenv("GUIDE_ADDRESS", value)
    with pytest.raises(SystemExit, match=r"GUIDE_ADDRESS is .*, but must be an address that begins with https:"):
        settings.web_address("GUIDE_ADDRESS")
