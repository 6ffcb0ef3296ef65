"""The tokens of this service and what is left of each one's budget, as GitHub's own headers tell it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from service.errors import Misconfigured, RateLimited, Unavailable
from service.github_api import headers as numbers


class Resource(StrEnum):
    """GitHub counts these separately; the words are those of `x-ratelimit-resource`."""

    GRAPHQL = "graphql"
    CORE = "core"
    SEARCH = "search"


REFUSED = timedelta(minutes=10)
"""How long a token that GitHub refused is not used."""
RESTING = timedelta(seconds=5)
"""How long an installation without a token is left alone at least."""
PROBE = timedelta(minutes=1)
"""How often a spent budget is asked about before its time of reset: what GitHub says then is believed again."""


@dataclass(slots=True)
class Budget:
    """One token's budget for one resource; unknown until the first answer."""

    limit: int | None = None
    remaining: int | None = None
    resets_at: datetime | None = None
    blocked_until: datetime | None = None
    asked_at: datetime | None = None

    def left(self, now: datetime) -> int | None:
        """What is left: all of it once the time of its reset has come, None before the first answer."""
        if self.resets_at is None or self.resets_at > now:
            return self.remaining
        return self.limit

    def ready_at(self, now: datetime, reserve: float) -> datetime:
        """When this budget may be used: now, or when it is filled again and nothing blocks it."""
        left = self.left(now)
        spent = left is not None and self.resets_at is not None and left <= (self.limit or 0) * reserve
        until = _probe_at(self.resets_at, self.asked_at) if spent else None
        return max(now, until or now, self.blocked_until or now)


class Unusable(Exception):
    """There is nothing to ask with: an installation has no token now.

    Attributes:
        why: what a visitor may read, and when to try again.
    """

    def __init__(self, why: Unavailable) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(slots=True)
class Token:
    """A token with its budgets; its secret is kept out of its representation.

    Attributes:
        installation: the App's installation whose tokens these are, one after the other; they share one budget.
    """

    number: int
    secret: str | None = field(repr=False)
    budgets: dict[Resource, Budget] = field(default_factory=lambda: {resource: Budget() for resource in Resource})
    refused_until: datetime | None = None
    refused_for: Unavailable | None = None
    installation: int | None = None

    @property
    def name(self) -> str:
        """What an operator knows it by; never a secret."""
        return f"token {self.number + 1}" if self.installation is None else f"installation {self.installation}"

    def is_refused(self, now: datetime) -> bool:
        """Whether GitHub did not know it a moment ago."""
        return self.refused_until is not None and self.refused_until > now


class TokenPool:
    """Lends the token with the most budget; safe to call from any thread.

    Args:
        secrets: the tokens; without these and without installations GitHub is asked without any.
        reserve: the share of each budget that is never spent.
        installations: of a GitHub App; each counts as a token whose secret somebody else knows.
    """

    def __init__(
        self,
        secrets: tuple[str, ...],
        *,
        clock: Callable[[], datetime],
        reserve: float = 0.02,
        installations: tuple[int, ...] = (),
    ) -> None:
        own = [Token(i, secret) for i, secret in enumerate(secrets)]
        own += [Token(i, None, installation=each) for i, each in enumerate(installations, len(secrets))]
        self._tokens = own or [Token(0, None)]
        self._clock = clock
        self._reserve = reserve
        self._lock = threading.Lock()

    @property
    def anonymous(self) -> bool:
        """Whether there is no token at all."""
        return self._tokens[0].secret is None and self._tokens[0].installation is None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All of them, in the order of their numbers."""
        return tuple(self._tokens)

    def choose(self, resource: Resource) -> Token:
        """The token to use next.

        Raises:
            RateLimited: every token's budget is spent; says until when.
            Misconfigured: GitHub refuses every token.
            GitHubDown: there are installations, and GitHub gives none of them a token.
        """
        now = self._clock()
        with self._lock:
            usable = [token for token in self._tokens if not token.is_refused(now)]
            if not usable:
                raise self._refusal()
            ready = [(token.budgets[resource].ready_at(now, self._reserve), token) for token in usable]
            open_now = [token for at, token in ready if at <= now]
            if open_now:
                best = max(open_now, key=lambda token: _rank(token.budgets[resource].left(now)))
                best.budgets[resource].asked_at = now
                return best
            soonest = min(at for at, _ in ready)
        raise RateLimited(f"The budget at GitHub is used up until {soonest:%H:%M:%S} UTC.", retry_at=soonest)

    def learn(self, token: Token, headers: Mapping[str, str]) -> None:
        """Take over what an answer's headers say about the budget that they name."""
        name = headers.get("x-ratelimit-resource", "")
        limit, remaining = (numbers.number(headers, f"x-ratelimit-{key}") for key in ("limit", "remaining"))
        reset = numbers.reset_at(headers, self._clock())
        if name not in list(Resource) or limit is None or remaining is None or reset is None:
            return
        with self._lock:
            budget = token.budgets[Resource(name)]
            budget.limit, budget.remaining, budget.resets_at = limit, remaining, reset

    def block(self, token: Token, resource: Resource, until: datetime, *, every: bool) -> None:
        """Do not use this token's resource (with `every`, any of its resources) until then; never shortens a block.

        A spent budget (not `every`) is looked at again after a minute, for it may have been raised.
        """
        if not every:
            until = min(until, self._clock() + PROBE)
        with self._lock:
            for budget in token.budgets.values() if every else (token.budgets[resource],):
                budget.blocked_until = max(until, budget.blocked_until or until)

    def refuse(self, token: Token, why: Unavailable | None = None) -> None:
        """GitHub does not know this token (any more); it is tried again after a while, for GitHub may have erred.

        `why` is what is said when no other token is left; its `retry_at` says when to try again.
        """
        now = self._clock()
        until = max(why.retry_at, now + RESTING) if why and why.retry_at else now + REFUSED
        with self._lock:
            token.refused_until, token.refused_for = until, why

    def left(self, resource: Resource) -> float | None:
        """The share of the budget that is left over all tokens, 0 to 1; None before the first answer."""
        now = self._clock()
        with self._lock:
            known = [token.budgets[resource] for token in self._tokens if not token.is_refused(now)]
            limits = sum(budget.limit or 0 for budget in known)
            return sum(budget.left(now) or 0 for budget in known if budget.limit) / limits if limits else None

    def _refusal(self) -> Unavailable:
        """Why no token is usable: what passes soonest counts. A new object, because each thread raises its own."""
        token = min(self._tokens, key=lambda each: each.refused_until or self._clock())
        why = token.refused_for
        if why is None:
            return Misconfigured("GitHub refuses the token of this service; its operator has to set a valid one.")
        return type(why)(str(why), retry_at=token.refused_until)


def _probe_at(resets_at: datetime | None, asked_at: datetime | None) -> datetime | None:
    return min(resets_at, asked_at + PROBE) if resets_at and asked_at else resets_at


def _rank(left: int | None) -> float:
    """A budget that nobody has asked about comes first."""
    return float("inf") if left is None else left
