"""The facts about one person's recent work, as plain frozen values; nothing here judges them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NewType, Protocol

from service.errors import BotAccount, InvalidLogin, ServiceError

Login = NewType("Login", str)
"""A login that GitHub may be asked about: checked and lower-cased, so that it can be a key."""

WEEKS = 12

# Letters, digits and hyphens, at most 39; an underscore separates the short code of a managed user.
# Old accounts may end in a hyphen, so GitHub decides about those.
# https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}")
_SHOWN = 60


def parse_login(text: str) -> Login:
    """Check a login without asking GitHub.

    Raises:
        InvalidLogin: GitHub cannot have an account of this name.
        BotAccount: the name is that of a GitHub App, such as `dependabot[bot]`.
    """
    # Matched before it is made lower case: that turns the Kelvin sign into a k.
    name = text.strip().removeprefix("@")
    if _LOGIN.fullmatch(name):
        return Login(name.lower())
    if name[-5:].lower() == "[bot]" and _LOGIN.fullmatch(name[:-5]):
        raise BotAccount(f"{name.lower()} is a GitHub App; only people have a score.")
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
    raise InvalidLogin(
        f"{shown!r} is not a GitHub login: up to 39 letters, digits and hyphens, and the first is not a hyphen."
    )


@dataclass(frozen=True, slots=True)
class Window:
    """The current ISO week and the eleven before it, in whole UTC days, both ends included."""

    first: date
    last: date

    @classmethod
    def ending(cls, now: datetime) -> "Window":
        """The window seen from `now`: from a Monday to today."""
        today = now.astimezone(UTC).date()
        return cls(monday(today) - timedelta(weeks=WEEKS - 1), today)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def monday(day: date) -> date:
    """The first day of this day's ISO week."""
    return day - timedelta(days=day.weekday())


class Kind(StrEnum):
    """What a file is, by its path."""

    SOURCE = "source"
    TEST = "test"
    INFRASTRUCTURE = "infrastructure"
    CONFIG = "config"
    DOCS = "docs"
    DATA = "data"
    GENERATED = "generated"
    VENDORED = "vendored"


CODE = frozenset({Kind.SOURCE, Kind.TEST, Kind.INFRASTRUCTURE})
"""The kinds that make a day a coding day, in the sense in which people read the word."""


class Depth(StrEnum):
    """How closely the work was looked at, chosen by the budget that was left."""

    FULL = "full"
    LITE = "lite"
    NONE = "none"
    WITHOUT_TOKEN = "without-token"  # noqa: S105 - the name of a depth, not a secret


class Show(StrEnum):
    """How much of a score may be shown, as its person decides."""

    LEVEL = "level"
    SCORE = "score"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Repository:
    """What is known about a repository in which the person worked.

    Attributes:
        name: owner and name, as `octo/hello`.
        contributors: people who worked in it, or None if nobody counted.
        ships: it has a release or runs CI; None if that was not asked.
        written_in_code: its main language is a programming language; None if GitHub names none.
        paths: distinct paths of the days looked at, generated and vendored ones left out.
        headlines: distinct commit headlines of those days, digits removed.
        looked_at_days: days with changes here whose files were looked at, or that only repeat the headlines of such.
    """

    name: str
    created: date
    private: bool = False
    in_organisation: bool = False
    forks: int = 0
    stars: int = 0
    contributors: int | None = None
    ships: bool | None = None
    written_in_code: bool | None = None
    paths: int = 0
    headlines: int = 0
    looked_at_days: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One person's work in one repository on one UTC day, as far as its files were looked at, or the rest of it.

    Attributes:
        repository: the name of one of the evidence's repositories.
        kinds: kinds of the files that were looked at; empty if none were.
        assisted: a commit of that day names an assistant.
    """

    day: date
    repository: str
    kinds: frozenset[Kind] = frozenset()
    assisted: bool = False


class GapCode(StrEnum):
    """Why the evidence is not the whole truth."""

    PRIVATE_NOT_VISIBLE = "private_not_visible"
    PRIVATE_COUNTED_ONLY = "private_counted_only"
    COMMITS_NOT_LOOKED_AT = "commits_not_looked_at"
    REPOSITORIES_NOT_LOOKED_AT = "repositories_not_looked_at"
    PULL_REQUESTS_NOT_LOOKED_AT = "pull_requests_not_looked_at"
    FILES_ESTIMATED = "files_estimated"
    REVIEWS_NOT_VISIBLE = "reviews_not_visible"
    WINDOW_TOO_LARGE = "window_too_large"
    PARTIAL_ANSWER = "partial_answer"
    SETTINGS_UNREADABLE = "settings_unreadable"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that could not be seen, and a sentence about it for people."""

    code: GapCode
    message: str


@dataclass(frozen=True, slots=True)
class LookedAt:
    """How much of the work was opened, of how much there is."""

    commits: int = 0
    commits_total: int = 0
    pull_requests: int = 0
    pull_requests_total: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was seen of one person's work in a window.

    Attributes:
        login: as GitHub writes it.
        user_id: GitHub's number for the account; it stays when the login changes.
        changes: one or two for each day and repository with work in it, in any order.
        private_days: days with private contributions that are only a count.
        reviews: reviews given.
        merged_pull_requests: own pull requests merged, those of docs alone left out.
        merges_of_others: other people's pull requests merged, as far as that can be seen.
        assistance_known: commit messages were read, so that `Change.assisted` means something.
        enrolled: the person's own profile shows a badge of this service; None if nobody looked.
        excluded: lower-cased names of repositories that the person does not want counted.
    """

    login: str
    user_id: int
    observed_at: datetime
    window: Window
    changes: tuple[Change, ...] = ()
    repositories: tuple[Repository, ...] = ()
    private_days: frozenset[date] = frozenset()
    reviews: int = 0
    merged_pull_requests: int = 0
    merges_of_others: int = 0
    looked_at: LookedAt = field(default_factory=LookedAt)
    gaps: tuple[Gap, ...] = ()
    depth: Depth = Depth.NONE
    assistance_known: bool = False
    show: Show = Show.FULL
    enrolled: bool | None = None
    excluded: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        known = {repository.name for repository in self.repositories}
        for change in self.changes:
            if change.repository not in known:
                raise ValueError(f"a change names {change.repository}, which the evidence does not describe")
            if change.day > self.observed_at.date():
                raise ValueError(f"a change is dated {change.day}, after it was observed")


Outcome = Evidence | ServiceError
Progress = Callable[[int], None]


class EvidenceSource(Protocol):
    """Where evidence comes from: GitHub, the demo, or a test's fake."""

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        """Look at each login once; an account without evidence has its error as its value. Blocks."""
        ...

    def renamed(self, user_id: int) -> Login | None:
        """The login that the account with this number has now; None if there is none or GitHub does not say. Blocks."""
        ...
