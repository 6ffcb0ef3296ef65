"""How many questions of one token may be on their way at once: pure bookkeeping, more while GitHub is quick.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#avoid-concurrent-requests
"""

MOST = 3
_QUICK_SECONDS, _SLOW_SECONDS, _IN_A_ROW = 3.0, 6.0, 5


class Room:
    """Begins with one question at a time, takes one more after some quick answers, and is back at one after a slow one.

    A GitHub in trouble is given time, and what the minute has left is there when it is well again.
    """

    def __init__(self) -> None:
        self._at_once, self._quick, self._on_their_way = 1, 0, 0

    @property
    def is_free(self) -> bool:
        """Whether one more may be asked now."""
        return self._on_their_way < self._at_once

    def start(self) -> None:
        """A question is on its way."""
        self._on_their_way += 1

    def end(self, seconds: float) -> None:
        """Its answer took so many seconds."""
        self._on_their_way -= 1
        if seconds > _SLOW_SECONDS:
            self._at_once, self._quick = 1, 0
        elif seconds < _QUICK_SECONDS:
            self._quick += 1
        if self._quick >= _IN_A_ROW and self._at_once < MOST:
            self._at_once, self._quick = self._at_once + 1, 0
