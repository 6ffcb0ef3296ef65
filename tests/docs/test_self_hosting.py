"""docs/self-hosting.md: what operators are told about statuses, metrics and limits."""

import re
from datetime import timedelta

import pytest

from service.errors import Status
from service.record import record_of_score
from service.scoring import score
from service.settings import Settings, read_settings
from service.store.policy import LIFETIMES, lifetime, stretch
from service.web.caching import cache_control
from service.web.server import build_services
from tests.docs.documents import between, quoted, section, tables, text_of
from tests.fakes import NOW, somebody

PAGE = text_of("docs/self-hosting.md")
[ROWS] = tables(between(PAGE, "statuses"))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def seconds_of(header: str) -> str:
    """How long a cache may keep what has this Cache-Control."""
    found = re.search(r"max-age=(\d+)", header)
    assert found
    return f"{found[1]} s"


def test_every_status_is_explained_in_the_order_of_the_code() -> None:
    assert [quoted(row["status"])[0] for row in ROWS] == list(Status)
    assert all(row["means"] and row["what to do"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: quoted(row["status"])[0])
def test_a_status_is_kept_as_long_as_the_page_says(row: dict[str, str]) -> None:
    assert row["kept for"] == seconds_of(cache_control(Status(quoted(row["status"])[0])))


def test_the_two_headers_are_those_of_the_code() -> None:
    told = re.findall(r"^    Cache-Control: (.*)$", PAGE, re.MULTILINE)

    assert told == [cache_control(Status.OK), cache_control(Status.WARMING)]


def test_a_score_is_fresh_for_as_long_as_the_page_says() -> None:
    active = record_of_score(score(somebody(), now=NOW))
    dormant = record_of_score(score(somebody(), now=NOW + timedelta(days=60)))
    usual, popular, forgotten = (
        lifetime(record, asked_per_day=asked, left=1.0).fresh
        for record, asked in ((active, 10), (active, 1000), (dormant, 0))
    )

    said = f"about {usual // HOUR} hours, after {popular // HOUR} if many ask and after up to {forgotten // DAY} days"
    assert usual == LIFETIMES[Status.OK].fresh
    assert said in ROWS[0]["what to do"]


def test_a_low_budget_stretches_lives_as_far_as_the_page_says() -> None:
    assert stretch(0.0) == 8
    assert "up to eight times" in PAGE


def test_the_metrics_to_watch_exist() -> None:
    services = build_services(read_settings({}), demo=True)
    services.metrics.image(Status.OK)
    services.metrics.answered("late")
    services.metrics.github("core", 200, 0.1)
    shown = services.metrics.text().decode()
    told = re.findall(r"`(still_engineering_\w+)`", PAGE)

    assert len(told) >= 4
    assert [name for name in told if not re.search(rf"^{name}(\{{| )", shown, re.MULTILINE)] == []


def test_every_variable_that_is_named_is_a_setting() -> None:
    ours = {field.alias for field in Settings.model_fields.values()}
    servers = {"FORWARDED_ALLOW_IPS", "REQUESTS_CA_BUNDLE", "HTTPS_PROXY"}  # of uvicorn and requests

    named = set(re.findall(r"`([A-Z]{2,}(?:_[A-Z]+)+)(?:=[^`]*)?`", PAGE))

    assert named - ours - servers == set()


def test_the_default_memory_is_the_one_that_the_sizes_are_told_for() -> None:
    assert f"`MEMORY_MEGABYTES={read_settings({}).memory_megabytes}` (the default)" in section(PAGE, "How large")
