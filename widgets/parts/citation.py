"""Citations: a source key as a short name that leads to the paper, and says whether anyone has looked."""

from collections.abc import Iterable
from html import escape

from workbook.library import Library
from workbook.library.records import Reference


def short_name(reference: Reference) -> str:
    """'Ferber et al. 2015', or the title where nobody is named."""
    if reference.authors is None:
        title = reference.title
        return title if len(title) <= 48 else title[:47].rstrip() + "…"
    authors = reference.authors.rstrip(".").split(",")
    surname = authors[0].rsplit(" ", 1)[0]
    more = " et al." if len(authors) > 1 or " et al" in reference.authors else ""
    return " ".join(filter(None, [surname + more, str(reference.year or "")]))


def cite(keys: Iterable[str], library: Library) -> str:
    """HTML of the sources, each a link where there is one to give; empty where no source is named.

    What a clinic's overlay hides is left out.
    """
    parts = []
    for reference in (library.references[key] for key in keys if key in library.references):
        name = escape(short_name(reference))
        address = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
        if address:
            safe = escape(address, quote=True)
            name = f'<a href="{safe}" target="_blank" rel="noopener noreferrer">{name}</a>'
        parts.append(name if reference.confirmed else f"{name} (not checked)")
    return ", ".join(parts)
