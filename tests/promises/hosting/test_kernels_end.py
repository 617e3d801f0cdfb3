"""Kernels end, die and are replaced; whoever comes gets one that lives and has made the page that they see."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator

import psutil
import pytest

from hosting.kernels.warm import KERNEL
from hosting.serve.begun import PATIENCE_S
from tests.helpers.serving import Crowded, answer, running, wait_for
from tests.helpers.strangers import Line, baked, kernel_at, leave

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory) -> Iterator[Crowded]:
    """It ends a kernel without a page after 3 seconds, and one without a touch after 7."""
    log = tmp_path_factory.mktemp("forgetful") / "log"
    with running(Crowded(log, CEILING=4, POOL=1, GONE_S=3, IDLE_S=7)) as served:
        yield served


def dead(kernel: psutil.Process) -> bool:
    """To the last of its threads: until then its parent is told that it lives."""
    return not kernel.is_running() or (kernel.status() == psutil.STATUS_ZOMBIE and kernel.num_threads() == 1)


def kill(server: Crowded) -> None:
    """Kills its kernels, and waits until they are dead."""
    kernels = [psutil.Process(pid) for pid in server.kernels()]
    server.kill_kernels()
    wait_for(lambda: all(map(dead, kernels)))


def test_a_page_that_went_away_or_is_not_touched_frees_its_kernel(forgetful):
    """Its heartbeat over HTTP keeps nothing alive. Who is at it stays; at the end only the pool is left."""
    forgetful.rest()
    stays = kernel_at(forgetful.url)
    with Line(forgetful.url, stays) as line:
        gone = kernel_at(forgetful.url)

        def forgotten(kernel: str) -> bool:
            return answer(f"{forgetful.url}api/kernels/{kernel}").status == 404

        def forgotten_meanwhile() -> bool:
            line.widgets()
            return forgotten(gone)

        wait_for(forgotten_meanwhile, every=1)
        assert not forgotten(stays)
        wait_for(lambda: forgotten(stays))
    forgetful.rest()
    ended = answer(f"{forgetful.url}metrics").text
    assert 'guide_ended_total{why="gone"} 1.0' in ended
    assert 'guide_ended_total{why="idle"} 1.0' in ended


def test_a_dead_kernel_is_given_to_nobody(forgetful):
    """Neither one that waits in the pool nor one that its visitor has: it is ended, and the pool filled again."""
    forgetful.rest()
    kill(forgetful)
    kernel = kernel_at(forgetful.url)
    with Line(forgetful.url, kernel) as line:
        line.answered()
        kill(forgetful)
        wait_for(lambda: answer(f"{forgetful.url}api/kernels/{kernel}").status == 404)
    forgetful.rest()


def test_a_whole_pool_may_have_died(tmp_path):
    """However many there were: the next visitor gets a kernel that lives, at the first try."""
    with running(Crowded(tmp_path / "log", CEILING=1, POOL=4)) as server:
        wait_for(lambda: server.number("guide_pool") == 4)
        kill(server)
        with Line(server.url, kernel_at(server.url)) as line:
            line.answered()
        assert server.number("guide_failures_total") == 0


def test_who_leaves_while_a_kernel_is_made_holds_none(tmp_path):
    """It is ended when it is there, and the place is free again."""
    with running(Crowded(tmp_path / "log", CEILING=1, POOL=0)) as server:
        assert leave(server.url, kernel_at(server.url)) == 204  # the one that the page was made with
        with socket.create_connection(("localhost", server.port)) as impatient:
            impatient.sendall(b"POST /engine HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
            wait_for(lambda: server.number("guide_visitors") == 1, every=0.01)
        wait_for(lambda: server.number("guide_visitors") == server.number("guide_kernels") == 0)
        assert 'guide_ended_total{why="not awaited"} 1.0' in answer(f"{server.url}metrics").text
        with Line(server.url, kernel_at(server.url)) as line:
            line.answered()


def test_a_page_made_of_other_data_ends_the_kernels_of_the_older(tmp_path):
    """Files changed under the server: from then on nobody gets a kernel that made the page before."""
    clinic = tmp_path / "clinic.yaml"
    clinic.write_text("name: Hill Street", encoding="utf-8")
    with running(Crowded(tmp_path / "log", KERNELS="stock", POOL=4, STRENGTH_GUIDE_OVERLAY=tmp_path)) as server:
        wait_for(lambda: server.number("guide_pool") == 4)
        first = answer(server.url)
        clinic.write_text("name: Dale Street", encoding="utf-8")
        second = answer(server.url, If_None_Match=first.headers["ETag"])
        given = json.loads(answer(f"{server.url}engine", "POST", b"").text)
        assert "Hill Street" in first.text
        assert second.status == 200
        assert "Dale Street" in second.text
        assert given["told"] == baked(second.text)["told"] != baked(first.text)["told"]
        wait_for(lambda: 'guide_ended_total{why="older data"}' in answer(f"{server.url}metrics").text)
        with Line(server.url, given["kernel"]) as line:
            line.answered()


@pytest.mark.skipif(not psutil.LINUX, reason="kernels are forked on Linux alone")
def test_visitors_do_not_need_the_process_that_their_kernels_were_forked_from(forgetful):
    """When it is killed, whoever is in goes on, and whoever comes next gets a kernel forked from a new one."""
    forgetful.rest()
    warm = forgetful.warm()
    assert {psutil.Process(pid).name() for pid in forgetful.kernels()} == {KERNEL}
    with Line(forgetful.url, kernel_at(forgetful.url)) as line:
        os.kill(warm, signal.SIGKILL)
        line.answered()
        kernels = [kernel_at(forgetful.url) for _ in range(3)]
        assert len(set(kernels)) == 3
        assert forgetful.warm() != warm
        line.answered()
        kernels.append(line.kernel)
    for kernel in kernels:
        assert leave(forgetful.url, kernel) in (204, 404), "404 where it was without a page for too long"
    forgetful.rest()


def test_a_host_can_have_stock_kernels(tmp_path):
    """Each starts by itself, and serves the page all the same."""
    with running(Crowded(tmp_path / "log", CEILING=2, POOL=1, KERNELS="stock")) as server:
        with Line(server.url, kernel_at(server.url)) as line:
            assert line.widgets()
        assert all("ipykernel_launcher" in psutil.Process(pid).cmdline() for pid in server.kernels())


def test_a_kernel_that_dies_while_it_is_made_is_waited_for_by_nobody(tmp_path):
    """The next is made at once."""
    with running(Crowded(tmp_path / "log", CEILING=2, POOL=1, KERNELS="stock")) as server:
        kernel_at(server.url)
        wait_for(lambda: len(server.kernels()) == 2)
        assert server.number("guide_pool") == 0
        kill(server)
        begun = time.monotonic()
        with Line(server.url, kernel_at(server.url)) as line:
            line.answered()
        assert time.monotonic() - begun < PATIENCE_S


@pytest.mark.parametrize("kernels", ["stock", *(["forked"] if psutil.LINUX else [])])
def test_a_server_may_be_stopped_while_it_makes_kernels(tmp_path, kernels):
    """It has nothing to complain of, leaves nothing behind, and waits for none of them to be ready."""
    server = Crowded(tmp_path / "log", CEILING=1, POOL=3, KERNELS=kernels)
    super(Crowded, server).start()
    try:
        wait_for(lambda: len(server.kernels()) > 1, every=0.01)
        started = [psutil.Process(pid) for pid in server.kernels()]
    finally:
        begun = time.monotonic()
        server.stop()
    assert time.monotonic() - begun < 8
    assert "hosting/serve" not in server.log.read_text(), "a traceback"
    wait_for(lambda: all(map(dead, started)))
