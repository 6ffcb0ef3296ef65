"""On which days an invented person works, counted back from any today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

HISTORY_WEEKS = 16
"""How far back invented histories go; a score looks at twelve weeks."""

_WEEKDAYS: dict[int, tuple[tuple[int, ...], ...]] = {
    1: ((1,), (2,), (3,)),
    2: ((1, 3), (0, 2), (1, 4)),
    3: ((0, 2, 3), (1, 2, 4), (0, 1, 3)),
    4: ((0, 1, 2, 3), (0, 1, 2, 4)),
    5: ((0, 1, 2, 3, 4),),
    7: ((0, 1, 2, 3, 4, 5, 6),),
}
"""Days a week -> the weekdays, week after week; 0 is Monday. Weeks differ, so that nobody works by the clock."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A way to work.

    Attributes:
        per_week: working days in a week: 1 to 5, or 7.
        every: work only in each n-th week.
        first_week: the newest week with work in it; 0 is the current one.
        youngest: work ended so many days ago.
        oldest: work began so many days ago.
    """

    per_week: int
    every: int = 1
    first_week: int = 0
    youngest: int = 0
    oldest: int = HISTORY_WEEKS * 7

    def days(self, today: date) -> Iterator[date]:
        """The working days up to today, newest week first."""
        this_monday = today - timedelta(days=today.weekday())
        patterns = _WEEKDAYS[self.per_week]
        for week in range(self.first_week, HISTORY_WEEKS, self.every):
            first = this_monday - timedelta(weeks=week)
            for weekday in patterns[first.toordinal() // 7 % len(patterns)]:
                day = first + timedelta(days=weekday)
                if self.youngest <= (today - day).days <= self.oldest:
                    yield day
