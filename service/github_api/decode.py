"""GitHub's JSON -> what was observed: pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from service.agents import Actor, actor_of, assisted
from service.classify import is_code_language, kind_of
from service.evidence import CODE, Repository
from service.github_api import wire, wire_work
from service.github_api.observed import Account, Commit, History, Place, PullRequest, PullRequestWork, Worked
from service.github_api.transport import Json

# https://git-scm.com/docs/git-fmt-merge-msg
_MERGE_HEADLINES = (
    "Merge branch ",
    "Merge pull request ",
    "Merge remote-tracking branch ",
    "Merge tag ",
    "Merge commit ",
)


def account(node: Json) -> Account:
    """Decode one person of phase one.

    Raises:
        pydantic.ValidationError: the answer is not of the shape that was asked for.
    """
    user = wire.User.model_validate(node)
    did = user.contributions_collection
    profile = user.profile or wire.Profile()
    reviewed = [review.pull_request for review in did.pull_request_review_contributions.nodes or () if review]
    return Account(
        login=user.login,
        user_id=user.database_id,
        node_id=user.id,
        worked=tuple(_worked(item) for item in did.commit_contributions_by_repository if item),
        pull_requests=tuple(_pull_request(item) for item in did.pull_request_contributions.nodes or () if item),
        commits_total=did.total_commit_contributions,
        repositories_total=did.total_repositories_with_contributed_commits,
        pull_requests_total=did.total_pull_request_contributions,
        reviews=did.pull_request_review_contributions.total_count,
        merges_of_others=_merges(user.login, reviewed),
        hidden_reviews=_hidden_reviews(did.pull_request_review_contributions),
        hidden_merges=_merges(user.login, (pull for pull in reviewed if pull.repository.is_private)),
        private_contributions=did.restricted_contributions_count,
        settings=profile.settings.text if profile.settings else None,
        readme=profile.readme.text if profile.readme else None,
        settings_unreadable=profile.settings is not None and profile.settings.text is None,
    )


def place(found: wire.Repository) -> Place:
    """Decode a repository."""
    released = found.releases.total_count > 0 if found.releases else None
    runs_ci = found.workflows is not None
    return Place(
        found.id,
        Repository(
            name=found.name_with_owner,
            created=_day(found.created_at),
            private=found.is_private,
            in_organisation=found.is_in_organization,
            forks=found.fork_count,
            stars=found.stargazer_count,
            ships=True if released or runs_ci else released,
            written_in_code=is_code_language(found.primary_language.name if found.primary_language else None),
        ),
        fork=found.is_fork,
        copied=found.template_repository is not None,
    )


def _worked(item: wire.CommitContributions) -> Worked:
    days: dict[date, int] = {}
    for node in item.contributions.nodes or ():
        if node:
            # The hour is that of midnight somewhere in America; the date is the contribution's own.
            days[node.occurred_at.date()] = days.get(node.occurred_at.date(), 0) + node.commit_count
    return Worked(place(item.repository), days)


def _pull_request(item: wire.PullRequestContribution) -> PullRequest:
    found = item.pull_request
    return PullRequest(
        node_id=found.id,
        number=found.number,
        opened=_day(item.occurred_at),
        changed_files=found.changed_files,
        merged=found.merged_at is not None,
        place=place(found.repository),
    )


def _merges(login: str, reviewed: Iterable[wire.ReviewedPullRequest]) -> frozenset[tuple[str, int]]:
    """Pull requests of other people that were merged by this person, among those they reviewed."""
    return frozenset(
        (found.repository.name_with_owner, found.number)
        for found in reviewed
        if found.merged_by and found.merged_by.login.lower() == login.lower() and _is_others(found.author, login)
    )


def _is_others(author: wire.Author | None, login: str) -> bool:
    """Whether somebody else wrote it, or an agent that somebody may have sent; updates by a machine are nobody's."""
    if author is None:
        return True
    machine = actor_of(login=author.login, email=None, typename=author.typename) is Actor.BOT
    return not machine and author.login.lower() != login.lower()


def _hidden_reviews(found: wire.ReviewContributions) -> int:
    """How many reviews were given where not everybody may look: as many as among those that are listed."""
    listed = [review.pull_request.repository.is_private for review in found.nodes or () if review]
    return math.ceil(found.total_count * sum(listed) / len(listed)) if listed else 0


def commit(found: wire_work.Commit) -> Commit:
    """Decode one commit; without parents, as in a pull request, git's own words tell a merge."""
    headline = found.message.partition("\n")[0].strip()
    merge = found.parents.total_count > 1 if found.parents else headline.startswith(_MERGE_HEADLINES)
    return Commit(
        oid=found.oid,
        day=_day(found.authored_date),
        headline=headline,
        lines=found.additions + found.deletions,
        merge=merge,
        empty=found.changed_files_if_available == 0,
        by_hand=_by_hand(found),
        assisted=assisted(found.message),
    )


def history(node: Json) -> History:
    """Decode one repository of phase two; an empty repository has an empty history."""
    found = wire_work.RepositoryWork.model_validate(node)
    listed = _history_of(found)
    return History(
        commits=tuple(commit(item) for item in listed.nodes or () if item),
        total=listed.total_count,
        contributors=found.mentionable_users.total_count if found.mentionable_users else None,
    )


def shared(node: Json, login: str, most: int) -> tuple[tuple[Commit, ...], bool]:
    """The commits of others that name this login as co-author, and whether there are no more than `most` in all."""
    listed = [item for item in _history_of(wire_work.RepositoryWork.model_validate(node)).nodes or () if item]
    found = tuple(commit(item) for item in listed if _names(item, login) and not _is_by(item, login))
    return found, len(listed) < most


def _history_of(found: wire_work.RepositoryWork) -> wire_work.History:
    branch = found.default_branch_ref
    listed = branch.target.history if branch and branch.target else None
    return listed or wire_work.History()


def _names(found: wire_work.Commit, login: str) -> bool:
    authors = (found.authors.nodes if found.authors else None) or ()
    return any(author and author.user and author.user.login.lower() == login.lower() for author in authors)


def pull_request_work(node: Json, login: str) -> PullRequestWork:
    """Decode one pull request of phase two, with the commits of this login alone."""
    found = wire_work.PullRequestWork.model_validate(node)
    commits = [item.commit for item in (found.commits.nodes if found.commits else None) or () if item]
    return PullRequestWork(
        paths=_paths(found),
        commits=tuple(commit(item) for item in commits if _is_by(item, login)),
        merge_oid=found.merge_commit.oid if found.merge_commit else None,
    )


def squashed(node: Json, oid: str, login: str) -> tuple[tuple[str, ...], bool]:
    """What a pull request says of the commit that names it: its files, and whether this person opened it.

    Nothing, and no, if it became another commit.
    """
    found = wire_work.SquashedPullRequest.model_validate(node).pull_request
    if found is None or found.merge_commit is None or found.merge_commit.oid != oid:
        return (), False
    return _paths(found), found.author is not None and found.author.login.lower() == login.lower()


def _paths(found: wire_work.PullRequestWork) -> tuple[str, ...]:
    """The paths of a pull request; none if the first ones, by the alphabet, tell nothing about the others."""
    files = found.files or wire_work.ChangedFiles()
    paths = tuple(item.path for item in files.nodes or () if item)
    is_whole = files.total_count <= len(paths)
    return paths if is_whole or any(kind_of(path) in CODE for path in paths) else ()


def private_days(node: Json, commits: Mapping[date, int], contributions: int) -> frozenset[date]:
    """The days with more contributions than can be seen, at most as many as there are private contributions.

    `commits` are the visible commits by day, `contributions` the private contributions that GitHub counts.
    """
    did = wire_work.CalendarUser.model_validate(node).contributions_collection
    visible = Counter(commits)
    for listed in (
        did.issue_contributions,
        did.pull_request_contributions,
        did.pull_request_review_contributions,
        did.repository_contributions,
    ):
        visible.update(_day(item.occurred_at) for item in listed.nodes or () if item)
    days = [day for week in did.contribution_calendar.weeks for day in week.contribution_days]
    hidden = {day.date: day.contribution_count - visible[day.date] for day in days}
    # Visible work beyond what is listed would look hidden; the total bounds it, the fullest days first.
    fullest = sorted((day for day, count in hidden.items() if count > 0), key=lambda day: (-hidden[day], day))
    kept, left = set(), contributions
    for day in fullest:
        if left <= 0:
            break
        kept.add(day)
        left -= hidden[day]
    return frozenset(kept)


def _by_hand(found: wire_work.Commit) -> bool:
    """Whether a person wrote the commit, with or without an assistant."""
    author = found.author
    login = author.user.login if author and author.user else None
    return actor_of(login=login, email=author.email if author else None) is Actor.PERSON


def _is_by(found: wire_work.Commit, login: str) -> bool:
    user = found.author.user if found.author else None
    return user is not None and user.login.lower() == login.lower()


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
