"""Where everything stands in a card, in pixels; it is as high as what it has to say."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.render.card_look import Section
from service.render.card_strip import Strip, strip
from service.render.card_text import facts, full_marks, points_text, score_text
from service.render.card_values import Card, Part
from service.render.sheet import MARGIN, ROOM, WIDTH, Box, Sheet, Text
from service.render.text import shorten
from service.render.widths import Face, fit, width_at, wrap
from service.render.words import Words

_HEAD_HEIGHT = 74
_TEXT_SIZE = 11
_PART_NAME_WIDTH, _POINTS_WIDTH = 110, 110
_TRACK_WIDTH = ROOM - _PART_NAME_WIDTH - _POINTS_WIDTH
_LONGEST_TEXT = 400
_MOST_MESSAGE_LINES, _MOST_GAPS = 5, 2


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the card: who, and in a pill how hands-on."""

    login: Text
    label: Text
    pill: Box
    headline: Text
    score: Text


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the score: its name, its bar on a track, and its points."""

    name: Text
    track: Box
    bar: Box
    points: Text


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on the card; `far_facts` end where `facts` would end their line."""

    height: float
    head: Head
    message: Sequence[Text]
    strip: Strip | None
    rows: Sequence[Row]
    facts: Sequence[Text]
    far_facts: Sequence[Text]
    gaps: Sequence[Text]


def arrange(card: Card, hide: frozenset[Section], words: Words) -> Page:
    """Place everything that this card has, from top to bottom."""
    sheet = Sheet(right_to_left=words.right_to_left)
    head = _head(sheet, card, words)
    message = sheet.lines(wrap(shorten(card.message, _LONGEST_TEXT), ROOM, 12, _MOST_MESSAGE_LINES), 18)
    weeks = strip(sheet, card, full_marks(card, words), words) if card.weeks else None
    rows = [_row(sheet, part, words) for part in card.parts]
    sheet.y += 4
    near, far = _facts(sheet, facts(card, hide, words))
    gaps = _gaps(sheet, card.gaps)
    return Page(sheet.y + MARGIN - 6, head, message, weeks, rows, near, far, gaps)


def _head(sheet: Sheet, card: Card, words: Words) -> Head:
    headline = fit(shorten(card.headline, _LONGEST_TEXT), ROOM / 2, 12, Face.VERDANA_BOLD)
    pill_width = width_at(headline, 12, Face.VERDANA_BOLD) + 24
    login = fit(shorten(card.login, _LONGEST_TEXT), ROOM - pill_width - 12, 16, Face.VERDANA_BOLD)
    pill = sheet.box(WIDTH - MARGIN - pill_width, 20, pill_width, 24)
    sheet.y = _HEAD_HEIGHT
    return Head(
        sheet.text(MARGIN, 38, login),
        sheet.text(MARGIN, 58, words.label),
        pill,
        Text(pill.middle, 36, headline),
        sheet.text(WIDTH - MARGIN, 60, score_text(card, words)),
    )


def _row(sheet: Sheet, part: Part, words: Words) -> Row:
    share = min(1.0, max(0.0, part.points / part.most))
    track = MARGIN + _PART_NAME_WIDTH
    top = sheet.y
    sheet.y += 20
    return Row(
        sheet.text(MARGIN, top + 12, fit(words.parts[part.name], _PART_NAME_WIDTH - 8, _TEXT_SIZE)),
        sheet.box(track, top + 4, _TRACK_WIDTH, 8),
        sheet.box(track, top + 4, round(_TRACK_WIDTH * share, 1), 8),
        sheet.text(WIDTH - MARGIN, top + 12, points_text(part.points, part.most, words)),
    )


def _facts(sheet: Sheet, lines: Sequence[str]) -> tuple[list[Text], list[Text]]:
    """Two facts share a line if there is room for both."""
    near: list[Text] = []
    far: list[Text] = []
    room = 0.0
    for line in lines:
        width = width_at(line, _TEXT_SIZE)
        if width <= room:
            far.append(sheet.text(WIDTH - MARGIN, sheet.y - 4, line))
            room = 0.0
        else:
            near += sheet.lines([fit(line, ROOM, _TEXT_SIZE)], 18)
            room = ROOM - width - 16
    return near, far


def _gaps(sheet: Sheet, gaps: Sequence[str]) -> list[Text]:
    """The first sentences about what could not be seen, in two lines each; the description has all of them."""
    sheet.y += 4 if gaps else 0
    lines = [line for gap in gaps[:_MOST_GAPS] for line in wrap(shorten(gap, _LONGEST_TEXT), ROOM, 10, 2)]
    return sheet.lines(lines, 14)
