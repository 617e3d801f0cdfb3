"""What each run measured, one line of JSON a run, in history.jsonl."""

import datetime as dt
import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from tests.commands.bench.table import Figures
from tests.helpers.serving import ROOT

FILE = Path(__file__).with_name("history.jsonl")


def entry(figures: Figures, over: list[str], load: float) -> dict[str, Any]:
    """One run: when, of which commit, on what machine and how busy it was before, every figure, what was over."""
    told = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "commit": told.stdout.strip() or "unknown",
        "machine": {"cores": os.cpu_count(), "load": round(load, 2), "python": platform.python_version()},
        "figures": {column: {line: round(f, 4) for line, f in lines.items()} for column, lines in figures.items()},
        "over": over,
    }


def add(run: dict[str, Any], file: Path = FILE) -> None:
    """Puts a run at the end."""
    with file.open("a", encoding="utf-8") as history:
        history.write(json.dumps(run) + "\n")
