"""What GitHub's answers say about a token: its kind, its scopes, its end and its budgets; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from service.doctor.findings import Finding, advice, no_answer, ok, wrong
from service.github_api.outcomes import Outcome, Verdict, judge_graphql, judge_rest
from service.github_api.token_kind import TokenKind, kind_of
from service.github_api.transport import Answer

NEAR = timedelta(days=14)
"""How long before a token ends this is worth a word."""
LOW = 0.1
"""The share of a budget below which this is worth a word."""
_NOT_FOUND = 404
_RESOURCES = {"graphql": "GraphQL", "core": "REST", "search": "search"}
_REVOKED = "It was revoked or has ended: make a new one, and set GITHUB_TOKEN or GITHUB_TOKENS."
_LATER = "Try again later."


@dataclass(frozen=True, slots=True)
class Asked:
    """What GitHub answered to one token.

    Attributes:
        name: what it is called here; never a secret.
        prefix: the first letters of the secret, which tell its kind.
        rates: to `GET /rate_limit`.
        viewer: to the GraphQL question whose token it is.
    """

    name: str
    prefix: str
    rates: Answer
    viewer: Answer

    @property
    def kind(self) -> TokenKind:
        """Only classic tokens and those of OAuth apps have scopes, and GitHub lists them in a header."""
        known = kind_of(self.prefix)
        return TokenKind.CLASSIC if known is TokenKind.OTHER and scopes_of(self.rates) is not None else known

    def account(self, now: datetime) -> str:
        """The login behind it; empty if GitHub does not name it."""
        viewer = judge_graphql(self.viewer, now).data.get("viewer")
        return str(viewer.get("login") or "") if isinstance(viewer, dict) else ""


def scopes_of(answer: Answer) -> tuple[str, ...] | None:
    """The scopes of a token; None for kinds that have none.

    https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
    """
    listed = answer.headers.get("x-oauth-scopes")
    return None if listed is None else tuple(scope for part in listed.split(",") if (scope := part.strip()))


def judge_token(asked: Asked, now: datetime, *, private: bool) -> Iterator[Finding]:
    """All there is to say about a token; `private`: it is meant to see private work."""
    trouble = judge_trouble(asked.name, judge_rest(asked.rates, now), asked.rates)
    if trouble:
        yield trouble
        return
    account = asked.account(now)
    yield ok(asked.name, f"{asked.kind} of {account or 'an account that GitHub does not name'}.")
    yield from _judge_graphql(asked, now)
    yield from judge_scopes(asked.name, scopes_of(asked.rates) or (), private=private)
    yield from _judge_end(asked, now)
    yield from judge_budgets(asked.name, asked.rates, now)


def judge_trouble(name: str, outcome: Outcome, answer: Answer) -> Finding | None:
    """Why nothing more can be said; a server without limits answers 404, which is none."""
    if outcome.verdict is Verdict.USE or answer.status == _NOT_FOUND:
        return None
    if outcome.verdict is Verdict.ANOTHER_TOKEN:
        return wrong(name, f"GitHub does not know it ({outcome.reason}).", _REVOKED)
    if outcome.verdict is Verdict.WAIT:
        until = f" until {outcome.until:%H:%M:%S} UTC" if outcome.until else ""
        return advice(name, f"GitHub asks it to wait{until} ({outcome.reason}).", "Ask less, or add another token.")
    if outcome.verdict is Verdict.ABSENT:
        return wrong(name, f"GitHub refuses it ({outcome.reason}).", "Put right what GitHub names, or use another.")
    return no_answer(name, f"GitHub did not answer ({outcome.reason}).", _LATER)


def judge_scopes(name: str, scopes: Sequence[str], *, private: bool) -> Iterator[Finding]:
    """Public work needs no scope at all; private work needs `repo`, for there is no smaller one."""
    granted = [scope for scope in scopes if not (private and scope in {"repo", "read:org"})]
    mighty = [scope for scope in granted if not scope.startswith("read:") and scope != "user:email"]
    if mighty:
        text = f"its scopes reach further than reading public work ({', '.join(mighty)})."
        yield advice(name, text, "Whoever gets hold of it could use them: take them away.")
    elif granted:
        yield advice(name, f"it has needless scopes ({', '.join(granted)}).", "Take them away: none is needed.")


def ends_at(answer: Answer) -> datetime | None:
    """When GitHub says that the token ends (UTC).

    https://github.blog/changelog/2021-07-26-expiration-options-for-personal-access-tokens/
    """
    written = answer.headers.get("github-authentication-token-expiration", "").strip().replace(" UTC", " +0000")
    for form in ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z"):
        try:
            return datetime.strptime(written, form).astimezone(UTC)
        except ValueError:
            continue
    return None


def judge_budgets(name: str, rates: Answer, now: datetime) -> Iterator[Finding]:
    """What is left, and when it is full again."""
    resources = rates.body.get("resources") if isinstance(rates.body, dict) else None
    if not isinstance(resources, dict):
        yield ok(name, "this server does not limit requests.")
        return
    known = {title: resources[key] for key, title in _RESOURCES.items() if _is_budget(resources.get(key))}
    told = "; ".join(f"{title} {_left(budget, now)}" for title, budget in known.items())
    low = [title for title, each in known.items() if title != "search" and each["remaining"] < each["limit"] * LOW]
    if low:
        remedy = "It lasts longer with the token of another account, or an App's installation."
        yield advice(name, f"its budget runs low: {told}.", remedy)
    elif told:
        yield ok(name, f"what is left: {told}.")


def judge_sharing(accounts: Mapping[str, str]) -> Iterator[Finding]:
    """Personal tokens of one account share its budget; `accounts` are logins by the name of the token."""
    for account in dict.fromkeys(login for login in accounts.values() if login):
        names = [name for name, login in accounts.items() if login == account]
        if len(names) > 1:
            text = f"they are of one account ({account}) and share its budget."
            yield advice(", ".join(names), text, "Keep one; only another account or an App adds to the budget.")


def _judge_graphql(asked: Asked, now: datetime) -> Iterator[Finding]:
    outcome = judge_graphql(asked.viewer, now)
    if outcome.verdict in {Verdict.RETRY, Verdict.SPLIT}:
        yield no_answer(asked.name, f"GraphQL does not answer it ({outcome.reason}).", _LATER)
    elif outcome.verdict is Verdict.ANOTHER_TOKEN or asked.viewer.status == _NOT_FOUND:
        yield wrong(asked.name, f"REST answers it, but GraphQL does not ({outcome.reason}).", "Check GITHUB_API_URL.")


def _judge_end(asked: Asked, now: datetime) -> Iterator[Finding]:
    if asked.kind is TokenKind.INSTALLATION:
        text = "GitHub ends such a token an hour after it was made."
        yield advice(asked.name, text, "Set the App itself: GITHUB_APP_ID and what belongs to it.")
        return
    ends = ends_at(asked.rates)
    if ends is None:
        return
    days = (ends - now) // timedelta(days=1)
    if ends - now < NEAR:
        text = f"it ends on {ends:%Y-%m-%d}, in {days} {'day' if days == 1 else 'days'}."
        yield advice(asked.name, text, "Make a new one in time.")
    else:
        yield ok(asked.name, f"it is good until {ends:%Y-%m-%d}.")


def _is_budget(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), int) for key in ("limit", "remaining", "reset"))


def _left(budget: Mapping[str, Any], now: datetime) -> str:
    wait = max(0, budget["reset"] - int(now.timestamp()))
    full = "" if budget["remaining"] >= budget["limit"] else f", full in {-(-wait // 60)} min"
    return f"{budget['remaining']} of {budget['limit']}{full}"
