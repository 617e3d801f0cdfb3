"""A slow line before a server: so long a way, so many bits a second, and a count of all that goes over it."""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from tests.helpers.serving import free_port

PIECE = 1460
"""Bytes that go over the line at once, so that one connection does not keep all others waiting."""
AHEAD_S = 0.05
"""How long a piece may wait before the line: without any, each timer that is late would be time lost."""
REQUEST = re.compile(rb"[A-Z]+ \S+ HTTP/1")


@dataclass(frozen=True)
class Wire:
    """What a line can do: seconds there and back, and bits a second each way."""

    round_trip: float
    bits: float


@dataclass
class Way:
    """One direction of the line, which all connections share."""

    wire: Wire
    free: float = 0
    """When all that was booked has left."""

    async def book(self, size: int) -> float:
        """Lets so many bytes leave after all others, and says when they arrive."""
        now = asyncio.get_running_loop().time()
        self.free = max(self.free, now) + size * 8 / self.wire.bits
        arrives = self.free + self.wire.round_trip / 2
        await asyncio.sleep(self.free - now - AHEAD_S)
        return arrives


@dataclass
class SlowLine:
    """Passes what comes on to a server of this machine. Of what it passes it knows only where requests begin."""

    wire: Wire
    to: int
    port: int = field(default_factory=free_port)
    passed: list[tuple[float, int, bool]] = field(default_factory=list)
    """Each piece that has arrived, either way: when by the clock of the day, its bytes, whether it begins a request."""

    def __post_init__(self) -> None:
        self.there, self.back = Way(self.wire), Way(self.wire)

    @property
    def url(self) -> str:
        """Where the server is found over this line."""
        return f"http://localhost:{self.port}/"

    def megabytes(self, since: float, until: float) -> float:
        """What arrived within this time, both ways."""
        return sum(size for when, size, _ in self.passed if since <= when <= until) / 1e6

    def requests(self, since: float, until: float) -> int:
        """How many of HTTP arrived within this time; a websocket begins with one."""
        return sum(asks for when, _, asks in self.passed if since <= when <= until)

    async def client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: its handshake takes a round trip, which the server on this machine does not."""
        await asyncio.sleep(self.wire.round_trip)
        try:
            answers, server = await asyncio.open_connection("localhost", self.to)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._pass(reader, server, self.there), self._pass(answers, writer, self.back))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while piece := await reader.read(PIECE):
                asks = way is self.there and bool(REQUEST.match(piece))
                loop.call_at(await way.book(len(piece)), self._arrive, piece, writer, asks)
        loop.call_at(await way.book(1), writer.close)  # a byte, so that it comes after the last piece

    def _arrive(self, piece: bytes, writer: asyncio.StreamWriter, asks: bool) -> None:
        self.passed.append((time.time(), len(piece), asks))
        if not writer.is_closing():
            writer.write(piece)


@asynccontextmanager
async def slow_line(wire: Wire, to: int) -> AsyncIterator[SlowLine]:
    """A line before the server at a port, open."""
    line = SlowLine(wire, to)
    server = await asyncio.start_server(line.client, "localhost", line.port)
    try:
        yield line
    finally:
        server.close()
