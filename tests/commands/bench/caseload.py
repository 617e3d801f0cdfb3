"""How long a caseload takes to be read, judged and drawn, beside pandas and JSON alone on the same files.

The first opening reads every diary, the second one only looks whether they are as they were.

`make bench ONLY=caseload`.
"""

import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import pandas as pd

from workbook.caseload import caseload as caseloads
from workbook.caseload.caseload import Caseload
from workbook.caseload.charts import overview, small_multiples
from workbook.caseload.follow_up import FollowUp, follow_ups, gone_quiet, in_red, table
from workbook.caseload.kept import NAME, SETTLED_NS
from workbook.diary import diary as diaries
from workbook.diary import diary_file
from workbook.diary.diary import AnswerEntry, CheckInEntry, Performed, SessionEntry

RUNNERS, TURNS = 5000, 5
AS_OF = date(2026, 4, 14)
_START = date(2026, 3, 2)
_ASKED = ("glute_left", "glute_right", "tight_left", "tight_right", "pain_during:mtss", "pain_morning:mtss", "effort")
_DONE = ("seed_rdl", "seed_split_squat_goblet", "bridge_double", "seed_runners_lunge_row", "calf_raise_bent")
_TOLD = {"injuries": {"mtss": "sore"}, "equipment": ["dumbbell"], "minutes": 45, "start": "2026-03-02"}


def _diary(dice: random.Random) -> str:
    """Thirty entries besides the answers: eighteen check-ins and twelve sessions of five exercises."""
    entries = [AnswerEntry(id=f"answer-{f}", date=_START, edited=_edited(dice), value=v) for f, v in _TOLD.items()]
    for number in range(18):
        answers = {question: dice.randint(0, 10) for question in _ASKED} | {"limp": 0, "sessions_done": 2}
        day = _START + timedelta(days=2 * number)
        entries.append(CheckInEntry(id=f"{dice.getrandbits(64):016x}", date=day, edited=_edited(dice), answers=answers))
    for number in range(12):
        entries.append(
            SessionEntry(
                id=f"{dice.getrandbits(64):016x}",
                date=_START + timedelta(days=3 * number),
                edited=_edited(dice),
                week=number // 2 + 1,
                letter="AB"[number % 2],
                performed=tuple(Performed(exercise=e, rounds=3, load_kg=dice.choice([None, 8, 12.5])) for e in _DONE),
                effort=dice.randint(4, 8),
            )
        )
    return diary_file.write(diaries.of(entries))


def _edited(dice: random.Random) -> datetime:
    return datetime(2026, 5, 2, 18, 0, 0, dice.randrange(1_000_000), tzinfo=UTC)


def _plainly(folder: Path) -> pd.DataFrame:
    """The same files into the same columns with pandas and the standard library's JSON; nothing is checked."""
    told, done = [], []
    for path in sorted(folder.glob("*.json")):
        runner = path.stem
        for one in json.loads(path.read_text(encoding="utf-8"))["entries"]:
            if one["kind"] == "check_in":
                known = {"runner": runner, "date": one["date"], "kind": "check_in", "corrected": one["corrected"]}
                told.append(known | one["answers"])
            elif one["kind"] == "session":
                rounds = [each["rounds"] for each in one["performed"]]
                hurts = [each["hurt"][1] for each in one["performed"] if each["hurt"]]
                worked = (sum(some > 0 for some in rounds), sum(rounds), rounds.count(0), max(hurts, default=None))
                done.append((runner, one["date"], "session", False, one["week"], one["letter"], *worked, one["effort"]))
    columns = ["runner", "date", "kind", "corrected", "planned_week", "letter", "exercises", "rounds", "skipped"]
    sessions = pd.DataFrame(done, columns=[*columns, "hurt", "session_effort"])
    frame = pd.concat([pd.DataFrame(told), sessions], ignore_index=True)
    frame["date"] = pd.to_datetime(frame["date"])
    frame = frame.sort_values(["runner", "date", "kind"], ignore_index=True)
    first = frame[frame["kind"] == "check_in"].groupby("runner")["date"].min()
    frame["week"] = (frame["date"] - frame["runner"].map(first)).dt.days // 7
    words = ["runner", "kind", "letter"]
    whole = frame.columns.difference([*words, "date", "corrected"])
    return frame.astype(dict.fromkeys(words, "category") | dict.fromkeys(whole, "Int16") | {"corrected": bool})


def _seconds(work: Callable[[], object]) -> float:
    """Of the processor, so that whatever else the machine does at the time counts on neither side."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _read(folder: Path) -> Caseload:
    return caseloads.read(folder, keep=True)


def _judge(found: Caseload) -> tuple[FollowUp, ...]:
    """Who is in red, and who is quiet."""
    known = follow_ups(found, AS_OF)
    assert len(in_red(known)) + len(gone_quiet(known)) > 0
    return known


def _draw(found: Caseload) -> None:
    overview(found).to_json()
    small_multiples(found).to_json()


def _all(folder: Path) -> None:
    found = _read(folder)
    _judge(found)
    _draw(found)


def _forget(folder: Path) -> None:
    (folder / caseloads.OUT / NAME).unlink(missing_ok=True)


def _turn(folder: Path) -> dict[str, float]:
    """Seconds of each part, one after the other: nothing kept, and then what was kept at the first opening."""
    taken = {"pandas and json": _seconds(lambda: _plainly(folder))}
    taken["json alone"] = _seconds(
        lambda: [json.loads(path.read_text(encoding="utf-8")) and None for path in sorted(folder.glob("*.json"))]
    )
    for opening in ("first", "second"):
        if opening == "first":
            _forget(folder)
        taken[f"{opening} opening: all in one"] = _seconds(lambda: _all(folder))
        if opening == "first":
            _forget(folder)
        taken[f"{opening} opening: read"] = _seconds(lambda: _read(folder))
    found = _read(folder)
    taken["who is in red, who is quiet"] = _seconds(lambda: _judge(found))
    taken["drawn"] = _seconds(lambda: _draw(found))
    known = _judge(found)
    taken["the table of all with reasons and trends"] = _seconds(lambda: table(known))
    return taken


def _peak_mb(code: str, folder: Path) -> float:
    """The most memory of a process of its own that runs some code on a folder, as Linux tells it."""
    script = f"import sys\nfrom pathlib import Path\nfolder = Path(sys.argv[1])\n{code}\n"
    script += "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    run = subprocess.run([sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True)
    return float(run.stdout) / 1024


def _peaks(folder: Path) -> dict[str, float]:
    """Megabytes of each part in a process of its own."""
    ours = "from tests.commands.bench import caseload as ours\n"
    idle = _peak_mb(f"{ours}import workbook.caseload.charts", folder)
    plain = _peak_mb(f"{ours}ours._plainly(folder)", folder)
    _forget(folder)
    return {
        "imports": idle,
        "pandas and json": plain,
        "first opening: all in one": _peak_mb(f"{ours}ours._all(folder)", folder),
        "second opening: read": _peak_mb(f"{ours}ours._read(folder)", folder),
        "who is in red, who is quiet": _peak_mb(f"{ours}ours._judge(ours._read(folder))", folder),
        "drawn": _peak_mb(f"{ours}ours._draw(ours._read(folder))", folder),
        "second opening: all in one": _peak_mb(f"{ours}ours._all(folder)", folder),
    }


def caseload() -> None:
    """Prints seconds, times of what pandas and JSON alone take, and the most memory, part by part."""
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(RUNNERS):
            (folder / f"runner-{number:04}.json").write_text(_diary(dice), encoding="utf-8")
        plain, ours = _plainly(folder), caseloads.read(folder).frame
        assert {*plain.columns} == {*ours.columns} - {"light"}
        assert len(plain) == len(ours) == 30 * RUNNERS
        del plain, ours
        time.sleep(1.5 * SETTLED_NS / 1e9)
        turns = [_turn(folder) for _ in range(TURNS)]
        peaks = _peaks(folder)
    print(f"{RUNNERS} diaries of 30 entries; the middle of {TURNS} turns")
    print(f"{'':42}{'s':>8}{'times':>8}{'peak MB':>9}")
    for part in turns[0]:
        times = median(turn[part] / turn["pandas and json"] for turn in turns)
        peak = f"{peaks[part]:9.0f}" if part in peaks else ""
        print(f"{part:42}{median(turn[part] for turn in turns):8.2f}{times:8.2f}{peak}")
    print(f"of each peak {peaks['imports']:.0f} MB are the imports")
