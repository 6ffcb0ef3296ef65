"""Numbers about groups of people, never about one of them: pure."""

import statistics
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from service.evidence import WEEKS
from service.score import Level, Score

_DAYS_A_WEEK = 7
_TOLD = (Level.HANDS_ON, Level.IN_TOUCH, Level.DIPPING_IN, Level.NOT_VISIBLE)


@dataclass(frozen=True, slots=True)
class Levels:
    """How many people are on which level; whoever is on none of the three cannot be told from somebody on leave.

    Attributes:
        people: who was looked at.
        visible: those of them whose work can be seen, which alone can have a share; None if that may not be told.
    """

    people: int
    hands_on: int
    in_touch: int
    dipping_in: int
    visible: int | None = None

    @property
    def others(self) -> int:
        """Those of whom little or nothing can be seen."""
        return self.people - self.hands_on - self.in_touch - self.dipping_in

    @property
    def not_visible(self) -> int | None:
        """Those of whom nothing can be seen, which says nothing about them; None if that may not be told."""
        return None if self.visible is None else self.people - self.visible

    @property
    def quiet(self) -> int | None:
        """Those of whom little can be seen; None if they may not be told from those of whom nothing can."""
        return None if self.not_visible is None else self.others - self.not_visible


@dataclass(frozen=True, slots=True)
class Spread:
    """Coding days a week of the people of whom they are known: the median, and the quarters around it.

    Attributes:
        people: how many these are; None if that may not be told.
    """

    people: int | None
    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """How many people wrote code in the week that starts on this Monday."""

    start: date
    people: int


def levels_of(scores: Iterable[Score], *, visible: bool) -> Levels:
    """Count people by level; `visible`: it may be told how many of them can be seen."""
    found = [score.level for score in scores]
    hands_on, in_touch, dipping_in, unseen = map(found.count, _TOLD)
    return Levels(len(found), hands_on, in_touch, dipping_in, len(found) - unseen if visible else None)


def spread_of(scores: Iterable[Score], *, visible: bool) -> Spread | None:
    """Coding days a week; None if nobody's are known. `visible`: it may be told how many people can be seen.

    Work that is only a private number says nothing about coding days, so such people are left out: unknown is not zero.
    """
    rates = [coding_days_a_week(score) for score in scores if is_seen(score)]
    if not rates:
        return None
    lower, median, upper = statistics.quantiles(rates, n=4, method="inclusive") if len(rates) > 1 else rates * 3
    return Spread(len(rates) if visible else None, lower, median, upper)


def coding_days_a_week(score: Score) -> float:
    """The average over the window, whose newest week is only as long as it has days by now."""
    days = (score.observed_at.date() - score.weeks[-1].start).days + 1
    return score.coding_days * _DAYS_A_WEEK / days


def weeks_of(scores: Collection[Score]) -> tuple[WeekFigure, ...]:
    """People who wrote code, week by week, oldest first; the newest week is not over."""
    if not scores:
        return ()
    newest = max((score.weeks for score in scores), key=lambda weeks: weeks[0].start)
    starts = [week.start for week in newest[:WEEKS]]
    coded = [week.start for score in scores for week in score.weeks if week.coding_days]
    return tuple(WeekFigure(start, coded.count(start)) for start in reversed(starts))


def assisted_share(scores: Iterable[Score]) -> float | None:
    """Of all coding days, those on which a commit names an AI assistant, 0 to 1: a lower bound; None if unknown."""
    known = [(score.ai_assisted_share_at_least, score.coding_days) for score in scores]
    days = sum(count for share, count in known if share is not None)
    return sum(share * count for share, count in known if share is not None) / days if days else None


def is_visible(score: Score) -> bool:
    """Whether any work of somebody can be seen, so that they have a level."""
    return score.level is not Level.NOT_VISIBLE


def is_seen(score: Score) -> bool:
    """Whether anything is known of somebody's coding days, so that numbers of days and weeks are about them."""
    return is_visible(score) and not (score.private_days and not score.coding_days)
