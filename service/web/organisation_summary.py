"""How many members of an organisation are hands-on: counts alone, and none at all for a few people; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from service.errors import Status
from service.score import Level

FEWEST = 5
"""A summary of fewer people would point at them."""

_SHOWN = (Level.HANDS_ON, Level.IN_TOUCH, Level.DIPPING_IN, Level.QUIET)
_NO_LEVELS: Mapping[Level, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Summary:
    """One organisation.

    Attributes:
        organisation: as GitHub writes it.
        members: how many can be seen.
        looked_at: how many of them were looked at.
        people: how many of those have a level; None, like all that follows, if they are fewer than five.
        levels: people by level.
    """

    organisation: str
    status: Status
    observed_at: datetime
    members: int
    looked_at: int
    people: int | None = None
    levels: Mapping[Level, int] = field(default_factory=lambda: _NO_LEVELS)
    message: str = ""

    @property
    def hands_on(self) -> int | None:
        """How many are hands-on."""
        return None if self.people is None else self.levels[Level.HANDS_ON]


def summarise(organisation: str, members: int, levels: Iterable[Level | None], now: datetime) -> Summary:
    """The summary of an organisation with so many visible members.

    Each member who was looked at has a level, or None if there is none, whatever the reason.
    """
    found = tuple(levels)
    counted = Counter(level for level in found if level in _SHOWN)
    people = counted.total()
    if people < FEWEST:
        message = f"Fewer than {FEWEST} members can be seen and have a level; a summary would point at them."
        return Summary(organisation, Status.NOT_VISIBLE, now, members, len(found), message=message)
    by_level = MappingProxyType({level: counted[level] for level in _SHOWN})
    return Summary(organisation, Status.OK, now, members, len(found), people, by_level)
