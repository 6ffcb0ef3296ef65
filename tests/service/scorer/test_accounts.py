"""Accounts without a score, opt-outs, and logins that changed hands."""

import asyncio
from dataclasses import replace

from service.errors import OptedOut, Paused, Status
from service.evidence import Login
from service.scorer import BATCH, Scorer
from service.store.memory import MemoryStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.scorer.stage import ADA, LONG, Seen


async def test_cold_logins_that_arrive_together_are_fetched_in_batches(
    scorer: Scorer, source: FakeSource, seen: Seen
) -> None:
    source.outcomes = {f"p{i}": somebody(f"p{i}") for i in range(25)}

    await asyncio.gather(*(scorer.answer(Login(f"p{i}"), wait=LONG) for i in range(25)))

    assert sorted(map(len, source.batches)) == [5, BATCH, BATCH]
    assert sorted(seen.batches) == [5, BATCH, BATCH]


async def test_an_account_without_a_score_is_remembered_with_its_reason(scorer: Scorer, source: FakeSource) -> None:
    source.outcomes["away"] = Paused("away asked for a pause: on leave.")

    replies = [await scorer.answer(Login("away"), wait=LONG) for _ in range(2)]

    assert [reply.record.status for reply in replies] == [Status.PAUSED, Status.PAUSED]
    assert source.asked == ["away"]


async def test_an_unknown_login_is_remembered_for_a_while(scorer: Scorer, clock: FakeClock) -> None:
    await scorer.answer(Login("nobody"), wait=LONG)
    clock.advance(minutes=5)
    soon = await scorer.answer(Login("nobody"), wait=LONG)
    clock.advance(minutes=10)

    later = await scorer.answer(Login("nobody"), wait=LONG)

    assert (soon.stale, later.stale) == (False, True)


async def test_who_opted_out_is_never_fetched(scorer: Scorer, source: FakeSource, store: MemoryStore) -> None:
    await store.opt_out(ADA)

    reply = await scorer.answer(ADA, wait=LONG)

    assert reply.record.status is Status.OPTED_OUT
    assert source.asked == []


async def test_opting_out_takes_effect_at_once_and_for_good(
    scorer: Scorer, source: FakeSource, clock: FakeClock
) -> None:
    await scorer.answer(ADA, wait=LONG)

    await scorer.opt_out(ADA)
    reply = await scorer.answer(ADA, wait=LONG)
    clock.advance(days=400)
    await scorer.answer(ADA, wait=0.0)
    await asyncio.sleep(0.05)

    assert reply.record.status is Status.OPTED_OUT
    assert reply.record.score is None
    assert source.asked == [ADA]


async def test_an_opt_out_in_the_persons_own_file_is_kept_for_good(
    scorer: Scorer, source: FakeSource, store: MemoryStore
) -> None:
    source.outcomes["oona"] = OptedOut("oona asked not to be scored.")

    await scorer.answer(Login("oona"), wait=LONG)

    assert await store.opted_out(Login("oona"))


async def test_a_renamed_person_is_followed_by_their_number(
    scorer: Scorer, source: FakeSource, clock: FakeClock
) -> None:
    known = await scorer.answer(ADA, wait=LONG)
    assert known.record.score
    del source.outcomes["ada"]
    source.outcomes["ada-new"] = replace(somebody("ada"), login="ada-new")
    source.names = {known.record.score.user_id: Login("ada-new")}
    clock.advance(minutes=1)

    reply = await scorer.refresh(ADA, wait=LONG)

    assert reply.record.login == "ada-new"
    assert reply.record.score
    assert reply.record.score.user_id == known.record.score.user_id


async def test_whoever_takes_an_old_login_is_somebody_else(
    scorer: Scorer, source: FakeSource, clock: FakeClock
) -> None:
    known = await scorer.answer(ADA, wait=LONG)
    source.outcomes["ada"] = replace(somebody("ada", days=1), user_id=99)
    clock.advance(minutes=1)

    reply = await scorer.refresh(ADA, wait=LONG)

    assert known.record.score
    assert reply.record.score
    assert reply.record.score.user_id == 99
    assert reply.record.score.value != known.record.score.value


async def test_a_person_who_is_gone_is_unknown(scorer: Scorer, source: FakeSource, clock: FakeClock) -> None:
    await scorer.answer(ADA, wait=LONG)
    del source.outcomes["ada"]
    clock.advance(minutes=1)

    reply = await scorer.refresh(ADA, wait=LONG)

    assert reply.record.status is Status.NOT_FOUND
