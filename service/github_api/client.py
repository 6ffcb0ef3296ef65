"""The network transport: PyGithub, with every policy of its own switched off."""

import json
import threading
import time
from collections.abc import Mapping

import github
from github import Auth
from github.GithubException import GithubException
from requests.exceptions import RequestException

from service.github_api.transport import Answer, Json

USER_AGENT = "still-engineering/1"
# Supported for at least 24 months after its successor.
# https://docs.github.com/en/rest/about-the-rest-api/api-versions
API_VERSION = "2022-11-28"
# GitHub ends a request itself after 10 s.
# https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
TIMEOUT_SECONDS = 12


class Client:
    """Asks GitHub with one token; may be called from any number of threads.

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
        url = self._github().requester.graphql_url
        return self._ask("POST", url, {"query": query, "variables": variables}, None)

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path."""
        return self._ask("GET", path, None, dict(parameters or {}))

    def _github(self) -> github.Github:
        own: github.Github | None = getattr(self._threads, "github", None)
        if own is None:
            own = self._threads.github = self._build()
        return own

    def _build(self) -> github.Github:
        """A PyGithub that neither retries nor sleeps: ten immediate retries and hour-long waits suit no server."""
        return github.Github(
            auth=Auth.Token(self._token) if self._token else None,
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

    def _ask(self, verb: str, url: str, body: Json | None, parameters: dict[str, str | int] | None) -> Answer:
        started = time.monotonic()
        try:
            status, headers, text = self._github().requester.requestJson(
                verb, url, parameters=parameters or None, input=body
            )
        except (RequestException, GithubException, OSError, RuntimeError, AssertionError):
            # Timeouts, resets, redirects to another host: PyGithub raises several kinds; all mean "no answer".
            return Answer(0, seconds=time.monotonic() - started)
        lowered = {str(name).lower(): str(value) for name, value in headers.items()}
        return Answer(status, lowered, _decoded(text), time.monotonic() - started)


def _decoded(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
