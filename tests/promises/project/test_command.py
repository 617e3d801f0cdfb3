"""The command `strength-guide` answers whatever words it is given; an installed copy's is tried with the wheel."""

import pytest

from strength_guide.command import main


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
