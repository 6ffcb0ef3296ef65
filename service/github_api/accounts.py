"""Phase one: asks who people are and what they did, in batches that shrink when GitHub finds them too large."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pydantic import ValidationError

from service.errors import GitHubDown, OrganisationAccount, ServiceError, UnknownLogin
from service.evidence import Login, Window
from service.github_api import decode
from service.github_api.gateway import Gateway
from service.github_api.observed import Account
from service.github_api.outcomes import Outcome, Verdict
from service.github_api.queries.people import people
from service.github_api.transport import Json

Found = dict[Login, Account | ServiceError]

ROUNDS = 3
"""How often a login is asked about again when its part of an answer is missing."""
_SMALLEST_WINDOW_DAYS = 20
_LIMITS = "RESOURCE_LIMITS_EXCEEDED"


def fetch_accounts(gateway: Gateway, logins: Sequence[Login], window: Window) -> Found:
    """Phase one of each login; a login without an account has its error as its value."""
    found: Found = {}
    left = list(dict.fromkeys(logins))
    for _ in range(ROUNDS):
        if not left:
            break
        found |= _one_round(gateway, left, window)
        left = [login for login in left if login not in found]
    return found | {login: GitHubDown("GitHub's answers left this login out.") for login in left}


def _one_round(gateway: Gateway, logins: Sequence[Login], window: Window) -> Found:
    try:
        outcome = gateway.graphql(people(logins, window))
    except ServiceError as error:
        return dict.fromkeys(logins, error)
    if outcome.verdict is Verdict.FAULT:
        return dict.fromkeys(logins, GitHubDown(f"GitHub did not accept the question: {outcome.reason}"))
    if outcome.verdict is not Verdict.USE:
        return _smaller(gateway, logins, window)
    reading = _read(outcome, logins)
    if not reading.too_large:
        return reading.found
    left = [login for login in logins if login not in reading.found]
    if len(left) == len(logins):
        return _smaller(gateway, logins, window)
    return reading.found | (_one_round(gateway, left, window) if left else {})


def _smaller(gateway: Gateway, logins: Sequence[Login], window: Window) -> Found:
    """Fewer people at once; one person, a shorter window."""
    if len(logins) == 1:
        return {logins[0]: _in_halves(gateway, logins[0], window)}
    middle = len(logins) // 2
    return _one_round(gateway, logins[:middle], window) | _one_round(gateway, logins[middle:], window)


def _in_halves(gateway: Gateway, login: Login, window: Window) -> Account | ServiceError:
    days = (window.last - window.first).days
    if days < _SMALLEST_WINDOW_DAYS:
        return GitHubDown("GitHub cannot list this person's work, even for a short window.")
    middle = window.first + timedelta(days=days // 2)
    halves = (Window(window.first, middle), Window(middle + timedelta(days=1), window.last))
    parts = [fetch_accounts(gateway, [login], half)[login] for half in halves]
    accounts = [part for part in parts if isinstance(part, Account)]
    if not accounts:
        return parts[-1]
    whole = merged(accounts)
    return whole if len(accounts) == len(parts) else replace(whole, too_large=True)


def merged(parts: Sequence[Account]) -> Account:
    """One account from the same account seen in windows that do not overlap."""
    worked = {item.place.repository.name: item for part in parts for item in part.worked}
    for name, item in worked.items():
        days = [other.commits for part in parts for other in part.worked if other.place.repository.name == name]
        worked[name] = replace(item, commits={day: count for some in days for day, count in some.items()})
    pulls = {pull.node_id: pull for part in parts for pull in part.pull_requests}
    return replace(
        parts[-1],
        worked=tuple(worked.values()),
        pull_requests=tuple(pulls.values()),
        commits_total=sum(part.commits_total for part in parts),
        repositories_total=max(len(worked), *(part.repositories_total for part in parts)),
        pull_requests_total=sum(part.pull_requests_total for part in parts),
        reviews=sum(part.reviews for part in parts),
        merges_of_others=frozenset().union(*(part.merges_of_others for part in parts)),
        private_contributions=sum(part.private_contributions for part in parts),
        too_large=any(part.too_large for part in parts),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an answer says of each login; logins it leaves out are not in `found`."""

    found: Found
    too_large: bool


def _read(outcome: Outcome, logins: Sequence[Login]) -> _Reading:
    errors: dict[str, list[Json]] = {}
    for error in outcome.errors:
        path = error.get("path") or [""]
        errors.setdefault(str(path[0]), []).append(error)
    found: Found = {}
    for i, login in enumerate(logins):
        one = _read_one(login, outcome.data, i, errors)
        if one is not None:
            found[login] = one
    return _Reading(found, any(error.get("type") == _LIMITS for error in outcome.errors))


def _read_one(login: Login, data: Json, i: int, errors: Mapping[str, Iterable[Json]]) -> Account | ServiceError | None:
    node, owner = data.get(f"u{i}"), data.get(f"o{i}")
    of_person, of_owner = list(errors.get(f"u{i}", ())), list(errors.get(f"o{i}", ()))
    if isinstance(node, dict):
        return _account(node) if _only_profile_is_missing(of_person) else None
    if isinstance(owner, dict) and owner.get("__typename") == "Organization":
        return OrganisationAccount(f"{login} is an organisation; people have scores, organisations have summaries.")
    if any(error.get("type") == "NOT_FOUND" for error in of_person) and _all_not_found(of_owner):
        return UnknownLogin(f"GitHub knows no user named {login}.")
    return None


def _account(node: Json) -> Account | None:
    try:
        return decode.account(node)
    except ValidationError:
        return None


def _only_profile_is_missing(errors: Iterable[Json]) -> bool:
    return all(error.get("type") == "NOT_FOUND" and "profile" in (error.get("path") or ()) for error in errors)


def _all_not_found(errors: Iterable[Json]) -> bool:
    return all(error.get("type") == "NOT_FOUND" for error in errors)
