"""A kernel that has made the page, and what it tells of it."""

import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

from hosting import front

MAKES = f"from {front.__name__} import made"
"""What a kernel is told to run, and nothing else ever."""
PATIENCE_S = 60
LOOK_S = 1
"""How often it is looked whether the kernel still lives."""


class PageError(RuntimeError):
    """The page cannot be made of what is there: no other kernel will make it either."""


@dataclass(frozen=True)
class Begun:
    """A kernel, by its id, and what tells whether it made the same page as another."""

    id: str
    told: str


async def asked(
    client: AsyncKernelClient, code: str, expression: str, lives: Callable[[], Awaitable[bool]]
) -> dict[str, Any]:
    """What an expression gives after the code, in a kernel, as JSON. Raises PageError where one of them fails, and
    RuntimeError where the kernel dies."""
    number = client.execute(code, silent=True, store_history=False, user_expressions={"asked": expression})
    until = time.monotonic() + PATIENCE_S
    while await lives() and time.monotonic() < until:
        with suppress(Empty):
            reply = await client.get_shell_msg(timeout=LOOK_S)
            if reply["parent_header"].get("msg_id") == number:
                return _given(reply["content"])
    raise RuntimeError("it died, or did not answer")


def _given(content: dict[str, Any]) -> dict[str, Any]:
    given = content["user_expressions"]["asked"] if content["status"] == "ok" else content
    if given["status"] != "ok":
        raise PageError(given.get("evalue") or given.get("ename"))
    return given["data"]["application/json"]
