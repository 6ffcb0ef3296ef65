"""A record as JSON for programs: the same document from the API, the command line and the Action."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from service.errors import Status
from service.evidence import Depth, Show
from service.record import Record
from service.score import Confidence, Level, Score

WINDOW_DAYS = 84


class Document(BaseModel):
    """Anything that is sent as JSON."""

    model_config = ConfigDict(frozen=True)


class PartsDocument(Document):
    """The points of each part, one decimal."""

    rhythm: float = Field(ge=0, le=60)
    recency: float = Field(ge=0, le=25)
    engagement: float = Field(ge=0, le=15)


class WeekDocument(Document):
    """One ISO week."""

    start: date
    coding_days: int = Field(ge=0, le=7)
    private_days: int = Field(ge=0, le=7)
    quality: float = Field(ge=0, le=7)


class RepositoryDocument(Document):
    """One repository's part in the score."""

    name: str
    coding_days: int = Field(ge=0)
    system: str = Field(description="living or personal")
    reason: str
    private: bool


class LookedAtDocument(Document):
    """How much of the work was opened, of how much there is."""

    commits: int
    commits_total: int
    pull_requests: int
    pull_requests_total: int


class GapDocument(Document):
    """Something that could not be seen."""

    code: str
    message: str


class ScoreDocument(Document):
    """One login: its score with all that explains it, or the reason why there is none.

    A figure is null where it cannot be seen or is not shown; zero means that it was looked at and there was none.
    """

    login: str
    status: Status
    message: str | None = Field(default=None, description="Why there is no score, or not all of it, for people.")
    score: int | None = Field(default=None, ge=0, le=100)
    level: Level | None = None
    confidence: Confidence | None = None
    parts: PartsDocument | None = None
    coding_days: int | None = None
    private_days: int | None = None
    streak_weeks: int | None = None
    last_coding_day: date | None = None
    weeks: tuple[WeekDocument, ...] | None = Field(default=None, description="Twelve, newest first.")
    reviews: int | None = None
    merged_pull_requests: int | None = None
    ai_assisted_share_at_least: float | None = Field(default=None, ge=0, le=1)
    repositories: tuple[RepositoryDocument, ...] | None = None
    looked_at: LookedAtDocument | None = None
    gaps: tuple[GapDocument, ...] | None = None
    depth: Depth | None = Field(default=None, description="How closely the work was looked at.")
    why: tuple[str, ...] | None = None
    model_version: str | None = None
    window_days: int = WINDOW_DAYS
    observed_at: datetime
    fresh_until: datetime
    stale: bool


def document_of(record: Record, *, stale: bool) -> ScoreDocument:
    """The document of a record, with as much as its person shows."""
    shown = _score_fields(record.score, record.show) if record.score else {}
    return ScoreDocument(
        login=record.login,
        status=Status.STALE if stale and record.status is Status.OK else record.status,
        message=record.message or None,
        observed_at=record.observed_at,
        fresh_until=record.fresh_until,
        stale=stale,
        **shown,
    )


def _score_fields(score: Score, show: Show) -> dict[str, Any]:
    fields: dict[str, Any] = {"level": score.level, "model_version": score.model_version}
    if show in {Show.SCORE, Show.FULL}:
        fields |= {"score": score.value, "confidence": score.confidence}
    return fields | _explanation(score) if show is Show.FULL else fields


def _explanation(score: Score) -> dict[str, Any]:
    looked_at = score.looked_at
    figures = {} if score.value is None else _figures(score)  # where nothing can be seen, nothing is zero
    return figures | {
        "repositories": tuple(
            RepositoryDocument(
                name=share.name,
                coding_days=share.coding_days,
                system="living" if share.system.living else "personal",
                reason=share.system.reason,
                private=share.private,
            )
            for share in score.repositories
        ),
        "looked_at": LookedAtDocument(
            commits=looked_at.commits,
            commits_total=looked_at.commits_total,
            pull_requests=looked_at.pull_requests,
            pull_requests_total=looked_at.pull_requests_total,
        ),
        "gaps": tuple(GapDocument(code=gap.code, message=gap.message) for gap in score.gaps),
        "depth": score.depth,
        "why": score.why,
    }


def _figures(score: Score) -> dict[str, Any]:
    parts, share = score.parts, score.ai_assisted_share_at_least
    return {
        "parts": PartsDocument(
            rhythm=round(parts.rhythm, 1), recency=round(parts.recency, 1), engagement=round(parts.engagement, 1)
        ),
        "coding_days": score.coding_days,
        "private_days": score.private_days,
        "streak_weeks": score.streak_weeks,
        "last_coding_day": score.last_coding_day,
        "weeks": tuple(
            WeekDocument(
                start=week.start,
                coding_days=week.coding_days,
                private_days=week.private_days,
                quality=round(week.quality, 2),
            )
            for week in score.weeks
        ),
        "reviews": score.reviews,
        "merged_pull_requests": score.merged_pull_requests,
        "ai_assisted_share_at_least": None if share is None else round(share, 2),
    }
