"""A physio who does not program does each errand by choosing and typing words; the file says what differs, checked."""

import re
import shutil
from copy import deepcopy
from dataclasses import replace

import jsonschema
import pytest
import yaml

from tests import ROOT
from widgets.author.errands import Errands
from workbook.diary import Profile
from workbook.editing import upgrade, writing
from workbook.editing.check import check
from workbook.editing.errands import ERRANDS, begun
from workbook.editing.errands.clinic import COLOURS
from workbook.editing.errands.errand import GONE, laid
from workbook.editing.writing import Unread
from workbook.library import DATA, Library
from workbook.library.reading import history
from workbook.programme import build

CLINIC, BROKEN = DATA / "samples" / "clinic", DATA / "samples" / "broken_clinic"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "my_clinic"


def done(folder, errand, choice="", **answers):
    """What an errand's files hold, as read again."""
    sheet = begun(ERRANDS[errand], folder, choice)
    sheet = sheet.filled({**deepcopy(dict(sheet.value)), **answers})
    files = list(sheet.texts)
    writing.written(sheet)
    return {file: yaml.safe_load((folder / file).read_text(encoding="utf-8")) for file in files}


@pytest.mark.parametrize("errand", ERRANDS.values(), ids=ERRANDS)
@pytest.mark.parametrize("overlay", [None, CLINIC])
def test_every_choice_opens_and_its_answers_are_right_by_its_form(errand, overlay, folder):
    """And who changes nothing writes nothing; to forbid, or to have looked, is said by the choice alone."""
    if overlay:
        shutil.copytree(overlay, folder)
    first = begun(errand, folder, next(iter(errand.choices(begun(ERRANDS["clinic"], folder).desk)), ""))
    for choice in errand.choices(first.desk) or [""]:
        form, value = errand.form(first.desk, choice), errand.value(first.desk, choice)
        jsonschema.Draft7Validator.check_schema(form)
        assert [error.message for error in jsonschema.Draft7Validator(form).iter_errors(value)] == []
        sheet = replace(first, choice=choice, value=value)
        hides = errand.id == "forbid" and not (overlay and choice == "hip_airplane")
        looked = errand.id == "version" and sheet.desk.library.clinic.written_for != history.of(DATA).version
        assert bool(sheet.texts) is (hides or looked), choice


def test_a_dose_is_changed(folder):
    """The file says what differs, and says nothing where it is put back."""
    dose = begun(ERRANDS["dose"], folder, "clam_band").value
    assert done(folder, "dose", "clam_band", rounds=[2, 2]) == {
        "exercises/clam_band.yaml": {"dose": {"rounds": [2, 2]}}
    }
    done(folder, "dose", "clam_band", rest_s=[20, 40])
    assert Library.read(overlay=folder).exercises["clam_band"].dose.rounds == (2, 2)
    done(folder, "dose", "clam_band", **dose)
    assert Library.read(overlay=folder).changes == ()


def test_a_new_exercise_comes_into_programmes(folder):
    """Like another one at first, tried before it; it claims no source, and leaves nothing out of the slot's list."""
    value = begun(ERRANDS["new_exercise"], folder, "reverse_lunge").value
    assert value["need"] == []
    said = done(folder, "new_exercise", "reverse_lunge", name="Lateral step-up", need=[["step", "box"]], cues=["Up."])
    assert said.keys() == {"exercises/lateral_step_up.yaml", "protocols/six_weeks.yaml"}
    found, guide = Library.read(overlay=folder), Library.read()
    new, like = found.exercises["lateral_step_up"], guide.exercises["reverse_lunge"]
    assert (new.name, new.cues, new.sources, new.drawing) == ("Lateral step-up", ("Up.",), (), None)
    assert (new.suitability, new.dose.rounds) == (like.suitability, like.dose.rounds)
    prefer = next(slot.prefer for slot in found.protocol.slots if slot.id == "squat")
    before = next(slot.prefer for slot in guide.protocol.slots if slot.id == "squat")
    assert [one for one in prefer if one != "lateral_step_up"] == [*before]
    assert prefer.index("lateral_step_up") == before.index("reverse_lunge")
    profile = Profile(equipment=("step",), minutes=45)
    sessions = build(profile, found).sessions
    assert any(one.exercise.id == "lateral_step_up" for session in sessions for one in session.prescriptions)


def test_a_new_exercise_that_is_tried_last_is_one_file(folder):
    """And a second one of that name gets an id of its own."""
    for known in ("clam_of_ours", "clam_of_ours_2"):
        assert [*done(folder, "new_exercise", "clam_band", name="Clam of ours", tried="last")] == [
            f"exercises/{known}.yaml"
        ]
    assert "Is this meant?" in check(folder)[0]


def test_an_exercise_is_forbidden_and_allowed_again(folder):
    """For everybody; beside it the folder says nothing else."""
    assert done(folder, "forbid", "hip_airplane") == {"exercises/hip_airplane.yaml": {"hide": True}}
    assert "hip_airplane" not in Library.read(overlay=folder).exercises
    done(folder, "forbid", "hip_airplane", forbidden="nobody")
    assert "hip_airplane" in Library.read(overlay=folder).exercises


def test_an_exercise_is_forbidden_for_a_sore_knee_with_a_reason_of_ones_own(folder):
    """Two files; the reason stands before the guide's, and a second one takes none of it away."""
    before = begun(ERRANDS["suits"], folder, "rfe_split_squat").value["pfp"]
    done(folder, "suits", "rfe_split_squat", pfp={**before, "verdict": "avoid", "own": "Not with us."})
    found = Library.read(overlay=folder)
    assert found.exercises["rfe_split_squat"].suitability["pfp"].rules == ("OURS_PFP", "P1", "P3")
    assert found.rules["OURS_PFP"].text == "Not with us."
    done(folder, "suits", "step_up_loaded", pfp={**before, "own": "Nor this."})
    found = Library.read(overlay=folder)
    assert {code: found.rules[code].text for code in found.rules if code.startswith("OURS")} == {
        "OURS_PFP": "Not with us.",
        "OURS_PFP_2": "Nor this.",
    }
    assert {change.field for change in found.changes if "rfe" in change.file} == {
        "suitability.pfp.verdict",
        "suitability.pfp.rules",
    }


def test_a_verdict_without_a_reason_is_told(folder):
    """And cannot be written."""
    sheet = begun(ERRANDS["suits"], folder, "clam_band")
    sheet = sheet.filled({**sheet.value, "mtss": {"verdict": "avoid", "rules": [], "own": " "}})
    assert "a rule that says why" in writing.faults(sheet)[0].says
    with pytest.raises(ValueError, match="mend what is wrong"):
        writing.written(sheet)
    assert not folder.exists()


def test_week_3_is_changed_in_the_file_of_the_protocol_in_use(folder):
    """Other things that the file says stay."""
    (folder / "protocols").mkdir(parents=True)
    (folder / "protocols" / "six_weeks.yaml").write_text("weeks:\n- {week: 5, rounds: [3, 3]}\n", encoding="utf-8")
    said = done(folder, "week", "3", rounds=[2, 2], stages=["activate", "integrate"], minutes_share=0.8)
    assert said["protocols/six_weeks.yaml"]["weeks"][0] == {"week": 5, "rounds": [3, 3]}
    weeks = Library.read(overlay=folder).protocol.weeks
    assert (weeks[2].rounds, weeks[2].minutes_share, weeks[4].rounds) == ((2, 2), 0.8, (3, 3))
    assert weeks[3].rounds == Library.read().protocol.weeks[3].rounds


def test_a_questions_words_are_changed(folder):
    """A word in braces stays one."""
    said = done(folder, "words", "done.sessions_done", ask="How many sessions in seven days?")
    assert said == {"check_in.yaml": {"done": [{"id": "sessions_done", "ask": "How many sessions in seven days?"}]}}
    asked = {question.id: question for question in Library.read(overlay=folder).check_in.done}
    assert asked["sessions_done"].high_word == "7 or more"


def test_a_new_question_is_asked_and_charted(folder):
    """With the one before, and under a topic of its own or one that is there."""
    done(folder, "words", "questions.glute_left", ask="Left?")
    words = {"ask": "How well did you sleep?", "low_word": "badly", "high_word": "well"}
    done(folder, "new_question", name="Sleep", meaning="A feeling.", **words)
    done(folder, "new_question", name="Sleep", topic="activation", **words)
    found = Library.read(overlay=folder).check_in
    assert [question.id for question in found.questions][-2:] == ["sleep", "sleep_2"]
    assert [question.topic for question in found.questions][-2:] == ["sleep", "activation"]
    assert found.questions[0].ask == "Left?"
    assert [topic.id for topic in found.topics][-1] == "sleep"


def test_name_and_colours_are_the_clinics(folder):
    """A colour of the page itself is not said; the version of the data is; too light a colour is told."""
    colours = {**COLOURS, "accent": "#2f6b3c"}
    assert done(folder, "clinic", name="Hill Street", colours=colours) == {
        "clinic.yaml": {"name": "Hill Street", "colours": {"accent": "#2f6b3c"},
                        "written_for": history.of(DATA).version}
    }  # fmt: skip
    sheet = begun(ERRANDS["clinic"], folder)
    sheet = sheet.filled({**sheet.value, "colours": {**COLOURS, "accent": "#ffee00"}})
    assert "take a darker one" in sheet.errand.notes(sheet.desk, sheet.value)[0]
    assert "contrast on the page" in writing.faults(sheet)[0].says


def test_after_an_upgrade_one_looks_and_says_so(folder):
    """What changed underneath is told beside it; then nothing is."""
    (folder / "protocols").mkdir(parents=True)
    (folder / "protocols" / "six_weeks.yaml").write_text("weeks: [{week: 3, rounds: [2, 2]}]", encoding="utf-8")
    (folder / "clinic.yaml").write_text("name: Ours\nwritten_for: 1", encoding="utf-8")
    sheet = begun(ERRANDS["version"], folder)
    assert "Changed underneath: protocols/six_weeks.yaml" in sheet.errand.notes(sheet.desk, sheet.value)[0]
    now = history.of(DATA).version
    assert done(folder, "version") == {"clinic.yaml": {"name": "Ours", "written_for": now}}
    assert upgrade.told(Library.read(overlay=folder)) == []


def test_the_pages_own_colours_are_those_of_its_sheet():
    """A form begins with what is seen."""
    sheet = (ROOT / "widgets" / "tokens.css").read_text(encoding="utf-8")
    assert {name: re.search(rf"--{name}: (#\w+)", sheet)[1] for name in COLOURS} == COLOURS


def test_notes_are_not_lost_unasked(folder):
    """Those of the sample; pressed again, it is written."""
    shutil.copytree(CLINIC, folder)
    sheet = begun(ERRANDS["clinic"], folder)
    sheet = sheet.filled({**sheet.value, "name": "Ours"})
    with pytest.raises(Unread, match="the notes in it"):
        writing.written(sheet)
    writing.written(writing.allowed(sheet))
    found = Library.read(overlay=folder).clinic
    assert (found.name, found.logo, found.colours) == ("Ours", "logo.svg", {"accent": "#2f6b3c"})


def test_a_folder_with_mistakes_is_mended_first(folder):
    """What is not read is not written over."""
    folder.mkdir()
    (folder / "check_in.yaml").write_text("questions: [{id: glute_left, asks: Left?}]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"\(1\): .* mend them first.* did you mean 'ask'"):
        begun(ERRANDS["words"], folder, "questions.glute_left")


def test_laying_over_takes_away_what_is_said_no_longer():
    """And the records and fields that then hold nothing."""
    now = {"a": [{"id": "x", "one": 1, "two": 2}, {"id": "y", "one": 1}], "b": {"c": 1}}
    assert laid(now, {"a": [{"id": "x", "one": GONE}]}) == {**now, "a": [{"id": "x", "two": 2}, {"id": "y", "one": 1}]}
    assert laid(now, {"a": [{"id": "y", "one": GONE}], "b": {"c": GONE}}) == {"a": [{"id": "x", "one": 1, "two": 2}]}
    assert laid(GONE, {"a": [{"id": "y", "one": GONE}]}) is GONE


def test_the_form_says_what_stands_in_the_way(folder):
    """A folder with mistakes opens no sheet, and all of them are one choice away; text of files is escaped."""
    shown = Errands(BROKEN)
    shown.errand.value = "week"
    assert "mistakes (25)" in shown._error.value
    assert shown.sheet is None
    shown.errand.value = "mistakes"
    assert shown._error.value == ""
    assert "25 faults in the data" in shown._text.value
    folder.mkdir()
    (folder / "check_in.yaml").write_text("questions: [{id: glute_left, ask: <b>}]", encoding="utf-8")
    shown.folder.value = str(folder)
    assert "&lt;b&gt;" in shown._text.value
    assert "<b>" not in shown._text.value


def test_the_form_writes_and_begins_anew(folder):
    """What was chosen stays; a question is written once; with another errand nothing of the last one is left."""
    shown = Errands(folder)
    shown.errand.value = "new_question"
    words = {"name": "Sleep", "ask": "Slept?", "low_word": "badly", "high_word": "well", "meaning": "Rest.",
             "good": "up", "topic": "a topic of its own"}  # fmt: skip
    shown.form.told = {"draft": shown.form.asked["draft"], "value": words}
    assert not shown.write.disabled
    shown.write.click()
    assert "Written: " in shown._done.value
    assert shown.form.asked["value"]["name"] == ""
    assert shown.write.disabled
    assert len(Library.read(overlay=folder).check_in.questions) == len(Library.read().check_in.questions) + 1
    shown.errand.value = "forbid"
    assert (shown.choice.index, shown.sheet, shown._text.value, shown._done.value) == (0, None, "", "")
    shown.choice.value = "hip_airplane"
    assert "hide: true" in shown._text.value
