"""ContributionsCollection: what one person did in a span of at most a year.

https://docs.github.com/en/account-and-profile/reference/profile-contributions-reference
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from service.demo.executor import Node, Type
from service.demo.faults import Fault
from service.demo.paging import connection
from service.demo.records import Account, Commit, PullRequest, Repository, Review
from service.demo.tree.visit import WEB, Question, Visit
from service.demo.world import World

_YEAR = timedelta(days=366)
_MIDNIGHT_IN_CALIFORNIA = time(8, tzinfo=UTC)


@dataclass(frozen=True)
class Collection:
    """One person's contributions between two moments, both included; `within` is an organisation's login."""

    account: Account
    start: datetime
    end: datetime
    world: World
    within: str = ""

    @cached_property
    def commits(self) -> dict[Repository, dict[date, list[Commit]]]:
        """Default-branch commits by repository and day; days count whole, forks do not."""
        found: dict[Repository, dict[date, list[Commit]]] = defaultdict(lambda: defaultdict(list))
        for commit in self.world.commits_by(self.account.login):
            day = commit.authored.date()
            if self.start.date() <= day <= self.end.date() and self._counts(commit.repository):
                found[commit.repository][day].append(commit)
        return found

    @cached_property
    def pull_requests(self) -> list[PullRequest]:
        """Opened in the span."""
        opened = self.world.opened_by(self.account.login)
        return [each for each in opened if self._holds(each.created) and self._counts(each.repository)]

    @cached_property
    def reviews(self) -> list[Review]:
        """Given in the span."""
        given = self.world.reviews_by(self.account.login)
        return [each for each in given if self._holds(each.submitted) and self._counts(each.pull_request.repository)]

    @cached_property
    def created(self) -> list[Repository]:
        """Repositories that the person created in the span."""
        return [each for each in self.world.owned_by(self.account.login) if self._holds(each.created)]

    @cached_property
    def restricted(self) -> dict[date, int]:
        """Private contributions by day."""
        counts = {} if self.within else self.world.restricted.get(self.account.login, {})
        return {day: count for day, count in counts.items() if self.start.date() <= day <= self.end.date()}

    @cached_property
    def calendar(self) -> Counter[date]:
        """All contributions by day, private ones among them."""
        counts = Counter(self.restricted)
        for days in self.commits.values():
            counts.update({day: len(commits) for day, commits in days.items()})
        counts.update(each.created.date() for each in self.pull_requests)
        counts.update(each.submitted.date() for each in self.reviews)
        counts.update(each.created.date() for each in self.created)
        return counts

    def _holds(self, moment: datetime) -> bool:
        return self.start <= moment <= self.end

    def _counts(self, repository: Repository) -> bool:
        inside = not self.within or repository.owner.login == self.within
        return inside and not repository.fork


@dataclass(frozen=True, slots=True)
class CommitDays:
    """A repository and the commits in it by day."""

    account: Account
    repository: Repository
    days: dict[date, list[Commit]]


@dataclass(frozen=True, slots=True)
class CommitDay:
    """So many commits in a repository on a day; GitHub gives the day as a midnight of its own."""

    account: Account
    repository: Repository
    day: date
    commits: int

    @property
    def moment(self) -> datetime:
        """The day as a moment."""
        return datetime.combine(self.day, _MIDNIGHT_IN_CALIFORNIA)


def collection(account: Account, ask: Question) -> Node:
    """The contributions of an account; the last year unless the question says otherwise.

    Raises:
        Fault: the span is longer than a year.
    """
    given, until = (_moment(ask.arguments.get(name)) for name in ("from", "to"))
    now = ask.context.world.now
    end = until or (min(now, given + _YEAR) if given else now)
    start = given or end - timedelta(days=365)
    if end - start > _YEAR:
        message = "The total time spanned by 'from' and 'to' must not exceed 1 year"
        raise Fault(message, "VALIDATION", nulls_parent=True)
    crews = ask.context.world.organisations
    within = (each.account.login for each in crews if f"O_{each.account.number}" == ask.arguments.get("organizationID"))
    return Node("ContributionsCollection", Collection(account, start, end, ask.context.world, next(within, "")))


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else None


def _by_repository(found: Collection, ask: Question) -> list[Node]:
    ranked = [CommitDays(found.account, repository, days) for repository, days in found.commits.items()]
    ranked.sort(key=lambda each: (-_total(each), each.repository.full_name))
    return [
        Node("CommitContributionsByRepository", each) for each in ranked[: ask.arguments.get("maxRepositories", 25)]
    ]


def _total(found: CommitDays) -> int:
    return sum(len(commits) for commits in found.days.values())


def _days(found: CommitDays, ask: Question) -> Node:
    """One node a day; `totalCount` counts commits."""
    order = ask.arguments.get("orderBy") or {"field": "OCCURRED_AT", "direction": "DESC"}
    by_commits = order["field"] == "COMMIT_COUNT"
    days = [CommitDay(found.account, found.repository, day, len(commits)) for day, commits in found.days.items()]
    days.sort(key=lambda each: (each.commits if by_commits else 0, each.day), reverse=order["direction"] == "DESC")
    nodes = [Node("CreatedCommitContribution", each) for each in days]
    return connection("CreatedCommitContribution", nodes, ask.arguments, total=_total(found))


def _listed(typename: str, items: Callable[[Collection], Iterable[Any]]) -> Callable[[Collection, Question], Node]:
    def answer(found: Collection, ask: Question) -> Node:
        nodes = [Node(typename, each) for each in items(found)]
        order = ask.arguments.get("orderBy") or {}
        return connection(typename, nodes[::-1] if order.get("direction") == "ASC" else nodes, ask.arguments)

    return answer


COLLECTION: Type[Collection, Visit] = Type(
    plain={"startedAt": "start", "endedAt": "end"},
    derived={
        "user": lambda found: Node("User", found.account),
        "hasAnyContributions": lambda found: bool(found.calendar),
        "hasActivityInThePast": lambda found: bool(found.world.commits_by(found.account.login)),
        "hasAnyRestrictedContributions": lambda found: bool(found.restricted),
        "restrictedContributionsCount": lambda found: sum(found.restricted.values()),
        "earliestRestrictedContributionDate": lambda found: min(found.restricted, default=None),
        "latestRestrictedContributionDate": lambda found: max(found.restricted, default=None),
        "totalCommitContributions": lambda found: sum(len(c) for days in found.commits.values() for c in days.values()),
        "totalPullRequestReviewContributions": lambda found: len(found.reviews),
        "totalRepositoriesWithContributedCommits": lambda found: len(found.commits),
        "totalPullRequestContributions": lambda found: len(found.pull_requests),
        "totalRepositoryContributions": lambda found: len(found.created),
        "contributionCalendar": lambda found: Node("ContributionCalendar", found),
    },
    asked={
        "commitContributionsByRepository": _by_repository,
        "pullRequestContributions": _listed("CreatedPullRequestContribution", lambda found: found.pull_requests),
        "pullRequestReviewContributions": _listed("CreatedPullRequestReviewContribution", lambda found: found.reviews),
        "repositoryContributions": _listed("CreatedRepositoryContribution", lambda found: found.created),
        "issueContributions": _listed("CreatedIssueContribution", lambda _found: ()),
    },
    constant={"totalIssueContributions": 0, "totalRepositoriesWithContributedIssues": 0},
)
BY_REPOSITORY: Type[CommitDays, Visit] = Type(
    derived={
        "repository": lambda found: Node("Repository", found.repository),
        "url": lambda found: f"{WEB}/{found.repository.full_name}/commits?author={found.account.login}",
        "resourcePath": lambda found: f"/{found.repository.full_name}/commits?author={found.account.login}",
    },
    asked={"contributions": _days},
)
COMMIT_DAY: Type[CommitDay, Visit] = Type(
    interfaces=frozenset({"Contribution"}),
    plain={"occurredAt": "moment", "commitCount": "commits"},
    derived={
        "repository": lambda found: Node("Repository", found.repository),
        "user": lambda found: Node("User", found.account),
        "url": lambda found: f"{WEB}/{found.repository.full_name}/commits?author={found.account.login}",
    },
    constant={"isRestricted": False},
)
OPENED: Type[PullRequest, Visit] = Type(
    interfaces=frozenset({"Contribution"}),
    plain={"occurredAt": "created"},
    derived={
        "pullRequest": lambda found: Node("PullRequest", found),
        "user": lambda found: Node("User", found.author),
    },
    constant={"isRestricted": False},
)
REVIEWED: Type[Review, Visit] = Type(
    interfaces=frozenset({"Contribution"}),
    plain={"occurredAt": "submitted"},
    derived={
        "pullRequest": lambda found: Node("PullRequest", found.pull_request),
        "pullRequestReview": lambda found: Node("PullRequestReview", found),
        "repository": lambda found: Node("Repository", found.pull_request.repository),
        "user": lambda found: Node("User", found.reviewer),
    },
    constant={"isRestricted": False},
)
CREATED: Type[Repository, Visit] = Type(
    interfaces=frozenset({"Contribution"}),
    plain={"occurredAt": "created"},
    derived={"repository": lambda found: Node("Repository", found)},
    constant={"isRestricted": False},
)
