"""One question to GitHub and its raw answer, whoever gives it: the network, the demo, or a test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

Json = dict[str, Any]

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, unjudged.

    Attributes:
        status: the HTTP status; 0 if the connection failed or timed out.
        headers: names in lower case.
        body: the decoded JSON, or None if it was not JSON.
        seconds: how long the answer took.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: _NO_HEADERS)
    body: Any = None
    seconds: float = 0.0


class Transport(Protocol):
    """Carries questions to GitHub; never raises for what GitHub answers.

    The one of an App's installation raises `tokens.Unusable` when it has no token to ask with.
    """

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document."""
        ...

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path, such as `/users/octocat`."""
        ...
