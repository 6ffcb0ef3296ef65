"""Who is looked at: the members of an organisation or team, or a list; and what the token could not see of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from action.errors import BadInput, NotAllowed, Unknown
from action.fields import SourceKind
from action.inputs import Inputs, Source, parse_logins
from action.organisation import Organisation, Team, ask_organisation
from action.reader import Reader
from service.agents import Actor, actor_of
from service.errors import ServiceError
from service.evidence import Login, parse_login
from service.github_api.transport import Json

_LARGEST_FILE = 2_000_000
_MOST_PAGES_OF_COMMITS = 100
_CONTRIBUTED_WITHIN = timedelta(days=365)
CONCEALED = (
    "Concealed members are not visible to this token, so there may be more. Seeing them takes the organisation "
    "permission Members: read (a GitHub App, or a fine-grained token of the organisation)."
)


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a report.

    Attributes:
        name: of the organisation, the team or the list, as GitHub writes it.
        key: tells reports of different sources apart; letters, digits, `:/-_.`.
        people: everybody who belongs and may be looked at, in order of the alphabet.
        opted_out: those who belong but must not be asked about.
        machines: how many accounts were left out because no person is behind them.
        concealed: there may be members whom this token cannot see.
        notes: sentences about what could not be seen.
    """

    name: str
    key: str
    people: tuple[Login, ...]
    opted_out: frozenset[Login] = frozenset()
    machines: int = 0
    concealed: bool = False
    teams: tuple[Team, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    key: str
    logins: tuple[Login, ...]
    machines: int = 0
    concealed: bool = False
    teams: tuple[Team, ...] = ()
    notes: tuple[str, ...] = ()


def read_opt_outs(inputs: Inputs, workspace: Path) -> frozenset[Login]:
    """Everybody who must not be asked about, before anybody is.

    Raises:
        BadInput: the file is missing or holds something else; nobody is asked about then.
    """
    path = inputs.opt_out_file
    listed = read_login_file("opt-out-file", workspace / path) if path else ()
    return inputs.exclude | frozenset(listed)


def read_login_file(name: str, path: Path) -> tuple[Login, ...]:
    """A file of logins, one or more a line; `#` starts a comment.

    Raises:
        BadInput: there is no such file, or it holds something else.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise BadInput(f"{name}: {path.name} is larger than {_LARGEST_FILE:,} bytes.")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError, ValueError):
        raise BadInput(f"{name}: {str(path)!r} cannot be read; is the repository checked out?") from None
    return parse_logins(name, (word for line in lines for word in re.findall(r"[^\s,]+", line.partition("#")[0])))


def find_people(reader: Reader, inputs: Inputs, workspace: Path, opt_outs: frozenset[Login], now: datetime) -> Roster:
    """Everybody whom the source names.

    Raises:
        ActionError: there is no such source, or GitHub does not list it.
    """
    found = _find(reader, inputs, workspace, now)
    people = tuple(sorted(set(found.logins) - opt_outs))
    return Roster(
        found.name,
        found.key,
        people,
        opted_out=opt_outs & frozenset(found.logins),
        machines=found.machines,
        concealed=found.concealed,
        teams=found.teams,
        notes=found.notes,
    )


def _find(reader: Reader, inputs: Inputs, workspace: Path, now: datetime) -> _Found:
    source = inputs.source
    if source.kind is SourceKind.USERS:
        return _Found("the people listed", "users", parse_logins("users", inputs.users))
    if source.kind is SourceKind.USERS_FILE:
        name = re.sub(r"[^A-Za-z0-9._/-]", "-", source.value)
        logins = read_login_file("users-file", workspace / source.value)
        return _Found("the people listed", f"users-file:{name}", logins)
    organisation = ask_organisation(reader, source.organisation)
    if source.kind is SourceKind.TEAM:
        return _team(reader, source, organisation)
    found = _members(reader, organisation)
    return _with_contributors(reader, found, inputs.repository, now) if found.concealed else found


def _team(reader: Reader, source: Source, organisation: Organisation) -> _Found:
    try:
        accounts = reader.pages(f"/orgs/{source.organisation}/teams/{source.slug}/members")
    except (Unknown, NotAllowed):
        raise NotAllowed(
            f"The team {source.value} does not exist, or this token may not see teams: that takes the organisation "
            "permission Members: read (a GitHub App, or a fine-grained token of the organisation)."
        ) from None
    logins, machines = _people(accounts)
    return _Found(f"{organisation.login}/{source.slug}", f"team:{source.value}", logins, machines)


def _members(reader: Reader, organisation: Organisation) -> _Found:
    logins, machines = _people(reader.pages(f"/orgs/{organisation.login}/members"))
    concealed = not (organisation.viewer_is_member or len(logins) + machines > _public(reader, organisation))
    hidden = "Teams are not visible to this token."
    notes = (*([CONCEALED] if concealed else []), *([hidden] if organisation.teams_hidden else []))
    key = f"org:{organisation.login.lower()}"
    return _Found(organisation.login, key, logins, machines, concealed, organisation.teams, notes)


def _public(reader: Reader, organisation: Organisation) -> int:
    return reader.count(f"/orgs/{organisation.login}/public_members")


def _with_contributors(reader: Reader, found: _Found, repository: str, now: datetime) -> _Found:
    """The visible members and, where a repository was named, those who committed to it within a year."""
    if not repository:
        offer = "Set the input repository to count the contributors of a repository as well."
        return replace(found, notes=(*found.notes, offer))
    since = f"{now - _CONTRIBUTED_WITHIN:%Y-%m-%dT%H:%M:%SZ}"
    commits = reader.pages(f"/repos/{repository}/commits", {"since": since}, most=_MOST_PAGES_OF_COMMITS)
    authors = (commit.get("author") for commit in commits)
    logins, machines = _people(author for author in authors if isinstance(author, dict))
    standing_in = len(set(logins) - set(found.logins))
    told = f"Contributors of {repository} within a year who stand in for them: {standing_in:,}."
    everybody = tuple(dict.fromkeys(found.logins + logins))
    return replace(found, logins=everybody, machines=found.machines + machines, notes=(*found.notes, told))


def _people(accounts: Iterable[Json]) -> tuple[tuple[Login, ...], int]:
    """The people among accounts, each once, and how many machines there are."""
    people: dict[Login, None] = {}
    machines: set[str] = set()
    for account in accounts:
        name, kind = str(account.get("login", "")), str(account.get("type", ""))
        try:
            login = parse_login(name)
        except ServiceError:
            machines.add(name)
            continue
        if actor_of(login=login, email=None, typename=kind) is Actor.PERSON:
            people[login] = None
        else:
            machines.add(name)
    return tuple(people), len(machines)
