"""What was observed -> Evidence: pure, and the only place that decides what counts as a change."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from service.classify import kind_of
from service.evidence import Change, Depth, Evidence, Kind, LookedAt, Repository, Window
from service.github_api.gaps import gaps_of
from service.github_api.merging import merged_pull_requests, merges_of_others
from service.github_api.observed import Account, Look, Place, PullRequest
from service.github_api.sightings import Sighting, settle, sightings
from service.wishes import Wishes

_OWN_WORK = frozenset(Kind) - {Kind.GENERATED, Kind.VENDORED}
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class _Day:
    """One repository's day while it is put together."""

    kinds: set[Kind] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    headlines: set[str] = field(default_factory=set)
    unopened: set[str] = field(default_factory=set)
    unseen: bool = False
    assisted: bool = False

    def add(self, seen: Sighting) -> None:
        known = {path: kind_of(path) for path in seen.paths}
        self.assisted |= seen.assisted
        self.unseen |= not known
        self.kinds.update(known.values())
        self.paths.update(path for path, kind in known.items() if kind in _OWN_WORK)
        if seen.headline:
            (self.headlines if known else self.unopened).add(_DIGITS.sub("", seen.headline))

    def changes(self, day: date, name: str) -> Iterator[Change]:
        """What was looked at, and what was not, each as a change of its own."""
        if self.kinds:
            yield Change(day, name, frozenset(self.kinds), self.assisted)
        if self.unseen:
            yield Change(day, name, frozenset(), self.assisted)


_Days = dict[date, _Day]


def assemble(
    account: Account, look: Look, wishes: Wishes, *, window: Window, observed_at: datetime, depth: Depth
) -> Evidence:
    """Put together the evidence of one person from both phases."""
    places = places_of(account, wishes)
    days = {name: _days_in(place, account, look, window) for name, place in places.items()}
    opened = [pull for pull in account.pull_requests if pull.place.repository.name in places]
    looked_at = _looked_at(account, look, opened)
    return Evidence(
        login=account.login,
        user_id=account.user_id,
        observed_at=observed_at.astimezone(UTC),
        window=window,
        changes=tuple(
            change
            for name, found in days.items()
            for day, content in sorted(found.items())
            for change in content.changes(day, name)
        ),
        repositories=tuple(_described(place, look, days[name]) for name, place in places.items() if days[name]),
        private_days=frozenset(day for day in look.private_days if day in window),
        reviews=account.reviews,
        merged_pull_requests=merged_pull_requests(account, look, set(places)),
        merges_of_others=len(merges_of_others(account, look, wishes.exclude)),
        looked_at=looked_at,
        gaps=gaps_of(account, look, wishes, looked_at),
        depth=depth,
        assistance_known=bool(look.histories or look.pull_requests),
        show=wishes.show,
        enrolled=account.enrolled,
        excluded=wishes.exclude,
    )


def places_of(account: Account, wishes: Wishes) -> dict[str, Place]:
    """Every repository that counts, by name: no forks, and none that the person left out."""
    found: dict[str, Place] = {}
    for place in (*(w.place for w in account.worked), *(pull.place for pull in account.pull_requests)):
        name = place.repository.name
        if not place.fork and name.lower() not in wishes.exclude:
            found.setdefault(name, place)
    return found


def _days_in(place: Place, account: Account, look: Look, window: Window) -> _Days:
    days: _Days = {}
    for seen in sightings(place, account, look):
        day = settle(seen.day, place, window)
        if day:
            days.setdefault(day, _Day()).add(seen)
    return days


def _described(place: Place, look: Look, days: Mapping[date, _Day]) -> Repository:
    """The repository with the variety of the days that were looked at.

    A day on which every commit bears a headline that was already opened counts as looked at, and as nothing new: a
    script that says the same each night must not gain from the nights that were not opened.
    """
    history = look.histories.get(place.repository.name)
    looked_at = [content for content in days.values() if content.kinds]
    opened = set().union(*(content.headlines for content in looked_at))
    repeated = [
        content for content in days.values() if not content.kinds and content.unopened and content.unopened <= opened
    ]
    counted = None if place.repository.in_organisation or not history else history.contributors
    return replace(
        place.repository,
        contributors=counted,
        paths=len(set().union(*(content.paths for content in looked_at))),
        headlines=len(set().union(*(content.headlines | content.unopened for content in looked_at))),
        looked_at_days=len(looked_at) + len(repeated),
    )


def _looked_at(account: Account, look: Look, opened: list[PullRequest]) -> LookedAt:
    """How many commits and pull requests were opened, of how many."""
    oids = {commit.oid for history in look.histories.values() for commit in history.commits}
    oids |= {commit.oid for shared in look.shared.values() for commit in shared}
    oids |= {commit.oid for work in look.pull_requests.values() for commit in work.commits}
    return LookedAt(
        commits=min(len(oids), account.commits_total),
        commits_total=account.commits_total,
        pull_requests=sum(pull.node_id in look.pull_requests for pull in opened),
        pull_requests_total=account.pull_requests_total,
    )
