"""A physio begins with what the rules say, changes it, is told what it overrules, and hands it over."""

import datetime as dt
import re
from dataclasses import replace
from functools import reduce
from html import unescape

import pytest
import yaml

from strength_guide.command import main
from tests.helpers.prescriptions import LINE, prescribed
from widgets.author.prescriber import Prescriber
from workbook.case import Case
from workbook.diary.link import text_in
from workbook.diary.prescribed.file import PrescribedError, read
from workbook.diary.prescribed.prescribed import Prescribed
from workbook.diary.runner_profile import Profile
from workbook.editing import prescribing
from workbook.editing.prescription_form import BESIDE, form_schema
from workbook.library import DATA, Library, shipped
from workbook.paper.handout import contents
from workbook.programme import build

RUNNER = Profile(injuries={"pfp": "sore"}, equipment=("dumbbell", "step"))
DAY = dt.date(2026, 3, 2)
PAGE = "https://guide.example.org/"


def test_it_begins_with_what_the_rules_say():
    """So that a runner who follows it unchanged does in each session what the rules say for the first week."""
    library = shipped()
    order = prescribing.finished(prescribing.draft(RUNNER, library, "Riverside", DAY, "Anna"), library)
    assert prescribing.review(order, RUNNER, library) == ()
    theirs = build(RUNNER.model_copy(update={"prescribed": order}), library)
    rules = build(RUNNER, library)
    for mine, other in zip(theirs.weeks[0][1], rules.weeks[0][1], strict=True):
        assert {(p.exercise.id, p.rounds) for p in mine.prescriptions} == {
            (p.exercise.id, p.rounds) for p in other.prescriptions
        }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"rounds": 9}, "has 9 rounds, and the guide gives it at most"),
        ({"reps": 2}, "has 2 repetitions, and the guide gives it at least"),
        ({"exercise": "hop_stick"}, "Overruled: "),
        ({"exercise": "split_row_band"}, "needs"),
    ],
)
def test_what_is_other_than_the_rules_is_named(line, says):
    order = {**prescribing.draft(RUNNER, shipped(), "Riverside", DAY), "exercises": [{**LINE, **line}]}
    found = prescribing.review(prescribing.finished(order, shipped()), RUNNER, shipped())
    assert any(says in sentence for sentence in found)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"exercises": [{**LINE, "exercise": "calf_raise_double", "side": "left"}]}, "both sides work together"),
        ({"exercises": [{**LINE, "exercise": "calf_raise_double", "hold_s": 30}]}, "30 s of hold, and has no hold"),
    ],
)
def test_what_can_hardly_be_meant_is_asked_about(changed, says):
    order = {**prescribing.draft(RUNNER, shipped(), "Riverside", DAY), **changed}
    found = prescribing.review(prescribing.finished(order, shipped()), RUNNER, shipped())
    assert any(says in sentence for sentence in found)


@pytest.mark.parametrize(
    "changed",
    [
        {"start": "2027-03-01"},
        {"exercises": [{**LINE, "side": "left"}]},
        {"exercises": [{**LINE, "exercise": "side_plank_knees", "reps": 1, "hold_s": 30}]},
        {"exercises": [], "without": list(shipped().exercises)[:3]},
    ],
)
def test_what_may_well_be_meant_is_not(changed):
    order = {**prescribing.draft(RUNNER, shipped(), "Riverside", DAY), **changed}
    said = " ".join(prescribing.review(prescribing.finished(order, shipped()), RUNNER, shipped()))
    assert not re.search("first day|work together|no hold|Nothing is left", said)


def test_safety_is_told_to_the_physio_too():
    flag = next(flag.id for flag in shipped().red_flags.values() if flag.action == "emergency")
    ill = RUNNER.model_copy(update={"red_flags": (flag,)})
    order = prescribing.finished(prescribing.draft(RUNNER, shipped(), "Riverside", DAY), shipped())
    assert "hide every programme" in prescribing.review(order, ill, shipped())[0]


def test_what_hides_every_programme_is_not_printed(tmp_path, capsys):
    """The rest is handed over, and the physio is told."""
    flag = next(flag.id for flag in shipped().red_flags.values() if flag.action == "emergency")
    case = Case()
    case.answer(red_flags=(flag,))
    (tmp_path / "anna.json").write_text(case.diary_text(), encoding="utf-8")
    form = Prescriber(RUNNER, by="Riverside", address=PAGE, folder=tmp_path / "out")
    told(form, exercises=[LINE])
    form.diary.value = str(tmp_path / "anna.json")
    form.write.click()
    assert form._error.value == ""
    assert "No printed guide: the runner&#x27;s safety answers" in form._done.value
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".json", ".svg"}
    order = tmp_path / "order" / "anna.yaml"
    order.parent.mkdir()
    order.write_text(yaml.safe_dump({**prescribing.draft(RUNNER, shipped(), "Riverside", DAY), "exercises": [LINE]}))
    words = ["prescribe", str(order), "--diary", str(tmp_path / "anna.json"), "--address", PAGE]
    assert main(words) == 0
    assert "No printed guide" in capsys.readouterr().out
    assert {path.suffix for path in order.parent.iterdir()} == {".yaml", ".json", ".svg"}


def test_a_clinics_own_exercise_goes_along():
    ours = Library.read(overlay=DATA / "samples" / "clinic")
    own = next(name for name in ours.exercises if name not in shipped().exercises)
    order = {**prescribing.draft(RUNNER, ours, "Riverside", DAY), "exercises": [{**LINE, "exercise": own}]}
    link = prescribing.handed_over(prescribing.finished(order, ours), PAGE).link
    case = Case()
    case.take_up(read(text_in(link.partition("#")[2])))
    assert case.programme.exercises[0].name == ours.exercises[own].name


def test_an_unknown_id_is_told():
    order = {**prescribing.draft(RUNNER, shipped(), "Riverside", DAY), "exercises": [{**LINE, "exercise": "moon"}]}
    with pytest.raises(PrescribedError, match="'moon'"):
        prescribing.finished(order, shipped())


def test_the_command_begins_and_hands_over(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = ["prescribe", "anna.yaml", "--injury", "pfp", "--by", "Riverside", "--runner", "Anna", "--address", PAGE]
    assert main(words) == 0
    begun = tmp_path / "anna.yaml"
    begun.write_text(begun.read_text().replace("rounds: 2", "rounds: 9", 1))
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "Is this meant?" in said
    assert read(text_in(said.partition("#")[2].split()[0])).runner == "Anna"
    assert {path.suffix for path in tmp_path.iterdir()} == {".yaml", ".json", ".svg", ".pdf"}
    begun.write_text("by: [")
    assert main(words) == 1
    assert "line 1" in capsys.readouterr().out
    begun.write_text(begun.read_text() + "\n- x")
    assert main(["prescribe", "anna.txt"]) == 1


@pytest.mark.parametrize(
    ("changed", "place", "in_the_form"),
    [
        ({"exercises": "abc"}, "exercises:", "Exercises:"),
        ({"exercises": 3}, "exercises:", "Exercises:"),
        ({"exercises": ["abc", "def"]}, "exercise 1:", "exercise 1:"),
        ({"exercises": [{"rounds": 2, "reps": 8, "rest_s": 60}]}, "exercise 1, exercise:", "exercise 1, Exercise:"),
        ({"exercises": [{**LINE, "exercise": ["a"]}]}, "exercise 1, exercise:", "exercise 1, Exercise:"),
        ({"exercises": [{**LINE, "exercise": {"a": 1}}]}, "exercise 1, exercise:", "exercise 1, Exercise:"),
        ({"without": 4}, "without:", "Never to be done:"),
        ({"without": [[1]]}, "without 1:", "Never to be done 1:"),
        ({"without": "reverse_lunge"}, "without:", "Never to be done:"),
        ({"own": 7, "sessions": "abc"}, "sessions:", "Sessions a week:"),
    ],
)
def test_a_wrong_shape_is_told_with_its_place(changed, place, in_the_form, tmp_path, capsys, prescriber):
    """By the command as it is written, and by the form as it is called there."""
    order = tmp_path / "anna.yaml"
    order.write_text(yaml.safe_dump({**prescribing.draft(RUNNER, shipped(), "Riverside", DAY), **changed}))
    assert main(["prescribe", str(order), "--address", PAGE]) == 1
    assert place in capsys.readouterr().out
    told(prescriber, **changed)
    assert in_the_form in prescriber._state.value
    assert "Something went wrong" not in prescriber._error.value


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"by": None}, "by: is missing"),
        ({"by": 7}, "by: should be text"),
        ({"by": "x" * 81}, "by: has more than 80 letters"),
        ({"exercises": [LINE] * 25}, "exercises: has more than 24 lines"),
        ({"exercises": [{**LINE, "reps": "many"}]}, "exercise 1, reps: should be a whole number from 1 to 60"),
        ({"exercises": [{**LINE, "reps": 8.5}]}, "exercise 1, reps: should be a whole number from 1 to 60"),
        ({"exercises": [LINE, {**LINE, "rest_s": 5}]}, "exercise 2, rest_s: should be a whole number from 10 to 600"),
        ({"sessions": 8}, "sessions: should be a whole number from 1 to 7"),
        ({"exercises": [{**LINE, "round": 2}]}, "exercise 1, round: is not a field here, did you mean 'rounds'?"),
        ({"x" * 300: 1}, f"{'x' * 60}: is not a field here"),
        ({"runner": "\ud800"}, "runner: has a sign that cannot be written"),
        ({"runer": "Anna"}, "runer: is not a field here, did you mean 'runner'?"),
        ({"exercises": [{**LINE, "sessions": ["A", "a"]}]}, "exercise 1, sessions 2: should be a letter from A to "),
        ({"exercises": [{**LINE, "side": "links"}]}, "exercise 1, side: should be left or right"),
        ({"exercises": [{**LINE, "exercise": "Reverse lunge"}]}, "exercise 1, exercise: should be an exercise's id"),
        ({"start": "soon"}, "start: should be a day from 2000 to 2099, as 2026-03-02"),
        ({"start": "1026-03-02"}, "start: should be a day from 2000 to 2099, as 2026-03-02"),
        ({"date": None}, "date: is missing"),
        ({"id": "Anna"}, "id: should be 8 to 32 of the signs 0-9 and a-f"),
        ({"without": ["revers_lunge"]}, "did you mean 'reverse_lunge'?"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(changed, says):
    """To the physio, who sent it."""
    order = {**prescribing.draft(RUNNER, shipped(), "Riverside", DAY), **changed}
    with pytest.raises(PrescribedError, match=re.escape(says)) as refused:
        prescribing.finished(order, shipped())
    assert "Ask who sent it" not in str(refused.value)


HOURS = [{**LINE, "exercise": name, "rounds": 10, "reps": 60} for name in ("seed_rdl", "rdl_double", "step_up_loaded")]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"exercises": HOURS}, "Session A takes 284 minutes, and a page opens none of more than 120: give it fewer"),
        (
            {"exercises": [], "without": list(shipped().exercises)[:60]},
            "It leaves nothing to do: prescribe an exercise",
        ),
        ({"exercises": [{**LINE, "rest_s": 5}]}, "exercise 1, Rest (seconds): should be a whole number from 10 to 600"),
        ({"exercises": [LINE, LINE]}, "session A has RDL (single-leg) twice"),
        ({"without": [LINE["exercise"]], "exercises": [LINE]}, "RDL (single-leg) is both prescribed and left out"),
        ({"exercises": [{**LINE, "sessions": ["B"]}]}, "session A has no exercise"),
        ({"start": "2035-01-01"}, ": the first day should be within a year of the day of the prescription"),
        ({"word": "x" * 700}, "A word to the runner: has more than 600 letters"),
    ],
)
def test_every_bound_says_to_the_physio_what_to_change(changed, says, prescriber):
    """In the form's own words; what a runner reads who opens something stands nowhere."""
    told(prescriber, **changed)
    assert says in unescape(prescriber._state.value)
    assert prescriber.write.disabled
    for runners in ("nothing was opened", "cannot be used", "Ask who sent it"):
        assert runners not in prescriber._state.value


def test_a_drawing_that_cannot_be_drawn_is_named_to_the_physio(monkeypatch):
    def undrawn(_exercise):
        raise ValueError

    monkeypatch.setattr("workbook.programme.prescribed.beside.drawn", undrawn)
    ours = Library.read(overlay=DATA / "samples" / "clinic")
    own = next(name for name in ours.exercises if name not in shipped().exercises)
    order = {**prescribing.draft(RUNNER, ours, "Riverside", DAY), "exercises": [{**LINE, "exercise": own}]}
    with pytest.raises(PrescribedError, match=f"^{ours.exercises[own].name} cannot be drawn: mend its drawing"):
        prescribing.finished(order, ours)


@pytest.mark.parametrize(
    "told_of",
    [
        {"injuries": dict.fromkeys(shipped().injuries, "sore")},
        {"cannot": ("kneel", "floor")},
        {"age_band": "under_18"},
        *({"red_flags": (flag,)} for flag in shipped().red_flags),
    ],
)
def test_what_rules_say_of_a_runner_is_said_of_them_to_the_physio(told_of):
    """A rule's own text, which the runner reads, stays as it is."""
    runner = RUNNER.model_copy(update=told_of)
    order = prescribing.draft(Profile(), shipped(), "Riverside", DAY)
    texts = [rule.text.rstrip(".") for rule in shipped().rules.values()]
    found, every = [], list(shipped().exercises)
    for at in range(0, len(every), 20):
        lines = [{**LINE, "exercise": name, "rounds": 9, "load": "8 kg"} for name in every[at : at + 20]]
        value = {**order, "exercises": lines}
        found += prescribing.review(Prescribed.model_validate(prescribing.said(value)), runner, shipped())
    assert found
    for sentence in found:
        mine = reduce(lambda said, text: said.replace(text, ""), texts, sentence)
        assert not re.search(r"\byour?\b", mine), sentence


@pytest.mark.parametrize("text", ["[" * 3000, "date: 2026-02-31", "by: [", "date: \x07"])
def test_what_yaml_cannot_read_is_told(text, tmp_path, capsys):
    (tmp_path / "anna.yaml").write_text(text)
    assert main(["prescribe", str(tmp_path / "anna.yaml")]) == 1
    assert "not written as YAML is" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "foo", "https://", "https:///x", "https://a b.org/", "https://a.org:x/", "https://[a/",
     "data:text/html,x.html", "file:///etc/passwd", "https://a.org@b.org/", "https://a.org/'x", "https://a.org/\u202e",
     "https://a.org:0/", "#https://a.org/", "//a.org/"],
)  # fmt: skip
def test_what_is_no_pages_address_is_refused(address, prescriber, tmp_path, capsys):
    """It becomes a link nowhere, and nothing is written."""
    assert "<a href" in prescriber._link.value
    prescriber.address.value = address
    assert "begins with https://" in prescriber._link.value
    assert "<a" not in prescriber._link.value
    prescriber.write.click()
    assert "begins with https://" in prescriber._error.value
    assert not (tmp_path / "out").exists()
    order = tmp_path / "anna.yaml"
    order.write_text(yaml.safe_dump(prescribing.draft(RUNNER, shipped(), "Riverside", DAY)))
    assert main(["prescribe", str(order), f"--address={address}"]) == 1
    assert "begins with https://" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["anna.yaml"]


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        (" http://localhost:8866/#today ", "http://localhost:8866/#prescription="),
        ("https://a.org/guide/?x=1", "https://a.org/guide/?x=1#prescription="),
        ("file:///C:/Guide/strength-guide.html", "file:///C:/Guide/strength-guide.html#prescription="),
    ],
)
def test_the_page_may_be_in_the_web_or_one_file(address, begins, prescriber):
    prescriber.address.value = address
    assert f"<a href='{begins}" in prescriber._link.value


def test_no_address_is_no_fault(prescriber, tmp_path):
    prescriber.address.value = "  "
    assert "Give the page's address" in prescriber._link.value
    prescriber.write.click()
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".json", ".pdf"}


def test_what_is_left_empty_in_the_form_is_not_said():
    """A row of which no exercise was chosen, a side as the exercise has it, a word that nobody wrote."""
    draft = prescribing.draft(RUNNER, shipped(), "Riverside", DAY, "Anna")
    lines = [{**line, "side": "", "load": "", "note": ""} for line in draft["exercises"]]
    filled = {**draft, "word": "", "exercises": lines, "without": ["", "reverse_lunge"]}
    order = prescribing.finished(filled, shipped())
    assert order == prescribing.finished({**draft, "without": ["reverse_lunge"]}, shipped())


def test_the_form_asks_for_nothing_twice():
    """Who it is from and for stands above it; exercises are chosen by their names."""
    form = form_schema(shipped())
    assert not set(BESIDE) & set(form["properties"])
    line = form["properties"]["exercises"]["items"]
    assert line["options"]["collapsed"]
    for field in (line["properties"]["exercise"], form["properties"]["without"]["items"]):
        titles = dict(zip(field["enum"], field["options"]["enum_titles"], strict=True))
        assert titles["reverse_lunge"] == "Reverse lunge"


def test_a_name_is_text_in_the_form():
    """It becomes a heading there, which json-editor reads as HTML."""
    library = shipped()
    own = library.exercises["reverse_lunge"].model_copy(update={"name": "<img src=x onerror=alert(1)>"})
    form = form_schema(replace(library, exercises={**library.exercises, own.id: own}))
    assert "<img" not in str(form)


@pytest.fixture
def prescriber(tmp_path):
    return Prescriber(RUNNER, by="Riverside", address=PAGE, folder=tmp_path / "out")


def told(prescriber, **changes):
    prescriber.form.told = {"draft": prescriber.form.asked["draft"], "value": {**prescriber._value, **changes}}


def test_the_form_shows_what_the_runner_sees_beside_the_rules(prescriber):
    assert "What the rules say" in prescriber._beside.value
    told(prescriber, exercises=[{**LINE, "rounds": 9, "note": "<b>slowly</b>"}])
    assert "Is this meant?" in prescriber._state.value
    assert "&lt;b&gt;slowly" in prescriber._seen.value
    assert "<b>slowly" not in prescriber._seen.value
    link = prescriber.prescribed and prescribing.handed_over(prescriber.prescribed, PAGE).link
    assert link in prescriber._link.value
    assert "<svg" in prescriber._link.value
    prescriber.write.click()
    assert len(list((prescriber._at(prescriber.folder.value)).iterdir())) == 3


def test_what_cannot_be_handed_over_is_told_and_not_written(prescriber):
    told(prescriber, exercises=[{**LINE, "rounds": 99}])
    assert "exercise 1, Rounds: should be a whole number from 1 to 10" in prescriber._state.value
    assert prescriber.write.disabled


def test_who_it_is_for_is_said_above_the_form(prescriber):
    """And what was filled in there stays."""
    told(prescriber, word="Slowly, please.")
    prescriber.name.value = "Anna"
    prescriber.form.told = {
        "draft": prescriber.form.asked["draft"],
        "value": {"exercises": [LINE], "word": "Soon more."},
    }
    assert (prescriber.prescribed.runner, prescriber.prescribed.word) == ("Anna", "Soon more.")


def _a_diary(folder):
    case = Case()
    case.answer(injuries={"achilles": "sore"}, sessions=3)
    (folder / "anna.json").write_text(case.diary_text(), encoding="utf-8")
    return str(folder / "anna.json")


def test_a_diary_is_where_it_begins(prescriber, tmp_path):
    prescriber.diary.value = _a_diary(tmp_path)
    assert prescriber.profile.injuries == {"achilles": "sore"}
    assert prescriber.prescribed.sessions == 3
    prescriber.diary.value = str(tmp_path / "none.json")
    assert "none.json cannot be read" in prescriber._error.value


def test_a_name_that_leads_to_no_diary_leaves_no_other_runners_answers(prescriber, tmp_path):
    """Nothing is said to be in order, and nothing can be written, for a runner who could not be read."""
    prescriber.diary.value = _a_diary(tmp_path)
    prescriber.diary.value = str(tmp_path / "none.json")
    assert (prescriber.profile, prescriber.prescribed, prescriber._state.value) == (Profile(), None, "")
    assert prescriber.write.disabled
    prescriber.diary.value = _a_diary(tmp_path)
    assert not prescriber.write.disabled
    prescriber.diary.value = ""
    assert prescriber.profile == Profile()
    assert prescriber.prescribed is not None


def test_a_diary_is_named_as_it_lies_in_the_caseload(tmp_path):
    """What lies there is offered, and nothing that was written about runners."""
    _a_diary(tmp_path)
    for name in ("caseload/read_before.json", "2026/ben.json", "note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text((tmp_path / "anna.json").read_text())
    for named in ("anna", " anna.json ", "2026/ben", str(tmp_path / "anna.json")):
        form = Prescriber(RUNNER, by="Riverside", address=PAGE, caseload=tmp_path)
        assert form.diary.options == ("2026/ben.json", "anna.json")
        form.diary.value = named
        assert (form._error.value, form.prescribed.sessions) == ("", 3)
    form.diary.value = "carla"
    assert "carla cannot be read" in form._error.value
    assert Prescriber(RUNNER, by="Riverside", caseload=tmp_path / "none").diary.options == ()


def test_what_was_typed_stays_when_a_diary_is_opened(prescriber, tmp_path):
    """And is reviewed for that runner."""
    told(prescriber, exercises=[{**LINE, "exercise": "hop_stick"}], word="Slowly.")
    before, asked = prescriber._state.value, prescriber.form.asked
    prescriber.diary.value = _a_diary(tmp_path)
    assert prescriber.profile.injuries == {"achilles": "sore"}
    assert [line.exercise for line in prescriber.prescribed.exercises] == ["hop_stick"]
    assert prescriber.prescribed.word == "Slowly."
    assert prescriber.form.asked == asked
    assert prescriber._state.value != before
    assert "is kept" in prescriber._done.value
    prescriber.form.told = {"draft": prescriber.form.asked["draft"], "value": {"exercises": [LINE], "word": "More."}}
    assert prescriber.prescribed.word == "More."


def test_a_form_that_nobody_changed_begins_anew(prescriber, tmp_path):
    """It tells its value once it is drawn, with every field that is empty."""
    lines = [{**line, "side": "", "load": "", "note": ""} for line in prescriber._value["exercises"]]
    told(prescriber, exercises=lines, word="", without=[])
    prescriber.diary.value = _a_diary(tmp_path)
    assert prescriber.prescribed.sessions == 3
    assert prescriber._done.value == ""


def test_who_and_for_whom_are_asked_above_the_form_alone(prescriber):
    """json-editor shows every value that it is given."""
    prescriber.name.value = "Anna"
    prescriber._open()
    assert not set(BESIDE) & set(prescriber.form.asked["value"])
    told(prescriber, by="Somebody", runner="Bob", id="0" * 16)
    assert (prescriber.prescribed.by, prescriber.prescribed.runner) == ("Riverside", "Anna")
    prescriber.name.value = ""
    told(prescriber, runner="Bob")
    assert prescriber.prescribed.runner is None


def test_another_runners_prescription_is_another_one(prescriber, tmp_path):
    """And stays the same one while it is changed."""
    told(prescriber, exercises=[LINE])
    ids = [prescriber.prescribed.id]
    for name in ("Anna", "Bob"):
        prescriber.name.value = name
        ids.append(prescriber.prescribed.id)
    prescriber.diary.value = _a_diary(tmp_path)
    ids.append(prescriber.prescribed.id)
    assert len(set(ids)) == 4
    prescriber.by.value = "Dr Moss"
    told(prescriber, word="Slowly.")
    assert prescriber.prescribed.id == ids[-1]


def test_a_form_begins_anew_for_another_runner(prescriber, tmp_path):
    """Nothing of the one before is left in it; who prescribes, the page's address and the folder are the physio's."""
    prescriber.diary.value, prescriber.name.value = _a_diary(tmp_path), "<b>Anna"
    told(prescriber, exercises=[LINE], word="Slowly, Anna.", without=["reverse_lunge"])
    prescriber.write.click()
    before, written = prescriber.prescribed, sorted((tmp_path / "out").iterdir())
    prescriber.anew.click()
    assert "all that you entered for &lt;b&gt;Anna?" in prescriber._asking.children[0].value
    assert prescriber.prescribed == before
    prescriber.keep.click()
    assert (prescriber._asking.children, prescriber.prescribed) == ((), before)
    prescriber.anew.click()
    prescriber.clear.click()
    assert (prescriber.diary.value, prescriber.name.value, prescriber._done.value) == ("", "", "")
    assert prescriber.profile == Profile()
    now = prescriber.prescribed
    assert (now.runner, now.word, now.without, now.by) == (None, None, (), "Riverside")
    assert now.id != before.id
    assert "word" not in prescriber.form.asked["value"]
    shown = (*prescriber._asking.children, prescriber._state, prescriber._link, prescriber._seen, prescriber._beside)
    assert not any("Anna" in one.value for one in shown)
    assert prescribing.handed_over(before, PAGE).link not in prescriber._link.value
    assert sorted((tmp_path / "out").iterdir()) == written


@pytest.mark.parametrize("entered", ["diary", "name", "word", "fault", "nothing"])
def test_it_asks_before_it_clears_what_was_entered(entered, prescriber):
    if entered in ("diary", "name"):
        getattr(prescriber, entered).value = "none.json"
    elif entered == "word":
        told(prescriber, word="Slowly.")
    elif entered == "fault":
        told(prescriber, exercises=[{**LINE, "rounds": 99}])
    prescriber.anew.click()
    assert bool(prescriber._asking.children) == (entered != "nothing")
    if prescriber._asking.children:
        prescriber.clear.click()
    assert (prescriber._error.value, prescriber._asking.children) == ("", ())
    assert prescriber.prescribed is not None
    assert not prescriber._is_changed()


def test_what_a_form_still_tells_of_a_runner_before_counts_no_longer(prescriber):
    """The browser tells a moment later what was typed."""
    draft = prescriber.form.asked["draft"]
    prescriber.anew.click()
    prescriber.form.told = {"draft": draft, "value": {"exercises": [LINE], "word": "Slowly, Anna."}}
    assert prescriber.prescribed.word is None


def test_nobody_it_is_from_is_asked_for_calmly(prescriber):
    prescriber.by.value = " "
    assert "Say whom it is from." in prescriber._state.value
    assert "notice" not in prescriber._state.value
    assert prescriber.write.disabled
    assert prescriber._link.value == ""
    prescriber.by.value = "Riverside"
    assert not prescriber.write.disabled
    assert "<a href" in prescriber._link.value


def test_paper_says_who_prescribed_what():
    """With the physio's words, and no minutes that nobody asked for."""
    library = shipped()
    order = prescribed()
    theirs = RUNNER.model_copy(update={"prescribed": order})
    said = contents(theirs, build(theirs, library), library, "a4")
    assert dict(said["choices"])["Prescribed by"] == "Riverside Physio for Anna, 2 March 2026"
    assert dict(said["choices"])["A word to you"] == "Slowly, please. See you in two weeks."
    assert "Minutes a session" not in dict(said["choices"])
    card = next(card for card in said["cards"] if card["name"] == library.exercises["seed_rdl"].name)
    assert "Riverside Physio: Left leg only, for now." in card["words"]
    assert "3 rounds of 8 reps, left side only" in card["dose"]


def test_a_runner_for_whom_nothing_is_left_is_told_of():
    """What is not left out is all on the floor, where this runner cannot get."""
    order = {
        **prescribing.draft(RUNNER, shipped(), "Riverside", DAY),
        "exercises": [],
        "without": [one.id for one in shipped().exercises.values() if "floor" not in one.demands],
    }
    bound = RUNNER.model_copy(update={"cannot": ("floor",)})
    found = prescribing.review(prescribing.finished(order, shipped()), bound, shipped())
    assert any("Nothing is left to do" in sentence for sentence in found)
