"""How often each login is asked for, so that who is looked at by many is refreshed more often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from cachetools import LRUCache

from service.evidence import Login

_LOGINS = 100_000


@dataclass(slots=True)
class _Counted:
    day: date
    today: int = 0
    before: int = 0


class Popularity:
    """Requests of today and of yesterday; a busy yesterday counts until today is over.

    Args:
        clock: UTC, so a day is one of UTC.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._counted: LRUCache[Login, _Counted] = LRUCache(_LOGINS)

    def count(self, login: Login, times: int = 1) -> None:
        """A login was asked for so many times."""
        self._of(login).today += times

    def per_day(self, login: Login) -> int:
        """How often it was asked for today or yesterday, whichever is more."""
        counted = self._of(login)
        return max(counted.today, counted.before)

    def _of(self, login: Login) -> _Counted:
        today = self._clock().date()
        counted = self._counted.get(login)
        if counted is None:
            counted = self._counted[login] = _Counted(today)
        elif counted.day != today:
            counted.before = counted.today if (today - counted.day).days == 1 else 0
            counted.day, counted.today = today, 0
        return counted
