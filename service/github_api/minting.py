"""What GitHub's answer to a request for an installation's token means: pure, every failure has a name.

https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from service.errors import GitHubDown, Misconfigured, RateLimited, Unavailable
from service.github_api.headers import answered_at
from service.github_api.outcomes import Outcome, Verdict, judge_rest
from service.github_api.transport import Answer

LIFE = timedelta(hours=1)
"""How long an installation's token is good; a longer life is a mistake or a wrong clock."""
REST = timedelta(seconds=15)
"""How long nobody asks for a token again after GitHub did not answer."""
REFUSED = timedelta(minutes=5)
"""How long nobody asks for a token again after GitHub refused one."""
_SHORTEST_LIFE = timedelta(minutes=1)
_RENEW_AFTER = 5 / 6
_CREATED, _NOT_FOUND, _UNAUTHORISED = 201, 404, 401


@dataclass(frozen=True, slots=True)
class Minted:
    """An installation's token; times are of this machine's clock."""

    secret: str = field(repr=False)
    minted_at: datetime
    renew_at: datetime
    expires_at: datetime


def judge_mint(answer: Answer, now: datetime) -> Minted | Unavailable:
    """The token, or why there is none and when to ask again; the reason shows no secret."""
    if answer.status == _CREATED and isinstance(answer.body, dict):
        minted = _minted(answer.body, answered_at(answer.headers) or now, now)
        if minted:
            return minted
    outcome = judge_rest(answer, now)
    if outcome.verdict is Verdict.WAIT:
        return RateLimited("GitHub asks this service's App to wait.", retry_at=outcome.until)
    if outcome.verdict in {Verdict.ABSENT, Verdict.ANOTHER_TOKEN}:
        return Misconfigured(_refusal(answer.status, outcome), retry_at=now + REFUSED)
    return GitHubDown(f"GitHub gave this service's App no token ({outcome.reason}).", retry_at=now + REST)


def _minted(body: dict[str, object], answered: datetime, now: datetime) -> Minted | None:
    """Its life is counted from GitHub's clock, so that a wrong clock here neither ends nor lengthens it."""
    secret, expires = body.get("token"), _moment(body.get("expires_at"))
    if not isinstance(secret, str) or not secret or expires is None:
        return None
    life = min(max(expires - answered, _SHORTEST_LIFE), LIFE)
    return Minted(secret, now, now + life * _RENEW_AFTER, now + life)


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _refusal(status: int, outcome: Outcome) -> str:
    if status == _UNAUTHORISED:
        return f"GitHub does not accept this service's App ({outcome.reason})."
    if status == _NOT_FOUND:
        return f"GitHub knows no such installation of this service's App ({outcome.reason})."
    return f"GitHub gives this service's App no token ({outcome.reason})."
