"""A report on one runner for the file: a PDF of what they answered, what was decided, and what it cannot say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook.caseload.caseload import Caseload, out_of
from workbook.caseload.follow_up import FollowUp, decided, follow_up, trends_in_words
from workbook.caseload.for_the_file import Agreed, as_text, planned, prescribed
from workbook.diary.asked import questions
from workbook.diary.check_in import CheckIn, is_pain, weekly
from workbook.diary.day import in_words
from workbook.diary.diary import Diary
from workbook.diary.trend_words import tried
from workbook.library import Library, shipped
from workbook.library.names import injury_name
from workbook.library.number_words import counted
from workbook.library.questions import Question
from workbook.paper import typeset
from workbook.paper.files import file_names, put
from workbook.paper.handout import STATES, PaperSize

_TEMPLATE = Path(__file__).with_suffix(".typ")
_RULINGS = {"progress": "Go on", "hold": "Repeat", "ease": "Ease", "missed": "Repeat"}
_NOTHING_AGREED = Agreed()
_MOST_WEEKS = 26
"""The last ones are drawn and listed; half a year fills a page."""
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 520, 104, 22, 16
_LINES = (("#a8431a", ""), ("#1b5fa6", "2 3"), ("#a01f78", "6 3"), ("#625c53", "1 2"))
_FAILURES = (OSError, ValueError, ArithmeticError, LookupError, RuntimeError)
"""What one runner's diary, file name or disk can do to a report; TypstError is a RuntimeError."""
LIMITS = (
    "These are feelings on a scale, given by the runner. They are not measurements, and nothing here "
    "shows a cause. People start a programme when they feel worst, so some scores fall back by themselves.",
    "The wording of the questions is not validated, and no clinician has reviewed the guide's rules or texts yet. The "
    "report is not a diagnosis and takes the place of nobody who can examine the runner.",
    "The diary keeps what was done, and not what the guide asked for on that day: sessions planned are counted from "
    "the sessions a week that were prescribed, or that the runner chose last. Of an earlier choice only what a "
    "prescription replaced is kept; else two are counted, or as many as had a letter of their own. The decisions are "
    "worked out anew from the diary with today's rules.",
)


def _panels(one: FollowUp, library: Library) -> list[tuple[str, list[Question]]]:
    questionnaire = library.check_in
    answered = {question for check_in in one.history.check_ins for question in check_in.answers}
    told = [(topic.name, [q for q in questionnaire.questions if q.topic == topic.id]) for topic in questionnaire.topics]
    sore = one.profile.model_copy(update={"injuries": dict.fromkeys(one.profile.injuries, "sore")})
    pain = [q for q in questions(sore, library) if is_pain(q.id)]
    panels = [*told, ("Pain", pain)]
    return [(name, found) for name, asked in panels if (found := [q for q in asked if q.id in answered])]


def _drawn(asked: Sequence[Question], check_ins: Sequence[CheckIn], weeks: Sequence[int]) -> str:
    """Lines of weekly means as SVG, 0 to 10; a week that was not rated is a gap."""
    step = (_WIDTH - _LEFT - 8) / max(1, weeks[-1] - weeks[0])
    tall = _HEIGHT - _BOTTOM - 6
    across = {week: _LEFT + (week - weeks[0]) * step for week in weeks}
    up = [(score, 6 + tall * (1 - score / 10)) for score in (0, 5, 10)]
    text = 'font-family="Libertinus Serif" font-size="8" fill="#625c53"'
    parts = [
        f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - 4}" stroke="#e2dbd0"/><text x="2" y="{y + 3:.1f}" {text}>{score}</text>'
        for score, y in up
    ]
    every = max(1, len(weeks) // 13)
    parts += [
        f'<text x="{across[week]:.1f}" y="{_HEIGHT - 4}" text-anchor="middle" {text}>{week}</text>'
        for week in weeks[::every]
    ]
    for number, question in enumerate(asked):
        colour, dash = _LINES[number % len(_LINES)]
        rated = {week: mean for week, mean in weekly(check_ins, question.id).items() if week in across}
        points = {week: (across[week], 6 + tall * (1 - mean / 10)) for week, mean in rated.items()}
        path = " ".join(
            f"{'L' if week - 1 in points else 'M'}{x:.1f} {y:.1f}" for week, (x, y) in sorted(points.items())
        )
        line = f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-dasharray="{dash}"'
        parts.append(f'<path d="{path}" {line}/>' if path else "")
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{colour}"/>' for x, y in points.values()]
    inside = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{inside}</svg>'


def _panel(name: str, asked: list[Question], check_ins: Sequence[CheckIn], weeks: Sequence[int]) -> dict[str, Any]:
    series = {q.name: weekly(check_ins, q.id) for q in asked}
    says = "; ".join(
        f"{question}: {', '.join(f'week {week} {mean:g}' for week, mean in rated.items() if week in weeks)}"
        for question, rated in series.items()
    )
    rows = [
        [f"{rated[week]:.1f}".removesuffix(".0") if week in rated else "–" for week in weeks]
        for rated in series.values()
    ]
    return {
        "name": name,
        "svg": _drawn(asked, check_ins, weeks),
        "alt": f"{name} by week. {says}",
        "keys": [(q, *_LINES[n % len(_LINES)], row) for n, (q, row) in enumerate(zip(series, rows, strict=True))],
    }


def _facts(one: FollowUp, library: Library) -> list[tuple[str, str]]:
    history, profile = one.history, one.profile
    days = sorted([*(c.date for c in history.check_ins), *(s.date for s in history.sessions)])
    injuries = [f"{injury_name(i, library)} ({STATES[s]})" for i, s in profile.injuries.items()]
    flags = [library.red_flags[flag].label if flag in library.red_flags else flag for flag in profile.red_flags]
    sessions = counted(len(history.sessions), "session")
    return [
        ("Period", f"{in_words(days[0])} to {in_words(days[-1])}" if days else "no entry yet"),
        ("Check-ins and sessions", f"{counted(len(history.check_ins), 'check-in')}, {sessions} recorded"),
        ("Sessions done of those planned", f"{one.done} of {one.planned}"),
        ("Injuries and tightness", ", ".join(injuries) or "none"),
        ("Safety questions answered yes", "; ".join(flags) or "none"),
        ("Pain when last rated", f"{one.light or 'not rated'}. {one.why}"),
    ]


def contents(
    runner: str,
    diary: Diary,
    as_of: dt.date,
    library: Library,
    paper: PaperSize = "a4",
    agreed: Agreed = _NOTHING_AGREED,
) -> dict[str, Any]:
    """All that the report says, as plain values."""
    one = follow_up(runner, diary, as_of, library)
    check_ins, panels = one.history.check_ins, _panels(one, library)
    rated = sorted({week for _, asked in panels for q in asked for week in weekly(check_ins, q.id)})
    weeks = list(range(max(rated[0], rated[-1] - _MOST_WEEKS + 1), rated[-1] + 1)) if rated else []
    return {
        "title": f"Report on {runner}",
        "paper": paper,
        "lead": f"From the diary that the runner handed over, as of {in_words(as_of)}.",
        "footer": "Strength Guide for Runners. Health answers: keep it as you keep a file. Not a diagnosis.",
        "facts": _facts(one, library),
        "panels_title": f"What was answered: weekly means, {library.check_in.scale}, by week since the first check-in",
        "panels": [_panel(name, asked, check_ins, weeks) for name, asked in panels] if weeks else [],
        "weeks": [str(week) for week in weeks],
        "trends": trends_in_words(one, library),
        "tried": tried(library),
        "decisions": [(str(d.number), str(d.week), _RULINGS[d.ruling], " ".join(d.why)) for d in decided(one, library)],
        "planned": planned(one, library),
        "plan": [agreed.plan.strip()] if agreed.plan.strip() else [],
        "prescribed": prescribed(diary, as_of, library),
        "agreed": agreed.sentences,
        "rule": [*library.check_in.pain_rule.sentences[:3]],
        "never": library.check_in.pain_rule.never,
        "limits": list(LIMITS),
    }


def report(
    runner: str,
    diary: Diary,
    as_of: dt.date,
    library: Library | None = None,
    paper: PaperSize = "a4",
    agreed: Agreed = _NOTHING_AGREED,
) -> bytes:
    """One runner's report as a PDF that can be read out in order."""
    return typeset.pdf(_TEMPLATE, "report", contents(runner, diary, as_of, library or shipped(), paper, agreed))


@dataclass(frozen=True)
class Reports:
    """What came of writing reports."""

    written: tuple[Path, ...]
    """The PDFs; the same as plain text lies beside each."""
    failed: tuple[str, ...]
    """A sentence for each runner whose report was not written."""


def write_reports(
    caseload: Caseload,
    as_of: dt.date,
    runners: Sequence[str] = (),
    library: Library | None = None,
    agreed: Agreed = _NOTHING_AGREED,
) -> Reports:
    """Writes a report on each runner, or on those named, as PDF and as plain text, into the folder for it inside the
    chosen one.

    A report that cannot be written stops no other. Raises OSError where the folder cannot be made.
    """
    folder, files = out_of(caseload), file_names(caseload.runners)
    written, failed = [], []
    for runner in runners or caseload.runners:
        try:
            if runner not in files:
                raise LookupError("there is no runner of this name in the folder")
            path, diary = folder / f"{files[runner]}.pdf", caseload.diary(runner)
            put(path, report(runner, diary, as_of, library, agreed=agreed))
            put(path.with_suffix(".txt"), as_text(contents(runner, diary, as_of, library or shipped(), agreed=agreed)))
            written.append(path)
        except _FAILURES as error:
            says = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
            failed.append(f"{runner}: not written: {says.rstrip('.')}.")
    return Reports(tuple(written), tuple(failed))
