"""The parts of GitHub's REST answers that are read, in GitHub's own shape."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from service.github_api.git_date import GitDate


class Rest(BaseModel):
    """A REST object; unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Account(Rest):
    """https://docs.github.com/en/rest/users/users#get-a-user."""

    login: str
    id: int
    type: str


class Owner(Rest):
    """Who owns a repository: User or Organization."""

    login: str
    type: str = "User"


class RepositoryName(Rest):
    """A repository as a search result shows it."""

    full_name: str
    private: bool = False
    fork: bool = False
    owner: Owner


class Signature(Rest):
    """When a commit was written."""

    date: GitDate


class CommitText(Rest):
    """A commit without its files."""

    author: Signature
    message: str


class Parent(Rest):
    """A parent of a commit."""

    sha: str


class FoundCommit(Rest):
    """https://docs.github.com/en/rest/search/search#search-commits."""

    sha: str
    commit: CommitText
    parents: list[Parent] = []
    repository: RepositoryName


class FoundCommits(Rest):
    """One page of found commits; `total_count` may be larger."""

    total_count: int
    items: list[FoundCommit]


class MergedAt(Rest):
    """What tells a pull request from an issue."""

    merged_at: datetime | None = None


class FoundPullRequest(Rest):
    """https://docs.github.com/en/rest/search/search#search-issues-and-pull-requests."""

    number: int
    created_at: datetime
    repository_url: str
    pull_request: MergedAt = MergedAt()


class FoundPullRequests(Rest):
    """One page of found pull requests; `total_count` may be larger."""

    total_count: int
    items: list[FoundPullRequest]


class Repository(Rest):
    """https://docs.github.com/en/rest/repos/repos#get-a-repository."""

    full_name: str
    created_at: datetime
    private: bool = False
    fork: bool = False
    owner: Owner
    stargazers_count: int = 0
    forks_count: int = 0
    language: str | None = None


class Content(Rest):
    """https://docs.github.com/en/rest/repos/contents#get-repository-content."""

    encoding: str = ""
    content: str = ""
