"""A clinic's folder changes the guide without a copy of it; what is wrong in it is told at once, and once."""

import datetime as dt
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.helpers.pages import go, view
from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.diary.runner_profile import Profile
from workbook.editing import schemas
from workbook.editing.check import check
from workbook.library import DATA, OVERLAY, Library, LibraryError, shipped
from workbook.library.colour import DARK, READABLE, contrast, for_dark
from workbook.programme import build

CLINIC, BROKEN = DATA / "samples" / "clinic", DATA / "samples" / "broken_clinic"
GYM = ("dumbbell", "dumbbell_pair", "bench", "step", "box")
EDITS, CHECKED_WITH_A_PROGRAMME = 1000, 40


@pytest.fixture(scope="module")
def ours() -> Library:
    return Library.read(overlay=CLINIC)


def chosen(library: Library, **profile) -> set[str]:
    programme = build(Profile(equipment=GYM, minutes=45, **profile), library)
    return {p.exercise.id for session in programme.sessions for p in session.prescriptions}


def laid_over(folder: Path, file: str, text: str) -> Library:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Library.read(overlay=folder)


def read_or_faults(folder: Path):
    """The library, or else what is wrong with it."""
    try:
        return Library.read(overlay=folder), ()
    except LibraryError as error:
        return None, error.faults


def test_an_exercise_is_added_changed_and_hidden(library, ours):
    """By id, each in a file that holds only what differs."""
    assert ours.exercises.keys() - library.exercises.keys() == {"lateral_step_up"}
    assert library.exercises.keys() - ours.exercises.keys() == {"hip_airplane"}
    before, after = library.exercises["rfe_split_squat"], ours.exercises["rfe_split_squat"]
    assert after.suitability["pfp"].rules == ("HILL1", "P1")
    assert after.model_copy(update={"suitability": before.suitability}) == before


def test_an_exercise_is_forbidden_for_runners_knee(library, ours):
    """The sore runner gets another in its place, and reads the clinic's own words."""
    sore = {"injuries": {"pfp": "sore"}}
    assert "rfe_split_squat" not in chosen(ours, **sore)
    programme = build(Profile(equipment=GYM, minutes=45, **sore), ours)
    why = next(one.why for one in programme.left_out if one.exercise.id == "rfe_split_squat")
    assert "We leave deep single-leg squats out" in why
    assert chosen(ours) & {"rfe_split_squat"} == chosen(library) & {"rfe_split_squat"}


def test_week_3_and_the_check_ins_question_are_changed(ours):
    """And every other week and question stays."""
    assert [week.rounds for week in ours.protocol.weeks] == [(2, 2), (2, 2), (2, 2), (2, 2), (3, 4), (3, 4)]
    asks = {question.id: question.ask for question in ours.check_in.questions}
    assert asks["glute_left"].startswith("Left buttock:")
    assert asks["glute_right"].startswith("Right: in your main sets")


@pytest.mark.parametrize(
    ("says", "asked"),
    [
        ("label: A thick calf", "A thick calf"),
        ("label: A thick calf, short: Thick calf", "Thick calf"),
        ("says: Ring us today.", shipped().red_flags["calf_swelling"].short),
    ],
)
def test_a_signs_short_form_goes_with_the_words_that_it_repeats(tmp_path, says, asked):
    """So that a phone never asks something else than the clinic wrote."""
    ours = laid_over(tmp_path, "red_flags.yaml", f"- {{id: calf_swelling, {says}}}")
    assert ours.red_flags["calf_swelling"].in_short == asked


def test_what_was_changed_stands_beside_what_it_was(ours):
    """Every change and nothing else."""
    assert {str(change).partition(":")[0] for change in ours.changes} == {
        "clinic.yaml",
        "protocols/six_weeks.yaml, weeks.3.rounds",
        "check_in.yaml, questions.glute_left.ask",
        "exercises/hip_airplane.yaml",
        "exercises/lateral_step_up.yaml",
        "exercises/rfe_split_squat.yaml, suitability.pfp.verdict",
        "exercises/rfe_split_squat.yaml, suitability.pfp.rules",
        "rules.yaml, HILL1",
    }
    assert "weeks.3.rounds: [3, 3] → [2, 2]" in "\n".join(map(str, ours.changes))


def test_an_injury_equipment_and_a_protocol_are_added(tmp_path):
    """An injury says in `suits` what holds for all exercises; another protocol is chosen by its id."""
    (tmp_path / "protocols").mkdir()
    text = (DATA / "protocols" / "six_weeks.yaml").read_text(encoding="utf-8")
    shorter = text.replace("id: six_weeks", "id: gentle").replace("sessions: [2, 3]", "sessions: [1, 2]")
    (tmp_path / "protocols" / "gentle.yaml").write_text(shorter, encoding="utf-8")
    (tmp_path / "clinic.yaml").write_text("protocol: gentle", encoding="utf-8")
    (tmp_path / "equipment.yaml").write_text("equipment:\n  - {id: sandbag, name: Sandbag}", encoding="utf-8")
    heel = yaml.safe_load((BROKEN / "injuries.yaml").read_text(encoding="utf-8"))
    heel[0]["suits"] = {"verdict": "good", "rules": []}
    found = laid_over(tmp_path, "injuries.yaml", yaml.safe_dump(heel))
    assert found.protocol.sessions == (1, 2)
    assert "sandbag" in found.equipment
    assert chosen(found, injuries={"plantar_heel": "sore"})


def test_a_new_question_is_asked_kept_and_charted(tmp_path):
    """One of a topic of its own; the page asks it, takes the answer, and shows it across weeks."""
    text = (
        "questions:\n- {id: sleep, topic: rest, name: Sleep, ask: How well did you sleep?, low: 0, high: 10,\n"
        "   low_word: badly, high_word: well, good: up}\n"
        "topics:\n- {id: rest, name: Rest, bands: [{to: 10, word: some}], meaning: How rested you feel., flat: Fine.,\n"
        "   sources: []}\n"
    )
    found = laid_over(tmp_path, "check_in.yaml", text)
    case = Case(found)
    page = Dashboard(case)
    for place in page.places.places:
        page.places.place = place["id"]
    for week in range(6):
        case.check_in(dt.date(2026, 3, 2) + dt.timedelta(weeks=week), {"sleep": 3 + week, "glute_left": 5})
    go(page, "Progress")
    assert "How well did you sleep?" in str(view(page, "Check in").asks.items)
    assert "Rest" in str(view(page, "Progress").chart.figure)
    assert "Sleep" in view(page, "Progress").table.value
    assert [view._error.value for view in page.views] == [""] * len(page.views)


def test_one_letter_too_many_is_one_fault(tmp_path):
    """What counts as new for its misspelt id is told once, with the nearest id that is there."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "reverse_lunges.yaml").write_text("dose:\n  rounds: [2, 2]\n", encoding="utf-8")
    with pytest.raises(LibraryError) as error:
        laid_over(tmp_path, "check_in.yaml", "questions:\n- id: glute_lft\n  ask: Left?\n")
    first, second = map(str, error.value.faults)
    assert "'glute_lft' is not there to be changed (did you mean 'glute_left'?)" in first
    assert "'reverse_lunges' is not there to be changed (did you mean 'reverse_lunge'?)" in second


def test_what_names_a_hidden_thing_lets_go_of_it(tmp_path):
    """An injury, a piece of equipment and an exercise are hidden each by one line, and programmes go on."""
    (tmp_path / "equipment.yaml").write_text("equipment:\n  - {id: bench, hide: true}", encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "sl_squat_box.yaml").write_text("hide: true", encoding="utf-8")
    found = laid_over(tmp_path, "injuries.yaml", "- {id: itb, hide: true}")
    assert "itb" not in found.injuries
    assert all("itb" not in exercise.suitability for exercise in found.exercises.values())
    assert "rfe_split_squat" not in chosen(found)
    assert "sl_squat_box" not in {row.exercise_id for row in found.emg}
    assert build(Profile(equipment=("step",)), found).sessions


def test_the_page_bears_the_clinics_name_logo_and_colours(ours, tmp_path):
    """Escaped, and readable on a dark page as well."""
    shown = Dashboard(Case(ours)).page.children[0].value
    assert "Made-up Hill Street Physiotherapy" in shown
    assert "data:image/svg+xml;base64," in shown
    assert ":root {--accent: #2f6b3c;}" in shown
    hostile = laid_over(tmp_path, "clinic.yaml", "name: <script>alert(1)</script>")
    assert "<script>" not in Dashboard(Case(hostile)).page.children[0].value


@pytest.mark.parametrize("colour", ["#000000", "#2f6b3c", "#7a0000", "#00007a", "#5a4a00"])
def test_a_colour_is_made_light_enough_for_the_dark_page(colour):
    """Whatever a clinic takes."""
    assert contrast(for_dark(colour), DARK) >= READABLE


def test_the_hosted_page_takes_the_overlay_from_the_environment():
    """As a host sets it, seen from the project's folder, wherever a kernel works."""
    run = subprocess.run(
        [sys.executable, "-c", "from workbook.library import shipped; print(shipped().clinic.name)"],
        env={OVERLAY: "data/samples/clinic", "PATH": "", "PYTHONPATH": str(DATA.parent)},
        cwd=DATA, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "Made-up Hill Street Physiotherapy"


def test_twenty_five_mistakes_are_told_at_once_and_once():
    """The overlay to practise on; a mistake never hides another, and nothing right is blamed."""
    with pytest.raises(LibraryError) as error:
        Library.read(overlay=BROKEN)
    faults = error.value.faults
    assert len(faults) == 25
    assert len({(fault.file, fault.field) for fault in faults}) == 25
    assert {fault.file.partition("/")[0] for fault in faults} == {"broken_clinic"}
    run = subprocess.run(
        [sys.executable, "-m", "workbook.library", str(BROKEN)], cwd=DATA.parent, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert run.stdout.startswith("25 faults in the data:\n")
    assert all(fault.says in run.stdout for fault in faults)


def test_a_folder_in_order_ends_with_0_and_says_what_it_changes():
    """For a clinic's own checks."""
    said, in_order = check(CLINIC)
    assert in_order
    assert "rfe_split_squat.yaml, suitability.pfp.verdict: modify → avoid" in said


def test_an_overlay_that_is_no_folder_is_named():
    """And not taken for an empty one."""
    with pytest.raises(LibraryError, match="is not a folder that can be read"):
        Library.read(overlay="nowhere")


VALUES = (None, True, "", "x", "goood", -1, 0, 2, 7, 3.5, 10**9, [], [1], [3, 2], ["pfp"], {}, {"id": "x"}, "<b>", "é")


def edited(value, dice: random.Random):
    """A plain value with one random change: a field dropped, renamed, replaced or doubled, at any depth."""
    inside = list(range(len(value)) if isinstance(value, list) else value)
    if not inside:
        return dice.choice(VALUES)
    key = dice.choice(inside)
    copy = list(value) if isinstance(value, list) else dict(value)
    if isinstance(copy[key], dict | list) and dice.random() < 0.75:
        copy[key] = edited(copy[key], dice)
        return copy
    deed = dice.choice(("drop", "replace", "replace", "double", "rename"))
    if deed == "drop":
        del copy[key]
    elif deed == "replace":
        copy[key] = dice.choice(VALUES)
    elif isinstance(copy, list):
        copy.append(copy[key])
    elif deed == "rename":
        copy[f"{key}s"] = copy.pop(key)
    else:
        copy[f"{key}_2"] = copy[key]
    return copy


@pytest.mark.slow
def test_a_thousand_random_edits_are_taken_or_refused_with_a_sentence(tmp_path):
    """Never another error; and what is taken builds a programme."""
    dice = random.Random(20261125)
    files = [path for path in sorted(DATA.rglob("*.yaml")) if "samples" not in path.parts]
    plain = {path: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in files}
    outcomes = {True: 0, False: 0}
    for _ in range(EDITS):
        path = dice.choice(files)
        target = tmp_path / path.relative_to(DATA)
        target.parent.mkdir(exist_ok=True)
        target.write_text(
            yaml.dump(edited(plain[path], dice), Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8"
        )
        found, faults = read_or_faults(tmp_path)
        outcomes[found is not None] += 1
        if found is None:
            assert faults
            assert len(set(faults)) == len(faults)
        elif outcomes[True] <= CHECKED_WITH_A_PROGRAMME:
            assert build(Profile(injuries={"pfp": "sore"}), found).weeks
        target.unlink()
    assert min(outcomes.values()) > EDITS / 10, outcomes


def test_the_schemas_are_those_of_the_models():
    """`make schemas` was run after the last change."""
    written = schemas.written()
    assert {path: path.read_text(encoding="utf-8") for path in written} == written
    assert sum(text.count('"description"') for text in written.values()) > 400


def test_the_schemas_take_what_the_models_take():
    """Every file is right by the schema that its first line names."""
    for path in [*DATA.glob("*.yaml"), *DATA.glob("exercises/s*.yaml"), *CLINIC.rglob("*.yaml")]:
        text = path.read_text(encoding="utf-8")
        named = text.partition("\n")[0].partition("$schema=")[2]
        schema = json.loads((path.parent / named).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(text))
    broken = yaml.safe_load((BROKEN / "exercises" / "rfe_split_squat.yaml").read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError, match="avoidd"):
        jsonschema.validate(broken, schemas.schema("exercise", overlay=True))


def test_nothing_of_the_shipped_data_is_changed_by_an_overlay(tmp_path, library):
    """Reading with one and then without gives the library as it was."""
    shutil.copytree(CLINIC, tmp_path / "clinic")
    Library.read(overlay=tmp_path / "clinic")
    assert Library.read().exercises == library.exercises
    assert Library.read().changes == ()


def test_a_question_that_is_hidden_hides_no_exercise(tmp_path, library):
    """What a runner may do already names its exercise; only the question goes, and the exercise is tried as before."""
    found = laid_over(tmp_path, "protocols/six_weeks.yaml", "already:\n  - {exercise: clam_band, hide: true}")
    assert {one.exercise for one in library.protocol.already} - {one.exercise for one in found.protocol.already} == {
        "clam_band"
    }
    assert (found.protocol.slots, found.emg) == (library.protocol.slots, library.emg)


def test_a_word_that_names_nothing_is_blamed_in_the_file_that_has_it(tmp_path):
    """A second protocol's own, chosen or not; a rule that an injury names for all exercises, once."""
    text = (DATA / "protocols" / "six_weeks.yaml").read_text(encoding="utf-8")
    (tmp_path / "protocols").mkdir()
    other = text.replace("id: six_weeks", "id: gentle").replace("[a_march_wall, hip_airplane]", "[a_march_wal]")
    (tmp_path / "protocols" / "gentle.yaml").write_text(other, encoding="utf-8")
    (tmp_path / "injuries.yaml").write_text("- {id: itb, suits: {verdict: good, rules: [I99]}}", encoding="utf-8")
    told = {(fault.file.partition("/")[2], fault.field) for fault in read_or_faults(tmp_path)[1]}
    assert told == {("protocols/gentle.yaml", "slots.run.prefer.0"), ("injuries.yaml", "itb.suits.rules.0")}


def lists_of(library):
    """All words of the library that are no ids: what exercises demand, what red flags lock, where they stand."""
    return (
        {e.id: (e.demands, e.stage, e.muscles) for e in library.exercises.values()},
        {f.id: f.locks for f in library.red_flags.values()},
        [part.loads for part in library.check_in.parts if part.id not in ("shin", "calf", "foot")],
        [week.stages for week in library.protocol.weeks],
    )


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("glossary.yaml", "- {id: isometric, hide: true}"),
        ("check_in.yaml", "parts:\n  - {id: shin, hide: true}"),
        ("check_in.yaml", "parts:\n  - {id: calf, hide: true}"),
        ("check_in.yaml", "parts:\n  - {id: foot, hide: true}"),
        ("protocols/six_weeks.yaml", "slots:\n  - {id: calf, hide: true}"),
        ("injuries.yaml", "- {id: tight_hip_flexor, hide: true}"),
    ],
)
def test_hiding_one_thing_takes_no_equal_word_of_another_kind(tmp_path, file, text):
    """A slot called calf, and the demand on a calf: a safety lock may not fall with the one."""
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    assert lists_of(Library.read(overlay=tmp_path)) == lists_of(shipped())


@pytest.mark.parametrize(
    ("file", "text", "meant"),
    [
        ("equipment.yaml", "equipmnt: [{id: pad, name: Mat}]", "'equipment'?"),
        ("equipment.yaml", "preset: []", "'presets'?"),
        ("exercises/clam_band.yaml", "rest_s: [30, 60]", "'dose.rest_s'?"),
        ("exercises/clam_band.yaml", "dose: {cues: [Lift]}", "'cues', outside of 'dose'?"),
        ("exercises/clam_band.yaml", "verdict: good", "'suitability.verdict'?"),
        ("exercises/clam_band.yaml", "working hip: left", "'working_hip'?"),
        ("exercises/clam_band.yaml", "dos: {reps: [8, 9]}", "'dose'?"),
        ("exercises/clam_band.yaml", "suitability: {pfp: {verdct: good}}", "'verdict'?"),
        ("check_in.yaml", "baseline_days: 4", "'trend.baseline_days'?"),
        ("check_in.yaml", "topic: []", "'topics'?"),
        ("check_in.yaml", "pain_rule: {ambr_to: 4}", "'amber_to'?"),
        ("protocols/six_weeks.yaml", "week: []", "'weeks'?"),
        ("protocols/six_weeks.yaml", "reds_to_stop: 3", "'progression.reds_to_stop'?"),
        ("protocols/six_weeks.yaml", "weeks: [{week: 3, round: [2, 2]}]", "'rounds'?"),
        ("rules.yaml", "P1: {sourcs: []}", "'sources'?"),
        ("injuries.yaml", "- {id: pfp, verdict: good}", "'suits.verdict'?"),
        ("red_flags.yaml", "- {id: pain_over_5, lable: Pain}", "'label'?"),
        ("references.yaml", "SEED: {titel: Post}", "'title'?"),
        ("glossary.yaml", "- {id: rounds, wrd: Rounds}", "'word'?"),
        ("clinic.yaml", "colors: {}", "'colours'?"),
        ("stride.yaml", "drawing: {second: [1]}", "'seconds'?"),
    ],
)
def test_a_field_that_is_misspelt_or_misplaced_is_told_the_one_that_is_meant(tmp_path, file, text, meant):
    """In every kind of file: the nearest field of the place, or where a field of that name stands."""
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    _, (fault,) = read_or_faults(tmp_path)
    assert fault.says == f"is not a field here; did you mean {meant}"


def first_asked(library: Library) -> list[str]:
    """What is seen first at a check-in, from the head of its sections to what stands over each row of numbers."""
    items = go(Dashboard(Case(library)), "Check in").asks.items
    first = items[: next(n for n, item in enumerate(items) if item["kind"] == "fold")]
    return [item.get("title") or item["short"] or item["legend"] for item in first]


def test_a_check_in_shows_a_clinics_own_words(library, ours):
    """In full, over its own ends; what it leaves as it is stays short."""
    said = "Left buttock: how much of the work did it do in your main sets?"
    short = first_asked(library)
    assert short[:3] == ["How clearly do you feel your glutes work?", "Left", "Right"]
    assert first_asked(ours) == [short[0], said, *short[2:]]


def test_a_clinics_own_questions_stand_under_the_topics_name(tmp_path):
    """Our words over them would be of another question; one that comes late stands with its topic."""
    new = "{id: firm, topic: tightness, name: Firm, ask: How firm?, low: 0, high: 4, low_word: soft, high_word: firm"
    asks = [f"{{id: {name}, ask: {name}?}}" for name in ("glute_left", "glute_right")]
    pain = "{id: pain_during, ask: '{injury}: your worst pain?'}"
    text = f"questions: [{', '.join(asks)}, {new}, good: none}}]\npain: [{pain}]\n"
    said = first_asked(laid_over(tmp_path, "check_in.yaml", text))
    assert said == [
        *("Felt glute work", "glute_left?", "glute_right?"),
        *("How tight is the front of your hip?", "Left", "Right", "How firm?"),
        *("Pain", "Anywhere else in leg, hip or back: your worst pain?"),
    ]
