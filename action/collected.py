"""What is known of each person after looking: a record, or the reason why there is none this time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from service.evidence import Login
from service.record import Record
from service.score import Score


class Missing(StrEnum):
    """Why there is no answer about somebody this time; unknown is a value."""

    NOT_ASKED = "not asked"
    INCOMPLETE = "incomplete"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Collected:
    """The outcome of looking at everybody.

    Attributes:
        remembered: how many records came from the cache.
        ended: why not everybody was asked; empty if everybody was.
        advice: what to change before the next run, which would end in the same way otherwise; empty if nothing.
    """

    records: Mapping[Login, Record] = field(default_factory=dict)
    missing: Mapping[Login, Missing] = field(default_factory=dict)
    remembered: int = 0
    ended: str = ""
    advice: str = ""

    @property
    def scores(self) -> dict[Login, Score]:
        """The people with a score, one that says "not visible" among them."""
        return {login: record.score for login, record in self.records.items() if record.score}

    @property
    def partial(self) -> bool:
        """Whether somebody is missing."""
        return bool(self.missing)
