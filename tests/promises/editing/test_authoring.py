"""A physio's edit of an exercise becomes a file that says what differs, and nothing is written that is wrong."""

import json
from copy import deepcopy

import jsonschema
import pytest
import yaml

from workbook.editing import authoring, exercise_form, writing
from workbook.editing.authoring import opened
from workbook.editing.schemas import schema
from workbook.editing.writing import Unread
from workbook.editing.yaml_text import yaml_text
from workbook.library import DATA, Library, shipped

CLINIC = DATA / "samples" / "clinic"
EXERCISES = sorted(shipped().exercises)
EDITS = {
    "name": "Name: of ours, “so” # no note",
    "note": "yes",
    "dose": {"rounds": [2, 4]},
    "cues": ["One: thing", "- another", "# no note"],
    "suitability": {"pfp": {"verdict": "avoid", "rules": ["P2", "P1"]}},
}
"""A new value of each of some fields, as an overlay says it."""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "my_clinic"


def laid_over(base, said):
    if not isinstance(said, dict) or not isinstance(base, dict):
        return said
    return {**base, **{key: laid_over(base.get(key), value) for key, value in said.items()}}


def edit(draft, **said):
    return draft.edited(laid_over(deepcopy(dict(draft.value)), said))


@pytest.mark.parametrize("name", EXERCISES)
def test_nothing_edited_is_nothing_written(folder, name):
    """Every exercise opens, differs in nothing, has no fault and its drawing, and cannot be written."""
    draft = opened(folder, name)
    assert (draft.said, draft.text) == ({}, "")
    assert (authoring.shown(draft) is not None) == (shipped().exercises[name].drawing is not None)
    with pytest.raises(ValueError, match="Nothing differs"):
        writing.written(draft)
    assert not folder.exists()


@pytest.mark.parametrize(("name", "field"), [(n, list(EDITS)[i % len(EDITS)]) for i, n in enumerate(EXERCISES)])
def test_one_edited_field_is_one_field_written(folder, name, field):
    """The file says this field alone; the library then has the exercise as edited, and nothing else of it changes."""
    draft = writing.written(edit(opened(folder, name), **{field: EDITS[field]}))
    assert yaml.safe_load(draft.path.read_text(encoding="utf-8")).keys() == {field}
    found, base = Library.read(overlay=folder).exercises[name], shipped().exercises[name]
    expected = laid_over(base.model_dump(mode="json"), {field: EDITS[field]})
    assert found.model_dump(mode="json") == expected
    assert opened(folder, name).value == draft.value


def test_the_file_says_no_more_than_differs(folder):
    """A part of the dose, a verdict, and the poses, which have no ids and are written whole."""
    draft = opened(folder, "step_up_loaded")
    poses = deepcopy(draft.value["drawing"]["poses"])
    poses[0]["trunk"] = 60
    draft = edit(draft, dose={"rounds": [2, 3]}, drawing={"poses": poses})
    assert draft.said == {"dose": {"rounds": [2, 3]}, "drawing": {"poses": poses}}
    writing.written(draft)
    assert Library.read(overlay=folder).exercises["step_up_loaded"].drawing.poses[0].trunk == 60


def test_what_is_taken_away_is_said(folder):
    """A text, a list, a unit, the easier version and the drawing go back to what they are when nothing is said."""
    draft = opened(folder, "step_up_loaded")
    gone = {"demands", "coupling", "easier", "drawing"}
    value = {name: part for name, part in draft.value.items() if name not in gone}
    writing.written(draft.edited(value))
    found = Library.read(overlay=folder).exercises["step_up_loaded"]
    assert (found.demands, found.coupling, found.easier, found.drawing) == ((), None, None, None)


def test_a_default_that_is_written_out_is_no_difference(folder):
    """What stands for the same is the same."""
    draft = opened(folder, "step_up_loaded")
    same = edit(draft, note=None, dose={"unit": "reps", "hold_s": None}, drawing={"pause": 0.6, "view": "side"})
    assert same.said == {}


def test_faults_are_told_with_line_and_suggestion_and_nothing_is_written(folder):
    """The line is the one in the text that is shown."""
    draft = edit(opened(folder, "step_up_loaded"), equipment={"need": [["stepp", "box"]]}, easier="step_up_drive_pres")
    found = {fault.field: fault for fault in writing.faults(draft)}
    assert found["equipment.need.0.0"].says == "found 'stepp'; did you mean 'step'?"
    assert "stepp" in draft.text.splitlines()[found["equipment.need.0.0"].line - 1]
    assert "did you mean 'step_up_drive_press'?" in found["easier"].says
    with pytest.raises(ValueError, match=r"Not written.*\(2 of it\)"):
        writing.written(draft)
    assert not folder.exists()


def test_faults_of_other_files_do_not_stand_in_the_way(folder):
    """What was wrong before is not this exercise's; what this exercise breaks elsewhere is."""
    folder.mkdir()
    (folder / "rules.yaml").write_text("P1: {basis: }", encoding="utf-8")
    (folder / "exercises").mkdir()
    (folder / "exercises" / "step_up_drive_press.yaml").write_text("easier: wall_sit_of_ours", encoding="utf-8")
    assert writing.faults(edit(opened(folder, "rfe_split_squat"), note="Ours.")) == ()
    circle = edit(opened(folder, "step_up_drive_press"), easier="step_up_loaded")
    assert any("circle" in fault.says for fault in writing.faults(circle))


def test_a_new_exercise_may_be_given_by_its_name(folder):
    """Nobody has to think of an id; a name that is taken leads to another one."""
    for known in ("our_step_up_20_cm", "our_step_up_20_cm_2"):
        draft = authoring.named(folder, "step_up_loaded", "Our step-up, 20 cm")
        assert (draft.id, draft.value["name"]) == (known, "Our step-up, 20 cm")
        writing.written(draft)
    assert authoring.named(folder, "step_up_loaded", "ours").id == "ours"
    assert authoring.named(folder, "step_up_loaded", "").id == "step_up_loaded"


def test_a_new_exercise_is_written_whole(folder):
    """Like another at first; it belongs to nobody's post, and may be changed again."""
    draft = opened(folder, "seed_rdl", "rdl_of_ours")
    assert "from_post" not in draft.value
    assert "added" not in draft.value["dose"]
    writing.written(edit(draft, name="Our RDL"))
    found = Library.read(overlay=folder).exercises
    assert found["rdl_of_ours"].dose.model_dump(exclude={"added"}) == found["seed_rdl"].dose.model_dump(
        exclude={"added"}
    )
    again = opened(folder, "rdl_of_ours")
    assert again.base is None
    assert authoring.names(folder)["rdl_of_ours"] == "Our RDL"


@pytest.mark.parametrize("new", ["seed_rdl", "../seed", "Our RDL", "1rdl", "rdl\n"])
def test_an_id_that_cannot_be_is_refused(folder, new):
    """One that is taken, and one that is none; an id is never a path."""
    with pytest.raises(ValueError, match=r"already|cannot be an id"):
        opened(folder, "seed_rdl", new)


def test_a_file_that_was_not_read_is_not_written_over(folder):
    """Somebody wrote it meanwhile, or wrote notes into it: it is told first, and then done."""
    draft = edit(opened(folder, "step_up_loaded"), note="Ours.")
    draft.path.parent.mkdir(parents=True)
    draft.path.write_text("note: Somebody else's. # important", encoding="utf-8")
    with pytest.raises(Unread, match=r"notes in it \(after #\) would be lost"):
        writing.written(draft)
    assert "important" in draft.path.read_text(encoding="utf-8")
    with pytest.raises(Unread):
        writing.written(edit(opened(folder, "step_up_loaded"), note="Ours."))
    done = writing.written(writing.allowed(draft))
    assert yaml.safe_load(done.path.read_text(encoding="utf-8")) == {"note": "Ours."}
    writing.written(edit(done, note="Ours again."))


def test_an_overlay_of_today_opens_as_it_is():
    """Changed, added and hidden exercises; what the clinic changed is still all that differs."""
    assert opened(CLINIC, "rfe_split_squat").said == {
        "suitability": {"pfp": {"verdict": "avoid", "rules": ["HILL1", "P1"]}}
    }
    assert opened(CLINIC, "lateral_step_up").base is None
    assert "hip_airplane" not in authoring.names(CLINIC)
    assert writing.faults(opened(CLINIC, "lateral_step_up")) == ()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"trunk": ""}, "drawing.poses.0.trunk"),
        ({"anchor": {"joint": "neck", "at": [0, 0]}}, "either `hip` or `anchor`"),
        ({"left_leg": {"thigh": 270}}, "a leg has one of"),
    ],
)
def test_a_pose_that_cannot_be_drawn_says_why(folder, wrong, says):
    """With the field; other fields' faults do not stop the drawing."""
    draft = edit(opened(folder, "step_up_loaded"), name="", stage="none")
    assert authoring.shown(draft).drawing == shipped().exercises["step_up_loaded"].drawing
    poses = deepcopy(draft.value["drawing"]["poses"])
    poses[0] |= wrong
    with pytest.raises(ValueError, match=says):
        authoring.shown(edit(draft, drawing={"poses": poses}))


def test_a_movement_that_takes_no_time_cannot_be_drawn(folder):
    """Numbers at the edge of what computers reckon with are refused with a sentence too."""
    draft = edit(opened(folder, "step_up_loaded"), drawing={"seconds": [1e20, 1e-300]})
    with pytest.raises(ValueError, match="too small to be drawn"):
        authoring.shown(draft)


def form_of(value):
    """The form of an exercise with the guide's library."""
    return exercise_form.form_schema(shipped(), exercise_form.choices(shipped(), authoring.names(DATA)), value)


def offered(field):
    """What there is to choose in a field, by its id."""
    return dict(zip(field["enum"], field["options"]["enum_titles"], strict=True))


def test_the_forms_schema_is_one_that_form_libraries_know():
    """No references, no nulls, no `prefixItems`; it holds every field of the models and takes every exercise."""
    form = form_of({})
    text = json.dumps(form)
    assert not [word for word in ("$ref", "$defs", "prefixItems", "anyOf", '"null"') if word in text]
    assert form["properties"].keys() == schema("exercise")["properties"].keys()
    known = jsonschema.Draft6Validator(form)
    for name in EXERCISES:
        value = {key: part for key, part in opened(DATA, name).value.items() if part is not None}
        assert [error.message for error in known.iter_errors(value)] == []


def test_names_of_a_clinic_are_text_in_the_form():
    """The form library reads titles as HTML: a clinic's words come as text."""
    form = form_of({"suitability": {"<img src=x onerror=alert(1)>": {"verdict": "good", "rules": []}}})
    titles = [one["title"] for one in form["properties"]["suitability"]["properties"].values()]
    assert titles[-1] == "&lt;img src=x onerror=alert(1)&gt;"


def test_all_that_an_exercise_names_is_chosen_by_its_name():
    """Nobody types an id; what is named and not there stands by its id, so that opening the form changes nothing."""
    value = deepcopy(dict(opened(DATA, "step_up_loaded").value))
    value["equipment"]["need"].append(["sled"])
    value["suitability"]["pfp"]["rules"].append("OURS1")
    fields = form_of(value)["properties"]
    need = offered(fields["equipment"]["properties"]["need"]["items"]["items"])
    assert (need["step"], need["sled"], next(iter(need))) == ("Step", "sled", "")
    assert offered(fields["easier"])["reverse_lunge"] == "Reverse lunge"
    assert offered(fields["slots"]["items"])["squat"] == "Squat"
    knee, shin = (
        offered(fields["suitability"]["properties"][one]["properties"]["rules"]["items"]) for one in ("pfp", "mtss")
    )
    assert knee["P1"].startswith("P1: ")
    assert "OURS1" in knee
    assert not {"P1", "OURS1"} & shin.keys()
    assert offered(fields["sources"]["items"])["ACSM2009"].startswith("Ratamess NA and others 2009: ACSM position")
    for name in ("slots", "equipment", "easier", "harder", "sources"):
        assert not [word for word in ("inputAttributes", "Ids", ".yaml", "[[") if word in str(fields[name])]


def test_a_row_in_which_nothing_was_chosen_says_nothing(folder):
    """Neither an exercise, nor a group of equipment that would be nowhere to be had."""
    draft = opened(folder, "step_up_loaded")
    told = deepcopy(dict(draft.value))
    told["equipment"] = {
        "need": [*told["equipment"]["need"], [], [""]],
        "optional": [*told["equipment"]["optional"], ""],
    }
    told["slots"], told["sources"] = ["", *told["slots"]], [*told["sources"], ""]
    told["suitability"]["pfp"]["rules"].append("")
    assert draft.edited(exercise_form.without_blanks(told)).said == {}
    assert draft.edited(exercise_form.without_blanks({**told, "easier": ""})).said == {"easier": None}
    assert draft.edited(exercise_form.without_blanks({**told, "name": ""})).said == {"name": ""}


def test_yaml_is_written_as_people_write_it():
    """Short things in one line, long ones in their own, and what looks like something else in quotes."""
    value = {"a": [1, 2], "b": {"at": [1, 2]}, "c": ["x" * 40, "y" * 40], "d": "yes", "e": "é: ü", "f": []}
    text = yaml_text(value)
    assert text.splitlines() == [
        "a: [1, 2]", "b: {at: [1, 2]}", "c:", f"  - {'x' * 40}", f"  - {'y' * 40}", "d: 'yes'", "e: 'é: ü'", "f: []",
    ]  # fmt: skip
    assert yaml.safe_load(text) == value
