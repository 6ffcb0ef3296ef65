"""What a card says, as plain values."""

from dataclasses import dataclass
from datetime import date

from service.render.themes import Tone


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the strip, from the Monday it starts on; `quality` is the sum over its days."""

    start: date
    coding_days: int
    quality: float
    private_days: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: `name` is `rhythm`, `recency` or `engagement`, `most` the points it can give."""

    name: str
    points: float
    most: float


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; what is None or empty is not drawn, except that without a day there is none seen.

    Attributes:
        headline: the level or the status, in the card's language.
        score: 0 to 100; None if there is none, or if the person shows the level alone.
        weeks: newest first.
        full_week: the quality of a week that gives full marks, drawn as a line across the weeks.
        confidence: `high`, `medium` or `low`; None if there is no evidence at all.
        assisted_percent: at least this share of the coding days was AI-assisted.
        gaps: sentences about what could not be seen.
        message: a sentence that stands where the numbers would.
    """

    login: str
    headline: str
    tone: Tone
    as_of: date | None = None
    score: int | None = None
    weeks: tuple[Week, ...] = ()
    full_week: float | None = None
    parts: tuple[Part, ...] = ()
    last_coding_day: date | None = None
    confidence: str | None = None
    assisted_percent: int | None = None
    stale: bool = False
    gaps: tuple[str, ...] = ()
    message: str = ""
