"""Somebody who does not exist, so that the builder has something to show before a login is typed."""

from datetime import datetime, timedelta

from service.evidence import Change, Depth, Evidence, Kind, LookedAt, Repository, Window, monday
from service.record import Record, record_of_score
from service.scoring import score

LOGIN = "your-login"
_DAYS = (1, 3, 2, 4, 0, 3, 2, 3, 4, 3, 1, 3)
"""Coding days of each week, newest first."""


def sample_record(now: datetime) -> Record:
    """The record of an invented engineer as of `now`."""
    return record_of_score(score(_evidence(now), now=now))


def _evidence(now: datetime) -> Evidence:
    window = Window.ending(now)
    this_week = monday(window.last)
    days = [this_week - timedelta(weeks=age) + timedelta(days=day) for age, n in enumerate(_DAYS) for day in range(n)]
    repository = Repository(
        "acme/engine",
        window.first - timedelta(days=900),
        in_organisation=True,
        ships=True,
        written_in_code=True,
        paths=60,
        headlines=len(days),
        looked_at_days=len(days),
    )
    return Evidence(
        LOGIN,
        user_id=0,
        observed_at=now,
        window=window,
        changes=tuple(Change(day, repository.name, frozenset({Kind.SOURCE})) for day in days),
        repositories=(repository,),
        reviews=9,
        merged_pull_requests=4,
        looked_at=LookedAt(len(days), len(days), 4, 4),
        depth=Depth.FULL,
    )
