"""How fast GitHub may be asked: pure bookkeeping of the last minute.

GitHub allows 60 seconds of its time for GraphQL and 90 in all for each minute, which it says can be estimated by
response times, 2,000 points a minute for GraphQL and 900 for REST, where a question that changes nothing is one.
https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
"""

from collections import Counter, deque
from dataclasses import dataclass

from service.github_api.tokens import Resource

WINDOW = 60.0
GRAPHQL_SECONDS, ALL_SECONDS = 56.0, 84.0
GRAPHQL_REQUESTS, REST_REQUESTS = 1900, 850
"""A little below what GitHub allows, because its clock is not ours, and other questions are on their way."""
GRAPHQL_IN_FLIGHT = 3
"""GraphQL questions of one token on their way at the same time, when GitHub is quick.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#avoid-concurrent-requests
"""
_QUICK_SECONDS, _SLOW_SECONDS = 3.0, 6.0
_SOON, _LATER, _TURN = 0.05, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class _Answered:
    at: float
    seconds: float
    resource: Resource


class Pace:
    """The questions of the last minute; times are seconds of a clock that never goes back.

    GraphQL begins with one question at a time, takes one more for each quick answer, and is back at one after a slow
    one: a GitHub in trouble is given time, and what the minute has left is there when it is well again.
    """

    def __init__(self) -> None:
        self._answered: deque[_Answered] = deque()
        self._seconds = dict.fromkeys(Resource, 0.0)
        self._count: Counter[Resource] = Counter()
        self._in_flight: Counter[Resource] = Counter()
        self._at_once = 1

    def wait(self, resource: Resource, now: float) -> float:
        """Seconds until asking is worth another try; 0 if one more question may be asked now."""
        while self._answered and self._answered[0].at <= now - WINDOW:
            old = self._answered.popleft()
            self._seconds[old.resource] -= old.seconds
            self._count[old.resource] -= 1
        if resource is Resource.GRAPHQL and self._in_flight[resource] >= self._at_once:
            return _TURN
        if self._fits(resource):
            return 0.0
        until_oldest_leaves = self._answered[0].at + WINDOW - now if self._answered else _SOON
        return max(_SOON, min(until_oldest_leaves, _LATER))

    def in_flight(self, resource: Resource) -> int:
        """Questions on their way."""
        return self._in_flight[resource]

    def start(self, resource: Resource) -> None:
        """A question is on its way."""
        self._in_flight[resource] += 1

    def end(self, resource: Resource, now: float, seconds: float) -> None:
        """Its answer took so many seconds."""
        self._in_flight[resource] -= 1
        self._answered.append(_Answered(now, seconds, resource))
        self._seconds[resource] += seconds
        self._count[resource] += 1
        if resource is Resource.GRAPHQL and seconds > _SLOW_SECONDS:
            self._at_once = 1
        elif resource is Resource.GRAPHQL and seconds < _QUICK_SECONDS:
            self._at_once = min(GRAPHQL_IN_FLIGHT, self._at_once + 1)

    def _fits(self, resource: Resource) -> bool:
        graphql = resource is Resource.GRAPHQL
        most = GRAPHQL_REQUESTS if graphql else REST_REQUESTS
        in_number = self._count[resource] + self._in_flight[resource] < most
        in_time = not graphql or self._seconds[resource] < GRAPHQL_SECONDS
        return in_number and in_time and sum(self._seconds.values()) < ALL_SECONDS
