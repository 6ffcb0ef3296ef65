"""Minutes of mixed load: hot badges, known but stale ones, and people nobody asked for before.

Requests come at a fixed pace, whatever the answers take. At every tick that asks for a hot badge the floor, a bare
application that sends the same bytes, is asked too: both are measured on the same machine in the same moments.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import uvloop

from bench.client import Answer, Connection
from bench.floor import floor
from bench.images import fault_of, status_of
from bench.inside import PATH
from bench.people import demo_records, many
from bench.program import Program, get, running
from bench.report import Figure, machine, percentile, show
from bench.simulator import control, free_port, simulator
from service.evidence import parse_login
from service.record import Record
from service.store.redis import RedisStore
from service.web.state import DRAWING_BYTES, RASTER_BYTES
from service.wiring import WORKERS, utc_now
from tests.redis_server import RedisServer

STALE_SHARE, COLD_SHARE = 0.09, 0.01
HOT_PEOPLE = 100
OF_FLOOR = 3.0
MEMORY_MEGABYTES = 16
TOKENS = 4
_SIMULATED = ("--clone-users", "15000", "--latency-ms", "80", "--latency-per-user-ms", "40")
_FIRST_STALE, _FIRST_COLD = 101, 10_001
_SETTLE_SECONDS = 8.0
_MEBIBYTE = 1024 * 1024


@dataclass(slots=True)
class Measured:
    """The answers of one kind of request."""

    seconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)

    def add(self, answer: Answer, *, image: bool) -> None:
        """Take an answer into account."""
        self.seconds.append(answer.seconds)
        fault = fault_of(answer) if image else (None if answer.status else "no answer")
        if fault:
            self.faults[fault] += 1
        if image:
            self.statuses[status_of(answer)] += 1


class Pool:
    """Connections to one server, as many as are busy at once."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._free: list[Connection] = []

    async def get(self, path: str) -> Answer:
        """GET a path over a connection that is free."""
        connection = self._free.pop() if self._free else Connection(self._url)
        answer = await connection.get(path)
        self._free.append(connection)
        return answer

    def close(self) -> None:
        """Close every connection."""
        for connection in self._free:
            connection.close()
        self._free.clear()


def kinds(seed: int = 1) -> Iterator[tuple[str, str]]:
    """Kind and login of each request, for ever; no stale and no cold one comes twice."""
    chance = random.Random(seed)  # noqa: S311 - the same order in every run
    stale, cold = _FIRST_STALE, _FIRST_COLD
    while True:
        at = chance.random()
        if at < COLD_SHARE:
            yield "cold", f"mc-{cold:05d}"
            cold += 1
        elif at < COLD_SHARE + STALE_SHARE:
            yield "stale", f"mc-{stale:05d}"
            stale += 1
        else:
            yield "hot", f"mc-{chance.randint(1, HOT_PEOPLE):05d}"


async def ticks(rate: float, seconds: float) -> AsyncIterator[None]:
    """So many a second; a late one is not left out."""
    began = time.perf_counter()
    for i in range(int(rate * seconds)):
        ahead = began + i / rate - time.perf_counter()
        if ahead > 0:
            await asyncio.sleep(ahead)
        yield


async def load(ours: str, bare: str, rate: float, seconds: float) -> dict[str, Measured]:
    """Ask both at this pace; the answers by kind, the floor's among them."""
    found = {kind: Measured() for kind in ("hot", "stale", "cold", "floor")}
    service, under = Pool(ours), Pool(bare)
    running: set[asyncio.Task[None]] = set()

    async def ask(pool: Pool, kind: str, path: str) -> None:
        found[kind].add(await pool.get(path), image=kind != "floor")

    order = kinds()
    async for _ in ticks(rate, seconds):
        kind, login = next(order)
        asked = [ask(service, kind, f"/badge/{login}.svg")]
        if kind == "hot":
            # In turn, so that neither is always the one that waits for the other.
            asked.insert(len(found["hot"].seconds) % 2, ask(under, "floor", "/"))
        for one in asked:
            task = asyncio.create_task(one)
            running.add(task)
            task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    service.close()
    under.close()
    return found


def people(stale: int) -> Iterator[Record]:
    """The hot ones, fresh, and so many stale ones."""
    now = utc_now()
    templates = [record for record in demo_records(now) if record.score]
    for i, record in enumerate(many(templates, HOT_PEOPLE + stale), start=1):
        fresh = now + (timedelta(hours=6) if i <= HOT_PEOPLE else timedelta(hours=-1))
        yield replace(
            record,
            login=f"mc-{i:05d}",
            observed_at=now - timedelta(hours=7),
            fresh_until=fresh,
            keep_until=now + timedelta(days=9),
        )


async def keep(redis: str, stale: int) -> None:
    """Put everybody into Redis who is known before the load begins."""
    store = RedisStore(redis, clock=utc_now)
    for record in people(stale):
        await store.put(parse_login(record.login), record)
    await store.close()


async def warm(url: str) -> Answer:
    """Ask for every hot badge twice, so that it is drawn; one of them."""
    pool = Pool(url)
    for i in [*range(1, HOT_PEOPLE + 1)] * 2:
        answer = await pool.get(f"/badge/mc-{i:05d}.svg")
    pool.close()
    return answer


def inside(program: Program) -> dict[str, dict[str, int]]:
    """The tasks and threads of the service."""
    found: dict[str, dict[str, int]] = json.loads(get(program.url + PATH))
    return found


def left_behind(before: Mapping[str, int], after: Mapping[str, int], allowed: Mapping[str, int]) -> dict[str, int]:
    """What there is more of than before, beyond what is allowed by name."""
    return {name: count for name, count in after.items() if count > max(before.get(name, 0), allowed.get(name, 0))}


def measure(github: str, redis: str, rate: float, minutes: float) -> bool:
    """Print every figure; whether the limits hold."""
    asyncio.run(keep(redis, int(rate * minutes * 60 * STALE_SHARE * 1.2) + 100))
    tokens = ",".join(f"ghp_mixed{i}" for i in range(TOKENS))
    environment = {"GITHUB_TOKENS": tokens, "GITHUB_API_URL": github, "REDIS_URL": redis}
    environment |= {"MEMORY_MEGABYTES": str(MEMORY_MEGABYTES), "LOG_LEVEL": "error"}
    with ExitStack() as stack:
        port = free_port()
        command: list[str | Path] = [sys.executable, "-m", "bench.inside", str(port)]
        ours = stack.enter_context(running(command, port, environment))
        drawn = asyncio.run(warm(ours.url))
        headers = [pair for pair in drawn.headers.items() if pair[0] != "date"]
        bare = stack.enter_context(floor(headers, drawn.body))
        before, started = inside(ours), ours.usage()
        found = uvloop.run(load(ours.url, bare.url, rate, minutes * 60))
        peak = ours.usage()
        time.sleep(_SETTLE_SECONDS)
        after = inside(ours)
        held = report_times(found)
        show(Figure("  CPU of the service", (peak.cpu_seconds - started.cpu_seconds) / (minutes * 60), "cores"))
        grown = (peak.resident_bytes - started.resident_bytes) / _MEBIBYTE
        bounds = MEMORY_MEGABYTES + (DRAWING_BYTES + RASTER_BYTES) / _MEBIBYTE
        held &= show(Figure("  memory: growth", grown, "MiB", limit=bounds * 1.2, note=f"bounds {bounds:g} MiB")).holds
        allowed = {"fetch": WORKERS, "commits": WORKERS}
        tasks = left_behind(before["tasks"], after["tasks"], {})
        threads = left_behind(before["threads"], after["threads"], allowed)
        held &= show(Figure("  tasks left behind", sum(tasks.values()), "", limit=0, note=str(tasks))).holds
        held &= show(Figure("  threads left behind", sum(threads.values()), "", limit=0, note=str(threads))).holds
    stats = control(github, "GET", "/_sim/stats")
    print(f"  GitHub was asked {sum(stats['requests'].values())} times, for {stats['distinct_logins']} people")
    return held


def report_times(found: Mapping[str, Measured]) -> bool:
    """Print how long each kind took, and what was wrong."""
    floors = found["floor"].seconds
    held = True
    for kind in ("hot", "stale", "cold"):
        seen = found[kind]
        limit = OF_FLOOR if kind == "hot" else None
        p99, base = percentile(seen.seconds, 0.99) * 1000, percentile(floors, 0.99) * 1000
        note = (
            f"{len(seen.seconds)} answers, median {statistics.median(seen.seconds) * 1000:.2f} ms"
            f" (floor {statistics.median(floors) * 1000:.2f}), {dict(seen.statuses)} {dict(seen.faults)}"
        )
        held &= show(Figure(f"{kind}: p99", p99, "ms", base, limit, of_floor=True, note=note)).holds
        held &= not seen.faults
    return held


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", type=Path)
    parser.add_argument("--simulator", type=Path, required=True)
    parser.add_argument("--python", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rate", type=float, default=80.0, help="requests a second, besides those to the floor")
    options = parser.parse_args()
    print(f"mixed load, {options.minutes:g} minutes at {options.rate:g} requests a second: {machine()}")
    with (
        simulator(options.python, options.simulator, options.histories, _SIMULATED) as github,
        tempfile.TemporaryDirectory() as folder,
        RedisServer(Path(folder)) as redis,
    ):
        measure(github, redis.url, options.rate, options.minutes)


if __name__ == "__main__":
    main()
