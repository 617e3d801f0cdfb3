"""Five hundred files and links that no runner should meet: damaged, cut short, foreign, huge, and hostile."""

import json
import random

SCRIPTS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror='window.hit=1'>",
    "'\"><svg onload=window.hit=1>",
    "javascript:window.hit=1",
    '=HYPERLINK("http://evil.example","x")',
    "{{7*7}}${7*7}",
    "\u202e\u0000\ud7ff",
)
WRONG = (None, True, -1, 11, 3.5, 1e999, "", [], {}, [[]], {"a": {"b": []}}, "0" * 5000, 2**70, *SCRIPTS)


def whole() -> dict:
    """A diary with something of everything."""
    entries = [
        {"kind": "answer", "id": "answer-injuries", "date": "2026-03-02", "edited": "2026-03-02T08:00:00Z",
         "deleted": False, "value": {"mtss": "sore"}},
        {"kind": "answer", "id": "answer-minutes", "date": "2026-03-02", "edited": "2026-03-02T08:00:00Z", "value": 45},
        {"kind": "check_in", "id": "a1", "date": "2026-03-02", "edited": "2026-03-02T08:00:00Z",
         "answers": {"glute_left": 3, "pain_during:mtss": 2}},
        {"kind": "check_in", "id": "a2", "date": "2026-03-09", "edited": "2026-03-09T08:00:00Z", "deleted": True,
         "answers": {}},
    ]  # fmt: skip
    return {"strength_guide_diary": 2, "entries": entries}


def _paths(value, path=()):
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from _paths(item, (*path, key))


def _put(value, path, new):
    if not path:
        return new
    inside = value[path[0]]
    value[path[0]] = _put(inside, path[1:], new)
    return value


def _wrong_value(dice: random.Random) -> str:
    """One value is of a wrong kind, or a script."""
    diary = whole()
    return json.dumps(_put(diary, dice.choice(list(_paths(diary))), dice.choice(WRONG)))


def _script_as_a_name(dice: random.Random) -> str:
    """One field or one answer has a script for a name."""
    return json.dumps(whole()).replace(
        dice.choice(["glute_left", "entries", "mtss", "a1", "kind"]), dice.choice(SCRIPTS[:4])
    )


def _cut_short(dice: random.Random) -> str:
    text = json.dumps(whole())
    return text[: dice.randrange(len(text))]


def _flipped(dice: random.Random) -> str:
    """A few letters are other letters."""
    letters = list(json.dumps(whole()))
    for _ in range(dice.randint(1, 8)):
        letters[dice.randrange(len(letters))] = chr(dice.choice([0, 34, 44, 60, 92, 123, 125, 0x20AC, 0x1F600]))
    return "".join(letters)


def _foreign(dice: random.Random) -> str:
    """Another program's file."""
    return dice.choice([
        "", "   ", "null", "[]", "42", '"diary"', "{}", "date,score\n2026-03-02,3\n", "<html><body>hello</body></html>",
        '{"exercises": []}', "%PDF-1.7", "PK\x03\x04", "strength_guide_diary: 2", '{"strength_guide_diary": 2}',
        '{"strength_guide_diary": {"$gt": ""}, "entries": []}', '{"__proto__": {"x": 1}, "strength_guide_diary": 2}',
        '{"strength_guide_diary": -1, "entries": []}', '{"strength_guide_diary": 99, "entries": []}',
        '{"strength_guide_diary": 2, "entries": {}}', '{"strength_guide_diary": 2, "entries": "x"}',
    ])  # fmt: skip


def _nested(dice: random.Random) -> str:
    deep = dice.choice([100, 1000, 100_000])
    inside = dice.choice(["[", '{"a":']) * deep
    return dice.choice([inside, '{"strength_guide_diary": 2, "entries": ' + inside])


def _doubled(dice: random.Random) -> str:
    """The same id many times, or the same key twice."""
    diary = whole()
    diary["entries"] += [{**dice.choice(diary["entries"]), "date": "2026-03-03"} for _ in range(dice.randint(1, 50))]
    return json.dumps(diary).replace('"entries"', dice.choice(['"entries"', '"entries": [], "entries"']), 1)


def _numbers(dice: random.Random) -> str:
    odd = dice.choice(["NaN", "Infinity", "-Infinity", "1e400", "00", "0x1F", "1_000", "٣", "--1"])
    return json.dumps(whole()).replace(dice.choice([": 3", ": 45", ": 2"]), f": {odd}", 1)


def _times(dice: random.Random) -> str:
    """Dates to come, dates that are none, edits at the end of time."""
    date = dice.choice(["2099-12-31", "9999-12-31", "0001-01-01", "2026-02-30", "2027-01-01", "03/02/2026", "", "1e9"])
    diary = whole()
    for entry in dice.sample(diary["entries"], 2):
        # An answer that says it was edited later than the runner's own is meant to win; here none does.
        field = "date" if entry["kind"] == "answer" else dice.choice(["date", "edited"])
        entry[field] = entry[field].replace("2026-03-02", date)
    return json.dumps(diary)


def _many(dice: random.Random) -> str:
    """More entries than anybody can have."""
    check_in = whole()["entries"][2]
    entries = [{**check_in, "id": f"m{n}"} for n in range(dice.choice([1000, 8000, 30_000]))]
    return json.dumps({"strength_guide_diary": 2, "entries": entries})


KINDS = (_wrong_value, _wrong_value, _wrong_value, _script_as_a_name, _cut_short, _flipped, _foreign, _nested, _doubled,
         _numbers, _times)  # fmt: skip


def texts(count: int, seed: int = 20260302) -> list[str]:
    """So many texts, the same ones each time."""
    dice = random.Random(seed)
    found = [_many(dice) for _ in range(3)]
    while len(found) < count:
        found.append(dice.choice(KINDS)(dice))
    return found
