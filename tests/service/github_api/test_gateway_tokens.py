"""Which token is asked with, and what happens when none is left."""

from datetime import timedelta

import pytest

from service.errors import Misconfigured, RateLimited
from service.github_api.gateway import Gateway
from service.github_api.outcomes import Verdict
from service.github_api.queries import Query
from service.github_api.tokens import TokenPool
from service.github_api.transport import Answer
from tests.fakes import FakeClock
from tests.service.github_api.scripted import FakeGitHub, always, data, error, gateway_to, in_turn, spent

QUERY = Query("{ viewer { login } }", {})
GOOD = data({"viewer": {"login": "ada"}})
UNAUTHORISED = Answer(401, body={"message": "Bad credentials"})
SECONDARY = Answer(403, {"retry-after": "60"}, {"message": "You have exceeded a secondary rate limit."})
LIMITED = data(None, error("RATE_LIMIT", message="API rate limit already exceeded for user ID 1."))


def test_a_spent_token_is_left_alone_and_another_is_tried() -> None:
    clock = FakeClock()
    first, second = FakeGitHub(always(LIMITED), clock), FakeGitHub(always(GOOD), clock)
    gateway = gateway_to(first, second)

    outcomes = [gateway.graphql(QUERY).verdict for _ in range(3)]

    assert outcomes == [Verdict.USE] * 3
    assert (len(first.asked), len(second.asked)) == (1, 3)


def test_a_spent_graphql_budget_says_nothing_about_rest() -> None:
    hub = FakeGitHub(lambda question: LIMITED if question.text == QUERY.text else Answer(200, body={}))
    gateway = gateway_to(hub)
    with pytest.raises(RateLimited):
        gateway.graphql(QUERY)

    assert gateway.rest("/users/ada").verdict is Verdict.USE


def test_the_secondary_limit_blocks_every_resource_of_its_token() -> None:
    hub = FakeGitHub(in_turn(SECONDARY, GOOD))
    gateway = gateway_to(hub)

    with pytest.raises(RateLimited) as caught:
        gateway.rest("/users/ada")
    with pytest.raises(RateLimited):
        gateway.graphql(QUERY)
    with pytest.raises(RateLimited):
        gateway.rest("/search/commits")

    assert caught.value.retry_at == hub.clock() + timedelta(seconds=60)
    assert len(hub.asked) == 1


def test_the_secondary_limit_of_one_token_is_not_that_of_another() -> None:
    clock = FakeClock()
    first, second = FakeGitHub(always(SECONDARY), clock), FakeGitHub(always(GOOD), clock)

    assert gateway_to(first, second).graphql(QUERY).verdict is Verdict.USE


def test_a_refused_token_is_taken_out_and_another_is_tried() -> None:
    clock = FakeClock()
    first, second = FakeGitHub(always(UNAUTHORISED), clock), FakeGitHub(always(GOOD), clock)
    gateway = gateway_to(first, second)

    for _ in range(3):
        assert gateway.graphql(QUERY).verdict is Verdict.USE

    assert (len(first.asked), len(second.asked)) == (1, 3)


def test_when_every_token_is_refused_the_operator_has_to_act() -> None:
    clock = FakeClock()
    hubs = [FakeGitHub(always(UNAUTHORISED), clock) for _ in range(3)]
    gateway = gateway_to(*hubs)

    for _ in range(2):
        with pytest.raises(Misconfigured):
            gateway.graphql(QUERY)

    assert [len(hub.asked) for hub in hubs] == [1, 1, 1]


def test_when_every_token_waits_the_soonest_is_named() -> None:
    clock = FakeClock()
    late = Answer(429, {"retry-after": "600"}, {})
    soon = Answer(429, {"retry-after": "90"}, {})
    gateway = gateway_to(FakeGitHub(always(late), clock), FakeGitHub(always(soon), clock))

    with pytest.raises(RateLimited) as caught:
        gateway.graphql(QUERY)

    assert caught.value.retry_at == clock() + timedelta(seconds=90)


def test_nothing_is_asked_while_the_budget_is_known_to_be_empty() -> None:
    clock = FakeClock()
    last = Answer(200, spent("core", clock, remaining=0), {"login": "ada"})
    hub = FakeGitHub(in_turn(last, Answer(200, body={})), clock)
    gateway = gateway_to(hub)
    gateway.rest("/users/ada")

    for _ in range(2):
        with pytest.raises(RateLimited) as caught:
            gateway.rest("/users/ada")
        assert caught.value.retry_at is not None
        assert caught.value.retry_at > clock()
        clock.advance(seconds=29)
    assert len(hub.asked) == 1

    clock.advance(minutes=30)
    assert gateway.rest("/users/ada").verdict is Verdict.USE


def test_tokens_that_wait_a_second_each_are_not_asked_in_a_circle() -> None:
    clock = FakeClock()
    again = Answer(429, {"retry-after": "0"}, {}, seconds=2.0)
    # Without an end this test would fail rather than hang.
    hubs = [FakeGitHub(in_turn(*[again] * 100, Answer(200, body={"data": {"viewer": {}}})), clock) for _ in range(2)]
    gateway, began = gateway_to(*hubs), clock()

    with pytest.raises(RateLimited):
        gateway.graphql(QUERY)

    assert clock() - began <= gateway.patience + timedelta(seconds=2)


def test_a_token_appears_in_nothing_that_can_be_printed() -> None:
    clock = FakeClock()
    hub = FakeGitHub(always(UNAUTHORISED), clock)
    pool = TokenPool(("ghp_hush",), clock=clock)
    gateway = Gateway(pool, lambda _: hub, clock, lambda _: None)

    with pytest.raises(Misconfigured) as caught:
        gateway.graphql(QUERY)

    assert "ghp_hush" not in f"{gateway!r} {gateway} {pool!r} {caught.value!r} {caught.value}"
