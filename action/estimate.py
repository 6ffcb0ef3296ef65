"""What looking at people costs, before it is done: pure."""

from dataclasses import dataclass

from service.github_api.tokens import Resource

# Points and requests as measured on histories of open-source organisations, seconds as others report of GitHub
# (https://github.com/subeshb1/developer-community-stats/issues/67); the run's own numbers take their place.
POINTS, REQUESTS, SECONDS = 0.4, 0.6, 0.5
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What one person costs on average: points of GraphQL, requests of REST, seconds of GitHub's time."""

    points: float = POINTS
    requests: float = REQUESTS
    seconds: float = SECONDS

    def of(self, resource: Resource) -> float:
        """Points, or requests."""
        return self.points if resource is Resource.GRAPHQL else self.requests

    def __add__(self, other: "Cost") -> "Cost":
        """Both together."""
        return Cost(self.points + other.points, self.requests + other.requests, self.seconds + other.seconds)

    def told(self, people: int) -> str:
        """The cost of so many people in words."""
        minutes = max(1, round(self.seconds * people / 60))
        points, requests = round(self.points * people), round(self.requests * people)
        told = f"{minutes} minute{'s' if minutes != 1 else ''}"
        return f"about {points:,} GraphQL points and {requests:,} REST requests, {told}"


NOTHING = Cost(0, 0, 0)


def learned(before: Cost, people: int, spent: Cost) -> Cost:
    """The cost of one person as it turned out for so many people together, once there are enough of them."""
    if people < _ENOUGH:
        return before
    return Cost(spent.points / people, spent.requests / people, spent.seconds / people)
