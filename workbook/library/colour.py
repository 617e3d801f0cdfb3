"""Colours that can be read: the contrast of two, and one made light enough for a dark page."""

PAPER, DARK = "#f4efe7", "#2b2e33"
"""The darkest light ground and the lightest dark one that coloured text stands on."""
READABLE = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text."""


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it."""
    shares = [value / 255 for value in _channels(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How well two colours stand apart: 1 not at all, 21 black on white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def for_dark(colour: str) -> str:
    """The colour, as much lighter as it must be to be read on a dark page."""
    for white in range(0, 101, 5):
        mixed = [round(value + (255 - value) * white / 100) for value in _channels(colour)]
        lighter = "#" + "".join(f"{value:02x}" for value in mixed)
        if contrast(lighter, DARK) >= READABLE:
            return lighter
    return "#ffffff"
