"""A visitor's connection to their kernel: what widgets say passes, at a measured pace, and nothing else."""

import asyncio
import time
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from hosting.serve.handlers import Handler
from hosting.serve.metrics import BLOCKED

PROTOCOL = "v1.kernel.websocket.jupyter.org"
SAID = {"comm_msg", "comm_close", "comm_info_request", "kernel_info_request"}
HEARD = {"comm_open", "comm_msg", "comm_close", "status", "kernel_info_reply", "comm_info_reply"}
"""A kernel's other messages tell the page nothing, and a stranger where it is installed."""
OPENED = "jupyter.widget.control"
"""The one comm that a page opens: it asks for all the widgets. The kernel opens the others."""
LARGEST = 8_000_000
"""Bytes in one message: a diary of two million letters, each in up to three bytes, and what is around it."""
BURST, PACE = 600.0, 40.0
"""What a connection may spend at once, and again each second: 1 for a message, and 1 for every 20,000 bytes either way.
Opening the page costs about 50."""
PARTS = 64
"""Parts of one message: its channel, header, content and so on, and any files."""
UNREAD = 4_000_000
"""Bytes that the server holds for a connection that does not read them."""
PING_S = 30
CONNECTIONS = 4
"""Connections to one kernel."""


class Channel(ZMQChannelsWebsocketConnection):
    """Jupyter's connection with a list of what may be said, and a purse that each message is paid from."""

    async def connect(self) -> None:
        """Opens the connection."""
        self._purse, self._paid = BURST, time.monotonic()
        self.websocket_handler.set_nodelay(True)  # each small answer at once: see hosting/voila/voila.py
        connected = super().connect()
        if connected is not None:
            await connected

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Passes a message on to the kernel, drops it, or closes the connection."""
        if self._pay(1 + len(incoming_msg) / 20_000) < 0:
            self._refuse("flood")
            return
        try:
            permitted = self._permitted(incoming_msg)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError):
            self._refuse("malformed")
            return
        if permitted:
            super().handle_incoming_message(incoming_msg)
        else:
            BLOCKED.labels("message").inc()

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Passes a kernel's message on to the page."""
        self._pay(sum(map(len, outgoing_msg)) / 20_000)
        super().handle_outgoing_message(stream, outgoing_msg)

    def _on_zmq_reply(self, stream: Any, msg_list: Any) -> None:
        # A connection that has just been closed has no protocol, and Jupyter falls back to its old one.
        if isinstance(msg_list, list) and self.session.unpack(msg_list[0])["msg_type"] in HEARD:
            super()._on_zmq_reply(stream, msg_list)

    def _permitted(self, message: bytes) -> bool:
        parts = int.from_bytes(message[:8], "little")
        ends = [int.from_bytes(message[8 * n : 8 * (n + 1)], "little") for n in range(1, min(parts, PARTS) + 1)]
        if parts > PARTS or ends != sorted(ends) or ends[0] != 8 * (parts + 1) or ends[-1] != len(message):
            raise ValueError  # Jupyter would believe any number of parts, and count to it
        channel, (header, _parent, _metadata, content, *_buffers) = deserialize_msg_from_ws_v1(message)
        kind = self.session.unpack(header)["msg_type"]
        if kind == "comm_open":
            return channel == "shell" and self.session.unpack(content)["target_name"] == OPENED
        return channel == "shell" and kind in SAID

    def _pay(self, price: float) -> float:
        now = time.monotonic()
        self._purse = min(BURST, self._purse + PACE * (now - self._paid)) - price
        self._paid = now
        return self._purse

    def _refuse(self, why: str) -> None:
        BLOCKED.labels(why).inc()
        self.websocket_handler.close(1008, why)


class ChannelHandler(VoilaKernelWebsocketHandler):
    """Lets a page of this server connect, a few times, and does not wait for it to read."""

    ping_interval = 0
    """Jupyter's own pings are off: it counts in milliseconds and tornado in seconds, and tornado's first ping, eight
    hours later, would hold all of a visit's memory until then."""
    unread = 0
    write_error = Handler.write_error

    async def get(self, kernel_id: str) -> None:
        """Opens a websocket to a kernel that the visitor knows the id of."""
        if PROTOCOL not in self.request.headers.get("Sec-WebSocket-Protocol", ""):
            raise HTTPError(400)
        if not await self.kernel_manager.lives(kernel_id):
            raise HTTPError(404)  # Jupyter would wait a minute for it to come alive
        self.kernel_manager.touch(kernel_id)  # connecting can take seconds on a busy machine
        if self.kernel_manager._kernel_connections.get(kernel_id, 0) >= CONNECTIONS:
            BLOCKED.labels("connections").inc()
            raise HTTPError(429)
        await super().get(kernel_id)

    async def open(self, kernel_id: str) -> None:
        """The page is connected; if it goes without a word, that is seen within two times `PING_S`."""
        self.ws_connection.params.ping_interval = self.ws_connection.params.ping_timeout = PING_S
        self.ws_connection.start_pinging()
        await super().open(kernel_id)

    def check_origin(self, origin: str | None = None) -> bool:
        """A page of another host may not connect."""
        same = super().check_origin(origin)
        if not same:
            BLOCKED.labels("origin").inc()
        return same

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Sends, unless too much waits to be read already."""
        if self.unread > UNREAD:
            BLOCKED.labels("unread").inc()
            self.ws_connection.stream.close()
            return None
        try:
            sent, size = super().write_message(message, binary), len(message)
        except WebSocketClosedError:
            return None

        def was_read(done: asyncio.Future) -> None:
            self.unread -= size
            if not done.cancelled():
                done.exception()  # the visitor has left, which is no error

        if isinstance(sent, asyncio.Future):
            self.unread += size
            sent.add_done_callback(was_read)
        return sent
