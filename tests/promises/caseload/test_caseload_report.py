"""A caseload is drawn so that a physio sees whom to look at, and reported so that it can go on file."""

import datetime as dt
import errno
import io
import json
import os
import re
import shutil
import unicodedata

import numpy as np
import pytest
from pypdf import PdfReader

from tests import ROOT
from workbook.caseload import caseload, charts, report, weeks
from workbook.caseload import charts as caseload_charts
from workbook.caseload import weeks as caseload_weeks
from workbook.diary import diary, diary_file
from workbook.diary.check_in import weekly
from workbook.editing import samples

AS_OF = dt.date(2026, 4, 14)


@pytest.fixture(scope="module")
def forty():
    return caseload.read(samples.FOLDER / "caseload")


@pytest.fixture
def three(tmp_path):
    for path in samples.FOLDER.glob("*.json"):
        shutil.copy(path, tmp_path)
    return caseload.read(tmp_path)


def lines(figure):
    """Name to the scores that are drawn of each measure."""
    return {t.name: np.array(t.customdata)[:, 1] for t in figure.data if t.name in charts.MEASURES}


def test_a_page_draws_what_each_runner_answered(three):
    """Weekly means of both sides; a week that was not rated is a gap, and no line goes from runner to runner."""
    figure = charts.small_multiples(three)
    felt = lines(figure)[weeks.FELT].reshape(3, -1)
    assert np.isnan(felt[:, -1]).all(), "a gap after each runner"
    for row, runner in zip(felt, three.runners, strict=True):
        left, right = (weekly(three.diary(runner).check_ins, f"glute_{side}") for side in ("left", "right"))
        drawn = {week: float(score) for week, score in enumerate(row) if not np.isnan(score)}
        assert drawn == pytest.approx({week: (left[week] + right[week]) / 2 for week in left})


def test_forty_runners_stand_on_one_page_each_with_its_name(forty):
    """One line a measure, and as many names as runners; those to look at first stand in front."""
    figure = charts.small_multiples(forty, order=["made_up_14"], says={"made_up_14": "red"})
    assert charts.pages(forty) == 1
    names = next(t.text for t in figure.data if t.mode == "text")
    assert len(names) == 40
    assert names[0] == "<b>made_up_14</b> red"
    assert set(lines(figure)) == set(charts.MEASURES)
    assert len(json.dumps(figure.to_plotly_json(), default=str)) < 200_000


def test_more_runners_take_more_pages(tmp_path):
    """Forty on a page, and the rest on the next one; the overview has them all."""
    text = (samples.FOLDER / "made_up_gaps.json").read_text()
    for number in range(45):
        (tmp_path / f"r{number:02}.json").write_text(text.replace("made_up_gaps-", f"r{number}-"))
    found = caseload.read(tmp_path)
    assert charts.pages(found) == 2
    second = charts.small_multiples(found, page=2)
    assert [len(t.text) for t in second.data if t.mode == "text"] == [5]
    assert {t.z.shape[0] for t in charts.overview(found).data} == {45}


def test_a_long_diary_hides_no_short_one(tmp_path):
    """The last weeks of each runner are drawn, not the last weeks of whoever has most."""
    shutil.copy(samples.FOLDER / "made_up_steady.json", tmp_path)
    edited = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    entries = [
        diary.CheckInEntry(id=f"c{n}", date=dt.date(2024, 1, 1) + dt.timedelta(weeks=n), edited=edited,
                           answers={"glute_left": 4}) for n in range(100)
    ]  # fmt: skip
    (tmp_path / "long.json").write_text(diary_file.write(diary.of(entries)))
    figure = caseload_charts.small_multiples(caseload.read(tmp_path))
    felt = lines(figure)[caseload_weeks.FELT].reshape(2, -1)
    assert np.count_nonzero(~np.isnan(felt), axis=1).tolist() == [caseload_weeks.WEEKS, 7]


def test_a_file_name_cannot_write_into_a_figure(tmp_path):
    """Plotly takes some HTML in its texts; a name is shown as it is."""
    shutil.copy(samples.FOLDER / "made_up_gaps.json", tmp_path / "<a href='x'>.json")
    found = caseload.read(tmp_path)
    for figure in (charts.small_multiples(found), charts.overview(found)):
        assert "<a" not in figure.to_json()


def test_nobody_is_a_figure_too(tmp_path):
    """An empty folder draws empty axes and says so."""
    found = caseload.read(tmp_path)
    charts.small_multiples(found)
    charts.overview(found)
    assert charts.in_words(found).startswith("0 runners")


def test_the_figures_say_in_words_what_they_show(forty):
    """For whom cannot see them: how many, which weeks, and how many are in red."""
    said = charts.in_words(forty)
    assert "40 runners, weeks 0 to 6" in said
    assert "2 red" in said


def test_the_colours_are_the_pages_own():
    """The figures and the report use what the page's style sheets name."""
    sheets = "".join((ROOT / "widgets" / name).read_text() for name in ("tokens.css", "controls/chart.css"))
    used = {style["color"] for style in charts.MEASURES.values()} | {
        *(colour for colour, _ in report._LINES),
        charts.INK,
        charts.LINE,
    }
    assert all(colour in sheets for colour in used)


def words(content: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def test_a_report_says_who_when_what_and_what_it_cannot_say(three, library):
    """Read back by another library; with a title, a language, and an order to be read out in."""
    content = report.report("made_up_flare", three.diary("made_up_flare"), AS_OF, library)
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata.title == "Report on made_up_flare"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert len(reader.pages) <= 3
    said = words(content)
    assert "24 February 2026 to 12 April 2026" in said
    assert "11 of 12" in said
    assert "Ease" in said
    assert "7 at worst" in said
    assert "Cannot tell. From before the first session to the end of week 6 (12 April)" in said
    assert "Of 100 in whom nothing changes" in said
    assert all(re.sub(r"\s+", " ", limit)[:60] in said for limit in report.LIMITS)


def test_a_reports_chart_has_every_answer_and_gaps(three, library):
    """A dot a rated week; the line breaks where a week is missing; the same in words."""
    told = report.contents("made_up_gaps", three.diary("made_up_gaps"), AS_OF, library)
    felt = told["panels"][0]
    assert felt["svg"].count("<circle") == 6, "three weeks, two sides"
    assert "L" not in "".join(re.findall(r'd="(M[^"H]*)"', felt["svg"])), "no two weeks follow each other"
    assert felt["keys"][0][-1].count("–") == 3
    assert "week 5" in felt["alt"]


@pytest.mark.parametrize("name", ['=1+1 "#panic()" $x$', "Zoë"])
def test_a_report_of_nothing_is_a_report(name):
    """An empty diary, and a name that could break a page."""
    assert "no entry yet" in words(report.report(name, diary.Diary(), AS_OF))


def test_reports_are_written_inside_the_folder_and_nowhere_else(three):
    """One a runner, or only those that were asked for; the diaries stay as they are."""
    before = {path.name: path.read_bytes() for path in three.folder.glob("*.json")}
    (only,) = report.write_reports(three, AS_OF, ["made_up_gaps"]).written
    assert only == three.folder / caseload.OUT / "made_up_gaps.pdf"
    assert len(report.write_reports(three, AS_OF).written) == 3
    assert {path.name for path in three.folder.iterdir()} == {*before, caseload.OUT}
    assert {path.name: path.read_bytes() for path in three.folder.glob("*.json")} == before
    assert caseload.read(three.folder).notes == ()
    assert {path.suffix for path in (three.folder / caseload.OUT).iterdir()} == {".pdf", ".txt"}


def test_one_runners_failure_stops_no_others_report(three, monkeypatch):
    """A diary that has gone in the meantime, one that is broken now, a name that is not there, a disk that is full."""
    (three.folder / "made_up_flare.json").unlink()
    (three.folder / "made_up_gaps.json").write_text("{", encoding="utf-8")
    found = report.write_reports(three, AS_OF, [*three.runners, "nobody"])
    assert [path.name for path in found.written] == ["made_up_steady.pdf"]
    assert [says.partition(":")[0] for says in found.failed] == ["made_up_flare", "made_up_gaps", "nobody"]
    assert all(": not written: " in says and says.endswith(".") for says in found.failed)
    assert "no runner of this name" in found.failed[-1]
    before = found.written[0].read_bytes()

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    found = report.write_reports(three, AS_OF + dt.timedelta(days=1), ["made_up_steady"])
    assert found.written == ()
    assert found.failed == (f"made_up_steady: not written: {os.strerror(errno.ENOSPC)}.",)
    assert (three.folder / caseload.OUT / "made_up_steady.pdf").read_bytes() == before
    assert len(list((three.folder / caseload.OUT).iterdir())) == 2, "no half file is left behind"


def test_every_runner_has_a_report_of_their_own_on_any_system(tmp_path):
    """Names that differ by capitals or by how an accent is written, and names that Windows refuses."""
    text = (samples.FOLDER / "made_up_gaps.json").read_text(encoding="utf-8")
    called = ["Anna", "anna", "Zo\u00eb", "Zoe\u0308", "CON", "走る", "Zoë 🏃", "a:b", "dot.", "x" * 200]
    for number, name in enumerate(called):
        (tmp_path / f"{name}.json").write_text(text.replace("made_up_gaps-", f"r{number}-"), encoding="utf-8")
    found = report.write_reports(caseload.read(tmp_path), AS_OF)
    assert found.failed == ()
    files = [path.name for path in found.written]
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in files}) == len(called)
    assert {"Anna.pdf", "anna (2).pdf", "_CON.pdf", "走る.pdf", "a_b.pdf", "dot.pdf"} <= set(files)
    for path in found.written:
        assert "Report on" in words(path.read_bytes())


def test_a_file_in_the_place_of_the_folder_is_told(three):
    """In a sentence that says what to do."""
    (three.folder / caseload.OUT).write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="give it another name"):
        report.write_reports(three, AS_OF)
