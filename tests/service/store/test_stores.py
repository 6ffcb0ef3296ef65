"""What every store promises, held by memory, by a real Redis and by both in layers."""

import uuid
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from service.errors import Paused
from service.evidence import Login
from service.record import Record, record_of_error, record_of_score, with_lifetime
from service.scoring import score
from service.store import Store
from service.store.layered import LayeredStore
from service.store.memory import MemoryStore
from service.store.redis import RedisStore
from tests.fakes import FakeClock, somebody
from tests.redis_server import RedisServer

MEBIBYTE = 1024 * 1024


def kept(clock: FakeClock, login: str = "ada") -> Record:
    record = record_of_score(score(somebody(login), now=clock()))
    return with_lifetime(record, clock() + timedelta(hours=1), clock() + timedelta(hours=2))


@pytest.fixture
def ada() -> Login:
    """A login that no other test uses."""
    return Login(f"ada-{uuid.uuid4().hex[:12]}")


@pytest.fixture(params=["memory", "redis", "layered"])
async def store(request: pytest.FixtureRequest, clock: FakeClock, redis_server: RedisServer) -> AsyncIterator[Store]:
    """Each store in turn."""
    memory, redis = MemoryStore(MEBIBYTE), RedisStore(redis_server.url, clock=clock)
    chosen: dict[str, Store] = {"memory": memory, "redis": redis, "layered": LayeredStore(memory, redis, clock=clock)}
    yield chosen[request.param]
    await redis.close()


async def test_nothing_is_known_of_a_new_login(store: Store, ada: Login) -> None:
    assert await store.get(ada) is None


async def test_what_was_put_is_there(store: Store, ada: Login, clock: FakeClock) -> None:
    record = kept(clock)

    await store.put(ada, record)

    assert await store.get(ada) == record


async def test_a_newer_record_replaces_an_older_one(store: Store, ada: Login, clock: FakeClock) -> None:
    await store.put(ada, kept(clock))
    clock.advance(minutes=1)
    newer = with_lifetime(record_of_error("ada", Paused("Away."), clock()), clock(), clock() + timedelta(days=1))

    await store.put(ada, newer)

    assert await store.get(ada) == newer


async def test_an_opt_out_is_remembered(store: Store, ada: Login) -> None:
    before = await store.opted_out(ada)

    await store.opt_out(ada)

    assert (before, await store.opted_out(ada)) == (False, True)


async def test_a_claim_that_was_given_back_can_be_taken_again(store: Store, ada: Login) -> None:
    assert await store.claim(ada, 5)

    await store.release(ada)

    assert await store.claim(ada, 5)


async def test_memory_is_bounded_by_bytes(clock: FakeClock) -> None:
    store = MemoryStore(20_000)

    for i in range(200):
        await store.put(Login(f"p{i}"), kept(clock))

    assert 5 < len(store) < 200
    assert await store.get(Login("p0")) is None
    assert await store.get(Login("p199")) is not None


async def test_a_record_larger_than_the_memory_is_not_kept(clock: FakeClock) -> None:
    store = MemoryStore(10)

    await store.put(Login("ada"), kept(clock))

    assert await store.get(Login("ada")) is None
