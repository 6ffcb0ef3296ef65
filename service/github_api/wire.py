"""The parts of GitHub's answers that are read, in GitHub's own shape; what does not fit is refused here.

Every field that GitHub's schema allows to be null is optional: each of them really is null sometimes.
"""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    """A GraphQL object: camelCase names, unknown fields ignored."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)


class Named(Wire):
    """Anything with a name."""

    name: str


class Actor(Wire):
    """Anyone with a login."""

    login: str


class Count(Wire):
    """A connection of which only the size was asked."""

    total_count: int


class NodeId(Wire):
    """Anything of which only the id was asked."""

    id: str


class Repository(Wire):
    """A repository in which somebody worked."""

    id: str
    name_with_owner: str
    created_at: datetime
    is_fork: bool
    is_private: bool
    is_in_organization: bool
    stargazer_count: int
    fork_count: int
    template_repository: NodeId | None = None
    primary_language: Named | None = None
    releases: Count | None = None
    workflows: object | None = None


class CommitDay(Wire):
    """How many commits on one day; only the date of `occurredAt` means anything."""

    occurred_at: datetime
    commit_count: int


class CommitDays(Wire):
    """The days of one repository."""

    total_count: int
    nodes: list[CommitDay | None] | None = None


class CommitContributions(Wire):
    """One repository with its days."""

    repository: Repository
    contributions: CommitDays


class PullRequest(Wire):
    """An own pull request."""

    id: str
    number: int
    changed_files: int
    merged_at: datetime | None = None
    merged_by: Actor | None = None
    repository: Repository


class PullRequestContribution(Wire):
    """An own pull request and when it was opened."""

    occurred_at: datetime
    pull_request: PullRequest


class PullRequestContributions(Wire):
    """Own pull requests, newest first."""

    nodes: list[PullRequestContribution | None] | None = None


class Author(Actor):
    """Who wrote something, with their kind: User, Bot, ..."""

    typename: str | None = Field(default=None, alias="__typename")


class ReviewedRepository(Wire):
    """Where somebody reviewed."""

    name_with_owner: str
    is_private: bool = False


class ReviewedPullRequest(Wire):
    """A pull request that the person reviewed."""

    number: int
    author: Author | None = None
    merged_by: Actor | None = None
    repository: ReviewedRepository


class ReviewContribution(Wire):
    """One review."""

    pull_request: ReviewedPullRequest


class ReviewContributions(Wire):
    """Reviews given, newest first."""

    total_count: int
    nodes: list[ReviewContribution | None] | None = None


class Contributions(Wire):
    """All that a person did in the window, as GitHub counts it."""

    restricted_contributions_count: int
    total_commit_contributions: int
    total_pull_request_contributions: int
    total_repositories_with_contributed_commits: int
    commit_contributions_by_repository: list[CommitContributions | None]
    pull_request_contributions: PullRequestContributions
    pull_request_review_contributions: ReviewContributions


class Blob(Wire):
    """A file; without a text if it is not UTF-8. https://docs.github.com/en/graphql/reference/objects#blob."""

    text: str | None = None


class Profile(Wire):
    """The profile repository with the person's settings file and README, if there are any."""

    settings: Blob | None = None
    readme: Blob | None = None


class User(Wire):
    """One person of phase one."""

    id: str
    database_id: int
    login: str
    contributions_collection: Contributions
    profile: Profile | None = None
