"""The hands-on score: `score(evidence, now=...) -> Score`, pure.

Rhythm over volume, living systems over throw-away ones, code over prose; docs/methodology.md tells why.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import combinations

from service import reasons
from service.evidence import WEEKS, Evidence, monday
from service.model import MODEL
from service.score import Parts, RepositoryShare, Score, Week, level_of
from service.worth import Day, breadth_of, coding_days_by_repository, days_of, system_of, usual_breadth


def score(evidence: Evidence, *, now: datetime) -> Score:
    """Judge the evidence as of `now`; the same evidence seen later never scores higher."""
    today = max(now, evidence.observed_at).astimezone(UTC).date()
    days = days_of(evidence)
    weeks = weeks_of(days, today)
    parts = parts_of(evidence, days, weeks, today)
    value = math.floor(parts.rhythm + parts.recency + parts.engagement + 0.5) if is_visible(evidence) else None
    coding = sorted(day for day, content in days.items() if content.coding and weeks[-1].start <= day <= today)
    private = sum(week.private_days for week in weeks)
    return Score(
        login=evidence.login,
        user_id=evidence.user_id,
        value=value,
        level=level_of(value),
        confidence=reasons.confidence(evidence, value),
        parts=parts,
        weeks=weeks,
        coding_days=len(coding),
        private_days=private,
        streak_weeks=streak(weeks),
        last_coding_day=coding[-1] if coding else None,
        reviews=evidence.reviews,
        merged_pull_requests=evidence.merged_pull_requests,
        ai_assisted_share_at_least=assisted_share(evidence, days, coding),
        repositories=shares(evidence, weeks[-1].start, today),
        looked_at=evidence.looked_at,
        gaps=evidence.gaps,
        depth=evidence.depth,
        why=reasons.why(evidence, coding, private),
        model_version=MODEL.version,
        observed_at=evidence.observed_at,
    )


def is_visible(evidence: Evidence) -> bool:
    """Whether there is any activity at all; without it the score is unknown, which is not zero."""
    acts = evidence.reviews + evidence.merged_pull_requests + evidence.merges_of_others
    return bool(evidence.changes or evidence.private_days or acts)


def weeks_of(days: Mapping[date, Day], today: date) -> tuple[Week, ...]:
    """The twelve weeks up to today, newest first."""
    start = monday(today)
    starts = [start - timedelta(weeks=i) for i in range(WEEKS)]
    grouped: dict[date, list[Day]] = {first: [] for first in starts}
    for day, content in days.items():
        if day <= today and (first := monday(day)) in grouped:
            grouped[first].append(content)
    return tuple(
        Week(
            first,
            sum(day.coding for day in grouped[first]),
            sum(day.private for day in grouped[first]),
            math.fsum(day.quality for day in grouped[first]),
        )
        for first in starts
    )


@cache
def _decay() -> tuple[float, ...]:
    return tuple(2.0 ** (-i / MODEL.half_life_weeks) for i in range(WEEKS))


@cache
def _choices() -> tuple[tuple[tuple[int, ...], float], ...]:
    """Every way to keep nine of the twelve weeks, with the sum of their decays."""
    kept = combinations(range(WEEKS), WEEKS - MODEL.free_weeks)
    return tuple((choice, sum(map(_decay().__getitem__, choice))) for choice in kept)


def rhythm(qualities: Iterable[float]) -> float:
    """0 to 1: the nine weeks that serve this person best, newest weighted most."""
    earned = [
        decay * math.sqrt(min(1.0, quality / MODEL.full_week))
        for decay, quality in zip(_decay(), qualities, strict=True)
    ]
    # Numerator and denominator are added in the same order, so that nine full weeks give exactly 1.
    return max(sum(map(earned.__getitem__, choice)) / total for choice, total in _choices())


def recency(days: Mapping[date, Day], today: date) -> float:
    """0 to 1: one good day within the last two weeks is full marks."""

    def still_worth(day: date, quality: float) -> float:
        late = max(0, (today - day).days - MODEL.recent_days)
        return min(1.0, quality / MODEL.recent_quality) ** 2 * math.exp2(-late / MODEL.recency_half_life_days)

    return max((still_worth(day, content.quality) for day, content in days.items()), default=0.0)


def engagement(evidence: Evidence) -> float:
    """0 to 1: reviews given, own pull requests merged, other people's merged."""
    acts = evidence.reviews + evidence.merged_pull_requests + evidence.merges_of_others
    return 1.0 - math.exp(-acts / MODEL.engagement_scale)


def parts_of(evidence: Evidence, days: Mapping[date, Day], weeks: tuple[Week, ...], today: date) -> Parts:
    """The points of each part."""
    recent = {day: content for day, content in days.items() if weeks[-1].start <= day <= today}
    return Parts(
        MODEL.rhythm_points * min(1.0, rhythm(week.quality for week in weeks)),
        MODEL.recency_points * recency(recent, today),
        MODEL.engagement_points * engagement(evidence),
    )


def streak(weeks: tuple[Week, ...]) -> int:
    """Consecutive weeks with a coding day, newest first; the current week counts only if it has one."""
    run = weeks if weeks[0].coding_days else weeks[1:]
    return next((i for i, week in enumerate(run) if not week.coding_days), len(run))


def assisted_share(evidence: Evidence, days: Mapping[date, Day], coding: list[date]) -> float | None:
    """The share of coding days on which a commit names an assistant: a lower bound."""
    if not evidence.assistance_known or not coding:
        return None
    return sum(days[day].assisted for day in coding) / len(coding)


def shares(evidence: Evidence, first: date, last: date) -> tuple[RepositoryShare, ...]:
    """What each repository contributed, most coding days first."""
    counted = coding_days_by_repository(evidence, first, last)
    on = evidence.observed_at.date()
    usual = usual_breadth(evidence.repositories)
    rows = [
        RepositoryShare(
            repository.name,
            counted.get(repository.name, 0),
            system_of(repository, on),
            breadth_of(repository, usual),
            repository.private,
        )
        for repository in evidence.repositories
    ]
    return tuple(sorted(rows, key=lambda row: (-row.coding_days, row.name)))
