"""How long a caseload takes to read and draw, beside the least that anybody needs for the same files.

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
from workbook.caseload.charts import overview, small_multiples
from workbook.diary import diary as diaries
from workbook.diary import diary_file
from workbook.diary.diary import AnswerEntry, CheckInEntry, Performed, SessionEntry

RUNNERS, TURNS = 5000, 5
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


def _read_and_draw(folder: Path) -> None:
    found = caseloads.read(folder)
    overview(found).to_json()
    small_multiples(found).to_json()


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _peak_mb(code: str, folder: Path) -> float:
    """The most memory of a process of its own that runs some code on a folder, as Linux tells it."""
    script = f"import sys\nfrom pathlib import Path\nfolder = Path(sys.argv[1])\n{code}\n"
    script += "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    run = subprocess.run([sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True)
    return float(run.stdout) / 1024


def caseload() -> None:
    """Prints the ratio to pandas' Parquet and the standard library's JSON, and the most memory that it took."""
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(RUNNERS):
            (folder / f"runner-{number:04}.json").write_text(_diary(dice), encoding="utf-8")
        paths, parquet = sorted(folder.glob("*.json")), folder / "rows.parquet"
        found = caseloads.read(folder)
        assert len(found.frame) == 30 * RUNNERS
        found.frame.to_parquet(parquet)
        taken = []
        for _ in range(TURNS):
            parsed = _seconds(lambda: [json.loads(path.read_text(encoding="utf-8")) and None for path in paths])
            least = parsed + _seconds(lambda: pd.read_parquet(parquet))
            read = _seconds(lambda: caseloads.read(folder))
            both = _seconds(lambda: _read_and_draw(folder))
            taken.append((both / least, read / least, least, both))
        ratio, reading, least, both = (median(column) for column in zip(*taken, strict=True))
        ratios = ", ".join(f"{turn[0]:.2f}" for turn in taken)
        idle = _peak_mb("import workbook.caseload.charts", folder)
        peak = _peak_mb("from tests.commands.bench.caseload import _read_and_draw; _read_and_draw(folder)", folder)
    print(f"{RUNNERS} diaries of 30 entries read and drawn: {both:.2f} s beside {least:.2f} s, {ratio:.2f} times")
    print(f"  each turn: {ratios}; read alone {reading:.2f} times")
    print(f"  most memory {peak:.0f} MB, of which {idle:.0f} MB are the imports")
