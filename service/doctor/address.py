"""What answers at `GITHUB_API_URL`, and whether its clock is ours; pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from service.doctor.findings import Finding, advice, no_answer, ok, wrong
from service.github_api.headers import answered_at
from service.github_api.transport import Answer

SUBJECT = "GITHUB_API_URL"
SKEW = timedelta(seconds=30)
"""Differences below are of no consequence."""
AHEAD, BEHIND = timedelta(seconds=60), timedelta(seconds=300)
"""Beyond these GitHub refuses an App's signature, which begins a minute ago and is good for five.

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
"""
_HALF_A_SECOND = timedelta(seconds=0.5)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SERVER_ERROR = 500


def judge_address(url: str, answer: Answer) -> Finding:
    """What a question without any token was answered with; GitHub answers JSON, even where it refuses."""
    better = better_address(url)
    if answer.status == 0:
        remedy = "Check the address, the network and its proxy, and the server's certificate."
        return no_answer(SUBJECT, f"{url} does not answer.", better or remedy)
    if not isinstance(answer.body, dict) and answer.status >= _SERVER_ERROR:
        return no_answer(SUBJECT, f"{url} is out of order (status {answer.status}).", "Try again later.")
    if not isinstance(answer.body, dict):
        text = f"{url} answers, but not as GitHub's API does (status {answer.status})."
        return wrong(SUBJECT, text, better or "Set the address of GitHub's API, not of its pages.")
    return ok(SUBJECT, f"{url} is {_kind(url, answer)}.")


def better_address(url: str) -> str:
    """What to set instead of an address that leads to GitHub's pages; empty if there is nothing to say.

    https://docs.github.com/en/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in {"github.com", "www.github.com"}:
        return "Set https://api.github.com."
    if host.endswith(".ghe.com"):
        return "" if host.startswith("api.") else f"Set https://api.{host}."
    if host == "api.github.com" or parts.path.rstrip("/").endswith("/api/v3"):
        return ""
    return f"The address of an Enterprise Server ends with /api/v3: {parts.scheme}://{parts.netloc}/api/v3."


def judge_secrecy(url: str) -> Iterator[Finding]:
    """Secrets should not travel in the open."""
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        yield advice(SUBJECT, "tokens travel to it unencrypted.", "Set an address that begins with https.")


def judge_clock(answer: Answer, received_at: datetime, *, signs: bool) -> Iterator[Finding]:
    """Compare GitHub's `Date`, which has no parts of a second, with the middle of the request.

    `signs`: an App's signature says when it was made.
    """
    theirs = answered_at(answer.headers)
    if theirs is None:
        return
    ahead = received_at - timedelta(seconds=answer.seconds / 2) - (theirs + _HALF_A_SECOND)
    seconds = abs(round(ahead.total_seconds()))
    text = f"this machine's clock is {seconds} s {'ahead of' if ahead > timedelta() else 'behind'} GitHub's"
    remedy = "Let the machine set its clock by NTP."
    if signs and not -BEHIND <= ahead <= AHEAD:
        yield wrong("clock", f"{text}, and GitHub refuses what an App signs by it.", remedy)
    elif abs(ahead) > SKEW:
        yield advice("clock", f"{text}, which blurs days and budgets.", remedy)
    else:
        yield ok("clock", "it agrees with GitHub's.")


def _kind(url: str, answer: Answer) -> str:
    host = urlsplit(url).hostname or ""
    body = answer.body if isinstance(answer.body, dict) else {}
    version = answer.headers.get("x-github-enterprise-version") or body.get("installed_version")
    if host == "api.github.com":
        return "github.com"
    if host.endswith(".ghe.com"):
        return "GitHub Enterprise Cloud with data residency"
    return f"GitHub Enterprise Server {version}" if version else "a server that speaks GitHub's API"
