"""Prescriber: a form in which a physio prescribes for one runner, sees what the runner will see, and hands it over."""

import datetime as dt
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as ipw

from widgets.author.parts import ExerciseForm, box
from widgets.parts.letterhead import style
from widgets.parts.prescribed import said_by, sessions_html
from widgets.view import Complaining, guarded
from widgets.visit.this_week import session_html
from workbook.caseload import handed
from workbook.caseload.folder import merged
from workbook.diary.prescribed.prescribed import Prescribed
from workbook.diary.runner_profile import Profile
from workbook.editing import prescribing
from workbook.editing.prescription_form import BESIDE, called, form_schema
from workbook.library import Library, shipped
from workbook.library.reading.setting import CHECKOUT
from workbook.programme import build

_ANEW = "Begin anew"
_KEPT = (
    f"What you changed in the form is kept, and is looked at for this runner. For another one press “{_ANEW}” first."
)


def _filled_in(value: Mapping[str, Any]) -> dict[str, Any]:
    """What of a prescription is filled in in the form: the rest stands above it."""
    return {key: part for key, part in value.items() if key not in BESIDE}


def _field(label: str, value: str, hint: str = "") -> ipw.Text:
    return ipw.Text(value, description=label, placeholder=hint, continuous_update=False)


class Prescriber(Complaining):
    """The form with what it leads to: `page` is its one root widget."""

    def __init__(
        self,
        runner: Profile | None = None,
        library: Library | None = None,
        by: str = "",
        address: str = "",
        folder: Path | str = "prescriptions",
        caseload: Path | str = "my_caseload",
    ) -> None:
        super().__init__()
        self.library = library or shipped()
        self.profile = runner or Profile()
        self.prescribed: Prescribed | None = None
        self.caseload = self._at(str(caseload))
        self.diary = ipw.Combobox(
            description="The runner's diary",
            placeholder=f"a name in {self.caseload.name}, or a file",
            options=handed.diaries(self.caseload),
            continuous_update=False,
        )
        self.name = _field("Name or code", "", "as the runner is to send it back")
        self.by = _field("From", by or self.library.clinic.name or "", "your clinic, or your name")
        self.address = _field("The page's address", address, "https://…")
        self.folder = _field("Your folder", str(folder))
        self.form = ExerciseForm()
        self.write = ipw.Button(description="Write the files", button_style="primary")
        self.anew = ipw.Button(description=_ANEW)
        self.clear, self.keep = ipw.Button(description="Clear it all"), ipw.Button(description="Keep it")
        self._asking = box("asking")
        self._value: dict[str, Any] = {}
        self._drafted: dict[str, Any] = {}
        self._called: dict[str, str] = {}
        self._state, self._seen, self._beside, self._link, self._done = (ipw.HTML() for _ in range(5))
        self.page = self._page()
        self._open()
        self._listen()

    def _page(self) -> ipw.VBox:
        asked = box("first", self.diary, self.name, self.by, self.address, self.folder)
        deeds = (self._state, self.write, self.anew, self._asking, self._error, self._done)
        seen = box("seen", *deeds, self._link, self._seen, self._beside)
        page = ipw.VBox([ipw.HTML(style(self.library.clinic)), asked, box("body", self.form, seen)])
        for name in ("guide-page", "author"):
            page.add_class(name)
        return page

    def _listen(self) -> None:
        self.diary.observe(self._on_diary, "value")
        self.address.observe(self._on_address, "value")
        for field in (self.by, self.name):
            field.observe(self._on_who, "value")
        self.form.observe(self._on_told, "told")
        self.write.on_click(self._on_write)
        self.anew.on_click(self._on_anew)
        self.clear.on_click(self._on_clear)
        self.keep.on_click(self._on_keep)

    def _at(self, named: str) -> Path:
        """A path; one that is relative stands beside `data/`."""
        return (CHECKOUT or Path.cwd()) / Path(named.strip()).expanduser()

    def _open(self) -> None:
        """Opens the form with what the rules say for the runner."""
        today = dt.datetime.now(dt.UTC).astimezone().date()
        by, name = self.by.value.strip(), self.name.value.strip()
        self._value = self._drafted = prescribing.draft(self.profile, self.library, by, today, name)
        form = form_schema(self.library)
        self._called = called(form)
        self.form.ask(form, _filled_in(self._value))
        self._show()

    def _is_changed(self) -> bool:
        """Whether the form says anything else than at its opening."""
        return prescribing.said(_filled_in(self._value)) != prescribing.said(_filled_in(self._drafted))

    def _show(self) -> None:
        """What the runner will see, the rules beside it, and the link; or what is to be mended."""
        self.prescribed, self._done.value, self._link.value, self.write.disabled = None, "", "", True
        if not self.by.value.strip():
            self._state.value = "<p role='status'>Say whom it is from.</p>"
            return
        try:
            self.prescribed = prescribing.finished(self._value, self.library, self._called)
        except ValueError as error:
            self._state.value = f"<p class='notice' role='status'>{escape(str(error))}</p>"
            return
        self.write.disabled = False
        self._state.value = self._reviewed(self.prescribed)
        seen = said_by(self.prescribed, self.profile) + sessions_html(self.prescribed, self.profile, self.library)
        self._seen.value = f"<section class='panel'><h3>As the runner sees it</h3>{seen}</section>"
        rules = build(self.profile.model_copy(update={"prescribed": None}), self.library)
        first = "".join(map(session_html, rules.weeks[0][1])) if rules.weeks else "<p>No programme at all.</p>"
        said = f"<summary>What the rules say, in week 1</summary>{first}"
        self._beside.value = f"<section class='panel'><details>{said}</details></section>"
        self._show_link()

    def _reviewed(self, prescribed: Prescribed) -> str:
        found = prescribing.review(prescribed, self.profile, self.library)
        if not found:
            return "<p role='status'>In order. No rule speaks against it.</p>"
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in found)
        return f"<div class='notice' role='status'><b>Is this meant?</b><ul>{items}</ul></div>"

    def _show_link(self) -> None:
        address = self.address.value.strip()
        if self.prescribed is None or not address:
            self._link.value = "<p>Give the page's address for a link and a code.</p>"
            return
        try:
            over = prescribing.handed_over(self.prescribed, address)
        except ValueError as error:
            self._link.value = f"<p class='notice' role='status'>{escape(str(error))}</p>"
            return
        code = over.code or "<p>It is too long for a code: send the file.</p>"
        self._link.value = (
            f"<section class='panel'><h3>To send</h3><p><a href='{escape(over.link)}' target='_blank' rel='noopener'>"
            f"Link of {len(over.link)} letters</a></p><label>Link<textarea readonly rows='3'>{escape(over.link)}"
            f"</textarea></label><div class='diary-code'>{code}</div></section>"
        )

    def _read(self) -> Profile:
        """What the named diary says; nobody's answers where none is named. Raises ValueError for one that is unread."""
        if not (named := self.diary.value.strip()):
            return Profile()
        path = handed.diary(self.caseload, named) or self._at(named)
        try:
            return merged([handed.Handed(path, path.name)]).profile
        except OSError as error:
            raise ValueError(f"{path} cannot be read: {error.strerror}.") from None

    @guarded
    def _on_diary(self, _change: Any) -> None:
        self.profile, unread = Profile(), True  # no other runner's, whatever comes of this name
        try:
            self.profile, unread = self._read(), False
        finally:
            if not self._is_changed():
                self._open()
            else:
                self._value = {**self._value, "id": prescribing.new_id()}
                self._show()
                self._done.value = f"<p role='status'>{_KEPT}</p>"
            if unread:
                self.prescribed, self.write.disabled, self._state.value, self._link.value = None, True, "", ""

    @guarded
    def _on_who(self, _change: Any) -> None:
        who = {"by": self.by.value.strip(), "runner": self.name.value.strip()}
        if who["runner"] != self._value.get("runner", ""):
            who["id"] = prescribing.new_id()  # another runner's prescription is another one
        self._value = {**self._value, **who}
        self._show()

    @guarded
    def _on_address(self, _change: Any) -> None:
        self._show_link()

    @guarded
    def _on_told(self, _change: Any) -> None:
        told = self.form.answer
        if told is None:
            return
        kept = {key: self._value[key] for key in BESIDE if key in self._value}
        value = {**_filled_in(told), **kept}
        if value != self._value:
            self._value = value
            self._show()

    @guarded
    def _on_write(self, _button: Any) -> None:
        if self.prescribed is None:
            return
        address, folder = self.address.value.strip(), self._at(self.folder.value)
        found = prescribing.written(self.prescribed, self.profile, self.library, address, folder)
        names = ", ".join(path.name for path in found)
        unprinted = prescribing.why_no_paper(self.prescribed, self.profile, self.library)
        says = f"Written into {folder}: {names}. {unprinted}"
        self._done.value = f"<p class='saved' role='status'>{escape(says.strip())}</p>"

    @guarded
    def _on_anew(self, _button: Any) -> None:
        """Asks first where something of a runner was entered."""
        if not (self.diary.value.strip() or self.name.value.strip() or self._is_changed()):
            self._begin_anew()
            return
        who = escape(self.name.value.strip() or "this runner")
        says = f"Clear all that you entered for {who}? Files that were written stay in your folder."
        self._asking.children = (ipw.HTML(f"<p role='status'>{says}</p>"), self.clear, self.keep)
        self.keep.focus()

    @guarded
    def _on_clear(self, _button: Any) -> None:
        self._begin_anew()
        self.diary.focus()

    @guarded
    def _on_keep(self, _button: Any) -> None:
        self._asking.children = ()
        self.anew.focus()

    def _begin_anew(self) -> None:
        """The form as for a runner of whom nothing is known; from whom it is, the page and the folder stay."""
        self._asking.children = ()
        self.diary.options = handed.diaries(self.caseload)
        self.profile, self._value = Profile(), self._drafted
        self.diary.value = self.name.value = ""
        self._open()
