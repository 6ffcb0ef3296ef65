"""Installations and tokens in one pool: each has its own budget, and one that fails does not stop the others."""

import logging
from datetime import timedelta

import pytest

from service.errors import GitHubDown, Misconfigured, RateLimited, Unavailable
from service.github_api.gateway import Gateway
from service.github_api.outcomes import Verdict
from service.github_api.tokens import RESTING, Resource, Token, TokenPool, Unusable
from service.github_api.transport import Answer, Transport
from tests.fakes import NOW, FakeClock
from tests.service.github_api.scripted import FakeGitHub, always, spent

SUSPENDED = Misconfigured("suspended", retry_at=NOW + timedelta(minutes=5))
DOWN = GitHubDown("no token", retry_at=NOW + timedelta(seconds=15))
GOOD = Answer(200, body={})


class Empty(FakeGitHub):
    """A transport without a token to ask with."""

    def __init__(self, reason: Unavailable, clock: FakeClock) -> None:
        super().__init__(always(GOOD), clock)
        self.reason: Unavailable | None = reason

    def rest(self, path: str, parameters: object = None) -> Answer:
        if self.reason:
            self.asked.append(None)  # type: ignore[arg-type] # only their number is of interest
            raise Unusable(self.reason)
        return super().rest(path)


def gateway_of(clock: FakeClock, *ways: Transport, tokens: int = 0) -> Gateway:
    """A gateway with some personal tokens first and installations after them."""
    installations = tuple(range(100, 100 + len(ways) - tokens))
    pool = TokenPool(tuple(f"ghp_{i}" for i in range(tokens)), clock=clock, installations=installations)
    return Gateway(pool, lambda token: ways[token.number], clock, lambda seconds: clock.advance(seconds=seconds))


def test_tokens_come_first_and_installations_after_them() -> None:
    pool = TokenPool(("a", "b"), clock=FakeClock(), installations=(7, 8))

    assert [(token.number, token.secret, token.installation) for token in pool.tokens] == [
        (0, "a", None),
        (1, "b", None),
        (2, None, 7),
        (3, None, 8),
    ]
    assert [token.name for token in pool.tokens] == ["token 1", "token 2", "installation 7", "installation 8"]


def test_a_pool_of_installations_alone_is_not_anonymous() -> None:
    assert not TokenPool((), clock=FakeClock(), installations=(7,)).anonymous


def test_each_installation_has_a_budget_of_its_own(clock: FakeClock) -> None:
    pool = TokenPool((), clock=clock, installations=(7, 8))
    first, second = pool.tokens
    pool.learn(first, spent("core", clock, remaining=100, limit=5000))
    pool.learn(second, spent("core", clock, remaining=9000, limit=12500))

    assert pool.choose(Resource.CORE) is second
    assert pool.left(Resource.CORE) == 9100 / 17500


@pytest.mark.parametrize("reason", [SUSPENDED, DOWN, RateLimited("wait", retry_at=NOW + timedelta(minutes=1))])
def test_an_installation_without_a_token_is_left_alone_and_the_others_go_on(
    clock: FakeClock, reason: Unavailable
) -> None:
    empty, full = Empty(reason, clock), FakeGitHub(always(GOOD), clock)
    gateway = gateway_of(clock, empty, full)

    for _ in range(3):
        assert gateway.rest("/users/ada").verdict is Verdict.USE

    assert (len(empty.asked), len(full.asked)) == (1, 3)


def test_an_installation_is_asked_with_again_when_its_time_has_come(clock: FakeClock) -> None:
    way = Empty(DOWN, clock)
    gateway = gateway_of(clock, way)
    with pytest.raises(GitHubDown) as caught:
        gateway.rest("/users/ada")
    assert caught.value.retry_at == DOWN.retry_at

    way.reason = None
    clock.advance(seconds=15)

    assert gateway.rest("/users/ada").verdict is Verdict.USE


def test_the_reason_that_passes_soonest_is_told_when_no_token_is_left(clock: FakeClock) -> None:
    gateway = gateway_of(clock, Empty(SUSPENDED, clock), Empty(DOWN, clock))

    with pytest.raises(GitHubDown, match="no token"):
        gateway.rest("/users/ada")


def test_a_suspended_installation_alone_needs_its_operator(clock: FakeClock) -> None:
    gateway = gateway_of(clock, Empty(SUSPENDED, clock))

    for _ in range(2):
        with pytest.raises(Misconfigured, match="suspended"):
            gateway.rest("/users/ada")


def test_a_reason_whose_time_has_passed_is_no_reason_to_ask_in_a_circle(clock: FakeClock) -> None:
    way = Empty(GitHubDown("no token", retry_at=NOW - timedelta(hours=1)), clock)

    with pytest.raises(GitHubDown) as caught:
        gateway_of(clock, way).rest("/users/ada")

    assert len(way.asked) == 1
    assert caught.value.retry_at == NOW + RESTING


def test_an_operator_reads_which_installation_it_was(clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    refused = FakeGitHub(always(Answer(401, body={"message": "Bad credentials"})), clock)

    gateway_of(clock, refused, Empty(SUSPENDED, clock), FakeGitHub(always(GOOD), clock), tokens=1).rest("/users/ada")

    assert [record.getMessage() for record in caplog.records] == [
        "GitHub cannot be asked with token 1: Bad credentials",
        "GitHub cannot be asked with installation 100: suspended",
    ]


def test_each_thread_gets_an_error_of_its_own() -> None:
    clock = FakeClock()
    pool = TokenPool((), clock=clock, installations=(7,))
    pool.refuse(pool.tokens[0], SUSPENDED)

    raised = []
    for _ in range(2):
        with pytest.raises(Misconfigured) as caught:
            pool.choose(Resource.CORE)
        raised.append(caught.value)

    assert raised[0] is not raised[1]


def test_a_token_of_an_installation_shows_no_secret() -> None:
    assert "secret" not in repr(Token(0, "hush", installation=7))
