"""How often somebody is asked for, a day."""

from service.evidence import Login
from service.popularity import Popularity
from tests.fakes import FakeClock

ADA = Login("ada")


def asked(popularity: Popularity, clock: FakeClock, days: int, times: int) -> None:
    for _ in range(days):
        popularity.count(ADA, times)
        clock.advance(days=1)


def test_nobody_has_asked_for_somebody_new(clock: FakeClock) -> None:
    assert Popularity(clock).per_day(ADA) == 0


def test_requests_of_one_day_add_up(clock: FakeClock) -> None:
    popularity = Popularity(clock)
    popularity.count(ADA)
    popularity.count(ADA, 4)

    assert popularity.per_day(ADA) == 5


def test_two_a_day_stay_two_a_day(clock: FakeClock) -> None:
    popularity = Popularity(clock)
    asked(popularity, clock, days=20, times=2)

    assert popularity.per_day(ADA) == 2


def test_yesterday_counts_until_today_is_over(clock: FakeClock) -> None:
    popularity = Popularity(clock)
    asked(popularity, clock, days=1, times=30)
    popularity.count(ADA)
    first = popularity.per_day(ADA)
    clock.advance(days=1)

    assert (first, popularity.per_day(ADA)) == (30, 1)


def test_what_was_days_ago_is_forgotten(clock: FakeClock) -> None:
    popularity = Popularity(clock)
    asked(popularity, clock, days=1, times=30)
    clock.advance(days=1)

    assert popularity.per_day(ADA) == 0
