"""The network transport: PyGithub, with every policy of its own switched off."""

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import github
from github import Auth
from github.GithubException import GithubException
from github.Requester import HTTPRequestsConnectionClass, HTTPSRequestsConnectionClass, RequestsResponse
from requests.exceptions import RequestException, RetryError, TooManyRedirects

from service.github_api.transport import Answer, Json

USER_AGENT = "still-engineering/1"
# Supported for at least 24 months after its successor.
# https://docs.github.com/en/rest/about-the-rest-api/api-versions
API_VERSION = "2022-11-28"
# GitHub ends a request itself after 10 s.
# https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
TIMEOUT_SECONDS = 12
REDIRECTS = 2
"""A repository or an account that was renamed needs one."""
_ACCEPTED = 202
# PyGithub raises several kinds for timeouts, resets, redirects to another host and headers that are no numbers, and
# http.client one for a token that no header can hold. All of them mean "no answer".
_NO_ANSWER = (RequestException, GithubException, OSError, RuntimeError, AssertionError, ValueError, ArithmeticError)

Connection = HTTPRequestsConnectionClass | HTTPSRequestsConnectionClass


@dataclass(frozen=True, slots=True)
class Line:
    """A PyGithub object and the connection that it asks through; for one thread."""

    asker: github.Github = field(repr=False)
    connection: Connection


class Client:
    """Asks GitHub with one token; may be called from any number of threads, and never raises.

    Each thread has a `github.Github` object of its own: PyGithub keeps the request on the connection object
    before it sends it, so that two threads sharing one have received each other's answers.
    https://github.com/PyGithub/PyGithub/pull/2052
    """

    def __init__(self, base_url: str, token: str | None = None, *, timeout: int = TIMEOUT_SECONDS) -> None:
        self._base_url = base_url
        self._token = token
        self._timeout = timeout
        self._threads = threading.local()

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document."""
        return self._ask("POST", None, None, {"query": query, "variables": variables})

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path."""
        return self._ask("GET", path, dict(parameters or {}), None)

    def _auth(self) -> Auth.Auth | None:
        """What is said of oneself."""
        return Auth.Token(self._token) if self._token else None

    def _line(self) -> Line:
        own: Line | None = getattr(self._threads, "line", None)
        if own is None:
            own = self._threads.line = self._build()
        return own

    def _build(self) -> Line:
        """A PyGithub that neither retries nor sleeps: ten immediate retries and hour-long waits suit no server."""
        asker = github.Github(
            auth=self._auth(),
            base_url=self._base_url,
            user_agent=USER_AGENT,
            timeout=self._timeout,
            per_page=100,
            retry=None,
            pool_size=1,
            seconds_between_requests=None,
            seconds_between_writes=None,
            lazy=True,
            api_version=API_VERSION,
        )
        address = urlsplit(self._base_url)
        kind = HTTPSRequestsConnectionClass if address.scheme == "https" else HTTPRequestsConnectionClass
        return Line(asker, kind(address.hostname or "", address.port, timeout=self._timeout, pool_size=1))

    def _ask(self, verb: str, path: str | None, parameters: dict[str, Any] | None, body: Json | None) -> Answer:
        """Ask a REST path, or GraphQL without one."""
        started = time.monotonic()
        try:
            line = self._line()
            requester = line.asker.requester
            status, headers, text = requester.requestJson(
                verb,
                requester.graphql_url if path is None else path,
                parameters=parameters or None,
                input=body,
                cnx=cast("Connection", _Errand(line.connection)),
            )
        except _NO_ANSWER:
            return Answer(0, seconds=time.monotonic() - started)
        lowered = {str(name).lower(): str(value) for name, value in headers.items()}
        return Answer(status, lowered, _decoded(text), time.monotonic() - started)


class _Errand:
    """One question's way through a connection.

    PyGithub follows redirects for ever and asks again every two seconds while GitHub answers 202; this does neither.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._requests = 0

    def request(self, verb: str, url: str, body: Any, headers: dict[str, str], stream: bool) -> None:  # noqa: ANN401, FBT001 - PyGithub's signature
        """Take note of what is to be sent."""
        self._requests += 1
        if self._requests > 1 + REDIRECTS:
            raise TooManyRedirects(f"more than {REDIRECTS} redirects")
        self._connection.request(verb, url, body, headers, stream)

    def getresponse(self) -> RequestsResponse:
        """Send it and wait for the answer."""
        response = self._connection.getresponse()
        if response.status == _ACCEPTED:
            raise RetryError("GitHub is still at work on this answer")
        return response


def _decoded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
