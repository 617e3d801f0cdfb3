"""Tables of a notebook as a page shows them: whole sentences that wrap, in the width that there is."""

import re
from html import escape

import pandas as pd
from IPython.core.getipython import get_ipython

MOST = 60
"""Rows that are shown at once."""
_STYLE = """<style>
.guide-table { max-width: 100%; overflow-x: auto; }
.guide-table table { border-collapse: collapse; font-size: 12px; line-height: 1.35; table-layout: auto; }
.guide-table :is(th, td) { max-width: 34em; padding: 3px 5px; text-align: left; vertical-align: top;
  white-space: normal; overflow-wrap: break-word; }
</style>"""


def _wrapping(html: str) -> str:
    """The same, and what has no blank, as an id or an address, may go on in the next line."""
    return re.sub(r"(?<=>)[^<>]+", lambda text: re.sub(r"([_/:])", r"\1<wbr>", text[0]), html)


def _filled(frame: pd.DataFrame) -> pd.DataFrame:
    """The same, and an empty cell is empty among texts and whole numbers as well."""
    empty = [name for name in frame if frame[name].isna().any() and frame[name].dtype.kind not in "fM"]
    return frame.assign(**{name: frame[name].astype(object).where(frame[name].notna(), "") for name in empty})


def html(frame: pd.DataFrame) -> str:
    """A table's HTML; it says so where it shows the first rows only, or leaves out columns that hold nothing."""
    empty = [str(name) for name in frame.columns if len(frame) and frame[name].isna().all()]
    with pd.option_context("display.max_colwidth", None):
        table = _filled(frame.drop(columns=empty).head(MOST)).to_html(border=0, na_rep="")
    says = [f"The first {MOST} of {len(frame)} rows."] if len(frame) > MOST else []
    says += [f"Empty columns are left out: {', '.join(empty)}."] if empty else []
    notes = "".join(f"<p>{escape(one)}</p>" for one in says)
    return f"{_STYLE}<div class='guide-table'>{_wrapping(table)}</div>{notes}"


def readable() -> None:
    """Has the notebook show its tables so."""
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, html)
