"""What somebody else does while a look is under way."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta

from service.errors import Status, UnknownLogin, Warming
from service.evidence import Login
from service.record import record_of_error, with_lifetime
from service.scorer import Scorer
from service.store.memory import MemoryStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.scorer.stage import ADA, BOB, LONG, begun, settled


async def in_flight(scorer: Scorer, source: FakeSource, login: Login) -> None:
    """A look at somebody that waits at the gate."""
    source.gate.clear()
    looks = len(source.batches)
    with contextlib.suppress(Warming):
        await scorer.answer(login, wait=0.0)
    await begun(source, looks + 1)


async def test_an_opt_out_during_a_look_outlives_it(scorer: Scorer, source: FakeSource, store: MemoryStore) -> None:
    await in_flight(scorer, source, ADA)
    await store.opt_out(ADA)
    source.gate.set()
    await settled(scorer)

    assert (await scorer.answer(ADA, wait=LONG)).record.status is Status.OPTED_OUT


async def test_a_look_that_took_long_does_not_replace_a_newer_one(
    scorer: Scorer, source: FakeSource, store: MemoryStore, clock: FakeClock
) -> None:
    known = (await scorer.answer(ADA, wait=LONG)).record
    clock.advance(days=2)
    await in_flight(scorer, source, ADA)
    newer = with_lifetime(
        replace(known, observed_at=clock() + timedelta(seconds=9)), clock() + timedelta(1), clock() + timedelta(9)
    )
    await store.put(ADA, newer)
    source.gate.set()
    await settled(scorer)

    assert await store.get(ADA) == newer


async def test_what_is_purged_during_a_look_is_not_kept_by_it(
    scorer: Scorer, source: FakeSource, store: MemoryStore, clock: FakeClock
) -> None:
    await in_flight(scorer, source, ADA)
    clock.advance(seconds=5)
    await store.put(ADA, record_of_error("ada", UnknownLogin("Nothing is kept."), clock()))
    source.gate.set()
    await settled(scorer)

    record = await store.get(ADA)
    assert record is not None
    assert record.score is None


async def test_whoever_moved_away_keeps_nobody_waiting(scorer: Scorer, source: FakeSource, clock: FakeClock) -> None:
    source.names = {sum(b"ada"): Login("ada2")}
    source.outcomes["ada2"] = somebody("ada2")
    await scorer.answer(ADA, wait=LONG)
    landed: list[Login] = []
    scorer.changed = landed.append
    del source.outcomes["ada"]
    clock.advance(days=2)

    await asyncio.gather(scorer.answer(ADA, wait=LONG), scorer.answer(BOB, wait=LONG))
    await settled(scorer)

    assert landed == [BOB, ADA]
