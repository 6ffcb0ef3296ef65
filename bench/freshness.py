"""How many badges one token keeps fresh: a simulation of some days, minute by minute, with the service's own policy.

What is assumed about the world is in `World`, what GitHub allows and a look costs in `Token`; both are printed with the
table. How long a score holds, and how that stretches as the budget falls, is asked of `service.store.policy`; how
closely the service looks, of `service.github_api.source`. As in the service, a score is refreshed when somebody asks
for a badge whose time is over: who asks sees the old score, and nobody is looked at for nothing.
"""

import argparse
import functools
import heapq
import math
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bench.people import demo_records
from service.evidence import Depth
from service.github_api.pace import GRAPHQL_SECONDS
from service.github_api.source import depth_for
from service.record import Record
from service.store.policy import lifetime

DAY, HOUR = 1440, 60
"""Minutes."""
DAYS = 3
UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True)
class World:
    """Who looks at badges.

    Attributes:
        views: of all badges a day, divided by their number.
        exponent: of Zipf's law, views by rank.
        proxy_minutes: how long GitHub's image proxy keeps an image, as our answers tell it.
        dormant: share of people without a coding day in the last four weeks.
    """

    views: float = 10.0
    exponent: float = 1.0
    proxy_minutes: float = 60.0
    dormant: float = 0.3


@dataclass(frozen=True, slots=True)
class Token:
    """What GitHub allows one token, and what a look at one person costs.

    Attributes:
        points: GraphQL points an hour.
            https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
        reserve: share of them that is never spent.
        seconds: of GitHub's time for GraphQL a minute, estimated by response times.
        cost: points by depth; `bench.cold` prints them for batches of ten.
        time: response seconds by depth, in batches of ten.
    """

    points: float = 5000.0
    reserve: float = 0.02
    seconds: float = GRAPHQL_SECONDS
    cost: dict[Depth, float] = field(default_factory=lambda: {Depth.FULL: 0.49, Depth.LITE: 0.2, Depth.NONE: 0.1})
    time: dict[Depth, float] = field(default_factory=lambda: {Depth.FULL: 0.3, Depth.LITE: 0.25, Depth.NONE: 0.2})


@dataclass(slots=True)
class Budget:
    """What is left of the tokens' hour and minute."""

    token: Token
    tokens: int
    points: float = 0.0
    seconds: float = 0.0

    def begin(self, minute: int) -> None:
        """A minute begins, and perhaps an hour."""
        if minute % HOUR == 0:
            self.points = self.token.points * self.tokens
        self.seconds = self.token.seconds * self.tokens

    @property
    def left(self) -> float:
        """The share of the hour's points that is left."""
        return self.points / (self.token.points * self.tokens)

    def take(self) -> Depth | None:
        """Look at one person, as closely as the budget allows; None if it allows nothing."""
        depth = depth_for(self.left)
        if self.left <= self.token.reserve or self.seconds < self.token.time[depth]:
            return None
        self.points -= self.token.cost[depth]
        self.seconds -= self.token.time[depth]
        return depth


@dataclass(frozen=True, slots=True)
class Day:
    """What the last day of a simulation was like.

    Attributes:
        views: share of all views that showed a score of the last 24 hours.
        looked_at: badges that somebody looked at within the day.
        kept: how many of those showed nobody an older score.
        looks: at people on GitHub.
        full: share of those at full depth.
    """

    views: float
    looked_at: float
    kept: float
    looks: int
    full: float


def views_a_day(badges: int, world: World) -> Iterator[float]:
    """Views of each badge, the most popular first."""
    total = sum(1 / rank**world.exponent for rank in range(1, badges + 1))
    return (world.views * badges / total / rank**world.exponent for rank in range(1, badges + 1))


def asked_a_day(views: float, world: World) -> float:
    """Requests that come through to us: after each the proxy answers for a while itself."""
    return DAY / (world.proxy_minutes + DAY / views)


@functools.cache
def _person(*, dormant: bool) -> Record:
    """An invented person who wrote code lately, or one who did not."""
    records = demo_records(datetime(2026, 11, 20, 12, tzinfo=UTC))
    active, score = next((record, record.score) for record in records if record.score and record.score.coding_days)
    weeks = tuple(replace(week, quality=0.0 if dormant else 5.0) for week in score.weeks)
    return replace(active, score=replace(score, weeks=weeks))


@functools.cache
def holds(asked: int, percent_left: int, *, dormant: bool) -> float:
    """Minutes for which the service calls a score fresh, before they are spread."""
    fresh = lifetime(_person(dormant=dormant), asked_per_day=asked, left=percent_left / 100).fresh
    return fresh.total_seconds() / 60


class Simulation:
    """Some days of badges that people look at; the last one is counted."""

    def __init__(self, badges: int, tokens: int, *, world: World, token: Token, days: int = DAYS) -> None:
        self._chance = random.Random(1)  # noqa: S311 - the same days in every run
        self._views = list(views_a_day(badges, world))
        self._asked = [asked_a_day(views, world) for views in self._views]
        self._dormant = [self._chance.random() < world.dormant for _ in range(badges)]
        self._budget = Budget(token, tokens)
        # At first everybody was looked at some time within the last day.
        self._observed = [-DAY * self._chance.random() for _ in range(badges)]
        self._late = [0.0] * badges
        self._showed_old: set[int] = set()
        self._end = days * DAY
        self._due: list[tuple[float, int]] = []
        self._queue: deque[int] = deque()
        self._depths: list[Depth] = []

    def run(self) -> Day:
        """The last day."""
        for i in range(len(self._views)):
            self._plan(i, 100)
        for minute in range(self._end):
            self._minute(minute)
        for i, observed in enumerate(self._observed):
            self._late[i] += self._late_minutes(observed, self._end)
        return self._day()

    def _plan(self, i: int, percent_left: int) -> None:
        """When somebody asks for this badge after its time is over."""
        spread = 1.0 - 0.2 * self._chance.random()
        over = self._observed[i] + spread * holds(int(self._asked[i]), percent_left, dormant=self._dormant[i])
        heapq.heappush(self._due, (over + self._chance.expovariate(self._asked[i] / DAY), i))

    def _minute(self, minute: int) -> None:
        self._budget.begin(minute)
        while self._due and self._due[0][0] < minute + 1:
            self._queue.append(heapq.heappop(self._due)[1])
        while self._queue:
            depth = self._budget.take()
            if depth is None:
                return
            self._look(self._queue.popleft(), minute, depth)

    def _look(self, i: int, minute: int, depth: Depth) -> None:
        late = self._late_minutes(self._observed[i], minute)
        if late:
            self._late[i] += late
            self._showed_old.add(i)
        self._observed[i] = minute
        if minute >= self._end - DAY:
            self._depths.append(depth)
        self._plan(i, int(self._budget.left * 100))

    def _late_minutes(self, observed: float, until: float) -> float:
        """Minutes of the last day in which a score of then was older than 24 hours."""
        return max(0.0, until - max(observed + DAY, self._end - DAY))

    def _day(self) -> Day:
        # Who looks at random times sees what is shown in that share of the time.
        each = list(zip(self._views, self._late, strict=True))
        old = sum(views * late / DAY for views, late in each)
        kept = sum(
            1 - math.exp(-views * (1 - late / DAY)) for i, (views, late) in enumerate(each) if i not in self._showed_old
        )
        return Day(
            views=1 - old / sum(self._views),
            looked_at=kept + len(self._showed_old),
            kept=kept,
            looks=len(self._depths),
            full=self._depths.count(Depth.FULL) / max(1, len(self._depths)),
        )


def row(badges: int, tokens: int, world: World, token: Token) -> str:
    """One line of the table."""
    day = Simulation(badges, tokens, world=world, token=token).run()
    count = f"{tokens:6d}" if tokens < UNLIMITED else "   any"
    return (
        f"{count} {badges:8d} {day.looked_at:10.0f} {day.kept:10.0f} {day.kept / day.looked_at:6.1%} {day.views:14.1%}"
        f" {day.looks:10d} {day.full:10.0%}"
    )


def main() -> None:
    """Print the assumptions and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--badges", type=int, nargs="+", default=[50_000, 100_000, 200_000, 400_000])
    parser.add_argument("--tokens", type=int, nargs="+", default=[1, 2, 4])
    options = parser.parse_args()
    world, token = World(), Token()
    print(f"freshness after {DAYS} days; {world}")
    print(token)
    print("tokens   badges  looked at    kept <= 24 h     views <= 24 h      looks  full depth   (of the last day)")
    for badges in options.badges:
        for tokens in options.tokens:
            print(row(badges, tokens, world, token), flush=True)


if __name__ == "__main__":
    main()
