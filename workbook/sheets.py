"""Sheets: tables as one XLSX file, which opens alike in every spreadsheet and country.

A cell says what it is: a day is a day and 22.5 is a number where the comma is the decimal sign, and a text is never
taken for a formula. No separator and no encoding of a CSV file does that for an English and a German Excel alike.
"""

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Cell = str | int | float | dt.date | None
Rows = Sequence[Sequence[Cell]]
MOST_ROWS, _LONGEST = 1_048_576, 32_767
"""What a sheet, and a cell, can hold at most."""
_DAY_0 = dt.date(1899, 12, 30).toordinal()
_USUAL, _HEADER, _DAY = 0, 1, 2
"""Places in the list of styles."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet {_MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _column(number: int) -> str:
    """A, B, … Z, AA: the name of a column, from 0."""
    name = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(65 + place) + name
    return name


def _text(text: str) -> str:
    """A text as XML, in which Excel would read `_x000D_` as a letter's number."""
    plain = _NO_XML.sub("", text[:_LONGEST])
    return escape(re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", plain), {"\r": "&#13;"})


class _Sheet:
    """Writes the rows of one sheet; texts stand in a list that all sheets share."""

    def __init__(self, texts: dict[str, int]) -> None:
        self.texts = texts

    def cell(self, at: str, value: Cell, style: int) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, str):
            place = self.texts.setdefault(value, len(self.texts))
            return f'<c r="{at}" s="{style}" t="s"><v>{place}</v></c>'
        if isinstance(value, bool):
            return f'<c r="{at}" t="b"><v>{value:d}</v></c>'
        if isinstance(value, dt.date):
            return f'<c r="{at}" s="{_DAY}"><v>{value.toordinal() - _DAY_0}</v></c>'
        return f'<c r="{at}"><v>{value!r}</v></c>'

    def xml(self, rows: Rows) -> str:
        wide = max(map(len, rows), default=0)
        columns = [_column(number) for number in range(wide)]
        lines = []
        for number, row in enumerate(rows, start=1):
            style = _HEADER if number == 1 else _USUAL
            cells = (self.cell(f"{at}{number}", value, style) for at, value in zip(columns, row, strict=False))
            lines.append(f'<row r="{number}">{"".join(cells)}</row>')
        return (
            f'<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
            'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<cols><col min="1" max="{max(1, wide)}" width="16" customWidth="1"/></cols>'
            f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
        )


def _relations(kinds: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _parts(sheets: Mapping[str, Rows]) -> dict[str, str]:
    """The files inside, by their names."""
    texts: dict[str, int] = {}
    written = {f"worksheets/sheet{n}.xml": _Sheet(texts).xml(rows) for n, rows in enumerate(sheets.values(), start=1)}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, start=1)
    )
    shared = "".join(f'<si><t xml:space="preserve">{_text(text)}</t></si>' for text in texts)
    kinds = {
        "workbook.xml": "sheet.main",
        "styles.xml": "styles",
        "sharedStrings.xml": "sharedStrings",
        **dict.fromkeys(written, "worksheet"),
    }
    types = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    inside = chain(
        (("worksheet", name) for name in written), [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(inside),
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'<sst {_MAIN} uniqueCount="{len(texts)}">{shared}</sst>',
        **{f"xl/{name}": xml for name, xml in written.items()},
    }


def pack(sheets: Mapping[str, Rows]) -> bytes:
    """An XLSX file: a sheet's name, at most 31 letters, to its rows, of which the first is the header.

    Raises ValueError for more rows than a sheet can hold.
    """
    for name, rows in sheets.items():
        if len(rows) > MOST_ROWS:
            raise ValueError(f"{name} has {len(rows)} rows, and a sheet holds {MOST_ROWS}.")
    file = io.BytesIO()
    with ZipFile(file, "w") as packed:
        for name, xml in _parts(sheets).items():
            text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'
            packed.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return file.getvalue()
