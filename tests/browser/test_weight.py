"""Weights are read as people write them, in kg and in lb, and come back as they were written."""

import pytest
from playwright.sync_api import Browser, Page

from widgets.controls.script import script
from workbook.diary.diary import HEAVIEST_KG, Performed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Page:
    page = chromium.new_page()
    yield page
    page.close()


def read(page: Page, text: str, unit: str = "kg") -> dict:
    return page.evaluate(f"([text, unit]) => {{ {script('weight.js')}\nreturn readWeight(text, unit); }}", [text, unit])


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("20", 20), (" 20 ", 20), ("\u00a020\u202f", 20), ("20.", 20), ("+20", 20), ("020", 20),
        ("7.5", 7.5), ("7,5", 7.5), (".5", 0.5), (",75", 0.75), ("7·5", 7.5), ("0,625", 0.625), ("12.25", 12.25),
        ("7½", 7.5), ("½", 0.5), ("7 1/2", 7.5), ("7 ½ kg", 7.5), ("15/2", 7.5),
        ("２０", 20), ("７．５", 7.5), ("７，５", 7.5), ("٧٫٥", 7.5), ("१२", 12), ("۲۰", 20),
        ("20kg", 20), ("20 kg", 20), ("20 KG.", 20), ("20㎏", 20), ("20 kilos", 20),
        ("45lb", 20.41), ("45 lbs", 20.41), ("45 pounds", 20.41), ("45LB", 20.41), ("\u200e45\u200f", 45),
        ("0.5", 0.5), ("300", 300), ("660 lb", 299.37), ("1 lb", 0.45), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_weight_is_read_as_people_write_it(page, text, kg):
    """Commas, units, fractions, digits of other scripts and the spaces that phones put in."""
    found = read(page, text)
    assert "fault" not in found
    assert found["kg"] == (None if kg is None else pytest.approx(kg, abs=0.006))


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("315", "kg", "A weight is 0.5 to 300 kg, and 315 kg is not. If it is 315 lb, choose lb."),
        ("1000", "kg", "A weight is 0.5 to 300 kg, and 1000 kg is not."),
        ("-5", "kg", "0.5 to 300 kg"), ("−5", "kg", "0.5 to 300 kg"), ("0", "kg", "0.5 to 300 kg"),
        ("0.4", "kg", "0.5 to 300 kg"), ("300.01", "kg", "0.5 to 300 kg"), ("700", "lb", "1 to 660 lb"),
        ("700 lb", "kg", "1 to 660 lb"), ("0.5", "lb", "1 to 660 lb"), ("9" * 400, "kg", "0.5 to 300 kg"),
        ("1,250", "kg", "“1,250” can be read in two ways: write 1250 or 1.25."),
        ("1.250", "lb", "write 1250 or 1.25"), ("22.675", "kg", "write 22675 or 22.675"),
        ("abc", "kg", "in kg or lb: “abc” is none"), ("20 stone", "kg", "in kg or lb"), ("kg", "kg", "is none"),
        ("2 x 10", "kg", "is none"), ("2x10 kg", "kg", "is none"), ("10-12", "kg", "is none"), ("1e3", "kg", "is none"),
        ("0x10", "kg", "is none"), ("1,250.5", "kg", "is none"), ("1 250", "kg", "is none"), ("7..5", "kg", "is none"),
        ("7²", "kg", "is none"), ("⑦", "kg", "is none"), ("1/0", "kg", "is none"), ("NaN", "kg", "is none"),
        ("<b>5</b>", "kg", "is none"), ("💪", "kg", "is none"),
    ],
)  # fmt: skip
def test_what_is_no_weight_is_told_in_a_sentence(page, text, unit, says):
    """With the limits in the unit that it was written in."""
    assert says in read(page, text, unit)["fault"]


def test_every_weight_comes_back_as_it_was_written(page):
    """45 lb is not 44.97 the next time: every step that plates and dumbbells have, and every twentieth of a pound."""
    changed = page.evaluate(
        f"""() => {{ {script("weight.js")}
          const back = (text, unit) => weightIn(readWeight(text, unit).kg, unit);
          const steps = {{ kg: [0.5, 300, 0.25], lb: [1, 660, 0.05] }};
          const changed = [];
          for (const [unit, [least, most, step]] of Object.entries(steps))
            for (let n = 0; least + n * step <= most; n++) {{
              const text = String(Number((least + n * step).toFixed(2)));
              if (back(text, unit) !== text) changed.push([text, unit, back(text, unit)]);
            }}
          return changed;
        }}"""
    )
    assert changed == []


def test_the_diary_takes_whatever_the_field_takes(page):
    """The limits in the field, in either unit, are within those of the diary."""
    limits = page.evaluate(f"() => {{ {script('weight.js')}\nreturn LIMITS; }}")
    assert limits["kg"][1] == HEAVIEST_KG
    for unit, ends in limits.items():
        for end in ends:
            kg = read(page, str(end), unit)["kg"]
            assert Performed(exercise="hip_thrust", rounds=1, load_kg=kg).load_kg == kg
