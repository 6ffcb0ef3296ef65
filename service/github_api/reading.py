"""One answer of phase one, read for each login that was asked about: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from service.errors import GitHubDown, OrganisationAccount, ServiceError, UnknownLogin
from service.evidence import Login
from service.github_api import decode
from service.github_api.observed import Account
from service.github_api.outcomes import LIMITS, SETTLED, Outcome, alias_of, type_of
from service.github_api.transport import Json

Found = dict[Login, Account | ServiceError]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer says of each login; logins that are worth asking about again are not in `found`.

    Attributes:
        too_large: GitHub ran out of resources somewhere in this answer.
    """

    found: Found
    too_large: bool


def read(outcome: Outcome, logins: Sequence[Login], *, last: bool) -> Reading:
    """Read an answer; when it is the last one, a person with gaps is better than none."""
    found: Found = {}
    for i, login in enumerate(logins):
        one = _read_one(login, outcome, i, last=last)
        if one is not None:
            found[login] = one
    return Reading(found, any(type_of(error) == LIMITS for error in outcome.errors))


def _read_one(login: Login, outcome: Outcome, i: int, *, last: bool) -> Account | ServiceError | None:
    # An error that does not say where it belongs may belong to anybody.
    errors = [error for error in outcome.errors if alias_of(error) in {f"u{i}", f"o{i}", ""}]
    node, owner = outcome.data.get(f"u{i}"), outcome.data.get(f"o{i}")
    if isinstance(node, dict):
        return _person(node, [error for error in errors if alias_of(error) != f"o{i}"], last=last)
    if isinstance(owner, dict) and owner.get("__typename") == "Organization":
        return OrganisationAccount(f"{login} is an organisation; people have scores, organisations have summaries.")
    if not all(type_of(error) in SETTLED for error in errors):
        return None
    if not isinstance(owner, dict) and any(_says_gone(error, i) for error in errors):
        return UnknownLogin(f"GitHub knows no user named {login}.")
    if any(alias_of(error) == f"u{i}" and not _says_gone(error, i) for error in errors):
        return GitHubDown(f"GitHub does not show the work of {login} to this service.")
    return None


def _says_gone(error: Json, i: int) -> bool:
    """Whether this token sees no such person; an error further down is about something of theirs, and may empty this.

    https://spec.graphql.org/October2021/#sec-Handling-Field-Errors
    """
    return error.get("path") == [f"u{i}"]


def _person(node: Json, errors: Sequence[Json], *, last: bool) -> Account | None:
    """A person, or None if asking again may tell more; never one whose wishes are not known."""
    if not _wishes_are_known(node, errors):
        return None
    missing = [error for error in errors if not _is_about_profile(error)]
    if not last and any(type_of(error) not in SETTLED for error in missing):
        return None
    try:
        return replace(decode.account(node), unanswered=len(missing))
    except ValidationError:
        return None


def _wishes_are_known(node: Json, errors: Sequence[Json]) -> bool:
    """Whether the settings file was read, or there is certainly none."""
    about = [error for error in errors if _is_about_profile(error)]
    if about or node.get("profile") is not None:
        return all(type_of(error) == "NOT_FOUND" for error in about)
    return all(alias_of(error) for error in errors)


def _is_about_profile(error: Json) -> bool:
    path = error.get("path")
    # The README beside the settings holds no wishes.
    return isinstance(path, list) and path[1:2] == ["profile"] and path[2:3] != ["readme"]
