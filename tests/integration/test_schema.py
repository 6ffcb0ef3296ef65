"""The API does what its own description says, and nothing that it is sent breaks it."""

import asyncio
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bench.fuzz import GENEROUS, faults_in, schema_command
from bench.hostile import send_all
from tests.integration.program import Serving, environment

SEED = 20261122
BADGE = "/badge/daily-dana.svg"


@pytest.fixture
def service() -> Iterator[Serving]:
    """The demo, which does not mind being asked often."""
    with Serving("--demo", **GENEROUS) as serving:
        yield serving


def test_every_answer_is_as_the_description_says(service: Serving, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        schema_command(service.url, examples=25, seed=SEED),
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    service.stop()

    assert done.returncode == 0, done.stdout
    assert "7 passed" in done.stdout
    assert faults_in(service.log.splitlines()) == []


def test_requests_that_no_honest_client_sends_break_nothing(service: Serving) -> None:
    before = httpx.get(service.url + BADGE).content

    outcome = asyncio.run(send_all(service.url, SEED, 1500))
    after = httpx.get(service.url + BADGE).content
    service.stop()

    assert outcome.faults == []
    assert sum(outcome.kinds.values()) == 1500
    # Whoever sends too long a body slowly may be hung up on before they read the 413; test_protocol.py sees to it.
    assert {200, 400, 414, 431} <= set(outcome.statuses)
    assert after == before
    assert faults_in(service.log.splitlines()) == []


@pytest.mark.parametrize(
    "line",
    [
        {"level": "error", "message": "Exception in ASGI application"},
        {"level": "info", "message": "x", "exception": "Traceback (most recent call last): ..."},
        {"level": "info", "message": "answered", "status": 500},
    ],
)
def test_what_breaks_would_be_seen_in_the_log(line: dict[str, object]) -> None:
    calm = json.dumps({"level": "info", "message": "answered", "status": 200})

    assert faults_in([calm, json.dumps(line)]) == [json.dumps(line)]
