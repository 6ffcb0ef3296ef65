"""Asks GitHub until there is something to use or a reason to stop: tokens, retries and waits in one place."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.errors import GitHubDown
from service.github_api.outcomes import Outcome, Verdict, judge_graphql, judge_rest
from service.github_api.queries import Query
from service.github_api.tokens import Resource, Token, TokenPool
from service.github_api.transport import Answer, Transport

RETRIES = 2
_FIRST_PAUSE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Gateway:
    """A transport for each token, and the rules for asking.

    Attributes:
        transports: by token number.
        sleep: pauses between retries; seconds.
        patience: the longest that all tries of one question may take together.
    """

    pool: TokenPool
    transports: Callable[[Token], Transport]
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    patience: timedelta = timedelta(seconds=25)
    chance: random.Random = field(default_factory=random.Random)

    def graphql(self, query: Query) -> Outcome:
        """The outcome of a GraphQL question: use, split or fault.

        Raises:
            RateLimited: no token has budget left.
            Misconfigured: GitHub refuses every token.
            GitHubDown: there was no answer after two retries.
        """
        return self._ask(
            Resource.GRAPHQL, lambda transport: transport.graphql(query.text, query.variables), judge_graphql
        )

    def rest(self, path: str, parameters: dict[str, str | int] | None = None) -> Outcome:
        """The outcome of a REST question: use or absent; raises as `graphql` does."""
        resource = Resource.SEARCH if path.startswith("/search/") else Resource.CORE
        return self._ask(resource, lambda transport: transport.rest(path, parameters), judge_rest)

    def _ask(
        self,
        resource: Resource,
        ask: Callable[[Transport], Answer],
        judge: Callable[[Answer, datetime], Outcome],
    ) -> Outcome:
        give_up = self.clock() + self.patience
        retries = 0
        while True:
            token = self.pool.choose(resource)
            answer = ask(self.transports(token))
            self.pool.learn(token, answer.headers)
            outcome = judge(answer, self.clock())
            if outcome.verdict is Verdict.WAIT and outcome.until:
                self.pool.block(token, resource, outcome.until, every=outcome.secondary)
            elif outcome.verdict is Verdict.ANOTHER_TOKEN:
                self.pool.refuse(token)
            elif outcome.verdict is not Verdict.RETRY:
                return outcome
            elif retries == RETRIES or self.clock() >= give_up:
                raise GitHubDown(f"GitHub did not answer in {retries + 1} tries ({outcome.reason}).")
            else:
                retries += 1
                self._pause(retries)

    def _pause(self, retry: int) -> None:
        # Full jitter, so that many waiting requests do not return together.
        self.sleep(self.chance.uniform(0.5, 1.5) * _FIRST_PAUSE_SECONDS * 2 ** (retry - 1))
