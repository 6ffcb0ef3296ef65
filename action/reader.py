"""Questions of the Action itself, such as who is a member: answers as values, refusals as errors."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from action.errors import ActionError, NotAllowed, TokenRefused, TooFewRequests, Unanswered, Unknown
from action.patience import is_own_limit
from service.errors import ServiceError
from service.github_api.outcomes import SETTLED, Outcome, Verdict, judge_graphql, judge_rest
from service.github_api.transport import Answer, Json, Transport

PAGE = 100
ROUNDS = 5
"""How often a question is asked whose answer has holes by accident."""
REFUSALS = frozenset({"FORBIDDEN", "INSUFFICIENT_SCOPES"})
"""GraphQL's words for what this token may not ask."""
_FINAL = SETTLED | REFUSALS
_LAST = re.compile(r"[?&]page=(\d+)[^>]*>; rel=\"last\"")
_FORBIDDEN = 403


@dataclass(frozen=True, slots=True)
class Reply:
    """GraphQL's data, with the types of the errors in it.

    Attributes:
        reason: GitHub's own words about these errors, for people.
    """

    data: Json
    errors: frozenset[str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks one question after the other through a transport that is patient by itself."""

    transport: Transport
    clock: Callable[[], datetime]

    def graphql(self, text: str, variables: Json) -> Reply:
        """The data of a GraphQL answer, perhaps with holes.

        Raises:
            ActionError: there is none.
        """
        for _ in range(ROUNDS):
            outcome = judge_graphql(_asked(lambda: self.transport.graphql(text, variables)), self.clock())
            types = frozenset(str(error.get("type", "")) for error in outcome.errors)
            if outcome.verdict is Verdict.ANOTHER_TOKEN or (outcome.verdict is Verdict.USE and types <= _FINAL):
                break
            if outcome.verdict is Verdict.FAULT and types and types <= REFUSALS:
                # What needs another scope is refused before anything is looked up: there is no data at all then.
                raise NotAllowed(f"GitHub does not allow this token to ask that: {outcome.reason}")
        if outcome.verdict is not Verdict.USE:
            raise refusal(outcome, 0, "GraphQL")
        words = dict.fromkeys(str(error.get("message", "")) for error in outcome.errors)
        return Reply(outcome.data, types, " ".join(words))

    def get(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Any:  # noqa: ANN401 - any JSON
        """The body of a REST answer.

        Raises:
            ActionError: there is none.
        """
        return self._get(path, parameters or {}).body

    def pages(self, path: str, parameters: Mapping[str, str | int] | None = None, *, most: int = 1000) -> list[Json]:
        """A whole list, page by page; `most` pages at most.

        Raises:
            ActionError: a page is missing, so that the list would not be whole.
        """
        found: list[Json] = []
        for number in range(1, most + 1):
            body = self.get(path, {**(parameters or {}), "per_page": PAGE, "page": number})
            if not isinstance(body, list):
                raise Unanswered(f"GitHub answered {path} with something that is no list.")
            found += [item for item in body if isinstance(item, dict)]
            if len(body) < PAGE:
                break
        return found

    def count(self, path: str) -> int:
        """How many items a list has, from the header of its first page: one request.

        https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
        """
        answer = self._get(path, {"per_page": 1})
        last = _LAST.search(answer.headers.get("link", ""))
        return int(last[1]) if last else len(answer.body)

    def _get(self, path: str, parameters: Mapping[str, str | int]) -> Answer:
        answer = _asked(lambda: self.transport.rest(path, parameters))
        outcome = judge_rest(answer, self.clock())
        if outcome.verdict is not Verdict.USE:
            raise refusal(outcome, answer.status, path)
        return answer


def refusal(outcome: Outcome, status: int, what: str) -> ActionError:
    """The error for an outcome without data; `what` was asked."""
    if outcome.verdict is Verdict.ANOTHER_TOKEN:
        return TokenRefused("GitHub does not accept the token (401); check that it is valid and not expired.")
    if outcome.verdict is Verdict.WAIT:
        return Unanswered(f"The token's budget at GitHub is used up until {outcome.until:%H:%M} UTC; run again then.")
    if outcome.verdict is Verdict.ABSENT and status == _FORBIDDEN:
        return NotAllowed(f"GitHub does not allow {what}: {outcome.reason}.")
    if outcome.verdict is Verdict.ABSENT:
        return Unknown(f"There is nothing at {what}, or not for this token.")
    return Unanswered(f"GitHub did not answer {what} ({outcome.reason or outcome.verdict}); run again later.")


def _asked(ask: Callable[[], Answer]) -> Answer:
    """The answer, unless the patience of this run has ended."""
    try:
        return ask()
    except ServiceError as error:
        reason = str(error)
        raise TooFewRequests(f"{reason} Raise max-requests.") if is_own_limit(reason) else Unanswered(reason) from None
