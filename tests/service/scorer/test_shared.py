"""Two processes on one Redis fetch each login once."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.errors import GitHubDown, Warming
from service.evidence import Login
from service.scorer import Scorer
from service.store.layered import LayeredStore
from service.store.memory import MemoryStore
from service.store.redis import RedisStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.redis_server import RedisServer
from tests.service.scorer.stage import begun

LOGINS = [Login(f"p{uuid.uuid4().hex[:10]}") for _ in range(60)]


@pytest.fixture
async def replicas(redis_server: RedisServer, source: FakeSource, clock: FakeClock) -> AsyncIterator[list[Scorer]]:
    """Two scorers with memories of their own and one Redis."""
    source.outcomes = {login: somebody(login) for login in LOGINS}
    stores = [
        LayeredStore(MemoryStore(1024 * 1024), RedisStore(redis_server.url, clock=clock, timeout=30), clock=clock)
        for _ in range(2)
    ]
    with ThreadPoolExecutor(4) as executor:
        scorers = [Scorer(source, store, executor, clock=clock) for store in stores]
        yield scorers
        for scorer, store in zip(scorers, stores, strict=True):
            await scorer.close()
            await store.close()


async def test_two_replicas_asked_the_same_at_once_fetch_each_login_once(
    replicas: list[Scorer], source: FakeSource
) -> None:
    replies = await asyncio.gather(*(scorer.answer(login, wait=60) for login in LOGINS for scorer in replicas))

    assert sorted(source.asked) == sorted(LOGINS)
    assert sorted({reply.record.login for reply in replies}) == sorted(LOGINS)


async def test_the_login_of_a_dead_replica_is_fetched_when_its_claim_runs_out(
    redis_server: RedisServer, replicas: list[Scorer], source: FakeSource, clock: FakeClock
) -> None:
    dead = RedisStore(redis_server.url, clock=clock, timeout=30)
    orphan = Login(f"orphan-{uuid.uuid4().hex[:8]}")
    source.outcomes[orphan] = somebody(orphan)
    await dead.claim(orphan, 0.5)
    await dead.close()

    reply = await replicas[0].answer(orphan, wait=60)

    assert reply.record.login == orphan
    assert source.asked == [orphan]


async def test_a_replica_that_ends_leaves_its_looks_to_the_others(
    redis_server: RedisServer, replicas: list[Scorer], source: FakeSource, clock: FakeClock
) -> None:
    left = Login(f"left-{uuid.uuid4().hex[:8]}")
    source.outcomes[left] = somebody(left)
    source.gate.clear()
    with contextlib.suppress(Warming):
        await replicas[0].answer(left, wait=0.0)
    await begun(source, 1)
    await replicas[0].close()
    other = RedisStore(redis_server.url, clock=clock, timeout=30)

    claimed = await other.claim(left, 60)

    source.gate.set()
    await other.close()
    assert claimed


async def test_nobody_waits_longer_for_another_replica_than_its_claim_should_hold(
    redis_server: RedisServer, replicas: list[Scorer], source: FakeSource, clock: FakeClock
) -> None:
    stuck = RedisStore(redis_server.url, clock=clock, timeout=30)
    held = Login(f"held-{uuid.uuid4().hex[:8]}")
    await stuck.claim(held, 600)

    waiting = asyncio.create_task(replicas[0].answer(held, wait=60))
    for _ in range(600):
        clock.advance(seconds=1)
        await asyncio.wait([waiting], timeout=0.05)
        if waiting.done():
            break
    await stuck.close()

    with pytest.raises(GitHubDown, match="did not finish in time"):
        await waiting
    assert source.asked == []
