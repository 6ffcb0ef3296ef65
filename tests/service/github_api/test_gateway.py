"""Retries, pauses and patience."""

import random
from datetime import timedelta

import pytest

from service.errors import GitHubDown
from service.github_api.gateway import RETRIES, Gateway
from service.github_api.outcomes import Verdict
from service.github_api.queries import Query
from service.github_api.tokens import Resource, TokenPool
from service.github_api.transport import Answer
from tests.fakes import FakeClock
from tests.service.github_api.scripted import FakeGitHub, always, data, gateway_to, in_turn

QUERY = Query("{ viewer { login } }", {})
GOOD = data({"viewer": {"login": "ada"}})
BROKEN = Answer(502, seconds=0.1)


def test_an_accident_is_asked_again() -> None:
    hub = FakeGitHub(in_turn(BROKEN, BROKEN, GOOD))

    assert gateway_to(hub).graphql(QUERY).verdict is Verdict.USE
    assert len(hub.asked) == 3


@pytest.mark.parametrize("answer", [BROKEN, Answer(0), Answer(200, body=None), Answer(500)])
def test_after_two_retries_github_is_down(answer: Answer) -> None:
    hub = FakeGitHub(always(answer))

    with pytest.raises(GitHubDown):
        gateway_to(hub).rest("/users/ada")

    assert len(hub.asked) == 1 + RETRIES


def test_pauses_grow_and_are_random() -> None:
    pauses: list[float] = []
    clock = FakeClock()
    pool = TokenPool(("one",), clock=clock)
    for seed in range(20):
        hub = FakeGitHub(in_turn(BROKEN, BROKEN, GOOD), clock)
        Gateway(pool, lambda _, hub=hub: hub, clock, pauses.append, chance=random.Random(seed)).graphql(QUERY)  # type: ignore[misc] # noqa: S311 - a test's dice

    first, second = pauses[::2], pauses[1::2]
    assert all(0.1 <= pause <= 0.4 for pause in first)
    assert all(0.2 <= pause <= 0.8 for pause in second)
    assert len(set(pauses)) == len(pauses)


@pytest.mark.parametrize("seconds", [1.0, 5.0, 7.9, 8.2, 12.0, 24.0])
def test_all_tries_together_stay_inside_the_patience(seconds: float) -> None:
    hub = FakeGitHub(always(Answer(0, seconds=seconds)))
    gateway, began = gateway_to(hub), hub.clock()

    with pytest.raises(GitHubDown):
        gateway.rest("/users/ada")

    assert hub.clock() - began <= gateway.patience


def test_a_slow_answer_to_graphql_is_not_asked_again_but_split() -> None:
    hub = FakeGitHub(always(Answer(502, seconds=10.0)))

    assert gateway_to(hub).graphql(QUERY).verdict is Verdict.SPLIT
    assert len(hub.asked) == 1


@pytest.mark.parametrize(("path", "resource"), [("/search/commits", Resource.SEARCH), ("/users/a", Resource.CORE)])
def test_search_has_a_budget_of_its_own(path: str, resource: Resource) -> None:
    hub = FakeGitHub(always(Answer(200, body={})))
    gateway = gateway_to(hub)
    for other in set(Resource) - {resource}:
        gateway.pool.block(gateway.pool._tokens[0], other, hub.clock() + timedelta(hours=1), every=False)

    assert gateway.rest(path, {"q": "x"}).verdict is Verdict.USE
    assert hub.asked[0].values == {"q": "x"}


def test_what_does_not_exist_is_absent_at_once() -> None:
    hub = FakeGitHub(always(Answer(404, body={"message": "Not Found"})))

    assert gateway_to(hub).rest("/users/ada").verdict is Verdict.ABSENT
    assert len(hub.asked) == 1


def test_an_outage_is_left_alone_after_ten_failures_and_tried_again_later() -> None:
    hub = FakeGitHub(always(BROKEN))
    gateway = gateway_to(hub)
    for _ in range(20):
        with pytest.raises(GitHubDown):
            gateway.graphql(QUERY)
    assert len(hub.asked) == 10

    with pytest.raises(GitHubDown) as caught:
        gateway.graphql(QUERY)
    assert caught.value.retry_at is not None
    assert caught.value.retry_at > hub.clock()

    hub.clock.advance(seconds=31)
    hub.reply = always(GOOD)
    assert gateway.graphql(QUERY).verdict is Verdict.USE


def test_an_outage_of_graphql_leaves_rest_alone() -> None:
    hub = FakeGitHub(lambda question: BROKEN if question.text == QUERY.text else Answer(200, body={}))
    gateway = gateway_to(hub)
    for _ in range(5):
        with pytest.raises(GitHubDown):
            gateway.graphql(QUERY)

    assert gateway.rest("/users/ada").verdict is Verdict.USE


def test_a_question_that_is_too_large_is_no_outage() -> None:
    too_large = data(None, {"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits exceeded."})
    hub = FakeGitHub(always(too_large))
    gateway = gateway_to(hub)

    verdicts = [gateway.graphql(QUERY).verdict for _ in range(30)]

    assert verdicts == [Verdict.SPLIT] * 30
