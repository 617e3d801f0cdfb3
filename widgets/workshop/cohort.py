"""The cohort: many diaries in one picture, a prediction, and what may be said of them."""

from html import escape
from typing import get_args

from widgets.controls.chart import Chart
from widgets.parts.citation import cite
from widgets.parts.table import table_html
from widgets.workshop.predict import Predict, Revealed
from workbook.diary.trend import Word
from workbook.library import Library
from workbook.library.number_words import counted
from workbook.library.questions import Questionnaire
from workbook.workshop.cohort import Cohort, chart

_FALLS = {
    "up": (-0.5, "It rises by half a point or more"),
    "same": (0.5, "It stays within half a point"),
    "fall": (1.5, "It falls by about a point"),
    "far": (99, "It falls by more than a point and a half"),
}
_WORDS = get_args(Word)
_CANNOT = (
    "Whether the programme did anything: there is nobody who did without it.",
    "Why a rating falls: people start when they feel worst, and the next ratings come nearer to their usual by "
    "themselves.",
    "What becomes of the next runner: a mean is nobody's course.",
    "Anything about those who stopped writing: they are missing from the later weeks.",
)
_SOURCES = ("MANOLOV2016", "MUN2019", "TORESDAHL2020")


def fall(change: float) -> str:
    """Id of the stretch that a change of the mean falls into."""
    return next(key for key, (most, _) in _FALLS.items() if -change <= most)


def _table(shown: Cohort) -> str:
    means = "".join(f"<td>{value:.1f}</td>" for value in shown.means.values())
    rated = "".join(f"<td>{sum(week in each for each in shown.weekly.values())}</td>" for week in shown.means)
    heads = ["Week", *map(str, shown.means)]
    return table_html("Table of the means", heads, [("Mean", means), ("Runners who rated", rated)])


def _words(shown: Cohort) -> str:
    counts = shown.words
    return "<ul>" + "".join(f"<li>{counts[word]} × {word}</li>" for word in _WORDS) + "</ul>"


def cohort_card(shown: Cohort, says: str, truth: str, faults: tuple[str, ...], library: Library) -> Predict:
    """Asks how the mean goes, then shows the picture, its words, and the truth where the diaries were made up.

    `says` tells where they are from.
    """
    questionnaire: Questionnaire = library.check_in
    question = next(question for question in questionnaire.questions if question.id == shown.question)
    broken = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    head = f"<h3>{escape(question.name)}: {counted(len(shown.weekly), 'runner')}</h3><p>{escape(says)}</p>"
    head += f"<div class='notice'><p>Not opened:</p><ul>{broken}</ul></div>" if broken else ""
    picture = Chart()
    predict = Predict(head, after=[picture])

    def reveal() -> Revealed:
        picture.figure = chart(shown, question.name)
        picture.caption = (
            f"A thin line for each of {counted(len(shown.weekly), 'runner')}, a thick one for the mean of each week."
        )
        cannot = "".join(f"<li>{escape(sentence)}</li>" for sentence in _CANNOT)
        return Revealed(
            fall(shown.change),
            f"<p>The mean changed by {shown.change:+.1f} points from the first week to the last.</p>"
            f"{f'<p><b>{escape(truth)}</b></p>' if truth else ''}{_table(shown)}"
            f"<h4>Runner by runner</h4>{_words(shown)}<h4>What they cannot say</h4><ul>{cannot}</ul>"
            f"<p><small>{cite((key for key in _SOURCES if key in library.references), library)}</small></p>",
        )

    predict.ask(
        "How does the mean go, from the first week to the last?",
        {key: words for key, (_, words) in _FALLS.items()},
        reveal,
    )
    return predict
