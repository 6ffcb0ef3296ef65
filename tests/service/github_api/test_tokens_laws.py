"""Whatever happens to a pool of tokens, it lends none that may not be used."""

from datetime import datetime, timedelta

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from service.errors import Misconfigured, RateLimited
from service.github_api.tokens import PROBE, REFUSED, Resource, TokenPool
from tests.fakes import FakeClock
from tests.service.github_api.scripted import spent

RESERVE = 0.02
NUMBERS = st.integers(0, 3)
RESOURCES = st.sampled_from(Resource)


class Pool(RuleBasedStateMachine):
    """A pool of four tokens, and a plain account of what was done to them."""

    @initialize(count=st.integers(1, 4))
    def start(self, count: int) -> None:
        self.clock = FakeClock()
        self.pool = TokenPool(tuple(f"secret-{i}" for i in range(count)), clock=self.clock, reserve=RESERVE)
        self.count = count
        self.refused: dict[int, datetime] = {}
        self.blocked = {(i, resource): self.clock() for i in range(4) for resource in Resource}
        self.empty_until = dict(self.blocked)
        self.asked_at: dict[tuple[int, Resource], datetime] = {}

    @rule(minutes=st.integers(0, 40))
    def wait(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(i=NUMBERS, resource=RESOURCES, minutes=st.integers(0, 90), every=st.booleans())
    def block(self, i: int, resource: Resource, minutes: int, *, every: bool) -> None:
        i %= self.count
        until = self.clock() + timedelta(minutes=minutes)
        if not every:
            until = min(until, self.clock() + PROBE)
        self.pool.block(self.pool._tokens[i], resource, self.clock() + timedelta(minutes=minutes), every=every)
        for each in Resource if every else [resource]:
            self.blocked[i, each] = max(self.blocked[i, each], until)

    @rule(i=NUMBERS, resource=RESOURCES, remaining=st.sampled_from([0, 99, 100, 101, 4000]))
    def learn(self, i: int, resource: Resource, remaining: int) -> None:
        i %= self.count
        self.pool.learn(self.pool._tokens[i], spent(resource, self.clock, remaining=remaining))
        empty = remaining <= 5000 * RESERVE
        self.empty_until[i, resource] = self.clock() + timedelta(minutes=30 if empty else 0)

    @rule(i=NUMBERS)
    def refuse(self, i: int) -> None:
        self.refused[i % self.count] = self.clock() + REFUSED
        self.pool.refuse(self.pool._tokens[i % self.count])

    @invariant()
    def only_usable_tokens_are_lent(self) -> None:
        for resource in Resource:
            now = self.clock()
            usable = [i for i in range(self.count) if self.refused.get(i, now) <= now]
            ready = {i: self._ready_at(i, resource) for i in usable}
            note(f"{resource} ready {ready}")
            lent, retry_at = self._choose(resource)
            if lent is None:
                assert retry_at == min(ready.values(), default=None)
                assert retry_at is None or retry_at > now
            else:
                assert ready[lent] <= now
                self.asked_at[lent, resource] = now

    def _ready_at(self, i: int, resource: Resource) -> datetime:
        """When a token may be lent: an empty one after its reset, or to look again a minute after it was asked."""
        empty_until, asked_at = self.empty_until[i, resource], self.asked_at.get((i, resource))
        again = empty_until if asked_at is None else min(empty_until, asked_at + PROBE)
        return max(self.blocked[i, resource], again)

    def _choose(self, resource: Resource) -> tuple[int | None, datetime | None]:
        """The number of the token that is lent, or when one will be."""
        try:
            return self.pool.choose(resource).number, None
        except RateLimited as error:
            return None, error.retry_at
        except Misconfigured:
            return None, None


TestPool = Pool.TestCase
