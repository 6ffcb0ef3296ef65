"""How much of a record this service publishes: pure, and the one place that decides it.

The person's own `show:` was read before and can only take away from what is left here.
"""

from dataclasses import replace
from datetime import timedelta
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
_NEUTRAL_FRESH = timedelta(hours=6)


def published(record: Record, publish: Publish) -> Record:
    """The record as far as it may be shown to anybody.

    With `enrolled`, of people whose profile does not show this service's badge the level alone is left, and only from
    "in touch" up; every other score becomes one neutral answer, which does not tell a low score from none at all.
    """
    if publish is Publish.ANYONE or record.enrolled or record.score is None:
        return record
    if record.score.level in _TOLD:
        return replace(record, show=Show.LEVEL, message=f"{_reason(record)}, so the level alone is shown.")
    return replace(
        record,
        status=Status.NOT_VISIBLE,
        score=None,
        show=Show.LEVEL,
        message=f"{_reason(record)}, so nothing more is shown.",
        # Its own would differ between a quiet person and one of whom nothing is visible.
        fresh_until=record.observed_at + _NEUTRAL_FRESH,
    )


def _reason(record: Record) -> str:
    if record.enrolled is None:
        return f"It is not known yet whether {record.login} has enrolled here"
    return f"{record.login} has not enrolled here"
