"""Three small processes behind the shipped nginx that answer as Voila does, for tests that need hundreds of visits."""

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


class Page(RequestHandler):
    """Says its first sentence before it has a kernel, as Voila does."""

    async def get(self):
        process = self.application
        process.asked.append(self.request.uri)
        self.set_header("Content-Security-Policy", "default-src 'self'")
        if process.full:
            self.set_header("Retry-After", "120")
            self.set_status(503)
            self.finish("the designed answer")
            return
        self.write("first sentence " + " " * 2000)
        await self.flush()
        while not process.kernel_may_come.is_set():
            await asyncio.sleep(0.01)
        kernel = str(uuid4())
        process.kernels.add(kernel)
        self.finish(f"{process.name} {kernel}")


class Channels(WebSocketHandler):
    """A kernel's websocket; 404 for a kernel of another process, as Voila answers."""

    def prepare(self):
        if self.path_args[0] not in self.application.kernels:
            self.send_error(404)

    def open(self, _kernel):
        self.write_message(f"{self.application.name} {self.request.headers['Host']}")


class Shutdown(RequestHandler):
    def post(self, kernel):
        self.set_status(204 if kernel in self.application.kernels else 404)
        self.application.kernels.discard(kernel)


class Script(RequestHandler):
    def get(self, name):
        self.application.asked.append(self.request.uri)
        self.set_header("Content-Type", "application/javascript")
        self.set_header("Cache-Control", "no-cache")
        self.finish(f"// {name}\n" * 500)


class Process(Application):
    """What nginx sees of a Voila; many of these cost nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(
            [
                ("/", Page),
                ("/api/kernels/(.*)/channels", Channels),
                ("/voila/api/shutdown/(.*)", Shutdown),
                ("/voila/static/(.*)", Script),
            ],
            log_function=lambda _: None,
            compress_response=name == "a",  # the others leave it to nginx
        )
        self.name, self.kernels, self.asked, self.full = name, set(), [], False
        self.kernel_may_come = threading.Event()
        self.kernel_may_come.set()
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
