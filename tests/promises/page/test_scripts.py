"""The widgets' scripts: built from what is there now, small, and of one mind with Python."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.helpers.scripts import NODE, ROOT, SCRIPTS, evaluate
from tests.helpers.sessions import session
from widgets.controls import script
from workbook.diary import session_draft
from workbook.diary.diary import HEAVIEST_KG, Performed

BUILT = ROOT / "widgets" / "controls" / "built"
STATIC = ROOT / "hosting" / "voila" / "templates" / "guide" / "static"


def same(built: Path, stands: Path) -> None:
    """What was built now is what stands there."""
    files = {path.name: path.read_bytes() for path in built.iterdir()}
    assert files == {name: (stands / name).read_bytes() for name in files}, "`make built` builds them"


def test_what_is_built_is_what_the_scripts_say(tmp_path):
    """Building anew gives the same bytes: nobody is served, and no test has tried, what stood there before."""
    command = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]["build:widgets"]
    program, *words = command.split()
    assert program == "esbuild"
    words = [f"--outdir={tmp_path}" if word.startswith("--outdir=") else word for word in words]
    sources = [found for word in words for found in (sorted(ROOT.glob(word)) if "*" in word else [word])]
    subprocess.run([NODE, "node_modules/esbuild/bin/esbuild", *sources], cwd=ROOT, check=True)
    same(tmp_path, BUILT)


def test_the_front_end_is_built_of_what_is_there_with_its_licences(tmp_path):
    """The same for it; each library in it is named with the text of its licence."""
    subprocess.run([NODE, "hosting/front/build.js", tmp_path], cwd=ROOT, check=True)
    same(tmp_path, STATIC)
    told = (tmp_path / "front.LICENSES.txt").read_text(encoding="utf-8")
    for name in ("@jupyter-widgets/base", "@lumino/widgets", "anywidget", "backbone", "jquery", "lodash", "underscore"):
        assert re.search(rf"^{name} [0-9.]+ \((MIT|BSD-3-Clause)\)\n\n\S", told, re.MULTILINE), name


def test_what_is_not_built_says_what_to_do(monkeypatch, tmp_path):
    """The name of the file that is missing, and the command."""
    monkeypatch.setattr(script, "_BUILT", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"places\.js is not there: `make built` writes it"):
        script.script("places")


def test_every_style_is_in_the_pages():
    """A sheet that is added beside a view or a control is listed, once; what only a notebook shows is not."""
    listed = re.findall(r'@import "./(.+)";', (ROOT / "widgets" / "page.css").read_text(encoding="utf-8"))
    sheets = {path.relative_to(ROOT / "widgets").as_posix() for path in (ROOT / "widgets").rglob("*.css")}
    others = {"page.css", "author/author.css", "controls/built/page.css"}
    assert sorted(listed) == sorted(sheets - others)


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.stem)
def test_a_widgets_script_travels_alone(path):
    """It imports nothing more; none of the runner's page needs `eval`, which the page's rules forbid."""
    text = (BUILT / path.name).read_text(encoding="utf-8")
    assert not re.search(r"\bimport\s*[{*\"']", text)
    assert re.search(r"export\{\w+ as default\};\s", text)
    if path.stem != "author":  # it is in the notebooks alone, and json-editor brings its own
        assert not re.search(r"\beval\(|\bFunction\(", text)


def test_an_entry_of_the_player_is_one_that_the_diary_takes():
    """The session's own id, the day it began, the weight in kg."""
    deeds = [
        {"kind": "next"}, {"kind": "done"}, {"kind": "weigh", "id": "hip_thrust", "typed": "45lb"},
        {"kind": "effort", "effort": 7}, {"kind": "finish"},
    ]  # fmt: skip
    state = (
        "values[1].reduce((s, deed) => script.after(s, deed, values[2]), script.begun(values[0], '1f', 't', values[2]))"
    )
    entry = evaluate(
        "player/session_state.js", f"script.entryOf({state}, 'kg', values[2])", session(), deeds, 1_790_000_000_000
    )
    done, dropped = session_draft.read(entry)
    assert dropped == ()
    assert (done.id, done.letter, done.effort) == ("1f", "A", 7)
    assert [(p.exercise, p.rounds, p.load_kg) for p in done.performed] == [
        ("hip_thrust", 1, 20.41), ("side_plank", 0, None),
    ]  # fmt: skip


def test_the_diary_takes_whatever_the_weights_field_takes():
    """The limits in the field, in either unit, are within those of the diary."""
    limits = evaluate("player/weight.js", "script.LIMITS")
    assert limits["kg"][1] == HEAVIEST_KG
    ends = [[unit, str(end)] for unit, both in limits.items() for end in both]
    for kg in evaluate("player/weight.js", "values[0].map(([unit, end]) => script.readWeight(end, unit).kg)", ends):
        assert Performed(exercise="hip_thrust", rounds=1, load_kg=kg).load_kg == kg
