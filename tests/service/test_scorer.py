"""One answer for all who wait, and whatever is known is served."""

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from service.errors import GitHubDown, OptedOut, Paused, RateLimited, ServiceError, Status, Unavailable, Warming
from service.evidence import Login
from service.scorer import BATCH, Scorer
from service.store.memory import MemoryStore
from tests.fakes import FakeClock, FakeSource, somebody

ADA, BOB = Login("ada"), Login("bob")
LONG = 5.0


@dataclass
class Seen:
    """A watch that writes down what it is told."""

    answers: list[str] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def answered(self, how: str) -> None:
        self.answers.append(how)

    def fetched(self, logins: int, seconds: float) -> None:
        assert seconds >= 0
        self.batches.append(logins)

    def failed(self, error: ServiceError) -> None:
        self.failures.append(type(error).__name__)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(1024 * 1024)


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
async def scorer(source: FakeSource, store: MemoryStore, clock: FakeClock, seen: Seen) -> AsyncIterator[Scorer]:
    source.outcomes = {"ada": somebody("ada"), "bob": somebody("bob", days=1)}
    with ThreadPoolExecutor(4) as executor:
        scorer = Scorer(source, store, executor, clock=clock, watch=seen)
        yield scorer
        source.gate.set()
        await scorer.close()


async def settled(scorer: Scorer) -> None:
    """Wait until nothing is being fetched."""
    for _ in range(1000):
        if not scorer.waiting:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("a fetch did not end")


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


async def test_cold_logins_that_arrive_together_are_fetched_in_batches(
    scorer: Scorer, source: FakeSource, seen: Seen
) -> None:
    source.outcomes = {f"p{i}": somebody(f"p{i}") for i in range(25)}

    await asyncio.gather(*(scorer.answer(Login(f"p{i}"), wait=LONG) for i in range(25)))

    assert sorted(map(len, source.batches)) == [5, BATCH, BATCH]
    assert sorted(seen.batches) == [5, BATCH, BATCH]


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


async def test_a_known_person_keeps_their_score_while_github_is_down(
    scorer: Scorer, source: FakeSource, clock: FakeClock
) -> None:
    before = await scorer.answer(ADA, wait=LONG)
    source.outcomes["ada"] = GitHubDown("No answer.")
    clock.advance(days=3)
    await scorer.answer(ADA, wait=0.0)
    await settled(scorer)

    reply = await scorer.answer(ADA, wait=0.0)

    assert reply.stale
    assert reply.record.score == before.record.score


async def test_a_login_that_failed_is_not_asked_about_again_at_once(
    scorer: Scorer, source: FakeSource, seen: Seen
) -> None:
    source.outcomes["ada"] = RateLimited("Wait.")
    for _ in range(5):
        with pytest.raises(RateLimited):
            await scorer.answer(ADA, wait=LONG)

    assert source.asked == [ADA]
    assert seen.failures == ["RateLimited"]


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


async def test_a_refresh_fetches_what_is_fresh(scorer: Scorer, source: FakeSource, clock: FakeClock) -> None:
    await scorer.answer(ADA, wait=LONG)
    clock.advance(minutes=1)

    reply = await scorer.refresh(ADA, wait=LONG)

    assert source.asked == [ADA, ADA]
    assert reply.record.observed_at == clock()


async def test_a_source_that_breaks_is_a_clear_failure_for_all_who_wait(scorer: Scorer, source: FakeSource) -> None:
    source.broken = ZeroDivisionError("a bug")

    results = await asyncio.gather(scorer.answer(ADA, wait=LONG), scorer.answer(BOB, wait=LONG), return_exceptions=True)

    assert [type(result) for result in results] == [GitHubDown, GitHubDown]
    assert "ZeroDivisionError" in str(results[0])


async def test_a_login_that_the_source_leaves_out_is_a_failure(scorer: Scorer, source: FakeSource) -> None:
    source.forgetful = True

    with pytest.raises(GitHubDown, match="left this login out"):
        await scorer.answer(ADA, wait=LONG)


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
