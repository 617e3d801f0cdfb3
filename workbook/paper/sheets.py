"""Sheets: tables as one XLSX file, which opens alike in every spreadsheet and country.

A cell says what it is: a day is a day and 22.5 is a number where the comma is the decimal sign, and a text is never
taken for a formula. No separator and no encoding of a CSV file does that for an English and a German Excel alike.
"""

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence

Cell = str | int | float | dt.date | None
Rows = Sequence[Sequence[Cell]]
MOST_ROWS, _LONGEST = 1_048_576, 32_767
"""What a sheet, and a cell, can hold at most."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _cell(value: Cell) -> Cell:
    return _NO_XML.sub("", value[:_LONGEST]) if isinstance(value, str) else value


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """An XLSX file: a sheet's name, at most 31 letters, to its rows, of which the first is the header.

    Raises ValueError for more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook  # only who wants a table waits for it

    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(file, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **plain}) as book:
        header = book.add_format({"bold": True})
        for name, rows in sheets.items():
            if len(rows) > MOST_ROWS:
                raise ValueError(f"{name} has {len(rows)} rows, and a sheet holds {MOST_ROWS}.")
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(map(len, rows), default=1) - 1, 16)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, map(_cell, row), header if number == 0 else None)
    return file.getvalue()
