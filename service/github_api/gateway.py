"""Asks GitHub until there is something to use or a reason to stop: tokens, retries and waits in one place."""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.errors import GitHubDown, RateLimited, Unavailable
from service.github_api.breaker import Breaker
from service.github_api.outcomes import Outcome, Verdict, judge_graphql, judge_rest
from service.github_api.queries import Query
from service.github_api.tokens import Resource, Token, TokenPool, Unusable
from service.github_api.transport import Answer, Transport

log = logging.getLogger(__name__)

RETRIES = 2
_FIRST_PAUSE_SECONDS = 0.25
_FROM_GITHUB = frozenset({Verdict.USE, Verdict.ABSENT, Verdict.FAULT, Verdict.SPLIT})

_Ask = Callable[[Transport], Answer]
_Judge = Callable[[Answer, datetime], Outcome]


@dataclass(frozen=True, slots=True)
class Gateway:
    """A transport for each token, and the rules for asking; safe to call from any thread.

    Attributes:
        transports: by token number.
        sleep: pauses between retries; seconds.
        patience: the longest that all tries of one question may take together.
        breakers: GraphQL can be down while REST works, so each resource has its own.
    """

    pool: TokenPool
    transports: Callable[[Token], Transport]
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    patience: timedelta = timedelta(seconds=25)
    chance: random.Random = field(default_factory=random.Random)
    breakers: Mapping[Resource, Breaker] = field(default_factory=lambda: {resource: Breaker() for resource in Resource})

    def graphql(self, query: Query) -> Outcome:
        """The outcome of a GraphQL question: use, split or fault.

        Raises:
            RateLimited: no token has budget left.
            Misconfigured: GitHub refuses every token.
            GitHubDown: there was no answer after two retries, or there has been none for a while.
        """
        return self._ask(
            Resource.GRAPHQL, lambda transport: transport.graphql(query.text, query.variables), judge_graphql
        )

    def rest(self, path: str, parameters: dict[str, str | int] | None = None) -> Outcome:
        """The outcome of a REST question: use or absent; raises as `graphql` does."""
        resource = Resource.SEARCH if path.startswith("/search/") else Resource.CORE
        return self._ask(resource, lambda transport: transport.rest(path, parameters), judge_rest)

    def _ask(self, resource: Resource, ask: _Ask, judge: _Judge) -> Outcome:
        give_up = self.clock() + self.patience
        retries = 0
        while True:
            token = self.pool.choose(resource)
            try:
                outcome, seconds = self._try(resource, token, ask, judge)
            except Unusable as error:
                self._refuse(token, str(error), error.why)
                continue
            if outcome.verdict is Verdict.WAIT:
                self._wait_for(token, resource, outcome, give_up)
            elif outcome.verdict is Verdict.ANOTHER_TOKEN:
                self._refuse(token, outcome.reason)
            elif outcome.verdict is not Verdict.RETRY:
                return outcome
            else:
                retries += 1
                self._before_retry(retries, seconds, give_up, outcome.reason)

    def _try(self, resource: Resource, token: Token, ask: _Ask, judge: _Judge) -> tuple[Outcome, float]:
        """One request: what came of it, and how long it took."""
        breaker = self.breakers[resource]
        until = breaker.open_until(self.clock())
        if until:
            raise GitHubDown(f"GitHub is not answering; it is left alone until {until:%H:%M:%S} UTC.", retry_at=until)
        answer = ask(self.transports(token))
        self.pool.learn(token, answer.headers)
        outcome = judge(answer, self.clock())
        if outcome.failed:
            breaker.failed(self.clock())
        elif outcome.verdict in _FROM_GITHUB:
            breaker.worked()
        return outcome, answer.seconds

    def _refuse(self, token: Token, reason: str, why: Unavailable | None = None) -> None:
        log.warning("GitHub cannot be asked with %s: %s", token.name, reason)
        self.pool.refuse(token, why)

    def _wait_for(self, token: Token, resource: Resource, outcome: Outcome, give_up: datetime) -> None:
        """Leave this token alone; another one may be free."""
        until = outcome.until or give_up
        self.pool.block(token, resource, until, every=outcome.secondary)
        if self.clock() >= give_up:
            raise RateLimited("GitHub asks to wait.", retry_at=until)

    def _before_retry(self, retry: int, seconds: float, give_up: datetime, reason: str) -> None:
        """Pause, if the retry may take as long as the last try; at random, so that retries do not come together.

        Raises:
            GitHubDown: there were retries enough, or there is no time for another.
        """
        pause = self.chance.uniform(0.5, 1.5) * _FIRST_PAUSE_SECONDS * 2 ** (retry - 1)
        if retry > RETRIES or self.clock() + timedelta(seconds=pause + seconds) > give_up:
            raise GitHubDown(f"GitHub did not answer ({reason}).")
        self.sleep(pause)
