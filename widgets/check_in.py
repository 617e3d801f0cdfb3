"""The Check in step: a day's felt scores, pain and what was done; answers in past days can be corrected."""

import datetime as dt
from html import escape
from typing import Any

import ipywidgets as ipw

from widgets.questions import Item, Questions, date, scale, ticks, words
from widgets.screening_notice import screening_html, sign
from widgets.view import View, guarded
from workbook.case import Case
from workbook.check_in import CheckIn, light, questions
from workbook.form import Question

_TOMORROW = "The rule needs the next morning too: add it tomorrow, for the same date."
_SECTIONS = {
    "activation": ("Felt glute work", "How clearly you feel it, not how strong you are."),
    "tightness": ("Front of the hip", "At the same time of day each time, if you can."),
}


class CheckInView(View):
    """Asks, saves, and says what the pain answers mean for the next session."""

    name = "Check in"
    title = "Check in"
    lead = (
        "Three days a week is best, once a week the least; before your first session, on three days if you can. Leave "
        "out what you cannot say: a gap is better than a guess."
    )

    def __init__(self, case: Case) -> None:
        self.asks = Questions()
        self.save = ipw.Button(description="Save check-in")
        self.save.add_class("primary")
        self.says = ipw.HTML()
        super().__init__(case, self.asks, self.save, self.says)
        self.save.on_click(self._on_save)

    def _items(self) -> list[Item]:
        items: list[Item] = [date("date", "Date of this check-in")]
        section = None
        for question in questions(self.case.profile, self.case.library):
            here = question.topic or ("pain" if question.id.startswith("pain_") else "done")
            if here != section:
                section = here
                items.append(words(f"section_{here}", *_heading(here)))
            items.append(_scale(question))
        weekly = [flag for flag in self.case.library.red_flags.values() if flag.weekly]
        new = "Is any of this new since your last check-in?"
        items.append(ticks("signs", new, [sign(flag) for flag in weekly], "More about these signs"))
        return items

    @guarded
    def _on_save(self, _button: Any) -> None:
        said = self.asks.values
        day = _day(said.get("date"))
        asked = [q.id for q in questions(self.case.profile, self.case.library)]
        answers = {name: said[name] for name in asked if said.get(name) is not None}
        signs = said.get("signs")
        corrected = any(check_in.date == day for check_in in self.case.check_ins)
        self.says.value = ""
        if signs:
            self.case.answer(red_flags=(*self.case.profile.red_flags, *signs))
        if answers or not signs:
            self.case.check_in(day, answers)
            self.says.value = self._saved(CheckIn(date=day, answers=answers), corrected)
        if signs:
            self.says.value += screening_html(self.case.programme.screening)
        self.asks.values = {"date": said["date"]}

    @guarded
    def refresh(self) -> None:
        self.asks.items = self._items()

    def recall(self) -> None:
        if not self.case.diary.entries:
            self.asks.values = {}
        self.says.value = ""

    def _saved(self, check_in: CheckIn, corrected: bool) -> str:
        rule = self.case.library.check_in.pain_rule
        sentences = {"green": rule.green, "amber": rule.amber, "red": rule.red}
        items = []
        for injury in self.case.profile.injuries:
            shown = light(check_in, injury, self.case.library.check_in)
            if shown is not None:
                name = escape(self.case.library.injuries[injury].name)
                later = "" if f"pain_morning:{injury}" in check_in.answers else f" {_TOMORROW}"
                items.append(f"<li class='{shown}'><b>{name}.</b> {escape(sentences[shown])}{later}</li>")
        lights = f"<ul class='lights'>{''.join(items)}<li>{escape(rule.never)}</li></ul>" if items else ""
        total = len(self.case.check_ins)
        count = "1 check-in" if total == 1 else f"{total} check-ins"
        done = "corrected" if corrected else "saved"
        return (
            f"<div class='saved' role='status'><p><b>Check-in of {check_in.date:%-d %B %Y} {done}.</b> {count} so far. "
            f"See them in Progress.</p>{lights}</div>"
        )


def _day(text: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        raise ValueError("Choose the date of this check-in: day, month and year.") from None


def _heading(section: str) -> tuple[str, str]:
    others = {
        "pain": ("Pain", "For each sore place: the worst during, and the next morning."),
        "done": ("What you did", ""),
    }
    return _SECTIONS.get(section) or others[section]


def _scale(question: Question) -> Item:
    return scale(question.id, question.ask, question.low_word, question.high_word, question.low, question.high)
