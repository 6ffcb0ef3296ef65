"""What the stub was asked: requests by route, logins, headers, and how many at once."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.github_stub.http import Request


@dataclass
class Journal:
    """A record of every request.

    Attributes:
        routes: requests by route, such as `GET /users/{login}` or `POST /graphql`.
        asked: how often each login was asked for, in lower case.
        most_at_once: the most requests that were in the works at the same time.
    """

    requests: list[Request] = field(default_factory=list)
    routes: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    most_at_once: int = 0
    _in_flight: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def following(self, request: Request, route: str) -> Iterator[None]:
        """Record a request for as long as it is answered."""
        with self._lock:
            self.requests.append(request)
            self.routes[f"{request.method} {route}"] += 1
            self._in_flight += 1
            self.most_at_once = max(self.most_at_once, self._in_flight)
        try:
            yield
        finally:
            with self._lock:
                self._in_flight -= 1

    def note(self, login: str) -> None:
        """Record that somebody asked for a login."""
        with self._lock:
            self.asked[login.lower()] += 1
