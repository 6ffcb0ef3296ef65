"""A thousand people nobody asked for before, a hundred at a time: what GitHub is asked, and how long all take.

Then the same with two replicas that share a Redis and are asked for the same people at the same moment: each person
must be fetched once. The floor is GitHub's own: phase one alone in full batches, at a second of its time a second.
"""

import argparse
import asyncio
import math
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.client import Answer, ask_all
from bench.program import Program, service
from bench.report import Figure, machine, percentile, show
from bench.simulator import control, simulator
from service.evidence import Window, parse_login
from service.github_api.client import Client
from service.github_api.queries.people import people
from service.scorer import BATCH
from service.wiring import utc_now
from tests.redis_server import RedisServer

PEOPLE, AT_ONCE = 1000, 100
PER_LOGIN = 0.2
SIMULATED = ("--clone-users", "15000", "--latency-ms", "80", "--latency-per-user-ms", "40")
_TOKEN = "ghp_cold"  # noqa: S105 - the simulator takes any
_FIELDS = 2
"""Phase one asks for each login as a user and as an owner, and the simulator counts both."""
_LONGEST_SECONDS = 300.0
_IMAGE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Round:
    """Everybody asked for once, and again until everybody had an answer.

    Attributes:
        first: the answers to the first request for each person.
        seconds: until the last of them had a score.
        stats: what the simulator counted meanwhile.
    """

    first: list[Answer]
    seconds: float
    stats: dict[str, Any]


async def until_known(url: str, logins: Sequence[str]) -> float:
    """Look, without waiting for any, until all are known; seconds until then."""
    began = time.monotonic()
    paths = [f"/api/v1/users/{login}" for login in logins]
    while paths and time.monotonic() - began < _LONGEST_SECONDS:
        await asyncio.sleep(0.5)
        answers = await ask_all(url, paths, at_once=10, headers={"Prefer": "wait=0"})
        paths = [answer.path for answer in answers if answer.status not in {200, 404}]
    return time.monotonic() - began


async def ask(programs: Sequence[Program], logins: Sequence[str]) -> tuple[list[Answer], float]:
    """Ask every program for everybody at the same time."""
    paths = [f"/badge/{login}.svg" for login in logins]
    began = time.monotonic()
    parts = await asyncio.gather(*(ask_all(program.url, paths, at_once=AT_ONCE) for program in programs))
    await asyncio.gather(*(until_known(program.url, logins) for program in programs))
    return [answer for part in parts for answer in part], time.monotonic() - began


def run(github: str, programs: Sequence[Program], logins: Sequence[str]) -> Round:
    """One round, counted from zero."""
    control(github, "POST", "/_sim/reset", {})
    first, seconds = asyncio.run(ask(programs, logins))
    return Round(first, seconds, control(github, "GET", "/_sim/stats"))


def one_batch_seconds(github: str, logins: Sequence[str]) -> float:
    """How long GitHub takes for phase one of a full batch when nobody else asks."""
    client = Client(github, _TOKEN)
    query = people([parse_login(login) for login in logins[:BATCH]], Window.ending(utc_now()))
    return statistics.median(client.graphql(query.text, query.variables).seconds for _ in range(5))


def environment(github: str, redis: str = "") -> dict[str, str]:
    """The settings of the service."""
    return {"GITHUB_TOKEN": _TOKEN, "GITHUB_API_URL": github, **({"REDIS_URL": redis} if redis else {})}


def _logins(start: int) -> list[str]:
    return [f"mc-{i:05d}" for i in range(start, start + PEOPLE)]


def report_one(done: Round, batch_seconds: float) -> bool:
    """Print the figures of one process."""
    operations = done.stats["operations"]
    phase_one, all_graphql = operations.get("People", 0), done.stats["graphql_operations"]
    floor = math.ceil(PEOPLE / BATCH) / PEOPLE
    limit = Figure("phase one of a cold login", phase_one / PEOPLE, "requests", floor, PER_LOGIN)
    held = show(limit).holds
    show(Figure("  both phases", all_graphql / PEOPLE, "requests", note=f"{dict(operations)}"))
    points = sum(done.stats["points"].values())
    rest = sum(done.stats["requests"].values()) - done.stats["requests"].get("POST /graphql", 0)
    show(
        Figure(
            "  points of the hourly budget", points / PEOPLE, "a login", note=f"and {rest / PEOPLE:.2f} REST requests"
        )
    )
    least = math.ceil(PEOPLE / BATCH) * batch_seconds
    note = f"most requests at a time: {done.stats['max_concurrency']}; {batch_seconds:.2f} s for one batch of phase one"
    show(Figure(f"  until all {PEOPLE} are known", done.seconds, "s", least, note=note))
    return report_images(done.first) and held


def report_images(answers: Sequence[Answer]) -> bool:
    """Print how images were answered meanwhile."""
    statuses = Counter(answer.headers.get("x-badge-status", "none") for answer in answers)
    slowest = max(answer.seconds for answer in answers)
    p50 = percentile([answer.seconds for answer in answers], 0.5)
    note = f"median {p50:.2f} s, {dict(statuses)}"
    return show(Figure("  slowest first image", slowest, "s", limit=_IMAGE_SECONDS, note=note)).holds


def report_two(done: Round) -> bool:
    """Print the figures of two replicas."""
    counts = Counter(done.stats["logins"].values())
    most = max(counts) / _FIELDS
    note = f"{done.stats['distinct_logins']} people, by fields asked: {dict(counts)}"
    held = show(Figure("two replicas: most fetches of one login", most, "fetches", 1, 1, note=note)).holds
    operations = done.stats["operations"]
    show(Figure("  phase one of a cold login", operations.get("People", 0) / PEOPLE, "requests", note=f"{operations}"))
    show(Figure(f"  until both know all {PEOPLE}", done.seconds, "s"))
    return report_images(done.first) and held


def measure(github: str) -> bool:
    """Print every figure; whether the limits hold."""
    with service(environment(github)) as one:
        batch_seconds = one_batch_seconds(github, _logins(14_000))
        held = report_one(run(github, [one], _logins(1)), batch_seconds)
    with ExitStack() as stack:
        redis = stack.enter_context(RedisServer(Path(stack.enter_context(tempfile.TemporaryDirectory()))))
        both = [stack.enter_context(service(environment(github, redis.url))) for _ in range(2)]
        return report_two(run(github, both, _logins(2001))) and held


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=Path)
    parser.add_argument("--simulator", type=Path, required=True)
    parser.add_argument("--python", type=Path, required=True)
    options = parser.parse_args()
    print(f"cold logins: {machine()}")
    with simulator(options.python, options.simulator, options.histories, SIMULATED) as url:
        measure(url)


if __name__ == "__main__":
    main()
