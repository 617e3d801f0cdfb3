"""A kernel that has made the page, and what it tells of it."""

from dataclasses import dataclass
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

from hosting import front

MAKES = f"from {front.__name__} import made"
"""What a kernel is told to run, and nothing else ever."""
PATIENCE_S = 60


@dataclass(frozen=True)
class Begun:
    """A kernel, by its id, and what tells whether it made the same page as another."""

    id: str
    told: str


async def asked(client: AsyncKernelClient, code: str, expression: str) -> dict[str, Any]:
    """What an expression gives after the code, in a kernel, as JSON. Raises RuntimeError where one of them fails."""
    number = client.execute(code, silent=True, store_history=False, user_expressions={"asked": expression})
    while True:
        reply = await client.get_shell_msg(timeout=PATIENCE_S)
        if reply["parent_header"].get("msg_id") == number:
            break
    content = reply["content"]
    given = content["user_expressions"]["asked"] if content["status"] == "ok" else content
    if given["status"] != "ok":
        raise RuntimeError(f"{given.get('ename')}: {given.get('evalue')}")
    return given["data"]["application/json"]
