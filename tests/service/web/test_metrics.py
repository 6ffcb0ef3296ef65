"""Values that are read when somebody looks; those of several processes are in tests/integration."""

import asyncio
from pathlib import Path

import pytest

from service.web.metrics import MULTIPROCESS, Metrics


def test_a_value_is_that_of_the_moment() -> None:
    values = [0.25, 0.25, 0.75]
    metrics = Metrics()
    metrics.gauge("left_ratio", "What is left.", lambda: values.pop(0), together="mostrecent")

    shown = [metrics.text().decode() for _ in range(3)]

    assert ["\nstill_engineering_left_ratio 0.25\n" in text for text in shown] == [True, True, False]
    assert "\nstill_engineering_left_ratio 0.75\n" in shown[2]


async def test_one_process_alone_has_nobody_to_tell() -> None:
    told: list[int] = []
    metrics = Metrics()
    metrics.before_reading = lambda: told.append(1)

    await asyncio.wait_for(metrics.keep_telling(), 10)

    assert told == []


async def test_of_several_processes_each_tells_what_it_knows_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MULTIPROCESS, str(tmp_path))
    told = asyncio.Event()
    metrics = Metrics()
    metrics.before_reading = told.set
    telling = asyncio.create_task(metrics.keep_telling())

    await asyncio.wait_for(told.wait(), 10)
    assert not telling.done()
    telling.cancel()
