"""The breaker stops asking after many failures in a row."""

from datetime import timedelta

from service.github_api.breaker import Breaker
from tests.fakes import FakeClock

REST = timedelta(seconds=30)


def breaker_after(failures: int, clock: FakeClock) -> Breaker:
    breaker = Breaker(failures=3, rest=REST)
    for _ in range(failures):
        breaker.failed(clock())
    return breaker


def test_it_lets_everything_pass_until_enough_has_failed() -> None:
    clock = FakeClock()

    assert breaker_after(2, clock).open_until(clock()) is None
    assert breaker_after(3, clock).open_until(clock()) == clock() + REST


def test_one_success_forgets_the_failures() -> None:
    clock = FakeClock()
    breaker = breaker_after(2, clock)
    breaker.worked()

    breaker.failed(clock())

    assert breaker.open_until(clock()) is None


def test_after_its_rest_one_more_failure_is_enough() -> None:
    clock = FakeClock()
    breaker = breaker_after(3, clock)

    clock.advance(seconds=30)
    assert breaker.open_until(clock()) is None

    breaker.failed(clock())
    assert breaker.open_until(clock()) == clock() + REST


def test_a_success_closes_it_at_once() -> None:
    clock = FakeClock()
    breaker = breaker_after(3, clock)

    breaker.worked()

    assert breaker.open_until(clock()) is None
