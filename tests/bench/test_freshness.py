"""The simulation of how many badges stay fresh."""

import pytest

from bench.freshness import Budget, Simulation, Token, World, asked_a_day, holds, views_a_day
from service.evidence import Depth


def test_views_follow_zipfs_law_and_have_the_mean_that_is_assumed() -> None:
    views = list(views_a_day(1000, World(views=10, exponent=1)))

    assert sum(views) / 1000 == pytest.approx(10)
    assert views[0] / views[9] == pytest.approx(10)


def test_the_image_proxy_lets_one_request_an_hour_through_at_most() -> None:
    assert asked_a_day(1e9, World(proxy_minutes=60)) == pytest.approx(24)
    assert asked_a_day(1, World(proxy_minutes=60)) == pytest.approx(0.96)


def test_a_budget_that_falls_looks_less_closely_and_stops_at_its_reserve() -> None:
    budget = Budget(Token(points=10, seconds=1000), tokens=1)
    budget.begin(0)

    depths = [budget.take() for _ in range(100)]

    assert list(dict.fromkeys(depths)) == [Depth.FULL, Depth.LITE, Depth.NONE, None]
    assert 0 < budget.left <= 0.02


def test_a_budget_is_filled_every_hour_and_githubs_time_every_minute() -> None:
    budget = Budget(Token(points=100, seconds=0.5), tokens=1)
    budget.begin(0)
    assert [budget.take() for _ in range(2)] == [Depth.FULL, None]

    budget.begin(1)
    assert budget.take() is Depth.FULL
    assert budget.left < 1

    budget.begin(60)
    assert budget.left == 1


def test_a_score_holds_longer_for_those_who_pause_and_when_the_budget_is_low() -> None:
    usual = holds(10, 100, dormant=False)

    assert holds(10, 100, dormant=True) > usual
    assert holds(10, 10, dormant=False) > usual


def test_tokens_without_end_show_fresher_scores_than_a_token_that_is_too_small() -> None:
    small = Token(points=20)
    one, many = (Simulation(300, tokens, world=World(), token=small).run() for tokens in (1, 1000))

    assert many.views > one.views
    assert many.kept > one.kept
    assert many.full == 1 > one.full
