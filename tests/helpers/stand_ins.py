"""Three small processes behind the shipped nginx that answer as the guide does, for tests of hundreds of visits."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

from tests.helpers.nginx import Nginx

VERSIONS = {"a": "0a", "b": "0b", "c": "0b"}
"""Of the page, by process: in the middle of an upgrade they differ."""


class Page(RequestHandler):
    """The same for everybody, once a process has it."""

    def get(self):
        process = self.application
        process.asked.append(self.request.uri)
        self.set_header("Content-Security-Policy", "default-src 'self'")
        self.set_header("Cache-Control", "no-cache")
        self.set_status(503 if process.without_page else 200)
        self.finish(f"{process.name} {'page ' * 500}")


class Engine(RequestHandler):
    """Gives a kernel, or says that it is full."""

    def post(self):
        process = self.application
        process.asked.append(self.request.uri)
        if process.full:
            self.set_header("Retry-After", "120")
            self.set_status(503)
            self.finish("its own answer")
            return
        kernel = str(uuid4())
        process.kernels.add(kernel)
        self.finish({"kernel": kernel, "told": process.name})


class Channels(WebSocketHandler):
    """A kernel's websocket; 404 for a kernel of another process."""

    def prepare(self):
        if self.path_args[0] not in self.application.kernels:
            self.send_error(404)

    def open(self, _kernel):
        self.write_message(f"{self.application.name} {self.request.headers['Host']}")


class Shutdown(RequestHandler):
    def post(self, kernel):
        self.set_status(204 if kernel in self.application.kernels else 404)
        self.application.kernels.discard(kernel)


class File(RequestHandler):
    """A file of the page; none of another process's version."""

    def get(self, version, name):
        process = self.application
        process.asked.append(self.request.uri)
        self.set_header("Content-Type", "application/javascript")
        if version != VERSIONS[process.name]:
            self.send_error(404)
            return
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(f"// {name}\n" * 500)


class Process(Application):
    """What nginx sees of a `make serve`; many of these cost nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(
            [
                ("/", Page),
                ("/engine", Engine),
                ("/api/kernels/(.*)/channels", Channels),
                ("/voila/api/shutdown/(.*)", Shutdown),
                ("/front/(.*?)/(.*)", File),
            ],
            log_function=lambda _: None,
            compress_response=name == "a",  # the others leave it to nginx
        )
        self.name, self.kernels, self.asked = name, set(), []
        self.full = self.without_page = False
        sockets = bind_sockets(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self.server = HTTPServer(self)
        self.server.add_sockets(sockets)


@contextmanager
def served_by(folder: Path) -> Iterator[tuple[Nginx, list[Process]]]:
    """The proxy before three processes, and the processes."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def begin() -> list[Process]:
        return [Process(name) for name in "abc"]

    processes = asyncio.run_coroutine_threadsafe(begin(), loop).result(5)
    try:
        with Nginx(folder, [process.port for process in processes]).running() as proxy:
            yield proxy, processes
    finally:
        for process in processes:
            loop.call_soon_threadsafe(process.server.stop)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
