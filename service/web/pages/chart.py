"""The twelve weeks as bars, in the units of the drawing: pure geometry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.document import WeekDocument
from service.model import MODEL

WIDTH, HEIGHT = 600, 196
_TOP, _GROUND = 26, 166
_LOWEST_SCALE = 5
_BAR = 30
_LABELLED_EVERY = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; a height of 0 is not drawn."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """What stands under a bar; `anchor` is the end of the text that `x` is about, as SVG calls it."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Column:
    """One week: coding days, private days on top of them, and its label if it has one."""

    start: date
    middle: float
    coding: Bar
    private: Bar
    number: str
    number_y: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn; columns are oldest first.

    Attributes:
        full_y: the height of a week that gives full marks.
    """

    columns: tuple[Column, ...]
    full_y: float
    full_days: float
    ground: float = _GROUND
    width: int = WIDTH
    height: int = HEIGHT


def chart(weeks: Sequence[WeekDocument]) -> Chart:
    """The chart of weeks that come newest first."""
    pitch = WIDTH / max(1, len(weeks))
    most = max((min(7, week.coding_days + week.private_days) for week in weeks), default=0)
    day = (_GROUND - _TOP) / max(_LOWEST_SCALE, most)
    columns = [
        _column(week, middle := pitch * (len(weeks) - age - 0.5), day, _label(week.start, middle, age, len(weeks)))
        for age, week in enumerate(weeks)
    ]
    return Chart(tuple(reversed(columns)), round(_GROUND - MODEL.full_week * day, 1), MODEL.full_week)


def _label(start: date, middle: float, age: int, weeks: int) -> Label | None:
    """The ends are aligned with their bars, so that nothing is cut where letters are large."""
    if age == 0:
        return Label("now", round(middle + _BAR / 2, 1), "end")
    text = f"{start.day} {start:%b}"
    if age == weeks - 1:
        return Label(text, round(middle - _BAR / 2, 1), "start")
    return Label(text, round(middle, 1), "middle") if (age + 1) % _LABELLED_EVERY == 0 else None


def _column(week: WeekDocument, middle: float, day: float, label: Label | None) -> Column:
    coding = week.coding_days * day
    private = min(7 - week.coding_days, week.private_days) * day
    left, top = round(middle - _BAR / 2, 1), round(_GROUND - coding, 1)
    number = f"{week.coding_days or ''}+{week.private_days}" if week.private_days else f"{week.coding_days}"
    return Column(
        start=week.start,
        middle=round(middle, 1),
        coding=Bar(left, top, _BAR, round(coding, 1)),
        private=Bar(left, round(top - private, 1), _BAR, round(private, 1)),
        number=number,
        number_y=round(top - private - 6, 1),
        label=label,
    )
