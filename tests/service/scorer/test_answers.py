"""One answer for all who wait."""

import asyncio
import threading
from datetime import timedelta

import pytest

from service.errors import Status, Unavailable, Warming
from service.evidence import Login
from service.scorer import Scorer
from tests.fakes import FakeClock, FakeSource
from tests.service.scorer.stage import ADA, BOB, LONG, Seen, settled


async def test_the_first_answer_is_fetched_and_scored(scorer: Scorer) -> None:
    reply = await scorer.answer(ADA, wait=LONG)

    assert reply.record.score is not None
    assert reply.record.status is Status.OK
    assert not reply.stale


async def test_the_second_answer_is_not_fetched_again(scorer: Scorer, source: FakeSource, seen: Seen) -> None:
    await scorer.answer(ADA, wait=LONG)

    await scorer.answer(ADA, wait=LONG)

    assert source.asked == [ADA]
    assert seen.answers == ["miss", "fresh"]


async def test_all_who_ask_at_once_wait_for_one_fetch(scorer: Scorer, source: FakeSource) -> None:
    replies = await asyncio.gather(*(scorer.answer(ADA, wait=LONG) for _ in range(50)))

    assert source.asked == [ADA]
    assert len({reply.record for reply in replies}) == 1


async def test_a_slow_first_fetch_is_warming_and_goes_on_behind(scorer: Scorer, source: FakeSource, seen: Seen) -> None:
    source.gate.clear()
    with pytest.raises(Warming):
        await scorer.answer(ADA, wait=0.05)
    source.gate.set()
    await settled(scorer)

    reply = await scorer.answer(ADA, wait=0.0)

    assert reply.record.login == "ada"
    assert source.asked == [ADA]
    assert "late" in seen.answers


async def test_a_stale_answer_is_served_at_once_and_refreshed_behind(
    scorer: Scorer, source: FakeSource, clock: FakeClock
) -> None:
    await scorer.answer(ADA, wait=LONG)
    clock.advance(days=2)
    source.gate.clear()

    reply = await scorer.answer(ADA, wait=0.0)
    source.gate.set()
    await settled(scorer)

    assert reply.stale
    assert not (await scorer.answer(ADA, wait=0.0)).stale
    assert source.asked == [ADA, ADA]


async def test_a_refresh_fetches_what_is_fresh(scorer: Scorer, source: FakeSource, clock: FakeClock) -> None:
    await scorer.answer(ADA, wait=LONG)
    clock.advance(minutes=1)

    reply = await scorer.refresh(ADA, wait=LONG)

    assert source.asked == [ADA, ADA]
    assert reply.record.observed_at == clock()


async def test_everybody_hears_of_a_new_record(scorer: Scorer) -> None:
    changed: list[Login] = []
    scorer.changed = changed.append

    await scorer.answer(ADA, wait=LONG)

    assert changed == [ADA]


async def test_who_is_asked_for_often_is_refreshed_sooner(scorer: Scorer, clock: FakeClock) -> None:
    scorer.asked(ADA, 1000)

    popular = await scorer.answer(ADA, wait=LONG)
    ordinary = await scorer.answer(BOB, wait=LONG)

    assert popular.record.fresh_until - clock() < timedelta(hours=3.1)
    assert ordinary.record.fresh_until - clock() > timedelta(hours=6)


async def test_too_many_at_once_are_told_to_come_back(scorer: Scorer, source: FakeSource) -> None:
    scorer.most_waiting = 1
    source.gate.clear()
    with pytest.raises(Warming):
        await scorer.answer(ADA, wait=0.01)

    with pytest.raises(Unavailable, match="Too many people"):
        await scorer.answer(BOB, wait=0.01)


async def test_nothing_is_left_running_after_the_end(scorer: Scorer) -> None:
    await scorer.answer(ADA, wait=LONG)
    await scorer.close()

    assert scorer.waiting == 0
    assert [task for task in asyncio.all_tasks() if "Scorer" in repr(task)] == []
    assert threading.active_count() < 20
