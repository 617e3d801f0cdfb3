"""The page: the printed guide as one HTML document, which a browser shows, prints, or makes a PDF of."""

import base64
from pathlib import Path
from typing import Any

from workbook.diary.runner_profile import Profile
from workbook.library import Library
from workbook.paper.handout import PaperSize, contents
from workbook.paper.logo import picture_format, refused
from workbook.programme import Programme

_TEMPLATE = Path(__file__).with_name("handout.html.j2")
_KINDS = {"svg": "svg+xml", "jpg": "jpeg", "png": "png"}
_UNSEEN = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {*b"\t\n"})
"""Characters that no page can hold: controls, and halves of pairs, which are in no file."""


def _logo(logo: bytes | None) -> dict[str, str]:
    """The picture as an address that holds it, or why it is left out."""
    if logo is None:
        return {"address": "", "wrong": ""}
    if wrong := refused(logo):
        return {"address": "", "wrong": f"The logo is left out: {wrong}."}
    said = base64.b64encode(logo).decode()
    return {"address": f"data:image/{_KINDS[picture_format(logo)]};base64,{said}", "wrong": ""}


def html(
    profile: Profile,
    programme: Programme,
    library: Library,
    paper: PaperSize = "a4",
    asked: bool = True,
    template: Path = _TEMPLATE,
    **more: Any,
) -> str:
    """The guide as a page, with the safety questions if nobody `asked` them. Another template may extend ours, and
    is told `more`.

    Raises ValueError where the safety answers hide the programme.
    """
    import jinja2  # only who prints waits for it

    pages = jinja2.Environment(
        loader=jinja2.FileSystemLoader([template.parent, _TEMPLATE.parent]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda said: said.translate(_UNSEEN) if isinstance(said, str) else said,
    )
    guide = contents(profile, programme, library, paper, asked)
    return pages.get_template(template.name).render(guide=guide, logo=_logo(library.logo), **more)
