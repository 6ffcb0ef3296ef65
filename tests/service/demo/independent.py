"""The score counted once more, in the plainest way, from nothing but the demo's answers.

It shares no code with the product, so that a mistake in either shows as a difference.
"""

import math
import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

from service.demo import DemoGitHub

_KINDS = {".yaml": 0.4, ".toml": 0.4, ".md": 0.1, ".csv": 0.1, ".lock": 0.0}

_QUERY = """
query ($login: String!, $from: DateTime!, $to: DateTime!) {
  user(login: $login) {
    login
    contributionsCollection(from: $from, to: $to) {
      commitContributionsByRepository(maxRepositories: 100) { repository { ...Place } }
      pullRequestContributions(first: 100) {
        nodes {
          occurredAt
          pullRequest {
            mergedAt
            files(first: 100) { nodes { path } }
            commits(first: 50) { nodes { commit { authoredDate messageHeadline } } }
            repository { ...Place }
          }
        }
      }
      pullRequestReviewContributions(first: 100) { totalCount nodes { pullRequest { mergedBy { login } } } }
      restrictedContributionsCount
      contributionCalendar { weeks { contributionDays { date contributionCount } } }
    }
  }
}
fragment Place on Repository {
  nameWithOwner createdAt isInOrganization forkCount stargazerCount
  releases { totalCount }
  workflows: object(expression: "HEAD:.github/workflows") { __typename }
}
"""


class Days:
    """The days of one repository: the best kind of each, and the variety of all."""

    def __init__(self, factor: float) -> None:
        self.factor = factor
        self.kinds: dict[date, float] = {}
        self.paths: set[str] = set()
        self.headlines: set[str] = set()

    def add(self, day: date, paths: list[str], *headlines: str) -> None:
        best = max(_KINDS.get(path[path.rfind(".") :], 1.0) for path in paths)
        self.kinds[day] = max(best, self.kinds.get(day, 0.0))
        self.paths.update(path for path in paths if not path.endswith(".lock"))
        self.headlines.update(re.sub(r"\d+", "", headline) for headline in headlines)

    def qualities(self) -> dict[date, float]:
        breadth = min(1.0, 2 * (len(self.paths) + len(self.headlines)) / len(self.kinds))
        return {day: kind * self.factor * breadth for day, kind in self.kinds.items()}


def parts_of(github: DemoGitHub, login: str, now: datetime) -> tuple[float, float, float]:
    """Rhythm, recency and engagement of a login, in points."""
    today = now.date()
    first = today - timedelta(days=today.weekday(), weeks=11)
    variables = {"login": login, "from": f"{first}T00:00:00Z", "to": f"{today}T23:59:59Z"}
    body = github.graphql(_QUERY, variables).body
    assert "errors" not in body
    did = body["data"]["user"]["contributionsCollection"]
    places = _commits(github, login, did, first)
    own = [_pull_request(places, node["pullRequest"], node["occurredAt"]) for node in _nodes(did, "pullRequest")]
    reviews = did["pullRequestReviewContributions"]
    merges = sum(node["pullRequest"]["mergedBy"]["login"] == login for node in reviews["nodes"])
    best: dict[date, float] = dict.fromkeys(_private_days(did), 0.5)
    for days in places.values():
        for day, quality in days.qualities().items():
            best[day] = max(quality, best.get(day, 0.0))
    return _rhythm(best, today), _recency(best, today), _engagement(reviews["totalCount"] + sum(own) + merges)


def _commits(github: DemoGitHub, login: str, did: dict[str, Any], first: date) -> dict[str, Days]:
    places = {}
    for found in did["commitContributionsByRepository"]:
        place = found["repository"]
        days = places[place["nameWithOwner"]] = Days(_system(place, github.clock().date()))
        path = f"/repos/{place['nameWithOwner']}/commits"
        for commit in github.rest(path, {"author": login, "since": f"{first}T00:00:00Z", "per_page": 100}).body:
            if len(commit["parents"]) < 2:
                opened = github.rest(f"{path}/{commit['sha']}").body
                message = str(commit["commit"]["message"]).splitlines()[0]
                paths = [file["filename"] for file in opened["files"]]
                days.add(_day(commit["commit"]["author"]["date"]), paths, message)
    return places


def _pull_request(places: dict[str, Days], found: dict[str, Any], opened: str) -> bool:
    """Counts the days of a pull request; true if it was merged and holds more than docs."""
    place = found["repository"]
    days = places.setdefault(place["nameWithOwner"], Days(_system(place, _day(opened))))
    paths = [node["path"] for node in found["files"]["nodes"]]
    days.add(_day(opened), paths)
    for node in found["commits"]["nodes"]:
        days.add(_day(node["commit"]["authoredDate"]), paths, node["commit"]["messageHeadline"])
    return found["mergedAt"] is not None and not all(path.endswith(".md") for path in paths)


def _nodes(did: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = did[f"{kind}Contributions"]["nodes"]
    return nodes


def _private_days(did: dict[str, Any]) -> list[date]:
    if not did["restrictedContributionsCount"]:
        return []
    days = (day for week in did["contributionCalendar"]["weeks"] for day in week["contributionDays"])
    return [date.fromisoformat(day["date"]) for day in days if day["contributionCount"]]


def _system(place: dict[str, Any], today: date) -> float:
    signs = (
        today - _day(place["createdAt"]) > timedelta(days=180),
        place["isInOrganization"] or place["forkCount"] >= 3 or place["stargazerCount"] >= 10,
        place["releases"]["totalCount"] > 0 or place["workflows"] is not None,
    )
    return 1.0 if sum(map(bool, signs)) >= 2 else 0.6


def _rhythm(best: dict[date, float], today: date) -> float:
    weeks: dict[int, float] = defaultdict(float)
    monday = today - timedelta(days=today.weekday())
    for day, quality in best.items():
        weeks[-((day - monday).days // 7)] += quality
    decay = [2 ** (-i / 4) for i in range(12)]
    values = [math.sqrt(min(1, weeks[i] / 3)) for i in range(12)]
    kept = combinations(range(12), 9)
    return 60 * max(sum(decay[i] * values[i] for i in nine) / sum(decay[i] for i in nine) for nine in kept)


def _recency(best: dict[date, float], today: date) -> float:
    aged = ((quality, max(0, (today - day).days - 14)) for day, quality in best.items())
    return 25 * max((min(1, quality / 0.5) ** 2 * 2 ** (-late / 14) for quality, late in aged), default=0)


def _engagement(acts: int) -> float:
    return 15 * (1 - math.exp(-acts / 6))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
