"""A record as what a badge or a card says: pure; the words are the locale's, the shape is render's."""

from collections.abc import Iterator
from enum import StrEnum

from service.errors import Locked, NotServed, ServiceError, Status
from service.evidence import Show
from service.model import MODEL
from service.record import Record, error_of
from service.render.badge import Badge, Tone
from service.render.card_values import Card, Part, Week
from service.render.words import Words
from service.score import Level, Score

_TONES = {
    Level.HANDS_ON: Tone.HANDS_ON,
    Level.IN_TOUCH: Tone.IN_TOUCH,
    Level.DIPPING_IN: Tone.DIPPING_IN,
    Level.QUIET: Tone.QUIET,
    Level.NOT_VISIBLE: Tone.NOT_VISIBLE,
}
_WAITING = frozenset({Status.WARMING, Status.UPSTREAM})


class Metric(StrEnum):
    """What the right half of a badge says."""

    LEVEL = "level"
    SCORE = "score"
    DAYS = "days"
    STREAK = "streak"


def badge_of(record: Record, words: Words, *, metric: Metric | None, label: str | None, stale: bool) -> Badge:
    """What a record's badge says; without a metric, level and score."""
    error = error_of(record)
    if error or record.score is None:
        return badge_of_error(error or ServiceError(record.message), record.status, words, label=label)
    score, level = record.score, words.levels[record.score.level]
    message = _message(score, record.show, metric, words)
    as_of = words.as_of.format(date=words.date(score.observed_at.date()))
    spoken = [_value(score, words) if record.show is not Show.LEVEL and score.value is not None else "", as_of]
    title = words.comma.join(text for text in (f"{_label(label, words)}{words.colon}{level}", *spoken) if text)
    if stale:
        title = f"{title}{words.comma}{words.statuses[Status.STALE]}"
    return Badge(_label(label, words), message, _TONES[score.level], title, _description(score, record.show, words))


def badge_of_error(error: ServiceError, status: Status, words: Words, *, label: str | None) -> Badge:
    """What the badge says when there is no score."""
    message = _short(error, status, words)
    tone = Tone.WAITING if status in _WAITING else Tone.NEUTRAL
    return Badge(_label(label, words), message, tone, f"{_label(label, words)}{words.colon}{message}", str(error))


def card_of(record: Record, words: Words, *, stale: bool) -> Card:
    """What a record's card says, with as much as its person shows."""
    score = record.score
    if score is None:
        return card_of_error(record.login, ServiceError(record.message), record.status, words)
    level = words.levels[score.level]
    as_of = score.observed_at.date()
    if record.show is not Show.FULL:
        value = None if record.show is Show.LEVEL else score.value
        return Card(record.login, level, _TONES[score.level], as_of=as_of, score=value, stale=stale)
    share = score.ai_assisted_share_at_least
    return Card(
        record.login,
        level,
        _TONES[score.level],
        as_of=as_of,
        score=score.value,
        weeks=tuple(Week(week.start, week.coding_days, week.quality, week.private_days) for week in score.weeks),
        parts=tuple(_parts(score)),
        last_coding_day=score.last_coding_day,
        confidence=score.confidence,
        assisted_percent=int(share * 100) if share else None,  # "at least 0 %" says nothing
        stale=stale,
        gaps=tuple(gap.message for gap in score.gaps),
    )


def card_of_error(login: str, error: ServiceError, status: Status, words: Words) -> Card:
    """What the card says when there is no score."""
    tone = Tone.WAITING if status in _WAITING else Tone.NEUTRAL
    return Card(login, _short(error, status, words), tone, message=str(error))


def _short(error: ServiceError, status: Status, words: Words) -> str:
    """A few words for a status; what its operator decided about a service has words of its own, in English."""
    return error.label if isinstance(error, NotServed | Locked) else words.statuses[status]


def _parts(score: Score) -> Iterator[Part]:
    yield Part("rhythm", score.parts.rhythm, MODEL.rhythm_points)
    yield Part("recency", score.parts.recency, MODEL.recency_points)
    yield Part("engagement", score.parts.engagement, MODEL.engagement_points)


def _label(label: str | None, words: Words) -> str:
    return words.label if label is None else label


def _message(score: Score, show: Show, metric: Metric | None, words: Words) -> str:
    level = words.levels[score.level]
    if score.value is None or show is Show.LEVEL or metric is Metric.LEVEL:
        return level
    if metric is Metric.SCORE:
        return str(score.value)
    if metric is Metric.DAYS and show is Show.FULL:
        return words.coding_days.of(score.coding_days)
    if metric is Metric.STREAK and show is Show.FULL:
        return words.weeks.of(score.streak_weeks)
    return f"{level} · {score.value}"


def _value(score: Score, words: Words) -> str:
    return words.of_100.format(score=score.value)


def _description(score: Score, show: Show, words: Words) -> str:
    """Every number behind the badge, for people who hear it; the sentences of the evidence are in English."""
    meaning = words.meanings[score.level]
    return meaning if show is not Show.FULL else " ".join((f"{meaning[0].upper()}{meaning[1:]}.", *score.why))
