"""What a day of work is worth: kind of change x system x breadth, and the best change decides."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.evidence import CODE, Change, Evidence, Kind, Repository
from service.model import MODEL
from service.score import System


@dataclass(frozen=True, slots=True)
class Day:
    """The worth of one day: its best change decides."""

    quality: float
    coding: bool
    private: bool
    assisted: bool


def system_of(repository: Repository, on: date) -> System:
    """Living if at least two of three signs hold: it is old, other people are in it, it ships."""
    crowd = (
        repository.in_organisation
        or repository.forks >= MODEL.living_forks
        or repository.stars >= MODEL.living_stars
        or (repository.contributors or 0) >= MODEL.living_contributors
    )
    signs = {
        f"older than {MODEL.living_age.days} days": on - repository.created > MODEL.living_age,
        "other people in it": crowd,
        "it ships": bool(repository.ships),
    }
    held = [sign for sign, holds in signs.items() if holds]
    return System(len(held) >= MODEL.living_signs, ", ".join(held) or "none of the signs of a living system")


def breadth_of(repository: Repository, unknown: float = 1.0) -> float:
    """1 for work that varies, near 0 for a script that rewrites one file; `unknown` if no day was looked at."""
    if not repository.looked_at_days:
        return unknown
    variety = repository.paths + repository.headlines
    return min(1.0, MODEL.breadth_factor * variety / repository.looked_at_days)


def usual_breadth(repositories: Iterable[Repository]) -> float:
    """The mean breadth of those that were looked at, which stands for the others; 1 if none was."""
    known = [breadth_of(repository) for repository in repositories if repository.looked_at_days]
    return math.fsum(known) / len(known) if known else 1.0


def worth(kinds: Iterable[Kind]) -> float:
    """The weight of the best of these kinds."""
    return max(MODEL.kinds[kind] for kind in kinds)


def expected_kinds(evidence: Evidence) -> dict[str, float]:
    """For each repository, what a change there is worth when its files were not looked at."""
    seen: dict[str, dict[date, float]] = {}
    for change in evidence.changes:
        if change.kinds:
            days = seen.setdefault(change.repository, {})
            days[change.day] = max(days.get(change.day, 0.0), worth(change.kinds))
    expected = {}
    for repository in evidence.repositories:
        days = seen.get(repository.name, {})
        unseen = MODEL.unseen_code if repository.written_in_code else MODEL.unseen_other
        expected[repository.name] = math.fsum(days.values()) / len(days) if days else unseen
    return expected


def days_of(evidence: Evidence) -> dict[date, Day]:
    """Each day with activity and what it is worth."""
    expected = expected_kinds(evidence)
    on = evidence.observed_at.date()
    usual = usual_breadth(evidence.repositories)
    factor = {
        repository.name: breadth_of(repository, usual)
        * (1.0 if system_of(repository, on).living else MODEL.personal_system)
        for repository in evidence.repositories
    }
    days = {day: Day(MODEL.private_day, coding=False, private=True, assisted=False) for day in evidence.private_days}
    for change in evidence.changes:
        kind = worth(change.kinds) if change.kinds else expected[change.repository]
        before = days.get(change.day, Day(0.0, coding=False, private=False, assisted=False))
        days[change.day] = Day(
            max(before.quality, kind * factor[change.repository]),
            before.coding or is_code(change, kind),
            before.private,
            before.assisted or change.assisted,
        )
    return days


def is_code(change: Change, kind: float) -> bool:
    """Whether people would call this coding; files not looked at count if they are more likely code than not."""
    return bool(change.kinds & CODE) if change.kinds else kind >= MODEL.unseen_code / 2


def coding_days_by_repository(evidence: Evidence, first: date, last: date) -> dict[str, int]:
    """How many coding days each repository has between two days, both included."""
    expected = expected_kinds(evidence)
    found: dict[str, set[date]] = {}
    for change in evidence.changes:
        kind = worth(change.kinds) if change.kinds else expected[change.repository]
        if first <= change.day <= last and is_code(change, kind):
            found.setdefault(change.repository, set()).add(change.day)
    return {name: len(days) for name, days in found.items()}
