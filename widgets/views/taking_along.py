"""What a runner takes along of the diary: a private link, a table, and what is sent back to a physio."""

import datetime as dt
from typing import Any

from widgets.controls.browser_diary import BrowserDiary
from workbook.case import Case
from workbook.diary import diary_file
from workbook.diary.diary import Diary, since
from workbook.diary.link import FRAGMENT, pack
from workbook.diary.prescribed.packed import qr_code
from workbook.diary.prescribed.prescribed import LONGEST_NAME
from workbook.paper.files import file_names
from workbook.paper.spreadsheet import spreadsheet


def known_as(case: Case) -> str:
    """The runner's name or code: their own, else that by which the physio prescribed; empty where there is none."""
    prescribed = case.profile.prescribed
    return case.profile.name or (prescribed.runner if prescribed else None) or ""


class TakingAlong:
    """Each deed gives the sentence that is said of it."""

    def __init__(self, case: Case, browser: BrowserDiary) -> None:
        self.case, self.browser = case, browser

    def _filled(self) -> Diary:
        if not self.case.diary.entries:
            raise ValueError("There is nothing to share yet: answer a question or save a check-in first.")
        return self.case.diary

    def share(self, content: dict[str, Any]) -> str:
        """A private link to all of it."""
        self._link(self._filled(), content)
        return ""

    def _link(self, diary: Diary, content: dict[str, Any]) -> None:
        link = f"{content.get('address', '')}#{FRAGMENT}{pack(diary)}"
        code = qr_code(link)
        self.browser.shared = {"link": link, "code": code or "<p>Your diary is too long for a code to scan.</p>"}

    def table(self, _content: dict[str, Any]) -> str:
        """A spreadsheet of it."""
        if not (self.case.diary.check_in_entries or self.case.diary.sessions):
            raise ValueError("There is no check-in and no session to put into a table yet.")
        self.browser.give_table(spreadsheet(self.case.diary, self.case.library))
        return ""

    def hand_back(self, content: dict[str, Any]) -> str:
        """All of it, or the last week, as a link or a file, under the name that the runner chose."""
        self._filled()
        name = str(content.get("name", "")).strip()
        if len(name) > LONGEST_NAME:
            raise ValueError(f"A name or code has at most {LONGEST_NAME} letters. Choose a shorter one.")
        try:
            self.case.answer(name=name or None)
        except ValueError:
            raise ValueError(
                "This name holds a sign that nobody sees. Type it again with letters and digits."
            ) from None
        week = content.get("part") == "week"
        given = since(self.case.diary, self.case.today - dt.timedelta(days=6)) if week else self.case.diary
        if content.get("how") == "link":
            self._link(given, content)
            return "The link is below. Send it to your physio, and to nobody else."
        (file,) = file_names([f"diary {name or 'runner'} {self.case.today}"]).values()
        self.browser.give_file(f"{file}.json", diary_file.write(given).encode())
        return "The file is downloaded. Send it to your physio, and to nobody else."
