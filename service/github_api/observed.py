"""What was observed of one account, decoded from GitHub's answers and not yet weighed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from service.evidence import Repository


@dataclass(frozen=True, slots=True)
class Place:
    """A repository as GitHub knows it.

    Attributes:
        copied: it was made from a template, so its first day is a copy.
    """

    node_id: str
    repository: Repository
    fork: bool
    copied: bool


@dataclass(frozen=True, slots=True)
class Worked:
    """Commits by day in one repository."""

    place: Place
    commits: Mapping[date, int]


@dataclass(frozen=True, slots=True)
class PullRequest:
    """An own pull request."""

    node_id: str
    number: int
    opened: date
    changed_files: int
    merged: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Account:
    """Phase one of one person.

    Attributes:
        merges_of_others: repository and number of other people's pull requests that this person merged,
            among those reviewed.
        private_contributions: how many, if the person shows the count; 0 does not mean none.
        too_large: GitHub could not answer for the whole window; a part of it is missing.
        unanswered: parts of the answer that GitHub left empty, with an error.
        settings: the text of `.still-engineering.yml`, or None if there is no such file.
        hidden_reviews, hidden_merges: those in private repositories.
        settings_unreadable: there is such a file, and it is not text.
        readme: the text of the profile README, or None if there is none or nobody asked.
        enrolled: the README shows a badge of this service; None if nobody asked.
    """

    login: str
    user_id: int
    node_id: str
    worked: tuple[Worked, ...]
    pull_requests: tuple[PullRequest, ...]
    commits_total: int
    repositories_total: int
    pull_requests_total: int
    reviews: int
    merges_of_others: frozenset[tuple[str, int]]
    private_contributions: int
    settings: str | None
    too_large: bool = False
    unanswered: int = 0
    readme: str | None = None
    enrolled: bool | None = None
    settings_unreadable: bool = False
    hidden_reviews: int = 0
    hidden_merges: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the person, without its files.

    Attributes:
        day: the UTC day on which it was authored.
        headline: the first line of the message.
        lines: added and deleted together.
        merge: it has two parents.
        empty: it changes no file.
        by_hand: a person wrote it, with or without an assistant.
        assisted: its message names an assistant.
    """

    oid: str
    day: date
    headline: str
    lines: int
    merge: bool
    empty: bool
    by_hand: bool
    assisted: bool

    @property
    def is_change(self) -> bool:
        """Whether the person changed anything with it."""
        return self.by_hand and not (self.merge or self.empty)


@dataclass(frozen=True, slots=True)
class History:
    """A person's commits on a repository's default branch, newest first.

    Attributes:
        total: how many there are in the window; `commits` may hold fewer.
        contributors: people who can be mentioned in a repository that is not an organisation's.
    """

    commits: tuple[Commit, ...]
    total: int
    contributors: int | None = None


@dataclass(frozen=True, slots=True)
class PullRequestWork:
    """What is in an own pull request: the paths it changes and the person's own commits.

    Attributes:
        merge_oid: the commit that brought it to its base branch.
    """

    paths: tuple[str, ...]
    commits: tuple[Commit, ...]
    merge_oid: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """All that was opened of one person's work; empty when nothing was.

    Attributes:
        histories: by repository name.
        shared: other people's commits that name this person as co-author, by repository name.
        pull_requests: by node id.
        files: the paths of single commits, by hash.
        squashed: commits that a pull request of this person became.
        asked_days: repositories and days on which everybody's commits were listed in full, to find shared ones.
        private_days: days of the calendar with more than what is visible.
        unanswered: questions that GitHub left without an answer.
    """

    histories: Mapping[str, History] = field(default_factory=dict)
    shared: Mapping[str, tuple[Commit, ...]] = field(default_factory=dict)
    pull_requests: Mapping[str, PullRequestWork] = field(default_factory=dict)
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    squashed: frozenset[str] = frozenset()
    asked_days: frozenset[tuple[str, date]] = frozenset()
    private_days: frozenset[date] = frozenset()
    unanswered: int = 0
