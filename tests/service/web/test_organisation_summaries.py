"""Summaries of organisations: made behind, kept for a day, and never of a few people."""

import asyncio
import random
import traceback
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import GitHubDown, OptedOut, Paused, RateLimited, ServiceError, Status, UnknownLogin, Warming
from service.evidence import Login
from service.github_api.members import Members
from service.score import Level
from service.scorer import Scorer
from service.store.memory import MemoryStore
from service.web.organisation_summaries import Found, Summaries
from service.web.organisation_summary import FEWEST, Group, summarise
from tests.fakes import NOW, FakeClock, FakeSource, nobody_visible, somebody

ACME = Login("acme")


@dataclass
class FakeMembers:
    """Members of organisations that a test makes up."""

    known: dict[str, tuple[str, ...] | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, organisation: Login, most: int) -> Members:
        self.asked.append(organisation)
        found = self.known.get(organisation, UnknownLogin(f"GitHub knows no organisation named {organisation}."))
        if isinstance(found, Exception):
            raise found
        return Members(organisation, tuple(map(Login, found[:most])), len(found))


@dataclass
class Board:
    """The summaries under test with everything around them."""

    members: FakeMembers
    source: FakeSource
    clock: FakeClock
    summaries: Summaries
    left: float | None = None

    async def settled(self, organisation: Login = ACME) -> Found:
        """The summary once nothing is under way any more."""
        for _ in range(500):
            try:
                found = self.summaries.find(organisation)
            except Warming:
                await asyncio.sleep(0.01)
                continue
            if not found.stale:
                return found
            await asyncio.sleep(0.01)
        raise AssertionError("it never came")


@pytest.fixture
async def board(source: FakeSource, clock: FakeClock) -> AsyncIterator[Board]:
    source.outcomes = {f"person-{n}": somebody(f"person-{n}", days=3 if n < 4 else 1) for n in range(7)}
    members = FakeMembers({"acme": tuple(source.outcomes)})
    with ThreadPoolExecutor(4) as executor:
        scorer = Scorer(source, MemoryStore(1024 * 1024), executor, clock=clock)
        found: Board
        summaries = Summaries(members, scorer, executor, clock=clock, left=lambda: found.left, most_members=40)
        found = Board(members, source, clock, summaries)
        yield found
        source.gate.set()
        await summaries.close()
        await scorer.close()


async def test_the_first_look_never_waits(board: Board) -> None:
    board.source.gate.clear()

    with pytest.raises(Warming, match="acme"):
        board.summaries.find(ACME)


async def test_people_are_counted_by_level(board: Board) -> None:
    found = await board.settled()

    assert (found.summary.status, found.summary.members, found.summary.people) == (Status.OK, 7, 7)
    assert found.summary.levels[Group.HANDS_ON] + found.summary.levels[Group.IN_TOUCH] == 7
    assert found.summary.hands_on == found.summary.levels[Group.HANDS_ON] >= 4


async def test_it_is_made_once_and_kept_for_a_day(board: Board) -> None:
    await board.settled()
    board.clock.advance(hours=23)
    kept = board.summaries.find(ACME)
    board.clock.advance(hours=2)
    old = board.summaries.find(ACME)

    assert (kept.stale, old.stale) == (False, True)
    await board.settled()
    assert board.members.asked == ["acme", "acme"]


async def test_those_without_a_level_are_others_and_not_told_apart(board: Board) -> None:
    board.source.outcomes |= {
        "person-5": OptedOut("person-5 asked not to be scored."),
        "person-6": Paused("person-6 asked for a pause."),
        "person-7": nobody_visible("person-7"),
        "person-8": UnknownLogin("gone"),
    }
    board.members.known["acme"] = tuple(f"person-{n}" for n in range(9))

    summary = (await board.settled()).summary

    assert (summary.members, summary.looked_at, summary.people, summary.levels[Group.OTHERS]) == (9, 9, 9, 4)


async def test_fewer_than_five_are_not_counted_at_all(board: Board) -> None:
    board.members.known["acme"] = tuple(f"person-{n}" for n in range(FEWEST - 1))

    summary = (await board.settled()).summary

    assert summary.status is Status.NOT_VISIBLE
    assert (summary.people, summary.hands_on, dict(summary.levels)) == (None, None, {})


async def test_of_a_large_organisation_a_part_is_looked_at_ten_at_a_time(board: Board) -> None:
    logins = tuple(f"crew-{n}" for n in range(90))
    board.source.outcomes = {login: somebody(login) for login in logins}
    board.members.known["acme"] = logins

    summary = (await board.settled()).summary

    assert (summary.members, summary.looked_at, summary.people) == (90, 40, 40)
    assert max(map(len, board.source.batches)) <= 10


async def test_an_unknown_organisation_is_remembered_for_an_hour(board: Board) -> None:
    nowhere = Login("nowhere")
    with pytest.raises(UnknownLogin):
        await board.settled(nowhere)
    board.clock.advance(minutes=50)
    with pytest.raises(UnknownLogin):
        board.summaries.find(nowhere)
    board.clock.advance(minutes=20)
    with pytest.raises(Warming):
        board.summaries.find(nowhere)

    assert board.members.asked[:1] == ["nowhere"]


@pytest.mark.parametrize("failure", [GitHubDown("GitHub did not answer."), KeyError("surprise")])
async def test_a_failure_is_told_and_tried_again_soon(board: Board, failure: Exception) -> None:
    board.members.known["acme"] = failure
    with pytest.raises(GitHubDown):
        await board.settled()
    board.members.known["acme"] = tuple(board.source.outcomes)
    board.clock.advance(minutes=3)

    assert (await board.settled()).summary.people == 7


async def test_a_failure_that_is_told_often_keeps_none_of_those_who_asked(board: Board) -> None:
    board.members.known["acme"] = GitHubDown("GitHub did not answer.")
    with pytest.raises(GitHubDown):
        await board.settled()
    depths = []
    for _ in range(100):
        with pytest.raises(GitHubDown, match="did not answer") as raised:
            board.summaries.find(ACME)
        depths.append(len(list(traceback.walk_tb(raised.value.__traceback__))))

    assert depths[-1] == depths[0]


async def test_a_failure_never_replaces_what_is_known(board: Board) -> None:
    await board.settled()
    board.members.known["acme"] = GitHubDown("GitHub did not answer.")
    board.clock.advance(days=2)
    stale = board.summaries.find(ACME)
    after = await board.settled()

    assert stale.stale
    assert after.summary == stale.summary


async def test_many_members_who_cannot_be_looked_at_are_no_summary(board: Board) -> None:
    board.source.outcomes = {login: GitHubDown("no") for login in board.source.outcomes}

    with pytest.raises(GitHubDown, match="Too many members"):
        await board.settled()


async def test_people_come_first_when_the_budget_is_low(board: Board) -> None:
    board.left = 0.2

    with pytest.raises(RateLimited):
        board.summaries.find(ACME)

    assert board.members.asked == []


async def test_only_so_many_wait_for_their_turn(board: Board) -> None:
    board.source.gate.clear()
    outcomes: list[type[ServiceError]] = []
    for number in range(25):
        with pytest.raises(ServiceError) as raised:
            board.summaries.find(Login(f"org-{number}"))
        outcomes.append(raised.type)

    assert outcomes == [Warming] * 20 + [RateLimited] * 5


TOLD = {Level.HANDS_ON, Level.IN_TOUCH}
LEVELS = st.lists(st.sampled_from([*Level, None]), max_size=30)


@given(LEVELS)
def test_a_summary_is_all_counts_or_none(levels: list[Level | None]) -> None:
    summary = summarise("acme", len(levels), levels, NOW)

    if len(levels) < FEWEST or not TOLD & set(levels):
        assert (summary.people, summary.hands_on, dict(summary.levels)) == (None, None, {})
    else:
        assert summary.people == sum(summary.levels.values()) == len(levels)
        assert summary.hands_on == levels.count(Level.HANDS_ON)


@given(LEVELS, st.sampled_from([Level.DIPPING_IN, Level.QUIET, Level.NOT_VISIBLE, None]))
def test_no_summary_tells_a_low_level_from_none_at_all(levels: list[Level | None], other: Level | None) -> None:
    others = [level if level in TOLD else other for level in levels]

    assert summarise("acme", len(levels), others, NOW) == summarise("acme", len(levels), levels, NOW)


def test_five_of_one_low_level_are_not_told_of() -> None:
    summary = summarise("acme", 5, [Level.QUIET] * 5, NOW)

    assert (summary.status, summary.people, dict(summary.levels)) == (Status.NOT_VISIBLE, None, {})


@given(LEVELS, st.randoms())
def test_the_order_of_members_changes_nothing(levels: list[Level | None], order: random.Random) -> None:
    shuffled = list(levels)
    order.shuffle(shuffled)

    assert summarise("acme", 9, shuffled, NOW) == summarise("acme", 9, levels, NOW)
