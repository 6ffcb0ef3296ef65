"""The invented world with the lookups that GitHub's API offers."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from service.demo.records import Account, Commit, Organisation, PullRequest, Repository, Restricted, Review

_Item = TypeVar("_Item")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class World:
    """Everything there is; logins and repository names are looked up without regard to case."""

    now: datetime
    accounts: tuple[Account, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    repositories: tuple[Repository, ...] = ()
    commits: tuple[Commit, ...] = ()
    pull_requests: tuple[PullRequest, ...] = ()
    reviews: tuple[Review, ...] = ()
    restricted: Mapping[str, Restricted] = field(default_factory=dict)

    def account(self, login: str) -> Account | None:
        """The account of this login."""
        return self._by_login.get(login.lower())

    def organisation(self, login: str) -> Organisation | None:
        """The organisation of this login."""
        return self._organisations.get(login.lower())

    def repository(self, owner: str, name: str) -> Repository | None:
        """The repository of this name."""
        return self._repositories.get(f"{owner}/{name}".lower())

    def owned_by(self, login: str) -> list[Repository]:
        """The repositories of this owner."""
        return [found for found in self.repositories if found.owner.login.lower() == login.lower()]

    def history(self, repository: Repository) -> list[Commit]:
        """The default branch, newest first."""
        return self._histories.get(repository.full_name, [])

    def commits_by(self, login: str) -> list[Commit]:
        """Default-branch commits of which this login is the author, newest first."""
        return self._authored.get(login, [])

    def commit(self, oid: str) -> Commit | None:
        """The commit of this hash."""
        return self._commits.get(oid)

    def pull_request(self, repository: Repository, number: int) -> PullRequest | None:
        """The pull request of this number."""
        return self._pull_requests.get((repository.full_name, number))

    def opened_by(self, login: str) -> list[PullRequest]:
        """Pull requests that this login opened, newest first."""
        return self._opened.get(login, [])

    def reviews_by(self, login: str) -> list[Review]:
        """Reviews that this login gave, newest first."""
        return self._reviewed.get(login, [])

    @cached_property
    def by_number(self) -> Mapping[int, Account]:
        """Accounts by GitHub's number."""
        return {account.number: account for account in self.accounts}

    @cached_property
    def repositories_by_number(self) -> Mapping[int, Repository]:
        """Repositories by GitHub's number."""
        return {repository.number: repository for repository in self.repositories}

    @cached_property
    def _by_login(self) -> dict[str, Account]:
        return {account.login.lower(): account for account in self.accounts}

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        return {organisation.account.login.lower(): organisation for organisation in self.organisations}

    @cached_property
    def _repositories(self) -> dict[str, Repository]:
        return {repository.full_name.lower(): repository for repository in self.repositories}

    @cached_property
    def _commits(self) -> dict[str, Commit]:
        return {commit.oid: commit for commit in self.commits}

    @cached_property
    def _default(self) -> list[Commit]:
        landed = (commit for commit in self.commits if commit.on_default_branch)
        return sorted(landed, key=lambda commit: commit.authored, reverse=True)

    @cached_property
    def _histories(self) -> dict[str, list[Commit]]:
        return _grouped(self._default, lambda commit: commit.repository.full_name)

    @cached_property
    def _authored(self) -> dict[str, list[Commit]]:
        known = (commit for commit in self._default if commit.author.account)
        return _grouped(known, lambda commit: commit.author.account.login if commit.author.account else "")

    @cached_property
    def _pull_requests(self) -> dict[tuple[str, int], PullRequest]:
        return {(found.repository.full_name, found.number): found for found in self.pull_requests}

    @cached_property
    def _opened(self) -> dict[str, list[PullRequest]]:
        newest_first = sorted(self.pull_requests, key=lambda found: found.created, reverse=True)
        return _grouped(newest_first, lambda found: found.author.login)

    @cached_property
    def _reviewed(self) -> dict[str, list[Review]]:
        newest_first = sorted(self.reviews, key=lambda review: review.submitted, reverse=True)
        return _grouped(newest_first, lambda review: review.reviewer.login)


def _grouped(items: Iterable[_Item], key: Callable[[_Item], _Key]) -> dict[_Key, list[_Item]]:
    groups: dict[_Key, list[_Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)
