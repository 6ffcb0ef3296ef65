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
from service.sentences import evidence_sentences, gap_sentence, is_only_private, status_sentence

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
    error, score = error_of(record), record.score
    if error or score is None:
        reason = error or ServiceError(record.message)
        return badge_of_error(reason, record.status, words, label=label, login=record.login)
    message = _message(score, record.show, metric, words)
    said = _spoken(score, record.show, message, words)
    said.append(words.as_of.format(date=words.date(score.observed_at.date())))
    if stale:
        said.append(words.statuses[Status.STALE])
    name = words.label if label is None else label
    described = evidence_sentences(score, record.show, words)
    return Badge(name, message, _TONES[score.level], _titled(name, words.comma.join(said), words), described)


def badge_of_error(error: ServiceError, status: Status, words: Words, *, label: str | None, login: str = "") -> Badge:
    """What the badge says when there is no score; of whom, if that is known."""
    name, message = words.label if label is None else label, _short(error, status, words)
    tone = Tone.WAITING if status in _WAITING else Tone.NEUTRAL
    reason = status_sentence(login, error, status, words)
    title = _titled(name, message, words)
    if status is Status.BAD_REQUEST:
        # Whoever embeds the badge has to mend the address, and sees no description.
        title = f"{title}{words.colon}{reason}"
    return Badge(name, message, tone, title, reason)


def card_of(record: Record, words: Words, *, stale: bool) -> Card:
    """What a record's card says, with as much as its person shows."""
    score = record.score
    if score is None:
        return card_of_error(record.login, error_of(record) or ServiceError(record.message), record.status, words)
    level = words.levels[score.level]
    as_of = score.observed_at.date()
    if score.value is None:
        unknown = words.sentence(words.meanings[score.level])
        return Card(record.login, level, _TONES[score.level], as_of=as_of, stale=stale, message=unknown)
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
        full_week=MODEL.full_week,
        parts=tuple(_parts(score)),
        last_coding_day=score.last_coding_day,
        confidence=score.confidence,
        assisted_percent=int(share * 100) if share else None,  # "at least 0 %" says nothing
        stale=stale,
        gaps=tuple(gap_sentence(gap, words) for gap in score.gaps),
    )


def card_of_error(login: str, error: ServiceError, status: Status, words: Words) -> Card:
    """What the card says when there is no score."""
    tone = Tone.WAITING if status in _WAITING else Tone.NEUTRAL
    return Card(login, _short(error, status, words), tone, message=status_sentence(login, error, status, words))


def _short(error: ServiceError, status: Status, words: Words) -> str:
    """A few words for a status; what its operator decided about a service has words of its own, in English."""
    return error.label if isinstance(error, NotServed | Locked) else words.statuses[status]


def _titled(label: str, said: str, words: Words) -> str:
    """A badge in one sentence, in the order in which it is seen."""
    return f"{label}{words.colon}{said}" if label else said


def _parts(score: Score) -> Iterator[Part]:
    yield Part("rhythm", score.parts.rhythm, MODEL.rhythm_points)
    yield Part("recency", score.parts.recency, MODEL.recency_points)
    yield Part("engagement", score.parts.engagement, MODEL.engagement_points)


def _message(score: Score, show: Show, metric: Metric | None, words: Words) -> str:
    level = words.levels[score.level]
    if score.value is None or show is Show.LEVEL or metric is Metric.LEVEL:
        return level
    if metric is Metric.SCORE:
        return str(score.value)
    if metric is Metric.DAYS and show is Show.FULL:
        return (
            words.private_days.of(score.private_days)
            if is_only_private(score)
            else words.coding_days.of(score.coding_days)
        )
    if metric is Metric.STREAK and show is Show.FULL:
        return level if is_only_private(score) else words.weeks.of(score.streak_weeks)
    return f"{level} · {score.value}"


def _spoken(score: Score, show: Show, message: str, words: Words) -> list[str]:
    """What the badge shows, and then the level and the score as far as they are not said by that."""
    level = words.levels[score.level]
    if score.value is None or show is Show.LEVEL:
        return [level]
    value = words.of_100.format(score=score.value)
    if message == str(score.value):
        return [value, level]
    return [level, value] if message.startswith(level) else [message, level, value]
