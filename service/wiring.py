"""Puts the parts together: the one place where clocks, transports, pools and stores are chosen."""

import threading
import time
from collections.abc import Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from cachetools import LRUCache

from service.admission import EVERYBODY, AdmittedSource
from service.evidence import Depth, EvidenceSource, Login
from service.github_api.anonymous import AnonymousSource
from service.github_api.app import AppClient
from service.github_api.client import Client
from service.github_api.gateway import Gateway
from service.github_api.installations import Installation, InstallationTransport
from service.github_api.paced import PacedTransport
from service.github_api.source import GitHubSource
from service.github_api.tokens import Resource, Token, TokenPool
from service.github_api.transport import Transport
from service.publishing import Publish
from service.settings import Settings

WORKERS = 4
"""Batches and single commits asked for side by side; GitHub asks for restraint.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#avoid-concurrent-requests
"""
_COMMITS_KEPT = 20_000


def utc_now() -> datetime:
    """The clock of the running program."""
    return datetime.now(UTC)


class LockedFiles(LRUCache[str, tuple[str, ...]]):
    """Paths of commits, shared by threads."""

    def __init__(self, maxsize: int) -> None:
        super().__init__(maxsize)
        self._lock = threading.RLock()

    def __getitem__(self, oid: str) -> tuple[str, ...]:
        with self._lock:
            return super().__getitem__(oid)

    def __setitem__(self, oid: str, paths: tuple[str, ...]) -> None:
        with self._lock:
            super().__setitem__(oid, paths)


@dataclass(frozen=True, slots=True)
class Parts:
    """A source with what it needs to be run and watched."""

    source: EvidenceSource
    gateway: Gateway
    pool: TokenPool
    executor: ThreadPoolExecutor

    def left(self) -> float | None:
        """The share of the GraphQL budget that is left."""
        return self.pool.left(Resource.GRAPHQL)


Told = Callable[[Resource, int, float], None]


def build_parts(
    settings: Settings,
    *,
    demo: bool,
    depth: Depth | None = None,
    private: bool = False,
    told: Told | None = None,
    opt_outs: frozenset[Login] = frozenset(),
) -> Parts:
    """The source that these settings describe; the demo answers instead of GitHub, and all else is the same.

    `private` work counts only for those who may see it: an operator's choice, or one's own terminal. `told` hears of
    every answer of GitHub's: its resource, its HTTP status and its seconds. `opt_outs`, and those whom the operator's
    lists leave out, are never asked about.
    """
    pool = _pool(settings, demo=demo)
    gateway = Gateway(pool, _transports(settings, pool, told, demo=demo), utc_now, time.sleep)
    single_commits = ThreadPoolExecutor(WORKERS, "commits")
    files: MutableMapping[str, tuple[str, ...]] = LockedFiles(_COMMITS_KEPT)
    searched = settings.public_url or "" if settings.publish is Publish.ENROLLED else ""
    source: EvidenceSource = (
        AnonymousSource(gateway, single_commits, files, searched)
        if pool.anonymous
        else GitHubSource(gateway, single_commits, files, depth, private=private, public_url=searched)
    )
    if demo:
        source = _invented(source)
    admission = settings.admission(opt_outs)
    admitted = source if admission == EVERYBODY else AdmittedSource(source, admission)
    return Parts(admitted, gateway, pool, ThreadPoolExecutor(WORKERS, "fetch"))


def _invented(source: EvidenceSource) -> EvidenceSource:
    from service.demo.source import DemoSource  # noqa: PLC0415 - as in _transports

    return DemoSource(source)


def _pool(settings: Settings, *, demo: bool) -> TokenPool:
    if demo:
        return TokenPool(("demo",), clock=utc_now)
    installations = settings.app.installations if settings.app else ()
    return TokenPool(settings.tokens, clock=utc_now, installations=installations)


def _transports(settings: Settings, pool: TokenPool, told: Told | None, *, demo: bool) -> Callable[[Token], Transport]:
    if demo:
        # Only the demo needs a GraphQL parser, which takes a quarter of a second to import.
        from service.demo.transport import DemoGitHub  # noqa: PLC0415 - as said

        github = DemoGitHub(utc_now)
        paced = PacedTransport(github, time.monotonic, told)
        return lambda token: paced  # noqa: ARG005 - one demo for every token
    ways = [PacedTransport(_way(settings, token), time.monotonic, told) for token in pool.tokens]
    return lambda token: ways[token.number]


def _way(settings: Settings, token: Token) -> Transport:
    """The way to GitHub with this token; an installation keeps it while its tokens come and go."""
    number, app, url = token.installation, settings.app, settings.github_api_url
    if number is None or app is None:
        return Client(url, token.secret)
    asking = AppClient(url, app.app_id, app.private_key)
    installation = Installation(lambda: asking.mint(number), clock=utc_now, sleep=time.sleep)
    return InstallationTransport(installation, lambda secret: Client(url, secret), sleep=time.sleep)
