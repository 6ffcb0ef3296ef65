"""What is kept about one login: its score or why it has none, and for how long that holds."""

import zlib
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from service.errors import BotAccount, NotScored, OptedOut, OrganisationAccount, Paused, Status, UnknownLogin
from service.evidence import GapCode, Show
from service.score import Score


@dataclass(frozen=True, slots=True)
class Record:
    """One login's settled answer.

    Attributes:
        login: as GitHub writes it, if GitHub was asked.
        message: a sentence for people when there is no score.
        fresh_until: from then on a refresh is due; the record is still served.
        keep_until: from then on it is forgotten.
        partial_answers: how often in a row GitHub has answered only a part since the last whole answer.
        noted_at: when the last of them came.
        again_at: not before then is GitHub asked again, although a refresh is due.
        enrolled, excluded: as in the evidence.
    """

    login: str
    status: Status
    observed_at: datetime
    fresh_until: datetime
    keep_until: datetime
    score: Score | None = None
    message: str = ""
    show: Show = Show.FULL
    partial_answers: int = 0
    noted_at: datetime | None = None
    again_at: datetime | None = None
    enrolled: bool | None = None
    excluded: frozenset[str] = frozenset()

    @property
    def is_partial(self) -> bool:
        """Whether GitHub left questions about this work unanswered."""
        return self.score is not None and any(gap.code is GapCode.PARTIAL_ANSWER for gap in self.score.gaps)

    @property
    def is_cut(self) -> bool:
        """Whether GitHub could not list all of the time that was asked about."""
        return self.score is not None and any(gap.code is GapCode.WINDOW_TOO_LARGE for gap in self.score.gaps)

    @property
    def written_at(self) -> datetime:
        """Of two records of one login the later one knows more."""
        return max(self.observed_at, self.noted_at or self.observed_at)

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to ask GitHub again."""
        return self.is_stale(now) and (self.again_at is None or now >= self.again_at)

    def is_stale(self, now: datetime) -> bool:
        """Whether a refresh is due."""
        return now >= self.fresh_until

    def is_expired(self, now: datetime) -> bool:
        """Whether it must not be served any more."""
        return now >= self.keep_until


def record_of_score(
    score: Score, show: Show = Show.FULL, *, enrolled: bool | None = None, excluded: frozenset[str] = frozenset()
) -> Record:
    """A record of a score, without a lifetime yet."""
    status = Status.NOT_VISIBLE if score.value is None else Status.OK
    at = score.observed_at
    return Record(score.login, status, at, at, at, score, show=show, enrolled=enrolled, excluded=excluded)


def record_of_error(login: str, error: NotScored, now: datetime) -> Record:
    """A record of an account that has no score, without a lifetime yet."""
    return Record(login, error.status, now, fresh_until=now, keep_until=now, message=str(error))


def record_of_opt_out(login: str, now: datetime) -> Record:
    """A record of a login that is not scored, without a lifetime yet."""
    return record_of_error(login, OptedOut.of(login), now)


def with_lifetime(record: Record, fresh_until: datetime, keep_until: datetime) -> Record:
    """The record with its times set."""
    return replace(record, fresh_until=fresh_until, keep_until=keep_until)


_ERRORS: dict[Status, type[NotScored]] = {
    error.status: error for error in (UnknownLogin, OrganisationAccount, BotAccount, Paused, OptedOut)
}


def error_of(record: Record) -> NotScored | None:
    """The reason why this record has no score; None if it has one or nothing is visible."""
    kind = _ERRORS.get(record.status)
    return kind(record.message) if kind else None


_ADAPTER = TypeAdapter(Record)
_LEVEL = 1


def encode(record: Record) -> bytes:
    """A record as compressed JSON; the same bytes in memory and in Redis."""
    return zlib.compress(_ADAPTER.dump_json(record), _LEVEL)


def decode(data: bytes) -> Record | None:
    """The record in these bytes; None if another version of the program wrote them or they are damaged."""
    try:
        return _ADAPTER.validate_json(zlib.decompress(data))
    except (zlib.error, ValidationError):
        return None
