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
_SOON, _LATER = 0.05, 0.5


@dataclass(frozen=True, slots=True)
class _Answered:
    at: float
    seconds: float
    resource: Resource


class Pace:
    """The questions of the last minute; times are seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self._answered: deque[_Answered] = deque()
        self._seconds = dict.fromkeys(Resource, 0.0)
        self._count: Counter[Resource] = Counter()
        self._in_flight: Counter[Resource] = Counter()

    def wait(self, resource: Resource, now: float) -> float:
        """Seconds until asking is worth another try; 0 if one more question may be asked now."""
        while self._answered and self._answered[0].at <= now - WINDOW:
            old = self._answered.popleft()
            self._seconds[old.resource] -= old.seconds
            self._count[old.resource] -= 1
        if self._fits(resource):
            return 0.0
        until_oldest_leaves = self._answered[0].at + WINDOW - now if self._answered else _SOON
        return max(_SOON, min(until_oldest_leaves, _LATER))

    def start(self, resource: Resource) -> None:
        """A question is on its way."""
        self._in_flight[resource] += 1

    def end(self, resource: Resource, now: float, seconds: float) -> None:
        """Its answer took so many seconds."""
        self._in_flight[resource] -= 1
        self._answered.append(_Answered(now, seconds, resource))
        self._seconds[resource] += seconds
        self._count[resource] += 1

    def _fits(self, resource: Resource) -> bool:
        graphql = resource is Resource.GRAPHQL
        most = GRAPHQL_REQUESTS if graphql else REST_REQUESTS
        in_number = self._count[resource] + self._in_flight[resource] < most
        in_time = not graphql or self._seconds[resource] < GRAPHQL_SECONDS
        return in_number and in_time and sum(self._seconds.values()) < ALL_SECONDS
