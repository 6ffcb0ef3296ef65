"""Tokens of a GitHub App's installations: minted once for all threads, kept, and renewed before they expire.

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/authenticating-as-a-github-app-installation
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from service.errors import GitHubDown, Unavailable
from service.github_api.minting import REST, Minted, judge_mint
from service.github_api.tokens import Unusable
from service.github_api.transport import Answer, Json, Transport

TRIES = 2
PAUSE_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
"""Two time-outs and a pause."""
YOUNG = timedelta(seconds=10)
"""GitHub may need a moment to know a token everywhere, and answers 401 until then.

https://github.com/octokit/auth-app.js/issues/65
"""
_PAUSES = (1.0, 2.0, 0.0)
_UNAUTHORISED = 401


class Installation:
    """The token of one installation; safe to call from any thread.

    Args:
        mint: asks GitHub for a token; never raises.
        sleep: pauses between two tries; seconds.
        patience: how long a thread waits for another one's mint; seconds.
    """

    def __init__(
        self,
        mint: Callable[[], Answer],
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        patience: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        self._mint = mint
        self._clock = clock
        self._sleep = sleep
        self._patience = patience
        self._kept: Minted | None = None
        self._failure: Unavailable | None = None
        self._turn = threading.Lock()

    def token(self) -> Minted:
        """The token to ask with; one thread fetches a new one, and while the old one is good the others use that.

        Raises:
            Unusable: there is none, and why.
        """
        kept, now = self._kept, self._clock()
        if kept and now < kept.renew_at:
            return kept
        good = kept if kept and now < kept.expires_at else None
        if not self._turn.acquire(timeout=0 if good else self._patience):
            if good:
                return good
            raise Unusable(GitHubDown("GitHub is slow to give this service's App a token."))
        try:
            # Whoever had this turn before may have brought a token, or learned that there is none.
            return self._kept if self._kept and self._kept is not kept else self._renewed(good)
        finally:
            self._turn.release()

    def drop(self, refused: Minted) -> None:
        """GitHub does not know this token any more; another one that came in the meantime stays."""
        with self._turn:
            if self._kept is refused:
                self._kept = None

    def is_young(self, token: Minted) -> bool:
        """Whether GitHub may not know it everywhere yet."""
        return self._clock() < token.minted_at + YOUNG

    def unknown(self) -> Unusable:
        """What to raise when GitHub does not accept what it has just given."""
        why = "GitHub does not accept the token that it gave this service's App."
        return Unusable(GitHubDown(why, retry_at=self._clock() + REST))

    def _renewed(self, good: Minted | None) -> Minted:
        """A new token; for a while after a failure nobody asks again, whoever waited behind it included."""
        failure = self._failure
        again = failure.retry_at if failure else None
        if failure is None or again is None or again <= self._clock():
            found = self._ask(1 if good else TRIES)
            if isinstance(found, Minted):
                self._kept, self._failure = found, None
                return found
            failure = self._failure = found
        if good:
            return good
        raise Unusable(failure)

    def _ask(self, tries: int) -> Minted | Unavailable:
        found = judge_mint(self._mint(), self._clock())
        if tries > 1 and isinstance(found, GitHubDown):
            self._sleep(PAUSE_SECONDS)
            return self._ask(tries - 1)
        return found


class InstallationTransport:
    """Asks with an installation's token, and with a new one if GitHub no longer knows it; safe for threads.

    Args:
        client: the way to GitHub with a secret; a token that was replaced is never asked with again.
        sleep: pauses while GitHub gets to know a token; seconds.
    """

    def __init__(
        self, installation: Installation, client: Callable[[str], Transport], *, sleep: Callable[[float], None]
    ) -> None:
        self._installation = installation
        self._client = client
        self._sleep = sleep
        self._latest: tuple[Minted, Transport] | None = None

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document.

        Raises:
            Unusable: there is no token to ask with.
        """
        return self._asked(lambda transport: transport.graphql(query, variables))

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path; raises as `graphql` does."""
        return self._asked(lambda transport: transport.rest(path, parameters))

    def _asked(self, ask: Callable[[Transport], Answer]) -> Answer:
        for seconds in _PAUSES:
            token = self._installation.token()
            answer = ask(self._transport(token))
            if answer.status != _UNAUTHORISED:
                return answer
            if self._installation.is_young(token):
                self._sleep(seconds)
            else:
                self._installation.drop(token)
        raise self._installation.unknown()

    def _transport(self, token: Minted) -> Transport:
        latest = self._latest
        if latest is None or latest[0] is not token:
            latest = self._latest = token, self._client(token.secret)
        return latest[1]
