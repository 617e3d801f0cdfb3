"""The server: Voila with the routes that the page needs, and no others."""

import functools
import gc
import logging
from pathlib import Path
from typing import Any

from jupyter_events import EventLogger
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler
from traitlets import Any as Anything
from traitlets import Bool
from voila.app import Voila

from hosting.mangled import MANGLED, Mangled
from hosting.serve import metrics
from hosting.serve.alone import Alone, ToAlone, files_of
from hosting.serve.channel import LARGEST, ChannelHandler
from hosting.serve.engine import Engine
from hosting.serve.files import More, Page
from hosting.serve.handlers import Alive, Goodbye, Metrics, Nobody, Nothing, Ready
from hosting.serve.printable import PrintedFile, printable

KERNEL = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
LIMITS = {"max_header_size": 16_384, "max_body_size": 16_384, "idle_connection_timeout": 30, "body_timeout": 10}
"""Bytes and seconds that a client may take; a websocket's are in channel.py."""


class OneKernel(KernelHandler):
    """Whether a kernel is there, for the page that has it; and nothing else can be done to it."""

    SUPPORTED_METHODS = ("GET",)

    async def get(self, kernel_id: str) -> None:
        """404 for one that has died, too, though it is not ended yet."""
        if not await self.kernel_manager.lives(kernel_id):
            raise HTTPError(404)
        await super().get(kernel_id)


class Guide(Voila):
    """The server: Voila, with fewer doors."""

    open_metrics = Bool(False, config=True, help="Whether everybody may read /metrics.")
    alone = Anything(None, config=True, help="The folder of the page that goes on alone, in a browser.")
    only_alone = Bool(False, config=True, help="Whether that is the page for everybody, and no kernel is started.")

    def load_config_file(self, *named: Any, **more: Any) -> None:
        """Takes the guide's own settings, too: of the configuration that voila.py fills, Voila reads its own part."""
        super().load_config_file(*named, **more)
        self.update_config(self.config)

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, and ours."""
        self.identity_provider_class = Nobody
        self.event_logger = EventLogger()  # else each kernel makes one, which the logging module never forgets
        return super().init_settings() | {
            "compress_response": True,
            "default_handler_class": Nothing,
            "log_function": counted,
            "only_alone": self.only_alone,
            "open_metrics": self.open_metrics,
            "websocket_max_message_size": LARGEST,
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """What can be asked for."""
        at = self.server_url.rstrip("/")
        return [
            (MANGLED, Mangled),
            *(self._pages_alone(at) if self.alone else []),
            *(self._pages(at) if not self.only_alone else []),
            (rf"{at}/api/kernels/{KERNEL}", OneKernel),
            (rf"{at}/api/kernels/{KERNEL}/channels", ChannelHandler),
            (rf"{at}/voila/api/shutdown/{KERNEL}", Goodbye),
            *((rf"{at}/printable/{name}", PrintedFile, {"content": content}) for name, content in printable().items()),
            (rf"{at}/healthz", Alive),
            (rf"{at}/readyz", Ready),
            (rf"{at}/metrics", Metrics),
        ]

    def _pages(self, at: str) -> list[tuple[Any, ...]]:
        return [
            (rf"{at}/", Page),
            (rf"{at}/front/([0-9a-f]+)/([a-z0-9_./-]+)", More),
            (rf"{at}/engine", Engine),
        ]

    def _pages_alone(self, at: str) -> list[tuple[Any, ...]]:
        to = {"to": f"{self.base_url}alone/"}
        return [
            (rf"{at}/alone/(.*)", Alone, {"files": files_of(self.alone)}),
            (rf"{at}/alone", ToAlone, to),
            *([(rf"{at}/", ToAlone, to)] if self.only_alone else []),
        ]

    def listen(self) -> None:
        """Listens, with limits to what a client may send and how slowly."""
        gc.collect()
        gc.freeze()  # what stays is not looked through again, so that what visitors leave behind is found sooner
        self.app.listen = functools.partial(self.app.listen, **LIMITS)
        if not self.only_alone:
            IOLoop.current().add_callback(self.kernel_manager.made)
        super().listen()

    def stop(self) -> None:
        """Ends the kernels first, on the loop that they were made on, and then takes their files away."""
        IOLoop.current().run_sync(self.kernel_manager.shutdown_all)
        super().stop()


def impersonal(record: logging.LogRecord) -> bool:
    """Takes the address out of what tornado says about an error, and leaves the error."""
    if isinstance(record.msg, str) and record.msg.startswith("Uncaught exception"):
        record.msg, record.args = "An answer failed.", ()
    return True


def counted(handler: RequestHandler) -> None:
    """Counts an answer. Nothing is logged about it: an address is nobody's business."""
    metrics.ANSWERS.labels(handler.get_status()).inc()


def launch(*options: str) -> None:
    """Serves the page as the environment's settings say, and Voila's options, until it is stopped."""
    logging.getLogger("tornado.application").addFilter(impersonal)
    Guide.launch_instance([f"--Voila.config_file_paths={Path(__file__).parent}", *options])
