"""Opt-outs are the shared store's to keep, and to lift."""

import uuid
from pathlib import Path

import pytest

from service.evidence import Login
from service.store.keys import OptOut
from service.store.layered import LayeredStore
from service.store.memory import MemoryStore
from service.store.purging import RedisPurge
from service.store.redis import RedisStore
from tests.fakes import FakeClock
from tests.redis_server import RedisServer
from tests.service.store.test_stores import MEBIBYTE


@pytest.fixture
def ada() -> Login:
    return Login(f"ada-{uuid.uuid4().hex[:12]}")


def layered(url: str, clock: FakeClock, ticks: list[float]) -> LayeredStore:
    far = RedisStore(url, clock=clock, timer=lambda: ticks[0])
    return LayeredStore(MemoryStore(MEBIBYTE), far, clock=clock, timer=lambda: ticks[0])


async def test_an_opt_out_that_redis_did_not_hear_is_told_to_it_again(
    tmp_path: Path, clock: FakeClock, ada: Login
) -> None:
    ticks = [0.0]
    with RedisServer(tmp_path) as server:
        one, other = layered(server.url, clock, ticks), layered(server.url, clock, ticks)
        await one.opted_out(ada)
        server.kill()
        written = await one.opt_out(ada)
        held = await one.opted_out(ada)
        server.start()
        ticks[0] = 10.0
        await one.opted_out(Login("somebody-else"))

        assert (written, held, await other.opted_out(ada)) == (False, True, True)
        await one.close()
        await other.close()


async def test_an_opt_out_that_is_lifted_is_lifted_everywhere(
    redis_server: RedisServer, clock: FakeClock, ada: Login
) -> None:
    store = layered(redis_server.url, clock, [0.0])
    purge = RedisPurge(redis_server.url, "https://api.github.com", clock=clock)
    written = await store.opt_out(ada)
    await purge.purge(ada, OptOut.LIFTED)

    assert (written, await store.opted_out(ada)) == (True, False)
    await store.close()
    await purge.close()
