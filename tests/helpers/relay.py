"""A proxy that passes pages and, as it is told, no websocket."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from tests.helpers.serving import free_port

Manner = Literal["passes", "refuses", "hangs", "swallows"]
"""What is done to websockets. One that is refused gets a 403, one that hangs no answer at all; swallowed is what they
say once they are open, both ways."""


class Relay:
    """Passes what comes on to a server of this machine; `manner` may be changed at any time, and holds at once."""

    def __init__(self, to: int) -> None:
        self.to, self.port = to, free_port()
        self.manner: Manner = "passes"
        self.url = f"http://localhost:{self.port}/"
        self.ready = threading.Event()
        self._sockets: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        """Ends the websockets that are open."""
        for writer in set(self._sockets):
            self.loop.call_soon_threadsafe(writer.close)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):  # the last: at the end
            head = await reader.readuntil(b"\r\n\r\n")
            websocket = b"upgrade: websocket" in head.lower()
            if websocket and self.manner == "refuses":
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            elif websocket and self.manner == "hangs":
                await reader.read()
            else:
                await self._pass_on(head, reader, writer, websocket)
        writer.close()

    async def _pass_on(
        self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, websocket: bool
    ) -> None:
        there, back = await asyncio.open_connection("localhost", self.to)
        back.write(head)
        if websocket:
            writer.write(await there.readuntil(b"\r\n\r\n"))
            self._sockets.add(writer)
        await asyncio.gather(self._pipe(reader, back, websocket), self._pipe(there, writer, websocket))
        self._sockets.discard(writer)

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, websocket: bool) -> None:
        with suppress(OSError):
            while some := await reader.read(65_536):
                if not (websocket and self.manner == "swallows"):
                    writer.write(some)
                    await writer.drain()
        writer.close()

    async def serve(self) -> None:
        """Until it is told to stop."""
        self.loop, self.stopped = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(self._client, "localhost", self.port):
            self.ready.set()
            await self.stopped.wait()


@contextmanager
def relayed(to: int) -> Iterator[Relay]:
    """A relay before the server at a port, running."""
    relay = Relay(to)
    thread = threading.Thread(target=lambda: asyncio.run(relay.serve()))
    thread.start()
    assert relay.ready.wait(10)
    try:
        yield relay
    finally:
        relay.loop.call_soon_threadsafe(relay.stopped.set)
        thread.join(10)
