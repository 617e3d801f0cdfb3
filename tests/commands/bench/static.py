"""The page without a server, beside those that its budget names, in a few minutes: `make bench ONLY=static`."""

from tests.commands.bench import pages
from tests.commands.bench.budget import limits, over
from tests.commands.bench.phone import visits
from tests.commands.bench.table import joined, printed

BESIDE = ("empty", "guide", "serve", "static")


async def static() -> None:
    """Tells what was measured, and which line of it is over budget."""
    phone = await visits.measured(BESIDE, turns=1)
    figures = joined(phone, await pages.measured(BESIDE, turns=1, crowds=False))
    budget = [limit for limit in limits() if limit.only == "static"]
    print(printed(figures), "", *over(figures, budget), sep="\n")
