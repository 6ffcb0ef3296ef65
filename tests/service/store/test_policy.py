"""How long an answer holds."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BotAccount, NotScored, OptedOut, OrganisationAccount, Paused, Status, UnknownLogin
from service.record import Record, record_of_error, record_of_score
from service.scoring import score
from service.store.policy import LIFETIMES, dated, lifetime, stretch
from tests.fakes import NOW, nobody_visible, somebody

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ACTIVE = record_of_score(score(somebody(), now=NOW))
DORMANT = record_of_score(score(somebody(), now=NOW + timedelta(days=60)))


@pytest.mark.parametrize(
    ("record", "asked_per_day", "left", "fresh"),
    [
        (ACTIVE, 5, 1.0, 6 * HOUR),
        (ACTIVE, 5, None, 6 * HOUR),
        (ACTIVE, 100, 1.0, 3 * HOUR),
        (ACTIVE, 1, 1.0, 12 * HOUR),
        (DORMANT, 5, 1.0, 24 * HOUR),
        (DORMANT, 1, 1.0, 48 * HOUR),
        (ACTIVE, 5, 0.25, 12 * HOUR),
        (ACTIVE, 5, 0.0, 48 * HOUR),
        (record_of_score(score(nobody_visible(), now=NOW)), 5, 1.0, 4 * DAY),
        (record_of_error("x", UnknownLogin(""), NOW), 100, 1.0, timedelta(minutes=10)),
        (record_of_error("x", OrganisationAccount(""), NOW), 1, 1.0, 7 * DAY),
        (record_of_error("x", BotAccount(""), NOW), 1, 1.0, 7 * DAY),
        (record_of_error("x", Paused(""), NOW), 1, 1.0, 6 * HOUR),
        (record_of_error("x", OptedOut(""), NOW), 1, 1.0, 30 * DAY),
    ],
)
def test_the_lifetime_follows_status_popularity_activity_and_budget(
    record: Record, asked_per_day: float, left: float | None, fresh: timedelta
) -> None:
    assert lifetime(record, asked_per_day=asked_per_day, left=left).fresh == fresh


@given(st.floats(0, 1), st.floats(0, 1))
def test_less_budget_never_shortens_a_lifetime(one: float, other: float) -> None:
    assert stretch(min(one, other)) >= stretch(max(one, other))


@given(
    st.sampled_from([UnknownLogin, OrganisationAccount, BotAccount, Paused, OptedOut]),
    st.floats(0, 1000),
    st.floats(0, 1),
)
def test_nothing_is_fresh_for_longer_than_it_is_kept(kind: type[NotScored], asked: float, left: float) -> None:
    record = dated(record_of_error("x", kind(""), NOW), NOW, asked_per_day=asked, left=left)

    assert NOW < record.fresh_until <= record.keep_until


def test_people_fetched_together_do_not_expire_together() -> None:
    times = {
        dated(record_of_error(f"user-{i}", Paused(""), NOW), NOW, asked_per_day=5, left=1.0).fresh_until
        for i in range(50)
    }

    assert len(times) > 30
    assert max(times) - min(times) <= 0.2 * 6 * HOUR


def test_every_status_that_can_be_kept_has_a_lifetime() -> None:
    unkept = {Status.STALE, Status.WARMING, Status.BAD_REQUEST, Status.UPSTREAM}

    assert set(LIFETIMES) == set(Status) - unkept
