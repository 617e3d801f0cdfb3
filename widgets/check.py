"""The Check step: safety questions first, then injuries, habits and what is felt."""

from html import escape

import ipywidgets as ipw

from widgets.citation import cite
from widgets.questions import Item, Questions, choice, option, scale, ticks, words
from widgets.screening_notice import heading, outcome_html, sign
from widgets.view import View, guarded
from workbook.case import Case
from workbook.records import Injury

_GROUPS = (
    ("now", "Signs that need help soon"),
    ("pain", "Bones, joints and legs"),
    ("health", "Health in general"),
)
_STATES = (option("sore", "Sore now"), option("settled", "Past, settled"))
_RECOGNISED = (
    "Tightness at the front of the hip or at the back of the thigh together with these injuries is a pattern that some "
    "runners recognise in themselves. It is not a diagnosis: no test confirms it, and hip strength is one useful piece "
    "of the care, not the whole of it."
)


class Check(View):
    """Asks about red flags, injuries, habits and feeling, and says what follows."""

    name = "Check"
    title = "Check"
    lead = "Two minutes of questions. They decide what your programme holds and what it leaves out."

    def __init__(self, case: Case) -> None:
        self.safety = Questions(self._safety_items(case), self._on_safety, "safety")
        self.verdict = ipw.HTML()
        self.about = Questions(on_answer=self._on_about, kept_as="about")
        self.expect = ipw.HTML()
        super().__init__(case, self.safety, self.verdict, self.about, self.expect)
        self.kept = (self.safety, self.about)
        self.recall()

    @staticmethod
    def _safety_items(case: Case) -> list[Item]:
        intro = words(
            "safety",
            "Is any of this true for you?",
            "Tick what is true. Ticking nothing means that none of it is. Do not test a sore spot to find out.",
        )
        flags = [flag for flag in case.library.red_flags.values() if flag.asks == "tick"]
        return [intro] + [
            ticks(group, title, [sign(f) for f in flags if f.group == group], "More about these signs")
            for group, title in _GROUPS
        ]

    def _about_items(self) -> list[Item]:
        library, profile = self.case.library, self.case.profile
        injuries = library.injuries.values()
        states = [
            choice(f"state_{injury.id}", f"{injury.name}: now or past?", _STATES, default="sore")
            for injury in injuries
            if injury.kind == "injury" and injury.id in profile.injuries
        ]
        feel = "How clearly do you feel the {} buttock work when you run or train?"
        ends = ("not at all", "very clearly")
        return [
            ticks("injuries", "Which of these do you have, or have you had?", [_injury(i) for i in injuries]),
            *states,
            ticks(
                "already",
                "What do you do already?",
                [option(known.exercise, known.name) for known in library.protocol.already],
            ),
            scale("glute_left", feel.format("left"), *ends),
            scale("glute_right", feel.format("right"), *ends),
            choice("age_band", "Your age", self._ages()),
        ]

    def _ages(self) -> list[dict[str, str]]:
        young = (flag for flag in self.case.library.red_flags.values() if flag.asks == "age_band")
        says = " ".join(f"{heading(flag)}. {flag.says}" for flag in young)
        return [
            option("under_18", "Under 18", answer=says),
            option("18_to_39", "18 to 39"),
            option("40_or_over", "40 or over"),
        ]

    def recall(self) -> None:
        profile = self.case.profile
        self.safety.values = self._ticked()
        states = {f"state_{injury}": state for injury, state in profile.injuries.items()}
        self.about.values = {
            "injuries": [injury for injury in self.case.library.injuries if injury in profile.injuries],
            "already": list(profile.already),
            "glute_left": profile.glute_left,
            "glute_right": profile.glute_right,
            "age_band": profile.age_band,
            **states,
        }

    def _ticked(self) -> dict[str, list[str]]:
        known = [f for f in self.case.library.red_flags.values() if f.id in self.case.profile.red_flags]
        return {group: [f.id for f in known if f.group == group] for group, _ in _GROUPS}

    @guarded
    def _on_safety(self) -> None:
        ticked = {flag for group in self.safety.values.values() for flag in group}
        self.case.answer(red_flags=tuple(flag for flag in self.case.library.red_flags if flag in ticked))
        self.safety.taken()

    @guarded
    def _on_about(self) -> None:
        said = self.about.values
        self.case.answer(
            injuries={i: said.get(f"state_{i}", "sore") for i in said.get("injuries", ())},
            already=tuple(said.get("already", ())),
            glute_left=said.get("glute_left"),
            glute_right=said.get("glute_right"),
            age_band=said.get("age_band"),
        )
        self.about.taken()

    @guarded
    def refresh(self) -> None:
        if {f for group in self.safety.values.values() for f in group} != {
            f for group in self._ticked().values() for f in group
        }:
            self.safety.values = self._ticked()
        self.about.items = self._about_items()
        self.verdict.value = outcome_html(self.case.programme.screening)
        self.expect.value = self._expectations()

    def _expectations(self) -> str:
        profile, library = self.case.profile, self.case.library
        chosen = [library.injuries[i] for i in profile.injuries if i in library.injuries]
        kinds = {injury.kind for injury in chosen}
        pattern = f"<p>{escape(_RECOGNISED)}</p>" if kinds == {"injury", "tightness"} else ""
        panels = "".join(self._expectation(injury, profile.injuries[injury.id]) for injury in chosen)
        return f"<section class='panel'><h3>What to expect</h3>{pattern}{panels}</section>" if chosen else ""

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


def _injury(injury: Injury) -> dict[str, str]:
    also = f" Also called {', '.join(injury.also_called)}." if injury.also_called else ""
    return option(injury.id, injury.name, f"Felt {injury.where}.{also}")
