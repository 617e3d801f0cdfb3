"""The Check view: safety questions first, then injuries, habits and what is felt."""

import datetime as dt
from html import escape
from typing import Any

import ipywidgets as ipw

from widgets.controls.questions import NONE, Item, Questions, choice, go_on, on_card, option, scale, spot, spots, ticks
from widgets.parts.citation import cite
from widgets.parts.glossary import words_html
from widgets.parts.prescribed import waiting
from widgets.parts.screening_notice import GROUPS, SIGNS, heading, open_html, outcome_html, sign
from widgets.view import Place, View, guarded
from widgets.visit.answers import AGES, answers_html
from widgets.visit.first_visit import after, card
from widgets.visit.this_week import is_session_day
from workbook.case import Case
from workbook.library import Library
from workbook.library.records import Injury
from workbook.programme.screening import asked

_TAP = "Tap the body or a row."
_CANNOT = (option("kneel", "I cannot kneel"), option("floor", "I cannot get down to the floor"))
_GO = (
    "<p class='unheard notice' role='status'>Your answers are being worked out.</p>"
    "<p><button type='button' class='primary' data-to='{}'>{}</button></p>"
)
_WAITS = "Look at the prescription"
_TONIGHT, _NO_SESSION = "Here is tonight's session", "To Today"
_RECOGNISED = (
    "Tightness at the front of the hip or at the back of the thigh together with these injuries is a pattern that some "
    "runners recognise in themselves. It is not a diagnosis: no test confirms it, and hip strength is one useful piece "
    "of the care, not the whole of it."
)
_RECOGNISED_IN = ("CHRISTOPHER2019", "SEMCIW2016", "SCHMITZ2014")


class Check(View):
    """Asks about red flags, injuries, habits and feeling, a card each, and says what follows."""

    def __init__(self, case: Case) -> None:
        library = case.library
        signs = [SIGNS[group] for group in asked(library)]
        self.places = (
            Place("check", "Check", "Check", "Your answers decide what your programme holds.", "more"),
            *(card(name, library, "today") for name in ("sore", *signs, "about")),
            Place("habits", "What you feel and do", "What do you feel, and do already?", "", "more", "check"),
        )
        self.safety = self.at(Questions(self._safety_items(case), self._on_safety, "safety"), *signs)
        self.again = self.at(ipw.Button(description="My ticks still hold"), "check")
        self.again.add_class("quiet")
        self.again.on_click(self._on_again)
        self.summary, self.go = self.at(ipw.HTML(), "check"), self.at(ipw.HTML(_GO.format("today", _TONIGHT)), "check")
        self.go.add_class("in-sight")
        self.outcome = self.at(ipw.HTML(), "check", *signs)
        self.about = self.at(Questions(self._about_items(case), self._on_about, "about"), "sore", "about", "habits")
        self.expect = self.at(ipw.HTML(), "check")
        self.words = self.at(ipw.HTML(words_html(_texts(library), library)), "check", *signs)
        parts = (self.safety, self.outcome, self.again, self.about, self.summary, self.go, self.expect, self.words)
        super().__init__(case, *parts)
        self.kept = (self.safety, self.about)
        self.recall()

    @staticmethod
    def _safety_items(case: Case) -> list[Item]:
        items: list[Item] = []
        for group, flags in asked(case.library).items():
            name = SIGNS[group]
            tick = ticks(group, GROUPS[group], map(sign, flags), "More about these signs", none="None of these")
            items += on_card(name, tick, go_on(after(name, case.library), "Next", group, "None of these"))
        return items

    @staticmethod
    def _about_items(case: Case) -> list[Item]:
        library = case.library
        feel = "How clearly do you feel the {} buttock work when you run or train?"
        ends = ("not at all", "very clearly")
        return [
            *on_card(
                "sore",
                spots("injuries", "Where is or was it sore?", map(_injury, library.injuries.values()), _TAP),
                go_on(after("sore", library)),
            ),
            *on_card(
                "about",
                choice("age_band", "Your age", _ages(library)),
                ticks("cannot", "Is one of these true?", _CANNOT),
                go_on(after("about", library)),
            ),
            *on_card(
                "habits",
                scale("glute_left", feel.format("left"), *ends),
                scale("glute_right", feel.format("right"), *ends),
                ticks(
                    "already",
                    "What do you do already?",
                    [option(known.exercise, known.name) for known in library.protocol.already],
                ),
                go_on("check", "Done"),
            ),
        ]

    def recall(self) -> None:
        profile = self.case.profile
        self.safety.values = self._shown()
        self.about.values = {
            "injuries": {
                injury: {"state": profile.injuries[injury], "side": profile.sides.get(injury)}
                for injury in self.case.library.injuries
                if injury in profile.injuries
            },
            "already": list(profile.already),
            "glute_left": profile.glute_left,
            "glute_right": profile.glute_right,
            "age_band": profile.age_band,
            "cannot": list(profile.cannot),
        }

    def _shown(self) -> dict[str, list[str]]:
        """The boxes of each group as the diary has them; none while the group wants an answer and has no tick."""
        true, due = self.case.profile.red_flags, self.case.unanswered
        ticked = {group: [f.id for f in flags if f.id in true] for group, flags in asked(self.case.library).items()}
        return {group: signs or ([] if group in due else [NONE]) for group, signs in ticked.items()}

    @guarded
    def _on_safety(self) -> None:
        said, before = self._boxes(), self._shown()
        self._answered(said, [group for group in said if said[group] != before[group]])
        if all(said[group] or not self.safety.values.get(group) for group in said):
            self.safety.taken()  # else a draft tells of what nobody asks here

    def _boxes(self) -> dict[str, list[str]]:
        """The boxes of each group as they were ticked last; a sign goes before "None of these", which counts alone."""
        boxes: dict[str, list[str]] = {}
        for group, flags in asked(self.case.library).items():
            said = self.safety.values.get(group)
            ticked = said if isinstance(said, list) else []
            signs = [flag.id for flag in flags if flag.id in ticked]
            boxes[group] = signs or ([NONE] if ticked == [NONE] else [])
        return boxes

    @guarded
    def _on_again(self, _button: Any) -> None:
        shown = self._shown()
        self._answered(shown, [group for group, boxes in shown.items() if boxes])

    def _answered(self, said: dict[str, list[str]], now: list[str]) -> None:
        """Takes the boxes of all groups; those that were answered `now`, and are not empty, are answered today."""
        case, due = self.case, self.case.unanswered
        dates: dict[str, dt.date] = {g: day for g, day in case.profile.screened.items() if g not in due}
        dates |= dict.fromkeys(now, case.today)
        ticked = {flag for boxes in said.values() for flag in boxes}
        case.answer(
            red_flags=tuple(flag for flag in case.library.red_flags if flag in ticked),
            screened={g: day for g, day in dates.items() if said.get(g, [NONE])},
        )

    @guarded
    def _on_about(self) -> None:
        said = self.about.values
        sore = {i: told for i, told in (said.get("injuries") or {}).items() if i in self.case.library.injuries}
        self.case.answer(
            injuries={injury: told["state"] for injury, told in sore.items()},
            sides={injury: told["side"] for injury, told in sore.items() if told["side"]},
            already=tuple(said.get("already", ())),
            glute_left=said.get("glute_left"),
            glute_right=said.get("glute_right"),
            age_band=said.get("age_band"),
            cannot=tuple(said.get("cannot", ())),
        )
        self.about.taken()

    @guarded
    def refresh(self) -> None:
        shown = self._shown()
        if shown != {group: self.safety.values.get(group) or [] for group in shown}:
            self.safety.values = shown
        self.again.layout.display = None if any(shown[group] for group in self.case.unanswered) else "none"
        ready = not self.case.unanswered and not self.case.programme.screening.hides_programme
        self.go.layout.display = None if ready else "none"
        self.go.value = self._way_on()
        self.outcome.value = outcome_html(self.case.programme.screening)
        self.summary.value = f"<div class='follows'>{open_html(self.case)}</div>{answers_html(self.case)}"
        self.expect.value = self._expectations()

    def _way_on(self) -> str:
        """Where all answers lead: to a prescription that waits, else to the session, or to Today."""
        offered = self.case.offered
        if offered is not None:
            return f"<p class='notice'>{escape(waiting(offered))}</p>{_GO.format('prescription', _WAITS)}"
        return _GO.format("today", _TONIGHT if is_session_day(self.case) else _NO_SESSION)

    def _expectations(self) -> str:
        profile, library = self.case.profile, self.case.library
        chosen = [library.injuries[i] for i in profile.injuries if i in library.injuries]
        kinds = {injury.kind for injury in chosen}
        known = f"<p>{escape(_RECOGNISED)} <small>{cite(_RECOGNISED_IN, library)}</small></p>"
        pattern = known if kinds == {"injury", "tightness"} else ""
        panels = "".join(self._expectation(injury, profile.injuries[injury.id]) for injury in chosen)
        expect = f"<details class='panel'><summary>What to expect</summary>{pattern}{panels}</details>"
        return expect if chosen else ""

    def _expectation(self, injury: Injury, state: str) -> str:
        sore = "".join(f"<li>{escape(line)}</li>" for line in injury.when_sore)
        while_sore = f"<p>While it is sore:</p><ul>{sore}</ul>" if state == "sore" else ""
        sources = cite(injury.sources, self.case.library)
        return (
            f"<details><summary>{escape(injury.name)}: {escape(injury.honest_line)}</summary>"
            f"<p><b>First-line care:</b> {escape(injury.first_line)}. <b>Evidence that hip work helps:</b> "
            f"{escape(injury.evidence)}.</p>{while_sore}"
            f"<small>Sources: {sources or 'clinical reasoning'}.</small></details>"
        )


def _texts(library: Library) -> str:
    """All that this view may show, for its words."""
    flags = [text for f in library.red_flags.values() for text in (f.label, f.detail or "", f.says)]
    injuries = [
        text for i in library.injuries.values() for text in (i.name, *i.also_called, i.honest_line, *i.when_sore)
    ]
    return escape(" ".join([*flags, *injuries]))


def _injury(injury: Injury) -> dict[str, str]:
    return spot(injury.id, injury.name, injury.where, injury.not_this, injury.kind, injury.spot)


def _ages(library: Library) -> list[dict[str, str]]:
    young = (flag for flag in library.red_flags.values() if flag.asks == "age_band")
    says = " ".join(f"{heading(flag)}. {flag.says}" for flag in young)
    return [option(age, name, answer=says if age == "under_18" else None) for age, name in AGES.items()]
