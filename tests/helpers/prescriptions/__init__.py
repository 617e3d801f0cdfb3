"""What a physio prescribes in the tests."""

from typing import Any

from workbook.diary.prescribed import file
from workbook.diary.prescribed.prescribed import Prescribed

LINE: dict[str, Any] = {"exercise": "seed_rdl", "rounds": 3, "reps": 8, "rest_s": 60}
PLAIN: dict[str, Any] = {
    "id": "0123456789abcdef",
    "date": "2026-03-02",
    "by": "Riverside Physio",
    "runner": "Anna",
    "word": "Slowly, please.\nSee you in two weeks.",
    "sessions": 3,
    "exercises": [
        {**LINE, "side": "left", "load": "8 kg", "note": "Left leg only, for now."},
        {"exercise": "side_plank_knees", "rounds": 2, "reps": 1, "hold_s": 40, "rest_s": 45, "sessions": ["A"]},
        {"exercise": "calf_raise_double", "rounds": 4, "reps": 15, "rest_s": 60, "sessions": ["B"]},
    ],
    "without": ["reverse_lunge"],
}


def prescribed(**changes: Any) -> Prescribed:
    """A prescription of two different sessions, three a week, with these fields changed."""
    return file.checked({**PLAIN, **changes})
