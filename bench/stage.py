"""A service and all around it: the simulator, a Redis with known people, replicas, and the proxy of `compose.yaml`."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from redis import Redis

from bench.client import ask_all
from bench.program import Program, launch, serve_command, service, wait_for
from bench.replicas import proxy
from bench.simulator import control
from service.evidence import parse_login
from service.record import Record
from service.store.redis import RedisStore
from service.wiring import utc_now
from tests.redis_server import RedisServer

TOKEN = "ghp_stage"  # noqa: S105 - the simulator takes any
_QUIET = {"LOG_LEVEL": "error"}


@dataclass(frozen=True, slots=True)
class Known:
    """People with a score, before anything goes wrong; the first half of them is fresh."""

    records: tuple[Record, ...]

    def values(self) -> dict[str, int]:
        """The score of each login."""
        return {record.login: record.score.value or 0 for record in self.records if record.score}


@dataclass(slots=True)
class Stage:
    """What one case plays on.

    Attributes:
        front: where images are asked for.
        replicas: the service's processes.
    """

    github: str
    redis: RedisServer
    front: str = ""
    replicas: list[Program] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """The settings of a replica."""
        return {**_QUIET, "GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": self.github, "REDIS_URL": self.redis.url}

    def open(self, stack: ExitStack, *, replicas: int) -> None:
        """Start so many replicas, with the proxy in front of several."""
        self.replicas = [stack.enter_context(service(self.environment())) for _ in range(replicas)]
        urls = [program.url for program in self.replicas]
        self.front = urls[0] if replicas == 1 else stack.enter_context(proxy(urls))

    def restart_replica(self, stack: ExitStack) -> None:
        """Start the first replica again after it was killed."""
        url = self.replicas[0].url
        process = launch(serve_command(int(url.rpartition(":")[2])), self.environment())
        stack.callback(process.kill)
        wait_for(f"{url}/healthz", process)
        self.replicas[0] = Program(url, process)

    def faults(self, **faults: float | bool) -> None:
        """Let the simulator fail like this from now on."""
        control(self.github, "POST", "/_sim/faults", dict(faults))

    def budget(self, remaining: int, reset_in: int) -> None:
        """Set what is left of the token's hour."""
        for kind in ("graphql", "core"):
            body = {"token": TOKEN, "kind": kind, "remaining": remaining, "reset_in": reset_in}
            control(self.github, "POST", "/_sim/budget", body)

    def asked(self) -> int:
        """How many requests GitHub has seen since it was reset."""
        return sum(self.stats()["requests"].values())

    def stats(self) -> dict[str, Any]:
        """What the simulator counted."""
        found: dict[str, Any] = control(self.github, "GET", "/_sim/stats")
        return found

    def keep(self, known: Known) -> None:
        """Forget everything, then know these people: half of them freshly, half of them as of hours ago."""
        server = Redis.from_url(self.redis.url)
        server.flushall()
        server.close()
        half = len(known.records) // 2
        asyncio.run(_put(self.redis.url, [_aged(record, stale=i >= half) for i, record in enumerate(known.records)]))


def look_at(stage: Stage, logins: Sequence[str]) -> Known:
    """Have the service look at people, and keep those who have a score."""
    with ExitStack() as stack:
        stage.open(stack, replicas=1)
        paths = [f"/badge/{login}.svg" for login in logins]
        while any(
            answer.headers.get("x-badge-status") in {"warming", "upstream"}
            for answer in asyncio.run(ask_all(stage.front, paths, at_once=50))
        ):
            pass
    return Known(
        tuple(record for record in asyncio.run(_get(stage.redis.url, logins)) if record.score and record.score.value)
    )


def _aged(record: Record, *, stale: bool) -> Record:
    now = utc_now()
    seen, fresh = (now - timedelta(hours=9), -1) if stale else (now - timedelta(hours=1), 5)
    return replace(
        record, observed_at=seen, fresh_until=now + timedelta(hours=fresh), keep_until=now + timedelta(days=9)
    )


async def _put(url: str, records: Sequence[Record]) -> None:
    store = RedisStore(url, clock=utc_now)
    for record in records:
        await store.put(parse_login(record.login), record)
    await store.close()


async def _get(url: str, logins: Sequence[str]) -> list[Record]:
    store = RedisStore(url, clock=utc_now)
    found = [await store.get(parse_login(login)) for login in logins]
    await store.close()
    return [record for record in found if record]
