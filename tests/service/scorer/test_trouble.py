"""Whatever is known is served when GitHub, or the store, does not answer."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from service.errors import GitHubDown, RateLimited, Unavailable
from service.evidence import Gap, GapCode, Login
from service.record import Record
from service.scorer import Reply, Scorer
from service.store.memory import MemoryStore
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.scorer.stage import ADA, BOB, LONG, Seen, settled


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


async def test_a_known_person_keeps_their_score_while_github_answers_only_a_part(
    scorer: Scorer, source: FakeSource, clock: FakeClock
) -> None:
    known = await scorer.answer(ADA, wait=LONG)
    hole = Gap(GapCode.PARTIAL_ANSWER, "GitHub left 1 question unanswered.")
    source.outcomes["ada"] = replace(somebody("ada", days=1), gaps=(hole,))
    clock.advance(hours=13)
    await scorer.answer(ADA, wait=LONG)
    await settled(scorer)

    reply = await scorer.answer(ADA, wait=LONG)

    assert reply.record.score == known.record.score
    assert reply.stale
    assert source.asked == ["ada", "ada"]


async def test_after_a_partial_answer_github_is_asked_again_within_a_minute(
    scorer: Scorer, source: FakeSource, clock: FakeClock
) -> None:
    hole = Gap(GapCode.PARTIAL_ANSWER, "GitHub left 1 question unanswered.")
    source.outcomes["ada"] = replace(somebody("ada", days=1), gaps=(hole,))
    first = await scorer.answer(ADA, wait=LONG)
    source.outcomes["ada"] = somebody("ada")
    clock.advance(minutes=1)
    await scorer.answer(ADA, wait=LONG)
    await settled(scorer)

    second = await scorer.answer(ADA, wait=LONG)

    assert (first.stale, second.stale) == (True, False)


async def test_a_login_that_failed_is_not_asked_about_again_at_once(
    scorer: Scorer, source: FakeSource, seen: Seen
) -> None:
    source.outcomes["ada"] = RateLimited("Wait.")
    for _ in range(5):
        with pytest.raises(RateLimited):
            await scorer.answer(ADA, wait=LONG)

    assert source.asked == [ADA]
    assert seen.failures == ["RateLimited"]


class SilentStore(MemoryStore):
    """A store that cannot say who opted out."""

    async def opted_out(self, login: Login) -> bool:
        raise Unavailable(f"Nobody knows about {login}.")


async def test_nobody_is_fetched_while_opt_outs_cannot_be_read(source: FakeSource, clock: FakeClock) -> None:
    with ThreadPoolExecutor(1) as executor:
        scorer = Scorer(source, SilentStore(1024 * 1024), executor, clock=clock)

        with pytest.raises(Unavailable, match="Nobody knows"):
            await scorer.answer(ADA, wait=LONG)

        await scorer.close()
    assert source.asked == []


async def test_a_source_that_breaks_is_a_clear_failure_for_all_who_wait(scorer: Scorer, source: FakeSource) -> None:
    source.broken = ZeroDivisionError("a bug")

    results = await asyncio.gather(scorer.answer(ADA, wait=LONG), scorer.answer(BOB, wait=LONG), return_exceptions=True)

    assert [type(result) for result in results] == [GitHubDown, GitHubDown]
    assert "ZeroDivisionError" in str(results[0])


class PickyStore(MemoryStore):
    """A store with a bug: it breaks on one login."""

    async def put(self, login: Login, record: Record) -> None:
        if login == ADA:
            raise ZeroDivisionError("a bug")
        await super().put(login, record)


async def test_what_breaks_on_one_login_keeps_nobody_else_waiting(source: FakeSource, clock: FakeClock) -> None:
    source.outcomes = {"ada": somebody("ada"), "bob": somebody("bob")}
    with ThreadPoolExecutor(1) as executor:
        scorer = Scorer(source, PickyStore(1024 * 1024), executor, clock=clock)

        broken, well = await asyncio.gather(
            scorer.answer(ADA, wait=LONG), scorer.answer(BOB, wait=LONG), return_exceptions=True
        )

        await scorer.close()
    assert isinstance(broken, GitHubDown)
    assert "ZeroDivisionError" in str(broken)
    assert isinstance(well, Reply)
    assert well.record.login == BOB


async def test_a_login_that_the_source_leaves_out_is_a_failure(scorer: Scorer, source: FakeSource) -> None:
    source.forgetful = True

    with pytest.raises(GitHubDown, match="left this login out"):
        await scorer.answer(ADA, wait=LONG)
