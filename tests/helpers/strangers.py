"""A visitor without a browser: asks for a kernel over HTTP and talks to it over a websocket."""

import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from websockets.sync.client import ClientConnection, connect

from tests.helpers.serving import answer

PROTOCOL = "v1.kernel.websocket.jupyter.org"


def kernel_at(server: str) -> str:
    """The id of a kernel that the server at this address gives, as the page asks it at its first answer."""
    given = answer(f"{server}engine", "POST", b"")
    assert given.status == 200, given.text
    return json.loads(given.text)["kernel"]


def kernel_of(html: str) -> str:
    """The id of the kernel that a page of Voila's was made with."""
    return re.search(r'"kernelId": "([0-9a-f-]{36})"', html)[1]


def baked(page: str) -> dict[str, Any]:
    """What a page of the guide's is drawn from before it has a kernel."""
    return json.loads(re.search(r'<script type="application/json" id="baked">(.*?)</script>', page)[1])


def leave(server: str, kernel: str) -> int:
    """Ends a kernel as its page does when it is left; the status of the answer."""
    return answer(f"{server}voila/api/shutdown/{kernel}", "POST", b"").status


@dataclass
class Line:
    """A websocket to a kernel, as the page opens it."""

    server: str
    kernel: str
    session: str = field(default_factory=lambda: uuid.uuid4().hex)
    options: dict[str, Any] = field(default_factory=dict)

    def __enter__(self) -> "Line":
        address = f"{self.server.replace('http', 'ws', 1)}api/kernels/{self.kernel}/channels?session_id={self.session}"
        asked = {"subprotocols": [PROTOCOL], "open_timeout": 30, "max_size": None, **self.options}
        self._opened = connect(address, **asked)
        self.socket: ClientConnection = self._opened.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.__exit__(None, None, None)

    def packed(self, kind: str, content: dict[str, Any], channel: str = "shell") -> tuple[str, bytes]:
        """A message's id, and the message as it is sent."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "version": "5.3",
            "date": "2026-01-01T00:00:00Z",
        }
        parts = [json.dumps(part).encode() for part in (header, {}, {"version": "1.0.0"}, content)]
        return header["msg_id"], self.framed(parts, channel)

    @staticmethod
    def framed(parts: list[bytes], channel: str = "shell") -> bytes:
        """A message's parts as they are sent."""
        return serialize_msg_to_ws_v1(parts, channel)

    def send(self, kind: str, content: dict[str, Any], channel: str = "shell") -> str:
        """Sends a message, and gives its id."""
        number, message = self.packed(kind, content, channel)
        self.socket.send(message)
        return number

    def receive(self, timeout: float = 20) -> tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]:
        """The next message: its channel, header, parent's header and content."""
        channel, parts = deserialize_msg_from_ws_v1(self.socket.recv(timeout))
        header, parent, _, content = (json.loads(part) for part in parts[:4])
        return channel, header, parent, content

    def heard_until(self, number: str) -> list[dict[str, Any]]:
        """All that comes until the kernel is idle after the message with this id: headers, with their content."""
        heard = []
        while True:
            _, header, parent, content = self.receive()
            heard.append({**header, "content": content, "to": parent.get("msg_id")})
            done = header["msg_type"] == "status" and content["execution_state"] == "idle"
            if done and parent.get("msg_id") == number:
                return heard

    def answered(self) -> list[dict[str, Any]]:
        """Whether the kernel is there; with all that was still to come before its answer."""
        return self.heard_until(self.send("kernel_info_request", {}))

    def widgets(self) -> dict[str, Any]:
        """The page's widgets by id, as a page asks for them when it opens."""
        comm = uuid.uuid4().hex
        self.send("comm_open", {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}})
        number = self.send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        heard = self.heard_until(number)
        told = [each["content"]["data"] for each in heard if each["msg_type"] == "comm_msg"]
        return next(data["states"] for data in told if data.get("method") == "update_states")
