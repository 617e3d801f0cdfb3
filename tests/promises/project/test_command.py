"""The command `strength-guide` answers whatever words it is given; an installed copy's is tried with the wheel."""

import datetime as dt
import os
import shlex
import socket
import subprocess

import pytest

from strength_guide import command
from strength_guide.command import main
from tests import ROOT
from workbook.diary import Diary, write
from workbook.diary.diary import AnswerEntry
from workbook.library import DATA

EDITED = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


@pytest.mark.parametrize("words", [["--port", "abc"], ["--port", "0"], ["page", "--port", "70000"], ["frobnicate"]])
def test_words_that_mean_nothing_are_told(words, capsys):
    """A sentence with the word, and the status that the shell knows for it."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert words[-1] in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(tmp_path, capsys, monkeypatch):
    """A sentence, and the status of what went wrong."""
    monkeypatch.delenv("STRENGTH_GUIDE_OVERLAY", raising=False)
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert "there is no" in capsys.readouterr().out


def printing(tmp_path, *words: str) -> int:
    return main(["print", "--to", str(tmp_path / "guide.pdf"), *words])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--injury", "pfb"], "did you mean 'pfp'?"),
        (["--equipment", "dumbell,step"], "did you mean 'dumbbell'?"),
        (["--sessions", "0"], "--sessions is 0; it should be greater than or equal to 1"),
        (["--diary", "nowhere.json"], "--diary is 'nowhere.json', which cannot be read"),
        (["--overlay", "nowhere"], "--overlay is 'nowhere', but must be a folder"),
        (["--to", "notes.md"], "a file whose name ends in .pdf"),
        (["--to", "nowhere/guide.pdf"], "there is no folder"),
    ],
)
def test_a_guide_that_cannot_be_printed_is_told(words, says, tmp_path, capsys, monkeypatch):
    """One sentence that begins with the word that was meant, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    assert printing(tmp_path, *words) == 1
    assert says in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "file", "injuries"),
    [
        ([], "strength-guide.pdf", {}),
        (["INJURY=pfp itb=settled", "EQUIPMENT=step dumbbell", "MINUTES=45", "TO=ours.pdf"], "ours.pdf",
         {"pfp": "sore", "itb": "settled"}),
    ],
)  # fmt: skip
def test_make_prints_a_guide_by_words(given, file, injuries, monkeypatch, tmp_path):
    """`make print` alone writes one; an injury and a piece of equipment are named without a dash."""
    alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    words = ["make", "-n", "-o", ".venv/.ready", "print", *given]
    told = subprocess.run(words, cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout
    words = shlex.split(told.replace("\\\n", " "))
    asked = []
    monkeypatch.setattr(command, "pdf", lambda profile, *_, **__: asked.append(profile) or b"%PDF")
    monkeypatch.chdir(tmp_path)
    assert main(words[words.index("print") :]) == 0
    assert (tmp_path / file).read_bytes() == b"%PDF"
    assert asked[0].injuries == injuries
    assert set(asked[0].equipment) == ({"step", "dumbbell"} if given else set())


def test_a_diary_of_another_clinic_is_no_diary_of_a_healthy_runner(tmp_path, capsys):
    """What it names and this guide does not know is told, and never left out of the printed guide."""
    told = {"id": "answer-injuries", "date": EDITED.date(), "edited": EDITED, "value": {"zzz": "sore"}}
    entry = AnswerEntry.model_validate(told)
    (tmp_path / "diary.json").write_text(write(Diary((entry,))), encoding="utf-8")
    assert printing(tmp_path, "--diary", str(tmp_path / "diary.json")) == 1
    assert "The diary names zzz" in capsys.readouterr().out


def test_what_is_named_comes_on_top_of_a_diary(monkeypatch, tmp_path):
    """The diary's sore shin stays beside the knee of the command's own words."""
    asked = []
    monkeypatch.setattr(command, "pdf", lambda profile, *_, **__: asked.append(profile) or b"%PDF")
    diary = DATA / "samples" / "made_up_flare.json"
    assert printing(tmp_path, "--diary", str(diary), "--injury", "PFP=settled") == 0
    assert asked[0].injuries == {"mtss": "sore", "pfp": "settled"}


def test_a_port_that_is_taken_is_told_before_anything_opens(capsys):
    """One sentence with the option that mends it."""
    with socket.create_server(("localhost", 0)) as other:
        assert main(["page", "--port", str(other.getsockname()[1])]) == 1
    said = capsys.readouterr().out
    assert "is taken" in said
    assert "opens at" not in said
