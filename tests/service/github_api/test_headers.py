"""Numbers in headers are whatever a server, or somebody between, has written there."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.github_api.headers import LONGEST_WAIT, SHORTEST_WAIT, number, reset_at, retry_at

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("text", "value"), [("60", 60), ("0", 0), (" 7 ", 7), ("4987.0", 4987)])
def test_a_number_is_read(text: str, value: int) -> None:
    assert number({"retry-after": text}, "retry-after") == value


@pytest.mark.parametrize("text", ["", "soon", "-1", "1e3", "0x10", "inf", "nan", "9" * 30, "9" * 5000, "\u0663", "1,2"])
def test_anything_else_is_no_number(text: str) -> None:
    assert number({"retry-after": text}, "retry-after") is None


def test_a_header_that_is_not_there_is_no_number() -> None:
    assert number({}, "retry-after") is None


def test_a_reset_is_a_moment_in_utc() -> None:
    headers = {"x-ratelimit-reset": str(int((NOW + MINUTE).timestamp()))}

    assert reset_at(headers, NOW) == NOW + MINUTE
    assert reset_at({}, NOW) is None


def test_a_reset_in_a_far_future_is_an_hour_away_at_most() -> None:
    assert reset_at({"x-ratelimit-reset": "9999999999"}, NOW) == NOW + LONGEST_WAIT


@pytest.mark.parametrize(
    ("text", "wait"),
    [("60", MINUTE), ("0", SHORTEST_WAIT), ("9999999999", LONGEST_WAIT), ("Fri, 20 Nov 2026 12:05:00 GMT", 2 * MINUTE)],
)
def test_a_wait_is_between_a_second_and_an_hour(text: str, wait: timedelta) -> None:
    assert retry_at({"retry-after": text}, NOW, otherwise=2 * MINUTE) == NOW + wait


@given(st.text())
def test_no_header_makes_it_raise(text: str) -> None:
    headers = {"x-ratelimit-reset": text, "retry-after": text}

    assert (reset_at(headers, NOW) or NOW) <= NOW + LONGEST_WAIT
    assert SHORTEST_WAIT <= retry_at(headers, NOW, otherwise=MINUTE) - NOW <= LONGEST_WAIT
