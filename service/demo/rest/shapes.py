"""Accounts, repositories, commits and pull requests in the words of GitHub's REST API."""

from datetime import datetime

from service.demo.records import Account, AccountKind, Commit, FileChange, PullRequest, Repository
from service.demo.rest.request import Json
from service.demo.tree.commits import GITHUB
from service.demo.tree.visit import WEB


def iso(moment: datetime | None) -> str | None:
    """A moment as GitHub writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def account(found: Account, api: str) -> Json:
    """The short form of an account."""
    letter = {AccountKind.USER: "U", AccountKind.ORGANISATION: "O", AccountKind.BOT: "BOT"}[found.kind]
    return {
        "login": found.login,
        "id": found.number,
        "node_id": f"{letter}_{found.number}",
        "avatar_url": f"https://avatars.githubusercontent.com/u/{found.number}?v=4",
        "url": f"{api}/users/{found.login}",
        "html_url": f"{WEB}/{found.login}",
        "type": str(found.kind),
        "user_view_type": "public",
        "site_admin": False,
    }


def full_account(found: Account, api: str, repositories: int) -> Json:
    """The long form of an account."""
    return {
        **account(found, api),
        "name": found.name,
        "company": None,
        "blog": "",
        "location": None,
        "email": None,
        "bio": None,
        "public_repos": repositories,
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": iso(found.created),
        "updated_at": iso(found.created),
    }


def repository(found: Repository, api: str) -> Json:
    """A repository."""
    return {
        "id": found.number,
        "node_id": f"R_{found.number}",
        "name": found.name,
        "full_name": found.full_name,
        "private": found.private,
        "owner": account(found.owner, api),
        "html_url": f"{WEB}/{found.full_name}",
        "description": None,
        "fork": found.fork,
        "url": f"{api}/repos/{found.full_name}",
        "created_at": iso(found.created),
        "stargazers_count": found.stars,
        "forks_count": found.forks,
        "network_count": found.forks,
        "subscribers_count": 0,
        "language": found.language,
        "archived": found.archived,
        "disabled": False,
        "is_template": found.template,
        "visibility": "private" if found.private else "public",
        "default_branch": "main",
        "has_issues": True,
        "has_discussions": False,
        "size": 4096,
        "license": None,
        "topics": [],
        **({"organization": account(found.owner, api)} if found.owner.kind is AccountKind.ORGANISATION else {}),
    }


def commit(found: Commit, api: str) -> Json:
    """A commit as lists show it: without files."""
    author, url = found.author, f"{api}/repos/{found.repository.full_name}/commits/{found.oid}"
    committer = GITHUB if found.by_github else author
    return {
        "sha": found.oid,
        "node_id": f"C_{found.oid}",
        "commit": {
            "author": {"name": author.name, "email": author.email, "date": iso(found.authored)},
            "committer": {"name": committer.name, "email": committer.email, "date": iso(found.authored)},
            "message": found.message,
            "comment_count": 0,
            "url": url.replace("/commits/", "/git/commits/"),
        },
        "url": url,
        "html_url": f"{WEB}/{found.repository.full_name}/commit/{found.oid}",
        "author": account(author.account, api) if author.account else None,
        "committer": account(committer.account, api) if committer.account else None,
        "parents": [{"sha": oid, "url": url.replace(found.oid, oid)} for oid in found.parents],
    }


def file(found: FileChange) -> Json:
    """A file of a commit or pull request."""
    return {
        "filename": found.path,
        "status": found.status,
        "additions": found.additions,
        "deletions": found.deletions,
        "changes": found.additions + found.deletions,
    }


def issue(found: PullRequest, api: str) -> Json:
    """A pull request as the search for issues shows it."""
    name, number = found.repository.full_name, found.number
    return {
        "id": found.repository.number * 100_000 + number,
        "node_id": f"PR_{found.repository.number}_{number}",
        "number": number,
        "title": found.title,
        "user": account(found.author, api),
        "state": "closed" if found.merged else "open",
        "created_at": iso(found.created),
        "updated_at": iso(found.merged or found.created),
        "closed_at": iso(found.merged),
        "author_association": "MEMBER",
        "labels": [],
        "comments": 0,
        "draft": False,
        "score": 1.0,
        "url": f"{api}/repos/{name}/issues/{number}",
        "html_url": f"{WEB}/{name}/pull/{number}",
        "repository_url": f"{api}/repos/{name}",
        "pull_request": {"url": f"{api}/repos/{name}/pulls/{number}", "merged_at": iso(found.merged)},
    }
