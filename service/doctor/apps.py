"""What GitHub's answers say about an App and its installations; pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from service.doctor.findings import Finding, advice, no_answer, ok, wrong
from service.doctor.tokens import Asked, judge_budgets, judge_trouble
from service.errors import Misconfigured, RateLimited, Unavailable
from service.github_api.outcomes import judge_rest
from service.github_api.transport import Answer

_OK, _UNAUTHORISED, _NOT_FOUND = 200, 401, 404
_KEY = "Make a new private key on the App's settings page, and check GITHUB_APP_ID and this machine's clock."
_FOR_PRIVATE = frozenset({"contents", "pull_requests"})


def judge_app(name: str, answer: Answer, now: datetime) -> Finding:
    """Whether GitHub knows the App by its signature; `answer` is to `GET /app`."""
    outcome = judge_rest(answer, now)
    if answer.status == _OK:
        return ok(name, f"GitHub knows it as {outcome.data.get('name') or 'an App without a name'}.")
    if answer.status == _UNAUTHORISED:
        return wrong(name, f"GitHub does not accept its signature ({outcome.reason}).", _KEY)
    if answer.status == _NOT_FOUND:
        return wrong(name, f"GitHub knows no such App ({outcome.reason}).", "Copy the App ID from its settings page.")
    return judge_trouble(name, outcome, answer) or no_answer(name, "GitHub did not answer.", "Try again later.")


def judge_no_token(name: str, why: Unavailable, installed: Sequence[str]) -> Finding:
    """Why an installation gives no token; `installed` are the App's installations that GitHub lists."""
    if isinstance(why, RateLimited):
        return advice(name, str(why), "Try again later.")
    if not isinstance(why, Misconfigured):
        return no_answer(name, str(why), "Try again later.")
    listed = f"The App is installed as {', '.join(installed)}." if installed else "The App is installed nowhere."
    suspended = "suspended" in str(why)
    return wrong(name, str(why), "Unsuspend it in the settings of the account it belongs to." if suspended else listed)


def judge_installation(
    asked: Asked, permissions: Mapping[str, object], now: datetime, *, private: bool
) -> Iterator[Finding]:
    """All there is to say about an installation that gave a token."""
    trouble = judge_trouble(asked.name, judge_rest(asked.rates, now), asked.rates)
    if trouble:
        yield trouble
        return
    account = asked.account(now)
    yield ok(asked.name, f"it gives tokens{f' as {account}' if account else ''}.")
    yield from judge_permissions(asked.name, permissions, private=private)
    yield from judge_budgets(asked.name, asked.rates, now)


def judge_permissions(name: str, permissions: Mapping[str, object], *, private: bool) -> Iterator[Finding]:
    """Public work needs no permission beyond `metadata: read`, which every App has.

    https://docs.github.com/en/apps/creating-github-apps/registering-a-github-app/choosing-permissions-for-a-github-app
    """
    needed = {"metadata", *(_FOR_PRIVATE if private else ())}
    mighty = sorted(f"{key}: {value}" for key, value in permissions.items() if value != "read")
    needless = sorted(key for key, value in permissions.items() if value == "read" and key not in needed)
    if mighty:
        remedy = "Whoever gets hold of the key could use that: take it away."
        yield advice(name, f"it may change things ({', '.join(mighty)}).", remedy)
    if needless:
        yield advice(name, f"it has needless permissions ({', '.join(needless)}).", "Take them away.")
