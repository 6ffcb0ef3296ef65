"""What an invented GitHub knows, as plain frozen values: accounts, repositories, commits, pull requests, reviews."""

# Accounts, repositories and what happened in them are compared by identity: each exists once in its world.

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class AccountKind(StrEnum):
    """What owns a login, in GitHub's own words."""

    USER = "User"
    ORGANISATION = "Organization"
    BOT = "Bot"


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """Anything with a login.

    Attributes:
        number: GitHub's number for the account; it stays when the login changes.
    """

    login: str
    number: int
    name: str
    created: datetime
    kind: AccountKind = AccountKind.USER

    @property
    def email(self) -> str:
        """The address that links commits to the account.

        https://docs.github.com/en/account-and-profile/reference/email-addresses-reference
        """
        return f"{self.number}+{self.login}@users.noreply.github.com"


@dataclass(frozen=True, slots=True, eq=False)
class Repository:
    """A repository.

    Attributes:
        people: how many can be mentioned in it.
        files: path -> text at HEAD; only files that somebody may ask for.
    """

    owner: Account
    name: str
    number: int
    created: datetime
    language: str | None = None
    private: bool = False
    fork: bool = False
    template: bool = False
    archived: bool = False
    stars: int = 0
    forks: int = 0
    releases: int = 0
    people: int = 1
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """Owner and name, as `harbour-works/quayside`."""
        return f"{self.owner.login}/{self.name}"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of a commit or pull request; `status` in REST's words: added, modified, removed."""

    path: str
    additions: int
    deletions: int
    status: str = "modified"


@dataclass(frozen=True, slots=True)
class Signature:
    """A name and address in a commit, and the account they belong to, if any."""

    name: str
    email: str
    account: Account | None = None

    @classmethod
    def of(cls, account: Account) -> "Signature":
        """How this account signs its commits."""
        return cls(account.name, account.email, account)


@dataclass(frozen=True, slots=True, eq=False)
class Commit:
    """A commit.

    Attributes:
        merged_in: number of the pull request that it belongs to, 0 if none.
        on_default_branch: False for the commits of a pull request that was squashed or is still open.
        by_github: made by the merge button.
    """

    oid: str
    repository: Repository
    author: Signature
    authored: datetime
    headline: str
    body: str = ""
    files: tuple[FileChange, ...] = ()
    co_authors: tuple[Signature, ...] = ()
    parents: tuple[str, ...] = ()
    on_default_branch: bool = True
    by_github: bool = False
    merged_in: int = 0

    @property
    def message(self) -> str:
        """Headline and body, as git writes them."""
        return f"{self.headline}\n\n{self.body}" if self.body else self.headline

    @property
    def additions(self) -> int:
        """Lines added."""
        return sum(file.additions for file in self.files)

    @property
    def deletions(self) -> int:
        """Lines removed."""
        return sum(file.deletions for file in self.files)


@dataclass(frozen=True, slots=True, eq=False)
class PullRequest:
    """A pull request; `merge_oid` is the commit that brought it to the default branch."""

    repository: Repository
    number: int
    title: str
    author: Account
    created: datetime
    commits: tuple[Commit, ...] = ()
    merged: datetime | None = None
    merged_by: Account | None = None
    merge_oid: str | None = None

    @property
    def files(self) -> tuple[FileChange, ...]:
        """Its files, each once: the last change of a path counts."""
        return tuple({file.path: file for commit in self.commits for file in commit.files}.values())


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """A review that somebody gave."""

    reviewer: Account
    pull_request: PullRequest
    submitted: datetime


@dataclass(frozen=True, slots=True)
class Team:
    """A team of an organisation, with the logins of its members."""

    slug: str
    name: str
    number: int
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """Who belongs to an organisation, whether strangers may know it, and the role: ADMIN or MEMBER."""

    login: str
    public: bool = True
    role: str = "MEMBER"


@dataclass(frozen=True, slots=True, eq=False)
class Organisation:
    """An organisation with its people."""

    account: Account
    members: tuple[Membership, ...] = ()
    teams: tuple[Team, ...] = ()

    def seen_by(self, viewer: str) -> tuple[Membership, ...]:
        """The members that this login may see: all for members, the public ones for strangers."""
        inside = self.has(viewer)
        return tuple(member for member in self.members if inside or member.public)

    def has(self, login: str) -> bool:
        """Whether this login is a member."""
        return any(member.login.lower() == login.lower() for member in self.members)


Restricted = Mapping[date, int]
"""Contributions by day that are only a count, because they happened in private."""
