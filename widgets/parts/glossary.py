"""The words of a view that not every runner knows, in a list that opens on a tap."""

import re
from html import escape, unescape

from widgets.parts.citation import cite
from workbook.library import Library
from workbook.library.records import Term


def _occurs(term: Term, text: str) -> bool:
    """Whether it stands in a text in small letters, as whole words."""
    forms = (re.escape(form.lower()) for form in (term.word, *term.also))
    # its letters come first in the pattern: so it is looked for many times faster than behind a look back
    return any(re.search(rf"{form}(?<!\w{form})(?!\w)", text) for form in forms)


def _entry(term: Term, library: Library) -> str:
    sources = f" <small>{cite(term.sources, library)}</small>" if term.sources else ""
    return f"<dt><dfn>{escape(term.word)}</dfn></dt><dd>{escape(term.says)}{sources}</dd>"


def words_html(html: str, library: Library) -> str:
    """HTML of the glossary's words that stand in this HTML; empty where none does."""
    text = unescape(re.sub(r"<[^>]*>", " ", html)).lower()
    found = "".join(_entry(term, library) for term in library.glossary.values() if _occurs(term, text))
    return f"<details class='glossary'><summary>Words explained</summary><dl>{found}</dl></details>" if found else ""
