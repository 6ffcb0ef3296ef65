"""How much of a record this service publishes: pure, and the one place that decides it.

The person's own `show:` was read before and can only take away from what is left here.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from service.errors import Status
from service.evidence import Show
from service.record import Record
from service.score import Level


class Publish(StrEnum):
    """About whom this service tells everything it knows."""

    ANYONE = "anyone"
    ENROLLED = "enrolled"


_TOLD = frozenset({Level.HANDS_ON, Level.IN_TOUCH})
"""The levels that are told of people who did not ask for a badge; anything less is nobody's business."""
_DAY = timedelta(days=1)


def published(record: Record, publish: Publish, now: datetime) -> Record:
    """The record as far as it may be shown to anybody.

    With `enrolled`, of people whose profile does not show this service's badge the level alone is left, and only from
    "in touch" up; every other score becomes one neutral answer, which does not tell a low score from none at all,
    neither by its words nor by its times, which are those of the day for everybody.
    """
    if publish is Publish.ANYONE or record.enrolled or record.score is None:
        return record
    if record.score.level in _TOLD:
        return replace(record, show=Show.LEVEL, message=f"{_reason(record)}, so the level alone is shown.")
    today = midnight(now)
    return Record(
        login=record.login,
        status=Status.NOT_VISIBLE,
        observed_at=today,
        fresh_until=today + _DAY,
        keep_until=today + _DAY,
        message=f"{_reason(record)}, so nothing more is shown.",
        show=Show.LEVEL,
        enrolled=record.enrolled,
    )


def midnight(now: datetime) -> datetime:
    """When the day began: the time of answers by which nobody may be told from anybody else."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _reason(record: Record) -> str:
    if record.enrolled is None:
        return f"It is not known yet whether {record.login} has enrolled here"
    return f"{record.login} has not enrolled here"
