"""Invented observations, as short as a test can say them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from service.evidence import Depth, Evidence, Repository, Window
from service.github_api.assemble import assemble
from service.github_api.observed import (
    Account,
    Commit,
    History,
    Look,
    Place,
    PullRequest,
    PullRequestWork,
    Worked,
)
from service.wishes import Wishes

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
WINDOW = Window.ending(NOW)
NAME = "harbour-works/quayside"


def ago(days: int) -> date:
    """A day so many days ago."""
    return TODAY - timedelta(days=days)


def place(
    name: str = NAME, *, fork: bool = False, copied: bool = False, created: date = date(2020, 1, 1), owned: bool = False
) -> Place:
    """A repository of an organisation, unless it is the person's own."""
    repository = Repository(name, created, in_organisation=not owned, written_in_code=True)
    return Place(f"R_{name}", repository, fork=fork, copied=copied)


def worked(days: Mapping[date, int], where: Place | None = None) -> Worked:
    """Commits by day."""
    return Worked(where or place(), days)


def pull(
    number: int = 1, opened: date = TODAY, *, merged: bool = False, files: int = 1, where: Place | None = None
) -> PullRequest:
    """An own pull request; its node id is `PR_` and its number."""
    return PullRequest(f"PR_{number}", number, opened, files, merged, where or place())


def account(
    done: Iterable[Worked] = (),
    pulls: Iterable[PullRequest] = (),
    *,
    login: str = "ada",
    private: int = 0,
    merges: Iterable[tuple[str, int]] = (),
    reviews: int = 0,
    too_large: bool = False,
    unanswered: int = 0,
) -> Account:
    """An account whose totals are those of what is listed."""
    listed, opened = tuple(done), tuple(pulls)
    return Account(
        login=login,
        user_id=7,
        node_id="U_7",
        worked=listed,
        pull_requests=opened,
        commits_total=sum(sum(item.commits.values()) for item in listed),
        repositories_total=len(listed),
        pull_requests_total=len(opened),
        reviews=reviews,
        merges_of_others=frozenset(merges),
        private_contributions=private,
        settings=None,
        too_large=too_large,
        unanswered=unanswered,
    )


def commit(
    oid: str,
    day: date = TODAY,
    headline: str = "Mend the pump",
    *,
    lines: int = 10,
    merge: bool = False,
    empty: bool = False,
    by_hand: bool = True,
    assisted: bool = False,
) -> Commit:
    """A commit by hand."""
    return Commit(oid, day, headline, lines, merge, empty, by_hand, assisted)


def history(*commits: Commit, contributors: int | None = None) -> History:
    """All commits of a repository."""
    return History(commits, len(commits), contributors)


def work(*paths: str, commits: Iterable[Commit] = (), merge_oid: str | None = None) -> PullRequestWork:
    """What is in a pull request."""
    return PullRequestWork(paths, tuple(commits), merge_oid)


def evidence(
    who: Account, look: Look | None = None, wishes: Wishes | None = None, *, depth: Depth = Depth.FULL
) -> Evidence:
    """The evidence of this account as of `NOW`."""
    return assemble(who, look or Look(), wishes or Wishes(), window=WINDOW, observed_at=NOW, depth=depth)


def days_of(found: Evidence) -> set[date]:
    """The days with a change."""
    return {change.day for change in found.changes}
