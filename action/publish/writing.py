"""Writes to GitHub: one request at a time, never faster than GitHub likes, and every answer as a value.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests
"""

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from action.errors import NotPosted
from action.patience import Patience
from service.errors import ServiceError
from service.github_api.client import Client
from service.github_api.outcomes import judge_graphql, judge_rest
from service.github_api.tokens import Resource
from service.github_api.transport import Answer, Json

PAUSE_SECONDS = 1.0
_OK, _CREATED = 200, 201


class TooLate(Exception):
    """The time in which something could be created has passed."""


class Carrier(Protocol):
    """A `Transport` that can also write."""

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document."""
        ...

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path."""
        ...

    def send(self, verb: str, path: str, body: Json) -> Answer:
        """POST or PATCH a REST path."""
        ...


class WritingClient(Client):
    """The network's `Carrier`."""

    def send(self, verb: str, path: str, body: Json) -> Answer:
        """POST or PATCH a REST path."""
        return self._ask(verb, path, None, body)


@dataclass(slots=True)
class Desk:
    """Reads and writes with the token that posts."""

    carrier: Carrier
    patience: Patience
    _wrote: bool = field(default=False)

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document that changes nothing."""
        return self.patience.ask(Resource.GRAPHQL, lambda: self.carrier.graphql(query, variables), judge_graphql)

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path."""
        return self.patience.ask(Resource.CORE, lambda: self.carrier.rest(path, parameters), judge_rest)

    def change(self, path: str, body: Json) -> Answer:
        """PATCH: may be repeated, because the outcome is the same."""
        with self._turn():
            send = functools.partial(self.carrier.send, "PATCH", path, body)
            return self.patience.ask(Resource.CORE, lambda: _settled(send()), judge_rest)

    def create(self, path: str, body: Json, *, before: datetime | None = None) -> Answer:
        """POST: repeated only if GitHub refused to take it, never if the answer was lost.

        Raises:
            TooLate: it could not be sent before that moment, and was not.
        """

        def send() -> Answer:
            if before is not None and self.patience.time.now() >= before:
                raise TooLate
            return _settled(self.carrier.send("POST", path, body))

        with self._turn():
            return self.patience.ask_once(Resource.CORE, send, judge_rest)

    def mutate(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document that changes something; repeated as `create` is."""
        with self._turn():
            return self.patience.ask_once(
                Resource.GRAPHQL, lambda: self.carrier.graphql(query, variables), judge_graphql
            )

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Pause between two writes; nothing can be written when the run's patience has ended."""
        if self._wrote:
            self.patience.time.sleep(PAUSE_SECONDS)
        self._wrote = True
        try:
            yield
        except ServiceError as error:
            raise NotPosted(str(error)) from None


def was_written(answer: Answer) -> bool:
    """Whether GitHub says that something was created or changed, and what."""
    return answer.status == _OK and isinstance(answer.body, dict)


def _settled(answer: Answer) -> Answer:
    """A 201 as the 200 that judges know."""
    return replace(answer, status=_OK) if answer.status == _CREATED else answer
