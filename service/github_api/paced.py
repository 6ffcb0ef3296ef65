"""A transport that waits for its turn: few questions at once, and no more of GitHub's time than a minute has."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from service.errors import RateLimited
from service.github_api.pace import Pace
from service.github_api.room import Room
from service.github_api.tokens import Resource
from service.github_api.transport import Answer, Json, Transport

LONGEST_WAIT_SECONDS = 20.0
_TURN_SECONDS = 1.0
"""Whoever ends calls those who wait, so this is only for what may change without anybody's end."""


@dataclass(frozen=True, slots=True)
class PacedTransport:
    """One token's transport; safe to call from any thread.

    Attributes:
        monotonic: seconds of a clock that never goes back.
        told: of every answer, with its HTTP status (0: none) and how long it took.
    """

    transport: Transport
    monotonic: Callable[[], float]
    told: Callable[[Resource, int, float], None] | None = None
    pace: Pace = field(default_factory=Pace)
    room: Room = field(default_factory=Room)
    turn: threading.Condition = field(default_factory=threading.Condition)

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document.

        Raises:
            RateLimited: its turn does not come within `LONGEST_WAIT_SECONDS`.
        """
        with self._taken(Resource.GRAPHQL):
            return self._timed(Resource.GRAPHQL, lambda: self.transport.graphql(query, variables))

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path; raises as `graphql` does."""
        resource = Resource.SEARCH if path.startswith("/search/") else Resource.CORE
        with self._taken(resource):
            return self._timed(resource, lambda: self.transport.rest(path, parameters))

    @contextmanager
    def _taken(self, resource: Resource) -> Iterator[None]:
        give_up = self.monotonic() + LONGEST_WAIT_SECONDS
        with self.turn:
            while (seconds := self._wait(resource)) > 0:
                if self.monotonic() + seconds > give_up:
                    raise RateLimited("This service asks GitHub as fast as it may; there is a queue.")
                self.turn.wait(seconds)
            self.pace.start(resource)
            if resource is Resource.GRAPHQL:
                self.room.start()
        yield

    def _wait(self, resource: Resource) -> float:
        if resource is Resource.GRAPHQL and not self.room.is_free:
            return _TURN_SECONDS
        return self.pace.wait(resource, self.monotonic())

    def _timed(self, resource: Resource, ask: Callable[[], Answer]) -> Answer:
        began, status = self.monotonic(), 0
        try:
            answer = ask()
            status = answer.status
            return answer
        finally:
            with self.turn:
                now = self.monotonic()
                self.pace.end(resource, now, now - began)
                if resource is Resource.GRAPHQL:
                    self.room.end(now - began)
                self.turn.notify_all()
            if self.told:
                self.told(resource, status, now - began)
