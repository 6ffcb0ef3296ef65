"""The strip of weeks on a card: a bar for each, the oldest where reading starts."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.render.card_values import Week
from service.render.sheet import MARGIN, ROOM, Box, Sheet, Text
from service.render.widths import fit
from service.render.words import Words

_DAY_HEIGHT = 6
_BAR_AREA = 7 * _DAY_HEIGHT
_BAR_WIDTH = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One week: the bar of its coding days, that of its private days on top of it, and the number of both."""

    days: Box
    private: Box
    number: Text


@dataclass(frozen=True, slots=True)
class Strip:
    """The weeks above the ground they stand on, and the two ends of the time that they span."""

    caption: Text
    columns: Sequence[Column]
    ground: Box
    oldest: Text
    newest: Text


def strip(sheet: Sheet, weeks: Sequence[Week], words: Words) -> Strip:
    """Place the weeks, which come newest first, and use up the paper for them."""
    top = sheet.y
    ground = top + 28 + _BAR_AREA
    pitch = ROOM / len(weeks)
    columns = [
        _column(sheet, MARGIN + pitch * (index + 0.5), ground, week) for index, week in enumerate(reversed(weeks))
    ]
    sheet.y = ground + 28
    return Strip(
        caption=sheet.text(MARGIN, top + 8, fit(_caption(weeks, words), ROOM, 11)),
        columns=columns,
        ground=sheet.box(MARGIN, ground, ROOM, 1),
        oldest=sheet.text(MARGIN, ground + 14, weeks[-1].start.isoformat()),
        newest=sheet.text(MARGIN + ROOM, ground + 14, words.now),
    )


def _caption(weeks: Sequence[Week], words: Words) -> str:
    private = any(week.private_days for week in weeks)
    return words.twelve_weeks + words.comma + words.dashed if private else words.twelve_weeks


def _column(sheet: Sheet, middle: float, ground: float, week: Week) -> Column:
    days = min(7, week.coding_days)
    private = min(7 - days, week.private_days)
    days_top = ground - days * _DAY_HEIGHT
    private_top = days_top - private * _DAY_HEIGHT
    left = middle - _BAR_WIDTH / 2
    number = f"{week.coding_days}+{week.private_days}" if week.private_days else f"{week.coding_days}"
    return Column(
        sheet.box(left, days_top, _BAR_WIDTH, days * _DAY_HEIGHT),
        sheet.box(left, private_top, _BAR_WIDTH, private * _DAY_HEIGHT),
        sheet.text(middle, private_top - 4, number),
    )
