"""What is left of each token's budget, learned from headers."""

from contextlib import suppress
from datetime import timedelta

import pytest

from service.errors import Misconfigured, RateLimited
from service.github_api.tokens import Resource, Token, TokenPool
from tests.fakes import FakeClock
from tests.service.github_api.scripted import spent

FOUR = ("one", "two", "three", "four")


def pool_of(*secrets: str, clock: FakeClock | None = None) -> tuple[TokenPool, list[Token], FakeClock]:
    """A pool, its tokens in their order, and its clock."""
    clock = clock or FakeClock()
    pool = TokenPool(secrets, clock=clock)
    return pool, pool._tokens, clock


def test_a_pool_without_secrets_is_anonymous() -> None:
    pool, _, _ = pool_of()

    assert pool.anonymous
    assert pool.choose(Resource.CORE).secret is None
    assert not TokenPool(("one",), clock=FakeClock()).anonymous


def test_the_token_with_the_most_budget_is_lent() -> None:
    pool, tokens, clock = pool_of("one", "two")
    pool.learn(tokens[0], spent("graphql", clock, remaining=200))
    pool.learn(tokens[1], spent("graphql", clock, remaining=4000))

    assert pool.choose(Resource.GRAPHQL) is tokens[1]


def test_a_token_that_nobody_has_asked_with_comes_first() -> None:
    pool, tokens, clock = pool_of("one", "two")
    pool.learn(tokens[0], spent("graphql", clock, remaining=5000))

    assert pool.choose(Resource.GRAPHQL) is tokens[1]


@pytest.mark.parametrize("resource", ["core", "graphql", "search"])
def test_four_tokens_share_nothing_and_neither_do_their_resources(resource: str) -> None:
    pool, tokens, clock = pool_of(*FOUR)

    pool.learn(tokens[2], spent(resource, clock, remaining=17))

    known = {(token.number, name) for token in tokens for name, b in token.budgets.items() if b.remaining is not None}
    assert known == {(2, Resource(resource))}


@pytest.mark.parametrize(
    "change",
    [
        {"x-ratelimit-resource": "code_search"},
        {"x-ratelimit-resource": ""},
        {"x-ratelimit-remaining": "many"},
        {"x-ratelimit-limit": ""},
        {"x-ratelimit-reset": "9" * 40},
    ],
)
def test_headers_that_make_no_sense_teach_nothing(change: dict[str, str]) -> None:
    pool, tokens, clock = pool_of("one")

    pool.learn(tokens[0], spent("core", clock) | change)

    assert pool.left(Resource.CORE) is None
    assert pool.choose(Resource.CORE) is tokens[0]


def test_a_reset_in_a_far_future_does_not_take_a_token_out_for_ever() -> None:
    pool, tokens, clock = pool_of("one")
    pool.learn(tokens[0], spent("core", clock) | {"x-ratelimit-reset": "9999999999"})

    clock.advance(hours=1)

    assert pool.choose(Resource.CORE) is tokens[0]


def test_the_last_two_per_cent_are_never_spent() -> None:
    pool, tokens, clock = pool_of("one")
    pool.learn(tokens[0], spent("graphql", clock, remaining=101))
    assert pool.choose(Resource.GRAPHQL) is tokens[0]

    pool.learn(tokens[0], spent("graphql", clock, remaining=100))
    with pytest.raises(RateLimited):
        pool.choose(Resource.GRAPHQL)


def test_a_spent_token_is_back_after_its_reset_and_ranks_as_full() -> None:
    pool, tokens, clock = pool_of("one", "two")
    pool.learn(tokens[0], spent("core", clock, remaining=0))
    clock.advance(minutes=31)
    pool.learn(tokens[1], spent("core", clock, remaining=4999))

    assert pool.choose(Resource.CORE) is tokens[0]


def test_when_all_are_spent_the_soonest_reset_is_named() -> None:
    pool, tokens, clock = pool_of("one", "two")
    pool.learn(tokens[0], spent("core", clock))
    clock.advance(minutes=-10)
    pool.learn(tokens[1], spent("core", clock))
    clock.advance(minutes=10)

    with pytest.raises(RateLimited) as caught:
        pool.choose(Resource.CORE)

    assert caught.value.retry_at == clock() + timedelta(minutes=20)


def test_a_blocked_token_that_is_also_spent_waits_for_both() -> None:
    pool, tokens, clock = pool_of("one")
    pool.learn(tokens[0], spent("core", clock))
    pool.block(tokens[0], Resource.CORE, clock() + timedelta(minutes=1), every=False)

    with pytest.raises(RateLimited) as caught:
        pool.choose(Resource.CORE)

    assert caught.value.retry_at == clock() + timedelta(minutes=30)


def test_a_spent_budget_is_looked_at_again_once_a_minute() -> None:
    pool, tokens, clock = pool_of("one")
    pool.choose(Resource.CORE)
    pool.learn(tokens[0], spent("core", clock))
    lent = 0

    for _ in range(60):
        clock.advance(seconds=10)
        with suppress(RateLimited):
            pool.choose(Resource.CORE)
            lent += 1
        pool.learn(tokens[0], spent("core", clock))

    assert lent == 10


def test_a_block_is_for_one_resource_or_for_all() -> None:
    pool, tokens, clock = pool_of("one")
    pool.block(tokens[0], Resource.GRAPHQL, clock() + timedelta(minutes=1), every=False)
    assert pool.choose(Resource.CORE) is tokens[0]

    pool.block(tokens[0], Resource.GRAPHQL, clock() + timedelta(minutes=1), every=True)
    for resource in Resource:
        with pytest.raises(RateLimited):
            pool.choose(resource)


def test_a_shorter_block_does_not_shorten_a_longer_one() -> None:
    pool, tokens, clock = pool_of("one")
    pool.block(tokens[0], Resource.CORE, clock() + timedelta(minutes=10), every=True)
    pool.block(tokens[0], Resource.CORE, clock() + timedelta(minutes=1), every=True)

    clock.advance(minutes=2)

    with pytest.raises(RateLimited):
        pool.choose(Resource.CORE)


def test_a_refused_token_is_not_lent_until_github_may_have_mended_its_mistake() -> None:
    pool, tokens, clock = pool_of("one", "two")
    pool.refuse(tokens[0])
    assert pool.choose(Resource.CORE) is tokens[1]

    pool.refuse(tokens[1])
    clock.advance(minutes=9)
    with pytest.raises(Misconfigured):
        pool.choose(Resource.CORE)

    clock.advance(minutes=1)
    assert pool.choose(Resource.CORE) in tokens


def test_the_share_that_is_left_is_over_all_tokens_that_are_known() -> None:
    pool, tokens, clock = pool_of("one", "two", "three")
    assert pool.left(Resource.CORE) is None

    pool.learn(tokens[0], spent("core", clock, remaining=1000))
    pool.learn(tokens[1], spent("core", clock, remaining=4000))

    assert pool.left(Resource.CORE) == 0.5
    assert pool.left(Resource.GRAPHQL) is None


def test_a_budget_counts_as_full_again_once_its_reset_has_come() -> None:
    pool, tokens, clock = pool_of("one")
    pool.learn(tokens[0], spent("core", clock, remaining=0))

    clock.advance(minutes=31)

    # Nobody would ever ask, and so learn it, while the share decides that nothing is asked.
    assert pool.left(Resource.CORE) == 1.0


def test_secrets_are_in_no_representation() -> None:
    pool, tokens, clock = pool_of("ghp_hush")
    pool.learn(tokens[0], spent("core", clock))

    shown = [repr(pool), str(pool), repr(tokens), str(tokens[0])]
    with pytest.raises(RateLimited) as caught:
        pool.choose(Resource.CORE)

    assert "ghp_hush" not in "".join([*shown, repr(caught.value), str(caught.value)])
