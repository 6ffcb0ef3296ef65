"""The parts of phase two that are read: histories, pull requests and calendars, in GitHub's own shape."""

from datetime import date, datetime

from service.github_api.git_date import GitDate
from service.github_api.wire import Actor, Count, Wire


class CommitAuthor(Wire):
    """Who wrote a commit; the user is null when the e-mail belongs to no account."""

    email: str | None = None
    user: Actor | None = None


class CommitAuthors(Wire):
    """The author and then the co-authors."""

    nodes: list[CommitAuthor | None] | None = None


class Commit(Wire):
    """One commit, without its files."""

    oid: str
    authored_date: GitDate
    additions: int
    deletions: int
    changed_files_if_available: int | None = None
    message: str
    parents: Count | None = None
    author: CommitAuthor | None = None
    authors: CommitAuthors | None = None


class History(Wire):
    """Commits on the default branch, newest first."""

    total_count: int = 0
    nodes: list[Commit | None] | None = None


class HistoryTarget(Wire):
    """What the default branch points to."""

    history: History | None = None


class Branch(Wire):
    """The default branch; null in an empty repository."""

    target: HistoryTarget | None = None


class RepositoryWork(Wire):
    """One repository of phase two."""

    mentionable_users: Count | None = None
    default_branch_ref: Branch | None = None


class Oid(Wire):
    """Anything of which only the hash was asked."""

    oid: str


class ChangedFile(Wire):
    """A file of a pull request."""

    path: str


class ChangedFiles(Wire):
    """The files of a pull request; null while GitHub computes them."""

    total_count: int = 0
    nodes: list[ChangedFile | None] | None = None


class PullRequestCommit(Wire):
    """A commit of a pull request."""

    commit: Commit


class PullRequestCommits(Wire):
    """The commits of a pull request, oldest first."""

    nodes: list[PullRequestCommit | None] | None = None


class PullRequestWork(Wire):
    """One pull request of phase two."""

    author: Actor | None = None
    merge_commit: Oid | None = None
    files: ChangedFiles | None = None
    commits: PullRequestCommits | None = None


class SquashedPullRequest(Wire):
    """A repository of which one pull request was asked for."""

    pull_request: PullRequestWork | None = None


class CalendarDay(Wire):
    """All contributions of one day, private ones included if the person shows them."""

    date: date
    contribution_count: int


class CalendarWeek(Wire):
    """A week of the calendar."""

    contribution_days: list[CalendarDay]


class Calendar(Wire):
    """The contribution calendar."""

    weeks: list[CalendarWeek]


class Occurrence(Wire):
    """When a contribution happened."""

    occurred_at: datetime


class Occurrences(Wire):
    """Visible contributions of one sort."""

    nodes: list[Occurrence | None] | None = None


class CalendarContributions(Wire):
    """The calendar, and the visible contributions that are part of it."""

    contribution_calendar: Calendar
    issue_contributions: Occurrences
    pull_request_contributions: Occurrences
    pull_request_review_contributions: Occurrences
    repository_contributions: Occurrences


class CalendarUser(Wire):
    """One person's calendar."""

    contributions_collection: CalendarContributions
