"""A record survives being kept, and what is not one is nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BotAccount, NotScored, OptedOut, OrganisationAccount, Paused, Status, UnknownLogin
from service.evidence import Evidence, Show
from service.record import decode, encode, error_of, record_of_error, record_of_score, with_lifetime
from service.scoring import score
from tests.fakes import NOW, nobody_visible, somebody
from tests.service.strategies import evidence


@given(evidence(), st.sampled_from(Show))
def test_a_record_is_the_same_after_it_was_kept(facts: Evidence, show: Show) -> None:
    record = record_of_score(score(facts, now=facts.observed_at), show)

    assert decode(encode(record)) == record


@pytest.mark.parametrize("kind", [UnknownLogin, OrganisationAccount, BotAccount, Paused, OptedOut])
def test_the_reason_for_no_score_survives_too(kind: type[NotScored]) -> None:
    record = decode(encode(record_of_error("octo", kind("Because."), NOW)))

    assert record is not None
    error = error_of(record)
    assert type(error) is kind
    assert str(error) == "Because."


def test_a_record_of_a_score_has_no_error() -> None:
    assert error_of(record_of_score(score(somebody(), now=NOW))) is None


def test_a_score_of_nothing_visible_has_its_own_status() -> None:
    assert record_of_score(score(nobody_visible(), now=NOW)).status is Status.NOT_VISIBLE


@given(st.binary())
def test_damaged_bytes_are_no_record(data: bytes) -> None:
    assert decode(data) is None


def test_a_record_is_stale_from_its_time_on() -> None:
    record = with_lifetime(record_of_score(score(somebody(), now=NOW)), NOW + timedelta(1), NOW + timedelta(2))

    assert not record.is_stale(NOW)
    assert record.is_stale(NOW + timedelta(1))
    assert not record.is_expired(NOW + timedelta(1))
    assert record.is_expired(NOW + timedelta(2))
