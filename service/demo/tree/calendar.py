"""ContributionCalendar: all contributions by day, in weeks that begin on Sunday."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.demo.executor import Node, Type
from service.demo.tree.contributions import Collection
from service.demo.tree.visit import Visit

_LEVELS = (
    (1, "NONE", "#ebedf0"),
    (4, "FIRST_QUARTILE", "#9be9a8"),
    (7, "SECOND_QUARTILE", "#40c463"),
    (10, "THIRD_QUARTILE", "#30a14e"),
)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day and how much happened on it."""

    day: date
    count: int

    @property
    def shade(self) -> tuple[str, str]:
        """The level and its colour."""
        shades = ((level, colour) for below, level, colour in _LEVELS if self.count < below)
        return next(shades, ("FOURTH_QUARTILE", "#216e39"))


def _weeks(found: Collection) -> Iterator[list[CalendarDay]]:
    week: list[CalendarDay] = []
    for i in range((found.end.date() - found.start.date()).days + 1):
        day = found.start.date() + timedelta(days=i)
        if week and day.isoweekday() == 7:  # noqa: PLR2004 - Sunday, ISO's seventh day
            yield week
            week = []
        week.append(CalendarDay(day, found.calendar[day]))
    yield week


CALENDAR: Type[Collection, Visit] = Type(
    derived={
        "totalContributions": lambda found: sum(found.calendar.values()),
        "weeks": lambda found: [Node("ContributionCalendarWeek", week) for week in _weeks(found)],
        "colors": lambda _found: ["#9be9a8", "#40c463", "#30a14e", "#216e39"],
    },
    constant={"isHalloween": False},
)
WEEK: Type[list[CalendarDay], Visit] = Type(
    derived={
        "firstDay": lambda week: week[0].day,
        "contributionDays": lambda week: [Node("ContributionCalendarDay", day) for day in week],
    },
)
DAY: Type[CalendarDay, Visit] = Type(
    plain={"date": "day", "contributionCount": "count"},
    derived={
        "weekday": lambda found: found.day.isoweekday() % 7,
        "contributionLevel": lambda found: found.shade[0],
        "color": lambda found: found.shade[1],
    },
)
