"""The page is made alike by every process, so that what was drawn from one is gone on with by another."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from hosting.serve.begun import MAKES
from tests import ROOT
from tests.helpers.serving import Crowded, answer, running
from tests.helpers.strangers import Line

pytestmark = pytest.mark.slow

KERNELS = ["local-provisioner", *(["forked"] if psutil.LINUX else [])]
MAKE_ON = f"""
import datetime, json, sys
import workbook.case
now = datetime.datetime.fromisoformat(sys.argv[1])
workbook.case._now = lambda: now
{MAKES}
print(json.dumps(made.page()))
"""
SORE = {"mtss": {"state": "sore", "side": None}}


def page_on(moment: str, seed: int, zone: str) -> dict[str, Any]:
    """The page of a process that hashes and keeps time in its own way."""
    run = subprocess.run(
        [sys.executable, "-c", MAKE_ON, moment], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "TZ": zone},
    )  # fmt: skip
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    return page_on("2026-03-02T12:00:00+00:00", 1, "UTC")


@pytest.fixture(params=KERNELS)
def kernel(request, monkeypatch) -> Iterator[BlockingKernelClient]:
    """A client of a kernel of each kind, which was asked for nothing yet."""
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", request.param)
    with TemporaryDirectory() as folder:
        monkeypatch.setenv("JUPYTER_RUNTIME_DIR", folder)
        manager = KernelManager(transport="ipc", connection_file=f"{folder}/{uuid.uuid4()}.json")
        manager.start_kernel(cwd=str(ROOT))
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        yield client
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def published(client: BlockingKernelClient, number: str) -> list[dict[str, Any]]:
    """All that a kernel says to everybody until it has done the message of this number."""
    said: list[dict[str, Any]] = []
    while not said or said[-1]["content"].get("execution_state") != "idle":
        message = client.get_iopub_msg(timeout=20)
        if message["parent_header"].get("msg_id") == number:
            said.append(message)
    return said


def begun(client: BlockingKernelClient) -> tuple[str, list[str]]:
    """What a kernel tells of itself once it has made the page, and the kinds of what it published meanwhile."""
    number = client.execute(MAKES, silent=True, user_expressions={"asked": "made.begin()"})
    reply = client.get_shell_msg(timeout=60)
    while reply["parent_header"].get("msg_id") != number:  # whether it is ready was asked more than once, perhaps
        reply = client.get_shell_msg(timeout=60)
    told = reply["content"]["user_expressions"]["asked"]["data"]["application/json"]["told"]
    return told, [each["msg_type"] for each in published(client, number)]


def test_the_page_is_the_same_in_every_process_on_every_day(page):
    """However strings are hashed there, whatever day it is, and in whichever time zone."""
    assert page_on("2031-12-31T23:30:00+00:00", 2, "Pacific/Auckland") == page


def test_every_kind_of_kernel_makes_the_same_page_and_tells_nobody(kernel, page):
    """A visitor's page was drawn from another kernel's; nothing that this one did meanwhile is for it."""
    told, heard = begun(kernel)
    assert told == page["told"]
    assert heard == ["status", "status"]


def test_a_kernel_knows_its_widgets_by_the_names_that_the_page_has(kernel, page):
    """A touch of one of them is answered by it and others, as if this kernel had drawn the page."""
    begun(kernel)
    about = next(name for name, each in page["first"].items() if each["state"].get("kept_as") == "about")
    touched = {"method": "custom", "content": {"kind": "answered", "number": 1, "touched": {"injuries": SORE}}}
    message = kernel.session.msg("comm_msg", {"comm_id": about, "data": touched})
    kernel.shell_channel.send(message)
    said = published(kernel, message["header"]["msg_id"])
    told = {each["content"]["comm_id"]: each["content"]["data"] for each in said if each["msg_type"] == "comm_msg"}
    assert about in told.keys() <= page["first"].keys()
    assert "comm_open" not in {each["msg_type"] for each in said}


def test_every_process_of_a_cluster_gives_the_same_page(tmp_path):
    """With forked kernels or stock ones: so files come from any, and a kernel of one fits the page of another."""
    kinds = [kind for kind in ("stock", "forked") if kind == "stock" or psutil.LINUX]
    seen = []
    for kind in kinds:
        with running(Crowded(tmp_path / kind, KERNELS=kind, POOL=1)) as server:
            given = json.loads(answer(f"{server.url}engine", "POST", b"").text)
            seen.append((answer(server.url).headers["ETag"], given["told"]))
            with Line(server.url, given["kernel"]) as line:
                line.answered()
    assert len(set(seen)) == 1
