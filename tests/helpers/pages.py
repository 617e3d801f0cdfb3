"""The views of the page by the names of their places, so that a test stays true where a view comes before them."""

from widgets.dashboard import Dashboard
from widgets.view import View


def view(page: Dashboard, name: str) -> View:
    """The view that holds the place of this name."""
    return next(one for one in page.views if any(place.name == name for place in one.places))


def go(page: Dashboard, name: str) -> View:
    """The same view, with that place shown."""
    shown = view(page, name)
    page.places.place = next(place.id for place in shown.places if place.name == name)
    return shown
