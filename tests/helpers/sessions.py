"""A small session as the player gets it: one exercise by repetitions with a weight, one held on either side."""

import json
from pathlib import Path
from typing import Any

_TEXT = Path(__file__).with_name("session.json").read_text(encoding="utf-8")
"""The scripts' own tests read it too."""


def session(load_kg: float | None = None) -> dict[str, Any]:
    """Two rounds of hip thrusts, one of side planks; `load_kg` is the weight used last."""
    session = json.loads(_TEXT)
    session["items"][0]["load_kg"] = load_kg
    return session
