"""Week by week what a caseload's runners rated: felt glute work, tightness and pain, for charts."""

import numpy as np
import pandas as pd

from workbook.caseload.caseload import Caseload
from workbook.caseload.table import Column
from workbook.diary.check_in import is_pain
from workbook.library.questions import Questionnaire

WEEKS = 12
"""The last ones of each runner are kept."""
FELT, TIGHT, PAIN = "Felt glute work", "Front-of-hip tightness", "Worst pain"


def rated_weeks(caseload: Caseload, questionnaire: Questionnaire) -> pd.DataFrame:
    """Runner and column of the chart -> the week and the three measures: means of both sides, and the worst pain.

    The column is the week since the first check-in, from 0, or, of more than `WEEKS`, the one among the last of them.
    """
    frame = caseload.frame[caseload.frame["kind"] == "check_in"]
    measured = pd.DataFrame({"runner": frame["runner"].cat.codes.to_numpy(), "week": frame["week"].to_numpy()})
    for name, topic in ((FELT, "activation"), (TIGHT, "tightness")):
        sides = [q.id for q in questionnaire.questions if q.topic == topic and q.id in frame]
        measured[name] = _mean([_scores(frame, side) for side in sides], len(frame))
    pains = [str(column) for column in frame.columns if is_pain(str(column))]
    measured[PAIN] = _worst([_scores(frame, pain) for pain in pains], len(frame))
    found = measured.groupby(["runner", "week"]).agg({FELT: "mean", TIGHT: "mean", PAIN: "max"})
    runner, week = (found.index.get_level_values(level).to_numpy() for level in ("runner", "week"))
    last = np.zeros(len(caseload.runners), np.int64)
    np.maximum.at(last, runner, week)
    found["week"] = week
    found["column"] = week - np.maximum(0, last - WEEKS + 1)[runner]
    found["runner"] = runner
    return found[found["column"] >= 0].reset_index(drop=True)


def _scores(frame: pd.DataFrame, question: str) -> Column:
    found: Column = frame[question].to_numpy(dtype=np.float32, na_value=np.nan)
    return found


def _mean(columns: list[Column], rows: int) -> Column:
    """Of what was answered in each row; nothing where nothing was."""
    total, count = np.zeros(rows), np.zeros(rows)
    for column in columns:
        total += np.nan_to_num(column)
        count += ~np.isnan(column)
    mean: Column = np.divide(total, count, out=np.full(rows, np.nan), where=count > 0)
    return mean


def _worst(columns: list[Column], rows: int) -> Column:
    worst = np.full(rows, np.nan)
    for column in columns:
        worst = np.fmax(worst, column)
    return worst
