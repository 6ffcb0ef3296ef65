"""What is deleted in Redis is forgotten by every process that has a copy."""

import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis.asyncio import Redis

from service.errors import OptedOut, Status
from service.evidence import Login
from service.scorer import Scorer
from service.store.keys import INSIDERS, OptOut
from service.store.layered import LayeredStore
from service.store.memory import MemoryStore
from service.store.purging import RedisPurge
from service.store.redis import RedisStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.redis_server import RedisServer
from tests.service.store.test_stores import MEBIBYTE, kept


@pytest.fixture
def ada() -> Login:
    """A login that no other test uses."""
    return Login(f"ada-{uuid.uuid4().hex[:12]}")


@pytest.fixture
async def purge(redis_server: RedisServer, clock: FakeClock) -> AsyncIterator[RedisPurge]:
    found = RedisPurge(redis_server.url, "https://api.github.com", clock=clock)
    yield found
    await found.close()


async def keys_of(url: str, login: Login) -> set[str]:
    async with Redis.from_url(url) as raw:
        return {key.decode() async for key in raw.scan_iter(f"*{login}*")}


async def test_records_for_the_public_and_for_insiders_are_deleted(
    redis_server: RedisServer, clock: FakeClock, purge: RedisPurge, ada: Login
) -> None:
    stores = [RedisStore(redis_server.url, clock=clock), RedisStore(redis_server.url, clock=clock, viewers=INSIDERS)]
    for store in stores:
        await store.put(ada, kept(clock, ada))
        await store.claim(ada, 60)

    await purge.purge(ada)

    for store in stores:
        record = await store.get(ada)
        assert record
        assert (record.score, record.is_expired(clock())) == (None, True)
        assert await store.claim(ada, 1)
        await store.close()


async def test_what_stands_in_place_of_a_record_goes_by_itself(
    redis_server: RedisServer, purge: RedisPurge, ada: Login
) -> None:
    await purge.purge(ada)

    async with Redis.from_url(redis_server.url) as raw:
        lifetimes = [await raw.ttl(key) for key in await keys_of(redis_server.url, ada)]
    assert len(lifetimes) == 2
    assert all(29 * 86_400 < seconds <= 30 * 86_400 for seconds in lifetimes)


async def test_the_copy_of_a_process_is_overwritten(
    redis_server: RedisServer, clock: FakeClock, purge: RedisPurge, ada: Login
) -> None:
    ticks = [0.0]
    memory, shared = MemoryStore(MEBIBYTE), RedisStore(redis_server.url, clock=clock)
    process = LayeredStore(memory, shared, clock=clock, timer=lambda: ticks[0])
    await process.put(ada, kept(clock, ada))
    await process.get(ada)
    clock.advance(minutes=1)

    await purge.purge(ada)
    ticks[0] = 31.0
    await process.get(ada)

    copy = await memory.get(ada)
    await shared.close()
    assert copy
    assert copy.score is None


@pytest.mark.parametrize(
    ("opt_out", "asked", "status"),
    [(OptOut.UNCHANGED, 2, Status.OK), (OptOut.RECORDED, 1, Status.OPTED_OUT)],
)
async def test_after_a_purge_a_running_service_starts_anew_or_never_again(  # noqa: PLR0917 - fixtures and a row
    redis_server: RedisServer,
    clock: FakeClock,
    purge: RedisPurge,
    source: FakeSource,
    ada: Login,
    opt_out: OptOut,
    asked: int,
    status: Status,
) -> None:
    ticks = [0.0]
    source.outcomes[ada] = somebody(ada)
    shared = RedisStore(redis_server.url, clock=clock)
    process = LayeredStore(MemoryStore(MEBIBYTE), shared, clock=clock, timer=lambda: ticks[0])
    with ThreadPoolExecutor(2) as executor:
        scorer = Scorer(source, process, executor, clock=clock)
        await scorer.answer(ada, wait=10)
        clock.advance(minutes=1)
        await purge.purge(ada, opt_out)
        ticks[0] = 31.0
        reply = await scorer.answer(ada, wait=10)
        await scorer.close()

    assert (source.asked.count(ada), reply.record.status) == (asked, status)


async def test_an_opt_out_in_ones_own_file_is_written_to_redis(
    redis_server: RedisServer, clock: FakeClock, source: FakeSource, ada: Login
) -> None:
    source.outcomes[ada] = OptedOut.of(ada)
    with ThreadPoolExecutor(2) as executor:
        shared = RedisStore(redis_server.url, clock=clock)
        scorer = Scorer(source, LayeredStore(MemoryStore(MEBIBYTE), shared, clock=clock), executor, clock=clock)
        await scorer.answer(ada, wait=10)
        await scorer.close()

    later = RedisStore(redis_server.url, clock=clock)
    assert await later.opted_out(ada)
    await later.close()


async def test_a_lifted_opt_out_is_no_longer_in_redis(
    redis_server: RedisServer, clock: FakeClock, purge: RedisPurge, ada: Login
) -> None:
    await purge.purge(ada, OptOut.RECORDED)

    await purge.purge(ada, OptOut.LIFTED)

    store = RedisStore(redis_server.url, clock=clock)
    assert not await store.opted_out(ada)
    await store.close()
