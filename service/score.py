"""The score as a value: the number, its level, and everything that explains it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.evidence import Depth, Gap, LookedAt


class Level(StrEnum):
    """How hands-on, in words that do not shame."""

    HANDS_ON = "hands-on"
    IN_TOUCH = "in touch"
    DIPPING_IN = "dipping in"
    QUIET = "quiet"
    NOT_VISIBLE = "not visible"


LEVELS: tuple[tuple[int, Level], ...] = (
    (70, Level.HANDS_ON),
    (40, Level.IN_TOUCH),
    (16, Level.DIPPING_IN),
    (0, Level.QUIET),
)
"""The lowest score of each level, highest first."""


def level_of(value: int | None) -> Level:
    """The level follows from the score alone."""
    if value is None:
        return Level.NOT_VISIBLE
    return next(level for lowest, level in LEVELS if value >= lowest)


class Confidence(StrEnum):
    """How far the evidence carries the number."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Parts:
    """The points of each part; their sum, rounded, is the score."""

    rhythm: float
    recency: float
    engagement: float


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week: its Monday, its coding days, its days with private counts, and the sum of its days' quality."""

    start: date
    coding_days: int
    private_days: int
    quality: float


@dataclass(frozen=True, slots=True)
class System:
    """Whether a repository is a living system, and the signs that say so."""

    living: bool
    reason: str


@dataclass(frozen=True, slots=True)
class RepositoryShare:
    """One repository's part in the score."""

    name: str
    coding_days: int
    system: System
    breadth: float
    private: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The score with all that explains it; `value` is None when nothing at all is visible.

    Attributes:
        weeks: twelve, newest first.
        streak_weeks: consecutive weeks with a coding day, up to now; an empty current week does not end it.
        ai_assisted_share_at_least: of the coding days, 0 to 1; None if no commit message was read.
        why: one or two plain sentences.
    """

    login: str
    user_id: int
    value: int | None
    level: Level
    confidence: Confidence
    parts: Parts
    weeks: tuple[Week, ...]
    coding_days: int
    private_days: int
    streak_weeks: int
    last_coding_day: date | None
    reviews: int
    merged_pull_requests: int
    ai_assisted_share_at_least: float | None
    repositories: tuple[RepositoryShare, ...]
    looked_at: LookedAt
    gaps: tuple[Gap, ...]
    depth: Depth
    why: tuple[str, ...]
    model_version: str
    observed_at: datetime
