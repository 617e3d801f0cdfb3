"""What runs on Linux runs on Windows and macOS too, or says in a sentence that it does not."""

import ast
import builtins
import datetime as dt
import importlib
import io
import ntpath
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path, PureWindowsPath

import pytest

from hosting.bundle.lock import LAPTOPS, for_laptop, for_the_room
from tests import ROOT
from workbook.caseload import caseload, report
from workbook.editing import authoring, samples, schemas, writing
from workbook.editing.console import say
from workbook.paper import files

ROOMS = ("workbook", "widgets", "hosting")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LINUX_ONLY = {f"hosting/kernels/{name}.py" for name in ("linux", "nursery", "warm")}
"""Used where a kernel is forked, which only Linux does: `POSSIBLE` in hosting/kernels/provisioner.py."""
NOWHERE_ELSE = {
    *(
        f"os.{name}"
        for name in ("fork", "setsid", "getuid", "geteuid", "getppid", "killpg", "getpgid", "uname", "chown")
    ),
    *(f"os.{name}" for name in ("WNOHANG", "sched_getaffinity", "mkfifo", "getloadavg", "sysconf", "wait", "rename")),
    *(f"signal.{name}" for name in ("SIGKILL", "SIGUSR1", "SIGUSR2", "SIGHUP", "alarm", "pause", "setitimer")),
    *("socket.AF_UNIX", "time.tzset", "socket.send_fds", "socket.recv_fds"),
}
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog"}
PLACES = re.compile(r"^/(tmp|proc|dev|var|etc|home)(/|$)")


def told(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def trees():
    for path in SOURCES:
        yield told(path), ast.parse(path.read_text(encoding="utf-8"))


def calls():
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield f"{file}:{node.lineno}", name, node


def test_no_date_is_written_in_a_way_that_windows_refuses():
    """`%-d` is known to Linux and macOS alone, `%#d` to Windows."""
    texts = (
        (f"{file}:{node.lineno}", node.value)
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [place for place, text in texts if re.search(r"%[-#_^][a-zA-Z]", text)] == []


def test_a_report_has_its_dates_where_the_system_knows_no_short_days(monkeypatch, library):
    """As Windows' C library, which refuses what it does not know."""
    real = time.strftime

    def strftime(form, *given):
        if "%-" in form:
            raise ValueError("Invalid format string")
        return real(form, *given)

    runner = caseload.read(samples.FOLDER).diary("made_up_flare")
    monkeypatch.setattr(time, "strftime", strftime)
    assert "14 April 2026" in report.contents("anna", runner, dt.date(2026, 4, 14), library)["lead"]


def test_text_is_read_and_written_alike_on_every_system():
    """Without an encoding Windows takes its own; without `newline` it writes other line ends."""
    wrong = []
    for place, name, node in calls():
        named = {keyword.arg for keyword in node.keywords}
        mode = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        text = name in ("open", "fdopen") and not any(isinstance(each, str) and "b" in each for each in mode)
        text = text and isinstance(node.func, ast.Name)
        if (name in ("read_text", "write_text") or text) and "encoding" not in named and None not in named:
            wrong.append(place)
        if name == "write_text" and "newline" not in named:
            wrong.append(place)
    assert wrong == []


def test_nothing_is_used_that_only_linux_has():
    """But where kernels are forked; and no folder of one system stands in a source."""
    wrong = []
    for file, tree in trees():
        if file in LINUX_ONLY:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and f"{getattr(node.value, 'id', '')}.{node.attr}" in NOWHERE_ELSE:
                wrong.append(f"{file}:{node.lineno} {node.attr}")
            if isinstance(node, ast.Import) and MODULES & {alias.name for alias in node.names}:
                wrong.append(f"{file}:{node.lineno}")
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and PLACES.match(node.value):
                wrong.append(f"{file}:{node.lineno} {node.value}")
    assert wrong == []


def test_a_server_starts_where_no_process_can_be_forked():
    """The provisioner is imported and stands aside, although its settings ask for it."""
    there = """
import os, signal, socket, sys, time
from jupyter_client.provisioning import LocalProvisioner
import asyncio, ctypes, psutil
for module, names in ((os, "fork WNOHANG setsid getppid"), (signal, "SIGKILL"), (time, "tzset"),
                      (socket, "AF_UNIX SOCK_SEQPACKET send_fds recv_fds")):
    for name in names.split():
        delattr(module, name)
sys.platform = "win32"
from hosting.kernels import provisioner
print(provisioner.POSSIBLE)
"""
    run = subprocess.run([sys.executable, "-c", there], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.strip() == "False", run.stderr


@pytest.mark.slow
def test_kernels_listen_in_a_folder_only_where_that_works():
    """Windows has no such sockets, and a Mac's path of one may be too long."""
    there = """
import runpy, sys
import hosting.mangled  # and all that it needs, before this is another system
for sys.platform in ("win32", "darwin", "linux"):
    print(runpy.run_path("hosting/voila/voila.py")["c"].KernelManager.get("transport"))
"""
    run = subprocess.run([sys.executable, "-c", there], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.split() == ["None", "None", "ipc"], run.stderr


def test_windows_gets_the_time_zones_that_it_has_not():
    """Linux and macOS bring their own."""
    names = {pin.name for pin in for_laptop(for_the_room(), LAPTOPS["windows"], "3.12")}
    assert {"tzdata", "colorama"} <= names
    run = subprocess.run(
        [sys.executable, "-c", "from zoneinfo import ZoneInfo; print(ZoneInfo('Pacific/Auckland'))"],
        capture_output=True, text=True, env={**os.environ, "PYTHONTZPATH": ""},
    )  # fmt: skip
    assert run.stdout.strip() == "Pacific/Auckland", run.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp932", "ascii"])
def test_a_check_says_its_words_in_any_console(encoding, tmp_path):
    """A pipe of Windows has its own letters; the names of a clinic may have others."""
    clinic = tmp_path / "hill"
    clinic.mkdir()
    text = "- {id: mtss, name: '走る ≥ → 📞'}\n- {id: pfp, name: Zoë’s knee}\n"
    (clinic / "injuries.yaml").write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "workbook.library", str(clinic)],
        cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "injuries.yaml, pfp.name" in run.stdout.decode(encoding)


def test_a_command_says_what_its_console_has_no_letters_for(monkeypatch):
    """With a question mark for them."""
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="cp1252", newline=""))
    say("Zoë – 走 ≥")
    sys.stdout.flush()
    assert out.getvalue().decode("cp1252") == "Zoë – ? ?\n"


@pytest.fixture
def windows_line_ends(monkeypatch):
    """Text files as Windows writes them: each end of a line that nobody spoke of becomes two letters."""

    def opened(real):
        def open_(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, *more):
            if newline is None and "b" not in mode and set(mode) & set("wax"):
                newline = "\r\n"
            return real(file, mode, buffering, encoding, errors, newline, *more)

        return open_

    monkeypatch.setattr(io, "open", opened(io.open))
    monkeypatch.setattr(builtins, "open", opened(builtins.open))
    monkeypatch.setattr(os, "linesep", "\r\n")


@pytest.mark.usefixtures("windows_line_ends")
def test_tables_and_data_have_the_same_line_ends_everywhere(tmp_path):
    """A spreadsheet shows `\\r\\r\\n` as empty rows; a file of the data would differ on every line."""
    shutil.copy(samples.FOLDER / "made_up_gaps.json", tmp_path)
    table = caseload.save(caseload.read(tmp_path))[0].read_bytes()
    assert table.count(b"\r\n") == table.count(b"\n") == table.count(b"\r") > 5
    samples.write(tmp_path / "samples")
    for path in (tmp_path / "samples").rglob("*.json"):
        assert path.read_bytes() == (samples.FOLDER / path.relative_to(tmp_path / "samples")).read_bytes()
    draft = authoring.opened(tmp_path / "clinic", "calf_raise_bent")
    draft = writing.written(draft.edited({**draft.value, "name": "Ours"}))
    assert b"\r" not in draft.path.read_bytes()
    for path, text in schemas.written().items():
        assert path.read_bytes() == text.encode()


def test_a_clinics_folder_may_lie_on_another_drive(monkeypatch, tmp_path):
    """No way leads from D: to C:, and which raises ValueError; a file's first line then has the whole way."""
    with pytest.raises(ValueError, match="on mount"):
        ntpath.relpath(r"C:\guide\data", r"D:\clinic")

    def no_way(*_):
        return ntpath.relpath(r"C:\guide\data", r"D:\clinic")

    monkeypatch.setattr(os.path, "relpath", no_way)
    draft = authoring.opened(tmp_path, "calf_raise_bent")
    text = draft.edited({**draft.value, "name": "Ours"}).text
    assert re.match(r"# yaml-language-server: \$schema=file:///\S+/exercise\.json\n", text)


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9", "x" * 300])
def test_an_exercise_is_not_called_what_windows_keeps_for_itself(name, tmp_path):
    """Its file could not be made or opened there."""
    with pytest.raises(ValueError, match="Windows"):
        authoring.opened(tmp_path, "calf_raise_bent", name)


def test_the_repository_can_be_unpacked_anywhere():
    """No two files of one name where capitals do not count; no name that Windows refuses; no path too long for it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode()
    tracked = [Path(each) for each in listed.split("\0") if each]
    counted = Counter(unicodedata.normalize("NFC", path.as_posix()).casefold() for path in tracked)
    assert [name for name, number in counted.items() if number > 1] == []
    for path in tracked:
        assert files.file_names(path.parts) == {part: part for part in path.parts}
        assert len(str(PureWindowsPath(r"C:\guide\strength-guide-10.10.10\guide", path))) < 160
    assert (ROOT / "hosting" / "bundle" / "start.bat").read_bytes().count(b"\r\n") == 6
    ended = subprocess.run(["git", "ls-files", "--eol"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    others = [line.split("\t")[1] for line in ended.splitlines() if not line.startswith(("i/lf", "i/-text", "i/none"))]
    assert others == ["hosting/bundle/start.bat"]


def test_every_module_is_imported_under_its_own_name():
    """A file system that is blind to capitals would find it, and another would not."""
    for path in SOURCES:
        assert told(path) == told(path).lower()
    assert importlib.import_module("workbook.paper.files").__name__ == "workbook.paper.files"
