"""Stops asking for a while once GitHub has failed many times in a row, so that an outage meets no storm of requests.

https://learn.microsoft.com/en-us/azure/architecture/patterns/circuit-breaker
"""

import threading
from datetime import datetime, timedelta

FAILURES = 10
"""More than one question that is too large causes on its way down to a single person's shortest window."""
REST = timedelta(seconds=15)


class Breaker:
    """Counts the failures that follow each other; safe to call from any thread.

    After the rest one failure is enough to stop again, until something works.
    """

    def __init__(self, *, failures: int = FAILURES, rest: timedelta = REST) -> None:
        self._most = failures
        self._rest = rest
        self._failures = 0
        self._open_until: datetime | None = None
        self._lock = threading.Lock()

    def open_until(self, now: datetime) -> datetime | None:
        """Until when nothing is to be asked; None if asking is fine."""
        with self._lock:
            return self._open_until if self._open_until and self._open_until > now else None

    def failed(self, now: datetime) -> None:
        """There was no answer."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._open_until = now + self._rest

    def worked(self) -> None:
        """There was an answer."""
        with self._lock:
            self._failures = 0
            self._open_until = None
