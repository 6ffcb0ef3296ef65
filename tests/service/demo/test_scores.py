"""Every persona lands in its range, whatever day it is."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from service.demo import PERSONAS, DemoGitHub
from service.errors import Status
from tests.service.demo.independent import parts_of

# Fourteen days in a row, by turns before and after the invented people's working hours: each weekday meets both.
MOMENTS = [datetime(2026, 11, 16, 6 if day % 2 else 20, tzinfo=UTC) + timedelta(days=day) for day in range(14)]
SCORED = [persona for persona in PERSONAS if persona.expected]


@cache
def scores() -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for now in MOMENTS:
        github = DemoGitHub(lambda now=now: now)  # type: ignore[misc]
        for persona in SCORED:
            found[persona.login].append(sum(parts_of(github, persona.login, now)))
    return found


@pytest.mark.parametrize("login", [persona.login for persona in SCORED])
def test_a_persona_lands_in_its_range_on_each_of_fourteen_days(login: str) -> None:
    low, high = next(persona.expected for persona in SCORED if persona.login == login) or (0, 0)

    assert low <= round(min(scores()[login])) <= round(max(scores()[login])) <= high


def test_every_row_of_the_methodology_has_a_persona() -> None:
    ranges = {persona.expected for persona in SCORED}

    assert len(ranges) == 21
    assert {persona.status for persona in PERSONAS if persona.expected} == {Status.OK}


def test_those_without_a_range_say_why() -> None:
    statuses = {persona.login: persona.status for persona in PERSONAS if not persona.expected}

    assert statuses == {
        "away-amara": Status.PAUSED,
        "optout-oona": Status.OPTED_OUT,
        "newcomer-nils": Status.NOT_VISIBLE,
    }
