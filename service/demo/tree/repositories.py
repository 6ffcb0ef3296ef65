"""Repository, Ref, Language, and the Blob or Tree behind a path at HEAD."""

from dataclasses import dataclass

from service.demo.executor import Node, Type
from service.demo.faults import not_found
from service.demo.paging import connection
from service.demo.records import AccountKind, Repository
from service.demo.tree.visit import WEB, Question, Visit, account_node

_DEFAULT_BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Path:
    """A path at HEAD: a file with its text, or a folder with its entries."""

    repository: Repository
    path: str
    text: str | None = None
    entries: tuple[str, ...] = ()


def _object(repository: Repository, ask: Question) -> Node | None:
    """A revision such as `HEAD`, or a path in one such as `HEAD:docs/index.md`."""
    revision, colon, path = (ask.arguments.get("expression") or ask.arguments.get("oid") or "").partition(":")
    history = ask.context.world.history(repository)
    if not colon:
        head = history[0] if history and revision in {"HEAD", _DEFAULT_BRANCH} else ask.context.world.commit(revision)
        return Node("Commit", head) if head else None
    if path in repository.files:
        return Node("Blob", Path(repository, path, repository.files[path]))
    folder = f"{path}/" if path else ""
    entries = dict.fromkeys(file[len(folder) :].split("/")[0] for file in repository.files if file.startswith(folder))
    return Node("Tree", Path(repository, path, entries=tuple(entries))) if entries else None


def _branch(repository: Repository, ask: Question) -> Node | None:
    """The default branch; an empty repository has none."""
    history = ask.context.world.history(repository)
    return Node("Ref", history[0]) if history else None


def _pull_request(repository: Repository, ask: Question) -> Node:
    number = ask.needed("number")
    found = ask.context.world.pull_request(repository, number)
    if found is None:
        raise not_found("PullRequest", f"number of {number}")
    return Node("PullRequest", found)


def _languages(repository: Repository, ask: Question) -> Node:
    found = [Node("Language", repository.language)] if repository.language else []
    return connection("Language", found, ask.arguments)


def _pushed(repository: Repository, ask: Question) -> object:
    history = ask.context.world.history(repository)
    return history[0].authored if history else repository.created


REPOSITORY: Type[Repository, Visit] = Type(
    interfaces=frozenset({"Node", "RepositoryInfo", "UniformResourceLocatable", "Starrable"}),
    plain={
        "name": "name",
        "nameWithOwner": "full_name",
        "databaseId": "number",
        "createdAt": "created",
        "isFork": "fork",
        "isTemplate": "template",
        "isPrivate": "private",
        "isArchived": "archived",
        "stargazerCount": "stars",
        "forkCount": "forks",
    },
    derived={
        "id": lambda found: f"R_{found.number}",
        "owner": lambda found: account_node(found.owner),
        "url": lambda found: f"{WEB}/{found.full_name}",
        "isInOrganization": lambda found: found.owner.kind is AccountKind.ORGANISATION,
        "visibility": lambda found: "PRIVATE" if found.private else "PUBLIC",
        "primaryLanguage": lambda found: Node("Language", found.language) if found.language else None,
    },
    asked={
        "object": _object,
        "defaultBranchRef": _branch,
        "pullRequest": _pull_request,
        "languages": _languages,
        "isEmpty": lambda found, ask: not ask.context.world.history(found),
        "pushedAt": _pushed,
        "updatedAt": _pushed,
        "releases": lambda found, ask: connection("Release", (), ask.arguments, total=found.releases),
        "mentionableUsers": lambda found, ask: connection("User", (), ask.arguments, total=found.people),
    },
    constant={
        "isDisabled": False,
        "isMirror": False,
        "archivedAt": None,
        "diskUsage": 4096,
        "description": None,
        "templateRepository": None,
        "parent": None,
        "licenseInfo": None,
        "latestRelease": None,
    },
)
BRANCH: Type[object, Visit] = Type(
    interfaces=frozenset({"Node"}),
    derived={"target": lambda head: Node("Commit", head)},
    constant={"name": _DEFAULT_BRANCH, "prefix": "refs/heads/"},
)
LANGUAGE: Type[str, Visit] = Type(
    interfaces=frozenset({"Node"}),
    derived={"name": str, "id": lambda name: f"LA_{name}"},
    constant={"color": None},
)
BLOB: Type[Path, Visit] = Type(
    interfaces=frozenset({"Node", "GitObject"}),
    plain={"text": "text"},
    derived={"byteSize": lambda found: len((found.text or "").encode())},
    constant={"isBinary": False, "isTruncated": False},
)
TREE: Type[Path, Visit] = Type(
    interfaces=frozenset({"Node", "GitObject"}),
    derived={"entries": lambda found: [Node("TreeEntry", name) for name in found.entries]},
)
ENTRY: Type[str, Visit] = Type(derived={"name": str})
