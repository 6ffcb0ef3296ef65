"""What an answer means and what to do about it: pure, one table for every shape that GitHub is known to send."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from service.github_api import headers
from service.github_api.transport import Answer, Json


class Verdict(StrEnum):
    """What to do with an answer."""

    USE = "use"  # data, perhaps with errors for parts of it
    RETRY = "retry"  # nobody's fault: the same question again, after a pause
    SPLIT = "split"  # too much asked at once: the same question in smaller pieces
    WAIT = "wait"  # this token has no budget until `until`
    ANOTHER_TOKEN = "another-token"  # noqa: S105 - a verdict: this token will never be accepted
    ABSENT = "absent"  # there is no such thing, or not for this token
    FAULT = "fault"  # our own mistake: the question is wrong


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with what it needs.

    Attributes:
        data: GraphQL's `data`, or the body of a REST answer.
        errors: GraphQL's errors, each with its path, for partial answers.
        until: when the budget is back.
        secondary: the wait is for pace, not for points.
        too_large: GitHub itself said that too much was asked.
        status: the HTTP status of what is absent, for those to whom a refusal is not the same as nothing.
        reason: GitHub's own words, cut short; never a token.
    """

    verdict: Verdict
    data: Json = field(default_factory=dict)
    errors: tuple[Json, ...] = ()
    until: datetime | None = None
    secondary: bool = False
    too_large: bool = False
    status: int = 0
    reason: str = ""

    @property
    def failed(self) -> bool:
        """Whether there was no answer, or one that is none; nobody knows yet whose fault it is."""
        return self.verdict is Verdict.RETRY or (self.verdict is Verdict.SPLIT and not self.too_large)


LIMITS = "RESOURCE_LIMITS_EXCEEDED"
SETTLED = frozenset({"NOT_FOUND", "FORBIDDEN"})
"""Errors that will be the same the next time: there is no such thing, or not for this token."""
_RATE_LIMIT_TYPES = frozenset({"RATE_LIMIT", "RATE_LIMITED"})
_FAULT_TYPES = frozenset({"MAX_NODE_LIMIT_EXCEEDED", "ARGUMENT_LIMIT", "VALIDATION"})
_REFUSAL_TYPES = frozenset({"FORBIDDEN", "INSUFFICIENT_SCOPES"})
# https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
_SECONDARY_WAIT = timedelta(seconds=60)
# GitHub gives up on a query after 10 s; what fails sooner was an accident, not too large a question.
_SLOW_SECONDS = 7.0
_LONGEST_REASON = 200
_OK, _UNAUTHORISED, _TIMED_OUT, _TOO_MANY = 200, 401, 408, 429
_LIMITING = frozenset({403, _TOO_MANY})
# Redirects that were not followed, and refusals: asking again unchanged is answered the same.
_FINAL = frozenset(range(300, 500)) - {_TIMED_OUT}


def judge_graphql(answer: Answer, now: datetime) -> Outcome:
    """Judge the answer to a GraphQL question."""
    body = answer.body
    if answer.status != _OK or not isinstance(body, dict):
        return _judge_failure(answer, now, when_final=Verdict.FAULT, when_slow=Verdict.SPLIT)
    listed = body.get("errors")
    errors = tuple(error for error in listed if isinstance(error, dict)) if isinstance(listed, list) else ()
    limited = _judge_limits(answer, errors, now)
    if limited:
        return limited
    data = body.get("data")
    if isinstance(data, dict) and any(value is not None for key, value in data.items() if key != "rateLimit"):
        return Outcome(Verdict.USE, data, errors)
    return _judge_without_data(data, errors)


def judge_rest(answer: Answer, now: datetime) -> Outcome:
    """Judge the answer to a REST question."""
    if answer.status == _OK and answer.body is not None:
        data = answer.body if isinstance(answer.body, dict) else {"items": answer.body}
        return Outcome(Verdict.USE, data)
    return _judge_failure(answer, now, when_final=Verdict.ABSENT, when_slow=Verdict.RETRY)


def alias_of(error: Json) -> str:
    """The alias that a GraphQL error belongs to; empty if it does not say."""
    path = error.get("path")
    return str(path[0]) if isinstance(path, list) and path else ""


def type_of(error: Json) -> str:
    """GitHub's word for a GraphQL error; empty for an accident, which has none."""
    return str(error.get("type") or "")


def _judge_without_data(data: object, errors: tuple[Json, ...]) -> Outcome:
    types = set(map(type_of, errors))
    reason = _words(errors)
    if types & _FAULT_TYPES:
        return Outcome(Verdict.FAULT, errors=errors, reason=reason)
    if LIMITS in types:
        return Outcome(Verdict.SPLIT, errors=errors, too_large=True, reason=reason)
    if isinstance(data, dict):
        # Every alias is null: each has its own error, or simply does not exist.
        return Outcome(Verdict.USE, data, errors)
    if types & _REFUSAL_TYPES or (errors and all("locations" in error and "type" not in error for error in errors)):
        return Outcome(Verdict.FAULT, errors=errors, reason=reason)
    return Outcome(Verdict.SPLIT, errors=errors, reason=reason or "an answer without data")


def _judge_failure(answer: Answer, now: datetime, *, when_final: Verdict, when_slow: Verdict) -> Outcome:
    message = _message(answer)
    limited = _judge_limits(answer, (), now)
    if limited:
        return limited
    if answer.status == _UNAUTHORISED:
        return Outcome(Verdict.ANOTHER_TOKEN, reason=message or "401")
    if answer.status in _FINAL:
        return Outcome(when_final, status=answer.status, reason=message or f"status {answer.status}")
    if answer.seconds >= _SLOW_SECONDS:
        return Outcome(when_slow, reason=message or "no answer in time")
    return Outcome(Verdict.RETRY, reason=message or f"status {answer.status}")


def _judge_limits(answer: Answer, errors: tuple[Json, ...], now: datetime) -> Outcome | None:
    """Primary and secondary limits arrive as 200, 403 or 429, so the words decide, not the status."""
    message = (_message(answer) or _words(errors)).lower()
    typed = not _RATE_LIMIT_TYPES.isdisjoint(map(type_of, errors))
    pause = headers.retry_at(answer.headers, now, otherwise=_SECONDARY_WAIT)
    if "secondary rate limit" in message:
        return Outcome(Verdict.WAIT, until=pause, secondary=True, reason="secondary rate limit")
    spent = headers.number(answer.headers, "x-ratelimit-remaining") == 0 and answer.status in _LIMITING
    if typed or spent or message.startswith("api rate limit"):
        return Outcome(Verdict.WAIT, until=_reset(answer, now) or pause, reason="rate limit")
    if answer.status == _TOO_MANY or (answer.status in _LIMITING and "retry-after" in answer.headers):
        return Outcome(Verdict.WAIT, until=pause, secondary=True, reason="too many requests")
    return None


def _reset(answer: Answer, now: datetime) -> datetime | None:
    """A second after the budget is filled again; never in the past, whatever the clocks say."""
    reset = headers.reset_at(answer.headers, now)
    return max(reset, now) + headers.SHORTEST_WAIT if reset else None


def _message(answer: Answer) -> str:
    if isinstance(answer.body, dict) and isinstance(answer.body.get("message"), str):
        return str(answer.body["message"])[:_LONGEST_REASON]
    return ""


def _words(errors: tuple[Json, ...]) -> str:
    return "; ".join(str(error.get("message", "")) for error in errors)[:_LONGEST_REASON]
