"""A shared Redis: claims between processes, damage and death."""

import asyncio
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from redis.asyncio import Redis

from service.errors import Unavailable
from service.evidence import Login
from service.store.keys import viewers_of
from service.store.layered import LayeredStore
from service.store.memory import MemoryStore
from service.store.redis import RedisStore
from tests.fakes import FakeClock
from tests.redis_server import RedisServer
from tests.service.store.test_stores import MEBIBYTE, kept


def login() -> Login:
    return Login(f"bob-{uuid.uuid4().hex[:12]}")


async def test_a_claim_is_held_by_one_process_at_a_time(redis_server: RedisServer, clock: FakeClock) -> None:
    one, other, bob = RedisStore(redis_server.url, clock=clock), RedisStore(redis_server.url, clock=clock), login()

    taken = [await one.claim(bob, 5), await other.claim(bob, 5)]

    await one.close()
    await other.close()
    assert taken == [True, False]


async def test_the_claim_of_a_dead_process_runs_out(redis_server: RedisServer, clock: FakeClock) -> None:
    dead, alive, bob = RedisStore(redis_server.url, clock=clock), RedisStore(redis_server.url, clock=clock), login()
    await dead.claim(bob, 0.2)
    await dead.close()

    await asyncio.sleep(0.3)

    assert await alive.claim(bob, 5)
    await alive.close()


async def test_a_record_that_has_expired_is_not_written(redis_server: RedisServer, clock: FakeClock) -> None:
    store, bob, record = RedisStore(redis_server.url, clock=clock), login(), kept(clock)
    clock.advance(hours=3)

    await store.put(bob, record)

    assert await store.get(bob) is None
    await store.close()


async def test_bytes_of_another_version_are_no_record(redis_server: RedisServer, clock: FakeClock) -> None:
    store, bob = RedisStore(redis_server.url, clock=clock), login()
    async with Redis.from_url(redis_server.url) as raw:
        await raw.set(f"still-engineering:1:public:record:{bob}", b"something else")

    assert await store.get(bob) is None
    await store.close()


async def test_a_dead_redis_is_an_empty_store_and_is_left_alone_for_a_while(tmp_path: Path, clock: FakeClock) -> None:
    with RedisServer(tmp_path) as server:
        ticks = [0.0]
        store, bob = RedisStore(server.url, clock=clock, timer=lambda: ticks[0]), login()
        await store.put(bob, kept(clock))
        await store.opted_out(bob)
        server.kill()

        dead = (await store.get(bob), await store.claim(bob, 5), await store.opted_out(bob))
        server.start()
        resting = await store.claim(bob, 5), await store.claim(bob, 5)
        ticks[0] = 10.0
        awake = await store.claim(bob, 5), await store.claim(bob, 5)

        await store.close()
    assert dead == (None, True, False)
    assert resting == (True, True)
    assert awake == (True, False)


async def test_what_this_process_knows_survives_the_death_of_redis(tmp_path: Path, clock: FakeClock) -> None:
    with RedisServer(tmp_path) as server:
        store = LayeredStore(MemoryStore(MEBIBYTE), RedisStore(server.url, clock=clock), clock=clock, timer=lambda: 0.0)
        bob, record = login(), kept(clock)
        await store.put(bob, record)
        server.kill()
        clock.advance(hours=1, minutes=30)

        found = await store.get(bob)

        await store.close()
    assert found == record


async def test_another_processs_newer_record_is_seen_after_half_a_minute(
    redis_server: RedisServer, clock: FakeClock
) -> None:
    ticks = [0.0]
    far = RedisStore(redis_server.url, clock=clock)
    store, bob = LayeredStore(MemoryStore(MEBIBYTE), far, clock=clock, timer=lambda: ticks[0]), login()
    older = kept(clock)
    await store.put(bob, older)
    await store.get(bob)
    clock.advance(minutes=1)
    newer = replace(kept(clock), observed_at=clock())
    await far.put(bob, newer)

    at_once = await store.get(bob)
    ticks[0] = 31.0
    later = await store.get(bob)

    await far.close()
    assert at_once == older
    assert later == newer


async def test_records_for_insiders_are_not_those_of_the_public(redis_server: RedisServer, clock: FakeClock) -> None:
    insiders = RedisStore(redis_server.url, clock=clock, viewers="insiders")
    public, bob = RedisStore(redis_server.url, clock=clock), login()

    await insiders.put(bob, kept(clock))

    assert await public.get(bob) is None
    await insiders.close()
    await public.close()


async def test_people_of_two_githubs_are_not_the_same(redis_server: RedisServer, clock: FakeClock) -> None:
    here, there = (
        RedisStore(redis_server.url, clock=clock, viewers=viewers_of("public", address))
        for address in ("https://api.github.com", "https://ghe.example.com/api/v3")
    )
    bob = login()

    await there.put(bob, kept(clock))

    assert await here.get(bob) is None
    assert await there.get(bob) is not None
    await here.close()
    await there.close()


async def test_a_redis_that_refuses_one_command_is_asked_all_others(tmp_path: Path, clock: FakeClock) -> None:
    with RedisServer(tmp_path) as server:
        store, bob, ada = RedisStore(server.url, clock=clock), login(), login()
        await store.put(bob, kept(clock))
        async with Redis.from_url(server.url) as raw:
            await raw.config_set("maxmemory", "1")  # full, and set to forget nothing

        await store.put(ada, kept(clock))

        assert await store.get(ada) is None
        assert await store.get(bob) == kept(clock)
        await store.close()


async def test_one_slow_answer_is_no_reason_to_leave_redis_alone(tmp_path: Path, clock: FakeClock) -> None:
    with RedisServer(tmp_path) as server:
        store, bob, record = RedisStore(server.url, clock=clock, timeout=0.3, timer=lambda: 0.0), login(), kept(clock)
        await store.put(bob, record)
        async with Redis.from_url(server.url) as raw:
            await raw.client_pause(700)
            slow = await store.get(bob)
            await asyncio.sleep(1.0)

        assert (slow, await store.get(bob)) == (None, record)
        await store.close()


async def test_many_questions_at_once_wait_for_each_other(redis_server: RedisServer, clock: FakeClock) -> None:
    store, bob, record = RedisStore(redis_server.url, clock=clock, timeout=10), login(), kept(clock)
    await store.put(bob, record)

    found = await asyncio.gather(*(store.get(bob) for _ in range(300)))

    await store.close()
    assert found == [record] * 300


async def test_opt_outs_hold_while_redis_is_down(tmp_path: Path, clock: FakeClock) -> None:
    with RedisServer(tmp_path) as server:
        store, bob, ada = RedisStore(server.url, clock=clock), login(), login()
        await store.opt_out(bob)
        await store.opted_out(ada)
        server.kill()

        assert (await store.opted_out(bob), await store.opted_out(ada)) == (True, False)
        await store.close()


async def test_nobody_is_guessed_not_to_have_opted_out(tmp_path: Path, clock: FakeClock) -> None:
    with RedisServer(tmp_path) as server:
        store = RedisStore(server.url, clock=clock)
        server.kill()

        with pytest.raises(Unavailable, match="opted out"):
            await store.opted_out(login())
        await store.close()


async def test_nobody_gives_back_the_claim_of_another(redis_server: RedisServer, clock: FakeClock) -> None:
    late, owner, bob = RedisStore(redis_server.url, clock=clock), RedisStore(redis_server.url, clock=clock), login()
    await late.claim(bob, 0.1)
    await asyncio.sleep(0.2)
    await owner.claim(bob, 30)

    await late.release(bob)

    assert not await late.claim(bob, 5)
    await late.close()
    await owner.close()


async def test_many_opt_outs_do_not_stop_anybody(redis_server: RedisServer, clock: FakeClock) -> None:
    async with Redis.from_url(redis_server.url) as raw:
        await raw.sadd("still-engineering:1:opt-outs", *(f"many-{i}" for i in range(50_000)))
    store = RedisStore(redis_server.url, clock=clock, timeout=5)

    found = await asyncio.gather(*(store.opted_out(Login(name)) for name in ["ada", *["many-7"] * 9]))

    await store.close()
    assert found == [False, *[True] * 9]
