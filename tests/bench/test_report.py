"""Figures, and what is read from programs."""

import pytest

from bench.client import parse_head
from bench.program import usage_of
from bench.report import Figure, line, paired, percentile
from bench.wrk import requests_in


def test_a_limit_of_the_floor_is_compared_with_the_ratio() -> None:
    figure = Figure("hot", 12.0, "us", floor=10.0, limit=1.25, of_floor=True)

    assert figure.holds
    assert "1.20 x" in line(figure)
    assert "ok (<= 1.25 x)" in line(figure)


def test_a_figure_over_its_limit_is_missed() -> None:
    figure = Figure("start", 2.5, "s", floor=0.1, limit=2)

    assert not figure.holds
    assert "MISSED (<= 2 s)" in line(figure)


def test_a_figure_without_a_limit_holds() -> None:
    assert Figure("peer", 500.0, "us").holds


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([3, 1, 2, 4], 0.5) == 3
    assert percentile([3, 1, 2, 4], 0.99) == 4


def test_rounds_are_compared_with_their_own_floor() -> None:
    assert paired([10, 40, 33], [10, 20, 30]) == pytest.approx(1.1)


def test_cpu_time_memory_and_threads_are_read_from_proc() -> None:
    stat = "7 (a (strange) name) S 1 7 7 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 3 0 99 1000 10"

    usage = usage_of(stat, "Name:\tx\nVmRSS:\t   2048 kB\nThreads:\t3\n")

    assert usage.cpu_seconds == pytest.approx(2.0)
    assert (usage.resident_bytes, usage.threads) == (2048 * 1024, 3)


def test_the_head_of_an_answer_is_status_and_lower_case_headers() -> None:
    assert parse_head(b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nAge:1\r\n\r\n') == (304, {"etag": '"x"', "age": "1"})


def test_the_requests_of_wrk_are_counted() -> None:
    assert requests_in("  Thread Stats\n  20177 requests in 2.10s, 51.2MB read\n") == 20177


@pytest.mark.parametrize(
    "output", ["", "10 requests in 1s\nNon-2xx or 3xx responses: 3", "5 requests in 1s\nSocket errors: x"]
)
def test_a_load_that_was_not_answered_well_counts_for_nothing(output: str) -> None:
    with pytest.raises(ValueError, match="not answered well"):
        requests_in(output)
