"""The bench's budget names lines of its table, what is over is told, and each run leaves a line that can be read.

What is said to come over a slow line does take its time.
"""

import asyncio
import datetime as dt
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from tests.commands.bench import history
from tests.commands.bench.budget import Limit, limits, over
from tests.commands.bench.columns import processor
from tests.commands.bench.phone.first_tick import NEVER
from tests.commands.bench.phone.slower import TIMES, slowed
from tests.commands.bench.phone.visits import medians
from tests.commands.bench.table import COLUMNS, DESK, DESK_LINES, LINES, OURS, PHONE, PHONE_LINES, printed
from tests.helpers.serving import wait_for
from tests.helpers.slow_line import SlowLine, Wire, slow_line

FINE = {column: {limit.line: 0.0 for limit in limits()} for column in (*OURS, "alone", "static")}
for each in limits():
    if each.beside:
        FINE.setdefault(each.beside, {})[each.line] = 1.0


def figures(column: str, line: str, reached: float) -> dict[str, dict[str, float]]:
    """A run in which all is within budget but this."""
    return FINE | {column: FINE[column] | {line: reached}}


def test_the_budget_names_lines_and_columns_of_the_table():
    """Each limit is one of a line that is measured, in that line's unit, or in times a column of the table."""
    for limit in limits():
        assert limit.line in LINES
        assert limit.unit == ("times" if limit.beside else LINES[limit.line].unit)
        assert limit.beside in {"", *COLUMNS} - ({limit.only} if limit.only else set(OURS))
        assert not limit.only or limit.only in COLUMNS


def test_a_run_within_budget_has_nothing_to_tell():
    """A limit that is just reached is kept."""
    assert over(FINE, limits()) == []
    assert over(figures("guide", "usable_first", 0.6), limits()) == []


@pytest.mark.parametrize("limit", limits(), ids=lambda limit: f"{limit.line}-{limit.only}")
def test_a_line_over_budget_is_told_with_its_column_and_limit(limit):
    """One sentence for one line of one column; beside another page where the limit is."""
    column = limit.only or "serve"
    told = over(figures(column, limit.line, limit.limit + 0.5), limits())
    beside = f" the {COLUMNS[limit.beside]}'s" if limit.beside else ""
    reached = f"{limit.limit + 0.5:.2f} {limit.unit}{beside}, at most {limit.limit:g}"
    assert told == [f"{LINES[limit.line].title} ({COLUMNS[column]}): {reached}"]


def test_what_was_not_measured_is_not_taken_for_within_budget():
    """Neither where our own figure is missing, nor where that of the page beside it is."""
    beside = [Limit("usable_first", 1.15, "times", beside="empty")]
    assert over({column: {"usable_first": 1.0} for column in OURS}, beside) == [
        f"usable, first visit ({COLUMNS[column]}): not measured" for column in OURS
    ]
    assert over({}, [Limit("websocket", 0.3, "MB")])[0] == f"{LINES['websocket'].title} (make guide): not measured"


@pytest.mark.parametrize(("columns", "lines"), [(PHONE, PHONE_LINES), (DESK, DESK_LINES)], ids=["phone", "desk"])
def test_the_table_shows_every_line_and_a_dash_where_nothing_was_measured(columns, lines):
    """A line of text for each line of a part of which anything was measured, all equally long."""
    measured = next(iter(lines))
    head, *rows = printed({"guide": {measured: 1.234}}).splitlines()
    assert [row.split("  ")[0].strip() for row in rows] == [line.title for line in lines.values()]
    assert all(COLUMNS[column] in head for column in columns)
    assert len({len(row) for row in (head, *rows)}) == 1
    assert rows[0].split()[-len(columns) :] == ["1.23" if column == "guide" else "–" for column in columns]


def test_what_a_phone_meets_comes_first_and_seconds_before_all_else():
    """A phone is what a runner has in the hand."""
    assert list(LINES) == [*PHONE_LINES, *DESK_LINES]
    units = [line.unit for line in PHONE_LINES.values()]
    assert units[: units.count("s")] == ["s"] * units.count("s")
    both = printed({"guide": {next(iter(PHONE_LINES)): 1.0, next(iter(DESK_LINES)): 1.0}})
    assert both.startswith(printed({"guide": {next(iter(PHONE_LINES)): 1.0}}))


def test_what_mostly_did_not_come_is_not_measured():
    """One visit in three that was lucky does not stand for all."""
    seen = {"slow_tick_first": [1.0, NEVER, 3.0], "slow_effect_first": [2.0, NEVER, NEVER]}
    assert medians(seen) == {"slow_tick_first": 3.0}


def test_a_run_adds_one_line_to_the_history(tmp_path):
    """It says when, of which commit and where, and holds the figures and what was over."""
    file = tmp_path / "history.jsonl"
    for _ in range(2):
        history.add(history.entry({"guide": {"usable_first": 1.23456}}, ["too slow"], load=0.5), file)
    first, second = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert first.keys() == second.keys() == {"date", "commit", "machine", "figures", "over"}
    assert dt.datetime.fromisoformat(first["date"]).tzinfo
    assert first["machine"]["cores"] > 0
    assert (first["machine"]["load"], first["figures"], first["over"]) == (
        0.5,
        {"guide": {"usable_first": 1.2346}},
        ["too slow"],
    )


def test_the_history_that_is_kept_can_be_read_back():
    """Every run has the same parts, and the last one each column that has kernels and no line that the table lacks."""
    runs = [json.loads(line) for line in history.FILE.read_text(encoding="utf-8").splitlines()]
    assert all(run.keys() == {"date", "commit", "machine", "figures", "over"} for run in runs)
    last = runs[-1]["figures"]
    assert {*DESK, "python"} - {"static"} <= last.keys() <= {*COLUMNS, "python"}
    assert all(last[column] and last[column].keys() <= LINES.keys() for column in last.keys() - {"python"})


def test_a_slowed_renderer_gets_a_quarter_of_the_time_whichever_thread_works():
    """Two threads that work all the time; once it is over they have all of it."""
    work = "import hashlib, threading\nblock = bytes(1 << 20)\ndef work():\n    while True: hashlib.sha256(block)\n"
    command = [sys.executable, "-c", f"{work}threading.Thread(target=work).start()\nwork()", "--type=renderer"]
    with subprocess.Popen(command) as renderer:
        try:
            with slowed(os.getpid()):
                spent, begun = processor(renderer.pid), time.monotonic()
                wait_for(lambda: processor(renderer.pid) > spent + 0.5)
                assert time.monotonic() - begun > 0.9 * TIMES * 0.5 / min(2, os.cpu_count())
            wait_for(lambda: psutil.Process(renderer.pid).status() == psutil.STATUS_RUNNING)
        finally:
            renderer.kill()


def test_bytes_take_as_long_as_the_slow_line_says():
    """A handshake, the way there and back, and two connections' bytes one after the other. All of it is counted."""
    wire, asked, answer = Wire(round_trip=0.04, bits=800_000), b"GET / HTTP/1.1\r\n\r\n", bytes(4000)

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    async def ask(line: SlowLine) -> None:
        reader, writer = await asyncio.open_connection("localhost", line.port)
        writer.write(asked)
        assert await reader.read() == answer
        writer.close()

    async def took() -> tuple[float, SlowLine]:
        server = await asyncio.start_server(answered, "localhost", 0)
        async with slow_line(wire, server.sockets[0].getsockname()[1]) as line:
            begun = asyncio.get_running_loop().time()
            await asyncio.gather(ask(line), ask(line))
            return asyncio.get_running_loop().time() - begun, line

    with ThreadPoolExecutor(1) as apart:  # a browser's test in the same process leaves its own loop running
        seconds, line = apart.submit(asyncio.run, took()).result()
    assert seconds >= 2 * wire.round_trip + 2 * len(answer) * 8 / wire.bits
    assert line.megabytes(0, NEVER) == 2 * (len(asked) + len(answer)) / 1e6
    assert line.requests(0, NEVER) == 2
    assert line.megabytes(0, 0) == line.requests(0, 0) == 0
