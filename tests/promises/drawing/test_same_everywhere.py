"""A drawing is the same text on every system, though their mathematics differ in the last digits."""

import pytest

from workbook.drawing import skeleton, svg
from workbook.drawing.illustration import picture
from workbook.drawing.stride import stride_svg


@pytest.fixture
def forget():
    """Has every figure drawn anew, now and after the test."""

    def every_figure() -> None:
        for kept in (skeleton.frames, svg._box, svg.svg):
            kept.cache_clear()

    yield every_figure
    every_figure()


def drawn(library):
    figures = {name: picture(each, "k") for name, each in library.exercises.items() if each.drawing}
    return figures | {lead: stride_svg(library.stride, lead, None, "s") for lead in ("left", "right")}


@pytest.mark.parametrize("off", [1 - 2**-50, 1 + 2**-50])
def test_what_differs_in_the_last_digits_shows_in_no_figure(library, forget, monkeypatch, off):
    """Sine, cosine and their inverses, each a little too small, or too large."""
    forget()
    exact = drawn(library)
    forget()
    for name in ("towards", "direction"):
        ordinary = getattr(skeleton, name)
        monkeypatch.setattr(skeleton, name, lambda *asked, ordinary=ordinary: ordinary(*asked) * off)
    assert drawn(library) == exact
