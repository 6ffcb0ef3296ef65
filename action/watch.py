"""One batch's questions, watched: what was lost on the way, what they cost, and how long the slowest answer took."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from action.estimate import Cost
from action.usage import points_of
from service.evidence import Evidence, GapCode
from service.github_api.outcomes import judge_rest
from service.github_api.transport import Answer, Json, Transport

_REPOSITORY = re.compile(r"/repos/([^/]+/[^/]+)/")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_INCOMPLETE = frozenset({GapCode.PARTIAL_ANSWER, GapCode.WINDOW_TOO_LARGE})


@dataclass(slots=True)
class Watch:
    """A `Transport` for one batch."""

    inner: Transport
    slowest: float = 0.0
    _lost: set[str] = field(default_factory=set)
    # What each question cost; a list, because several threads add to it.
    _spent: list[Cost] = field(default_factory=list)

    @property
    def spent(self) -> Cost:
        """What all questions of this batch cost together."""
        spent = tuple(self._spent)
        return Cost(sum(q.points for q in spent), sum(q.requests for q in spent), sum(q.seconds for q in spent))

    def graphql(self, query: str, variables: Json) -> Answer:
        """POST a GraphQL document."""
        answer = self.inner.graphql(query, variables)
        self._spent.append(Cost(points_of(answer), 0, answer.seconds))
        self.slowest = max(self.slowest, answer.seconds)
        return answer

    def rest(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """GET a REST path."""
        self._lost.add(path)
        answer = self.inner.rest(path, parameters)
        self._spent.append(Cost(0, 1, answer.seconds))
        # Whether an answer is one does not depend on when it came.
        if not judge_rest(answer, _ANY_TIME).failed:
            self._lost.discard(path)
        return answer

    def is_complete(self, evidence: Evidence) -> bool:
        """Whether everything that was asked about somebody's work was answered.

        A number from fewer answers than the others got would not be comparable with theirs, nor with the same
        person's next week.
        """
        lost = {found[1] for path in self._lost if (found := _REPOSITORY.match(path))}
        names = {repository.name for repository in evidence.repositories}
        return not (lost & names or {gap.code for gap in evidence.gaps} & _INCOMPLETE)
