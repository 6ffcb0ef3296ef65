"""The strip of weeks on a card: a bar for each, the oldest where reading starts."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.render.card_values import Card, Week
from service.render.sheet import MARGIN, ROOM, Box, Sheet, Text
from service.render.widths import fit
from service.render.words import Words

_BAR_AREA = 42
_WEEK, _WORKING_WEEK = 7, 5
"""Days: what a bar holds at most, and what the paper is for unless somebody had more."""
_BAR_WIDTH = 20
_END_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Column:
    """One week: the bar of its coding days, that of its private days on top of it, and the number of both."""

    days: Box
    private: Box
    number: Text


@dataclass(frozen=True, slots=True)
class Line:
    """A level line that makes room for the bars and their numbers, with what it means.

    Attributes:
        dash, gap: pixels of line between two bars, and of none where a bar stands; it begins in the middle of a dash.
    """

    start: float
    y: float
    dash: float
    gap: float
    meaning: Text


@dataclass(frozen=True, slots=True)
class Strip:
    """The weeks above the ground they stand on, and the two ends of the time that they span."""

    caption: Text
    columns: Sequence[Column]
    full: Line | None
    ground: Box
    oldest: Text
    newest: Text


def strip(sheet: Sheet, card: Card, meaning: str, words: Words) -> Strip:
    """Place the weeks, which come newest first, and use up the paper for them; `meaning` is that of the line."""
    top, weeks = sheet.y, card.weeks
    ground = top + 28 + _BAR_AREA
    pitch = ROOM / len(weeks)
    day = _BAR_AREA / max(_WORKING_WEEK, *(min(_WEEK, week.coding_days + week.private_days) for week in weeks))
    columns = [
        _column(sheet, MARGIN + pitch * (index + 0.5), ground, week, day) for index, week in enumerate(reversed(weeks))
    ]
    sheet.y = ground + 28
    return Strip(
        caption=sheet.text(MARGIN, top + 8, fit(_caption(weeks, words), ROOM, 11)),
        columns=columns,
        full=_full(sheet, card.full_week * day, meaning, ground, pitch) if card.full_week else None,
        ground=sheet.box(MARGIN, ground, ROOM, 1),
        oldest=sheet.text(MARGIN, ground + 14, weeks[-1].start.isoformat()),
        newest=sheet.text(MARGIN + ROOM, ground + 14, words.now),
    )


def _full(sheet: Sheet, height: float, meaning: str, ground: float, pitch: float) -> Line:
    middle = sheet.text(MARGIN + ROOM / 2, ground + 14, fit(meaning, ROOM - 2 * _END_WIDTH, 10))
    return Line(MARGIN, ground - min(_BAR_AREA, height), round(pitch - _BAR_WIDTH, 2), _BAR_WIDTH, middle)


def _caption(weeks: Sequence[Week], words: Words) -> str:
    private = any(week.private_days for week in weeks)
    return words.twelve_weeks + words.comma + words.dashed if private else words.twelve_weeks


def _column(sheet: Sheet, middle: float, ground: float, week: Week, day: float) -> Column:
    """The bars of one week; `day` is the height of a day, in pixels."""
    days = min(_WEEK, week.coding_days)
    private = min(_WEEK - days, week.private_days)
    days_top = ground - days * day
    private_top = days_top - private * day
    left = middle - _BAR_WIDTH / 2
    return Column(
        sheet.box(left, days_top, _BAR_WIDTH, days * day),
        sheet.box(left, private_top, _BAR_WIDTH, private * day),
        sheet.text(middle, private_top - 4, _number(week)),
    )


def _number(week: Week) -> str:
    """The days of a week, private ones after a plus; nobody knows that private days were no coding days."""
    if not week.private_days:
        return f"{week.coding_days}"
    return f"{week.coding_days or ''}+{week.private_days}"
