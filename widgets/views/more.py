"""What does not stand in the bar: a button for each, and the places that hold nothing but words or the diary."""

from collections.abc import Sequence

import ipywidgets as ipw

from widgets.parts.privacy import privacy
from widgets.view import Place, View
from widgets.visit.ways import ways_html
from workbook.case import Case


class MoreView(View):
    """Leads to the places that do not stand in the bar."""

    def __init__(self, case: Case, others: Sequence[str]) -> None:
        self.places = (
            Place("more", "More", under="more"),
            Place("privacy", "Privacy", "Privacy, in plain words", under="more", back="more"),
        )
        links = self.at(ipw.HTML(ways_html(*others)), "more")
        super().__init__(case, links, self.at(ipw.HTML(privacy()), "privacy"))
        self.box.add_class("works-alone")


class DiaryView(View):
    """The diary's own place."""

    def __init__(self, case: Case, diary: ipw.DOMWidget) -> None:
        self.places = (Place("your-diary", "Your diary", under="more", back="more"),)
        super().__init__(case, diary)
        self.box.add_class("works-alone")
