"""The less budget is left, the less is looked at, and the evidence says so."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from service.evidence import Depth, Evidence, GapCode
from service.github_api.source import depth_for
from service.github_api.transport import Answer
from tests.service.github_api.invented_hub import NOW, Spoil, invented_hub
from tests.service.github_api.scripted import Question, gateway_to, spent
from tests.service.github_api.sourcing import DANA, SAM, evidence, fetched, rest_questions, source


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as running:
        yield running


@pytest.mark.parametrize(
    ("left", "depth"),
    [(None, "full"), (1.0, "full"), (0.51, "full"), (0.5, "lite"), (0.21, "lite"), (0.2, "none"), (0.0, "none")],
)
def test_the_less_budget_is_left_the_less_is_looked_at(left: float | None, depth: str) -> None:
    assert depth_for(left) == depth


def with_budget(remaining: int, resource: str = "graphql") -> Spoil:
    def spoil(question: Question, answer: Answer) -> Answer:
        asked = "core" if question.text.startswith("/") else "graphql"
        headers = {**answer.headers, "x-ratelimit-remaining": str(remaining)}
        return replace(answer, headers=headers) if asked == resource else answer

    return spoil


@pytest.mark.parametrize(("remaining", "depth"), [(4000, Depth.FULL), (2000, Depth.LITE), (800, Depth.NONE)])
def test_the_graphql_budget_decides_the_depth(remaining: int, depth: Depth, executor: ThreadPoolExecutor) -> None:
    assert evidence(executor, depth=None, spoil=with_budget(remaining)).depth is depth


def test_the_scarcer_of_both_budgets_decides(executor: ThreadPoolExecutor) -> None:
    gateway = gateway_to(invented_hub())
    token = gateway.pool._tokens[0]
    gateway.pool.learn(token, spent("core", invented_hub().clock, remaining=1500))

    found = source(gateway, executor, None).fetch([DANA], now=NOW)[DANA]

    assert isinstance(found, Evidence)
    assert found.depth is Depth.LITE


def test_a_scarce_rest_budget_is_believed_until_its_reset_and_no_longer(executor: ThreadPoolExecutor) -> None:
    hub = invented_hub()
    gateway = gateway_to(hub)
    gateway.pool.learn(gateway.pool._tokens[0], spent("core", hub.clock, remaining=0))
    hub.clock.advance(minutes=31)

    found = source(gateway, executor, None).fetch([DANA], now=NOW)[DANA]

    # At no other depth is REST asked, so its budget would stay unknown for ever.
    assert isinstance(found, Evidence)
    assert found.depth is Depth.FULL


def test_each_depth_says_what_it_left_out(executor: ThreadPoolExecutor) -> None:
    depths = (Depth.FULL, Depth.LITE, Depth.NONE)
    gaps = {depth: {gap.code for gap in evidence(executor, SAM, depth).gaps} for depth in depths}

    unseen = GapCode.PRIVATE_NOT_VISIBLE
    assert gaps[Depth.FULL] == {unseen}
    assert gaps[Depth.LITE] == {unseen, GapCode.COMMITS_NOT_LOOKED_AT}
    assert gaps[Depth.NONE] == {
        unseen,
        GapCode.COMMITS_NOT_LOOKED_AT,
        GapCode.PULL_REQUESTS_NOT_LOOKED_AT,
        GapCode.FILES_ESTIMATED,
    }


def test_each_depth_asks_for_less(executor: ThreadPoolExecutor) -> None:
    asked = {}
    for depth in Depth.FULL, Depth.LITE, Depth.NONE:
        hub = invented_hub()
        fetched(hub, executor, DANA, SAM, depth=depth)
        asked[depth] = (len(hub.asked), len(rest_questions(hub)))

    assert asked[Depth.NONE] == (1, 0)
    assert asked[Depth.LITE] == (2, 0)
    assert asked[Depth.FULL] >= (2, 1)
