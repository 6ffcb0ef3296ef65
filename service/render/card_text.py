"""What a card says in sentences: the lines of its foot, and the whole of it for people who hear it."""

import math
from collections.abc import Iterator

from service.errors import Status
from service.render.card_look import Section
from service.render.card_values import Card, Week
from service.render.words import Words


def score_text(card: Card, words: Words) -> str:
    """The score as `87 of 100`; empty if there is none to show."""
    return "" if card.score is None else words.of_100.format(score=card.score)


def points_text(points: float, most: float, words: Words) -> str:
    """Points of a part as `51.4 of 60`."""
    return words.points.format(points=words.number(points), most=f"{most:g}")


def facts(card: Card, hide: frozenset[Section], words: Words) -> list[str]:
    """What is known besides the numbers: last coding day, confidence, AI share, and when it was observed."""
    lines = []
    if card.confidence is not None and Section.LAST_DAY not in hide:
        day = words.date(card.last_coding_day) if card.last_coding_day else words.none_seen
        lines.append(f"{words.last_coding_day}{words.colon}{day}")
    if card.confidence is not None and Section.CONFIDENCE not in hide:
        lines.append(f"{words.confidence}{words.colon}{words.confidences[card.confidence]}")
    if card.assisted_percent is not None and Section.ASSISTED not in hide:
        lines.append(words.assisted.format(percent=card.assisted_percent))
    if card.as_of is not None:
        lines.append(words.as_of.format(date=words.date(card.as_of)))
    if card.stale:
        lines.append(words.statuses[Status.STALE])
    return lines


def full_marks(card: Card, words: Words) -> str:
    """What the line across the weeks means; empty if there is none."""
    if not (card.weeks and card.full_week):
        return ""
    return words.full_marks.format(days=words.coding_days.of(math.ceil(card.full_week)))


def _week(week: Week, words: Words) -> str:
    values = [words.quality.format(quality=words.number(week.quality))]
    if week.coding_days or not week.private_days:
        values.insert(0, words.coding_days.of(week.coding_days))
    if week.private_days:
        values.append(words.private_days.of(week.private_days))
    return words.week_of.format(date=words.date(week.start)) + words.colon + words.comma.join(values)


def title(card: Card, words: Words) -> str:
    """The card in one sentence, such as `octocat: hands-on, 87 of 100, as of 2026-11-20`."""
    as_of = words.as_of.format(date=words.date(card.as_of)) if card.as_of else ""
    values = [value for value in (card.headline, score_text(card, words), as_of) if value]
    return card.login + words.colon + words.comma.join(values)


def describe(card: Card, hide: frozenset[Section], words: Words) -> str:
    """Every number of the card, in sentences."""
    return "; ".join(_sentences(card, hide, words)).replace(f"{words.stop}; ", f"{words.stop} ")


def _sentences(card: Card, hide: frozenset[Section], words: Words) -> Iterator[str]:
    if card.message:
        yield card.message
    for part in card.parts:
        yield words.parts[part.name] + words.colon + points_text(part.points, part.most, words)
    yield from facts(card, hide, words)
    if line := full_marks(card, words):
        yield line
    for week in card.weeks:
        yield _week(week, words)
    for gap in card.gaps:
        yield f"{words.gaps}{words.colon}{gap}"
