"""What a runner did opens in any spreadsheet of any country: days as days, numbers as numbers, texts as texts."""

import csv
import datetime as dt
import io
import re
import shutil
from dataclasses import replace
from xml.etree import ElementTree
from zipfile import ZipFile

import pandas as pd
import pytest

from workbook.case import Case
from workbook.caseload import caseload
from workbook.diary import diary
from workbook.editing import samples
from workbook.paper import sheets
from workbook.paper.spreadsheet import harmless, spreadsheet

START = dt.date(2026, 3, 2)
AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http:evil","x")']


def opened(content: bytes) -> dict[str, list[list]]:
    """A file's sheets as a spreadsheet reads them: by the kind and the style of each cell, and nothing else."""
    with ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        read = {name: ElementTree.fromstring(packed.read(name)) for name in packed.namelist()}
    texts = ["".join(item.itertext()) for item in read["xl/sharedStrings.xml"]]
    links = {link.get("Id"): link.get("Target") for link in read["xl/_rels/workbook.xml.rels"]}
    found = {}
    for sheet in read["xl/workbook.xml"].iter(f"{MAIN}sheet"):
        (link,) = (value for key, value in sheet.attrib.items() if key.endswith("}id"))
        rows = []
        for row in read[f"xl/{links[link]}"].iter(f"{MAIN}row"):
            cells = {}
            for cell in row:
                assert [part.tag for part in cell] == [f"{MAIN}v"], "a value, and no formula"
                cells[re.match("[A-Z]+", cell.get("r"))[0]] = _value(cell, texts)
            rows.append(cells)
        columns = list(rows[0])
        found[sheet.get("name")] = [[cells.get(column) for column in columns] for cells in rows]
    return found


def _value(cell, texts):
    if cell.get("t") == "s":
        return texts[int(cell[0].text)]
    if cell.get("t") == "b":
        return cell[0].text == "1"
    number = float(cell[0].text)
    return dt.date(1899, 12, 30) + dt.timedelta(days=number) if cell.get("s") == "2" else number


def session(day: dt.date, *performed: diary.Performed, **more) -> diary.SessionEntry:
    return diary.SessionEntry(
        id=f"s-{day}", date=day, edited=AT, week=3, letter="B", performed=performed, **more
    )  # fmt: skip


def rows(content: bytes, sheet: str) -> list[dict]:
    header, *found = opened(content)[sheet]
    assert len(set(header)) == len(header)
    return [dict(zip(header, row, strict=True)) for row in found]


def test_a_row_a_check_in_and_a_column_a_question(case, library):
    """Names from the questionnaire, numbers as numbers, corrections marked, gaps empty."""
    case.check_in(START, {"glute_left": 4, "pain_during:mtss": 3})
    case.check_in(START + dt.timedelta(days=8), {"tight_left": 2})
    case.check_in(START, {"glute_left": 5})
    first, second = rows(spreadsheet(case.diary, library), "Check-ins")
    assert [(row["date"], row["week"], row["corrected"]) for row in (first, second)] == [
        (START, 0, "yes"),
        (dt.date(2026, 3, 10), 1, None),
    ]
    assert first["Shin splints: worst pain"] == 3
    assert second["Felt glute work, left"] is None


def test_a_row_an_exercise_of_a_session(library):
    """Rounds, a weight with its decimals, where it hurt and how much, effort; a session without any has its row."""
    given = diary.of(
        [
            session(
                START,
                diary.Performed(exercise="seed_rdl", rounds=3, load_kg=22.5),
                diary.Performed(exercise="calf_raise_bent", rounds=0, hurt=("mtss", 6)),
                effort=7,
            ),
            session(START + dt.timedelta(days=2)),
        ]
    )
    done, skipped, empty = rows(spreadsheet(given, library), "Sessions")
    assert (done["date"], done["programme week"], done["session"]) == (START, 3, "B")
    assert (done["exercise"], done["rounds done"], done["weight (kg)"]) == ("RDL (single-leg)", 3, 22.5)
    assert done["where it hurt"] is None
    assert (skipped["rounds done"], skipped["where it hurt"]) == (0, "Shin splints")
    assert (skipped["how much it hurt (0-10)"], skipped["effort of the session (0-10)"]) == (6, 7)
    assert (empty["date"], empty["exercise"]) == (dt.date(2026, 3, 4), None)


def test_what_the_guide_has_no_more_stands_in_words(library):
    """A question, an injury or an exercise of a clinic that a runner has left."""
    given = diary.of(
        [
            diary.CheckInEntry(
                id="c", date=START, edited=AT, answers={"pain_during:old_knee": 4, "left_ankle": 3, "own:old_knee": 1}
            ),
            session(START, diary.Performed(exercise="wall_sit_of_ours", rounds=1, hurt=("old_knee", 2))),
            session(START + dt.timedelta(1), diary.Performed(exercise="seed_rdl", rounds=0, hurt=("elsewhere", 2))),
        ]
    )
    found = opened(spreadsheet(given, library))
    assert {"Old knee: worst pain", "Left ankle (no longer asked)"} <= set(found["Check-ins"][0])
    assert found["Sessions"][1][3] == "Wall sit of ours"
    assert [row[6] for row in found["Sessions"][1:]] == ["Old knee", "Somewhere else"]
    assert not any("_" in str(cell) for rows in found.values() for row in rows for cell in row)


@pytest.mark.parametrize(
    "text", [*FORMULAS, "a\nb", 'say "x"', "a;b,c\td", "1.5", "3/4", "走 🏃", "  blanks ", "<&>'", "_x000D_"]
)
def test_a_text_is_only_a_text(text, library):
    """Not a formula, not a day, not two cells; as a clinic wrote it."""
    questionnaire = library.check_in
    first = questionnaire.questions[0].model_copy(update={"name": text})
    mine = Case(
        replace(library, check_in=questionnaire.model_copy(update={"questions": (first, *questionnaire.questions[1:])}))
    )
    mine.check_in(START, {first.id: 3})
    header, row = opened(spreadsheet(mine.diary, mine.library))["Check-ins"]
    assert re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), header[3]) == text
    assert row[3] == 3


def test_what_no_file_can_hold_is_left_out():
    """Controls, half a letter, more than a cell holds."""
    (found,) = opened(sheets.xlsx({"It": [["a\x00b\x1b\ud800c\ufffe", "x" * 40_000]]}))["It"]
    assert found == ["abc", "x" * 32_767]


def test_an_empty_diary_is_a_table_with_a_header(library):
    """Nothing else."""
    assert [len(found) for found in opened(spreadsheet(diary.Diary(), library)).values()] == [1, 1]


def test_columns_beyond_z_and_too_many_rows():
    """AA follows Z; what does not fit is said before anything is written."""
    header, found = opened(sheets.xlsx({"It": [["first"] * 800, list(range(800))]}))["It"]
    assert (len(header), found) == (800, list(range(800)))
    with pytest.raises(ValueError, match="rows, and a sheet holds"):
        sheets.xlsx({"It": [[1]] * (sheets.MOST_ROWS + 1)})


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_file_is_a_formula(text):
    """A spreadsheet takes what begins like one for one."""
    assert harmless(text) == "'" + text


def test_a_caseload_is_the_same_in_every_file(tmp_path):
    """Read by pandas and by the standard library; a runner's name can be anything."""
    for source, name in (("gaps", "Zoë; 走, x"), ("flare", "O'Neil \n two"), ("steady", "-1")):
        shutil.copy(samples.FOLDER / f"made_up_{source}.json", tmp_path / f"{name}.json")
    found = caseload.read(tmp_path)
    table, parquet, sheet = caseload.save(found)
    read = pd.read_csv(table, parse_dates=["date"])
    assert list(read["runner"]) == [harmless(name) for name in found.frame["runner"]]
    assert (read["date"] == found.frame["date"]).all()
    numbers = [column for column in found.frame if found.frame[column].dtype.kind == "i"]
    for column in numbers:
        assert read[column].astype("Int64").equals(found.frame[column].astype("Int64")), column
    assert len(pd.read_parquet(parquet)) == len(read)
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8"), newline="")))
    header, *lines = opened(sheet.read_bytes())["Caseload"]
    assert header == rows[0]
    for line, row in zip(lines, rows[1:], strict=True):
        name, day, *others = row
        assert line[:2] == [name.removeprefix("'"), dt.date.fromisoformat(day)]
        said = ["" if value is None else f"{value:g}" if isinstance(value, float) else str(value) for value in line[2:]]
        assert said == others
