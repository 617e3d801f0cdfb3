"""No text contradicts the data: where a number of the data is another, no sentence goes on telling the old one."""

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import ipywidgets as ipw
import pytest
import yaml

from hosting.serve import printable
from tests.conftest import SCREENED, START
from tests.helpers.overlays import only_fault
from tests.helpers.serving import ROOT
from widgets.dashboard import Dashboard
from workbook.case import Case
from workbook.caseload.report import contents as report
from workbook.library import DATA, Library
from workbook.paper.calendar_file import entries, session_days
from workbook.paper.handout import contents as handout

_WORDS = "one two three four five six seven eight nine ten twelve half third quarter fifth twice"
NUMBER = re.compile(rf"\b(\d+|{_WORDS.replace(' ', '|')})\b", re.IGNORECASE)
DAY = dt.timedelta(days=1)
_KEPT = {"week", "fewer_than", "place", "low", "to"}
"""Numbers that are names, orders, or ends of a scale that cannot be others."""


def other(value: Any, key: str = "") -> Any:
    """A plain value with every number in it another one, as far as its file allows."""
    if isinstance(value, dict):
        return {name: other(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [other(one, key) for one in value]
    if key in _KEPT or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if key == "high":
        return max(1, value - 1)
    return value + 1 if isinstance(value, int) else value + (0.01 if value < 1 else 0.5)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory) -> tuple[Library, Library]:
    """The guide's own, and one in which every number of the protocol and of the check-in is another."""
    folder = tmp_path_factory.mktemp("clinic")
    (folder / "protocols").mkdir()
    for file in ("check_in.yaml", "protocols/six_weeks.yaml"):
        changed = other(yaml.safe_load((DATA / file).read_text(encoding="utf-8")))
        if "weeks" in changed:
            changed["weeks"].append({**changed["weeks"][-1], "week": len(changed["weeks"]) + 1})
        (folder / file).write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    return Library.read(), Library.read(overlay=folder)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, ipw.Widget):
        state = value.get_state()
        yield from _strings([one for name, one in state.items() if not name.startswith("_")])
        yield from _strings(getattr(value, "children", ()))
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _sentences(texts: Iterator[str]) -> set[str]:
    """Sentences with a number, without the marks of HTML."""
    found: set[str] = set()
    for text in texts:
        plain = re.sub(r"<(style|script|svg)\b.*?</\1>|\{[{%#].*?[}%#]\}", " ", text, flags=re.DOTALL)
        plain = re.sub(r"</?(?:b|i|small|a|em|span)\b[^>]*>", "", plain)
        for block in re.split(r"<[^>]*>", plain):
            found |= {" ".join(one.split()) for one in re.split(r"(?<=[.:;?!])\s", unescape(block))}
    return {one for one in found if NUMBER.search(one)}


def _dashboard(case: Case) -> Iterator[str]:
    page = Dashboard(case)
    for place in page.places.places:
        page.places.place = place["id"]
    return _strings(page.page)


def told(library: Library, **profile: Any) -> set[str]:
    """Sentences with a number on the page before and after a block, and on all that is printed or handed out."""
    case, rule = Case(library), library.check_in.trend
    equipment = ["dumbbell", "step", "mini_band", "wall"]
    case.answer(equipment=equipment, minutes=library.protocol.minutes[1], screened=SCREENED)
    case.answer(sessions=library.protocol.sessions[0], glute_left=2, start=START, **profile)
    found = [*_dashboard(case)]
    ratings = {"glute_left": 3, "tight_left": 4, "pain_during:achilles": 8, "pain_morning:achilles": 2}
    for days in (*range(-rule.baseline_days, 0), *range(6, 7 * (rule.block_weeks + 1), 7)):
        case.check_in(START + days * DAY, ratings)
    found += _dashboard(case)
    found += _strings(handout(case.profile, case.programme, library, "a4", asked=False))
    found += _strings(report("Ines", case.diary, START + 300 * DAY, library))
    days = session_days(case.profile, library, START.weekday())
    found += [entry.details for entry in entries(case.programme.sessions, START, days)]
    return _sentences(iter(found))


def served(library: Library, monkeypatch) -> set[str]:
    """Sentences with a number on the pages that need no kernel."""
    monkeypatch.setattr(printable, "shipped", lambda: library)
    monkeypatch.setattr(printable, "pdf", lambda *_, **__: b"")
    made = printable.printable()
    waiting = (ROOT / "hosting" / "voila" / "templates" / "guide" / "frame.html.j2").read_text(encoding="utf-8")
    return _sentences(iter([made["programme.html"].decode(), waiting.partition("<script>")[0]]))


_UNIT = re.compile(
    r"-week|weeks|minutes|days|hours|points|rounds|scale|ratings|times|\b[io][nf] \d|over \d|\b0-\d\b|\d/10|third"
    r"|quarter|fifth|half\b(?!-)|(are|were|repetitions) left|reps in",
    re.IGNORECASE,
)
"""What makes a number in a sentence one that could stand in these files."""
_WORKED_OUT = re.compile(
    r" [x×] |\breps\b|holds? (of )?\d|rest \d|^(Session \w(,| ·) )?\d+ minutes|^How the \d+ minutes|takes \d+ minutes"
    r"|\d rounds[,.]|\d rounds? done, \d|\d rounds of|^\d+(-\d+)? s each|^Hold \d of"
    r"|with \d(-\d)? left|^\d+ of \d+( |$)|^Weeks \d|doi|\b(19|20)\d\d\b|\d+\(\d+\)|of \d rounds for now"
)
"""Doses, sums and sources, which may be the same by chance."""
_TRUE_ANYWAY = {
    "Runners saved energy after heavy, fast or jumping work two or three times a week.",  # a source says so
    "Six weeks made hips stronger, and did not change how their owners ran.",
    "the hip-flexor length test did not move in six weeks, while strength and control got better.",
    "The post's four exercises together, set by set or in a circuit, as your minutes allow.",
    "Strength sessions done in the last seven days",  # what a week is
    "Then three days a week is best, once a week the least.",  # advice that rests on no number of these files
}
_PAIN = re.compile(r"\d/10|out of 10|over \d|\b0-\d\b")


def _facts(library: Library) -> set[str]:
    """Sentences of the other files, but for those on scores of pain: what sources found, and advice of their own."""
    kinds = (library.exercises, library.red_flags, library.glossary, library.injuries, library.rules, library.equipment)
    found = _sentences(_strings([one.model_dump() for kind in kinds for one in kind.values()]))
    return {one.rstrip(".") for one in found if not _PAIN.search(one)}


def test_no_sentence_tells_a_number_that_is_another(libraries, monkeypatch):
    """With each number of protocol and check-in changed, no sentence but a known few goes on as it was."""
    runners: tuple[dict[str, Any], ...] = (
        {"injuries": {"achilles": "sore"}},
        {"injuries": {"pfp": "sore", "itb": "settled"}, "age_band": "under_18", "red_flags": ("pain_over_5",)},
    )
    before, after = (
        set().union(served(library, monkeypatch), *(told(library, **runner) for runner in runners))
        for library in libraries
    )
    facts = _facts(libraries[1])
    same = {one for one in before & after if _UNIT.search(one) and not _WORKED_OUT.search(one)}
    assert sorted({one for one in same if one.rstrip(".") not in facts} - _TRUE_ANYWAY) == []
    assert len(after - before) > 100


def test_the_other_numbers_are_others(libraries):
    """So that the test above sees what it should."""
    own, ours = libraries
    assert [week.minutes_share for week in ours.protocol.weeks] != [week.minutes_share for week in own.protocol.weeks]
    assert len(ours.protocol.weeks) == len(own.protocol.weeks) + 1
    assert ours.check_in.pain_rule.numbers.items().isdisjoint(own.check_in.pain_rule.numbers.items())


@pytest.mark.parametrize(
    ("file", "text", "field"),
    [
        ("rules.yaml", "P5: {text: 'Only up to {amber}/10.'}", "P5.text"),
        ("injuries.yaml", "- {id: achilles, when_sore: ['Up to {amber_t}']}", "achilles.when_sore.0"),
        ("red_flags.yaml", "- {id: pain_over_5, label: 'Pain over {ambr_to}'}", "pain_over_5.label"),
        ("protocols/six_weeks.yaml", "young: {load: 'At least {young_lft}'}", "young.load"),
        ("check_in.yaml", "done: [{id: sessions_done, high_word: '{hgh} or more'}]", "done.sessions_done.high_word"),
        ("exercises/clam_band.yaml", "note: 'Over {amberto}'", "note"),
    ],
)
def test_a_word_in_braces_that_stands_for_nothing_is_a_fault(tmp_path, file, text, field):
    """With its file, its field, and the word that may be meant."""
    fault = only_fault(tmp_path, file, text)
    assert (fault.file, fault.field) == (f"{tmp_path.name}/{file}", field)
    assert "stands for no number; did you mean" in fault.says


def test_a_text_takes_the_numbers_of_its_own_record(libraries):
    """As the end of a scale does, in the word for it."""
    asked = [next(q for q in library.check_in.done if q.id == "sessions_done") for library in libraries]
    assert [question.high_word for question in asked] == ["7 or more", "6 or more"]
