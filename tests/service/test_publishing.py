"""One function reduces a record to what may be published, and it can only take away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import NotScored, OptedOut, OrganisationAccount, Paused, Status, UnknownLogin
from service.evidence import Evidence, Show
from service.publishing import Publish, published
from service.record import Record, record_of_error, record_of_score
from service.score import Level, level_of
from service.scoring import score
from tests.fakes import NOW, nobody_visible, somebody
from tests.service.strategies import evidence

SCORED = score(somebody("ada"), now=NOW)


def scored(value: int, *, enrolled: bool | None, show: Show = Show.FULL) -> Record:
    """The record of somebody with this score."""
    return record_of_score(replace(SCORED, value=value, level=level_of(value)), show, enrolled=enrolled)


@given(facts=evidence(), show=st.sampled_from(Show), enrolled=st.sampled_from([None, False, True]))
def test_a_service_for_anyone_publishes_everything(facts: Evidence, show: Show, *, enrolled: bool | None) -> None:
    record = record_of_score(score(facts, now=facts.observed_at), show, enrolled=enrolled)

    assert published(record, Publish.ANYONE, NOW) is record


@pytest.mark.parametrize("show", list(Show))
def test_who_enrolled_shows_as_much_as_they_wish(show: Show) -> None:
    record = scored(20, enrolled=True, show=show)

    assert published(record, Publish.ENROLLED, NOW) is record


@pytest.mark.parametrize("enrolled", [None, False])
@pytest.mark.parametrize("show", list(Show))
@pytest.mark.parametrize("value", [40, 70, 100])
def test_of_others_the_level_is_left_from_in_touch_up(value: int, show: Show, enrolled: bool | None) -> None:  # noqa: FBT001 - a row of the table
    record = published(scored(value, enrolled=enrolled, show=show), Publish.ENROLLED, NOW)

    assert record.status is Status.OK
    assert record.show is Show.LEVEL
    assert record.score
    assert record.score.level in {Level.IN_TOUCH, Level.HANDS_ON}
    assert "the level alone is shown" in record.message


@pytest.mark.parametrize("enrolled", [None, False])
@pytest.mark.parametrize("value", [0, 15, 16, 39])
def test_of_others_a_lower_score_is_not_told_at_all(value: int, enrolled: bool | None) -> None:  # noqa: FBT001 - a row of the table
    record = published(scored(value, enrolled=enrolled), Publish.ENROLLED, NOW)

    assert record.status is Status.NOT_VISIBLE
    assert record.score is None
    assert "enrolled" in record.message


def test_a_low_score_looks_like_none_at_all() -> None:
    quiet = replace(scored(3, enrolled=False), fresh_until=NOW + timedelta(hours=24))
    hidden = record_of_score(score(nobody_visible("ada"), now=NOW), enrolled=False)
    hidden = replace(hidden, observed_at=NOW - timedelta(hours=7), again_at=NOW, fresh_until=NOW + timedelta(hours=90))

    assert published(quiet, Publish.ENROLLED, NOW) == published(hidden, Publish.ENROLLED, NOW)


def test_what_nobody_looked_at_is_said_as_such() -> None:
    looked, not_looked = (
        published(scored(3, enrolled=known), Publish.ENROLLED, NOW).message for known in (False, None)
    )

    assert looked == "ada has not enrolled here, so nothing more is shown."
    assert not_looked.startswith("It is not known yet whether ada has enrolled here")


@pytest.mark.parametrize("kind", [UnknownLogin, OrganisationAccount, Paused, OptedOut])
def test_who_has_no_score_for_a_known_reason_keeps_the_reason(kind: type[NotScored]) -> None:
    record = record_of_error("ada", kind("Because."), NOW)

    assert published(record, Publish.ENROLLED, NOW) is record


@given(
    facts=evidence(),
    show=st.sampled_from(Show),
    publish=st.sampled_from(Publish),
    enrolled=st.sampled_from([None, False, True]),
)
def test_publishing_never_shows_more_than_the_person_does(
    facts: Evidence, show: Show, publish: Publish, *, enrolled: bool | None
) -> None:
    ranks = list(Show)
    record = published(record_of_score(score(facts, now=facts.observed_at), show, enrolled=enrolled), publish, NOW)

    assert ranks.index(record.show) <= ranks.index(show)
    assert published(record, publish, NOW) == record
