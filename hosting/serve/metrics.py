"""What a host can read off while the page is served. Numbers only: nothing here is about one visitor."""

from prometheus_client import Counter, Gauge, Histogram

VISITORS = Gauge("guide_visitors", "Visitors with a kernel, or waiting for one")
CEILING = Gauge("guide_ceiling", "Visitors at once, at most")
KERNELS = Gauge("guide_kernels", "Kernels that run: visitors' and waiting ones")
POOL = Gauge("guide_pool", "Kernels that wait, with the page made in them")
ENGINE = Histogram(
    "guide_engine_seconds",
    "From the first answer that needs a kernel until there is one",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 40, 80),
)
REFUSED = Counter("guide_refusals", "Visitors who were told that the place is full")
FAILED = Counter("guide_failures", "Kernels that could not be made")
ENDED = Counter("guide_ended", "Kernels that were ended, by the reason", ["why"])
BLOCKED = Counter("guide_blocked", "What a connection tried and may not, by the reason", ["why"])
ANSWERS = Counter("guide_answers", "HTTP answers, by status", ["status"])
