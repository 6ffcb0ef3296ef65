"""How long an answer holds: pure."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from service.errors import Status
from service.evidence import Depth
from service.record import Record, with_lifetime

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """For how long an answer is fresh, and for how long it may be served at all."""

    fresh: timedelta
    keep: timedelta


LIFETIMES: dict[Status, Lifetime] = {
    Status.OK: Lifetime(6 * _HOUR, 30 * _DAY),
    Status.NOT_VISIBLE: Lifetime(_DAY, 30 * _DAY),
    Status.NOT_FOUND: Lifetime(10 * timedelta(minutes=1), _DAY),
    Status.ORGANISATION: Lifetime(7 * _DAY, 30 * _DAY),
    Status.BOT: Lifetime(7 * _DAY, 30 * _DAY),
    Status.PAUSED: Lifetime(6 * _HOUR, 30 * _DAY),
    Status.OPTED_OUT: Lifetime(30 * _DAY, 3650 * _DAY),
}
"""By status, for somebody of ordinary popularity while the budget is full."""

# Asked for often: refreshed more often. GitHub's own counts are up to a day late, so minutes would buy nothing.
# https://docs.github.com/en/account-and-profile/reference/profile-contributions-reference
_POPULAR_PER_DAY, _FORGOTTEN_PER_DAY = 24, 2
_POPULAR, _FORGOTTEN, _DORMANT = 0.5, 2.0, 4.0
_DORMANT_WEEKS = 4
_SPREAD = 0.2
_PARTIAL_PAUSE, _PARTIAL_TIMES = timedelta(seconds=30), 5
"""After a partial answer, and then twice as long after each further one; so many in a row are no accident."""

_CLOSENESS = (Depth.NONE, Depth.WITHOUT_TOKEN, Depth.LITE, Depth.FULL)
_SHALLOWER_KEPT, _SHORTER_KEPT = 3 * _DAY, _DAY
"""For how long a score outlives looks that saw less."""


def stretch(left: float | None) -> float:
    """How much longer answers hold when this share of the budget is left: 1 when full, 8 when nearly empty."""
    if left is None:
        return 1.0
    return min(8.0, max(1.0, 0.5 / max(left, 0.01)))


def lifetime(record: Record, *, asked_per_day: float, left: float | None) -> Lifetime:
    """The lifetime of an answer, by what it says, how often it is asked for and the share of the budget left."""
    base = LIFETIMES[record.status]
    factor = stretch(left)
    if record.score is not None:
        factor *= _interest(asked_per_day) * _activity(record)
    return Lifetime(min(base.fresh * factor, base.keep), base.keep)


def dated(record: Record, now: datetime, *, asked_per_day: float, left: float | None) -> Record:
    """The record with its times; spread by login, so that people fetched together do not expire together."""
    holds = lifetime(record, asked_per_day=asked_per_day, left=left)
    first = hashlib.blake2b(record.login.lower().encode(), digest_size=1).digest()[0]
    spread = 1.0 - _SPREAD * first / 255
    return with_lifetime(record, now + holds.fresh * spread, now + holds.keep)


def kept(record: Record, known: Record | None, now: datetime, *, asked_per_day: float, left: float | None) -> Record:
    """What to keep of a new answer, beside what is known already, with its times.

    GitHub sometimes answers only a part. A known whole score is worth more than that for a day, shown as the person
    wants it now; without one the part is shown as stale. Either way GitHub is asked again soon, then ever less often;
    what is still partial after a few times is all that there is to see.
    """
    new = dated(record, now, asked_per_day=asked_per_day, left=left)
    if not record.is_partial:
        return _deeper(new, known, now) if known else new
    times = known.partial_answers + 1 if known else 1
    again = now + min(_PARTIAL_PAUSE * 2 ** min(times - 1, 10), _HOUR)
    noted = {"partial_answers": times, "again_at": again, "noted_at": now}
    if known and _is_whole_of_same(known, record) and now - known.observed_at < _DAY:
        return replace(known, show=record.show, enrolled=record.enrolled, **noted)
    if times > _PARTIAL_TIMES:
        return replace(new, partial_answers=times)
    return replace(new, fresh_until=now, **noted)


def _deeper(new: Record, known: Record, now: datetime) -> Record:
    """The known score, if the new look saw less: not as closely, or a shorter time.

    What a look costs depends on the budget and on GitHub's day, and somebody's score must not. The known one is as of
    its own time, and says so.
    """
    if not _is_whole_of_same(known, new) or known.score is None or new.score is None:
        return new
    shallower = _CLOSENESS.index(new.score.depth) < _CLOSENESS.index(known.score.depth)
    shorter = new.is_cut and not known.is_cut
    longest = _SHORTER_KEPT if shorter else _SHALLOWER_KEPT
    if not (shallower or shorter) or now - known.observed_at >= longest:
        return new
    fresh_until = min(new.fresh_until, known.observed_at + longest, now + _HOUR if shorter else new.fresh_until)
    seen = replace(known, show=new.show, enrolled=new.enrolled, noted_at=now)
    return replace(seen, fresh_until=fresh_until, partial_answers=0, again_at=None)


def _is_whole_of_same(known: Record, record: Record) -> bool:
    """Whether both are of one person, who may have had another login, and the known one lacks nothing.

    A score with a repository that the person has excluded since is not worth keeping.
    """
    if known.score is None or record.score is None or known.is_partial:
        return False
    return known.score.user_id == record.score.user_id and known.excluded == record.excluded


def _interest(asked_per_day: float) -> float:
    if asked_per_day >= _POPULAR_PER_DAY:
        return _POPULAR
    return _FORGOTTEN if asked_per_day < _FORGOTTEN_PER_DAY else 1.0


def _activity(record: Record) -> float:
    weeks = record.score.weeks[:_DORMANT_WEEKS] if record.score else ()
    return 1.0 if any(week.quality for week in weeks) else _DORMANT
