"""A table is read as spreadsheets write it; a fault in it is told with the line that it has in its own file."""

import pytest

from tests.promises.library.test_overlay import read_or_faults
from workbook.library import DATA, Library

COLUMNS = "exercise,muscle,pct_mvic,sd,n,source_key,load,confidence,note,exercise_id"
ROW = "Clam,GMed,47.5,5,20,SELKOWITZ2013,,confirmed,,clam_band"
SEMICOLONS = f"{COLUMNS}\n{ROW}\n".replace(",", ";")


def laid(folder, text: str | bytes):
    (folder / "emg.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_or_faults(folder)


TAKEN = {
    "plain": f"{COLUMNS}\n{ROW}\n",
    "a mark before it": f"\ufeff{COLUMNS}\r\n{ROW}\r\n",
    "semicolons and a decimal comma": SEMICOLONS.replace("47.5", "47,5"),
    "semicolons and a decimal point": SEMICOLONS,
    "a decimal comma in quotes": f"{COLUMNS}\n{ROW}".replace("47.5", '"47,5"'),
    "tabs": SEMICOLONS.replace(";", "\t").replace("47.5", "47,5"),
    "line ends of an old Mac": f"{COLUMNS}\r{ROW}\r",
    "empty rows": f"\n{COLUMNS}\n\n,,,,,,,,,\n{ROW}\n   \n,,,,,,,,,\n,,,\n",
    "empty columns": f"{COLUMNS},,\n{ROW},,\n,,,,,,,,,,,\n",
    "blanks": f" {COLUMNS} \n{ROW}".replace(",", " , "),
    "capitals": f"{COLUMNS.upper().replace('_', ' ')}\n{ROW}",
    "another order": f"exercise_id,{COLUMNS.removesuffix(',exercise_id')}\nclam_band,{ROW.removesuffix(',clam_band')}",
    "quotes around all": "\n".join(",".join(f'"{cell}"' for cell in row.split(",")) for row in (COLUMNS, ROW)),
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
def test_a_table_is_taken_as_a_spreadsheet_writes_it(tmp_path, library, text):
    """Whatever separates its cells and ends its lines; rows without anything are none."""
    found, faults = laid(tmp_path, text)
    assert faults == ()
    [row] = found.emg[len(library.emg) :]
    assert (row.exercise, row.pct_mvic, row.n, row.load, row.exercise_id) == ("Clam", 47.5, 20, None, "clam_band")


def test_a_cell_may_hold_a_line_break_and_a_separator(tmp_path):
    """In quotes; what follows keeps its line."""
    text = f"{COLUMNS}\n{ROW.replace(',,clam', ',%s,clam')}\n{ROW.replace('47.5', 'many')}\n"
    _, [fault] = laid(tmp_path, text % '"seen, and\r\nread"')
    assert (fault.line, fault.field, fault.says) == (4, "pct_mvic", "found 'many'; should be a number")
    found, _ = laid(tmp_path, f"{COLUMNS}\n{ROW.replace(',,clam', ',%s,clam')}" % '"seen, and\nread"')
    assert found.emg[-1].note == "seen, and\nread"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (f"{COLUMNS}\n\n{ROW.replace('47.5', '47%')}", 3, "found '47%'; should be a number"),
        (f"{COLUMNS}\n{ROW.replace('47.5', 'nan')}", 2, "found 'nan'; should be a number"),
        (f"{COLUMNS}\n{ROW.replace('20', '20.5')}", 2, "found '20.5'; should be a whole number"),
        (f"{COLUMNS}\n{ROW}\n{ROW.replace('clam_band', 'clam_bnad')}", 3, "did you mean 'clam_band'?"),
        (f"{COLUMNS}\n{ROW.replace('confirmed', '')}", 2, "found nothing; should be text"),
        (f"{COLUMNS}\n{ROW.replace('47.5', '47,5')}", 2, "has 11 cells, and the first row 10"),
        (f"{COLUMNS}\n{ROW}\nClam,GMed,47.5", 3, "has 3 cells, and the first row 10"),
        (f"{COLUMNS.replace('sd,', '')}\n{ROW}", 1, "'sd' is missing"),
        (f"\n{COLUMNS.replace('sd,', 'sdd,')}\n{ROW}", 2, "'sdd' is not one of its columns; did you mean 'sd'?"),
        (f"{COLUMNS.replace('sd', 'muscle')}\n{ROW}", 1, "'muscle' stands twice"),
        (ROW, 1, "'Clam'".lower()),
        (f'{COLUMNS}\n{ROW}\n"{ROW}', 3, "a quote that is not closed"),
        (f'{COLUMNS}\n"Clam" with a band{ROW[4:]}', 2, "a quote that is not closed, or one inside a text"),
        (f"{COLUMNS}\n{ROW.replace('Clam', 'x' * 200_000)}", 2, "is not a table"),
        (f"{COLUMNS}\n{ROW}\nÜbung".encode("cp1252"), 3, "save it again, with the encoding UTF-8"),
        (f"{COLUMNS}\n{ROW}".encode("utf-16"), 1, "as UTF-16"),
    ],
)  # fmt: skip
def test_a_fault_in_a_table_bears_its_own_line(tmp_path, text, line, says):
    """Once, and in the overlay's file."""
    _, [fault] = laid(tmp_path, text)
    assert (fault.file, fault.line) == (f"{tmp_path.name}/emg.csv", line)
    assert says in fault.says


def test_a_fault_in_the_guides_own_table_is_told_as_there(tmp_path):
    """Its file, without a folder before it."""
    text = (DATA / "emg.csv").read_text(encoding="utf-8").splitlines()
    for name in DATA.iterdir():
        if name.name not in ("emg.csv", "samples"):
            (tmp_path / name.name).symlink_to(name)
    (tmp_path / "emg.csv").write_text("\n".join([*text[:40], text[40].rpartition(",")[0] + ",clamp", *text[41:]]))
    with pytest.raises(ValueError, match=r"emg.csv, line 41, exercise_id: found 'clamp'"):
        Library.read(tmp_path)


def test_an_empty_table_adds_nothing(tmp_path, library):
    """As its columns alone."""
    for text in ("", "\ufeff\r\n", COLUMNS, SEMICOLONS.partition("\n")[0]):
        found, faults = laid(tmp_path, text)
        assert (faults, found and found.emg) == ((), library.emg)
