"""What a run has asked of GitHub, and what GitHub says is left."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from service.github_api import headers
from service.github_api.tokens import Resource
from service.github_api.transport import Answer

_MOST_OF_REST = 0.25


@dataclass(slots=True)
class Budget:
    """One resource of one token: points of GraphQL, requests of REST; unknown until the first answer.

    Attributes:
        at_start: what was left when the run began.
    """

    limit: int | None = None
    remaining: int | None = None
    at_start: int | None = None
    resets_at: datetime | None = None

    def reserve(self, share: float) -> int:
        """What is left to others: a share of the hour's budget, but never most of what was left at the start."""
        return int(min((self.limit or 0) * share, (self.at_start or 0) * _MOST_OF_REST))

    def left(self, now: datetime, share: float) -> int | None:
        """What this run may still use; None if nobody knows."""
        if self.remaining is None or (self.resets_at is not None and self.resets_at <= now):
            return None
        return max(0, self.remaining - self.reserve(share))

    def spent(self, now: datetime, share: float) -> bool:
        """Whether nothing is left but the reserve."""
        return self.left(now, share) == 0


@dataclass(slots=True)
class Usage:
    """Counts of one run.

    Attributes:
        begun: requests sent.
        seconds: the time of all answers, added up.
        points: GraphQL's points, as its answers say.
        people, people_seconds: how many people were asked for in phase one, and how long that took.
    """

    begun: int = 0
    requests: Counter[Resource] = field(default_factory=Counter)
    seconds: float = 0.0
    points: int = 0
    budgets: dict[Resource, Budget] = field(default_factory=lambda: {resource: Budget() for resource in Resource})

    def begin(self) -> None:
        """A request is sent."""
        self.begun += 1

    def count(self, resource: Resource, seconds: float) -> None:
        """It came back."""
        self.requests[resource] += 1
        self.seconds += seconds

    def budget(self, resource: Resource) -> Budget:
        """The budget of a resource."""
        return self.budgets[resource]

    def learn(self, resource: Resource, answer: Answer, now: datetime) -> None:
        """Take over what an answer says of costs and of what is left."""
        if resource is Resource.GRAPHQL:
            self.points += points_of(answer)
        limit, remaining = (headers.number(answer.headers, f"x-ratelimit-{name}") for name in ("limit", "remaining"))
        if limit is None or remaining is None or answer.headers.get("x-ratelimit-resource") != resource:
            return
        budget = self.budgets[resource]
        budget.limit, budget.remaining = limit, remaining
        budget.resets_at = headers.reset_at(answer.headers, now)
        if budget.at_start is None:
            budget.at_start = remaining


def points_of(answer: Answer) -> int:
    """What GitHub says a GraphQL answer cost; 0 if it does not say."""
    body = answer.body
    data = body.get("data") if isinstance(body, dict) else None
    limit = data.get("rateLimit") if isinstance(data, dict) else None
    cost = limit.get("cost") if isinstance(limit, dict) else None
    return cost if isinstance(cost, int) else 0
