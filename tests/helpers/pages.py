"""The steps of a page by their names, so that a test stays true where a step comes before them."""

from widgets.dashboard import Dashboard
from widgets.view import View


def view(page: Dashboard, name: str) -> View:
    """The step of this name."""
    return next(one for one in page.views if one.name == name)


def go(page: Dashboard, name: str) -> View:
    """The same step, shown."""
    page.steps.step = page.views.index(view(page, name))
    return page.views[page.steps.step]
