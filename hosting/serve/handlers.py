"""What every answer of the server has in common, and the small ones: alive, ready, numbers, no such page."""

from typing import Any
from urllib.parse import urlsplit

from jupyter_server.auth.identity import IdentityProvider, User
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tornado.httputil import responses
from tornado.web import HTTPError, RequestHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from hosting.serve import metrics

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


class Nobody(IdentityProvider):
    """There are no accounts: no visitor is given a name, or a cookie to know them by."""

    def get_user(self, _: RequestHandler) -> User:
        """The same for everybody."""
        return User("runner")

    def get_handlers(self) -> list[tuple[str, object]]:
        """No log-in page."""
        return []


class Handler(RequestHandler):
    """Says who may do what with it (headers), and says its errors in a line."""

    def set_default_headers(self) -> None:
        """The headers of the configuration."""
        self.clear_header("Server")
        for name, value in self.settings["headers"].items():
            self.set_header(name, value)

    def from_here(self) -> bool:
        """Whether a page of this server asks, as far as a browser says; nobody has a cookie to show."""
        origin = self.request.headers.get("Origin")
        return origin is None or urlsplit(origin).netloc == self.request.host

    def write_error(self, status_code: int, **_: Any) -> None:
        """The status in words."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {responses.get(status_code, 'Error')}\n")


class Nothing(Handler):
    """There is no such page, by whatever method."""

    def prepare(self) -> None:
        """Always."""
        raise HTTPError(404)


class Text(Handler):
    """An answer of a line or more, for machines."""

    def say(self, text: str | bytes, status: int = 200, kind: str = "text/plain; charset=utf-8") -> None:
        """Answers."""
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(text)


class Alive(Text):
    """/healthz: the server answers; if not, start it anew."""

    def get(self) -> None:
        """Says so."""
        self.say("alive\n")


class Ready(Text):
    """/readyz: the first page has been made, or none is to be, so visitors can be sent here.

    It stays ready when it is full: those who are here would be sent away with the others.
    """

    def get(self) -> None:
        """Says so, and how many are here."""
        visitors = self.settings["kernel_manager"]
        there = visitors.baked or self.settings["only_alone"]
        state, status = ("ready", 200) if there else ("getting ready", 503)
        self.say(f"{state}: {visitors.here} of {visitors.ceiling} visitors\n", status)


class Metrics(Text):
    """/metrics, for Prometheus on this machine; for others only if the host says so."""

    def get(self) -> None:
        """The numbers."""
        near = self.request.remote_ip in ("127.0.0.1", "::1")
        if not self.settings["open_metrics"] and (not near or any(name in self.request.headers for name in FORWARDED)):
            raise HTTPError(404)
        visitors = self.settings["kernel_manager"]
        metrics.VISITORS.set(visitors.here)
        metrics.CEILING.set(visitors.ceiling)
        metrics.KERNELS.set(len(visitors.list_kernel_ids()))
        metrics.POOL.set(visitors.waiting_kernels)
        self.say(generate_latest(), kind=CONTENT_TYPE_LATEST)


class Goodbye(VoilaShutdownKernelHandler):
    """A page that is left ends its kernel; no other host's page may ask for that."""

    def check_xsrf_cookie(self) -> None:
        """Replaced by the comparison of origins: nobody has a cookie."""
