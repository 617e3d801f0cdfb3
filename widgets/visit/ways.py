"""Ways on from a place: a row each, with a button and what is there."""

from html import escape

_WAYS = {
    "check-in": ("Check in", "How your glutes and hips feel, and any pain."),
    "check": ("Check", "All that you told, to look at and to change."),
    "programme": ("Programme", "All weeks, every exercise, reasons and sources."),
    "prescription": ("Prescription", "What a physio set for you."),
    "days": ("Days", "Sessions a week, first day, race, hard runs."),
    "guide": ("Guide and calendar", "To print, and for your calendar."),
    "pattern": ("Pattern", "Push, pull and drive in your stride."),
    "your-diary": ("Your diary", "Download, open, share or forget it."),
    "privacy": ("Privacy", "What is kept, and where."),
}
"""Place to its name on a button, and what is there."""
_SEEN = {"check": "<span aria-hidden='true'>Your answers (</span>Check<span aria-hidden='true'>)</span>"}
"""What is seen on a button whose name alone is like another one's."""


def ways_html(*places: str) -> str:
    """HTML of the rows, by the ids of the places. Raises KeyError for one that has no such row."""
    rows = "".join(
        f"<li><button type='button' data-to='{place}'>{_SEEN.get(place) or escape(_WAYS[place][0])}</button>"
        f"<span>{escape(_WAYS[place][1])}</span></li>"
        for place in places
    )
    return f"<ul class='ways'>{rows}</ul>"
