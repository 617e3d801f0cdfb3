"""A table of data as spreadsheets write it: with commas, semicolons or tabs, and with rows that hold nothing."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from workbook.library.reading.faults import did_you_mean
from workbook.library.reading.text_file import Unreadable

_SEPARATORS = ",;\t"


def rows(text: str, model: type[BaseModel]) -> Iterator[tuple[int, dict[str, str | None] | str]]:
    """Each row's line, and its cells by the model's fields or a sentence on what is wrong with it as a row.

    An empty cell is None. Raises Unreadable where the first row does not name the columns.
    """
    fields, first = list(model.model_fields), next(iter(text.strip().splitlines()), "")
    separator = max(_SEPARATORS, key=first.count)
    found = _filled(text, separator)
    line, header = next(found, (1, []))
    columns = _columns(header, fields, line)
    decimals = {name for name in fields if float in get_args(model.model_fields[name].annotation)}
    for line, cells in found:
        if len(cells) != len(columns):
            says = (
                f"has {len(cells)} cells, and the first row {len(columns)}; a text with {separator!r} stands in quotes"
            )
            yield line, says
            continue
        row = dict(zip(columns, (cell or None for cell in cells), strict=True))
        yield line, {name: _decimal(cell) if name in decimals else cell for name, cell in row.items()}


def _filled(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The line and the cells of each row that holds anything; cells past the first row's last are left if empty."""
    reader, line, wide = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1, 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            while len(cells) > wide and not cells[-1]:
                cells.pop()
            if any(cells):
                wide = wide or len(cells)
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(line, f"is not a table: a quote that is not closed, or one inside a text ({error})") from error


def _columns(header: Sequence[str], fields: Sequence[str], line: int) -> list[str]:
    names = [re.sub(r"[\s-]+", "_", cell.lower()) for cell in header]
    wrong = [
        f"{name!r} is not one of its columns; {did_you_mean(name, fields)}" for name in names if name not in fields
    ]
    wrong += [f"{name!r} is missing" for name in fields if name not in names]
    wrong += [f"{name!r} stands twice" for name in fields if names.count(name) > 1]
    if wrong:
        raise Unreadable(line, f"should be: {','.join(fields)}; {'; '.join(wrong[:3])}")
    return names


def _decimal(cell: Any) -> Any:
    """A number with a comma before its decimals as one with a point."""
    return cell.replace(",", ".") if cell and re.fullmatch(r"-?\d+,\d+", cell) else cell
