"""The Progress view: ratings across weeks in small panels, in words and as a table; and past sessions."""

from collections.abc import Sequence
from html import escape

import ipywidgets as ipw

from widgets.controls.chart import Chart
from widgets.parts.citation import cite
from widgets.parts.table import UNRATED, table_html
from widgets.pictures.session_history import session_history_html
from widgets.view import Place, View, guarded
from widgets.visit.this_week import reasons_html
from widgets.visit.ways import ways_html
from workbook.case import Case
from workbook.diary.asked import questions
from workbook.diary.chart import Row, figure, rows_below, weeks_shown
from workbook.diary.check_in import band, weekly
from workbook.diary.trend_words import in_words, panel_in_words, tried
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.questions import Topic
from workbook.library.trend_rule import TrendRule
from workbook.programme.suitability import listed

_CAUTION = (
    "These are feelings on a scale, not measurements, and nothing here shows a cause. People start a programme when "
    "they feel worst, so some scores fall back by themselves."
)


class ProgressView(View):
    """Shows what the check-ins say, and no more."""

    places = (
        Place(
            "progress",
            "Progress",
            "",
            "What your check-ins say so far, left and right apart. A week without an answer stays a gap.",
            "progress",
        ),
    )

    def __init__(self, case: Case) -> None:
        self.way = ipw.HTML()
        self.trends = ipw.HTML()
        self.words = ipw.HTML(_words(case.library))
        self.chart = Chart()
        self.next = ipw.HTML()
        self.table = ipw.HTML()
        self.sessions = ipw.HTML()
        super().__init__(case, self.way, self.chart, self.trends, self.words, self.next, self.table, self.sessions)

    @guarded
    def refresh(self) -> None:
        self.next.value = self._decisions()
        self.sessions.value = session_history_html(self.case)
        check_ins = self.case.check_ins
        self.way.value = ways_html("check-in") if check_ins else ""
        self.chart.layout.display = None if check_ins else "none"
        if not check_ins:
            self.trends.value, self.table.value = _empty(self.case.library.check_in.trend), ""
            return
        questionnaire = self.case.library.check_in
        below = rows_below(check_ins, self.case.diary.sessions, self.case.library)
        weeks = weeks_shown(check_ins, questionnaire, below)
        topics = "".join(self._topic(topic, weeks) for topic in questionnaire.topics)
        self.trends.value = f"{topics}<p>{_CAUTION}</p>"
        self.chart.caption = self._caption(below)
        self.chart.figure = figure(check_ins, questionnaire, below)
        self.table.value = self._table()

    def _decisions(self) -> str:
        made, preview = self.case.decisions, self.case.preview
        if preview is None or not self.case.programme.weeks:
            return ""
        rule = self.case.library.protocol.progression
        past = "".join(
            f"<li>Your week {d.number}, week {d.week} of the plan. {reasons_html(d)} Then week {d.standing.week}.</li>"
            for d in reversed(made)
        )
        decided = f"<h4>What was decided</h4><ol class='decisions'>{past}</ol>" if made else ""
        return (
            "<section class='panel'><h3>Next week's dose</h3>"
            f"<p>If the week ends as it is, or is like the one before: {reasons_html(preview)} "
            f"Week {preview.standing.week} of the plan comes next.</p>{decided}"
            "<p><small>Green and steady amber go on by one step, new amber repeats, red eases: our own rule, built on "
            f"{cite(rule.sources, self.case.library)}.</small></p></section>"
        )

    def _topic(self, topic: Topic, weeks: Sequence[int]) -> str:
        """A topic's panels, a sentence each, and what may be said of left and right together."""
        questionnaire = self.case.library.check_in
        asked = [question for question in questionnaire.questions if question.topic == topic.id]
        panels = "".join(
            f"<li>{escape(panel_in_words(question, topic, self.case.check_ins, weeks))}</li>" for question in asked
        )
        found = self.case.trends[topic.id]
        sources = cite(topic.sources, self.case.library)
        flat = found.word == "cannot tell"
        expected = f"<p>{escape(topic.flat)} <small>{sources}</small></p>" if flat else ""
        return (
            f"<section class='panel'><h3>{escape(topic.name)}</h3><ul class='panels'>{panels}</ul>"
            f"<p>{escape(in_words(found, topic, questionnaire))}</p>{expected}"
            f"<p><small>{escape(topic.meaning)}</small></p></section>"
        )

    def _caption(self, below: Sequence[Row]) -> str:
        questionnaire = self.case.library.check_in
        weeks = sorted({week for q in questionnaire.questions for week in weekly(self.case.check_ins, q.id)})
        charts, bars = _in_a_sentence(questionnaire.topics), _in_a_sentence(below)
        order = f", from top to bottom: {charts}" if len(questionnaire.topics) > 1 else f": {charts}"
        more = f" Below, as a bar for each week: {bars}." if below else ""
        rated = counted(len(weeks), "rated week")
        return (
            f"Weekly means of your {questionnaire.scale} ratings, {rated}{order}. Left is a solid line with dots, "
            f"and right, beside it, a dotted line with diamonds. Words at the edge name the bands.{more}"
        )

    def _table(self) -> str:
        questionnaire, check_ins = self.case.library.check_in, self.case.check_ins
        columns = [*questions(self.case.profile, self.case.library)]
        series = {q.id: weekly(check_ins, q.id) for q in columns}
        columns = [q for q in columns if series[q.id] or q.topic]
        topics = {topic.id: topic for topic in questionnaire.topics}
        weeks = sorted({week for values in series.values() for week in values})
        rows = [
            (str(week), "".join(_cell(series[q.id].get(week), topics.get(q.topic or "")) for q in columns))
            for week in weeks
        ]
        caption = f"Your ratings by week (means, {questionnaire.scale})"
        return table_html("Table of your ratings", ["Week", *(q.name for q in columns)], rows, caption)


def _empty(rule: TrendRule) -> str:
    return (
        "<p class='notice'>There is nothing to show yet. Your first check-in opens week 0. Rate "
        f"{rule.baseline_days} different days before your first session. Then this page can say whether anything has "
        f"changed, at the end of week {rule.block_weeks}.</p>"
        "<p><button type='button' class='primary' data-to='check-in'>Check in</button></p>"
    )


def _words(library: Library) -> str:
    rule = library.check_in.trend
    return (
        "<details><summary>What the words on a change mean</summary>"
        "<p>There is one verdict for each topic: left and right are taken together. It comes at the end of week "
        f"{rule.block_weeks}, and then every {counted(rule.block_weeks, 'week')}. It compares your weeks with the "
        f"days before your first session, so it needs ratings on {rule.baseline_days} different days before that. The "
        "day you joined is one of them, but its rating is left out of the sums: people join when they feel worst.</p>"
        f"<ul><li><b>Clear change</b>: at least {rule.clear_change:g} points, and "
        f"{_chances(rule.clear_chance)} in 100, by our rule, that it went this way.</li>"
        f"<li><b>Probable change</b>: {_chances(rule.probable_chance)} in 100, by our rule, that it went this way.</li>"
        "<li><b>Cannot tell</b>: it may have gone up or down. The range says by how much.</li></ul>"
        f"<p>{escape(tried(library))} The rule and its numbers are our own. "
        f"{cite(rule.sources, library)} on what such a series can show.</p></details>"
    )


def _in_a_sentence(named: Sequence[Topic] | Sequence[Row]) -> str:
    return listed([f"{one.name[0].lower()}{one.name[1:]}" for one in named])


def _chances(chance: float) -> str:
    return f"at least {100 * chance:.0f} chances"


def _cell(score: float | None, topic: Topic | None) -> str:
    if score is None:
        return UNRATED
    word = f" <small>{escape(band(score, topic))}</small>" if topic else ""
    return f"<td>{score:.1f}{word}</td>".replace(".0", "")
