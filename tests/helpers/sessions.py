"""A small session as the player gets it: one exercise by repetitions with a weight, one held on either side."""

from typing import Any


def _item(key: str, name: str, **more: Any) -> dict[str, Any]:
    shown = {"picture": "<svg></svg>", "cues": ["Slowly."], "aim": "30 s", "tempo": "slow", "changes": []}
    return {"id": key, "name": name, **shown, "load_kg": None, **more}


def _phase(item: int, number: int, kind: str, seconds: int | None, side: str = "") -> dict[str, Any]:
    says = {"ready": "Get ready", "reps": "10 reps", "rest": "Rest", "hold": "Hold", "change": "Change sides"}[kind]
    return {"item": item, "round": number, "side": side, "kind": kind, "seconds": seconds, "says": says}


def session(load_kg: float | None = None) -> dict[str, Any]:
    """Two rounds of hip thrusts, one of side planks; `load_kg` is the weight used last."""
    return {
        "week": 1,
        "letter": "A",
        "items": [
            _item("hip_thrust", "Hip thrust", rounds=2, weight=True, load_kg=load_kg),
            _item("side_plank", "Side plank", rounds=1, weight=False),
        ],
        "phases": [
            _phase(0, 1, "ready", 5),
            _phase(0, 1, "reps", None),
            _phase(0, 1, "rest", 60),
            _phase(0, 2, "ready", 5),
            _phase(0, 2, "reps", None),
            _phase(0, 2, "rest", 60),
            _phase(1, 1, "ready", 5, "left"),
            _phase(1, 1, "hold", 30, "left"),
            _phase(1, 1, "change", 10, "right"),
            _phase(1, 1, "hold", 30, "right"),
        ],
        "places": [{"id": "mtss", "name": "Shin splints"}, {"id": "elsewhere", "name": "Somewhere else"}],
    }
