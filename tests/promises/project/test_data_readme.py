"""The page on the data tells every field, every allowed word and every file, and its walk-through works."""

import re
import shutil
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema

from workbook.diary import runner_profile
from workbook.library import DATA, Library, load, pose, protocol, questions, records, stride, trend_rule
from workbook.library import questions as questionnaire
from workbook.library.values import Record
from workbook.workshop import scenario

FILES: dict[str, dict[str, type[Record]]] = {
    "exercises/<id>.yaml": {"": records.Exercise},
    "injuries.yaml": {"": records.Injury},
    "equipment.yaml": {"equipment.": records.Equipment, "presets.": records.Preset},
    "rules.yaml": {"": records.Rule},
    "red_flags.yaml": {"": records.RedFlag},
    "protocols/six_weeks.yaml": {"": protocol.Protocol},
    "check_in.yaml": {"": questions.Questionnaire},
    "emg.csv": {"": records.Finding},
    "stride.yaml": {"": stride.Stride},
    "scenarios.yaml": {"": scenario.Scenario},
    "references.yaml": {"": records.Reference},
    "glossary.yaml": {"": records.Term},
    "clinic.yaml": {"": records.Clinic},
}
"""The models of a file, by what leads to their fields in it."""

SAME_AS = {
    "pain.": "questions.",
    "done.": "questions.",
    "drawing.poses.right_leg.": "drawing.poses.left_leg.",
    "drawing.poses.right_arm.": "drawing.poses.left_arm.",
}
"""Fields told once for several lists of the same records."""
TOLD_ELSEWHERE = {("stride.yaml", "drawing.")}
"""Fields of a file that another file's section tells."""


@pytest.fixture(scope="module")
def readme() -> str:
    return (DATA / "README.md").read_text(encoding="utf-8")


def parts(annotation: Any) -> Iterator[Any]:
    """A type and all the types inside it."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for inside in get_args(annotation):
            yield from parts(inside)


def fields(model: type[Record], lead: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every field by its dotted name, those of the records inside it included, but what no file of the data holds."""
    for name, field in model.model_fields.items():
        if any(isinstance(one, SkipJsonSchema) for one in field.metadata):
            continue
        yield lead + name, field
        for part in parts(field.annotation):
            if isinstance(part, type) and issubclass(part, Record):
                yield from fields(part, SAME_AS.get(f"{lead}{name}.", f"{lead}{name}."))


def fields_of(file: str) -> dict[str, FieldInfo]:
    elsewhere = tuple(lead for told, lead in TOLD_ELSEWHERE if told == file)
    found = {name: field for lead, model in FILES[file].items() for name, field in fields(model, lead)}
    return {name: field for name, field in found.items() if not (elsewhere and name.startswith(elsewhere))}


def rows(readme: str, file: str) -> dict[str, tuple[str, str]]:
    """Field name to what its row says of leaving it out, and of its meaning, in the section named for the file."""
    section = readme.split(f"\n## `{file}`\n")[1].split("\n## ")[0]
    found = {}
    for first, left_out, meaning in re.findall(r"^\| (`.+?) \| (.+?) \| (.+) \|$", section, re.M):
        found |= dict.fromkeys(re.findall(r"`([^`]+)`", first), (left_out, meaning))
    return found


def in_data() -> list[str]:
    """Files and folders of data/, the exercises, schemas and samples as one each."""
    paths = sorted(path for path in DATA.rglob("*") if not path.name.startswith("."))
    names = (path.relative_to(DATA).as_posix() + "/" * path.is_dir() for path in paths)
    return [name for name in names if not re.fullmatch(r"(exercises|schemas|samples)/.+", name)]


def test_every_model_of_the_data_belongs_to_a_file():
    """No record of the modules is missed by the tests below."""
    models = {
        model
        for module in (records, protocol, questionnaire, pose, runner_profile, stride, scenario, trend_rule)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, Record) and model not in (Record, runner_profile.Prescribed)
    }
    tops = {model for of_file in FILES.values() for model in of_file.values()}
    inside = {
        part
        for file in FILES
        for field in fields_of(file).values()
        for part in parts(field.annotation)
        if isinstance(part, type) and issubclass(part, Record)
    }
    assert tops | inside == models


@pytest.mark.parametrize("file", FILES)
def test_the_page_has_a_row_for_every_field_and_says_whether_it_may_be_left_out(readme, file):
    """The tables hold exactly the fields of the models, none missing and none out of date."""
    told = {name: left_out for name, (left_out, _) in rows(readme, file).items()}
    is_so = {name: "no" if field.is_required() else "yes" for name, field in fields_of(file).items()}
    assert told == is_so


@pytest.mark.parametrize("file", FILES)
def test_the_page_names_every_allowed_word_in_the_row_of_its_field(readme, file):
    """Where only some words are allowed, a physio finds them all beside the field."""
    told = rows(readme, file)
    for name, field in fields_of(file).items():
        for part in parts(field.annotation):
            if get_origin(part) is Literal:
                assert set(map(str, get_args(part))) <= set(re.findall(r"`(-?\w+)`", told[name][1])), name


@pytest.mark.parametrize("path", in_data())
def test_the_page_names_every_file_and_folder(readme, path):
    """Nothing lies in data/ unexplained."""
    assert f"`{path}`" in readme


def test_the_walk_through_adds_an_exercise(readme, tmp_path):
    """Doing what the page says, a copy and some changed lines, gives data without a fault."""
    folder = shutil.copytree(DATA, tmp_path / "data")
    source, target = re.search(r"`cp data/(\S+) data/(\S+)`", readme).groups()
    changes = yaml.safe_load(re.search(r"```yaml\n(.+?)```", readme, re.S)[1])
    before = yaml.safe_load((folder / source).read_text(encoding="utf-8"))
    (folder / target).write_text(yaml.safe_dump({**before, **changes}), encoding="utf-8")
    slot, place = re.search(r"`prefer` of the slot `(\w+)`, just before `(\w+)`", readme).groups()
    assert place in next(s for s in load().protocol.slots if s.id == slot).prefer
    found = load(folder).exercises
    assert found[changes["id"]].name == changes["name"]
    assert len(found) == len(load().exercises) + 1


def test_the_overlays_of_the_page_change_what_they_say(readme, tmp_path):
    """Each block goes into the file that its first line names; together they are in order."""
    blocks = re.findall(r"```yaml\n# my_clinic/(\S+): .+?\n(.+?)```", readme, re.S)
    for file, text in blocks:
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    found = Library.read(overlay=tmp_path)
    assert len(blocks) == 5
    assert {change.file for change in found.changes} == {file for file, _ in blocks}
    assert found.exercises["rfe_split_squat"].suitability["pfp"].verdict == "avoid"
