"""Invented evidence: people who do not exist, for tests of the model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from service.evidence import WEEKS, Change, Depth, Evidence, Kind, Repository, Window, monday

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""A usual `now`: the fifth day of its week."""

LIVING = Repository(
    "harbour-works/quayside",
    created=date(2020, 1, 1),
    in_organisation=True,
    ships=True,
    written_in_code=True,
)
PERSONAL = Repository("sol/sketches", created=date(2026, 9, 1), ships=False, written_in_code=True)


def working_days(per_week: Mapping[int, int], now: datetime = FRIDAY) -> tuple[date, ...]:
    """Days from Monday on, so many for each week (0 is the current one), none after `now`."""
    start = monday(now.date())
    days = (start - timedelta(weeks=week) + timedelta(days=i) for week, n in per_week.items() for i in range(n))
    return tuple(day for day in days if day <= now.date())


def every_week(days: int, *, since: int = 0, until: int = WEEKS) -> dict[int, int]:
    """So many days in each week from `since` (newest) to before `until`."""
    return dict.fromkeys(range(since, until), days)


@dataclass(frozen=True)
class Person:
    """A short way to say what somebody did; `evidence()` spells it out."""

    days: tuple[date, ...] = ()
    repository: Repository = LIVING
    kinds: frozenset[Kind] = frozenset({Kind.SOURCE})
    varied: bool = True
    private: tuple[date, ...] = ()
    reviews: int = 0
    merged: int = 0
    merges: int = 0
    now: datetime = FRIDAY
    more: tuple[Change, ...] = field(default=())

    def evidence(self) -> Evidence:
        """The evidence at full depth, every day looked at."""
        paths = len(self.days) if self.varied else 1
        repository = replace(self.repository, paths=paths, headlines=paths, looked_at_days=len(self.days))
        return Evidence(
            login="invented",
            user_id=1,
            observed_at=self.now,
            window=Window.ending(self.now),
            changes=tuple(Change(day, repository.name, self.kinds) for day in self.days) + self.more,
            repositories=(repository,),
            private_days=frozenset(self.private),
            reviews=self.reviews,
            merged_pull_requests=self.merged,
            merges_of_others=self.merges,
            depth=Depth.FULL,
        )


def kinds(*names: Kind) -> frozenset[Kind]:
    """A set of kinds."""
    return frozenset(names)


def dates(days: Iterable[int], now: datetime = FRIDAY) -> tuple[date, ...]:
    """Days so many days ago."""
    return tuple(now.date() - timedelta(days=ago) for ago in days)
